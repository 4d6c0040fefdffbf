"""`dom360 db restore`: a backup into an empty database, all of it or nothing, and the proof."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dom360.backup.dump import DUMP
from dom360.backup.errors import BackupRefused, RestoredDiffers
from dom360.backup.facts import SQL, Connection, chain_heads, connect, count_rows, one, role_facts
from dom360.backup.manifest import Counts, Manifest, read_manifest
from dom360.backup.programs import Programs, Tell, find_programs
from dom360.backup.services import check_as_services
from dom360.db import isolation
from dom360.db.roles import create_roles, open_database
from dom360.db.urls import SERVICE_ROLES, login_url, role_password
from dom360.kit.keyring import Keyring

MAX_DIFFERENCES = 20


@dataclass(frozen=True)
class Restore:
    """A restore that may begin: the files are whole, the target is empty, the programs fit."""

    folder: Path
    manifest: Manifest
    url: str
    programs: Programs

    def run(self, app_url: str, keyring: Keyring | None, tell: Tell) -> None:
        """Raises RestoredDiffers, after the data is there, where something is not as it was."""
        with connect(self.url, "--to") as connection:
            with connection.transaction():
                create_roles(connection, app_url)
            self.programs.run(
                "pg_restore", "--single-transaction", "--exit-on-error", "--no-password",
                "--verbose", f"--dbname={connection.info.dbname}", str(self.folder / DUMP),
                url=self.url, tell=tell,
            )  # fmt: skip
            with connection.transaction():
                for _, refresh in connection.execute(SQL["list_summaries"]).fetchall():
                    connection.execute(refresh)
                open_database(connection)
            differences: list[str] = []
            for name, check in CHECKS:
                tell(name)
                differences += check(connection, self.manifest)
            tell("checking the audit log and stored secrets")
            there = login_url(self.url, "dom360_app", role_password(app_url, "dom360_app"))
            differences += asyncio.run(check_as_services(connection, there, keyring))
        if differences:
            more = len(differences) - MAX_DIFFERENCES
            shown = [*differences[:MAX_DIFFERENCES], *([f"… and {more} more"] if more > 0 else [])]
            raise RestoredDiffers("Restored, but not as it was:\n" + "\n".join(shown))


def prepare(folder: Path, url: str, *, home: Path | None, tell: Tell) -> Restore:
    """Everything that can be refused before anything is written."""
    tell("checking files")
    manifest = read_manifest(folder)
    with connect(url, "--to") as connection:
        role = role_facts(connection)
        if role.name in ("dom360_owner", *SERVICE_ROLES):
            raise BackupRefused(
                f"{role.name} must not restore: what a backup holds would run with its rights. "
                "Name a superuser of the server in --to."
            )
        if not role.sees_all:
            raise BackupRefused(
                f"{role.name} is bound by row security, so it could not check what it restored. "
                "Name a superuser of the server in --to."
            )
        if one(connection, "is_in_use"):
            raise BackupRefused(
                f"The database {connection.info.dbname} is not empty, and a restore overwrites "
                "nothing. Create an empty one (createdb) and name it in --to."
            )
        if manifest.server_version // 10000 > role.server_version // 10000:
            raise BackupRefused(
                f"The backup is of PostgreSQL {manifest.server_version // 10000}, and this server "
                f"is {role.server_version // 10000}. Restore into the same version or a newer one."
            )
        programs = find_programs(home, server_version=role.server_version)
    return Restore(folder, manifest, url, programs)


def _rows(connection: Connection, manifest: Manifest) -> list[str]:
    return compare_counts(manifest.rows, count_rows(connection), manifest.tenants)


def _isolation(connection: Connection, _: Manifest) -> list[str]:
    return [f"isolation: {line}" for line in isolation.findings(connection)]


def _chains(connection: Connection, manifest: Manifest) -> list[str]:
    found = chain_heads(connection)
    return [
        f"audit log of {manifest.tenants.get(tenant, tenant)}: it ended with {head}, and ends with "
        f"{found.get(tenant)}"
        for tenant, head in manifest.chain_heads.items()
        if found.get(tenant) != head
    ]


Check = Callable[[Connection, Manifest], list[str]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("counting rows", _rows),
    ("checking isolation", _isolation),
    ("comparing the audit log's ends", _chains),
)


def compare_counts(expected: Counts, found: Counts, tenants: dict[str, str]) -> list[str]:
    """One line for each table and tenant whose number of rows differs."""
    return [
        f"{table}{_of(tenant, tenants)}: {was} rows in the backup, {now} now"
        for table in sorted(expected.keys() | found.keys())
        for tenant in sorted(expected.get(table, {}).keys() | found.get(table, {}).keys())
        if (was := expected.get(table, {}).get(tenant, 0))
        != (now := found.get(table, {}).get(tenant, 0))
    ]


def _of(tenant: str, tenants: dict[str, str]) -> str:
    return f" of {tenants.get(tenant, tenant)}" if tenant else ""
