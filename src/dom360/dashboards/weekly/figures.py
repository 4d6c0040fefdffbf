"""The week's figures, from the dashboards themselves, so that mail and pages say the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dom360.dashboards import cost, funnel, performance, queries, usage
from dom360.dashboards.models import Question
from dom360.dashboards.periods import Span
from dom360.dashboards.schemas import (
    CostDashboard,
    FunnelDashboard,
    PerformanceDashboard,
    UsageDashboard,
)
from dom360.db.database import Tx


@dataclass(frozen=True)
class Week:
    """One week, Monday to Sunday, beside the one before."""

    first_day: date
    last_day: date
    usage: UsageDashboard
    cost: CostDashboard
    performance: PerformanceDashboard
    funnel: FunnelDashboard


async def read_week(tx: Tx, monday: date, rate: Decimal | None) -> Week:
    span = Span(monday, monday + timedelta(days=6), "day")
    clock = await queries.get_clock(tx)
    asked = Question(span=span, clock=clock, compare=True, brl_per_usd=rate)
    return Week(
        span.first_day,
        span.last_day,
        await usage.dashboard(tx, asked),
        await cost.dashboard(tx, asked),
        await performance.dashboard(tx, asked),
        await funnel.dashboard(tx, asked),
    )


async def last_monday(tx: Tx) -> date:
    """Of the last week that is over, by the company's clock."""
    today = (await queries.get_clock(tx)).today
    return today - timedelta(days=today.weekday() + 7)
