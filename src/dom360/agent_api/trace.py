"""Ids that follow a call: its trace and its request, on every answer there is."""

import re
import secrets
import time
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dom360.agent_api.problems import Problem, error_response
from dom360.kit.tracing import describe_answer, server_span
from dom360.logs import get_logger
from dom360.protocol import API_VERSION, AgentErrorCode

log = get_logger("agent_api")

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?")
_HEADER_SAFE = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(slots=True)
class Trace:
    """Lives in the request's state. The turn sets what it learns from the body."""

    trace_id: str
    request_id: str | None
    # For the log, where it is an id and no words.
    tenant_id: str | None = None
    # A tenant's locale, or until the body is read what the caller's headers say.
    locale: str | None = None
    started: float = field(default_factory=time.perf_counter)
    extra_headers: dict[str, str] = field(default_factory=dict)

    def elapsed_ms(self) -> int:
        return round((time.perf_counter() - self.started) * 1_000)


def trace_id_from(traceparent: str | None) -> str:
    """The caller's trace id (W3C Trace Context), or a new one."""
    match = _TRACEPARENT.fullmatch((traceparent or "").strip())
    if match and match.group(1) != "0" * 32 and not match.string.startswith("ff"):
        return match.group(1)
    return secrets.token_hex(16)


def _usable(header: str | None) -> str | None:
    """A request id from outside goes into headers, bodies and logs: printable and short."""
    return header if header and _HEADER_SAFE.fullmatch(header) else None


class TraceMiddleware:
    """Puts the ids on every answer, and turns a crash into the envelope."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        trace = Trace(
            trace_id_from(headers.get("traceparent")),
            _usable(headers.get("x-request-id")),
            locale=headers.get("accept-language"),
        )
        scope.setdefault("state", {})["trace"] = trace
        started, status = False, 500

        async def send_with_ids(message: Message) -> None:
            nonlocal started, status
            if message["type"] == "http.response.start":
                started, status = True, message["status"]
                _add_headers(MutableHeaders(scope=message), trace)
                _log(scope, message["status"], trace)
            await send(message)

        try:
            with server_span(scope["method"], scope["headers"]) as span:
                try:
                    await self._app(scope, receive, send_with_ids)
                finally:
                    describe_answer(span, scope["method"], _route(scope), status)
        except Exception:
            # The door of the service: nothing may pass it but the envelope.
            log.exception("agent.crashed", trace_id=trace.trace_id, request_id=trace.request_id)
            if started:
                raise
            problem = Problem(AgentErrorCode.INTERNAL_ERROR, status=500)
            response = error_response(
                problem,
                trace_id=trace.trace_id,
                request_id=trace.request_id,
                locale=trace.locale,
            )
            await response(scope, receive, send_with_ids)


def _route(scope: Scope) -> str:
    """Never a path that callers make up."""
    known = scope["path"] in ("/sdr", "/copilot", "/healthz", "/.well-known/agent-config")
    return scope["path"] if known else "unknown"


def _add_headers(headers: MutableHeaders, trace: Trace) -> None:
    headers["X-Trace-ID"] = trace.trace_id
    headers["X-Agent-API-Version"] = API_VERSION
    if request_id := _usable(trace.request_id):
        headers["X-Request-ID"] = request_id
    for name, value in trace.extra_headers.items():
        headers[name] = value


def _log(scope: Scope, status: int, trace: Trace) -> None:
    quiet = scope["path"] == "/healthz" and status == 200
    write = log.debug if quiet else log.info
    write(
        "agent.answered",
        method=scope["method"],
        route=_route(scope),
        status=status,
        trace_id=trace.trace_id,
        request_id=trace.request_id,
        tenant_id=trace.tenant_id,
        ms=trace.elapsed_ms(),
    )
