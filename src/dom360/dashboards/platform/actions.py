"""Figures over all companies, for the platform's administrators."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from dom360.dashboards.models import Clock
from dom360.dashboards.parts import by_bucket, money, total
from dom360.dashboards.periods import Span
from dom360.dashboards.platform import queries
from dom360.dashboards.platform.queries import CompanyName, Part
from dom360.dashboards.platform.schemas import (
    AllReconciled,
    CompanyFigures,
    ModelFigures,
    PlatformDashboard,
    PlatformFigures,
)
from dom360.dashboards.schemas import BucketView, PeriodView
from dom360.db.database import Tx
from dom360.usage.latency import AGENT_BOUNDS_MS, percentile

_SUMS = ("messages", "answers", "conversations", "errors", "retries", "knowledge_misses",
         "input_tokens", "output_tokens", "cached_tokens", "total_tokens",
         "unpriced_answers")  # fmt: skip


async def dashboard(
    tx: Tx, clock: Clock, span: Span, *, tenant_id: UUID | None, rate: Decimal | None
) -> PlatformDashboard:
    """As dom360_admin. One company where `tenant_id` says so."""
    parts = await queries.list_parts(tx, span, tenant_id)
    rows, models, companies = (
        [part for part in parts if part.kind == kind] for kind in ("series", "models", "companies")
    )
    names = await queries.list_names(tx, [one.part for one in companies])
    buckets = span.buckets(clock.today)
    return PlatformDashboard(
        as_of=clock.as_of,
        timezone=clock.timezone,
        brl_per_usd=None if rate is None else str(rate),
        period=PeriodView(
            first_day=span.first_day, last_day=span.last_day, granularity=span.granularity
        ),
        buckets=[BucketView(**vars(one)) for one in buckets],
        reconciled=await _reconciled(tx),
        totals=PlatformFigures(**_figures(rows, rate)),
        series=[PlatformFigures(**_figures(some, rate)) for some in by_bucket(rows, buckets)],
        by_model=[ModelFigures(model=one.part, **_figures([one], rate)) for one in models],
        by_company=[_company(one, names[one.part], rate) for one in companies if one.part in names],
    )


async def _reconciled(tx: Tx) -> AllReconciled:
    proven = await queries.count_proven(tx)
    return AllReconciled(
        companies=proven.companies,
        equal=proven.equal,
        differs=proven.differing,
        never=proven.companies - proven.equal - proven.differing,
    )


def _company(part: Part, name: CompanyName, rate: Decimal | None) -> CompanyFigures:
    state = "never" if name.rows_off is None else "differs" if name.rows_off else "equal"
    return CompanyFigures(
        tenant_id=UUID(part.part),
        name=name.name,
        slug=name.slug,
        reconciled=state,
        proven_at=name.proven_at,
        **_figures([part], rate),
    )


def _figures(rows: Sequence[Part], rate: Decimal | None) -> dict[str, Any]:
    counts = [sum(bucket) for bucket in zip(*(row.agent_ms for row in rows), strict=True)]
    return {
        **{name: total(rows, name) for name in _SUMS},
        "knowledge_hits": total(rows, "grounded_answers"),
        "cost": money(total(rows, "cost_micro_usd"), rate),
        "agent_p50_ms": percentile(AGENT_BOUNDS_MS, counts, 0.5),
        "agent_p95_ms": percentile(AGENT_BOUNDS_MS, counts, 0.95),
    }
