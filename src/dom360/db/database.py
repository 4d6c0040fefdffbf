"""Connections and transactions. Doors open them; domains receive them.

The tenant of a transaction is set here and nowhere else, as its first statement. Turn functions
are the one exception: they run in autocommit and set the tenant themselves (`Database.call`).
"""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    suppress,
)
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import orjson
import psycopg
from opentelemetry.trace import Span
from psycopg.rows import class_row, tuple_row
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool

from dom360.db.actor import current_actor
from dom360.db.at_hand import AtHand, Connection
from dom360.db.named_queries import load_queries
from dom360.db.urls import ServiceRole, role_url
from dom360.kit.tracing import client_span
from dom360.logs import get_logger

log = get_logger(__name__)

Row = TypeVar("Row")
_SQL = load_queries(Path(__file__).parents[1] / "sql" / "session.sql")
# A connection may break while it is used. The turn functions can be called again safely, so they
# get a fresh one.
_CALL_TRIES = 3
# Making a month that a row found missing: each try waits for a lock at most a second.
_MONTH_TRIES = 5
_CALLED = re.compile(rb"\b(?:from|select)\s+(\w+)\(")


set_json_loads(orjson.loads)
set_json_dumps(orjson.dumps)


class MonthWasMissing(Exception):
    """A row found no partition; it is made now. The transaction is undone: run it again."""


class Tx:
    """One open transaction of one tenant. Every query gets `tenant_id` as a parameter."""

    def __init__(self, connection: Connection, tenant_id: UUID | None) -> None:
        self._connection = connection
        self.tenant_id = tenant_id

    async def find(self, row: type[Row], query: bytes, **params: object) -> Row | None:
        async with self._connection.cursor(row_factory=class_row(row)) as cursor:
            await cursor.execute(query, {"tenant_id": self.tenant_id, **params})
            return await cursor.fetchone()

    async def list(self, row: type[Row], query: bytes, **params: object) -> list[Row]:
        async with self._connection.cursor(row_factory=class_row(row)) as cursor:
            await cursor.execute(query, {"tenant_id": self.tenant_id, **params})
            return await cursor.fetchall()

    async def run(self, query: bytes, **params: object) -> int:
        """Execute a statement without rows to read; the number of rows it touched."""
        cursor = await self._connection.execute(query, {"tenant_id": self.tenant_id, **params})
        return cursor.rowcount

    async def value(self, query: bytes, **params: object) -> object:
        """The first column of the first row, or None."""
        async with self._connection.cursor(row_factory=tuple_row) as cursor:
            await cursor.execute(query, {"tenant_id": self.tenant_id, **params})
            row = await cursor.fetchone()
            return row[0] if row else None


