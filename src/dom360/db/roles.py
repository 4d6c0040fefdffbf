"""Makes the database's roles and its schema. Part of `dom360 db migrate`."""

from pathlib import Path

import psycopg

from dom360.db.named_queries import load_queries
from dom360.db.urls import SERVICE_ROLES, role_password

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "roles.sql")


def ensure_roles(connection: psycopg.Connection, app_url: str) -> None:
    """Create or repair roles, schemas and passwords, in the caller's transaction.

    Passwords are left alone where the roles are another's: their administrator gives them, and the
    services expect `role_password`. Ends as dom360_owner, to whom everything from here on belongs.
    """
    for name in ("create_roles", "join_owner", "weaken_roles", "limit_roles", "create_schema"):
        connection.execute(_SQL[name])
    if connection.execute(_SQL["may_set_passwords"]).fetchone() == (True,):
        _set_passwords(connection, app_url)
    become_owner(connection)
    connection.execute(_SQL["open_schema"])


def become_owner(connection: psycopg.Connection) -> None:
    """To the end of the transaction everything is made by and belongs to dom360_owner."""
    connection.execute(_SQL["become_owner"])


def _set_passwords(connection: psycopg.Connection, app_url: str) -> None:
    for role in SERVICE_ROLES:
        verifier = connection.pgconn.encrypt_password(
            role_password(app_url, role).encode(), role.encode(), b"scram-sha-256"
        )
        connection.execute(_SQL["name_role"], {"role": role, "verifier": verifier.decode()})
        connection.execute(_SQL["set_role_password"])
