"""The platform's companies. For a MASTER only."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.status import HTTP_201_CREATED

from dom360.access.guards import Master
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.kit.texts import storable
from dom360.people.deps import Mails
from dom360.platform import actions, queries
from dom360.platform.models import CompanyFilter, Status
from dom360.platform.params import CompanySearch
from dom360.platform.schemas import (
    CompanyCreated,
    CompanyPage,
    CompanyPatch,
    CompanyView,
    DefaultsPatch,
    DefaultsView,
    Deletion,
    InboxAgentList,
    InboxAgentView,
    NewCompany,
    Reason,
)
from dom360.web.deps import Db

router = APIRouter(prefix="/api/admin", tags=["admin"])

Cursor = Annotated[str | None, Query(max_length=300)]


@router.get("/tenants", operation_id="list_tenants")
async def list_tenants(
    me: Master,
    db: Db,
    search: CompanySearch = None,
    status: Status | None = None,
    plan: Annotated[str | None, Query(max_length=32)] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 1000,
) -> CompanyPage:
    """All companies on this platform, by name."""
    only = CompanyFilter(storable(search), status, storable(plan))
    async with db.platform_tx("dom360_admin") as tx:
        page = await actions.page_of_companies(tx, only, cursor=cursor, limit=limit)
        await audit.append(tx, me.home_tenant_id, "platform.tenants_listed", Subject("tenants"))
    return page


@router.post("/tenants", status_code=HTTP_201_CREATED, operation_id="create_tenant")
async def create_tenant(body: NewCompany, _: Master, db: Db, mails: Mails) -> CompanyCreated:
    """A company with its first inbox, and an invitation for its first administrator."""
    return await actions.create(db, body, mails.invitation)


@router.get("/tenants/{tenant_id}", operation_id="get_tenant")
async def get_tenant(tenant_id: UUID, _: Master, db: Db) -> CompanyView:
    async with db.platform_tx("dom360_admin") as tx:
        return actions.view(await queries.get_company(tx, tenant_id))


@router.patch("/tenants/{tenant_id}", operation_id="change_tenant")
async def change_tenant(tenant_id: UUID, body: CompanyPatch, _: Master, db: Db) -> CompanyView:
    """Its name and its plan."""
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.change(tx, tenant_id, body)


@router.post("/tenants/{tenant_id}/suspend", operation_id="suspend_tenant")
async def suspend_tenant(tenant_id: UUID, body: Reason, _: Master, db: Db) -> CompanyView:
    """Refuse its people, its keys and its contacts from now on. Everything is kept."""
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.suspend(tx, tenant_id, body.reason)


@router.post("/tenants/{tenant_id}/resume", operation_id="resume_tenant")
async def resume_tenant(tenant_id: UUID, _: Master, db: Db) -> CompanyView:
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.resume(tx, tenant_id)


@router.post("/tenants/{tenant_id}/delete", operation_id="delete_tenant")
async def delete_tenant(tenant_id: UUID, body: Deletion, _: Master, db: Db) -> CompanyView:
    """Refuse it from now on, and delete everything of it when the grace time is over."""
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.delete(tx, tenant_id, body)


@router.post("/tenants/{tenant_id}/undelete", operation_id="undelete_tenant")
async def undelete_tenant(tenant_id: UUID, _: Master, db: Db) -> CompanyView:
    """Take a deletion back, before the grace time is over."""
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.undelete(tx, tenant_id)


@router.get("/tenants/{tenant_id}/inboxes", operation_id="list_tenant_inboxes")
async def list_tenant_inboxes(tenant_id: UUID, _: Master, db: Db) -> InboxAgentList:
    """Each inbox of a company with the agents that answer there."""
    async with db.platform_tx("dom360_admin") as tx:
        await queries.get_company(tx, tenant_id)
        found = await queries.list_inbox_agents(tx, tenant_id)
    return InboxAgentList(items=[InboxAgentView(**vars(one)) for one in found])


@router.get("/defaults", operation_id="get_platform_defaults")
async def get_defaults(_: Master, db: Db) -> DefaultsView:
    """What a new company begins with."""
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.view_defaults(tx)


@router.patch("/defaults", operation_id="change_platform_defaults")
async def change_defaults(body: DefaultsPatch, _: Master, db: Db) -> DefaultsView:
    """For companies that are created from now on."""
    async with db.platform_tx("dom360_admin") as tx:
        return await actions.change_defaults(tx, body)
