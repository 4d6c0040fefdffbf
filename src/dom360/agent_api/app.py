"""The Agent API: AGENT_PROTOCOL's addresses over HTTP. It has no database and needs no key.

Serve it with `granian --interface asgi --factory dom360.agent_api.app:create_app`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from dom360 import logs
from dom360.agent_api import metrics
from dom360.agent_api.descriptions import TOOLS, health_of, warm_up
from dom360.agent_api.problems import Problem, error_response
from dom360.agent_api.ratelimit import RateLimiter
from dom360.agent_api.reading import check_key, check_version
from dom360.agent_api.repeats import Repeats
from dom360.agent_api.streaming import events, wants_stream
from dom360.agent_api.tool_client import ToolClients
from dom360.agent_api.trace import Trace, TraceMiddleware
from dom360.agent_api.turns import Turns
from dom360.kit.tracing import NO_TELEMETRY_OF_FASTAPI, export_to
from dom360.llm.models import Models
from dom360.logs import get_logger
from dom360.protocol import (
    API_VERSION,
    AgentConfig,
    AgentErrorCode,
    AgentType,
    RateLimits,
)
from dom360.protocol.wire import Wire
from dom360.settings import Settings, get_settings
from dom360.web.metrics_port import listen

log = get_logger("agent_api")


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or get_settings()
    logs.configure(service="agent", level=settings.log_level, fmt=settings.log_format)
    tools = ToolClients(settings.agent_callback_url)
    models = Models.of(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if settings.otlp_endpoint:
            export_to(settings.otlp_endpoint, "agent")
        watched = listen(settings.metrics_host, settings.agent_metrics_port)
        await warm_up(models)
        if models.chain and settings.agent_key is None:
            log.warning("model.open_to_callers", advice="Set DOM360_AGENT_KEY; see docs/models.md.")
        yield
        await tools.close()
        await models.close()
        if watched:
            watched.close()

    app = FastAPI(
        title="DOM360 Agent API",
        version=version("dom360"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        telemetry=NO_TELEMETRY_OF_FASTAPI,
    )
    turns = Turns(RateLimiter(settings.agent_rate_per_minute), Repeats(), tools, models)
    _add_agents(app, settings, turns)
    _add_descriptions(app, settings, models, tools)
    app.add_exception_handler(Problem, _refuse)
    app.add_exception_handler(HTTPException, _no_such_route)
    app.add_middleware(TraceMiddleware)
    return app


def _add_agents(app: FastAPI, settings: Settings, turns: Turns) -> None:
    async def respond(http: Request, agent_type: AgentType) -> Response:
        check_key(http, settings.agent_key)
        check_version(http)
        trace: Trace = http.state.trace
        streamed = wants_stream(http.headers.get("accept"))
        running = await turns.take(http, agent_type, trace, streamed=streamed)
        if not streamed:
            # Shielded: when one caller goes away, the work and its other callers go on.
            return _json(await asyncio.shield(running.task))
        await running.live.begun()
        if running.task.done():
            # What failed before its first event is answered with its status.
            running.task.result()
        return StreamingResponse(
            events(running.live, running.task, trace_id=trace.trace_id, locale=trace.locale),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def counted(http: Request, agent_type: AgentType) -> Response:
        try:
            return await respond(http, agent_type)
        except Problem as problem:
            metrics.turn_failed(agent_type.value, problem.code.value)
            raise

    @app.post("/sdr", summary="One turn with a lead")
    async def sdr(http: Request) -> Response:
        return await counted(http, AgentType.SDR)

    @app.post("/copilot", summary="One turn with an operator")
    async def copilot(http: Request) -> Response:
        return await counted(http, AgentType.COPILOT)


def _add_descriptions(app: FastAPI, settings: Settings, models: Models, tools: ToolClients) -> None:
    @app.get("/healthz", summary="Is the service able to answer")
    async def healthz() -> Response:
        return _json(health_of(models, tools.searches, app.version))

    @app.get("/.well-known/agent-config", summary="What the service can do")
    async def agent_config() -> Response:
        per_minute = settings.agent_rate_per_minute or None
        return _json(
            AgentConfig(
                api_version=API_VERSION,
                agent_types=[kind.value for kind in AgentType],
                capabilities={kind.value: list(TOOLS[kind]) for kind in AgentType},
                rate_limits=RateLimits(
                    requests_per_minute=per_minute,
                    requests_per_hour=per_minute * 60 if per_minute else None,
                ),
                supported_languages=["pt-BR", "en"],
            )
        )


def _json(message: Wire) -> Response:
    return Response(message.to_wire(), media_type="application/json")


async def _refuse(http: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    trace: Trace = http.state.trace
    return error_response(
        error, trace_id=trace.trace_id, request_id=trace.request_id, locale=trace.locale
    )


async def _no_such_route(http: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = Problem(
        AgentErrorCode.INVALID_REQUEST,
        status=error.status_code,
        text="method" if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else "not_found",
        headers=error.headers,
    )
    return await _refuse(http, problem)
