"""A read replica, where one is set, and whether it is fresh enough to read from.

Freshness is measured against the primary itself: every second at most, the primary says how far
its log has come, and the replica how much of it is there. When the primary said what the replica
has now is how old its rows can be: one that lost its primary counts as old, whatever it believes.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_queries
from dom360.errors import Unavailable
from dom360.logs import get_logger

log = get_logger(__name__)

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "replica.sql")
_KEEP_S = 1.0
# How long a replica is waited for, and how long one that did not answer is left alone.
_PATIENCE_S = 1.0
_LEAVE_ALONE_S = 10.0
# As many places of the primary's log are remembered, a second apart.
_MOST_PLACES = 600


@dataclass(frozen=True)
class _Place:
    """Bytes of the log."""

    place: int | None


class Freshness:
    """What is known of the replica's age. Times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._places: deque[tuple[float, int]] = deque(maxlen=_MOST_PLACES)
        self._fresh_at: float | None = None

    def note(self, at: float, primary: int, replica: int | None) -> None:
        """The primary had written so much at this time; the replica has so much of it."""
        self._places.append((at, primary))
        while replica is not None and self._places and self._places[0][1] <= replica:
            self._fresh_at = self._places.popleft()[0]

    def lag_s(self, now: float) -> float | None:
        """How old the replica's rows can be at most. None where nothing is known."""
        return None if self._fresh_at is None else max(0.0, now - self._fresh_at)


class Replica:
    """Reads from the replica while its rows are at most `max_lag_s` old, else from the primary."""

    def __init__(
        self,
        primary: Database,
        replica: Database,
        *,
        max_lag_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._primary = primary
        self._replica = replica
        self._max_lag_s = max_lag_s
        self._clock = clock
        self._freshness = Freshness()
        self._looked_at: float | None = None

    async def close(self) -> None:
        await self._replica.close()

    @asynccontextmanager
    async def tenant_tx(self, tenant_id: UUID) -> AsyncIterator[tuple[Tx, bool]]:
        """For reading only. Says whether it is the replica's."""
        fresh = await self.is_fresh()
        async with (self._replica if fresh else self._primary).tenant_tx(tenant_id) as tx:
            yield tx, fresh

    async def is_fresh(self) -> bool:
        now = self._clock()
        if self._looked_at is None or now - self._looked_at >= _KEEP_S:
            self._looked_at = now
            await self._look(now)
        lag = self._freshness.lag_s(self._clock())
        return lag is not None and lag <= self._max_lag_s

    async def _look(self, now: float) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                primary = await self._primary.call(_Place, _SQL["primary_place"])
                replica = await self._replica.call(_Place, _SQL["replica_place"])
        except (psycopg.Error, Unavailable, TimeoutError) as error:
            log.warning("replica.away", error=type(error).__name__)
            self._freshness = Freshness()
            self._looked_at = now + _LEAVE_ALONE_S
            return
        if primary and primary.place is not None:
            self._freshness.note(now, primary.place, replica.place if replica else None)
