"""Getting links to people: as jobs that send mail, or shown to who may have them.

No link waits anywhere: a job knows ids only, and makes the link at the moment it is sent.
"""

import asyncio
import sys
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException

from dom360.access import queries as access
from dom360.access.errors import TooManyGuesses
from dom360.access.throttle import Count, Throttle
from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.logs import get_logger
from dom360.people import actions, letters, queries
from dom360.settings import Settings

log = get_logger(__name__)

SEND_INVITATION = "people.send_invitation"
SEND_RESET = "people.send_password_reset"


@dataclass(frozen=True)
class Mailing:
    """`sends`: whether there is a mail server. Without one, `prints` shows forgotten passwords'
    links on standard error, which is for trying the product on one's own machine only."""

    db: Database
    jobs: App
    throttle: Throttle
    public_url: str
    sends: bool
    prints: bool
    _working: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def of(cls, db: Database, jobs: App, throttle: Throttle, settings: Settings) -> Self:
        return cls(
            db,
            jobs,
            throttle,
            public_url=settings.link_url,
            sends=settings.smtp_host is not None,
            prints=settings.print_links,
        )

    async def invitation(self, tenant_id: UUID, invitation_id: UUID, token: str) -> str | None:
        """Send it, or return the link for whoever invites. Call it after the commit."""
        if not self.sends:
            return letters.invitation_link(self.public_url, token)
        await self._enqueue(
            SEND_INVITATION, tenant_id=str(tenant_id), invitation_id=str(invitation_id)
        )
        return None

    async def reset(self, tenant_id: UUID, user_id: UUID) -> str | None:
        """For an administrator. Send it, or return the link. Raises NotFound, NoPassword, …"""
        async with self.db.tenant_tx(tenant_id) as tx:
            token = await actions.new_reset(tx, user_id)
        if not self.sends:
            return letters.reset_link(self.public_url, token)
        await self._enqueue(SEND_RESET, tenant_id=str(tenant_id), user_id=str(user_id))
        return None

    def forgotten(self, email: str) -> None:
        """Beside the answer: neither what it says nor how long it takes tells a known address."""
        task = asyncio.create_task(self._forgotten(email.strip().lower()))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def drain(self) -> None:
        await asyncio.gather(*self._working)

    async def _forgotten(self, email: str) -> None:
        try:
            await self.throttle.take(Count("link", email))
            match = await access.find_sign_in(self.db, email)
            log.info("password_reset.asked", known=match is not None)
            if match is None:
                return
            if self.sends:
                ids = {"tenant_id": str(match.tenant_id), "user_id": str(match.user_id)}
                await self._enqueue(SEND_RESET, **ids)
            elif self.prints:
                await self._print(match.tenant_id, match.user_id)
            else:
                log.warning("password_reset.no_mail_server")
        except TooManyGuesses:
            log.info("password_reset.too_often")
        except (psycopg.Error, ConnectorException, Dom360Error) as error:
            log.warning("password_reset.not_sent", error=type(error).__name__)

    async def _print(self, tenant_id: UUID, user_id: UUID) -> None:
        async with self.db.tenant_tx(tenant_id) as tx:
            if await queries.find_letter_to_person(tx, user_id) is None:
                return
            token = await actions.new_reset(tx, user_id)
        # No log line: logs are kept and shipped, this is for who sits before the screen.
        link = letters.reset_link(self.public_url, token)
        sys.stderr.write(f"A new password can be set here: {link}\n")
        sys.stderr.flush()

    async def _enqueue(self, task: str, **ids: str) -> None:
        await self.jobs.configure_task(task).defer_async(**ids)
