from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound
from dom360.usage.models import (
    Company,
    Difference,
    FigureWeek,
    ModelPrice,
    Period,
    Span,
    Today,
    Unfolded,
)
from dom360.usage.schemas import ConsumptionDay, ConsumptionGroup, ConsumptionMonth, GroupBy

_SQL = load_beside(__file__)


async def get_today(tx: Tx) -> Today:
    today = await tx.find(Today, _SQL["today"])
    if today is None:
        raise NotFound
    return today


async def list_consumption(
    tx: Tx, period: Period, *, inbox_id: UUID | None
) -> list[ConsumptionDay]:
    """By day, then inbox. Days without a message are absent."""
    return await tx.list(
        ConsumptionDay,
        _SQL["list_consumption"],
        first_day=period.first_day,
        last_day=period.last_day,
        inbox_id=inbox_id,
    )


async def list_groups(
    tx: Tx, period: Period, by: Collection[GroupBy], *, inbox_id: UUID | None
) -> list[ConsumptionGroup]:
    """One row for each combination that occurs, in the order of its parts."""
    return await tx.list(
        ConsumptionGroup,
        _SQL["list_groups"],
        first_day=period.first_day,
        last_day=period.last_day,
        inbox_id=inbox_id,
        by_day="day" in by,
        by_inbox="inbox" in by,
        by_agent_type="agent_type" in by,
        by_model="model" in by,
    )


async def list_months(tx: Tx, first: date, last: date) -> list[ConsumptionMonth]:
    """From the monthly summary, as fresh as that is."""
    return await tx.list(ConsumptionMonth, _SQL["list_months"], first=first, last=last)


async def summary_refreshed_at(tx: Tx) -> datetime | None:
    found = await tx.value(_SQL["summary_refreshed_at"])
    assert found is None or isinstance(found, datetime)
    return found


async def refresh_summary(tx: Tx) -> datetime:
    found = await tx.value(_SQL["refresh_summary"])
    assert isinstance(found, datetime), "the function answers when it began"
    return found


async def allow_minutes(tx: Tx) -> None:
    """Lift the limits that are meant for requests, in this transaction only."""
    await tx.run(_SQL["allow_minutes"])


async def list_prices_in_force(db: Database, tenant_id: UUID) -> list[ModelPrice]:
    """The tenant's own and the platform's, past and to come."""
    return await db.call_all(ModelPrice, _SQL["list_prices_in_force"], tenant_id=tenant_id)


async def list_prices(tx: Tx) -> list[ModelPrice]:
    """All that were set, on the whole platform. For dom360_admin."""
    return await tx.list(ModelPrice, _SQL["list_prices"])


async def set_price(tx: Tx, price: ModelPrice, tenant_id: UUID | None) -> None:
    name = "set_price" if tenant_id else "set_default_price"
    await tx.run(
        _SQL[name],
        of_tenant=tenant_id,
        model=price.model,
        valid_from=price.valid_from,
        input=price.input,
        output=price.output,
        cached=price.cached,
    )


async def remove_prices(tx: Tx, model: str, tenant_id: UUID | None) -> int:
    name = "remove_prices" if tenant_id else "remove_default_prices"
    return await tx.run(_SQL[name], of_tenant=tenant_id, model=model)


async def list_companies(tx: Tx) -> list[Company]:
    """All tenants by slug, the platform's own included. For dom360_admin."""
    return await tx.list(Company, _SQL["list_companies"])


async def list_moved(tx: Tx) -> list[Company]:
    """Whose older days are still counted in another time zone, at most 100. For dom360_admin."""
    return await tx.list(Company, _SQL["list_moved"])


async def mark_recounted(tx: Tx, timezone: str) -> None:
    """All days are this zone's. Not where it has changed again meanwhile. As dom360_jobs."""
    await tx.run(_SQL["mark_recounted"], timezone=timezone)


async def get_company(tx: Tx, slug: str) -> Company:
    """As dom360_admin."""
    for company in await list_companies(tx):
        if company.slug == slug:
            return company
    raise NotFound(f"There is no company with the slug {slug}.")


async def find_platform(tx: Tx) -> UUID | None:
    """The platform's own tenant. As dom360_admin."""
    found = await tx.value(_SQL["find_platform"])
    assert found is None or isinstance(found, UUID)
    return found


async def get_span(tx: Tx) -> Span:
    span = await tx.find(Span, _SQL["get_span"])
    if span is None:
        raise NotFound
    return span


async def list_differences(tx: Tx, first_day: date, last_day: date) -> list[Difference]:
    """As dom360_jobs. One snapshot, so messages that are written meanwhile do no harm."""
    return await tx.list(
        Difference, _SQL["list_differences"], first_day=first_day, last_day=last_day
    )


async def recount_derived(tx: Tx, first_day: date, last_day: date) -> int:
    """Put right what conversations and leads say of themselves; how many. As dom360_jobs."""
    count = await tx.value(_SQL["recount_derived"], first_day=first_day, last_day=last_day)
    assert isinstance(count, int)
    return count


async def keep_proof(tx: Tx, span: Span, rows_off: int, off: dict[str, int]) -> None:
    """What all counters were found to be, for the dashboards to show. As dom360_jobs."""
    await tx.run(
        _SQL["keep_proof"],
        first_day=span.first_day,
        last_day=span.last_day,
        days_before=span.days_before,
        rows_off=rows_off,
        off=Jsonb(off),
    )


async def repair_day(tx: Tx, day: date) -> list[Difference]:
    """Put a day right and return what was wrong. As dom360_jobs."""
    return await tx.list(Difference, _SQL["repair_day"], day=day)


async def list_unfolded(tx: Tx) -> list[Unfolded]:
    """As dom360_admin: tenants with days that are over and still lie in several slots."""
    return await tx.list(Unfolded, _SQL["list_unfolded"])


async def fold_days(tx: Tx, first_day: date, last_day: date) -> int:
    """Add the slots of these days up, but for what a turn holds now; in how many rows they came.
    As dom360_jobs."""
    await tx.run(_SQL["give_way"])
    count = await tx.value(_SQL["fold_days"], first_day=first_day, last_day=last_day)
    assert isinstance(count, int)
    return count


async def list_figure_weeks_off(tx: Tx) -> list[date]:
    """Weeks whose sums of events and leads differ from what they count. As dom360_jobs."""
    return [one.week for one in await tx.list(FigureWeek, _SQL["list_figure_weeks_off"])]


async def forget_figure_weeks(tx: Tx, weeks: Collection[date]) -> None:
    """Let them be counted until the worker adds them up anew. As dom360_jobs."""
    await tx.run(_SQL["forget_figure_weeks"], weeks=list(weeks))
