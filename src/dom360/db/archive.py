"""Old months to files and back: `dom360 db retain` and `dom360 db unarchive`.

An archive is gzip: one line of JSON (what it is), then COPY's text. `sha256sum -c` knows the file
beside it. The order survives a crash at any point: detach, write, flush, rename, read the file back
and count, and only then drop. A run that was killed is taken up again by the next.
"""

import gzip
import hashlib
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row, dict_row, scalar_row

from dom360.db.named_queries import load_queries
from dom360.db.retention import DueMonth
from dom360.errors import Conflict, Dom360Error

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "retention.sql")
_FORMAT = "dom360-month-1"
_CHUNK = 1 << 20
# Each waits a tenth of a second for the table to itself: together about twenty seconds.
_DETACH_TRIES = 40


class ArchiveBroken(Dom360Error):
    """The file is not what was written."""

    code = "ARCHIVE_BROKEN"


class MonthBusy(Conflict):
    code = "MONTH_BUSY"


@dataclass(frozen=True)
class Header:
    """The first line of an archive."""

    format: str
    parent: str
    month: str
    first: str
    columns: list[str]
    rows: int


@dataclass(frozen=True)
class LetGo:
    """A month that went; `file` is its archive, None where the plans want none."""

    month: str
    rows: int | None
    file: Path | None


@dataclass(frozen=True)
class Returned:
    """`skipped` rows stay away: what they belong to is gone (an erased person, a tenant)."""

    month: str
    rows: int
    skipped: int


def list_due(owner_url: str) -> list[DueMonth]:
    with _as_owner(owner_url) as connection:
        return (
            connection.cursor(row_factory=class_row(DueMonth)).execute(_SQL["list_due"]).fetchall()
        )


def let_go(owner_url: str, month: DueMonth, folder: Path) -> LetGo:
    """Archive the month where the plans want it, then drop it. MonthBusy: try again later."""
    names = {"parent": month.parent, "first": month.first}
    _detach(owner_url, month)
    if not month.archive:
        with _as_owner(owner_url) as connection:
            connection.execute(_SQL["drop_detached"], names)
        return LetGo(month.month, None, None)

    file, rows = _write(owner_url, month, folder)
    if verify(file).rows != rows:
        raise ArchiveBroken(f"{file} does not hold the {rows} rows of {month.month}. It was kept.")
    with _as_owner(owner_url) as connection:
        if _count(connection, month.month) != rows:
            raise ArchiveBroken(f"{month.month} changed while it was archived. It was kept.")
        connection.execute(_SQL["drop_detached"], names)
    return LetGo(month.month, rows, file)


def verify(file: Path) -> Header:
    """Raises ArchiveBroken unless the file is whole: checksum, header, number of rows."""
    try:
        wanted = _beside(file).read_text(encoding="ascii").split()[0]
    except (OSError, IndexError) as problem:
        raise ArchiveBroken(
            f"{_beside(file)} is missing or empty: put it beside {file}."
        ) from problem
    if _sha256(file) != wanted:
        raise ArchiveBroken(f"{file} has another checksum than {_beside(file)} says. Use a copy.")
    try:
        with gzip.open(file, "rb") as text:
            header = Header(**json.loads(text.readline()))
            rows = sum(chunk.count(b"\n") for chunk in iter(lambda: text.read(_CHUNK), b""))
    except (OSError, EOFError, ValueError, TypeError) as problem:
        raise ArchiveBroken(f"{file} is not an archive of DOM360.") from problem
    if header.format != _FORMAT or header.rows != rows:
        raise ArchiveBroken(f"{file} says {header.rows} rows and holds {rows}.")
    return header


def unarchive(owner_url: str, app: psycopg.Connection[Any], file: Path) -> Returned:
    """Bring a month back as it was. `app` is a connection as dom360_jobs: what the rows refer to
    must live still, and only a tenant's own eyes can tell. Nothing is counted or metered again."""
    header = verify(file)
    with psycopg.connect(owner_url) as connection:
        plan = _plan_return(connection, header)
        connection.execute(_SQL["settle_format"])
        connection.execute(plan["make_stage"])
        _fill_stage(connection, plan["copy_in"], file)
        skipped = _drop_orphans(connection, app, header.parent)
        connection.execute(_SQL["open_stage"])
        connection.execute(_SQL["become_owner"])
        for step in ("make_month", "protect", "let_in", "fill", "let_out"):
            connection.execute(plan[step])
        connection.execute(_SQL["attach_month"], {"parent": header.parent, "first": header.first})
    return Returned(header.month, header.rows - skipped, skipped)


@contextmanager
def _as_owner(owner_url: str) -> Iterator[psycopg.Connection[Any]]:
    """One transaction as dom360_owner."""
    with psycopg.connect(owner_url) as connection:
        connection.execute(_SQL["become_owner"])
        yield connection


