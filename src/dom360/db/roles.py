"""Makes the database's roles and its schema. Part of `dom360 db migrate`."""

from pathlib import Path

import psycopg

from dom360.db.named_queries import load_queries
from dom360.db.urls import SERVICE_ROLES, role_password

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "roles.sql")


def ensure_roles(connection: psycopg.Connection, app_url: str) -> None:
    """Create or repair roles, schema and passwords, in the caller's transaction."""
    for name in ("create_roles", "join_owner", "create_schema", "limit_roles"):
        connection.execute(_SQL[name])
    for role in SERVICE_ROLES:
        verifier = connection.pgconn.encrypt_password(
            role_password(app_url, role).encode(), role.encode(), b"scram-sha-256"
        )
        connection.execute(_SQL["name_role"], {"role": role, "verifier": verifier.decode()})
        connection.execute(_SQL["set_role_password"])


def become_owner(connection: psycopg.Connection) -> None:
    """From here to the end of the transaction everything is made by and belongs to dom360_owner."""
    connection.execute(_SQL["become_owner"])
