"""Monthly partitions are made ahead of time, so that no row ever finds its month missing."""

from pathlib import Path

from dom360.db.database import Database
from dom360.db.named_queries import load_queries

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "session.sql")

PARENTS = ("messages", "audit_log", "lead_events")
MONTHS_AHEAD = 3


async def ensure_months(db: Database) -> int:
    """Make what is missing of this month and the next three. Returns how many were made."""
    made = 0
    for parent in PARENTS:
        async with db.platform_tx("dom360_jobs") as tx:
            count = await tx.value(_SQL["ensure_months"], parent=parent, ahead=MONTHS_AHEAD)
            assert isinstance(count, int)
            made += count
    return made
