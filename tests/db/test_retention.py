"""Old months go when every plan lets them go, to a file that can come back; others in batches."""

import gzip
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from dom360.db import archive, isolation
from dom360.db.archive import ArchiveBroken
from dom360.db.database import Database
from dom360.db.retention import delete_expired, let_go_of_old_rows, list_due, list_expired
from dom360.db.urls import role_url
from dom360.errors import Conflict
from tests.db.tenants import StoredTenant, store_tenant
from tests.support import postgres as pg

ROWS = "select tenant_id, content, created_at from dom360.{} order by id"


def _month(back: int) -> datetime:
    today = datetime.now(UTC)
    months = today.year * 12 + today.month - 1 - back
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def _name(back: int) -> str:
    return f"messages_{_month(back):%Y_%m}"


@pytest.fixture(scope="module")
def filled(cluster: pg.Cluster) -> Iterator[str]:
    """Two tenants with messages of one, three and five months ago: the name of the database."""
    with cluster.new_database() as made:
        with psycopg.connect(made.owner_url, autocommit=True) as owner:
            tenants = [store_tenant(owner) for _ in range(2)]
            for back in (1, 3, 5):
                with owner.transaction():
                    owner.execute("set local role dom360_owner")
                    owner.execute("select dom360.make_month('messages', %s)", [_month(back).date()])
                for tenant in tenants:
                    _say(owner, tenant, back)
        yield made.owner_url.rpartition("/")[2]


@pytest.fixture
def kept(cluster: pg.Cluster, filled: str) -> Iterator[pg.ScratchDatabase]:
    with cluster.new_database(template=filled) as made:
        yield made


@pytest.fixture
async def kept_db(kept: pg.ScratchDatabase) -> AsyncIterator[Database]:
    connections = Database(kept.app_url)
    yield connections
    await connections.close()


def _say(owner: psycopg.Connection[Any], tenant: StoredTenant, back: int) -> None:
    """Three messages and a turn of that month, with what COPY has to take care of in the text."""
    when = _month(back).replace(day=10)
    for number in range(3):
        owner.execute(
            "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type,"
            " message_index, role, content, created_at)"
            " values (%s, %s, %s, 'SDR', 0, 'user', %s, %s)",
            [tenant.tenant_id, tenant.conversation_id, tenant.inbox_id,
             f"linha {number}\n\\N \\. \t “ção”", when],
        )  # fmt: skip
    owner.execute(
        "insert into dom360.turns (tenant_id, request_id, body_hash, conversation_id, inbox_id,"
        " agent_type, state, lease_until, user_message_id, user_message_index, user_message_at,"
        " error_code, created_at)"
        " values (%s, %s, %s, %s, %s, 'SDR', 'failed', %s, %s, 1, %s, 'X', %s)",
        [tenant.tenant_id, f"old-{back}", b"\1" * 32, tenant.conversation_id, tenant.inbox_id, when,
         uuid4(), when, when],
    )  # fmt: skip


def _rule(database: pg.ScratchDatabase, plan: str, months: int, *, archive: bool = True) -> None:
    database.rows(
        "insert into dom360.retention_rules values (%s, 'messages', %s, %s)", plan, months, archive
    )


def _tenants(database: pg.ScratchDatabase) -> list[Any]:
    return [row[0] for row in database.rows("select id from dom360.tenants order by created_at")]


async def test_without_a_rule_everything_is_kept(kept: pg.ScratchDatabase, kept_db: Database):
    before = kept.value("select count(*) from dom360.messages")

    await let_go_of_old_rows(kept_db)

    assert archive.list_due(kept.owner_url) == []
    assert kept.value("select count(*) from dom360.messages") == before


async def test_a_month_goes_when_every_plan_lets_it_go(kept: pg.ScratchDatabase, kept_db: Database):
    _rule(kept, "standard", 2)
    assert [month.month for month in await list_due(kept_db)] == [_name(5), _name(3)]

    # One tenant's plan keeps four months: the month of three months ago stays.
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", _tenants(kept)[0])
    assert await list_due(kept_db) == []
    _rule(kept, "long", 4)

    assert [month.month for month in await list_due(kept_db)] == [_name(5)]


