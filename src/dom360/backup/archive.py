"""One tenant in one file: a zip with a member of JSON lines for each table, and a manifest."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dom360.backup.errors import BackupDamaged

FORMAT = "dom360-tenant-1"
MANIFEST = "manifest.json"

# What stays behind, and why. An export stops at a table that is neither here nor readable.
LEFT_OUT = {
    "tenant_slugs": "made anew from the tenant's own row",
    "sign_in_emails": "made anew from the users",
    "sessions": "people sign in again",
    "known_devices": "people sign in again",
    "one_time_tokens": "they last for minutes",
    "invitations": "people are invited again",
    "second_factors": "their secrets can be read in this installation only",
    "recovery_codes": "they belong to a second factor",
    "audit_log": "it proves what happened in this installation, and stays there",
    "audit_heads": "the ends of the audit log's chains",
    "bi_logins": "logins of this server",
    "live_events": "what changed a moment ago, for screens that are open now",
    "tenant_plans": "the plan is agreed with the platform that serves the tenant",
    "retention_marks": "made anew from the manifest's counted_since",
}


@dataclass(frozen=True)
class Member:
    rows: int
    sha256: str


@dataclass(frozen=True)
class TenantManifest:
    """`books_agree`: the counters said what the messages say, on the days since `counted_since`.
    Of the days before, retention took messages; None where it took none."""

    exported_at: str
    product: str
    revision: str
    tenant_id: str
    slug: str
    name: str
    books_agree: bool
    counted_since: str | None = None
    tables: dict[str, Member] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    format: str = FORMAT

    @property
    def rows(self) -> dict[str, int]:
        return {name: member.rows for name, member in self.tables.items()}


class Writer:
    """Streams tables into the archive. The manifest comes last, when the hashes are known."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, Member] = {}

    def add(self, table: str, lines: Iterable[str]) -> int:
        digest, rows = hashlib.sha256(), 0
        with self._archive.open(_member(table), "w", force_zip64=True) as member:
            for line in lines:
                content = line.encode() + b"\n"
                digest.update(content)
                member.write(content)
                rows += 1
        self.members[table] = Member(rows, digest.hexdigest())
        return rows

    def finish(self, manifest: TenantManifest) -> None:
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2, sort_keys=True))


class Reader:
    """An archive whose every byte was checked. Raises BackupDamaged on opening."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            content = json.loads(self._archive.read(MANIFEST))
        except (zipfile.BadZipFile, KeyError, ValueError, EOFError, zlib.error) as problem:
            raise BackupDamaged(f"{path} is no whole archive of a tenant: {problem}") from None
        if content.get("format") != FORMAT:
            raise BackupDamaged(
                f"This version reads {FORMAT}, and this is {content.get('format')}."
            )
        tables = {name: Member(**member) for name, member in content.pop("tables").items()}
        self.manifest = TenantManifest(**content, tables=tables)
        for table in tables:
            self._check(table)

    def close(self) -> None:
        self._archive.close()

    def lines(self, table: str) -> Iterator[bytes]:
        with self._archive.open(_member(table)) as member:
            for line in member:
                yield line.rstrip(b"\n")

    def _check(self, table: str) -> None:
        digest, rows = hashlib.sha256(), 0
        try:
            for line in self.lines(table):
                digest.update(line + b"\n")
                rows += 1
        except (zipfile.BadZipFile, KeyError, OSError, EOFError, zlib.error) as problem:
            raise BackupDamaged(f"{table} is damaged in this archive: {problem}") from None
        if Member(rows, digest.hexdigest()) != self.manifest.tables[table]:
            raise BackupDamaged(f"{table} is not what the archive's manifest says.")


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
