"""`dom360 tenant export`: one tenant's rows in a file, read as the role that can see no others."""

import os
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg

from dom360 import __version__
from dom360.backup.archive import LEFT_OUT, TenantManifest, Writer
from dom360.backup.errors import BackupRefused
from dom360.backup.facts import SESSION, SQL, Connection, connect, one, write_down
from dom360.backup.programs import Tell
from dom360.db.urls import role_url
from dom360.errors import NotFound


@dataclass(frozen=True)
class _Customer:
    id: UUID
    slug: str
    name: str
    counted_since: str | None


def export_tenant(app_url: str, slug: str, target: Path, tell: Tell) -> TenantManifest:
    """Write the archive, which holds password hashes and everything that was said: mode 0600."""
    if target.exists():
        raise BackupRefused(f"{target} is there already. Name another file.")
    customer = _find(app_url, slug)
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
                connection.execute(SESSION["set_tenant"], {"tenant_id": customer.id})
                manifest = _write(connection, Writer(archive), customer, tell)
            connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            connection.read_only = False
            with connection.transaction():
                write_down(connection, customer.id, "tenant.exported", manifest.rows)
        # Never over a file that came meanwhile.
        os.link(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _find(app_url: str, slug: str) -> _Customer:
    with connect(role_url(app_url, "dom360_admin"), "DATABASE_APP_URL") as connection:
        row = connection.execute(SQL["find_customer"], {"slug": slug}).fetchone()
    if row is None:
        raise NotFound(f"There is no company with the slug {slug}.")
    with (
        connect(role_url(app_url, "dom360_jobs"), "DATABASE_APP_URL") as connection,
        connection.transaction(),
    ):
        connection.execute(SESSION["set_tenant"], {"tenant_id": row[0]})
        since = one(connection, "counted_since", tenant_id=row[0])
    return _Customer(row[0], slug, row[2], since)


def _write(
    connection: Connection, writer: Writer, customer: _Customer, tell: Tell
) -> TenantManifest:
    # Late: Alembic brings SQLAlchemy, 21 MB in every backend that exports nothing.
    from dom360.db.migrations import newest_revision

    connection.execute(SQL["use_utc"])
    left_out: dict[str, str] = {}
    for table, readable, statement in _tables(connection, customer.id):
        if table in LEFT_OUT:
            left_out[table] = LEFT_OUT[table]
        elif not readable:
            raise BackupRefused(
                f"{table} can't be read by a tenant, and nobody decided to leave it."
            )
        else:
            tell(f"{table}: {writer.add(table, _rows(connection, statement))} rows")
    since = customer.counted_since
    differences = one(connection, "book_differences", tenant_id=customer.id, since=since)
    manifest = TenantManifest(
        exported_at=datetime.now(UTC).isoformat(),
        product=__version__,
        revision=newest_revision(),
        tenant_id=str(customer.id),
        slug=customer.slug,
        name=customer.name,
        books_agree=differences == 0,
        counted_since=since,
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
