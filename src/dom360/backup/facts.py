"""What a copy and its original must agree in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from dom360.backup.manifest import Counts
from dom360.db.named_queries import load_queries
from dom360.db.urls import check_url
from dom360.errors import Unavailable

Connection = psycopg.Connection[Any]

SQL = load_queries(Path(__file__).with_name("queries.sql"))
SESSION = load_queries(Path(__file__).parents[1] / "sql" / "session.sql")


@dataclass(frozen=True)
class RoleFacts:
    """`sees_all`: row security does not bind this role."""

    name: str
    superuser: bool
    sees_all: bool
    server_version: int
    migrated: bool


def connect(url: str, name: str) -> Connection:
    """A connection in autocommit without time limits. `name` is for messages to people."""
    check_url(url, name)
    try:
        connection = psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError as problem:
        raise Unavailable(
            f"{name} does not lead to a database. {problem}", code="DATABASE_UNAVAILABLE"
        ) from None
    connection.execute(SQL["lift_limits"])
    return connection


def role_facts(connection: Connection) -> RoleFacts:
    with connection.cursor(row_factory=class_row(RoleFacts)) as cursor:
        found = cursor.execute(SQL["describe_role"]).fetchone()
    assert found is not None, "a connected role exists"
    return found


def one(connection: Connection, query: str, **params: object) -> Any:  # noqa: ANN401  # the caller knows its statement
    """The first column of the first row, or None."""
    row = connection.execute(SQL[query], params or None).fetchone()
    return row[0] if row else None


def write_down(connection: Connection, tenant_id: UUID, action: str, rows: dict[str, int]) -> None:
    """Into the tenant's audit log: what went out or came in. Sets the tenant."""
    connection.execute(SESSION["set_tenant"], {"tenant_id": tenant_id})
    facts = {"tenant_id": tenant_id, "action": action, "facts": Jsonb({"rows": rows})}
    connection.execute(SQL["append_audit"], facts)


def count_rows(connection: Connection) -> Counts:
    """Of every tenant in every table of ours. Needs a role that sees all rows."""
    return {
        table: dict(cast("list[tuple[str, int]]", connection.execute(statement).fetchall()))
        for table, statement in connection.execute(SQL["list_counts"]).fetchall()
    }


def chain_heads(connection: Connection) -> dict[str, list[int | str]]:
    """The end of every tenant's audit chain; empty where there is no audit log."""
    statement = one(connection, "find_chain_heads")
    if statement is None:
        return {}
    return {tenant: [seq, head] for tenant, seq, head in connection.execute(statement).fetchall()}
