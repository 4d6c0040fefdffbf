"""A backup is whole or refused, and a restore proves that it is what it was."""

import asyncio
import hashlib
import json
import shutil
from pathlib import Path

import psycopg
import pytest

from dom360.backup import dump
from dom360.backup.errors import BackupDamaged, BackupFailed, BackupRefused, RestoredDiffers
from dom360.backup.facts import connect, count_rows, one
from dom360.backup.manifest import MANIFEST, SEAL, read_manifest
from dom360.backup.programs import find_programs
from dom360.backup.restore import prepare
from dom360.db.database import Database
from dom360.db.urls import backup_url, role_url
from dom360.db.vault import Vault
from dom360.kit.keyring import Keyring, new_key
from dom360.tenants.actions import set_agent_key
from tests.backup.conftest import CANARIES, Run, fresh_cluster
from tests.db.catalogue import catalogue_of
from tests.db.tenants import StoredTenant, store_tenant
from tests.support.ledger import assert_books_agree
from tests.support.postgres import Cluster, ScratchDatabase

Tenants = tuple[StoredTenant, StoredTenant]


def quiet(_: str) -> None:
    pass


def _restore(
    folder: Path, into: ScratchDatabase, home: Path, keyring: Keyring | None = None
) -> None:
    prepare(folder, into.owner_url, home=home, tell=quiet).run(into.app_url, keyring, quiet)


def _is_empty(database: ScratchDatabase) -> bool:
    with connect(database.owner_url, "test") as connection:
        return not one(connection, "is_in_use")


def _seal(folder: Path) -> None:
    """As a forger who knows how would."""
    manifest = json.loads((folder / MANIFEST).read_text())
    for name in manifest["files"]:
        manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest))
    digest = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    (folder / SEAL).write_text(f"{digest}  {MANIFEST}\n")


@pytest.fixture
def mine(copy: Path, tmp_path: Path) -> Path:
    """The backup, to do as one likes with."""
    return Path(shutil.copytree(copy, tmp_path / "backup"))


def test_a_backup_restored_on_a_new_server_is_the_same_database(
    cluster: Cluster, source: ScratchDatabase, tenants: Tenants, copy: Path, home: Path
):
    with fresh_cluster() as (other, restored):
        _restore(copy, restored, home)

        assert catalogue_of(other, restored) == catalogue_of(cluster, source)
        everything = (
            "select tenant_id, content, message_index from dom360.messages order by 1, 2, 3"
        )
        assert restored.rows(everything) == source.rows(everything)
        assert_books_agree(restored)
        with psycopg.connect(restored.app_url) as app:
            assert app.execute("select count(*) from dom360.tenants").fetchone() == (0,)
            app.execute("select dom360.set_tenant(%s)", [tenants[0].tenant_id])
            assert app.execute("select name from dom360.tenants").fetchall() == [
                (f"name {CANARIES[0]}",)
            ]


def test_the_manifest_counts_every_tenant_in_every_table(
    source: ScratchDatabase, tenants: Tenants, copy: Path
):
    manifest = read_manifest(copy)

    for tenant in tenants:
        counted = {
            table: rows[str(tenant.tenant_id)]
            for table, rows in manifest.rows.items()
            if str(tenant.tenant_id) in rows
        }
        assert counted["messages"] == 3
        assert counted["tenants"] == counted["erasures"] == 1
    with_tenants = source.rows(
        "select table_name from information_schema.columns c join information_schema.tables t"
        " using (table_schema, table_name) where t.table_schema = 'dom360'"
        " and t.table_type = 'BASE TABLE' and column_name = 'tenant_id'"
        " and table_name !~ '_[0-9]{4}_[0-9]{2}$'"
    )
    assert {name for (name,) in with_tenants} <= manifest.rows.keys()


