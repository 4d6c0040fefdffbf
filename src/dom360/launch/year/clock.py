"""Time as the seed tells it to the database."""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from dom360.db.database import Database
from dom360.db.named_queries import load_beside
from dom360.db.urls import ServiceRole

_SQL = load_beside(__file__)
_PATH = "-c search_path=dom360_seed,dom360,pg_catalog"
_TRIES = 10


class SeedDatabase(Database):
    """One connection, in whose statements and functions now() is what the seed says."""

    _held: psycopg.AsyncConnection[Any] | None = None

    def __init__(self, app_url: str) -> None:
        parts = urlsplit(app_url)
        query = "&".join(filter(None, [parts.query, urlencode({"options": _PATH})]))
        super().__init__(urlunsplit(parts._replace(query=query.replace("+", "%20"))), pool_size=1)

    async def at(self, moment: datetime) -> None:
        """From here on it is this moment."""
        async with self._connection("dom360_app") as connection:
            await connection.execute(_SQL["set_clock"], {"at": moment.isoformat()})

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """Until the end, all that is done is one transaction. Nobody sees what is half done: else a
        worker finds a turn whose lease ended a year ago, and lets an agent answer it."""
        async with super()._connection("dom360_app") as connection, connection.transaction():
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    @asynccontextmanager
    async def _connection(self, role: ServiceRole) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        if self._held is not None:
            yield self._held
            return
        async with super()._connection(role) as connection:
            yield connection


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
        _patiently(lambda: owner.execute(_SQL["make_months"], {"first": first, "last": last}))
        for name in ("make_schema", "make_now", "make_clock_timestamp", "open_schema"):
            owner.execute(_SQL[name])
        try:
            _run_all(owner, "list_lent_defaults")
            yield
        finally:
            _run_all(owner, "list_own_defaults")
            owner.execute(_SQL["drop_schema"])


def _run_all(owner: psycopg.Connection[Any], name: str) -> None:
    """Statements that the catalogue makes."""
    for (statement,) in owner.execute(_SQL[name]).fetchall():
        _patiently(partial(owner.execute, sql.SQL(statement)))


def _patiently(act: Callable[[], object]) -> None:
    """Each try waits for a lock for a moment, so that nobody queues behind it for long."""
    for tries_left in reversed(range(_TRIES)):
        try:
            act()
        except psycopg.errors.LockNotAvailable:
            if not tries_left:
                raise
            time.sleep(0.2)
        else:
            return
