from uuid import UUID

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.live.models import Batch

_SQL = load_beside(__file__)
LISTEN = _SQL["listen"]

# More changes than this are not worth telling one by one.
MAX_EVENTS = 500


async def look(tx: Tx) -> Batch:
    """Where the trail ends now; nothing happened yet."""
    found = await tx.find(Batch, _SQL["look"])
    assert found is not None
    return found


async def read_events(tx: Tx, *, after: str, until: str | None = None) -> Batch:
    found = await tx.find(Batch, _SQL["read_events"], after=after, until=until, limit=MAX_EVENTS)
    assert found is not None
    return found


async def announce(db: Database, tenants: list[UUID]) -> None:
    await db.tell(_SQL["announce"], tenants=tenants)