async def test_a_shorter_plan_loses_its_rows_only(kept: pg.ScratchDatabase, kept_db: Database):
    short, long = _tenants(kept)
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", long)
    _rule(kept, "standard", 2)
    _rule(kept, "long", 120)

    deleted = await delete_expired(kept_db, batch=2)

    assert deleted == 6 + 2
    count = "select count(*) from dom360.{} where tenant_id = %s and created_at < %s"
    for table, rows in (("messages", 6), ("turns", 2)):
        assert kept.value(count.format(table), short, _month(2)) == 0
        assert kept.value(count.format(table), long, _month(2)) == rows
    assert kept.value(count.format("messages"), short, _month(0)) == 3
    assert {one.table_name for one in await list_expired(kept_db)} == {"messages", "turns"}
    assert await delete_expired(kept_db) == 0


async def test_the_worker_drops_what_nobody_wants_archived(
    kept: pg.ScratchDatabase, kept_db: Database
):
    _rule(kept, "standard", 2, archive=False)

    await let_go_of_old_rows(kept_db)

    left = kept.rows("select inhrelid::regclass::text from pg_inherits order by 1")
    assert not [name for (name,) in left if _name(3) in name or _name(5) in name]
    assert (
        kept.value("select count(*) from dom360.messages where created_at < now() - interval '1 d'")
        == 6
    )


async def test_the_worker_leaves_to_the_operator_what_is_archived(
    kept: pg.ScratchDatabase, kept_db: Database
):
    _rule(kept, "standard", 2)
    with pytest.raises(psycopg.DatabaseError, match="is to be archived first"):
        async with kept_db.platform_tx("dom360_jobs") as tx:
            await tx.run(b"select dom360.drop_month('messages', %(first)s)", first=_month(5).date())


@pytest.mark.parametrize("back", [0, 1])
async def test_nobody_drops_a_month_that_is_kept(
    kept: pg.ScratchDatabase, kept_db: Database, back: int
):
    _rule(kept, "standard", 2, archive=False)
    with pytest.raises(psycopg.DatabaseError, match="is to be kept"):
        async with kept_db.platform_tx("dom360_jobs") as tx:
            await tx.run(
                b"select dom360.drop_month('messages', %(first)s)", first=_month(back).date()
            )


def test_a_month_goes_to_a_file_and_comes_back(kept: pg.ScratchDatabase, tmp_path: Path):
    _rule(kept, "standard", 4)
    before = kept.rows(ROWS.format("messages"))
    consumption = kept.rows(
        "select * from dom360.consumption_inbox_daily order by 1, 2, 3, 4, 5, 6"
    )
    (due,) = archive.list_due(kept.owner_url)

    gone = archive.let_go(kept.owner_url, due, tmp_path)

    assert (gone.month, gone.rows) == (_name(5), 6)
    assert gone.file is not None
    assert stat.S_IMODE(gone.file.stat().st_mode) == 0o600
    checked = subprocess.run(
        ["sha256sum", "-c", f"{gone.file.name}.sha256"], cwd=tmp_path, check=False
    )
    assert checked.returncode == 0
    assert len(kept.rows(ROWS.format("messages"))) == len(before) - 6
    assert kept.value("select to_regclass(%s)", f"dom360.{_name(5)}") is None

    with psycopg.connect(role_url(kept.app_url, "dom360_admin")) as admin:
        archive.hold_until_later(admin, gone.file, 30)
    with psycopg.connect(role_url(kept.app_url, "dom360_jobs"), autocommit=True) as jobs:
        returned = archive.unarchive(kept.owner_url, jobs, gone.file)

    assert (returned.rows, returned.skipped) == (6, 0)
    assert kept.rows(ROWS.format("messages")) == before
    assert archive.list_due(kept.owner_url) == [], "retention would take it again at once"
    books = kept.rows("select * from dom360.consumption_inbox_daily order by 1, 2, 3, 4, 5, 6")
    assert books == consumption, "it was metered again"
    with psycopg.connect(kept.app_url, autocommit=True) as app:
        for check in (
            "row_security_off",
            "policy_missing",
            "partition_granted",
            "owner_of_relation",
        ):
            assert isolation.check(app, check) == []


async def test_a_held_month_keeps_its_rows(kept: pg.ScratchDatabase, kept_db: Database):
    _rule(kept, "standard", 4)
    kept.rows(
        "insert into dom360.retention_holds values ('messages', %s, now() + interval '1 day')",
        _month(5).date(),
    )

    await delete_expired(kept_db)

    assert kept.value(f"select count(*) from dom360.{_name(5)}") == 6


