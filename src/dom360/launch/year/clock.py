"""Time as the seed tells it to the database."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from dom360.db.database import Database
from dom360.db.named_queries import load_beside

_SQL = load_beside(__file__)
_PATH = "-c search_path=dom360_seed,dom360,pg_catalog"
_TRIES = 10


class SeedDatabase(Database):
    """One connection, in whose statements and functions now() is what the seed says."""

    def __init__(self, app_url: str) -> None:
        parts = urlsplit(app_url)
        query = "&".join(filter(None, [parts.query, urlencode({"options": _PATH})]))
        super().__init__(urlunsplit(parts._replace(query=query.replace("+", "%20"))), pool_size=1)

    async def at(self, moment: datetime) -> None:
        """From here on it is this moment."""
        async with self._connection("dom360_app") as connection:
            await connection.execute(_SQL["set_clock"], {"at": moment.isoformat()})


@asynccontextmanager
async def seed_database(app_url: str) -> AsyncIterator[SeedDatabase]:
    made = SeedDatabase(app_url)
    try:
        yield made
    finally:
        await made.close()


@contextmanager
def lent_clock(owner_url: str, first: date, last: date) -> Iterator[None]:
    """Make the months and lend the clock; take it back whatever happens.

    A killed seed leaves the clock behind, telling the real time; the next one takes it back.
    """
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(_SQL["limit_waiting"])
        owner.execute(_SQL["make_months"], {"first": first, "last": last})
        for name in ("make_schema", "make_now", "make_clock_timestamp", "open_schema"):
            owner.execute(_SQL[name])
        try:
            _run_all(owner, "list_lent_defaults")
            yield
        finally:
            _run_all(owner, "list_own_defaults")
            owner.execute(_SQL["drop_schema"])


def _run_all(owner: psycopg.Connection[Any], name: str) -> None:
    """Statements that the catalogue makes. Each waits for a lock for a moment, and tries again."""
    for (statement,) in owner.execute(_SQL[name]).fetchall():
        for tries_left in reversed(range(_TRIES)):
            try:
                owner.execute(sql.SQL(statement))
                break
            except psycopg.errors.LockNotAvailable:
                if not tries_left:
                    raise
                time.sleep(0.2)
