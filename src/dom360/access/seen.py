"""When a session or a key was last used: written at most once a minute each, beside the answer."""

import asyncio
import time
from uuid import UUID

import psycopg

from dom360.access import queries
from dom360.access.models import Principal
from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.logs import get_logger

log = get_logger(__name__)

EVERY_S = 60.0
_REMEMBERED = 10_000


class Seen:
    """One for each process. The statement looks again, so several processes write once as well."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._written: dict[UUID, float] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, me: Principal) -> None:
        used = me.session_id or me.api_key_id
        now = time.monotonic()
        if used is None or self._written.get(used, -EVERY_S) > now - EVERY_S:
            return
        if len(self._written) >= _REMEMBERED:
            self._written = {k: at for k, at in self._written.items() if at > now - EVERY_S}
        self._written[used] = now
        task = asyncio.create_task(self._write(me))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def drain(self) -> None:
        """Wait for what is still being written."""
        await asyncio.gather(*self._writing)

    async def _write(self, me: Principal) -> None:
        try:
            async with self._db.tenant_tx(me.home_tenant_id) as tx:
                if me.session_id is not None:
                    await queries.touch_session(tx, me.session_id)
                elif me.api_key_id is not None:
                    await queries.touch_api_key(tx, me.api_key_id)
        except (psycopg.Error, Dom360Error) as error:
            log.warning("access.seen_not_written", error=type(error).__name__)
