"""The connections of a pool that rest between two uses, given out again without its ceremony.

The pool keeps their number, makes new ones and ends old ones. What it does to hand one over and to
take it back (a lock, deadlines, statistics) costs as much processor time as a short query, so a
connection that comes back stays at hand for a while.
"""

import asyncio
import select
import time
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from dom360.errors import Unavailable

Connection = psycopg.AsyncConnection[Any]
Pool = AsyncConnectionPool[Connection]

# The default (30 s) is longer than a caller's patience; a full pool is answered with 503 instead.
_POOL_WAIT_S = 10.0
# Then the pool gets it back, and may find it too old, or one too many.
_KEEP_S = 30.0


class AtHand:
    """One for each pool, which must be open."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._resting: list[Connection] = []
        # Since when each has been away from the pool.
        self._away: dict[Connection, float] = {}
        self._waiting = 0
        self._giving_back: asyncio.Task[None] | None = None

    async def take(self) -> Connection:
        """A connection that the server has not closed meanwhile. Raises Unavailable.

        After a restart of the database all of them are closed, and each would cost a request. (The
        pool's own check asks with a round trip, and waits a second and more between two tries.)
        """
        for _ in range(self._pool.max_size):
            connection = self._resting.pop() if self._resting else await self._from_pool()
            if not _has_something_to_say(connection):
                return connection
            await connection.close()
            await self._to_pool(connection)
        return await self._from_pool()

    async def give(self, connection: Connection) -> None:
        too_long = time.monotonic() - self._away[connection] > _KEEP_S
        if too_long or self._waiting or not _is_idle(connection):
            await self._to_pool(connection)
            return
        self._resting.append(connection)
        if self._giving_back is None:
            self._giving_back = asyncio.create_task(self._give_back_later())

    async def close(self) -> None:
        if self._giving_back:
            self._giving_back.cancel()
        await self._give_back()
        await self._pool.close()

    async def _from_pool(self) -> Connection:
        self._waiting += 1
        try:
            connection = await self._pool.getconn(_POOL_WAIT_S)
        except PoolTimeout:
            raise Unavailable(
                "The database is busy or away. Try again in a few seconds.",
                code="DATABASE_UNAVAILABLE",
                retry_after_s=2,
            ) from None
        finally:
            self._waiting -= 1
        self._away[connection] = time.monotonic()
        return connection

    async def _to_pool(self, connection: Connection) -> None:
        del self._away[connection]
        await self._pool.putconn(connection)

    async def _give_back_later(self) -> None:
        """When nobody asks any more, nobody gives back either: so the clock does."""
        await asyncio.sleep(_KEEP_S)
        self._giving_back = None
        await self._give_back()

    async def _give_back(self) -> None:
        while self._resting:
            await self._to_pool(self._resting.pop())


def _is_idle(connection: Connection) -> bool:
    """Not closed, and in no transaction: what the pool would undo, or throw away."""
    return connection.pgconn.transaction_status == TransactionStatus.IDLE


def _has_something_to_say(connection: Connection) -> bool:
    """At rest that is the server's farewell (or a notice, which is rare enough)."""
    socket = select.poll()
    socket.register(connection.fileno(), select.POLLIN)
    return bool(socket.poll(0))
