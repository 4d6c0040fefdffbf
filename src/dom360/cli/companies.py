"""What commands about one company share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from dom360.settings import get_settings

if TYPE_CHECKING:
    from dom360.db.database import Database, Tx

PLATFORM = "platform"


@asynccontextmanager
async def database() -> "AsyncIterator[Database]":
    """The services' database, closed at the end of the command."""
    from dom360.db.database import Database

    db = Database(get_settings().required_app_url())
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def company(slug: str) -> "AsyncIterator[Tx]":
    """A transaction of the company with this slug. Raises NotFound."""
    from dom360.errors import NotFound
    from dom360.tenants import queries

    async with database() as db:
        async with db.platform_tx("dom360_admin") as tx:
            found = await queries.find_by_slug(tx, slug)
        if found is None:
            raise NotFound(f"There is no company with the slug {slug}.")
        async with db.tenant_tx(found.id) as tx:
            yield tx