class Database:
    """The pools of one process, one for each service role, opened when first used."""

    def __init__(self, app_url: str, *, pool_size: int = 10, prepare: bool = True) -> None:
        self._app_url = app_url
        self._pool_size = pool_size
        self._prepare = prepare
        self._pools: dict[ServiceRole, AtHand] = {}
        # Told after each commit that may have changed something a screen shows.
        self.on_change: Callable[[UUID], None] | None = None
        # Told after each commit of dom360_admin, which may have changed any company.
        self.on_platform_change: Callable[[], None] | None = None

    def changed(self, tenant_id: UUID) -> None:
        """A transaction of this tenant is committed. Once too often does no harm."""
        if self.on_change is not None:
            self.on_change(tenant_id)

    async def close(self) -> None:
        for pool in self._pools.values():
            await pool.close()
        self._pools.clear()

    @asynccontextmanager
    async def tenant_tx(
        self, tenant_id: UUID, *, role: ServiceRole = "dom360_app"
    ) -> AsyncIterator[Tx]:
        """A transaction in which this tenant's rows exist and no others. Knows who acts."""
        actor = current_actor()
        async with self._transaction(role) as connection:
            if actor is None:
                await connection.execute(_SQL["set_tenant"], {"tenant_id": tenant_id})
            else:
                names = {"tenant_id": tenant_id, **vars(actor)}
                await connection.execute(_SQL["set_tenant_and_actor"], names)
            yield Tx(connection, tenant_id)

    @asynccontextmanager
    async def platform_tx(self, role: ServiceRole) -> AsyncIterator[Tx]:
        """A transaction without a tenant: what the role may see across tenants, and no more."""
        actor = current_actor()
        async with self._transaction(role) as connection:
            # The other roles change nothing that is audited without a tenant.
            if actor is not None and role == "dom360_admin":
                await connection.execute(_SQL["set_actor"], vars(actor))
            yield Tx(connection, None)
        if role == "dom360_admin" and self.on_platform_change is not None:
            self.on_platform_change()

    async def call(
        self, row: type[Row], query: bytes, *, role: ServiceRole = "dom360_app", **params: object
    ) -> Row | None:
        """Call one of the functions that are a transaction of their own. Safe to repeat only."""
        rows = await self.call_all(row, query, role=role, **params)
        return rows[0] if rows else None

    async def call_all(
        self, row: type[Row], query: bytes, *, role: ServiceRole = "dom360_app", **params: object
    ) -> list[Row]:
        """The same for a function that answers with several rows."""
        for last_try in [False] * (_CALL_TRIES - 1) + [True]:
            try:
                with _call_span(query):
                    async with self._connection(role) as connection:
                        cursor = connection.cursor(row_factory=class_row(row))
                        await cursor.execute(query, params)
                        return await cursor.fetchall()
            except psycopg.errors.CheckViolation as error:
                if last_try or not await self._make_month(error, role):
                    raise
            except psycopg.OperationalError as error:
                if last_try or not _is_worth_repeating(error):
                    raise
        raise AssertionError("unreachable")

    async def tell(self, query: bytes, **params: object) -> None:
        """Execute a statement that touches no row, in one round trip. A NOTIFY is one."""
        async with self._connection("dom360_app") as connection:
            await connection.execute(query, params)

    @asynccontextmanager
    async def _transaction(self, role: ServiceRole) -> AsyncIterator[Connection]:
        try:
            with client_span("postgresql transaction", db__system__name="postgresql"):
                async with self._connection(role) as connection, _transaction_on(connection):
                    yield connection
        except psycopg.errors.CheckViolation as error:
            if not await self._make_month(error, role):
                raise
            raise MonthWasMissing(error.diag.table_name) from error

    async def _make_month(self, error: psycopg.errors.CheckViolation, role: ServiceRole) -> bool:
        """Whether a row's month was missing and is there now: run the same again."""
        parent = _table_without_month(error)
        if parent is None:
            return False
        log.warning("partitions.month_was_missing", parent=parent)
        for last_try in [False] * (_MONTH_TRIES - 1) + [True]:
            try:
                async with self._connection(role) as connection:
                    await connection.execute(_SQL["make_missing_month"], {"parent": parent})
                    return True
            except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
                if last_try:
                    raise
                await asyncio.sleep(random.uniform(0.05, 0.3))  # noqa: S311  # jitter
        raise AssertionError("unreachable")

    def _connection(self, role: ServiceRole) -> AbstractAsyncContextManager[Connection]:
        """Every statement's connection comes from here."""
        return _Lent(self._pool(role))

    async def _pool(self, role: ServiceRole) -> AtHand:
        if role not in self._pools:
            pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
                role_url(self._app_url, role),
                min_size=1,
                max_size=self._pool_size if role == "dom360_app" else max(2, self._pool_size // 4),
                kwargs={"autocommit": True, "prepare_threshold": 2 if self._prepare else None},
                name=role,
                open=False,
            )
            # Registered before the await: two first callers share one pool.
            self._pools[role] = AtHand(pool)
            await pool.open()
        return self._pools[role]


class _Lent:
    """A connection for a while. A class and no generator: each statement makes one."""

    def __init__(self, pool: Awaitable[AtHand]) -> None:
        self._opening = pool

    async def __aenter__(self) -> Connection:
        self._pool = await self._opening
        self._connection = await self._pool.take()
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        await self._pool.give(self._connection)


@asynccontextmanager
async def _transaction_on(connection: Connection) -> AsyncIterator[None]:
    """What connection.transaction() does for the outermost one, at a fifth less of our own time.
    Inside, connection.transaction() makes savepoints as ever.
    """
    await connection.execute(_SQL["begin"])
    try:
        yield
    except BaseException:
        # A connection that broke has nothing to undo; the error that says so goes on.
        with suppress(psycopg.Error):
            await connection.rollback()
        raise
    await connection.commit()


def _call_span(query: bytes) -> AbstractContextManager[Span]:
    name = _function(query)
    return client_span(
        f"postgresql {name}", db__system__name="postgresql", db__stored_procedure__name=name
    )


@lru_cache(maxsize=256)
def _function(query: bytes) -> str:
    """The function that a statement calls. Statements are our own and few."""
    called = _CALLED.search(query)
    return called[1].decode() if called else "function"


def _table_without_month(error: psycopg.errors.CheckViolation) -> str | None:
    """PostgreSQL reports a missing partition as a check violation, without a constraint's name."""
    named = error.diag.constraint_name
    return error.diag.table_name if named is None and error.diag.schema_name == "dom360" else None


def _is_worth_repeating(error: psycopg.OperationalError) -> bool:
    """A lost connection, or two transactions that met; not a statement that ran out of time."""
    lost = error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))
    return lost or isinstance(
        error, psycopg.errors.SerializationFailure | psycopg.errors.DeadlockDetected
    )
