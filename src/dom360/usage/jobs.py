"""Background work on the counters."""

from datetime import datetime

from dom360.db.database import Database
from dom360.logs import get_logger
from dom360.usage import queries
from dom360.usage.reconcile import reconcile

log = get_logger(__name__)


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
        if books.differences:
            differing += 1
            log.error("usage.differs", slug=books.slug, rows=len(books.differences))
    return differing


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
