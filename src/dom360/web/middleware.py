"""Around every request: its id, its span, its log line. Plain ASGI: streams stay streams."""

import re
import time
import uuid

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dom360.db.actor import Actor, acting_as
from dom360.kit.tracing import describe_answer, server_span, trace_id
from dom360.logs import get_logger
from dom360.web import metrics
from dom360.web.client_address import client_address
from dom360.web.cors import cors_headers
from dom360.web.problems import unexpected
from dom360.web.rate_limits import headers_of
from dom360.web.security_headers import security_headers

log = get_logger(__name__)

# What proxies log for a caller who went away before the answer.
_CALLER_GONE = 499
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:-]{1,128}")
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_QUIET = frozenset({"/healthz", "/readyz", "/api/health"})


class RequestContext:
    """Gives each request an id (the caller's X-Request-ID or a new one) and logs how it went.

    Until a guard knows better, the product itself acts.
    """

    def __init__(
        self, app: ASGIApp, trusted_proxies: frozenset[str] = frozenset(), *, https: bool = False
    ) -> None:
        self._app = app
        self._trusted_proxies = trusted_proxies
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Shared with whoever counts this request: what is left of its limits goes into the answer.
        scope.setdefault("state", {})
        request_id = _request_id(scope)
        answer = _Answer(scope, send, request_id, https=self._https)
        started = time.perf_counter()
        actor = Actor("system", "backend", request_id, client_address(scope, self._trusted_proxies))
        with (
            server_span(_method(scope), scope["headers"]) as span,
            structlog.contextvars.bound_contextvars(
                http_request_id=request_id, trace_id=trace_id(span)
            ),
            acting_as(actor),
        ):
            try:
                await self._run(scope, receive, answer)
            finally:
                status = answer.status or _CALLER_GONE
                describe_answer(span, _method(scope), _route(scope), status)
                _tell(scope, status, time.perf_counter() - started)

    async def _run(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        """Answer a fault of our own here and not in the framework, whose handler stands outside:
        the answer has its id and headers, and the server prints no traceback with its words."""
        try:
            await self._app(scope, receive, answer)
        except Exception as error:  # noqa: BLE001  # a door; it is logged
            told = unexpected(error)
            if answer.status is None:
                await told(scope, receive, answer)
                return
        else:
            return
        # Half an answer must not look like a whole one.
        raise AnswerBroken


class AnswerBroken(Exception):
    """The answer had begun when something went wrong; the log has the fault."""


class _Answer:
    """Sends, with what every answer carries. `status` is None until it begins."""

    def __init__(self, scope: Scope, send: Send, request_id: str, *, https: bool) -> None:
        self._scope = scope
        self._send = send
        self._request_id = request_id
        self._https = https
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = message.get("headers", ())
            message["headers"] = [
                *given,
                (b"x-request-id", self._request_id.encode()),
                *security_headers(given, https=self._https),
                *headers_of(self._scope["state"].get("rate_limits", ())),
                *cors_headers(self._scope["state"].get("opened_to")),
            ]
        await self._send(message)


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return bytes(value).decode()
    return uuid.uuid4().hex


def _tell(scope: Scope, status: int, seconds: float) -> None:
    if scope["path"] in _QUIET:
        return
    method, route = _method(scope), _route(scope)
    metrics.request_answered(method, route, status, seconds)
    log.info("http.request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _method(scope: Scope) -> str:
    """A label may not have as many values as callers like."""
    return scope["method"] if scope["method"] in _METHODS else "other"


def _route(scope: Scope) -> str:
    """The route's pattern, never the raw path: paths can carry what customers wrote."""
    route = scope.get("route")
    return getattr(route, "path", "unknown")
