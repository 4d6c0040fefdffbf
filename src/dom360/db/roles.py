"""Makes the database's roles and its schema. Part of `dom360 db migrate`."""

from pathlib import Path

import psycopg

from dom360.db.named_queries import load_queries
from dom360.db.urls import BACKUP_ROLE, SERVICE_ROLES, role_password
from dom360.errors import Dom360Error

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "roles.sql")
_NO_CRYPTO = "DMS04"


class CryptoMissing(Dom360Error):
    """pgcrypto is not there, and DATABASE_URL's role may not install it."""

    code = "PGCRYPTO_MISSING"


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
    connection.execute(_SQL["silence_parameters"])


def open_database(connection: psycopg.Connection) -> None:
    """What belongs to the database itself, and so is in no dump of what is inside."""
    connection.execute(_SQL["create_schema"])
    connection.execute(_SQL["admit_backup_role"])
    ensure_crypto(connection)
    connection.execute(_SQL["create_vector"])


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


def ensure_crypto(connection: psycopg.Connection) -> None:
    """pgcrypto, in a schema of its own that only the owner of our functions may enter."""
    try:
        connection.execute(_SQL["create_crypto"])
    except psycopg.DatabaseError as problem:
        if problem.sqlstate != _NO_CRYPTO:
            raise
        raise CryptoMissing(
            f"DOM360 needs pgcrypto in a schema of its own: {problem.diag.message_primary}. Let a "
            "superuser run, in this database: CREATE SCHEMA IF NOT EXISTS dom360_crypto "
            "AUTHORIZATION dom360_owner; then CREATE EXTENSION pgcrypto SCHEMA dom360_crypto; or, "
            "where it is installed elsewhere, ALTER EXTENSION pgcrypto SET SCHEMA dom360_crypto;"
        ) from None
