"""The dashboard of all companies. For a MASTER only."""

from uuid import UUID

from fastapi import APIRouter

from dom360.access.guards import Master
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.dashboards.params import Days
from dom360.dashboards.periods import span
from dom360.dashboards.platform import actions, queries
from dom360.dashboards.platform.schemas import PlatformDashboard
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/admin", tags=["admin"])


@router.get("/dashboard", operation_id="get_platform_dashboard")
async def get_platform_dashboard(
    me: Master, db: Db, settings: AppSettings, days: Days, tenant_id: UUID | None = None
) -> PlatformDashboard:
    """Tokens, money, errors and latency of all companies, or of one; the largest 100 by name."""
    async with db.platform_tx("dom360_admin") as tx:
        clock = await queries.get_clock(tx)
        asked = span(clock.today, **vars(days))
        found = await actions.dashboard(
            tx, clock, asked, tenant_id=tenant_id, rate=settings.brl_per_usd
        )
        await audit.append(tx, me.home_tenant_id, "platform.dashboard_read", Subject("tenants"))
    return found
