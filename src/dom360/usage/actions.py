"""What a tenant consumed."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Tx
from dom360.errors import Invalid
from dom360.usage import queries
from dom360.usage.models import Company, ModelPrice, Period
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


async def set_price(tx: Tx, price: ModelPrice, company: Company | None) -> None:
    """For one company, or as a default for all. As dom360_admin."""
    await queries.set_price(tx, price, company.tenant_id if company else None)
    if company is None:
        new = {"input": price.input, "output": price.output, "cached": price.cached}
        await _record_default(tx, "model_price.added", price.model, new)


async def remove_prices(tx: Tx, model: str, company: Company | None) -> int:
    """Take back what was set; returns how many. As dom360_admin."""
    count = await queries.remove_prices(tx, model, company.tenant_id if company else None)
    if company is None and count:
        await _record_default(tx, "model_price.removed", model, None)
    return count


async def _record_default(
    tx: Tx, action: str, model: str, new: Mapping[str, object] | None
) -> None:
    """A default belongs to no company, so its change is in the platform's own log, where there is
    one. Companies' prices are written down by their trigger."""
    platform_id = await queries.find_platform(tx)
    if platform_id:
        subject = Subject("default_model_prices", model)
        await audit.append(tx, platform_id, action, subject, new=new)


def _days_before(day: date, days: int) -> date:
    """The calendar ends at date.min."""
    return date.fromordinal(max(day.toordinal() - days, date.min.toordinal()))
