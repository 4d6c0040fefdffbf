"""How far leads come, how long it takes them, and where they are lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from dom360.dashboards import queries, schemas
from dom360.dashboards.models import Cohort, Question
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


@dataclass(frozen=True)
class _Leads:
    """What is known of the leads of a stretch of time."""

    all: Cohort
    by_week: dict[date, Cohort]
    by_inbox: list[Cohort]
    by_source: list[Cohort]


async def dashboard(tx: Tx, asked: Question) -> FunnelDashboard:
    leads = await _read(tx, asked, asked.span)
    before = await _read(tx, asked, asked.span.before()) if asked.compare else None
    names = {str(inbox.id): inbox.name for inbox in await queries.list_inboxes(tx)}
    first_at, end_at = _moments(asked.span, asked.clock.timezone)
    return FunnelDashboard(
        **await head(tx, asked),
        created_from=first_at,
        created_before=end_at,
        totals=_counts([leads.all]),
        previous_totals=None if before is None else _counts([before.all]),
        steps=_steps(leads.all),
        previous_steps=None if before is None else _steps(before.all),
        states=_states(leads.all),
        dropped=sum(getattr(leads.all, lost) for _, _, lost in _STEPS if lost),
        missing=[MissingField(field=f, leads=getattr(leads.all, name)) for f, name in _MISSING],
        cohorts=_cohorts(leads.by_week, asked.span),
        by_inbox=_parts(leads.by_inbox, lambda row: str(row.inbox_id), names),
        by_source=_parts(leads.by_source, lambda row: row.source or "", {}),
    )


async def _read(tx: Tx, asked: Question, span: Span) -> _Leads:
    """Sources are the same where the list of leads sees no difference (case, accents)."""
    sources = await queries.list_sources(tx, asked, span) if asked.sources else None
    rows = await queries.list_cohorts(tx, asked, span, sources)
    by_source = [row for row in rows if row.source is not None]
    folded = await queries.fold_sources(tx, {row.source for row in by_source if row.source})
    return _Leads(
        all=next(row for row in rows if (row.week, row.inbox_id, row.source) == (None,) * 3),
        by_week={row.week: row for row in rows if row.week is not None},
        by_inbox=[row for row in rows if row.inbox_id is not None],
        by_source=_with_one_name(by_source, folded),
    )


def _with_one_name(rows: list[Cohort], folded: dict[str, str]) -> list[Cohort]:
    """The most frequent spelling stands for all of a source's spellings."""
    best: dict[str, str] = {}
    for row in sorted(rows, key=lambda one: (-one.leads, one.source or "")):
        if row.source:
            best.setdefault(folded[row.source], row.source)
    return [replace(row, source=best[folded[row.source]]) if row.source else row for row in rows]


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


def _steps(everything: Cohort) -> list[FunnelStage]:
    made, before = list[FunnelStage](), None
    for step, figure, lost in _STEPS:
        reached = getattr(everything, figure)
        seconds = getattr(everything, f"{figure}_s", None)
        made.append(
            FunnelStage(
                step=step,
                leads=reached,
                conversion=None if before is None else share(reached, before),
                of_all=share(reached, everything.leads),
                median_seconds=None if seconds is None else round(seconds),
                dropped=getattr(everything, lost) if lost else 0,
            )
        )
        before = reached
    return made


def _states(everything: Cohort) -> list[StateCount]:
    """All states, in the order of a lead's life."""
    states: tuple[str, ...] = get_args(LeadState)
    counted = everything.in_state or [0] * len(states)
    scores = everything.score_in_state or [0] * len(states)
    return [
        StateCount(state=state, leads=leads, mean_score=round(score / leads, 1) if leads else None)
        for state, leads, score in zip(states, counted, scores, strict=True)
    ]


def _cohorts(by_week: dict[date, Cohort], span: Span) -> list[schemas.Cohort]:
    """Every week of the period, those without leads as well."""
    weeks = []
    week = whole(span.first_day, "week")[0]
    while week <= span.last_day:
        weeks.append(week)
        week += timedelta(days=7)
    return [
        schemas.Cohort(
            week=week, **_counts([by_week[week]] if week in by_week else []).model_dump()
        )
        for week in weeks
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
