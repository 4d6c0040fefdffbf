"""Chats over HTTP go on while months are made, detached and missing, and while migrations run."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psycopg
import pytest
from alembic.config import Config

from dom360.db import isolation, migrations
from dom360.db.database import Database
from dom360.db.partitions import keep_months, months_ahead
from tests.doubles.fake_agent import FakeAgent
from tests.support import postgres as pg
from tests.support import services
from tests.support.ledger import assert_books_agree
from tests.support.stage import until
from tests.support.world import Client, Maker

TALKERS = 4
EXPAND = """
revision = "9999"
down_revision = {head!r}


def upgrade():
    from alembic import op

    connection = op.get_bind().connection.driver_connection
    connection.execute("alter table dom360.messages add column note text")
    connection.execute("alter table dom360.conversations add column note text not null default ''")


def downgrade():
    pass
"""


@dataclass
class Talk:
    """What became of the chats of one test."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def slowest_of_a_hundred(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.99) - 1]


@dataclass(frozen=True)
class Busy:
    """A backend of its own, with people who talk."""

    database: pg.ScratchDatabase
    db: Database
    clients: list[Client]

    @asynccontextmanager
    async def talking(self) -> AsyncIterator[Talk]:
        talk, stop = Talk(), asyncio.Event()
        async with asyncio.TaskGroup() as people:
            for number, client in enumerate(self.clients):
                people.create_task(self._chat(client, f"+551199990{number:04}", talk, stop))
            await until(lambda: len(talk.seconds) >= 2 * TALKERS)
            try:
                yield talk
                await asyncio.sleep(0.5)
            finally:
                stop.set()

    async def _chat(self, client: Client, phone: str, talk: Talk, stop: asyncio.Event) -> None:
        while not stop.is_set():
            began = time.perf_counter()
            answer = await client.chat("Olá", sender_phone=phone)
            talk.seconds.append(time.perf_counter() - began)
            if answer.status != 200:
                talk.failures.append(f"{answer.status} {answer.raw!r}")


@pytest.fixture(scope="module")
def own(cluster: pg.Cluster) -> Iterator[pg.ScratchDatabase]:
    with cluster.new_database() as made:
        migrations.migrate(made.owner_url, made.app_url)
        yield made
        assert_books_agree(made)


@pytest.fixture(scope="module")
async def own_db(own: pg.ScratchDatabase) -> AsyncIterator[Database]:
    connections = Database(own.app_url, pool_size=4)
    yield connections
    await connections.close()


@pytest.fixture(scope="module")
def service(
    own: pg.ScratchDatabase, fake_agent_server: FakeAgent, log_dir: Path
) -> Iterator[services.Service]:
    with services.backend(own, fake_agent_server.url, log_dir) as made:
        yield made


@pytest.fixture
async def busy(
    own: pg.ScratchDatabase,
    own_db: Database,
    service: services.Service,
    http: aiohttp.ClientSession,
    fake_agent: FakeAgent,
) -> Busy:
    make = Maker(own_db)
    return Busy(
        own, own_db, [Client(http, service.url, make, await make.tenant()) for _ in range(TALKERS)]
    )


async def test_a_month_that_is_missing_is_made_and_the_chat_goes_on(busy: Busy):
    busy.database.rows(f"drop table dom360.{_month(busy.database, 0)}")

    answers = await asyncio.gather(*(client.chat() for client in busy.clients * 3))

    assert [answer.status for answer in answers] == [200] * len(answers)
    assert (
        busy.database.value(
            "select count(*) from pg_inherits where inhrelid = %s::regclass",
            f"dom360.{_month(busy.database, 0)}",
        )
        == 1
    )
    with psycopg.connect(busy.database.owner_url, autocommit=True) as connection:
        assert isolation.findings(connection) == []


async def test_a_month_that_somebody_detaches_comes_back_with_its_rows(busy: Busy):
    async with busy.talking() as talk:
        for _ in range(2):
            await asyncio.to_thread(
                busy.database.rows,
                f"alter table dom360.messages detach partition dom360.{_month(busy.database, 0)}",
            )
            await asyncio.sleep(0.5)

    assert talk.failures == []
    assert_books_agree(busy.database)


