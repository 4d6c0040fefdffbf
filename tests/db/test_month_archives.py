"""Old months go to a file that can come back, and nothing of them is lost on the way."""

import gzip
import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dom360.db import archive, isolation
from dom360.db.archive import ArchiveBroken
from dom360.db.database import Database
from dom360.db.retention import delete_expired, let_go_of_old_rows
from dom360.db.urls import role_url
from dom360.errors import Conflict
from tests.db.old_months import keep_for, month, month_name, tenant_ids
from tests.support import postgres as pg

ROWS = "select tenant_id, content, created_at from dom360.{} order by id"


def test_a_month_goes_to_a_file_and_comes_back(kept: pg.ScratchDatabase, tmp_path: Path):
    keep_for(kept, "standard", 4)
    before = kept.rows(ROWS.format("messages"))
    consumption = kept.rows(
        "select * from dom360.consumption_inbox_daily order by 1, 2, 3, 4, 5, 6"
    )
    (due,) = archive.list_due(kept.owner_url)

    gone = archive.let_go(kept.owner_url, due, tmp_path)

    assert (gone.month, gone.rows) == (month_name(5), 6)
    assert gone.file is not None
    assert stat.S_IMODE(gone.file.stat().st_mode) == 0o600
    checked = subprocess.run(
        ["sha256sum", "-c", f"{gone.file.name}.sha256"], cwd=tmp_path, check=False
    )
    assert checked.returncode == 0
    assert len(kept.rows(ROWS.format("messages"))) == len(before) - 6
    assert kept.value("select to_regclass(%s)", f"dom360.{month_name(5)}") is None

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
    keep_for(kept, "standard", 4)
    kept.rows(
        "insert into dom360.retention_holds values ('messages', %s, now() + interval '1 day')",
        month(5).date(),
    )

    await delete_expired(kept_db)

    assert kept.value(f"select count(*) from dom360.{month_name(5)}") == 6


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
    keep_for(kept, "standard", 4)
    gone = archive.let_go(kept.owner_url, archive.list_due(kept.owner_url)[0], tmp_path)
    assert gone.file is not None
    erased = tenant_ids(kept)[0]
    kept.rows(erasure, erased)
    left = kept.value("select count(*) from dom360.messages where tenant_id = %s", erased)

    with psycopg.connect(role_url(kept.app_url, "dom360_jobs"), autocommit=True) as jobs:
        returned = archive.unarchive(kept.owner_url, jobs, gone.file)

    assert (returned.rows, returned.skipped) == (3, 3)
    count = "select count(*) from dom360.messages where tenant_id = %s"
    assert kept.value(count, erased) == left


def test_a_month_comes_back_only_once(kept: pg.ScratchDatabase, tmp_path: Path):
    keep_for(kept, "standard", 4)
    gone = archive.let_go(kept.owner_url, archive.list_due(kept.owner_url)[0], tmp_path)
    assert gone.file is not None
    with psycopg.connect(role_url(kept.app_url, "dom360_jobs"), autocommit=True) as jobs:
        archive.unarchive(kept.owner_url, jobs, gone.file)
        with pytest.raises(Conflict, match="is in the database"):
            archive.unarchive(kept.owner_url, jobs, gone.file)


@pytest.mark.parametrize("damage", ["a bit", "the end", "the checksum", "the header"])
def test_a_damaged_archive_is_refused(kept: pg.ScratchDatabase, tmp_path: Path, damage: str):
    keep_for(kept, "standard", 4)
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
    keep_for(kept, "standard", 4)
    (due,) = archive.list_due(kept.owner_url)
    step = {"detached": "_write", "written": "verify"}[until]
    with monkeypatch.context() as killed:
        killed.setattr(archive, step, _kill)
        with pytest.raises(KeyboardInterrupt):
            archive.let_go(kept.owner_url, due, tmp_path)
    assert kept.value(f"select count(*) from dom360.{month_name(5)}") == 6, "no row is lost"

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
    keep_for(kept, "standard", 4)
    (due,) = archive.list_due(kept.owner_url)
    write = archive._write
    monkeypatch.setattr(archive, "_write", lambda *args: (write(*args)[0], 7))

    with pytest.raises(ArchiveBroken, match="It was kept"):
        archive.let_go(kept.owner_url, due, tmp_path)

    assert kept.value(f"select count(*) from dom360.{month_name(5)}") == 6


async def test_counters_of_what_is_gone_are_not_repaired_away(
    kept: pg.ScratchDatabase, kept_db: Database, tmp_path: Path
):
    """Neither those of a dropped month nor those of a shorter plan; others still are."""
    short, long = tenant_ids(kept)
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", long)
    keep_for(kept, "standard", 2, archive=False)
    keep_for(kept, "long", 4, archive=False)
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
    tenant = tenant_ids(kept)[0]
    with psycopg.connect(kept.owner_url, autocommit=True) as owner:
        with owner.transaction():
            owner.execute("set local role dom360_owner")
            owner.execute("select dom360.make_month('audit_log', %s)", [month(3).date()])
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
            [month(3).replace(day=5), tenant, rows],
        )


def test_the_command_shows_first_and_then_acts(kept: pg.ScratchDatabase, tmp_path: Path):
    keep_for(kept, "standard", 2)

    neither = _retain(kept, tmp_path)
    dry = _retain(kept, tmp_path, "--dry-run")
    assert kept.value("select to_regclass(%s)", f"dom360.{month_name(3)}") is not None
    applied = _retain(kept, tmp_path, "--apply")

    assert neither.returncode == 1
    assert "--dry-run" in neither.stderr
    assert f"{month_name(5)}: would be archived and dropped" in dry.stdout
    assert f"{month_name(3)}: dropped, 6 rows in " in applied.stdout, applied.stderr
    # Only the turns are left to be deleted one by one.
    assert "4 single rows deleted." in applied.stdout
    assert kept.value("select to_regclass(%s)", f"dom360.{month_name(3)}") is None


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
    keep_for(kept, "standard", 4, archive=False)
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

    assert kept.rows("select month, rows from public.told") == [(month_name(5), 6)]
