"""Tells the other processes that something of a tenant has changed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Self
from uuid import UUID

import psycopg

from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.live import queries
from dom360.logs import get_logger

log = get_logger(__name__)

# Changes that come closer together are announced at once: under load there are some ten NOTIFYs a
# second, and not two for every turn.
_GATHER_S = 0.03


class Announcer:
    """Gathers the tenants that changed. A courtesy: readers also look by themselves."""

    def __init__(self, db: Database, nearby: Callable[[UUID], None] | None = None) -> None:
        self._db = db
        # Who listens in this process need not wait for the database to say it.
        self._nearby = nearby
        self._changed: set[UUID] = set()
        self._work: asyncio.Task[None] | None = None
        db.on_change = self.changed

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def changed(self, tenant_id: UUID) -> None:
        if self._nearby:
            self._nearby(tenant_id)
        self._changed.add(tenant_id)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._announce())

    async def close(self) -> None:
        self._db.on_change = None
        if self._work:
            with suppress(asyncio.CancelledError):
                await self._work

    async def _announce(self) -> None:
        while self._changed:
            await asyncio.sleep(_GATHER_S)
            tenants, self._changed = list(self._changed), set()
            try:
                await queries.announce(self._db, tenants)
            except (psycopg.Error, Dom360Error) as error:
                log.warning("live.announce_failed", error=type(error).__name__)
