"""Background work on the counters."""

from datetime import date, datetime, timedelta
from uuid import UUID

import psycopg

from dom360.db.database import Database
from dom360.logs import get_logger
from dom360.usage import queries
from dom360.usage.reconcile import reconcile

log = get_logger(__name__)

# So that no transaction runs long, and few rows are held while it does.
_DAYS_AT_ONCE = 7


async def refresh_summary(db: Database) -> datetime:
    """Fill the monthly summary anew, beside its readers. Returns the moment it is true for."""
    async with db.platform_tx("dom360_jobs") as tx:
        await queries.allow_minutes(tx)
        return await queries.refresh_summary(tx)


async def prove(db: Database) -> int:
    """Compare every tenant's counters with its messages, for the dashboards to say so. Returns how
    many tenants have one that differs; what differs is logged and left for a person to repair.
    """
    differing = 0
    async for books in reconcile(db, slug=None, day=None, repair=False):
        if not books.agree:
            differing += 1
            log.error(
                "usage.differs",
                slug=books.slug,
                rows=len(books.differences),
                weeks=len(books.figure_weeks_off),
            )
    return differing


async def fold(db: Database) -> int:
    """Add up the slots of days that are over, so that years are read in a sixteenth of the rows.
    Returns in how many rows they came. Safe to run twice and beside the product: what a turn holds
    at this moment waits for the next run.
    """
    folded = 0
    async with db.platform_tx("dom360_admin") as tx:
        tenants = await queries.list_unfolded(tx)
    for one in tenants:
        first = one.first_day
        while first <= one.last_day:
            last = min(first + timedelta(days=_DAYS_AT_ONCE - 1), one.last_day)
            folded += await _fold(db, one.tenant_id, first, last)
            first = last + timedelta(days=1)
    return folded


async def _fold(db: Database, tenant_id: UUID, first: date, last: date) -> int:
    try:
        async with db.tenant_tx(tenant_id, role="dom360_jobs") as tx:
            return await queries.fold_days(tx, first, last)
    except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
        log.info("usage.fold_gave_way", tenant_id=str(tenant_id), first_day=first.isoformat())
        return 0


async def recount_moved(db: Database) -> int:
    """Count the days of tenants whose time zone was changed anew, in the new one's days. Safe to
    run twice and beside the product; what retention took can't be counted again and stays.
    """
    async with db.platform_tx("dom360_admin") as tx:
        moved = await queries.list_moved(tx)
    for company in moved:
        async for books in reconcile(db, slug=company.slug, day=None, repair=True):
            wrong = len(books.differences)
            log.info("usage.recounted", tenant_id=str(company.tenant_id), wrong=wrong)
        async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
            await queries.mark_recounted(tx, company.timezone)
    return len(moved)
