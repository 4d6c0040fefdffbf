"""The Backend API: the only service that talks to the database for people and programs."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.routing import Route

from dom360 import __version__, logs
from dom360.access.at_the_door import AskFirst
from dom360.access.guards import check_permissions, enforce
from dom360.access.key_routes import router as api_keys
from dom360.access.oidc import Oidc
from dom360.access.parts import Access
from dom360.access.routes import router as access
from dom360.access.second_factor_routes import router as second_factor
from dom360.access.sso import Sso
from dom360.access.sso_routes import router as sso
from dom360.agent_profiles.routes import router as agent_profiles
from dom360.agent_profiles.trial import Trials
from dom360.agent_tools.actions import Toolbox
from dom360.agent_tools.capability import CapabilityIssuer
from dom360.agent_tools.mcp_endpoint import McpEndpoint, McpServer
from dom360.agent_tools.routes import router as agent_tools
from dom360.audit.routes import router as audit
from dom360.backend.description import describe
from dom360.backend.health import router as health
from dom360.backend.tenant_file import router as tenant_file
from dom360.budgets.routes import router as budgets
from dom360.contacts.routes import router as contacts
from dom360.conversations.routes import list_latest_messages_directly
from dom360.conversations.routes import router as conversations
from dom360.dashboards.platform.routes import router as platform_dashboard
from dom360.dashboards.routes import router as dashboards
from dom360.dashboards.weekly.routes import router as weekly_report
from dom360.db.database import Database
from dom360.db.replica import Replica
from dom360.db.startup_check import check_service, warn_of_risks
from dom360.db.vault import Vault
from dom360.desk.routes import router as desk
from dom360.inboxes.routes import router as inboxes
from dom360.jobs.app import make_app
from dom360.kit.process import END_STREAMS
from dom360.kit.tracing import NO_TELEMETRY_OF_FASTAPI, export_to
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.routes import router as knowledge
from dom360.knowledge.search import KnowledgeBase
from dom360.leads.routes import router as leads
from dom360.live.announcer import Announcer
from dom360.live.hub import Hub
from dom360.live.routes import router as live
from dom360.llm.embedding_service import EmbeddingService
from dom360.llm.embeddings import BuiltInEmbedder
from dom360.llm.models import Models
from dom360.people.link_routes import router as links
from dom360.people.mailing import Mailing
from dom360.people.profile_routes import router as profile
from dom360.people.routes import router as people
from dom360.platform.operations import router as operations
from dom360.platform.routes import router as platform
from dom360.settings import Settings, get_settings
from dom360.tenants.routes import router as tenants
from dom360.turns.actions import RunnerSettings, TurnRunner
from dom360.turns.routes import chat_directly
from dom360.turns.routes import router as turns
from dom360.usage.pricing import load_prices
from dom360.usage.routes import router as usage
from dom360.web import problems
from dom360.web.agent_client import AgentClient
from dom360.web.body_limit import MAX_BODY_BYTES, BodyLimit
from dom360.web.cors import ApiCors
from dom360.web.direct import Direct
from dom360.web.metrics_port import listen
from dom360.web.middleware import RequestContext
from dom360.web.rate_limits import RateLimits
from dom360.web.ssrf import Guard
from dom360.web_chat.routes import router as web_chat
from dom360.web_chat.streams import Streams
from dom360.web_chat.visitor_routes import router as visitors

# Longer than most answers take; what is not done by then is repaired by the worker.
DRAIN_S = 8
QUEUEING_CONNECTIONS = 2
# How many new objects the collector waits for. A request makes some hundred that are gone by
# themselves; Python's 700 had it look through them several times in each.
YOUNG_OBJECTS = 10_000
MAX_IMPORT_BYTES = 1024 * 1024

_ROUTERS = (
    # Routes are tried in this order: the chat turn comes first, whoever polls comes soon after.
    turns,
    health,
    access,
    api_keys,
    second_factor,
    sso,
    people,
    links,
    profile,
    tenants,
    contacts,
    conversations,
    usage,
    budgets,
    dashboards,
    platform_dashboard,
    weekly_report,
    audit,
    leads,
    knowledge,
    agent_tools,
    inboxes,
    agent_profiles,
    platform,
    operations,
    tenant_file,
    desk,
    live,
    web_chat,
    visitors,
)


_SHORTCUTS = {
    "POST /api/chat": chat_directly,
    "GET /api/messages": list_latest_messages_directly,
}


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
        telemetry=NO_TELEMETRY_OF_FASTAPI,
    )
    app.state.settings = settings
    app.state.guard = Guard(settings.private_destinations)
    app.state.rates = RateLimits.of(settings)
    for router in _ROUTERS:
        app.include_router(router)
    app.router.routes.append(Route("/api/mcp", McpEndpoint(app), include_in_schema=False))
    check_permissions(app)
    problems.install(app)
    _surround(app, settings)
    describe(app)
    return app


def _surround(app: FastAPI, settings: Settings) -> None:
    """What every request passes; the last one added is the outermost."""
    uploads = {
        "/api/leads/import": MAX_IMPORT_BYTES,
        # The form around the file takes some more.
        "/api/knowledge/documents": settings.knowledge_max_file_bytes + MAX_BODY_BYTES,
    }
    app.add_middleware(Direct, shortcuts=_SHORTCUTS)
    app.add_middleware(BodyLimit, larger=uploads)
    app.add_middleware(AskFirst, paths=uploads)
    if settings.cors_origins:
        app.add_middleware(
            ApiCors,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"],
        )
    app.add_middleware(
        RequestContext,
        trusted_proxies=frozenset(settings.trusted_proxies),
        https=settings.secure_cookies,
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    if settings.otlp_endpoint:
        export_to(settings.otlp_endpoint, "backend")
    watched = listen(
        settings.metrics_host, settings.metrics_port, processes=settings.backend_workers
    )
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
        async with _working(app, settings, db, vault):
            announcer = Announcer(db, app.state.live.wake)
            app.state.live.start()
            app.state.access.keys.start()
            asyncio.get_running_loop().add_signal_handler(END_STREAMS, app.state.live.end_streams)
            # What start-up made stays: the collector need not look through it again and again.
            gc.collect()
            gc.freeze()
            gc.set_threshold(YOUNG_OBJECTS)
            yield
            await app.state.live.close()
            await app.state.turns.drain(DRAIN_S)
            await announcer.close()
            await app.state.mailing.drain()
            await app.state.access.drain()
            if app.state.replica is not None:
                await app.state.replica.close()
    finally:
        if watched:
            watched.close()
        await db.close()


def _replica(settings: Settings, db: Database) -> Replica | None:
    if settings.database_replica_url is None:
        return None
    copy = Database(
        settings.database_replica_url.get_secret_value(),
        pool_size=settings.database_pool_size,
        prepare=settings.database_prepare,
    )
    return Replica(db, copy, max_lag_s=settings.replica_max_lag_s)


@asynccontextmanager
async def _working(
    app: FastAPI, settings: Settings, db: Database, vault: Vault
) -> AsyncIterator[None]:
    """What the routes find in `app.state`, while it is open."""
    built_in = BuiltInEmbedder()
    service = EmbeddingService(app.state.guard)
    jobs = make_app(settings.required_app_url(), pool_size=QUEUEING_CONNECTIONS)
    state = app.state
    state.db, state.vault = db, vault
    state.replica = _replica(settings, db)
    state.embedders = Embedders(built_in, service, vault)
    state.knowledge = KnowledgeBase(state.embedders)
    state.toolbox = Toolbox(db, state.knowledge)
    state.mcp = McpServer(state.toolbox)
    state.access = Access.of(db, vault, settings)
    oidc = Oidc(state.guard)
    state.sso = Sso(db, vault, oidc, state.access.sign_ins, settings.link_url)
    state.mailing = Mailing.of(db, jobs, state.access.throttle, settings)
    state.capabilities = CapabilityIssuer.of(settings)
    state.web_streams = Streams()
    state.live = Hub(db, settings.required_app_url())
    async with (
        AgentClient(state.guard) as agents,
        Models(state.guard) as models,
        service,
        jobs.open_async(),
    ):
        state.agents = agents
        state.trials = Trials(db, vault, models, agents, settings.platform_agent_url)
        state.turns = TurnRunner(db, agents, RunnerSettings.of(settings), vault, state.capabilities)
        slow = (asyncio.to_thread(load_prices), built_in.warm_up())
        loading = [asyncio.create_task(one) for one in slow]
        yield
        await asyncio.gather(*loading)
        await state.mcp.close()
