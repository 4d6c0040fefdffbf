"""`dom360 db backup`: the whole database, at one moment, with what is needed to prove it later."""

import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from dom360 import __version__
from dom360.backup.errors import BackupRefused
from dom360.backup.facts import SQL, Connection, chain_heads, connect, count_rows, one, role_facts
from dom360.backup.manifest import Manifest, hash_files, write_manifest
from dom360.backup.programs import Programs, Tell, find_programs
from dom360.db.urls import backup_url
from dom360.settings import Settings

DUMP = "dump"


def choose_source(settings: Settings) -> str:
    """dom360_backup's address where that role can sign in, else DATABASE_URL."""
    if settings.database_app_url is not None:
        url = backup_url(settings.database_app_url.get_secret_value())
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            pass  # no such role here: it takes a superuser to make one
        else:
            return url
    return settings.required_owner_url()


def backup(url: str, target: Path, *, home: Path | None, tell: Tell) -> Path:
    """Make a folder with a copy inside `target`. Where it fails, nothing is left."""
    with connect(url, "The backup's address") as connection:
        role = role_facts(connection)
        if not role.sees_all:
            raise BackupRefused(
                f"{role.name} sees rows through row security only, so its copy would lack "
                "rows. Use a superuser in DATABASE_URL, or let one run 'dom360 db migrate': it "
                "makes dom360_backup, which may read everything and change nothing."
            )
        if not role.migrated:
            raise BackupRefused("This is not a DOM360 database: there is nothing to copy.")
        programs = find_programs(home, server_version=role.server_version)
        made_at = datetime.now(UTC)
        target.mkdir(parents=True, exist_ok=True)
        folder = target / f"dom360-{made_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
        unfinished = folder.with_suffix(".unfinished")
        unfinished.mkdir(mode=0o700)
        try:
            manifest = _copy(connection, url, unfinished, programs, tell, made_at)
            write_manifest(unfinished, manifest)
            unfinished.rename(folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return folder


def _copy(
    connection: Connection,
    url: str,
    folder: Path,
    programs: Programs,
    tell: Tell,
    made_at: datetime,
) -> Manifest:
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction():
        snapshot = one(connection, "export_snapshot")
        tell("counting rows")
        rows, heads = count_rows(connection), chain_heads(connection)
        tenants = dict(connection.execute(SQL["list_tenants"]).fetchall())
        revision = one(connection, "revision")
        server_version = connection.info.server_version
        summaries = connection.execute(SQL["list_summaries"]).fetchall()
        programs.run(
            "pg_dump", "--format=directory", f"--file={folder / DUMP}", f"--snapshot={snapshot}",
            "--compress=gzip:6", "--verbose", "--no-password",
            *(f"--exclude-table-data={name}" for name, _ in summaries), url=url, tell=tell,
        )  # fmt: skip
    tell("hashing files")
    return Manifest(
        made_at=made_at.isoformat(),
        product=__version__,
        revision=revision,
        server_version=server_version,
        programs=programs.version,
        tenants=tenants,
        rows=rows,
        chain_heads=heads,
        files=hash_files(folder),
    )
