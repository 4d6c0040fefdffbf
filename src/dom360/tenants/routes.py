"""A company's settings, for its administrators."""

from fastapi import APIRouter

from dom360.access.guards import Admin, AdminTx
from dom360.tenants import actions, queries
from dom360.tenants.schemas import ConnectionReport, ConnectionTest, SettingsPatch, SettingsView
from dom360.web.deps import Agents, AppSettings, Db, Destinations, Secrets

router = APIRouter(prefix="/api/settings", tags=["settings"])


@router.get("", operation_id="get_settings")
async def get_settings(tx: AdminTx) -> SettingsView:
    """Secrets are not among them: only that they are there, and since when."""
    return actions.view(await queries.get_settings(tx))


@router.patch("", operation_id="change_settings")
async def change_settings(
    body: SettingsPatch, me: Admin, db: Db, vault: Secrets, guard: Destinations
) -> SettingsView:
    """All of it is stored, or nothing. From the next turn on."""
    assert me.tenant_id is not None
    return await actions.change_settings(db, vault, guard, me.tenant_id, body)


@router.post("/test-connection", operation_id="test_connection")
async def test_connection(
    body: ConnectionTest,
    me: Admin,
    db: Db,
    agents: Agents,
    guard: Destinations,
    settings: AppSettings,
) -> ConnectionReport:
    """Ask the agents how they are, without a turn: how long that takes, or why it fails."""
    assert me.tenant_id is not None
    url = body.agents_endpoint_url
    if url is not None:
        url = actions.check_address(guard, "agents_endpoint_url", url)
    async with db.tenant_tx(me.tenant_id) as tx:
        stored = await queries.get_settings(tx)
    return await actions.test_connection(
        agents, stored, url=url, platform_url=settings.platform_agent_url
    )
