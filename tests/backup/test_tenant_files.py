"""One tenant goes into a file and comes out of it the same, and nobody else's rows go with it."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from dom360.audit.verify import verify_chains
from dom360.backup.archive import LEFT_OUT, MANIFEST, Reader, TenantManifest
from dom360.backup.errors import BackupDamaged, BackupRefused, ImportRefused
from dom360.backup.facts import SQL
from dom360.backup.tenant_export import export_tenant
from dom360.backup.tenant_import import Imported, import_tenant
from dom360.db import isolation
from dom360.db.database import Database
from dom360.db.urls import role_url
from dom360.errors import NotFound
from tests.backup.conftest import CANARIES, Run
from tests.db.tenants import StoredTenant, begin
from tests.support.ledger import assert_books_agree
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.problems import rows_of

Tenants = tuple[StoredTenant, StoredTenant]

# Months without a partition on a new server.
LONG_AGO = "2024-02-29 23:30+00"


def quiet(_: str) -> None:
    pass


def _slug(database: ScratchDatabase, tenant_id: UUID) -> str:
    return str(database.value("select slug from dom360.tenants where id = %s", tenant_id))


@pytest.fixture(scope="module")
def slug(source: ScratchDatabase, tenants: Tenants) -> str:
    return _slug(source, tenants[0].tenant_id)


@pytest.fixture(scope="module")
def old_month(source: ScratchDatabase, tenants: Tenants) -> None:
    """The first tenant said something long ago."""
    tenant = tenants[0]
    with psycopg.connect(source.owner_url) as owner:
        owner.execute(SQL["become_owner"])
        owner.execute(SQL["make_month"], {"parent": "messages", "month": date(2024, 2, 1)})
        owner.execute(SQL["become_self"])
        owner.execute(
            "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type,"
            " message_index, role, content, created_at)"
            " values (%s, %s, %s, 'SDR', 0, 'user', %s, %s)",
            [tenant.tenant_id, tenant.conversation_id, tenant.inbox_id, "há muito", LONG_AGO],
        )


@pytest.fixture(scope="module")
def archive(
    source: ScratchDatabase, slug: str, old_month: None, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    file = tmp_path_factory.mktemp("archive") / "tenant.zip"
    export_tenant(source.app_url, slug, file, quiet)
    return file


@pytest.fixture
def elsewhere(cluster: Cluster) -> Iterator[ScratchDatabase]:
    """Another installation."""
    with cluster.new_database() as made:
        yield made


def _import(file: Path, into: ScratchDatabase, slug: str | None = None) -> Imported:
    archive = Reader(file)
    try:
        return import_tenant(into.owner_url, archive, slug, quiet)
    finally:
        archive.close()


def _manifest(file: Path) -> TenantManifest:
    archive = Reader(file)
    archive.close()
    return archive.manifest


def _rewrite(source: Path, target: Path, **changed: bytes) -> Path:
    """The archive with other contents in some tables, and a manifest that agrees with them."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest: dict[str, Any] = json.loads(old.read(MANIFEST))
        for table, member in manifest["tables"].items():
            content = changed.get(table, old.read(f"tables/{table}.jsonl"))
            member["sha256"] = hashlib.sha256(content).hexdigest()
            member["rows"] = content.count(b"\n")
            new.writestr(f"tables/{table}.jsonl", content)
        new.writestr(MANIFEST, json.dumps(manifest))
    return target


def test_an_export_holds_nothing_of_another_tenant(
    source: ScratchDatabase, tenants: Tenants, archive: Path
):
    with zipfile.ZipFile(archive) as opened:
        contents = b"".join(opened.read(name) for name in opened.namelist())

    assert CANARIES[0].encode() in contents
    assert CANARIES[1].encode() not in contents
    assert str(tenants[1].tenant_id).encode() not in contents
    assert archive.stat().st_mode & 0o077 == 0


def test_an_export_is_whole(source: ScratchDatabase, tenants: Tenants, archive: Path):
    exported = {name: member.rows for name, member in _manifest(archive).tables.items()}
    stored = rows_of(source, tenants[0].tenant_id)

    assert {table: rows for table, rows in stored.items() if table not in LEFT_OUT} == {
        table: rows for table, rows in exported.items() if table != "tenants"
    }


def test_what_was_imported_elsewhere_is_exported_the_same(
    archive: Path, slug: str, tenants: Tenants, elsewhere: ScratchDatabase, tmp_path: Path
):
    done = _import(archive, elsewhere)

    again = export_tenant(elsewhere.app_url, slug, tmp_path / "again.zip", quiet)
    assert done.tenant_id == tenants[0].tenant_id
    assert again.tables == _manifest(archive).tables
    assert again.books_agree == _manifest(archive).books_agree is True
    assert done.without_sign_in == 0
    assert_books_agree(elsewhere)
    month = "select tableoid::regclass::text from dom360.messages where created_at = %s"
    assert elsewhere.value(month, LONG_AGO) == "dom360.messages_2024_02"


