"""Makes the database's roles and its schema. Part of `dom360 db migrate`."""

from pathlib import Path

import psycopg

from dom360.db.named_queries import load_queries
from dom360.db.urls import BACKUP_ROLE, SERVICE_ROLES, role_password

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "roles.sql")


def ensure_roles(connection: psycopg.Connection, app_url: str) -> None:
    """Create or repair roles, schemas and passwords, in the caller's transaction.

    Passwords are left alone where the roles are another's: their administrator gives them, and the
    services expect `role_password`. Ends as dom360_owner, to whom everything from here on belongs.
    """
    create_roles(connection, app_url)
    open_database(connection)
    become_owner(connection)
    connection.execute(_SQL["open_schema"])


def create_roles(connection: psycopg.Connection, app_url: str) -> None:
    """The roles alone, with their passwords: what a restored database needs before it comes."""
    for name in ("create_roles", "join_owner", "weaken_roles", "limit_roles", "create_backup_role"):
        connection.execute(_SQL[name])
    if connection.execute(_SQL["may_set_passwords"]).fetchone() == (True,):
        _set_passwords(connection, app_url)


def open_database(connection: psycopg.Connection) -> None:
    """What belongs to the database itself, and so is in no dump of what is inside."""
    connection.execute(_SQL["create_schema"])
    connection.execute(_SQL["admit_backup_role"])


def become_owner(connection: psycopg.Connection) -> None:
    """To the end of the transaction everything is made by and belongs to dom360_owner."""
    connection.execute(_SQL["become_owner"])


def _set_passwords(connection: psycopg.Connection, app_url: str) -> None:
    exists = connection.execute(_SQL["backup_role_exists"]).fetchone() == (True,)
    for role in (*SERVICE_ROLES, *((BACKUP_ROLE,) if exists else ())):
        verifier = connection.pgconn.encrypt_password(
            role_password(app_url, role).encode(), role.encode(), b"scram-sha-256"
        )
        connection.execute(_SQL["name_role"], {"role": role, "verifier": verifier.decode()})
        connection.execute(_SQL["set_role_password"])
