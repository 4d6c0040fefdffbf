"""Who is asking, and what a route gets of them. Who may call it says permissions.py.

Each guard is a dependency; a route names the one it needs, or the transaction of one.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated
from urllib.parse import urlsplit

import structlog
from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from dom360.access import actions
from dom360.access.cookies import SESSION_COOKIE
from dom360.access.errors import ForeignOrigin
from dom360.access.models import Principal
from dom360.access.parts import Access
from dom360.access.permissions import Endpoint, Level, Rule, problems_of, rule_of
from dom360.access.throttle import address_count
from dom360.db.actor import act_as
from dom360.db.database import Database, Tx
from dom360.errors import Unauthenticated
from dom360.settings import Settings
from dom360.web.client_address import client_address
from dom360.web.deps import AppSettings, Db
from dom360.web.rate_limits import Count, spend

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def check_origin(request: Request, settings: AppSettings) -> None:
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


async def _principal(request: Request, db: Database, settings: Settings) -> Principal:
    principal = await _authenticate(request, db, settings)
    act_as(*principal.as_actor())
    structlog.contextvars.bind_contextvars(
        tenant_id=str(principal.tenant_id), user_id=str(principal.user_id)
    )
    return principal


async def _authenticate(request: Request, db: Database, settings: Settings) -> Principal:
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthenticated
        access: Access = request.app.state.access
        return await actions.authenticate_api_key(access.keys, key.strip())

    cookie = request.cookies.get(SESSION_COOKIE)
    if cookie is None:
        raise Unauthenticated
    await check_origin(request, settings)
    return await actions.authenticate_session(db, cookie)


async def enforce(request: Request, db: Db, settings: AppSettings) -> None:
    """Ask the permission table before anything else. A dependency of the whole application."""
    if not getattr(request.state, "admitted", False):
        await admit(request, request.scope["route"].path, db, settings)


async def admit(request: Request, path: str, db: Database, settings: Settings) -> None:
    """Count a call of this route, and find out whether its caller may make it; once a request."""
    rule = rule_of(request.method, path)
    await spend(request, *_address(request, rule, settings))
    if not rule.is_open:
        me = await _principal(request, db, settings)
        await spend(request, *_caller(me))
        rule.check(me)
        request.state.me = me
        request.app.state.access.seen.note(me)
    request.state.admitted = True


async def let_in(request: Request) -> Principal:
    """Who calls an endpoint that is asked for before its route is found; its path has no parts that
    vary, and it is not open. Raises what a guard would.
    """
    state = request.app.state
    await admit(request, request.scope["path"], state.db, state.settings)
    me: Principal = request.state.me
    return me


def _address(request: Request, rule: Rule, settings: Settings) -> list[Count]:
    """Where it comes from. Not counted: our own parts, health checks, and agents with their tools,
    whose calls are counted by turn.
    """
    address = client_address(request.scope, frozenset(settings.trusted_proxies))
    if address in settings.trusted_proxies or rule.level == "capability" or _is_health(request):
        return []
    return [Count("address", address_count(address).key)]


def _is_health(request: Request) -> bool:
    return request.scope["path"] in ("/healthz", "/readyz", "/api/health")


def _caller(me: Principal) -> list[Count]:
    counts = [Count("tenant", str(me.tenant_id or me.home_tenant_id))]
    if me.api_key_id is not None:
        return [Count("key", str(me.api_key_id)), *counts]
    return [Count("user", str(me.user_id)), *counts]


async def _visitor(request: Request, db: Db, settings: AppSettings) -> Principal | None:
    if SESSION_COOKIE not in request.cookies or "authorization" in request.headers:
        return None
    try:
        me = await _principal(request, db, settings)
    except Unauthenticated:
        return None
    await spend(request, *_caller(me))
    request.app.state.access.seen.note(me)
    return me


# Who is signed in by the browser's cookie, or nobody. For a public endpoint only.
Visitor = Annotated[Principal | None, Depends(_visitor)]


class Needs:
    """Hands a route who is asking, with what its level promises; `enforce` has let them in.

    The level stands in the table, too, and both must agree when the application starts.
    """

    def __init__(self, level: Level) -> None:
        self.level: Level = level

    async def __call__(self, request: Request) -> Principal:
        me: Principal = request.state.me
        return me


SignedIn = Annotated[Principal, Depends(Needs("person"))]
Master = Annotated[Principal, Depends(Needs("master"))]
Reader = Annotated[Principal, Depends(Needs("reader"))]
Writer = Annotated[Principal, Depends(Needs("writer"))]
Admin = Annotated[Principal, Depends(Needs("admin"))]


def check_permissions(app: FastAPI) -> None:
    """Raise unless the permission table and the application's routes fit each other."""
    problems = problems_of(endpoints_of(app))
    if problems:
        raise RuntimeError("dom360.access.permissions: " + "; ".join(problems))


def endpoints_of(app: FastAPI) -> list[Endpoint]:
    """Every method of every route that the application serves, hidden ones too."""
    return [
        Endpoint(method, str(route.path), frozenset(_levels(getattr(route, "dependant", None))))
        for route in iter_route_contexts(app.routes)
        for method in sorted((route.methods or {"*"}) - {"HEAD"})
    ]


def _levels(dependant: Dependant | None) -> Iterator[Level]:
    if dependant is None:
        return
    if isinstance(dependant.call, Needs):
        yield dependant.call.level
    for inner in dependant.dependencies:
        yield from _levels(inner)


async def _reader_tx(me: Reader, db: Db) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx


async def _writer_tx(me: Writer, db: Db) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx
    db.changed(me.tenant_id)


async def _admin_tx(me: Admin, db: Db, request: Request) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx
    db.changed(me.tenant_id)
    # Other processes hear of a revoked key in a moment; this one knows it before it answers.
    access: Access = request.app.state.access
    access.keys.forget(me.tenant_id)


async def _home_tx(me: Master, db: Db, request: Request) -> AsyncIterator[Tx]:
    async with db.tenant_tx(me.home_tenant_id) as tx:
        yield tx
    access: Access = request.app.state.access
    access.keys.forget(me.home_tenant_id)


# scope="function": the transaction is committed before the answer leaves. Without it, FastAPI
# commits after the response, and a failed commit would already have been reported as done.
ReaderTx = Annotated[Tx, Depends(_reader_tx, scope="function")]
WriterTx = Annotated[Tx, Depends(_writer_tx, scope="function")]
AdminTx = Annotated[Tx, Depends(_admin_tx, scope="function")]
# The platform's own rows, for who administers it.
HomeTx = Annotated[Tx, Depends(_home_tx, scope="function")]
