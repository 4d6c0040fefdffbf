"""Everybody who listens in this process: one LISTEN for all of them, one read for each tenant."""

import asyncio
from collections.abc import AsyncIterator, Set
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import psycopg

from dom360.db.database import Database
from dom360.errors import Dom360Error, Unavailable
from dom360.live import queries
from dom360.live.models import Batch, Place
from dom360.logs import get_logger

log = get_logger(__name__)

# Read also when nobody said anything: a NOTIFY can get lost, and a pooler may not pass any.
_LOOK_AGAIN_S = 5.0
_RECONNECT_S = 2.0
# Who has not taken this many batches is let go; they come back to the place where they were.
_BEHIND = 64
MAX_LISTENERS = 2000


class TooManyListeners(Unavailable):
    code = "TOO_MANY_LISTENERS"
    detail = "Too many screens listen here. Try again in a minute; loading works meanwhile."


class Listener:
    """One open screen. Takes what is put in; ends when the hub closes or it falls behind.

    `only`: what it wants to hear of, a set that its owner keeps up to date; None is everything.
    """

    def __init__(self, only: Set[str] | None = None) -> None:
        self._only = only
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(_BEHIND)
        self._ended = asyncio.Event()

    def wants(self, batch: Batch) -> bool:
        return self._only is None or batch.is_about(self._only)

    def put(self, batch: bytes) -> None:
        try:
            self._queue.put_nowait(batch)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        self._ended.set()

    async def next(self, timeout_s: float) -> bytes | None:
        """None where nothing came in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                take = asyncio.ensure_future(self._queue.get())
                over = asyncio.ensure_future(self._ended.wait())
                try:
                    await asyncio.wait({take, over}, return_when=asyncio.FIRST_COMPLETED)
                    return take.result() if take.done() else None
                finally:
                    take.cancel()
                    over.cancel()
        return None

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    @property
    def up_to_date(self) -> bool:
        """Nothing waits to be taken."""
        return self._queue.empty() and not self.ended


class Feed:
    """The listeners of one tenant, all at one place; who joins is brought there first."""

    def __init__(self, db: Database, tenant_id: UUID) -> None:
        self._db = db
        self._tenant_id = tenant_id
        self._lock = asyncio.Lock()
        self._changed = asyncio.Event()
        self._place: Place | None = None
        self.listeners: set[Listener] = set()
        self._work: asyncio.Task[None] | None = None

    def wake(self) -> None:
        self._changed.set()

    @property
    def place(self) -> Place | None:
        return self._place

    async def join(self, listener: Listener, last: Place | None, *, returns: bool) -> None:
        """`returns`: they were here before; without a readable place they have lost the thread."""
        async with self._lock:
            await self._read()
            assert self._place is not None
            here = Batch(self._place.seen, self._place.at, lost=returns, events=[])
            if last is not None:
                async with self._db.tenant_tx(self._tenant_id) as tx:
                    here = await queries.read_events(tx, after=last.seen, until=self._place.seen)
            listener.put(here.encode())
            self.listeners.add(listener)
            if self._work is None or self._work.done():
                self._work = asyncio.create_task(self._keep_reading())

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        if not self.listeners and self._work:
            self._work.cancel()

    async def _keep_reading(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_AGAIN_S):
                    await self._changed.wait()
            self._changed.clear()
            try:
                async with self._lock:
                    await self._read()
            except (psycopg.Error, Dom360Error) as error:
                log.warning("live.read_failed", error=type(error).__name__)
                await asyncio.sleep(_RECONNECT_S)

    async def _read(self) -> None:
        """Go on to now, and tell everybody who is here what lies between."""
        async with self._db.tenant_tx(self._tenant_id) as tx:
            batch = (
                await queries.read_events(tx, after=self._place.seen)
                if self._place
                else await queries.look(tx)
            )
        self._place = batch.place
        if batch.events or batch.lost:
            encoded = batch.encode()
            for listener in tuple(self.listeners):
                if listener.wants(batch):
                    listener.put(encoded)


class Hub:
    """One for each process. `app_url` is for the one connection that listens."""

    def __init__(self, db: Database, app_url: str) -> None:
        self._db = db
        self._app_url = app_url
        self._feeds: dict[UUID, Feed] = {}
        # Apart, so that strangers on web pages never take the places of the people who work here.
        self._count = {"people": 0, "visitors": 0}
        self._closing = False
        self._work: asyncio.Task[None] | None = None

    def wake(self, tenant_id: UUID) -> None:
        feed = self._feeds.get(tenant_id)
        if feed:
            feed.wake()

    def start(self) -> None:
        self._work = asyncio.create_task(self._listen_forever())

    def end_streams(self) -> None:
        """For good; their readers come back elsewhere."""
        self._closing = True
        for feed in self._feeds.values():
            for listener in feed.listeners:
                listener.end()

    async def close(self) -> None:
        self.end_streams()
        if self._work:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    @asynccontextmanager
    async def listener(
        self, tenant_id: UUID, last_id: str | None, *, only: Set[str] | None = None
    ) -> AsyncIterator[Listener]:
        crowd = "people" if only is None else "visitors"
        if self._closing or self._count[crowd] >= MAX_LISTENERS:
            raise TooManyListeners(retry_after_s=30)
        self._count[crowd] += 1
        feed = self._feeds.setdefault(tenant_id, Feed(self._db, tenant_id))
        listener = Listener(only)
        try:
            place = Place.read(last_id) if last_id else None
            await feed.join(listener, place, returns=bool(last_id))
            yield listener
        finally:
            self._count[crowd] -= 1
            feed.leave(listener)
            if not feed.listeners and self._feeds.get(tenant_id) is feed:
                del self._feeds[tenant_id]

    def place_of(self, tenant_id: UUID) -> Place | None:
        feed = self._feeds.get(tenant_id)
        return feed.place if feed else None

    async def _listen_forever(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                log.warning("live.listening_failed", error=type(error).__name__)
            await asyncio.sleep(_RECONNECT_S)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._app_url, autocommit=True)
        async with connection:
            await connection.execute(queries.LISTEN)
            # Whatever was announced while nobody listened.
            for feed in self._feeds.values():
                feed.wake()
            async for note in connection.notifies():
                with suppress(ValueError):
                    self.wake(UUID(note.payload))
