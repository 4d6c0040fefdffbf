"""Sending the weekly reports: each once, whoever else works and whoever dies.

A mail is claimed, written, announced and handed over, each step committed before the next. Who dies
before it is announced leaves it to be taken up again; who dies while the mail server has it leaves
it, because nobody can know whether it was taken. So it may be lost in that moment, and never comes
twice. A mail server that says no for now gets it again later.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Self

import psycopg

from dom360.dashboards.weekly import queries
from dom360.dashboards.weekly.figures import read_week
from dom360.dashboards.weekly.letter import weekly_mail
from dom360.dashboards.weekly.models import Recipient
from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.logs import get_logger
from dom360.mail.post import Mail, MailNotSent, Post
from dom360.settings import Settings

log = get_logger(__name__)


@dataclass(frozen=True)
class Reporter:
    """`prints`: without a mail server the text goes to standard error, for trying the product."""

    db: Database
    post: Post
    public_url: str
    rate: Decimal | None = None
    prints: bool = False

    @classmethod
    def of(cls, db: Database, settings: Settings) -> Self:
        return cls(
            db,
            Post.of(settings),
            settings.link_url,
            settings.brl_per_usd,
            settings.print_links,
        )

    async def send_due(self, now: datetime | None = None) -> int:
        """Every report whose Monday morning has come; how many went out."""
        if not self.post.sends and not self.prints:
            return 0
        now = now or datetime.now(UTC)
        async with self.db.platform_tx("dom360_admin") as tx:
            due = await queries.list_due(tx, now)
        sent = 0
        for one in due:
            try:
                sent += await self._send(one, now)
            except (psycopg.Error, Dom360Error) as error:
                # Its claim ends by itself; the others get theirs.
                log.warning("report.failed", error=type(error).__name__, user_id=str(one.user_id))
        return sent

    async def _send(self, to: Recipient, now: datetime) -> bool:
        async with self.db.tenant_tx(to.tenant_id) as tx:
            tries = await queries.claim(tx, to, now)
        if tries is None:
            return False
        mail = await self._write(to)
        if mail is None:
            return False
        async with self.db.tenant_tx(to.tenant_id) as tx:
            if not await queries.announce(tx, to, tries):
                return False
        return await self._hand_over(to, mail, now)

    async def _write(self, to: Recipient) -> Mail | None:
        async with self.db.tenant_tx(to.tenant_id) as tx:
            addressee = await queries.find_addressee(tx, to.user_id)
            # Ended, or disabled, since the list was made.
            if addressee is None or addressee.token is None:
                return None
            week = await read_week(tx, to.week, self.rate)
        message_id = f"<weekly.{to.week}.{to.user_id}@dom360>"
        return weekly_mail(week, addressee, to.tenant_id, self.public_url, message_id)

    async def _hand_over(self, to: Recipient, mail: Mail, now: datetime) -> bool:
        taken = True
        try:
            if self.post.sends:
                taken = await self.post.send(mail)
            else:
                sys.stderr.write(f"To {mail.to}: {mail.subject}\n{mail.text}")
                sys.stderr.flush()
        except MailNotSent:
            async with self.db.tenant_tx(to.tenant_id) as tx:
                await queries.put_off(tx, to, now)
            return False
        async with self.db.tenant_tx(to.tenant_id) as tx:
            await queries.end_mail(tx, to, "sent" if taken else "refused")
        log.info("report.mailed", user_id=str(to.user_id), week=str(to.week), taken=taken)
        return taken