def test_an_imported_month_is_protected_like_the_others(archive: Path, elsewhere: ScratchDatabase):
    _import(archive, elsewhere)

    with psycopg.connect(elsewhere.owner_url) as connection:
        about = [line for line in isolation.findings(connection) if "messages_2024_02" in line]
    assert about == []


def test_a_conversation_goes_on_counting_after_an_import(
    archive: Path, tenants: Tenants, elsewhere: ScratchDatabase
):
    _import(archive, elsewhere)
    tenant = tenants[0]

    with psycopg.connect(elsewhere.app_url, autocommit=True) as app:
        turn = begin(app, tenant.tenant_id, tenant.inbox_id, conversation_id=tenant.conversation_id)

    assert turn["message_index"] == 5
    assert_books_agree(elsewhere)


def test_an_imported_company_finds_what_it_knows_and_a_copy_its_own(
    archive: Path, tenants: Tenants, elsewhere: ScratchDatabase
):
    """The words' index is built over rows that carry their tenant's new id."""
    original = _import(archive, elsewhere)
    copy = _import(archive, elsewhere, "copia")

    with psycopg.connect(elsewhere.app_url, autocommit=True) as app:
        found = [_search(app, done.tenant_id, "empresa") for done in (original, copy)]

    assert [[text for _, text in hits] for hits in found] == [
        [f"Empresa {tenants[0].tenant_id}"]
    ] * 2
    owners = "select tenant_id from dom360.passages where id = %s"
    for done, ((passage_id, _),) in zip((original, copy), found, strict=True):
        assert elsewhere.rows(owners + " and tenant_id = %s", passage_id, done.tenant_id)


def _search(app: psycopg.Connection, tenant_id: UUID, question: str) -> list[tuple[UUID, str]]:
    with app.transaction():
        app.execute("select dom360.set_tenant(%s)", [tenant_id])
        return app.execute(
            "select p.id, p.body from dom360.match_passages(%(t)s, %(q)s, 9) m"
            " join dom360.passages p on p.tenant_id = %(t)s and p.id = m.passage_id",
            {"t": tenant_id, "q": question},
        ).fetchall()


def test_a_copy_beside_the_original_gets_its_own_id(
    archive: Path, tenants: Tenants, elsewhere: ScratchDatabase, tmp_path: Path
):
    original = _import(archive, elsewhere)
    before = rows_of(elsewhere, original.tenant_id)

    done = _import(archive, elsewhere, "copia")

    assert done.tenant_id != original.tenant_id
    assert done.without_sign_in == 1
    assert rows_of(elsewhere, original.tenant_id) == before
    file = tmp_path / "copy.zip"
    export_tenant(elsewhere.app_url, "copia", file, quiet)
    assert _content(file, "messages") == _content(archive, "messages")
    assert_books_agree(elsewhere)


async def test_exports_and_imports_are_in_the_audit_log(
    source: ScratchDatabase, archive: Path, tenants: Tenants, elsewhere: ScratchDatabase
):
    _import(archive, elsewhere)

    for database, action in ((source, "tenant.exported"), (elsewhere, "tenant.imported")):
        found = database.rows(
            "select new -> 'rows' ->> 'messages' from dom360.audit_log"
            " where tenant_id = %s and action = %s order by seq limit 1",
            tenants[0].tenant_id, action,
        )  # fmt: skip
        assert found == [("4",)]
    db = Database(elsewhere.app_url)
    assert [report.found async for report in verify_chains(db)] == [0]
    await db.close()


def _content(file: Path, table: str) -> list[dict[str, Any]]:
    """Rows without their tenant."""
    archive = Reader(file)
    rows = [json.loads(line) for line in archive.lines(table)]
    archive.close()
    return [{name: row[name] for name in row if name != "tenant_id"} for row in rows]


def test_a_slug_that_is_taken_is_refused(source: ScratchDatabase, archive: Path, slug: str):
    with pytest.raises(ImportRefused, match=slug):
        _import(archive, source)

    assert source.value("select count(*) from dom360.tenants where slug = %s", slug) == 1


def test_counters_of_messages_that_retention_took_survive_a_move(
    archive: Path, slug: str, elsewhere: ScratchDatabase, cluster: Cluster, tmp_path: Path
):
    tenant_id = _import(archive, elsewhere).tenant_id
    with psycopg.connect(role_url(elsewhere.app_url, "dom360_jobs"), autocommit=True) as jobs:
        jobs.execute(
            "select dom360.delete_old_rows(%s, 'messages', '2024-03-02', '{}', 100)", [tenant_id]
        )
    file = tmp_path / "less.zip"

    export_tenant(elsewhere.app_url, slug, file, quiet)

    assert _manifest(file).books_agree is True
    since = _manifest(file).counted_since
    assert since == "2024-03-02"
    with cluster.new_database() as third:
        _import(file, third)
        counted = "select dom360.consumption_counted_since(%s)::text"
        assert third.value(counted, tenant_id) == since
        old = "select sum(messages) from dom360.consumption_inbox_daily where day < '2024-03-01'"
        assert third.value(old) == 1


