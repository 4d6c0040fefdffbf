from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dom360.dashboards.models import (
    Clock,
    Cohort,
    Counted,
    DayCost,
    Event,
    Failure,
    Inbox,
    Proof,
    Question,
    StepCount,
    StepTimes,
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
        timezone=asked.clock.timezone,
        **_days(span),
    )


async def list_failures(tx: Tx, asked: Question, span: Span) -> list[Failure]:
    return await tx.list(Failure, _SQL["list_failures"], **_moments(asked), **_days(span))


async def list_events(tx: Tx, asked: Question, span: Span) -> list[Event]:
    return await tx.list(Event, _SQL["list_events"], **_moments(asked), **_days(span))


async def list_cohorts(tx: Tx, asked: Question, span: Span) -> list[Cohort]:
    return await tx.list(
        Cohort,
        _SQL["list_cohorts"],
        first_day=span.first_day,
        last_day=span.last_day,
        timezone=asked.clock.timezone,
        inbox_ids=list(asked.inbox_ids) or None,
    )


async def fold_sources(tx: Tx, sources: set[str]) -> dict[str, str]:
    """What each is to the list of leads, which looks at neither case nor accents."""
    found = await tx.list(_Folded, _SQL["fold_sources"], sources=sorted(sources))
    return {one.source: one.folded for one in found}


async def get_step_times(
    tx: Tx, asked: Question, span: Span, sources: list[str] | None
) -> StepTimes:
    times = await tx.find(
        StepTimes,
        _SQL["get_step_times"],
        first_day=span.first_day,
        last_day=span.last_day,
        timezone=asked.clock.timezone,
        inbox_ids=list(asked.inbox_ids) or None,
        sources=sources,
    )
    assert times is not None, "an aggregate always answers"
    return times


def _filters(asked: Question) -> dict[str, list[UUID] | list[str] | None]:
    return {
        "inbox_ids": list(asked.inbox_ids) or None,
        "agent_types": list(asked.agent_types) or None,
        "models": list(asked.models) or None,
    }


def _moments(asked: Question) -> dict[str, object]:
    return {
        "inbox_ids": list(asked.inbox_ids) or None,
        "agent_types": list(asked.agent_types) or None,
        "timezone": asked.clock.timezone,
    }


def _days(span: Span) -> dict[str, object]:
    return {
        "first_day": span.first_day,
        "last_day": span.last_day,
        "granularity": span.granularity,
    }
