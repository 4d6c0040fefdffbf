"""`dom360 tenant import`: an exported tenant into this installation, all of it or nothing.

Rows keep their ids, since every key begins with the tenant. The tenant keeps its own id where that
is free, and gets a new one where it is not (a copy beside the original).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

import psycopg

from dom360.backup.archive import Reader
from dom360.backup.errors import ImportRefused
from dom360.backup.facts import SQL, Connection, connect, one, role_facts, write_down
from dom360.backup.programs import Tell

BATCH_ROWS = 500
BATCH_BYTES = 4_000_000


@dataclass(frozen=True)
class Imported:
    """`without_sign_in`: people whose address somebody else on this platform signs in with."""

    tenant_id: UUID
    slug: str
    rows: dict[str, int]
    without_sign_in: int


def import_tenant(owner_url: str, archive: Reader, slug: str | None, tell: Tell) -> Imported:
    """Raises ImportRefused, and then nothing was stored."""
    slug = slug or archive.manifest.slug
    with connect(owner_url, "DATABASE_URL") as connection:
        _refuse_unfit(connection, archive)
        try:
            with connection.transaction():
                return _import(connection, archive, slug, tell)
        except psycopg.errors.IntegrityError as problem:
            raise ImportRefused(f"Not imported: {problem.diag.message_primary}.") from None


def _refuse_unfit(connection: Connection, archive: Reader) -> None:
    role = role_facts(connection)
    if not role.superuser:
        raise ImportRefused(
            f"An import writes past the triggers that count and number, which takes a superuser in "
            f"DATABASE_URL; {role.name} is none."
        )
    here = one(connection, "revision") if role.migrated else "nothing"
    if here != archive.manifest.revision:
        raise ImportRefused(
            f"The archive is of schema {archive.manifest.revision}, and this database is at "
            f"{here}. Bring both installations to the same version, then export anew."
        )


def _import(connection: Connection, archive: Reader, slug: str, tell: Tell) -> Imported:
    connection.execute(SQL["write_past_triggers"])
    tenant_id = _choose_id(connection, archive, slug)
    inserts = {
        table: (is_split, statement)
        for table, is_split, statement in connection.execute(SQL["list_inserts"]).fetchall()
    }
    rows: dict[str, int] = {}
    for table, member in archive.manifest.tables.items():
        if table not in inserts:
            raise ImportRefused(f"There is no table {table} here.")
        rows[table] = _insert(
            connection, archive, table, inserts[table], _over(table, tenant_id, slug)
        )
        if rows[table] != member.rows:
            raise ImportRefused(
                f"{table}: {member.rows} rows in the archive, {rows[table]} stored."
            )
        tell(f"{table}: {rows[table]} rows")
    connection.execute(SQL["add_slug"], {"slug": slug, "tenant_id": tenant_id})
    signed = connection.execute(SQL["add_sign_ins"], {"tenant_id": tenant_id}).rowcount
    tell("checking references and counters")
    _check(connection, archive, tenant_id)
    write_down(connection, tenant_id, "tenant.imported", rows)
    return Imported(tenant_id, slug, rows, rows.get("users", 0) - signed)


def _choose_id(connection: Connection, archive: Reader, slug: str) -> UUID:
    if one(connection, "slug_taken", slug=slug):
        raise ImportRefused(
            f"There is a company with the slug {slug} already, and an import overwrites nothing. "
            "Choose another with --slug."
        )
    own = UUID(archive.manifest.tenant_id)
    if not one(connection, "tenant_exists", tenant_id=own):
        return own
    new = one(connection, "new_id")
    assert isinstance(new, UUID)
    return new


def _over(table: str, tenant_id: UUID, slug: str) -> str:
    """What replaces a row's own values: whose it is never comes from the archive."""
    own = (
        {"id": str(tenant_id), "slug": slug}
        if table == "tenants"
        else {"tenant_id": str(tenant_id)}
    )
    return json.dumps(own)


def _insert(
    connection: Connection, archive: Reader, table: str, into: tuple[bool, str], over: str
) -> int:
    is_split, statement = into
    months: set[object] = set()
    stored = 0
    for batch in _batches(archive.lines(table)):
        if is_split:
            _make_months(connection, table, batch, months)
        stored += connection.execute(statement.encode(), {"rows": batch, "over": over}).rowcount
    return stored


def _make_months(connection: Connection, table: str, batch: str, made: set[object]) -> None:
    for (month,) in connection.execute(SQL["months_of"], {"rows": batch}).fetchall():
        if month not in made:
            connection.execute(SQL["name_month"], {"parent": table, "month": str(month)})
            connection.execute(SQL["become_owner"])
            connection.execute(SQL["make_month"])
            connection.execute(SQL["become_self"])
            made.add(month)


def _check(connection: Connection, archive: Reader, tenant_id: UUID) -> None:
    for name, statement in connection.execute(
        SQL["list_dangling"], {"tenant_id": tenant_id}
    ).fetchall():
        row = connection.execute(statement.encode()).fetchone()
        if row is None or row[0]:
            raise ImportRefused(f"Rows refer to others that the archive lacks: {name}.")
    differences = one(connection, "book_differences", tenant_id=tenant_id)
    if archive.manifest.books_agree and differences:
        raise ImportRefused(f"The counters differ from the messages in {differences} places.")


def _batches(lines: Iterable[bytes]) -> Iterator[str]:
    """JSON arrays of some hundred rows each, and not too large for one statement."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if len(batch) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield f"[{b','.join(batch).decode()}]"
            batch, size = [], 0
    if batch:
        yield f"[{b','.join(batch).decode()}]"
