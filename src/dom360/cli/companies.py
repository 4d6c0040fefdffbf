"""What commands about one company share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

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


@dataclass(frozen=True)
class Person:
    tx: "Tx"
    user_id: UUID


@asynccontextmanager
async def person(email: str) -> "AsyncIterator[Person]":
    """A transaction of the company of whoever signs in with this address."""
    from dom360.access import queries as access
    from dom360.errors import NotFound

    async with database() as db:
        match = await access.find_sign_in(db, email.strip().lower())
        if match is None:
            raise NotFound(f"Nobody signs in with {email}.")
        async with db.tenant_tx(match.tenant_id) as tx:
            yield Person(tx, match.user_id)
