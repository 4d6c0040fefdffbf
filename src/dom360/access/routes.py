"""Sign-in, the session, API keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access import actions, queries
from dom360.access.errors import TenantClosed
from dom360.access.guards import (
    SESSION_COOKIE,
    Admin,
    AdminTx,
    Master,
    SignedIn,
    check_origin,
)
from dom360.access.models import Acting, ApiKey, Principal
from dom360.access.refusals import Refusals
from dom360.access.schemas import (
    ActingView,
    ApiKeyCreated,
    ApiKeyList,
    ApiKeyView,
    NewApiKey,
    SessionView,
    SignIn,
    TenantChoice,
    TenantView,
    UserView,
)
from dom360.db.database import Database
from dom360.tenants import queries as tenants
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api", tags=["access"])


def _refusals(request: Request) -> Refusals:
    refusals: Refusals = request.app.state.refusals
    return refusals


Refused = Annotated[Refusals, Depends(_refusals)]


@router.post("/auth/sign-in", dependencies=[Depends(check_origin)], operation_id="sign_in")
async def sign_in(
    body: SignIn, response: Response, db: Db, settings: AppSettings, refusals: Refused
) -> SessionView:
    """Start a session. Sets an HttpOnly cookie."""
    token, me = await actions.sign_in(
        db, body.email, body.password, hours=settings.session_hours, refusals=refusals
    )
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        path="/",
    )
    return await _session_view(db, me)


@router.post("/auth/sign-out", status_code=HTTP_204_NO_CONTENT, operation_id="sign_out")
async def sign_out(me: SignedIn, request: Request, response: Response, db: Db) -> None:
    """End the session, at once and for every copy of its cookie."""
    assert me.session_id is not None
    if me.acting is not None:
        async with db.platform_tx("dom360_admin") as tx:
            await actions.leave_tenant(tx, me)
    async with db.tenant_tx(me.home_tenant_id) as tx:
        await queries.revoke_session(tx, me.session_id)
    response.delete_cookie(SESSION_COOKIE, path="/")


@router.get("/auth/session", operation_id="get_session")
async def get_session(me: SignedIn, db: Db) -> SessionView:
    return await _session_view(db, me)


@router.put("/auth/session/tenant", operation_id="choose_tenant")
async def choose_tenant(body: TenantChoice, me: Master, db: Db) -> SessionView:
    """Work in a company as a MASTER, for a reason and for a while. Both sides' logs keep it."""
    acting = Acting(body.reason, datetime.now(UTC) + timedelta(minutes=body.minutes))
    async with db.platform_tx("dom360_admin") as tx:
        tenant = await tenants.get_tenant(tx, body.tenant_id)
        if tenant.status == "deleting":
            raise TenantClosed
        await actions.choose_tenant(tx, me, body.tenant_id, acting)
    return await _session_view(db, replace(me, tenant_id=body.tenant_id, acting=acting))


@router.delete("/auth/session/tenant", operation_id="leave_tenant")
async def leave_tenant(me: Master, db: Db) -> SessionView:
    """Be out of the company again. Safe to repeat."""
    async with db.platform_tx("dom360_admin") as tx:
        await actions.leave_tenant(tx, me)
    return await _session_view(db, replace(me, tenant_id=None, acting=None))


@router.get("/api-keys", operation_id="list_api_keys")
async def list_api_keys(tx: AdminTx) -> ApiKeyList:
    return ApiKeyList(items=[_key_view(key) for key in await queries.list_api_keys(tx)])


@router.post("/api-keys", status_code=HTTP_201_CREATED, operation_id="create_api_key")
async def create_api_key(body: NewApiKey, me: Admin, tx: AdminTx) -> ApiKeyCreated:
    """Make a key. The answer is the only time it is shown."""
    stored, key = await actions.create_api_key(tx, body.name, created_by=me.user_id)
    return ApiKeyCreated(**_key_view(stored).model_dump(), key=key)


@router.delete(
    "/api-keys/{api_key_id}", status_code=HTTP_204_NO_CONTENT, operation_id="revoke_api_key"
)
async def revoke_api_key(api_key_id: UUID, tx: AdminTx) -> None:
    """Revoke a key. It stops working at once."""
    await queries.revoke_api_key(tx, api_key_id)


async def _session_view(db: Database, me: Principal) -> SessionView:
    assert me.user_id is not None
    assert me.session_expires_at is not None
    async with db.tenant_tx(me.home_tenant_id) as tx:
        user = await queries.get_user(tx, me.user_id)
    acting = me.acting
    return SessionView(
        user=UserView(id=user.id, email=user.email, name=user.name, role=user.role),
        tenant=await _tenant_view(db, me.tenant_id),
        acting=ActingView(reason=acting.reason, until=acting.until) if acting else None,
        expires_at=me.session_expires_at,
    )


async def _tenant_view(db: Database, tenant_id: UUID | None) -> TenantView | None:
    if tenant_id is None:
        return None
    async with db.tenant_tx(tenant_id) as tx:
        tenant = await tenants.get_tenant(tx, tenant_id)
    return TenantView(
        id=tenant.id,
        slug=tenant.slug,
        name=tenant.name,
        locale=tenant.locale,
        timezone=tenant.timezone,
    )


def _key_view(key: ApiKey) -> ApiKeyView:
    return ApiKeyView(
        id=key.id,
        name=key.name,
        prefix=key.prefix,
        created_at=key.created_at,
        revoked_at=key.revoked_at,
    )
