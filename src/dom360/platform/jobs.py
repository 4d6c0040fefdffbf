"""What the worker does for the platform: deleting companies whose grace time is over."""

from collections import Counter

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database
from dom360.logs import get_logger
from dom360.platform import queries
from dom360.platform.models import Due
from dom360.usage import queries as usage

log = get_logger(__name__)

# Rows of each table in one call: far below a second.
BATCH = 500


async def purge_due(db: Database, *, batch: int = BATCH) -> int:
    """Delete everything of the companies that are due. Returns how many those were.

    Safe to run twice and to be killed: what is left is due again.
    """
    async with db.platform_tx("dom360_admin") as tx:
        due = await queries.list_due(tx)
    for company in due:
        await _purge(db, company, batch)
    return len(due)


async def _purge(db: Database, company: Due, batch: int) -> None:
    # First, so that it is known even if the line at the end is lost with this process.
    await _write_down(db, company, "platform.tenant_purging", {
        "slug": company.slug, "audit_seq": company.audit_seq, "audit_hash": company.audit_hash,
    })  # fmt: skip
    deleted: Counter[str] = Counter()
    while "tenants" not in deleted:
        step = await queries.purge(db, company.id, limit=batch)
        if step is None:
            log.info("tenant.purge_stopped", tenant_id=str(company.id), rows=deleted.total())
            return
        deleted.update(step)
    await _write_down(db, company, "platform.tenant_purged", {"rows": dict(deleted)})
    log.info("tenant.purged", tenant_id=str(company.id), rows=deleted.total())


async def _write_down(db: Database, company: Due, action: str, facts: dict[str, object]) -> None:
    """Into the platform's log: the company's own goes with it."""
    async with db.platform_tx("dom360_admin") as tx:
        # A MASTER who works there would lose the session with the company.
        await queries.end_acting(tx, company.id)
        home = await usage.find_platform(tx)
        if home is not None:
            await audit.append(tx, home, action, Subject("tenants", str(company.id)), new=facts)