@pytest.mark.parametrize(
    "erasure",
    [
        "delete from dom360.contacts where tenant_id = %s",
        "update dom360.conversations set erased_at = now() where tenant_id = %s",
    ],
    ids=["deleted", "anonymised"],
)
def test_what_was_erased_meanwhile_stays_away(
    kept: pg.ScratchDatabase, tmp_path: Path, erasure: str
):
    _rule(kept, "standard", 4)
    gone = archive.let_go(kept.owner_url, archive.list_due(kept.owner_url)[0], tmp_path)
    assert gone.file is not None
    erased = _tenants(kept)[0]
    kept.rows(erasure, erased)
    left = kept.value("select count(*) from dom360.messages where tenant_id = %s", erased)

    with psycopg.connect(role_url(kept.app_url, "dom360_jobs"), autocommit=True) as jobs:
        returned = archive.unarchive(kept.owner_url, jobs, gone.file)

    assert (returned.rows, returned.skipped) == (3, 3)
    count = "select count(*) from dom360.messages where tenant_id = %s"
    assert kept.value(count, erased) == left


def test_a_month_comes_back_only_once(kept: pg.ScratchDatabase, tmp_path: Path):
    _rule(kept, "standard", 4)
    gone = archive.let_go(kept.owner_url, archive.list_due(kept.owner_url)[0], tmp_path)
    assert gone.file is not None
    with psycopg.connect(role_url(kept.app_url, "dom360_jobs"), autocommit=True) as jobs:
        archive.unarchive(kept.owner_url, jobs, gone.file)
        with pytest.raises(Conflict, match="is in the database"):
            archive.unarchive(kept.owner_url, jobs, gone.file)