def _detach(owner_url: str, month: DueMonth) -> None:
    for _ in range(_DETACH_TRIES):
        try:
            with _as_owner(owner_url) as connection:
                connection.execute(
                    _SQL["detach_month"], {"parent": month.parent, "first": month.first}
                )
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            time.sleep(random.uniform(0.1, 0.7))  # noqa: S311  # jitter, no secret
        else:
            return
    raise MonthBusy(
        f"{month.parent} is held by a transaction that does not end. Nothing was changed; "
        "docs/database.md has the query that finds it. Then try again."
    )


def _write(owner_url: str, month: DueMonth, folder: Path) -> tuple[Path, int]:
    """The archive, flushed to the disk and under its name, and how many rows the month has."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{month.month}.copy.gz"
    part = file.with_suffix(".part")
    with _as_owner(owner_url) as connection:
        connection.execute(_SQL["settle_format"])
        shape = _describe(connection, month.month)
        rows = _count(connection, month.month)
        first, columns = month.first.isoformat(), shape["columns"]
        header = Header(_FORMAT, month.parent, month.month, first, columns, rows)
        with _private(part) as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
            packed.write(json.dumps(header.__dict__).encode() + b"\n")
            with connection.cursor().copy(shape["copy_out"]) as copy:
                for chunk in copy:
                    packed.write(chunk)
    _flush(part)
    with _private(_beside(file)) as sums:
        sums.write(f"{_sha256(part)}  {file.name}\n".encode())
    _flush(_beside(file))
    part.replace(file)
    _flush(folder)
    return file, rows


def _describe(connection: psycopg.Connection[Any], month: str) -> dict[str, Any]:
    cursor = connection.cursor(row_factory=dict_row)
    shape = cursor.execute(_SQL["describe_month"], {"month": month}).fetchone()
    assert shape is not None, "an aggregate answers"
    return shape


def _count(connection: psycopg.Connection[Any], month: str) -> int:
    cursor = connection.cursor(row_factory=scalar_row)
    return int(cursor.execute(_describe(connection, month)["count_rows"]).fetchone() or 0)


def _plan_return(connection: psycopg.Connection[Any], header: Header) -> dict[str, Any]:
    if connection.execute(_SQL["month_exists"], {"month": header.month}).fetchone() == (True,):
        raise Conflict(f"{header.month} is in the database. Nothing was changed.")
    cursor = connection.cursor(row_factory=dict_row)
    plan = cursor.execute(_SQL["describe_return"], header.__dict__).fetchone()
    if not plan or not plan["known"]:
        raise ArchiveBroken(f"The columns of the archive are not those of {header.parent}.")
    return plan


def _fill_stage(connection: psycopg.Connection[Any], copy_in: str, file: Path) -> None:
    with gzip.open(file, "rb") as text, connection.cursor().copy(copy_in) as copy:
        text.readline()
        while chunk := text.read(_CHUNK):
            copy.write(chunk)


def _drop_orphans(
    connection: psycopg.Connection[Any], app: psycopg.Connection[Any], parent: str
) -> int:
    """Rows whose conversation (or whatever they belong to) is gone or erased do not come back."""
    references = connection.cursor(row_factory=dict_row)
    ids = connection.cursor(row_factory=scalar_row)
    tenants = ids.execute(_SQL["list_tenants_in_stage"]).fetchall()
    dropped = 0
    for reference in references.execute(_SQL["list_references"], {"parent": parent}).fetchall():
        for tenant_id in tenants:
            mine = {"tenant_id": tenant_id}
            wanted = set(ids.execute(reference["list_ids"], mine).fetchall())
            gone = wanted - _living(app, reference["list_living"], tenant_id, wanted)
            cursor = connection.execute(reference["drop_rows"], {**mine, "gone": list(gone)})
            dropped += cursor.rowcount
    return dropped


def _living(
    app: psycopg.Connection[Any], query: str, tenant_id: UUID, wanted: set[UUID]
) -> set[UUID]:
    with app.transaction():
        app.execute(_SQL["set_tenant"], {"tenant_id": tenant_id})
        cursor = app.cursor(row_factory=scalar_row)
        cursor.execute(query, {"tenant_id": tenant_id, "ids": list(wanted)})
        return set(cursor.fetchall())


def _beside(file: Path) -> Path:
    return file.with_name(file.name + ".sha256")


@contextmanager
def _private(file: Path) -> Iterator[Any]:
    """A new file that only its owner may read: it holds what customers wrote."""
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:  # noqa: PTH123
        yield opened


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def hold_until_later(app: psycopg.Connection[Any], header_file: Path, days: int) -> date:
    """Keep retention from taking a returned month again at once. `app` is dom360_admin's."""
    header = verify(header_file)
    first = date.fromisoformat(header.first)
    app.execute(_SQL["hold_month"], {"parent": header.parent, "first": first, "days": days})
    return first
