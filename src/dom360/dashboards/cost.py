"""What the answers cost, and what the money bought."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from dom360.budgets.queries import list_budgets
from dom360.dashboards import queries
from dom360.dashboards.forecast import FORECAST_DAYS, forecast_month
from dom360.dashboards.models import Counted, Question, StepCount
from dom360.dashboards.parts import by_bucket, grouped, head, money, money_per, total
from dom360.dashboards.periods import Bucket, Span
from dom360.dashboards.schemas import (
    BudgetBurn,
    CostDashboard,
    CostOf,
    CostPoint,
    CostTotals,
    Forecast,
)
from dom360.dashboards.usage import top
from dom360.db.database import Tx


async def dashboard(tx: Tx, asked: Question) -> CostDashboard:
    rows, steps = await _read(tx, asked, asked.span)
    earlier = asked.span.before() if asked.compare else None
    before, steps_before = await _read(tx, asked, earlier) if earlier else (None, None)
    names = {str(inbox.id): inbox.name for inbox in await queries.list_inboxes(tx)}

    def split(key: Callable[[Counted], str]) -> list[CostOf]:
        return _split(asked, rows, before, key, names)

    return CostDashboard(
        **await head(tx, asked),
        totals=_totals(asked, rows, steps),
        previous_totals=None if before is None else _totals(asked, before, steps_before or []),
        series=_series(asked, asked.span, rows, steps),
        previous_series=_series(asked, earlier, before or [], steps_before or [])
        if earlier
        else None,
        by_inbox=split(lambda row: str(row.inbox_id)),
        by_agent_type=split(lambda row: row.agent_type),
        by_model=[part for part in split(lambda row: row.model) if part.key],
        top_conversations=top(await queries.list_top(tx, asked, by="cost")),
        forecast=await forecast(tx, asked),
        budgets=await budgets(tx),
    )


async def forecast(tx: Tx, asked: Question) -> Forecast:
    """Of the month that is today, whatever the period; for the same inboxes, agents and models."""
    today = asked.clock.today
    since = min(today.replace(day=1), today - timedelta(days=FORECAST_DAYS))
    costs = await queries.list_day_costs(tx, asked, since, today)
    made = forecast_month(
        today,
        {one.day: one.cost_micro_usd for one in costs},
        first_day=await queries.find_first_day(tx),
    )
    return Forecast(
        month=today.replace(day=1),
        method=made.method,
        so_far=money(made.so_far, asked.brl_per_usd),
        forecast=money(made.whole, asked.brl_per_usd),
        days_left=made.days_left,
    )


async def budgets(tx: Tx) -> list[BudgetBurn]:
    """The limits that the tenant has set, with what is used of them in their present period."""
    return [
        BudgetBurn(**{name: getattr(one, name) for name in BudgetBurn.model_fields})
        for one in await list_budgets(tx)
    ]


async def _read(tx: Tx, asked: Question, span: Span) -> tuple[list[Counted], list[StepCount]]:
    return await queries.list_counted(tx, asked, span), await queries.list_steps(tx, asked, span)


def _totals(asked: Question, rows: Sequence[Counted], steps: Sequence[StepCount]) -> CostTotals:
    rate = asked.brl_per_usd
    cost = total(rows, "cost_micro_usd")
    conversations = total(rows, "conversations")
    qualified, meetings = total(steps, "qualified"), total(steps, "scheduled")
    return CostTotals(
        cost=money(cost, rate),
        answers=total(rows, "answers"),
        unpriced_answers=total(rows, "unpriced_answers"),
        conversations=conversations,
        qualified_leads=qualified,
        meetings=meetings,
        per_conversation=money_per(cost, conversations, rate),
        per_qualified_lead=money_per(cost, qualified, rate),
        per_meeting=money_per(cost, meetings, rate),
    )


def _series(
    asked: Question, span: Span, rows: Sequence[Counted], steps: Sequence[StepCount]
) -> list[CostPoint]:
    buckets = span.buckets(asked.clock.today)
    pairs = zip(by_bucket(rows, buckets), by_bucket(steps, buckets), strict=True)
    return [
        CostPoint(
            micro_usd=total(counted, "cost_micro_usd"),
            conversations=total(counted, "conversations"),
            qualified_leads=total(stepped, "qualified"),
            meetings=total(stepped, "scheduled"),
        )
        for counted, stepped in pairs
    ]


def _split(
    asked: Question,
    rows: Sequence[Counted],
    before: Sequence[Counted] | None,
    key: Callable[[Counted], str],
    names: dict[str, str],
) -> list[CostOf]:
    """The dearest part first."""
    buckets: list[Bucket] = asked.span.buckets(asked.clock.today)
    earlier: dict[Any, list[Counted]] | None = None if before is None else grouped(before, key)
    parts = [
        CostOf(
            key=part,
            name=names.get(part, part),
            cost=money(total(kept, "cost_micro_usd"), asked.brl_per_usd),
            answers=total(kept, "answers"),
            unpriced_answers=total(kept, "unpriced_answers"),
            series=[total(some, "cost_micro_usd") for some in by_bucket(kept, buckets)],
            previous_micro_usd=None
            if earlier is None
            else total(earlier.get(part, []), "cost_micro_usd"),
        )
        for part, kept in grouped(rows, key).items()
    ]
    return sorted(parts, key=lambda part: (-part.cost.micro_usd, part.name))
