"""Sign-in, the session, and the other sessions of a person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse
from starlette.status import HTTP_202_ACCEPTED, HTTP_204_NO_CONTENT

from dom360.access import actions, queries, views
from dom360.access.cookies import forget_session, give_cookies
from dom360.access.errors import TenantClosed
from dom360.access.guards import Master, SignedIn, Visitor, check_origin
from dom360.access.models import Acting, HalfSignedIn
from dom360.access.parts import Desk, FromBrowser
from dom360.access.schemas import (
    Ended,
    OpenSessionList,
    SecondFactorAnswer,
    SecondFactorNeeded,
    SessionView,
    SignIn,
    TenantChoice,
    VisitorView,
)
from dom360.errors import NotFound
from dom360.tenants import queries as tenants
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/auth", tags=["access"])

_SIGN_IN_RESPONSES: dict[int | str, dict[str, Any]] = {
    HTTP_202_ACCEPTED: {
        "model": SecondFactorNeeded,
        "description": "The password was right, and this person has a second factor.",
    },
    429: {"description": "TOO_MANY_TRIES: Retry-After says how many seconds to wait."},
}


@router.post(
    "/sign-in",
    response_model=SessionView,
    responses=_SIGN_IN_RESPONSES,
    dependencies=[Depends(check_origin)],
    operation_id="sign_in",
)
async def sign_in(
    body: SignIn, response: Response, desk: Desk, browser: FromBrowser, settings: AppSettings
) -> SessionView | Response:
    """Start a session. Sets an HttpOnly cookie. 202 where a code is needed as well."""
    started = await desk.with_password(body.email, body.password, browser)
    if isinstance(started, HalfSignedIn):
        needed = SecondFactorNeeded(
            pending_token=started.pending_token, expires_at=started.expires_at
        )
        return JSONResponse(needed.model_dump(mode="json"), HTTP_202_ACCEPTED)
    give_cookies(response, started, settings)
    return await views.session(desk.db, started.principal)


@router.post(
    "/sign-in/second-factor",
    dependencies=[Depends(check_origin)],
    operation_id="sign_in_with_code",
)
async def sign_in_with_code(
    body: SecondFactorAnswer,
    response: Response,
    desk: Desk,
    browser: FromBrowser,
    settings: AppSettings,
) -> SessionView:
    """The second step of a sign-in. A code, or a recovery code, is taken once."""
    started = await desk.with_code(body.pending_token, body.code, browser)
    give_cookies(response, started, settings)
    return await views.session(desk.db, started.principal)


@router.post("/sign-out", status_code=HTTP_204_NO_CONTENT, operation_id="sign_out")
async def sign_out(me: SignedIn, response: Response, db: Db) -> None:
    """End the session, at once and for every copy of its cookie."""
    assert me.session_id is not None
    if me.acting is not None:
        async with db.platform_tx("dom360_admin") as tx:
            await actions.leave_tenant(tx, me)
    async with db.tenant_tx(me.home_tenant_id) as tx:
        await queries.revoke_session(tx, me.session_id)
    forget_session(response)


@router.get("/session", operation_id="get_session")
async def get_session(me: SignedIn, db: Db) -> SessionView:
    return await views.session(db, me)


@router.get("/visitor", operation_id="get_visitor")
async def get_visitor(me: Visitor, db: Db) -> VisitorView:
    """The session of this browser, or null: for a page that has to ask before anybody signs in."""
    return VisitorView(session=await views.session(db, me) if me else None)


@router.put("/session/tenant", operation_id="choose_tenant")
async def choose_tenant(body: TenantChoice, me: Master, db: Db) -> SessionView:
    """Work in a company as a MASTER, for a reason and for a while. Both sides' logs keep it."""
    acting = Acting(body.reason, datetime.now(UTC) + timedelta(minutes=body.minutes))
    async with db.platform_tx("dom360_admin") as tx:
        tenant = await tenants.get_tenant(tx, body.tenant_id)
        if tenant.status == "deleting":
            raise TenantClosed
        await actions.choose_tenant(tx, me, body.tenant_id, acting)
    return await views.session(db, replace(me, tenant_id=body.tenant_id, acting=acting))


@router.delete("/session/tenant", operation_id="leave_tenant")
async def leave_tenant(me: Master, db: Db) -> SessionView:
    """Be out of the company again. Safe to repeat."""
    async with db.platform_tx("dom360_admin") as tx:
        await actions.leave_tenant(tx, me)
    return await views.session(db, replace(me, tenant_id=None, acting=None))


@router.get("/sessions", operation_id="list_my_sessions")
async def list_my_sessions(me: SignedIn, db: Db) -> OpenSessionList:
    """Where I am signed in, the latest seen first."""
    assert me.user_id is not None
    async with db.tenant_tx(me.home_tenant_id) as tx:
        found = await queries.list_sessions(tx, me.user_id)
    return OpenSessionList(items=[views.open_session(one, current=me.session_id) for one in found])


@router.post("/sessions/end-others", operation_id="end_my_other_sessions")
async def end_my_other_sessions(me: SignedIn, db: Db) -> Ended:
    """Sign out everywhere but here."""
    assert me.user_id is not None
    async with db.tenant_tx(me.home_tenant_id) as tx:
        return Ended(sessions=await queries.revoke_sessions(tx, me.user_id, but=me.session_id))


@router.delete(
    "/sessions/{session_id}", status_code=HTTP_204_NO_CONTENT, operation_id="end_my_session"
)
async def end_my_session(session_id: UUID, me: SignedIn, db: Db) -> None:
    """Sign out one browser. 404 for one of somebody else."""
    async with db.tenant_tx(me.home_tenant_id) as tx:
        if not await queries.revoke_session(tx, session_id, user_id=me.user_id):
            raise NotFound