def test_a_flipped_byte_is_found_before_anything_is_written(
    mine: Path, empty: ScratchDatabase, home: Path
):
    files = [path for path in sorted(mine.rglob("*")) if path.is_file()]
    assert len(files) > 10

    for file in files:
        sound = file.read_bytes()
        damaged = bytearray(sound)
        damaged[len(sound) // 2] ^= 1
        file.write_bytes(damaged)
        with pytest.raises(BackupDamaged):
            prepare(mine, empty.owner_url, home=home, tell=quiet)
        file.write_bytes(sound)
    assert _is_empty(empty)
    prepare(mine, empty.owner_url, home=home, tell=quiet)


def test_a_file_that_is_missing_or_strange_is_named(mine: Path):
    (mine / "dump" / "strange.dat").write_text("who am I?")
    with pytest.raises(BackupDamaged, match=r"strange\.dat"):
        read_manifest(mine)
    (mine / "dump" / "strange.dat").unlink()

    (mine / "dump" / "toc.dat").unlink()
    with pytest.raises(BackupDamaged, match=r"toc\.dat is missing"):
        read_manifest(mine)

    (mine / SEAL).unlink()
    with pytest.raises(BackupDamaged, match=SEAL):
        read_manifest(mine)


def test_a_role_that_would_copy_only_what_it_sees_is_refused(
    source: ScratchDatabase, home: Path, tmp_path: Path
):
    for url in (source.app_url, role_url(source.app_url, "dom360_admin")):
        with pytest.raises(BackupRefused, match="row security"):
            dump.backup(url, tmp_path, home=home, tell=quiet)

    assert list(tmp_path.iterdir()) == []


def test_the_backup_role_reads_everything_and_changes_nothing(
    source: ScratchDatabase, tenants: Tenants, home: Path, tmp_path: Path
):
    url = backup_url(source.app_url)

    folder = dump.backup(url, tmp_path, home=home, tell=quiet)

    assert set(read_manifest(folder).tenants) == {str(tenant.tenant_id) for tenant in tenants}
    with psycopg.connect(url, autocommit=True) as reader:
        reader.execute("set default_transaction_read_only = off")
        for change in (
            "delete from dom360.messages", "update dom360.tenants set name = 'x'",
            "create table dom360.mine ()", "set role dom360_owner",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(change)


def test_a_backup_that_breaks_off_leaves_nothing(
    source: ScratchDatabase, home: Path, tmp_path: Path
):
    def stop(step: str) -> None:
        if "messages" in step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dump.backup(source.owner_url, tmp_path, home=home, tell=stop)

    assert list(tmp_path.iterdir()) == []


def test_a_database_in_use_is_not_overwritten(copy: Path, source: ScratchDatabase, home: Path):
    with pytest.raises(BackupRefused, match="not empty"):
        prepare(copy, source.owner_url, home=home, tell=quiet)


def test_who_is_bound_by_row_security_does_not_restore(
    copy: Path, empty: ScratchDatabase, home: Path
):
    empty.rows("grant connect on database " + _name(empty) + " to dom360_app")

    with pytest.raises(BackupRefused, match="must not restore"):
        prepare(copy, empty.app_url, home=home, tell=quiet)


def _name(database: ScratchDatabase) -> str:
    return str(database.value("select current_database()"))


def test_rows_that_are_not_there_any_more_are_named(
    mine: Path, empty: ScratchDatabase, tenants: Tenants, home: Path
):
    manifest = json.loads((mine / MANIFEST).read_text())
    manifest["rows"]["messages"][str(tenants[0].tenant_id)] += 1
    (mine / MANIFEST).write_text(json.dumps(manifest))
    _seal(mine)
    slug = manifest["tenants"][str(tenants[0].tenant_id)]

    with pytest.raises(RestoredDiffers) as found:
        _restore(mine, empty, home)

    assert found.value.detail.splitlines()[1:] == [
        f"messages of {slug}: 4 rows in the backup, 3 now"
    ]


def test_a_restored_database_that_does_not_isolate_is_named(
    cluster: Cluster, empty: ScratchDatabase, home: Path, tmp_path: Path
):
    with cluster.new_database() as leaky:
        with psycopg.connect(leaky.owner_url, autocommit=True) as owner:
            store_tenant(owner)
            owner.execute("alter event trigger dom360_guard disable")
            owner.execute("alter table dom360.contacts disable row level security")
        folder = dump.backup(leaky.owner_url, tmp_path, home=home, tell=quiet)

    with pytest.raises(RestoredDiffers, match=r"dom360\.contacts: row security is off"):
        _restore(folder, empty, home)


def test_an_edited_audit_log_is_named(
    cluster: Cluster, empty: ScratchDatabase, home: Path, tmp_path: Path
):
    with cluster.new_database() as edited:
        with psycopg.connect(edited.owner_url, autocommit=True) as owner:
            store_tenant(owner)
            owner.execute("set session_replication_role = replica")
            owner.execute("update dom360.audit_log set action = 'tenant.other' where seq = 1")
        folder = dump.backup(edited.owner_url, tmp_path, home=home, tell=quiet)

    with pytest.raises(RestoredDiffers, match=r"audit log of .*: edited at 1"):
        _restore(folder, empty, home)


async def test_secrets_that_the_keys_do_not_open_are_named(
    cluster: Cluster, home: Path, tmp_path: Path
):
    keys, others = Keyring.parse(new_key("one")), Keyring.parse(new_key("one"))
    with cluster.new_database() as secretive:
        with psycopg.connect(secretive.owner_url, autocommit=True) as owner:
            tenant = store_tenant(owner)
            owner.execute("delete from dom360.second_factors")  # its secret was made with no key
        db = Database(secretive.app_url)
        async with Vault(db, keys).tenant_tx(tenant.tenant_id) as secrets:
            await set_agent_key(secrets, "geheim")
        await db.close()
        folder = dump.backup(secretive.owner_url, tmp_path, home=home, tell=quiet)

    with cluster.new_database(template=None) as empty:
        await asyncio.to_thread(_restore, folder, empty, home, keys)
    for wrong, told in ((others, "the key one is not the one"), (None, "needs? it")):
        with (
            cluster.new_database(template=None) as empty,
            pytest.raises(RestoredDiffers, match=f"secrets: .*{told}"),
        ):
            await asyncio.to_thread(_restore, folder, empty, home, wrong)


def test_a_restore_that_fails_in_the_middle_leaves_the_database_empty(
    mine: Path, empty: ScratchDatabase, home: Path
):
    largest = max((mine / "dump").glob("*.dat.gz"), key=lambda path: path.stat().st_size)
    largest.write_bytes(b"\x1f\x8bnot what it was")
    _seal(mine)

    with pytest.raises(BackupFailed, match="pg_restore"):
        _restore(mine, empty, home)

    assert _is_empty(empty)


def test_programs_older_than_the_server_are_refused(home: Path):
    with pytest.raises(BackupRefused, match="PostgreSQL 99"):
        find_programs(home, server_version=990001)


def test_the_commands_do_the_same(
    source: ScratchDatabase, empty: ScratchDatabase, tenants: Tenants, dom360: Run, tmp_path: Path
):
    made = dom360("db", "backup", "--to", str(tmp_path), "--json", database=source)
    assert made.returncode == 0, made.stderr
    folder = json.loads(made.stdout)["folder"]
    assert json.loads(made.stdout)["tenants"] == 2
    assert "dom360.messages" in made.stderr
    into = ["db", "restore", folder, "--to", empty.owner_url]

    asked = dom360(*into, database=empty, stdin="no\n")
    assert asked.returncode == 1
    assert _is_empty(empty)
    done = dom360(*into, "--yes", "--json", database=empty)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["up_to_date"] is True
    password = empty.owner_url.split(":")[2].split("@")[0]
    assert password not in done.stdout + done.stderr
    with connect(source.owner_url, "a") as a, connect(empty.owner_url, "b") as b:
        assert count_rows(a) == count_rows(b)
