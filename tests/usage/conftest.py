"""Tenants with conversations that happened on days we choose."""

import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest

from dom360.db import migrations
from dom360.db.database import Database
from dom360.usage.models import Books
from dom360.usage.reconcile import reconcile
from tests.support import postgres as pg


@dataclass(frozen=True)
class Company:
    """A tenant, written behind the application's back but for its triggers."""

    tenant_id: UUID
    slug: str
    inbox_id: UUID
    owner: psycopg.Connection[Any]

    def converse(self, at: datetime | str) -> UUID:
        """A conversation that began at this moment."""
        contact, conversation = uuid4(), uuid4()
        phone = f"+55119{secrets.randbelow(10**8):08}"
        self.owner.execute(
            "insert into dom360.contacts (tenant_id, id, phone_e164) values (%s, %s, %s)",
            [self.tenant_id, contact, phone],
        )
        self.owner.execute(
            "insert into dom360.conversations"
            " (tenant_id, id, inbox_id, contact_id, agent_type, created_at)"
            " values (%s, %s, %s, %s, 'SDR', %s)",
            [self.tenant_id, conversation, self.inbox_id, contact, at],
        )
        return conversation

    def say(self, conversation: UUID, at: datetime | str, **values: Any) -> None:
        """A message; an answer where `role` says so."""
        columns = {
            "tenant_id": self.tenant_id,
            "conversation_id": conversation,
            "inbox_id": self.inbox_id,
            "agent_type": "SDR",
            "message_index": 0,
            "role": "user",
            "content": "Olá",
            "created_at": at,
            **values,
        }
        names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
        self.owner.execute(
            f"insert into dom360.messages ({names}) values ({places})",  # type: ignore[call-overload]
            list(columns.values()),
        )

    def answer(self, conversation: UUID, at: datetime | str, **values: Any) -> None:
        given = {"role": "assistant", "model": "model-x", "input_tokens": 100, "output_tokens": 20,
                 "cached_tokens": 5, "total_tokens": 120, "cost_micro_usd": 42, "latency_ms": 700,
                 "platform_ms": 30}  # fmt: skip
        self.say(conversation, at, **(given | values))

    def today(self) -> date:
        """By the clock of the default time zone."""
        return datetime.now(ZoneInfo("America/Sao_Paulo")).date()

    def days(self, columns: str = "messages") -> dict[date, Any]:
        """What the counters say about each day; several columns come as a tuple."""
        names = columns.split()
        sums = ", ".join(f"sum({name})::bigint" for name in names)
        found = self.owner.execute(
            f"select day, {sums} from dom360.consumption_inbox_daily"  # type: ignore[call-overload]
            " where tenant_id = %s group by day order by day",
            [self.tenant_id],
        ).fetchall()
        return {row[0]: row[1] if len(names) == 1 else row[1:] for row in found}


@pytest.fixture(scope="session")
def scratch(cluster: pg.Cluster) -> Iterator[pg.ScratchDatabase]:
    """A database whose counters may be broken. Migrated once more for what a copy lacks."""
    with cluster.new_database() as made:
        migrations.migrate(made.owner_url, made.app_url)
        yield made


@pytest.fixture(scope="session")
def owner(scratch: pg.ScratchDatabase) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(scratch.owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
async def scratch_db(scratch: pg.ScratchDatabase) -> AsyncIterator[Database]:
    made = Database(scratch.app_url, pool_size=8)
    yield made
    await made.close()


@pytest.fixture(scope="session")
def found_company(owner: psycopg.Connection[Any]) -> Callable[..., Company]:
    def found(timezone: str = "America/Sao_Paulo") -> Company:
        tenant_id, inbox_id, slug = uuid4(), uuid4(), f"t-{secrets.token_hex(6)}"
        with owner.transaction():
            owner.execute(
                "insert into dom360.tenants (id, slug, name) values (%s, %s, 'Empresa')",
                [tenant_id, slug],
            )
            owner.execute("insert into dom360.tenant_slugs values (%s, %s)", [slug, tenant_id])
            owner.execute(
                "insert into dom360.account_vars (tenant_id, timezone) values (%s, %s)",
                [tenant_id, timezone],
            )
            owner.execute(
                "insert into dom360.inboxes (tenant_id, id, name) values (%s, %s, %s)",
                [tenant_id, inbox_id, f"Caixa {slug}"],
            )
        return Company(tenant_id, slug, inbox_id, owner)

    return found


@pytest.fixture
def company(found_company: Callable[..., Company]) -> Company:
    return found_company()


@pytest.fixture(scope="session")
def month_of(owner: psycopg.Connection[Any]) -> Callable[[int, int], None]:
    """Makes the month's part of messages, as a seed of the past does."""

    def make(year: int, month: int) -> None:
        name = f"dom360.messages_{year}_{month:02}"
        last = f"{year + month // 12}-{month % 12 + 1:02}-01 00:00+00"
        owner.execute(
            f"create table if not exists {name} partition of dom360.messages"  # type: ignore[call-overload]
            f" for values from ('{year}-{month:02}-01 00:00+00') to ('{last}')"
        )
        owner.execute("select dom360.protect_tenant_table(%s::regclass)", [name])

    return make


async def books(db: Database, company: Company, *, day: date | None = None,
                repair: bool = False) -> Books:  # fmt: skip
    found = [book async for book in reconcile(db, slug=company.slug, day=day, repair=repair)]
    assert len(found) == 1
    return found[0]
