"""Letting go of what the plans no longer keep: the worker's nightly part.

Months hold the rows of all tenants. One that every plan lets go is dropped whole; the rows of a
tenant whose plan keeps less are deleted in batches. A month that is to be archived first waits for
the operator's `dom360 db retain`: only the database's owner may read every tenant's rows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import psycopg

from dom360.db.database import Database
from dom360.db.named_queries import load_queries
from dom360.logs import get_logger

log = get_logger(__name__)

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "retention.sql")
_BATCH = 1000


@dataclass(frozen=True)
class DueMonth:
    """A month that every plan lets go. Not `attached`: a killed run left it half way."""

    parent: str
    month: str
    first: date
    archive: bool
    attached: bool


@dataclass(frozen=True)
class Expired:
    """From when on a tenant's plan keeps the rows of a table."""

    tenant_id: UUID
    table_name: str
    before: datetime


@dataclass(frozen=True)
class _Held:
    table_name: str
    month: date


@dataclass(frozen=True)
class _Count:
    rows: int


async def let_go_of_old_rows(db: Database) -> None:
    """Drop the months that are due, then delete tenant by tenant. Safe to run again."""
    for month in await list_due(db):
        if month.archive:
            log.warning("retention.archive_due", month=month.month)
        else:
            await _drop(db, month)
    deleted = await delete_expired(db)
    log.info("retention.applied", deleted=deleted)


async def list_due(db: Database) -> list[DueMonth]:
    async with db.platform_tx("dom360_jobs") as tx:
        return await tx.list(DueMonth, _SQL["list_due"])


async def list_expired(db: Database) -> list[Expired]:
    async with db.platform_tx("dom360_admin") as tx:
        return await tx.list(Expired, _SQL["list_expired"])


async def delete_expired(db: Database, *, batch: int = _BATCH) -> int:
    """How many rows went. Each batch is a transaction of its own."""
    async with db.platform_tx("dom360_admin") as tx:
        held = await tx.list(_Held, _SQL["list_held"])
    deleted = 0
    for one in await list_expired(db):
        months = [hold.month for hold in held if hold.table_name == one.table_name]
        deleted += await _delete(db, one, months, batch)
    return deleted


async def _delete(db: Database, one: Expired, held: list[date], batch: int) -> int:
    deleted = 0
    while True:
        count = await db.call(
            _Count,
            _SQL["delete_old_rows"],
            role="dom360_jobs",
            tenant_id=one.tenant_id,
            table=one.table_name,
            before=one.before,
            held=held,
            limit=batch,
        )
        assert count is not None, "a function answers"
        deleted += count.rows
        if count.rows < batch:
            return deleted


async def _drop(db: Database, month: DueMonth) -> None:
    try:
        async with db.platform_tx("dom360_jobs") as tx:
            await tx.run(_SQL["drop_month"], parent=month.parent, first=month.first)
    except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
        # Somebody is busy there. Nothing presses: the next night comes.
        log.warning("retention.month_busy", month=month.month)
    else:
        log.info("retention.month_dropped", month=month.month)
