"""Tables split by month: months are made ahead of time, so that no row finds its own missing.

Which tables those are is the catalogue's to say (`sql:functions/base/split_tables.sql`).
"""

import asyncio
import random
from dataclasses import dataclass
from pathlib import Path

import psycopg

from dom360.db.database import Database
from dom360.db.named_queries import load_queries
from dom360.logs import get_logger

log = get_logger(__name__)

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "partitions.sql")

MONTHS_AHEAD = 3
# Fewer than that is an alarm: the job has then failed for a month, or does not run.
ALARM_BELOW = 2
_TRIES = 8
# A transaction that is still open after this long counts as one that may stay.
_PATIENCE_S = 0.15


@dataclass(frozen=True)
class MonthsAhead:
    """How many months after this one a table has without a gap; -1: not even this one."""

    parent: str
    ahead: int

    @property
    def is_alarm(self) -> bool:
        return self.ahead < ALARM_BELOW


@dataclass(frozen=True)
class _Missing:
    parent: str
    ahead: int


@dataclass(frozen=True)
class _Writer:
    id: str


async def keep_months(db: Database) -> int:
    """Make what is missing, and raise the alarm where it could not be made for long."""
    made = await ensure_months(db)
    log.info("partitions.ensured", made=made)
    for table in await months_ahead(db):
        if table.is_alarm:
            log.error("partitions.alarm", parent=table.parent, months_ahead=table.ahead)
    return made


async def ensure_months(db: Database) -> int:
    """Make what is missing of this month and the next three. Returns how many were made.

    Each month is a transaction of its own, so that locks are held for one month's making only.
    """
    async with db.platform_tx("dom360_jobs") as tx:
        missing = await tx.list(_Missing, _SQL["list_missing_months"], ahead=MONTHS_AHEAD)
    return sum([await _make(db, month) for month in missing])


async def months_ahead(db: Database) -> list[MonthsAhead]:
    """For alarms and metrics."""
    async with db.platform_tx("dom360_jobs") as tx:
        return await tx.list(MonthsAhead, _SQL["months_ahead"])


async def _make(db: Database, month: _Missing) -> int:
    """One month, tried a few times. The next run of the job tries again.

    While there is time, a table that somebody holds is not even waited for: everybody else would
    have to queue behind us. When time runs out we do wait, at most a second (HARDENING 25).
    """
    for attempt in range(_TRIES):
        if attempt:
            await asyncio.sleep(random.uniform(0.2, 1.0))  # noqa: S311  # jitter, no secret
        if month.ahead >= ALARM_BELOW and await _is_held(db, month.parent):
            continue
        try:
            async with db.platform_tx("dom360_jobs") as tx:
                made = await tx.value(_SQL["ensure_months"], parent=month.parent, ahead=month.ahead)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            continue
        assert isinstance(made, int)
        return made
    log.warning("partitions.parent_busy", parent=month.parent, months_ahead=month.ahead - 1)
    return 0


async def _is_held(db: Database, parent: str) -> bool:
    """Whether a transaction that writes there stays open. Short ones come and go."""
    before = await _writers(db, parent)
    if not before:
        return False
    await asyncio.sleep(_PATIENCE_S)
    return not before.isdisjoint(await _writers(db, parent))


async def _writers(db: Database, parent: str) -> set[str]:
    async with db.platform_tx("dom360_jobs") as tx:
        return {one.id for one in await tx.list(_Writer, _SQL["list_writers"], parent=parent)}