@pytest.mark.parametrize("damage", ["a bit", "the end", "the checksum", "the header"])
def test_a_damaged_archive_is_refused(kept: pg.ScratchDatabase, tmp_path: Path, damage: str):
    _rule(kept, "standard", 4)
    file = archive.let_go(kept.owner_url, archive.list_due(kept.owner_url)[0], tmp_path).file
    assert file is not None
    content, sums = bytearray(file.read_bytes()), file.with_name(file.name + ".sha256")
    if damage == "a bit":
        content[len(content) // 2] ^= 1
    elif damage == "the end":
        del content[-20:]
    elif damage == "the checksum":
        sums.unlink()
    else:
        content = bytearray(gzip.compress(b'{"rows": 1}\n'))
        sums.write_text(f"{hashlib.sha256(content).hexdigest()}  {file.name}\n")
    file.write_bytes(content)

    with pytest.raises(ArchiveBroken):
        archive.verify(file)


@pytest.mark.parametrize("until", ["detached", "written"])
def test_a_killed_run_is_taken_up_again(
    kept: pg.ScratchDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: str
):
    _rule(kept, "standard", 4)
    (due,) = archive.list_due(kept.owner_url)
    step = {"detached": "_write", "written": "verify"}[until]
    with monkeypatch.context() as killed:
        killed.setattr(archive, step, _kill)
        with pytest.raises(KeyboardInterrupt):
            archive.let_go(kept.owner_url, due, tmp_path)
    assert kept.value(f"select count(*) from dom360.{_name(5)}") == 6, "no row is lost"

    (again,) = archive.list_due(kept.owner_url)
    assert not again.attached
    gone = archive.let_go(kept.owner_url, again, tmp_path)

    assert gone.rows == 6
    assert gone.file is not None
    assert archive.verify(gone.file).rows == 6


def _kill(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_archive_that_lost_rows_keeps_the_month(
    kept: pg.ScratchDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _rule(kept, "standard", 4)
    (due,) = archive.list_due(kept.owner_url)
    write = archive._write
    monkeypatch.setattr(archive, "_write", lambda *args: (write(*args)[0], 7))

    with pytest.raises(ArchiveBroken, match="It was kept"):
        archive.let_go(kept.owner_url, due, tmp_path)

    assert kept.value(f"select count(*) from dom360.{_name(5)}") == 6


async def test_counters_of_what_is_gone_are_not_repaired_away(
    kept: pg.ScratchDatabase, kept_db: Database, tmp_path: Path
):
    """Neither those of a dropped month nor those of a shorter plan; others still are."""
    short, long = _tenants(kept)
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", long)
    _rule(kept, "standard", 2, archive=False)
    _rule(kept, "long", 4, archive=False)
    messages = "select sum(messages) from dom360.consumption_inbox_daily where tenant_id = %s"
    before = [kept.value(messages, tenant) for tenant in (short, long)]

    await let_go_of_old_rows(kept_db)

    differences = (
        "select count(*) from dom360.consumption_differences(%s, '2000-01-01', '2100-01-01')"
    )
    for tenant, counted in zip((short, long), before, strict=True):
        assert _as_tenant(kept, tenant, differences) == 0
        assert kept.value(messages, tenant) == counted
    kept.rows(
        "update dom360.consumption_inbox_daily set messages = messages + 1"
        " where day > now() - interval '40 d'"
    )
    assert _as_tenant(kept, long, differences) > 0


def _as_tenant(database: pg.ScratchDatabase, tenant: Any, query: str) -> int:
    with psycopg.connect(role_url(database.app_url, "dom360_jobs")) as jobs:
        jobs.execute("select dom360.set_tenant(%s)", [tenant])
        row = jobs.execute(query, [tenant]).fetchone()  # type: ignore[call-overload]
        return int(row[0])


async def test_the_audit_chain_begins_later_when_a_month_of_it_goes(
    kept: pg.ScratchDatabase, kept_db: Database, tmp_path: Path
):
    """The first rows are moved three months back, as if time had passed; then their month goes."""
    tenant = _tenants(kept)[0]
    with psycopg.connect(kept.owner_url, autocommit=True) as owner:
        with owner.transaction():
            owner.execute("set local role dom360_owner")
            owner.execute("select dom360.make_month('audit_log', %s)", [_month(3).date()])
        _age_audit(owner, tenant, 2)
    chain = "select kept_from, kept_prev from dom360.audit_heads where tenant_id = %s"
    last = kept.rows(
        "select seq + 1, hash from dom360.audit_log where tenant_id = %s"
        " and created_at < now() - interval '50 days' order by seq desc limit 1",
        tenant,
    )
    kept.rows("insert into dom360.retention_rules values ('standard', 'audit_log', 2)")
    (due,) = archive.list_due(kept.owner_url)

    gone = archive.let_go(kept.owner_url, due, tmp_path)

    assert gone.rows == 2
    assert kept.rows(chain, tenant) == last
    first = "select seq, prev_hash from dom360.audit_log where tenant_id = %s order by seq limit 1"
    assert kept.rows(first, tenant) == last


def _age_audit(owner: psycopg.Connection[Any], tenant: Any, rows: int) -> None:
    with owner.transaction():
        owner.execute("set local session_replication_role = replica")
        owner.execute(
            "update dom360.audit_log set created_at = %s where tenant_id = %s and seq <= %s",
            [_month(3).replace(day=5), tenant, rows],
        )


def test_the_command_shows_first_and_then_acts(kept: pg.ScratchDatabase, tmp_path: Path):
    _rule(kept, "standard", 2)

    neither = _retain(kept, tmp_path)
    dry = _retain(kept, tmp_path, "--dry-run")
    assert kept.value("select to_regclass(%s)", f"dom360.{_name(3)}") is not None
    applied = _retain(kept, tmp_path, "--apply")

    assert neither.returncode == 1
    assert "--dry-run" in neither.stderr
    assert f"{_name(5)}: would be archived and dropped" in dry.stdout
    assert f"{_name(3)}: dropped, 6 rows in " in applied.stdout, applied.stderr
    # Only the turns are left to be deleted one by one.
    assert "4 single rows deleted." in applied.stdout
    assert kept.value("select to_regclass(%s)", f"dom360.{_name(3)}") is None


def _retain(
    database: pg.ScratchDatabase, folder: Path, *more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dom360", "db", "retain", "--folder", str(folder), *more],
        env={**os.environ, "DATABASE_URL": database.owner_url,
             "DATABASE_APP_URL": database.app_url},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_month_that_must_be_told_before_it_goes_is_told(kept: pg.ScratchDatabase, tmp_path: Path):
    """The audit log's chain then begins later."""
    _rule(kept, "standard", 4, archive=False)
    kept.rows("create table public.told (month text, rows bigint)")
    kept.rows(
        "grant usage on schema public to dom360_owner; grant insert on public.told to dom360_owner"
    )
    kept.rows(
        "create function dom360.before_month_goes_messages(p_month regclass) returns void"
        " language plpgsql as $$ declare v_rows bigint; begin"
        " execute 'select count(*) from ' || p_month into v_rows;"
        " insert into public.told values (p_month::text, v_rows); end $$"
    )

    archive.let_go(kept.owner_url, archive.list_due(kept.owner_url)[0], tmp_path)

    assert kept.rows("select month, rows from public.told") == [(_name(5), 6)]
