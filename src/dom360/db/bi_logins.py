"""Logins for BI tools: each sees the numbers of one company, read-only, whatever SQL it sends."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import psycopg

from dom360.db.database import Tx
from dom360.db.named_queries import load_queries
from dom360.errors import Forbidden

_SQL = load_queries(Path(__file__).parents[1] / "sql" / "bi_logins.sql")


@dataclass(frozen=True)
class BiLogin:
    role: str
    slug: str
    created_at: datetime


def login_name(slug: str, tenant_id: UUID) -> str:
    """Roles belong to the whole server, where another database may have a company of the same slug:
    hence the end of the id. Never over PostgreSQL's 63 bytes."""
    return f"dom360_bi_{slug[:40]}_{tenant_id.hex[-12:]}"


async def remember(tx: Tx, role: str, tenant_id: UUID) -> None:
    """Bind a login to its company. As dom360_admin."""
    await tx.run(_SQL["remember_login"], role=role, of_tenant=tenant_id)


async def forget(tx: Tx, role: str) -> None:
    """From here on the login sees nothing, also where it is signed in already."""
    await tx.run(_SQL["forget_login"], role=role)


async def list_logins(tx: Tx) -> list[BiLogin]:
    return await tx.list(BiLogin, _SQL["list_logins"])


def make_role(owner_url: str, role: str) -> str:
    """Create the login, or give it a new password, which is returned and stored nowhere."""
    password = secrets.token_urlsafe(24)
    with psycopg.connect(owner_url) as connection:
        verifier = connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        _run(connection, "make_login", role, verifier.decode())
    return password


def drop_role(owner_url: str, role: str) -> None:
    with psycopg.connect(owner_url) as connection:
        _run(connection, "drop_login", role, "")


def _run(connection: psycopg.Connection, statement: str, role: str, verifier: str) -> None:
    try:
        connection.execute(_SQL["name_login"], {"role": role, "verifier": verifier})
        connection.execute(_SQL[statement])
    except psycopg.errors.InsufficientPrivilege as refusal:
        raise Forbidden(
            f"The role of DATABASE_URL lacks a right: {refusal.diag.message_primary}. Logins are "
            "made by a role with CREATEROLE and GRANT dom360_bi TO … WITH ADMIN OPTION.",
            code="MAY_NOT_CREATE_ROLES",
        ) from refusal
