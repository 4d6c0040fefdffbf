"""Who may call a route. Each is a dependency; a route names the one it needs."""

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlsplit

import structlog
from fastapi import Depends, Request

from dom360.access import actions
from dom360.access.errors import ForeignOrigin, TenantNotChosen
from dom360.access.models import Principal
from dom360.access.schemas import Role
from dom360.db.actor import act_as
from dom360.db.database import Tx
from dom360.errors import Forbidden, Unauthenticated
from dom360.web.deps import AppSettings, Db

SESSION_COOKIE = "dom360_session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def check_origin(request: Request, settings: AppSettings) -> None:
    """Refuse a change that another site's page sends with our cookie (beside SameSite=Lax)."""
    origin = request.headers.get("origin")
    if request.method in _SAFE_METHODS or origin is None or origin in settings.allowed_origins:
        return
    host = _host_of(origin)
    if not host or host != request.headers.get("host"):
        raise ForeignOrigin


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # brackets that are no address
        return None


async def _principal(request: Request, db: Db, settings: AppSettings) -> Principal:
    principal = await _authenticate(request, db, settings)
    act_as(*principal.as_actor())
    structlog.contextvars.bind_contextvars(
        tenant_id=str(principal.tenant_id), user_id=str(principal.user_id)
    )
    return principal


async def _authenticate(request: Request, db: Db, settings: AppSettings) -> Principal:
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthenticated
        return await actions.authenticate_api_key(db, key.strip())

    cookie = request.cookies.get(SESSION_COOKIE)
    if cookie is None:
        raise Unauthenticated
    check_origin(request, settings)
    return await actions.authenticate_session(db, cookie)


Me = Annotated[Principal, Depends(_principal)]


class _Needs:
    """A principal who has a tenant and one of these roles. A MASTER may do all of it."""

    def __init__(self, *roles: Role) -> None:
        self._roles = frozenset(roles)

    def __call__(self, me: Me) -> Principal:
        if me.role != "MASTER" and me.role not in self._roles:
            raise Forbidden
        if me.tenant_id is None:
            raise TenantNotChosen
        return me


def _signed_in(me: Me) -> Principal:
    """A person with a session; an API key is not enough."""
    if me.session_id is None or me.user_id is None:
        raise Forbidden("An API key cannot do this. Sign in as a person.")
    return me


def _master(me: Annotated[Principal, Depends(_signed_in)]) -> Principal:
    if me.role != "MASTER":
        raise Forbidden
    return me


SignedIn = Annotated[Principal, Depends(_signed_in)]
Master = Annotated[Principal, Depends(_master)]
Reader = Annotated[Principal, Depends(_Needs("TENANT_ADMIN", "TENANT_USER", "VIEWER"))]
Writer = Annotated[Principal, Depends(_Needs("TENANT_ADMIN", "TENANT_USER"))]
Admin = Annotated[Principal, Depends(_Needs("TENANT_ADMIN"))]


async def _reader_tx(me: Reader, db: Db) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx


async def _writer_tx(me: Writer, db: Db) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx
    db.changed(me.tenant_id)


async def _admin_tx(me: Admin, db: Db) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx
    db.changed(me.tenant_id)


# scope="function": the transaction is committed before the answer leaves. Without it, FastAPI
# commits after the response, and a failed commit would already have been reported as done.
ReaderTx = Annotated[Tx, Depends(_reader_tx, scope="function")]
WriterTx = Annotated[Tx, Depends(_writer_tx, scope="function")]
AdminTx = Annotated[Tx, Depends(_admin_tx, scope="function")]
