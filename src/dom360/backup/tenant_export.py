"""`dom360 tenant export`: one tenant's rows in a file, read as the role that can see no others."""

import os
import secrets
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg

from dom360 import __version__
from dom360.backup.archive import LEFT_OUT, TenantManifest, Writer
from dom360.backup.errors import BackupRefused
from dom360.backup.facts import SESSION, SQL, Connection, connect, one, write_down
from dom360.backup.programs import Tell
from dom360.db.migrations import newest_revision
from dom360.db.urls import role_url
from dom360.errors import NotFound


def export_tenant(app_url: str, slug: str, target: Path, tell: Tell) -> TenantManifest:
    """Write the archive, which holds password hashes and everything that was said: mode 0600."""
    if target.exists():
        raise BackupRefused(f"{target} is there already. Name another file.")
    tenant_id, name = _find(app_url, slug)
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        unfinished.touch(mode=0o600)
        with (
            connect(app_url, "DATABASE_APP_URL") as connection,
            zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            # One moment for all tables.
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            with connection.transaction():
                connection.execute(SESSION["set_tenant"], {"tenant_id": tenant_id})
                manifest = _write(connection, Writer(archive), (tenant_id, slug, name), tell)
            connection.read_only = False
            with connection.transaction():
                write_down(connection, tenant_id, "tenant.exported", manifest.rows)
        # Never over a file that came meanwhile.
        os.link(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _find(app_url: str, slug: str) -> tuple[UUID, str]:
    with connect(role_url(app_url, "dom360_admin"), "DATABASE_APP_URL") as connection:
        row = connection.execute(SQL["find_customer"], {"slug": slug}).fetchone()
    if row is None:
        raise NotFound(f"There is no company with the slug {slug}.")
    return row[0], row[2]


def _write(
    connection: Connection, writer: Writer, tenant: tuple[UUID, str, str], tell: Tell
) -> TenantManifest:
    tenant_id, slug, name = tenant
    connection.execute(SQL["use_utc"])
    left_out: dict[str, str] = {}
    for table, readable, statement in _tables(connection, tenant_id):
        if table in LEFT_OUT:
            left_out[table] = LEFT_OUT[table]
        elif not readable:
            raise BackupRefused(
                f"{table} can't be read by a tenant, and nobody decided to leave it."
            )
        else:
            tell(f"{table}: {writer.add(table, _rows(connection, statement))} rows")
    manifest = TenantManifest(
        exported_at=datetime.now(UTC).isoformat(),
        product=__version__,
        revision=newest_revision(),
        tenant_id=str(tenant_id),
        slug=slug,
        name=name,
        books_agree=one(connection, "book_differences", tenant_id=tenant_id) == 0,
        tables=writer.members,
        left_out=left_out,
    )
    writer.finish(manifest)
    return manifest


def _tables(connection: Connection, tenant_id: UUID) -> list[tuple[str, bool, str]]:
    return connection.execute(SQL["list_tenant_tables"], {"tenant_id": tenant_id}).fetchall()


def _rows(connection: Connection, statement: str) -> Iterator[str]:
    with connection.cursor(name="export") as cursor:
        cursor.itersize = 2000
        for (line,) in cursor.execute(statement.encode()):
            yield line
