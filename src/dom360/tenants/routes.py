"""The platform's view of its tenants."""

from fastapi import APIRouter

from dom360.access.guards import Master
from dom360.access.schemas import TenantView
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.tenants import queries
from dom360.tenants.schemas import TenantList
from dom360.web.deps import Db

router = APIRouter(prefix="/api/admin", tags=["admin"])


@router.get("/tenants", operation_id="list_tenants")
async def list_tenants(me: Master, db: Db) -> TenantList:
    """All companies on this platform, by name. For a MASTER only."""
    async with db.platform_tx("dom360_admin") as tx:
        found = await queries.list_tenants(tx)
        await audit.append(tx, me.home_tenant_id, "platform.tenants_listed", Subject("tenants"))
    return TenantList(
        items=[
            TenantView(id=t.id, slug=t.slug, name=t.name, locale=t.locale, timezone=t.timezone)
            for t in found
        ]
    )
