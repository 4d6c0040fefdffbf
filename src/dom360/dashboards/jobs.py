"""Background work on the sums that dashboards read."""

from uuid import UUID

from dom360.dashboards import queries
from dom360.db.database import Database
from dom360.usage.queries import list_companies

# So that no transaction runs long.
_WEEKS = 26


async def roll_figures(db: Database, *, everybody: bool = False) -> int:
    """Add up the weeks that have changed; returns how many. Until then they are counted from their
    leads, turns and handovers: a late or missing run makes dashboards slower and never wrong.

    `everybody`: also of companies without a change, for weeks that never were added up.
    """
    rolled = 0
    for tenant_id in await _tenants(db, everybody=everybody):
        while True:
            async with db.tenant_tx(tenant_id, role="dom360_jobs") as tx:
                weeks = await queries.roll_figures(tx, _WEEKS)
            rolled += weeks
            if weeks < _WEEKS:
                break
    return rolled


async def _tenants(db: Database, *, everybody: bool) -> list[UUID]:
    async with db.platform_tx("dom360_admin") as tx:
        if everybody:
            return [company.tenant_id for company in await list_companies(tx)]
        return await queries.list_with_marks(tx)
