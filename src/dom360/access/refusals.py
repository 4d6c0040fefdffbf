"""Refused sign-ins, for the audit log of the tenant that they were aimed at."""

import asyncio

import psycopg

from dom360.access.models import SignInMatch
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.logs import get_logger

log = get_logger(__name__)


class Refusals:
    """Writes beside the answer, never before it: how long the answer takes, or that a write failed,
    must not tell a known address from an unknown one.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, match: SignInMatch | None, reason: str) -> None:
        """An address that nobody has belongs to no tenant: it is logged, not stored."""
        log.info("session.refused", known=match is not None, reason=reason)
        if match is not None:
            task = asyncio.create_task(self._write(match, reason))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    async def drain(self) -> None:
        """Wait for what is still being written."""
        await asyncio.gather(*self._writing)

    async def _write(self, match: SignInMatch, reason: str) -> None:
        try:
            async with self._db.tenant_tx(match.tenant_id) as tx:
                await audit.append(
                    tx,
                    match.tenant_id,
                    "session.refused",
                    Subject("users", str(match.user_id)),
                    new={"reason": reason},
                )
        except (psycopg.Error, Dom360Error) as error:
            log.warning("audit.refusal_not_written", error=type(error).__name__)
