"""API keys that were looked up before, so that most calls ask the database one question less.

A key is taken from memory only while this process is sure to hear of every change: the database
tells each one (triggers `t70_told`), and twice a second a question on the same connection proves
that nothing is on its way any more. Where that fails, or a pooler hides it, every call looks its
key up as if there were no memory.
"""

import asyncio
import time
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import psycopg

from dom360.access import queries
from dom360.access.models import LiveApiKey
from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.kit.tokens import TenantToken
from dom360.logs import get_logger

log = get_logger(__name__)

# How long a process that is cut off from the database may still take a key that ended meanwhile.
_SURE_S = 2.0
_BEAT_S = 0.5
_RECONNECT_S = 2.0
# A pooler that passes no NOTIFY is not asked much oftener.
_DEAF_S = 60.0
MOST_KEYS = 10_000

_Connection = psycopg.AsyncConnection[tuple[object, ...]]


class KnownKeys:
    """One for each process. `app_url` is for the one connection that listens."""

    def __init__(self, db: Database, app_url: str) -> None:
        self._db = db
        self._app_url = app_url
        self._keys: dict[TenantToken, LiveApiKey] = {}
        self._sure_until = 0.0
        # Changes heard so far: an answer that was on its way meanwhile is not kept.
        self._changes = 0
        self._proof: str | None = None
        self._work: asyncio.Task[None] | None = None

    async def find(self, token: TenantToken) -> LiveApiKey | None:
        """The live key behind a token, or None."""
        known = self._keys.get(token)
        if known is not None and self.is_sure and not _has_ended(known):
            return known
        changes = self._changes
        found = await queries.find_key(self._db, token)
        if found is not None and changes == self._changes and self.is_sure:
            self._keep(token, found)
        return found

    @property
    def is_sure(self) -> bool:
        return time.monotonic() < self._sure_until

    def forget(self, tenant_id: UUID) -> None:
        """Something about this tenant's keys, or the tenant itself, may be different now."""
        self._changes += 1
        for token in [one for one in self._keys if one.tenant_id == tenant_id]:
            del self._keys[token]

    def forget_all(self) -> None:
        self._changes += 1
        self._keys.clear()

    def start(self) -> None:
        # What this very process changes it knows at once, and need not hear.
        self._db.on_platform_change = self.forget_all
        self._work = asyncio.create_task(self._listen_forever())

    async def close(self) -> None:
        if self._work:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    def _keep(self, token: TenantToken, key: LiveApiKey) -> None:
        if len(self._keys) >= MOST_KEYS:
            self._keys.clear()
        self._keys[token] = key

    async def _listen_forever(self) -> None:
        while True:
            pause = _RECONNECT_S
            try:
                await self._listen()
            except _Deaf:
                pause = _DEAF_S
            except (psycopg.Error, OSError, TimeoutError, Dom360Error) as error:
                log.warning("known_keys.listening_failed", error=type(error).__name__)
            self._sure_until = 0.0
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._app_url, autocommit=True)
        async with connection:
            await connection.execute(queries.LISTEN_TO_KEYS)
            # Whatever was told while nobody listened.
            self.forget_all()
            await self._prove(connection)
            while True:
                asked = time.monotonic()
                async with asyncio.timeout(_SURE_S):
                    # What was told before this question comes before its answer.
                    await connection.execute(queries.BEAT)
                    await self._hear(connection, 0)
                self._sure_until = asked + _SURE_S
                await self._hear(connection, _BEAT_S)

    async def _prove(self, connection: _Connection) -> None:
        """That what others tell arrives here: behind some poolers it does not."""
        self._proof = uuid.uuid4().hex
        await queries.tell_of_keys(self._db, self._proof)
        until = time.monotonic() + _SURE_S
        while self._proof is not None:
            if time.monotonic() > until:
                raise _Deaf
            await self._hear(connection, _BEAT_S / 5)

    async def _hear(self, connection: _Connection, seconds: float) -> None:
        async for note in connection.notifies(timeout=seconds):
            if note.payload == self._proof:
                self._proof = None
                return
            with suppress(ValueError):  # another process proves itself
                self.forget(UUID(note.payload))


class _Deaf(Exception):
    """No word comes through."""


def _has_ended(key: LiveApiKey) -> bool:
    return key.expires_at is not None and key.expires_at <= datetime.now(UTC)
