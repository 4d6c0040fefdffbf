"""The Backend API: the only service that talks to the database for people and programs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.routing import Route

from dom360 import __version__, logs
from dom360.access.guards import check_permissions, enforce
from dom360.access.refusals import Refusals
from dom360.access.routes import router as access
from dom360.agent_tools.actions import Toolbox
from dom360.agent_tools.capability import CapabilityIssuer
from dom360.agent_tools.mcp_server import McpEndpoint, make_manager
from dom360.agent_tools.routes import router as agent_tools
from dom360.audit.routes import router as audit
from dom360.backend.health import router as health
from dom360.contacts.routes import router as contacts
from dom360.conversations.routes import router as conversations
from dom360.db.database import Database
from dom360.db.startup_check import check_service, warn_of_risks
from dom360.db.vault import Vault
from dom360.desk.routes import router as desk
from dom360.leads.routes import router as leads
from dom360.live.announcer import Announcer
from dom360.live.hub import Hub
from dom360.live.routes import router as live
from dom360.settings import Settings, get_settings
from dom360.tenants.routes import router as tenants
from dom360.turns.actions import RunnerSettings, TurnRunner
from dom360.turns.routes import router as turns
from dom360.usage.pricing import load_prices
from dom360.usage.routes import router as usage
from dom360.web import problems
from dom360.web.agent_client import AgentClient
from dom360.web.middleware import BodyLimit, RequestContext
from dom360.web.ssrf import Guard

# Longer than most answers take; what is not done by then is repaired by the worker.
DRAIN_S = 8
MAX_IMPORT_BYTES = 1024 * 1024


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application. Reads the settings, connects when the server starts it."""
    settings = settings or get_settings()
    logs.configure(service="backend", level=settings.log_level, fmt=settings.log_format)
    app = FastAPI(
        title="DOM360 Backend API",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        dependencies=[Depends(enforce)],
    )
    app.state.settings = settings
    app.state.guard = Guard(settings.private_destinations)
    for router in (health, access, tenants, contacts, conversations, turns, usage, audit):
        app.include_router(router)
    for router in (leads, agent_tools, desk, live):
        app.include_router(router)
    app.router.routes.append(Route("/api/mcp", McpEndpoint(app), include_in_schema=False))
    check_permissions(app)
    problems.install(app)
    app.add_middleware(BodyLimit, larger={"/api/leads/import": MAX_IMPORT_BYTES})
    app.add_middleware(RequestContext, trusted_proxies=frozenset(settings.trusted_proxies))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    db = Database(
        settings.required_app_url(),
        pool_size=settings.database_pool_size,
        prepare=settings.database_prepare,
    )
    try:
        reports = await check_service(db, "dom360_app")
        vault = Vault(db, settings.keyring())
        await vault.confirm()
        warn_of_risks(reports)
        toolbox = Toolbox(db)
        mcp = make_manager(toolbox)
        async with AgentClient(app.state.guard) as agents, mcp.run():
            app.state.db = db
            app.state.agents = agents
            app.state.refusals = Refusals(db)
            app.state.vault = vault
            app.state.toolbox = toolbox
            app.state.mcp = mcp
            app.state.capabilities = CapabilityIssuer.of(settings)
            app.state.turns = TurnRunner(
                db, agents, RunnerSettings.of(settings), vault, app.state.capabilities
            )
            app.state.live = Hub(db, settings.required_app_url())
            announcer = Announcer(db, app.state.live.wake)
            app.state.live.start()
            prices = asyncio.create_task(asyncio.to_thread(load_prices))
            yield
            await app.state.live.close()
            await prices
            await app.state.turns.drain(DRAIN_S)
            await announcer.close()
            await app.state.refusals.drain()
    finally:
        await db.close()
