"""How far leads come, how long it takes them, and where they are lost."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

from dom360.dashboards import queries, schemas
from dom360.dashboards.models import Cohort, Question, StepTimes
from dom360.dashboards.parts import grouped, head, share, total
from dom360.dashboards.periods import Span, whole
from dom360.dashboards.schemas import (
    FunnelDashboard,
    FunnelStage,
    LeadCounts,
    LeadsOf,
    MissingField,
    StateCount,
)
from dom360.db.database import Tx
from dom360.leads.schemas import LeadState

# A step, and the figures that say who came to it and who was lost there.
_STEPS = (
    ("NEW", "leads", "drop_new"),
    ("QUALIFYING", "qualifying", "drop_qualifying"),
    ("QUALIFIED", "qualified", "drop_qualified"),
    ("SCHEDULED", "scheduled", "drop_scheduled"),
    ("COMPLETED", "completed", None),
)
_MISSING = (
    ("budget", "no_budget"),
    ("authority", "no_authority"),
    ("pain", "no_need"),
    ("timeline", "no_timeline"),
)


async def dashboard(tx: Tx, asked: Question) -> FunnelDashboard:
    rows, times = await _read(tx, asked, asked.span)
    earlier = asked.span.before() if asked.compare else None
    before, times_before = await _read(tx, asked, earlier) if earlier else (None, None)
    names = {str(inbox.id): inbox.name for inbox in await queries.list_inboxes(tx)}
    first_at, end_at = _moments(asked.span, asked.clock.timezone)
    return FunnelDashboard(
        **await head(tx, asked),
        created_from=first_at,
        created_before=end_at,
        totals=_counts(rows),
        previous_totals=None if before is None else _counts(before),
        steps=_steps(rows, times),
        previous_steps=None
        if before is None or times_before is None
        else _steps(before, times_before),
        states=_states(rows),
        dropped=sum(total(rows, lost) for _, _, lost in _STEPS if lost),
        missing=[MissingField(field=f, leads=total(rows, name)) for f, name in _MISSING],
        cohorts=_cohorts(rows, asked.span),
        by_inbox=_parts(rows, lambda row: str(row.inbox_id), names),
        by_source=_parts(rows, lambda row: row.source or "", {}),
    )


async def _read(tx: Tx, asked: Question, span: Span) -> tuple[list[Cohort], StepTimes]:
    """Sources are the same where the list of leads sees no difference (case, accents)."""
    rows = await queries.list_cohorts(tx, asked, span)
    if not asked.sources:
        rows = _with_one_name(rows, await _folded(tx, rows, ()))
        return rows, await queries.get_step_times(tx, asked, span, None)
    folded = await _folded(tx, rows, asked.sources)
    wanted = {folded[source] for source in asked.sources}
    rows = [row for row in rows if row.source is not None and folded[row.source] in wanted]
    sources = sorted({row.source for row in rows if row.source is not None})
    return (
        _with_one_name(rows, folded),
        await queries.get_step_times(tx, asked, span, sources),
    )


async def _folded(tx: Tx, rows: Sequence[Cohort], more: Sequence[str]) -> dict[str, str]:
    return await queries.fold_sources(tx, {row.source for row in rows if row.source} | set(more))


def _with_one_name(rows: list[Cohort], folded: dict[str, str]) -> list[Cohort]:
    """The most frequent spelling stands for all of a source's spellings."""
    leads: dict[str, int] = {}
    for row in rows:
        if row.source:
            leads[row.source] = leads.get(row.source, 0) + row.leads
    best: dict[str, str] = {}
    for source in sorted(leads, key=lambda one: (-leads[one], one)):
        best.setdefault(folded[source], source)
    return [_renamed(row, best[folded[row.source]]) if row.source else row for row in rows]


def _renamed(row: Cohort, source: str) -> Cohort:
    return Cohort(**{**vars(row), "source": source})


def _counts(rows: Sequence[Cohort]) -> LeadCounts:
    leads = total(rows, "leads")
    return LeadCounts(
        leads=leads,
        qualifying=total(rows, "qualifying"),
        qualified=total(rows, "qualified"),
        scheduled=total(rows, "scheduled"),
        completed=total(rows, "completed"),
        mean_score=_mean_score(rows),
    )


def _mean_score(rows: Sequence[Cohort]) -> float | None:
    leads = total(rows, "leads")
    return round(total(rows, "score_sum") / leads, 1) if leads else None


def _steps(rows: Sequence[Cohort], times: StepTimes) -> list[FunnelStage]:
    leads = total(rows, "leads")
    made, before = list[FunnelStage](), None
    for step, figure, lost in _STEPS:
        reached = total(rows, figure)
        seconds = getattr(times, figure, None)
        made.append(
            FunnelStage(
                step=step,
                leads=reached,
                conversion=None if before is None else share(reached, before),
                of_all=share(reached, leads),
                median_seconds=None if seconds is None else round(seconds),
                dropped=total(rows, lost) if lost else 0,
            )
        )
        before = reached
    return made


def _states(rows: Sequence[Cohort]) -> list[StateCount]:
    """All states, in the order of a lead's life."""
    found: dict[str, list[Cohort]] = grouped(rows, lambda row: row.state)
    return [
        StateCount(
            state=state,
            leads=total(found.get(state, []), "leads"),
            mean_score=_mean_score(found.get(state, [])),
        )
        for state in get_args(LeadState)
    ]


def _cohorts(rows: Sequence[Cohort], span: Span) -> list[schemas.Cohort]:
    """Every week of the period, those without leads as well."""
    found: dict[Any, list[Cohort]] = grouped(rows, lambda row: row.week)
    weeks = []
    week = whole(span.first_day, "week")[0]
    while week <= span.last_day:
        weeks.append(week)
        week += timedelta(days=7)
    return [
        schemas.Cohort(week=week, **_counts(found.get(week, [])).model_dump()) for week in weeks
    ]


def _parts(
    rows: Sequence[Cohort], key: Callable[[Cohort], str], names: dict[str, str]
) -> list[LeadsOf]:
    """The part with most leads first. A lead without a source has an empty key."""
    parts = [
        LeadsOf(key=part, name=names.get(part, part), **_counts(some).model_dump())
        for part, some in grouped(rows, key).items()
    ]
    return sorted(parts, key=lambda part: (-part.leads, part.name))


def _moments(span: Span, timezone: str) -> tuple[datetime, datetime]:
    """When the first day begins and when the day after the last one does."""
    zone = ZoneInfo(timezone)
    after = span.last_day + timedelta(days=1)
    return _beginning(span.first_day, zone), _beginning(after, zone)


def _beginning(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day: of two midnights the earlier, of none the moment after the gap."""
    return datetime.combine(day, time(), zone)