def test_rows_cannot_choose_whose_they_are(
    archive: Path, tenants: Tenants, elsewhere: ScratchDatabase, tmp_path: Path
):
    """A forger writes another tenant's id into the rows."""
    with zipfile.ZipFile(archive) as opened:
        inboxes = opened.read("tables/inboxes.jsonl")
    own, foreign = (str(tenant.tenant_id).encode() for tenant in tenants)
    forged = _rewrite(archive, tmp_path / "forged.zip", inboxes=inboxes.replace(own, foreign))

    _import(forged, elsewhere)

    assert elsewhere.rows("select distinct tenant_id from dom360.inboxes") == [
        (tenants[0].tenant_id,)
    ]


def test_rows_that_refer_to_nothing_are_refused_and_nothing_is_stored(
    archive: Path, elsewhere: ScratchDatabase, tmp_path: Path
):
    headless = _rewrite(archive, tmp_path / "headless.zip", conversations=b"")

    with pytest.raises(ImportRefused, match="messages"):
        _import(headless, elsewhere)

    assert elsewhere.value("select count(*) from dom360.tenants") == 0
    assert elsewhere.value("select count(*) from dom360.messages") == 0


def test_counters_that_miss_a_message_are_refused(
    archive: Path, elsewhere: ScratchDatabase, tmp_path: Path
):
    short = _rewrite(archive, tmp_path / "short.zip", consumption_inbox_daily=b"")

    with pytest.raises(ImportRefused, match="counters"):
        _import(short, elsewhere)

    assert elsewhere.value("select count(*) from dom360.tenants") == 0


def test_a_damaged_archive_is_found_before_anything_is_written(archive: Path, tmp_path: Path):
    damaged = tmp_path / "damaged.zip"
    sound = archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        places = [_middle_of(info, sound) for info in opened.infolist()]

    for place in places:
        content = bytearray(sound)
        content[place] ^= 1
        damaged.write_bytes(content)
        with pytest.raises(BackupDamaged):
            Reader(damaged)
    for content in (sound[: len(sound) // 2], b"not an archive at all"):
        damaged.write_bytes(content)
        with pytest.raises(BackupDamaged):
            Reader(damaged)


def _middle_of(member: zipfile.ZipInfo, archive: bytes) -> int:
    """A place inside a member's packed content: behind its local header, name and extra field."""
    header = member.header_offset
    name, extra = (
        int.from_bytes(archive[header + at : header + at + 2], "little") for at in (26, 28)
    )
    return header + 30 + name + extra + member.compress_size // 2


def test_an_archive_of_another_version_is_refused(
    archive: Path, elsewhere: ScratchDatabase, tmp_path: Path
):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == MANIFEST:
                content = json.dumps({**json.loads(content), "revision": "0001"}).encode()
            new.writestr(name, content)

    with pytest.raises(ImportRefused, match="0001"):
        _import(other, elsewhere)


def test_an_import_needs_a_superuser(archive: Path, elsewhere: ScratchDatabase):
    reader = Reader(archive)

    with pytest.raises(ImportRefused, match="superuser"):
        import_tenant(elsewhere.app_url, reader, None, quiet)
    reader.close()


def test_an_export_overwrites_no_file_and_wants_a_company_that_exists(
    source: ScratchDatabase, archive: Path, slug: str, tmp_path: Path
):
    sound = archive.read_bytes()

    with pytest.raises(BackupRefused, match="there already"):
        export_tenant(source.app_url, slug, archive, quiet)
    with pytest.raises(NotFound):
        export_tenant(source.app_url, "nobody", tmp_path / "x.zip", quiet)
    assert archive.read_bytes() == sound
    assert list(tmp_path.iterdir()) == []


def test_the_commands_do_the_same(
    source: ScratchDatabase, elsewhere: ScratchDatabase, slug: str, dom360: Run, tmp_path: Path
):
    file = tmp_path / "tenant.zip"

    made = dom360("tenant", "export", slug, "--to", str(file), "--json", database=source)
    done = dom360("tenant", "import", str(file), "--slug", "nova", "--json", database=elsewhere)

    assert made.returncode == done.returncode == 0, made.stderr + done.stderr
    assert json.loads(done.stdout)["tables"] == json.loads(made.stdout)["tables"]
    assert elsewhere.rows("select slug from dom360.tenants") == [("nova",)]
