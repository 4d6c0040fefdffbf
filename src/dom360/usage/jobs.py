"""Background work on the counters."""

from datetime import datetime

from dom360.db.database import Database
from dom360.usage import queries


async def refresh_summary(db: Database) -> datetime:
    """Fill the monthly summary anew, beside its readers. Returns the moment it is true for."""
    async with db.platform_tx("dom360_jobs") as tx:
        await queries.allow_minutes(tx)
        return await queries.refresh_summary(tx)
