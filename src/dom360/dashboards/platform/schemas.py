"""What the dashboard of all companies answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from dom360.dashboards.schemas import BucketView, Money, PeriodView
from dom360.kit.schema import View


class PlatformFigures(View):
    """`agent_p50_ms` and `agent_p95_ms`: right to the width of a histogram's bucket."""

    messages: int
    answers: int
    conversations: int
    errors: int
    retries: int
    knowledge_hits: int
    knowledge_misses: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost: Money
    unpriced_answers: int
    agent_p50_ms: int | None
    agent_p95_ms: int | None


class ModelFigures(PlatformFigures):
    model: str


class CompanyFigures(PlatformFigures):
    tenant_id: UUID
    name: str
    slug: str
    reconciled: Literal["equal", "differs", "never"]
    proven_at: datetime | None


class AllReconciled(View):
    """Over all companies, by the last comparison of each."""

    companies: int
    equal: int
    differs: int
    never: int


class PlatformDashboard(View):
    """Each company's days are of its own time zone; today is said by UTC."""

    as_of: datetime
    timezone: str
    currency: Literal["USD"] = "USD"
    brl_per_usd: str | None
    period: PeriodView
    buckets: list[BucketView]
    reconciled: AllReconciled
    totals: PlatformFigures
    series: list[PlatformFigures]
    by_model: list[ModelFigures]
    by_company: list[CompanyFigures]
