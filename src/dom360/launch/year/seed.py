"""`dom360 seed demo`: the past of both demo companies, and the proof that it adds up."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from dom360.db.database import Database
from dom360.db.named_queries import load_beside
from dom360.errors import Conflict
from dom360.launch.demo import seed_demo
from dom360.launch.year import plan
from dom360.launch.year.clock import lent_clock, seed_database
from dom360.launch.year.companies import COMPANIES, Company
from dom360.launch.year.write import Place, write_talk
from dom360.protocol.answer import RagHit
from dom360.tenants import queries as tenants
from dom360.usage.jobs import refresh_summary
from dom360.usage.models import Books
from dom360.usage.reconcile import reconcile

_SQL = load_beside(__file__)
Progress = Callable[[str, date, int], None]


class PastExists(Conflict):
    code = "PAST_EXISTS"
    detail = "The demo companies have a past already. `dom360 reset` begins anew."


class NoDemo(Conflict):
    code = "NO_DEMO"
    detail = "This installation has companies, and the demo's are not among them."


@dataclass(frozen=True)
class Addresses:
    owner: str
    app: str


@dataclass(frozen=True)
class _Found:
    tenant_id: UUID
    timezone: str


@dataclass(frozen=True)
class _Inbox:
    id: UUID
    name: str


@dataclass(frozen=True)
class _Known:
    """A passage that answers may cite. There is none where people removed the demo's documents."""

    document_id: UUID
    document: str
    position: int
    body: str

    @property
    def place(self) -> tuple[str, int]:
        return self.document, self.position

    @property
    def hit(self) -> RagHit:
        return RagHit(doc_id=str(self.document_id), score=0.8, snippet=self.body,
                      source=self.document, position=self.position)  # fmt: skip


@dataclass(frozen=True)
class Seeded:
    """What was written, and whether every counter equals its messages. `sign_ins`: shown once."""

    questions: int
    books: list[Books]
    sign_ins: dict[str, object] | None


async def seed_year(
    addresses: Addresses,
    *,
    days: int,
    seed: int,
    companies: Sequence[Company] = COMPANIES,
    until: datetime | None = None,
    progress: Progress = lambda *_: None,
) -> Seeded:
    """Write so many days up to now (or `until`). Raises PastExists, NoDemo."""
    now = until or datetime.now(UTC)
    made = await seed_demo(addresses.app)
    db = Database(addresses.app, pool_size=4)
    try:
        found = [(one, await _prepare(db, one, now, days)) for one in companies]
        first, last = (now - timedelta(days=days + 1)).date(), (now + timedelta(days=1)).date()
        with lent_clock(addresses.owner, first, last):
            written = await asyncio.gather(
                *(_write(addresses.app, one, place, now, days, seed, progress)
                  for one, place in found)
            )  # fmt: skip
        await refresh_summary(db)
        books = [
            book
            for one in companies
            async for book in reconcile(db, slug=one.slug, day=None, repair=False)
        ]
    finally:
        await db.close()
    return Seeded(sum(written), books, dict(made.as_json()) if made else None)


async def _prepare(db: Database, company: Company, now: datetime, days: int) -> _Found:
    async with db.platform_tx("dom360_admin") as tx:
        found = await tx.find(_Found, _SQL["find_company"], slug=company.slug)
        if found is None:
            raise NoDemo
    async with db.tenant_tx(found.tenant_id) as tx:
        before = _today(now, found.timezone) - timedelta(days=min(2, days - 1))
        if await tx.value(_SQL["has_past"], before=before):
            raise PastExists
        there = {inbox.name for inbox in await tx.list(_Inbox, _SQL["list_inboxes"])}
    async with db.platform_tx("dom360_admin") as tx:
        for name, _ in company.inboxes:
            if name not in there:
                await tenants.add_inbox(tx, found.tenant_id, name)
    return found


async def _write(
    app_url: str, company: Company, found: _Found, now: datetime, days: int, seed: int,
    progress: Progress,
) -> int:  # fmt: skip
    zone = ZoneInfo(found.timezone)
    today = _today(now, found.timezone)
    first = today - timedelta(days=days - 1)
    questions = 0
    async with seed_database(app_url) as db:
        async with db.tenant_tx(found.tenant_id) as tx:
            inboxes = {one.name: one.id for one in await tx.list(_Inbox, _SQL["list_inboxes"])}
            known = await tx.list(_Known, _SQL["list_passages"])
        place = Place(db, found.tenant_id, inboxes, now, {one.place: one.hit for one in known})
        for day in (first + timedelta(days=n) for n in range(days)):
            for talk in _talks(company, day, first, today, zone, seed):
                questions += await write_talk(place, talk)
            progress(company.slug, day, questions)
    return questions


def _talks(
    company: Company, day: date, first: date, today: date, zone: ZoneInfo, seed: int
) -> list[plan.Talk]:
    talks = plan.talks_of(company, day, today, zone, seed)
    if not plan.is_bad_day(company, day, first, today):
        return talks
    dice = Random(f"{seed} {company.slug} bad day")  # noqa: S311
    return [plan.spoiled(talk, zone, dice) for talk in talks]


def _today(now: datetime, timezone: str) -> date:
    return now.astimezone(ZoneInfo(timezone)).date()
