"""Around every request: its id, its size, its log line. Plain ASGI: streams stay streams."""

import re
import time
import uuid
from collections.abc import Mapping, MutableMapping
from types import MappingProxyType
from typing import Any

import structlog
from opentelemetry.trace import Span
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dom360.db.actor import Actor, acting_as
from dom360.db.database import MonthWasMissing
from dom360.kit.tracing import server_span, trace_id
from dom360.logs import get_logger
from dom360.web import metrics
from dom360.web.client_address import client_address
from dom360.web.cors import cors_headers
from dom360.web.json_depth import MAX_DEPTH, is_too_deep
from dom360.web.problems import problem
from dom360.web.rate_limits import headers_of
from dom360.web.security_headers import security_headers

log = get_logger(__name__)

MAX_BODY_BYTES = 256 * 1024
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
        request_id = _request_id(scope)
        status = 500
        # Shared with whoever counts this request: what is left of its limits goes into the answer.
        state: dict[str, Any] = scope.setdefault("state", {})

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = message.get("headers", ())
                message["headers"] = [
                    *given,
                    (b"x-request-id", request_id.encode()),
                    *security_headers(given, https=self._https),
                    *headers_of(state.get("rate_limits", ())),
                    *cors_headers(state.get("opened_to")),
                ]
            await send(message)

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
                await self._app(scope, receive, send_with_id)
            finally:
                _describe(span, scope, status)
                _tell(scope, status, time.perf_counter() - started)


class BodyLimit:
    """Refuses bodies over the limit with 413, whether or not they announce their length. Whoever
    has the body can also run a request again (`MonthWasMissing`).

    `larger` names the paths of uploads with limits of their own.
    """

    def __init__(
        self,
        app: ASGIApp,
        max_bytes: int = MAX_BODY_BYTES,
        larger: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._max_bytes)
        if _declared_length(scope) > limit:
            await _refuse(limit, scope, receive, send)
            return

        # A bytearray: bytes would be copied anew with each piece of a large upload.
        body, more = bytearray(), scope["method"] not in ("GET", "HEAD")
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > limit:
                await _refuse(limit, scope, receive, send)
                return
        if _is_json(scope) and is_too_deep(body):
            said = f"The body nests deeper than {MAX_DEPTH} levels."
            await problem(400, "INVALID_JSON", said)(scope, receive, send)
            return
        await self._run(scope, bytes(body), receive, send)

    async def _run(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Hand the read body on. Where a row found its month missing, the request is run again: its
        transaction was undone, the month is there now, and nothing was answered yet."""
        untouched, started = dict(scope), False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, _replay(body, receive), send_and_note)
        except MonthWasMissing:
            if started:
                raise
            await self._app(untouched, _replay(body, receive), send)


async def _refuse(limit: int, scope: Scope, receive: Receive, send: Send) -> None:
    answer = problem(413, "PAYLOAD_TOO_LARGE", f"The body is over {limit // 1024} kB. Send less.")
    await answer(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Hand the read body on once; after that the real connection speaks (a client that leaves)."""
    pending: list[MutableMapping[str, Any]] = [
        {"type": "http.request", "body": body, "more_body": False}
    ]

    async def next_message() -> Message:
        return pending.pop() if pending else await receive()

    return next_message


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return bytes(value).decode()
    return uuid.uuid4().hex


def _is_json(scope: Scope) -> bool:
    """Without a type the framework takes a body for JSON, too."""
    types = [value for name, value in scope["headers"] if name == b"content-type"]
    return not types or b"json" in types[0].lower()


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


def _tell(scope: Scope, status: int, seconds: float) -> None:
    if scope["path"] in _QUIET:
        return
    method, route = _method(scope), _route(scope)
    metrics.request_answered(method, route, status, seconds)
    log.info("http.request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _describe(span: Span, scope: Scope, status: int) -> None:
    span.update_name(f"{_method(scope)} {_route(scope)}")
    span.set_attribute("http.request.method", _method(scope))
    span.set_attribute("http.route", _route(scope))
    span.set_attribute("http.response.status_code", status)


def _method(scope: Scope) -> str:
    """A label may not have as many values as callers like."""
    return scope["method"] if scope["method"] in _METHODS else "other"


def _route(scope: Scope) -> str:
    """The route's pattern, never the raw path: paths can carry what customers wrote."""
    route = scope.get("route")
    return getattr(route, "path", "unknown")
