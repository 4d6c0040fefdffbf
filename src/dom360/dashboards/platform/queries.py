from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dom360.dashboards.models import Clock
from dom360.dashboards.periods import Span
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside

_SQL = load_beside(__file__)


@dataclass(frozen=True)
class Part:
    """Sums over one bucket ("series"), one model or one company ("models", "companies")."""

    kind: str
    key: date
    part: str
    messages: int
    answers: int
    conversations: int
    errors: int
    retries: int
    unpriced_answers: int
    grounded_answers: int
    knowledge_misses: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int
    agent_ms: list[int]


@dataclass(frozen=True)
class CompanyName:
    id: str
    name: str
    slug: str
    proven_at: datetime | None
    rows_off: int | None


@dataclass(frozen=True)
class Proven:
    companies: int
    equal: int
    differing: int


async def get_clock(tx: Tx) -> Clock:
    clock = await tx.find(Clock, _SQL["platform_clock"])
    assert clock is not None, "it is always some time"
    return clock


async def list_parts(tx: Tx, span: Span, tenant_id: UUID | None) -> list[Part]:
    """The buckets in order; models and companies the largest first, at most 100 each."""
    return await tx.list(
        Part,
        _SQL["list_platform_parts"],
        first_day=span.first_day,
        last_day=span.last_day,
        granularity=span.granularity,
        of_tenant=tenant_id,
    )


async def list_names(tx: Tx, ids: list[str]) -> dict[str, CompanyName]:
    found = await tx.list(CompanyName, _SQL["list_platform_names"], ids=ids)
    return {one.id: one for one in found}


async def count_proven(tx: Tx) -> Proven:
    proven = await tx.find(Proven, _SQL["count_unproven"])
    assert proven is not None, "an aggregate always answers"
    return proven
