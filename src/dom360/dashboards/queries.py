from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dom360.dashboards.models import (
    Clock,
    Cohort,
    Counted,
    DayCost,
    Event,
    Inbox,
    Proof,
    Question,
    StepCount,
    Timed,
    TopConversation,
)
from dom360.dashboards.periods import Span
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound

_SQL = load_beside(__file__)
_TOP = 10


@dataclass(frozen=True)
class _Tenant:
    tenant_id: UUID


@dataclass(frozen=True)
class _Source:
    source: str


@dataclass(frozen=True)
class _Folded:
    source: str
    folded: str


async def get_clock(tx: Tx) -> Clock:
    clock = await tx.find(Clock, _SQL["clock"])
    if clock is None:
        raise NotFound
    return clock


async def find_proof(tx: Tx) -> Proof | None:
    return await tx.find(Proof, _SQL["find_proof"])


async def list_inboxes(tx: Tx) -> list[Inbox]:
    """Archived ones as well: they have a past."""
    return await tx.list(Inbox, _SQL["list_inboxes"])


async def list_counted(tx: Tx, asked: Question, span: Span) -> list[Counted]:
    return await tx.list(Counted, _SQL["list_counted"], **_filters(asked), **_days(span))


async def list_timed(tx: Tx, asked: Question, span: Span) -> list[Timed]:
    return await tx.list(Timed, _SQL["list_timed"], **_filters(asked), **_days(span))


async def list_day_costs(tx: Tx, asked: Question, first_day: date, last_day: date) -> list[DayCost]:
    """Days without a row cost nothing and are absent."""
    return await tx.list(
        DayCost,
        _SQL["list_day_costs"],
        **_filters(asked),
        first_day=first_day,
        last_day=last_day,
    )


async def find_first_day(tx: Tx) -> date | None:
    """From which day on anything was counted."""
    first = await tx.value(_SQL["first_counted_day"])
    assert first is None or isinstance(first, date)
    return first


async def list_top(tx: Tx, asked: Question, *, by: str) -> list[TopConversation]:
    """`by`: tokens or cost. Looks at the period, inboxes and agent types."""
    return await tx.list(
        TopConversation,
        _SQL[f"list_top_by_{by}"],
        first_day=asked.span.first_day,
        last_day=asked.span.last_day,
        timezone=asked.clock.timezone,
        inbox_ids=list(asked.inbox_ids) or None,
        agent_types=list(asked.agent_types) or None,
        limit=_TOP,
    )


async def list_steps(tx: Tx, asked: Question, span: Span) -> list[StepCount]:
    return await tx.list(
        StepCount,
        _SQL["list_steps"],
        inbox_ids=list(asked.inbox_ids) or None,
        **_days(span),
    )


async def list_events(tx: Tx, asked: Question, span: Span) -> list[Event]:
    """Failed and repaired turns, and handovers."""
    return await tx.list(
        Event,
        _SQL["list_events"],
        inbox_ids=list(asked.inbox_ids) or None,
        agent_types=list(asked.agent_types) or None,
        **_days(span),
    )


async def list_sources(tx: Tx, asked: Question, span: Span) -> list[str]:
    """The period's spellings of the sources that were asked for."""
    found = await tx.list(
        _Source, _SQL["list_sources"], **_lead_days(span), sources=list(asked.sources)
    )
    return sorted(one.source for one in found)


async def list_cohorts(
    tx: Tx, asked: Question, span: Span, sources: list[str] | None
) -> list[Cohort]:
    """All leads of the period, and those of each week, each inbox and each source, in any order."""
    return await tx.list(Cohort, _SQL["list_cohorts"], **_leads(asked, span, sources))


async def fold_sources(tx: Tx, sources: set[str]) -> dict[str, str]:
    """What each is to the list of leads, which looks at neither case nor accents."""
    found = await tx.list(_Folded, _SQL["fold_sources"], sources=sorted(sources))
    return {one.source: one.folded for one in found}


async def list_with_marks(tx: Tx) -> list[UUID]:
    """As dom360_admin: the tenants of which something has changed since it was added up."""
    return [one.tenant_id for one in await tx.list(_Tenant, _SQL["list_with_marks"])]


async def roll_figures(tx: Tx, limit: int) -> int:
    """Add up that many weeks at most that need it; how many did. As dom360_jobs."""
    rolled = await tx.value(_SQL["roll_figures"], limit=limit)
    assert isinstance(rolled, int)
    return rolled


def _filters(asked: Question) -> dict[str, list[UUID] | list[str] | None]:
    return {
        "inbox_ids": list(asked.inbox_ids) or None,
        "agent_types": list(asked.agent_types) or None,
        "models": list(asked.models) or None,
    }


def _leads(asked: Question, span: Span, sources: list[str] | None) -> dict[str, object]:
    return {
        "inbox_ids": list(asked.inbox_ids) or None,
        "sources": sources,
        **_lead_days(span),
    }


def _lead_days(span: Span) -> dict[str, object]:
    return {"first_day": span.first_day, "last_day": span.last_day}


def _days(span: Span) -> dict[str, object]:
    return {
        "first_day": span.first_day,
        "last_day": span.last_day,
        "granularity": span.granularity,
    }
