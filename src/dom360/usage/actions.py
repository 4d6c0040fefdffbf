"""What a tenant consumed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from dom360.db.database import Tx
from dom360.errors import Invalid
from dom360.usage import queries
from dom360.usage.models import Period
from dom360.usage.schemas import Consumption, ConsumptionMonths, ConsumptionTotals, GroupBy

DEFAULT_DAYS = 30
MAX_DAYS = 1100


async def consumption(
    tx: Tx,
    *,
    first_day: date | None,
    last_day: date | None,
    inbox_id: UUID | None,
    group_by: Collection[GroupBy] = (),
) -> Consumption:
    """Both days are included; without them, the last 30 days up to today."""
    today = await queries.get_today(tx)
    last = last_day or today.today
    first = first_day or _days_before(last, DEFAULT_DAYS - 1)
    if first > last:
        raise Invalid("first_day is after last_day. Swap them.", code="INVALID_PERIOD")
    if (last - first).days >= MAX_DAYS:
        raise Invalid(f"Ask for at most {MAX_DAYS} days at once.", code="INVALID_PERIOD")

    period = Period(first_day=first, last_day=last, timezone=today.timezone)
    days = await queries.list_consumption(tx, period, inbox_id=inbox_id)
    totals = {
        name: sum(getattr(day, name) for day in days) for name in ConsumptionTotals.model_fields
    }
    return Consumption(
        first_day=first,
        last_day=last,
        timezone=today.timezone,
        totals=ConsumptionTotals(**totals),
        days=days,
        groups=await queries.list_groups(tx, period, group_by, inbox_id=inbox_id)
        if group_by
        else [],
    )


async def months(tx: Tx, *, first_month: date | None, last_month: date | None) -> ConsumptionMonths:
    """Any day stands for its month; both are included. Without them, the last twelve."""
    last = (last_month or (await queries.get_today(tx)).today).replace(day=1)
    first = (first_month or (_days_before(last, 334))).replace(day=1)
    if first > last:
        raise Invalid("first_month is after last_month. Swap them.", code="INVALID_PERIOD")
    return ConsumptionMonths(
        refreshed_at=await queries.summary_refreshed_at(tx),
        months=await queries.list_months(tx, first, last),
    )


def _days_before(day: date, days: int) -> date:
    """The calendar ends at date.min."""
    return date.fromordinal(max(day.toordinal() - days, date.min.toordinal()))
