"""What a backup says about itself, and whether it is still true.

`manifest.json` holds the hash of every file, and `manifest.sha256` that of the manifest, as
`sha256sum --check` reads it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dom360.backup.errors import BackupDamaged

FORMAT = "dom360-backup-1"
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"

# Rows by table, then by tenant; "" where a table has no tenants.
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Manifest:
    """`tenants` are slugs by id. `chain_heads` are [seq, hash] of the audit log by tenant."""

    made_at: str
    product: str
    revision: str
    server_version: int
    programs: str
    tenants: dict[str, str]
    rows: Counts
    chain_heads: dict[str, list[int | str]]
    files: dict[str, str]
    format: str = FORMAT


def write_manifest(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    seal = hashlib.sha256(text.encode()).hexdigest()
    (folder / SEAL).write_text(f"{seal}  {MANIFEST}\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Check every file against it first. Raises BackupDamaged, naming the first that differs."""
    for name in (MANIFEST, SEAL):
        if not (folder / name).is_file():
            raise BackupDamaged(f"{folder} is no whole backup: {name} is missing.")
    text = (folder / MANIFEST).read_bytes()
    seal = (folder / SEAL).read_text(encoding="utf-8", errors="replace")
    if seal != f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n":
        raise BackupDamaged(f"{MANIFEST} is not what {SEAL} says. Use another copy of this backup.")
    content = json.loads(text)
    if content.get("format") != FORMAT:
        raise BackupDamaged(f"This version reads {FORMAT}, and this is {content.get('format')}.")
    manifest = Manifest(**content)
    _check_files(folder, manifest.files)
    return manifest


def hash_files(folder: Path) -> dict[str, str]:
    """SHA-256 by path, of all files but the manifest's own two."""
    return {
        path.relative_to(folder).as_posix(): hash_file(path)
        for path in _files(folder)
        if path.name not in (MANIFEST, SEAL)
    }


def hash_file(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _check_files(folder: Path, expected: dict[str, str]) -> None:
    for name, sha256 in expected.items():
        if not (folder / name).is_file():
            raise BackupDamaged(f"{name} is missing. Use another copy of this backup.")
        if hash_file(folder / name) != sha256:
            raise BackupDamaged(f"{name} was changed or damaged. Use another copy of this backup.")
    strangers = hash_files(folder).keys() - expected.keys()
    if strangers:
        raise BackupDamaged(f"{min(strangers)} does not belong to this backup. Take it away.")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