async def test_another_missing_rule_is_no_missing_month(busy: Busy):
    with pytest.raises(psycopg.errors.CheckViolation):
        async with busy.db.tenant_tx(busy.clients[0].world.tenant_id) as tx:
            await tx.run(
                b"insert into contacts (tenant_id, phone_e164) values (%(tenant_id)s, 'no number')"
            )


async def test_making_months_holds_nobody_up(busy: Busy):
    """A transaction that stays open on a conversation would make a new month wait, and everybody
    behind it. While there is time the job does not even begin to wait."""
    async with busy.talking() as calm:
        await asyncio.sleep(1.5)
    busy.database.rows(f"drop table dom360.{_month(busy.database, 3)}")

    async with await psycopg.AsyncConnection.connect(busy.database.owner_url) as holder:
        # Somebody else's conversation: only the table's lock is in the way.
        await holder.execute("update dom360.conversations set closed_at = closed_at where false")
        await holder.execute("lock table dom360.conversations in row exclusive mode")
        async with busy.talking() as held:
            assert await keep_months(busy.db) == 0
    async with busy.talking() as free:
        assert await keep_months(busy.db) == 1

    print(f"p99 calm {calm.slowest_of_a_hundred():.3f} s, beside a long transaction "
          f"{held.slowest_of_a_hundred():.3f} s, while the month is made "
          f"{free.slowest_of_a_hundred():.3f} s, of {len(held.seconds)} chats")  # fmt: skip
    assert calm.failures + held.failures + free.failures == []
    assert held.slowest_of_a_hundred() < max(0.5, 3 * calm.slowest_of_a_hundred())
    assert max(free.seconds) < 2


async def test_when_time_runs_out_it_waits_but_not_for_long(busy: Busy):
    for ahead in (1, 2, 3):
        busy.database.rows(f"drop table dom360.{_month(busy.database, ahead)}")
    assert [table.is_alarm for table in await months_ahead(busy.db)][-1]

    async with await psycopg.AsyncConnection.connect(busy.database.owner_url) as holder:
        await holder.execute("lock table dom360.conversations in row exclusive mode")
        making = asyncio.create_task(keep_months(busy.db))
        async with busy.talking() as talk:
            await asyncio.sleep(1.2)
        await holder.rollback()
        assert await making == 3

    assert talk.failures == []
    assert max(talk.seconds) < 1.9


async def test_migrations_run_under_load(
    busy: Busy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Everything applied again, and a release that expands two busy tables. No request fails."""
    head = migrations.status(busy.database.owner_url).head
    _with_another_release(tmp_path, monkeypatch, head)
    busy.database.rows("update dom360.applied_objects set sha256 = 'older'")

    async with busy.talking() as talk:
        await asyncio.to_thread(migrations.migrate, busy.database.owner_url, busy.database.app_url)

    print(f"slowest of {len(talk.seconds)} chats beside a migration: {max(talk.seconds):.3f} s")
    assert talk.failures == []
    assert migrations.status(busy.database.owner_url).up_to_date
    assert busy.database.value("select count(note) from dom360.conversations") > 0


def _with_another_release(folder: Path, monkeypatch: pytest.MonkeyPatch, head: str) -> None:
    """The same package with one revision more."""
    usual = migrations._alembic
    (folder / "m9999_note.py").write_text(EXPAND.format(head=head))
    ours = Path(migrations.__file__).with_name("alembic") / "versions"

    def with_one_more(connection: object) -> Config:
        config = usual(connection)  # type: ignore[arg-type]
        config.set_main_option("version_locations", f"{ours}:{folder}")
        return config

    monkeypatch.setattr(migrations, "_alembic", with_one_more)


def _month(database: pg.ScratchDatabase, ahead: int) -> str:
    return str(
        database.value(
            "select to_char((now() at time zone 'utc') + make_interval(months => %s),"
            " '\"messages_\"YYYY_MM')",
            ahead,
        )
    )
