"""A call to an agent, and its translation into an HTTP request."""

import re
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from yarl import URL

from dom360.protocol import API_VERSION, TIMEOUT_HEADER, AgentRequest, WireError, load_json
from dom360.protocol.wire import dump_json
from dom360.web.agent_faults import AgentAddressInvalid

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
# What may stand in a header as it is; the rest is sent percent-encoded.
_ID_CHARS = "._:-"

EventName = Literal["token", "tool_call", "rag_context", "exchange"]


@dataclass(frozen=True, slots=True)
class AgentCall:
    """One turn for one agent. `request` may be encoded already, as it was stored for a repeat."""

    endpoint_url: str
    agent_type: Literal["SDR", "COPILOT"]
    request: AgentRequest | bytes
    timeout_ms: int
    agent_key: str | None = field(default=None, repr=False)
    traceparent: str | None = None
    # The operator's own address, from the settings: the guard judges what tenants enter.
    trusted: bool = False
    # Earlier messages as the database wrote them: they travel as they are. To check forty once
    # more takes a tenth of a millisecond.
    history: list[dict[str, Any]] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AgentEvent:
    """Something an agent says while it works; `data` is JSON-ready.

    `token`: {"text"}; `tool_call`: {"name", "arguments"?, "ok"?, "ms"?};
    `rag_context`: {"rag_context": [{"doc_id", "score"?, "snippet"?, "source"?, "position"?}]};
    `exchange`: ours, not the agent's: what went over the wire, where somebody asked to see it.
    """

    name: EventName
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The HTTP request that a call becomes."""

    url: URL
    request_id: str
    body: bytes
    headers: dict[str, str] = field(repr=False)


def to_http(call: AgentCall, *, streamed: bool) -> Outgoing:
    """Raises `AgentAddressInvalid` where the tenant's settings allow no call."""
    request_id = _request_id(call.request)
    return Outgoing(
        url=address(call.endpoint_url, call.agent_type.lower()),
        request_id=request_id,
        body=_body(call),
        headers=_headers(call, request_id, streamed=streamed),
    )


def address(endpoint_url: str, path: str) -> URL:
    """`path` below a tenant's endpoint, which may have a path and a trailing slash of its own."""
    try:
        base = URL(endpoint_url.strip())
    except ValueError:
        base = URL()
    if base.scheme not in {"http", "https"} or not base.host:
        raise AgentAddressInvalid
    if base.user is not None or base.password is not None:
        raise AgentAddressInvalid("The agent's address may hold no user or password: store a key.")
    if base.query_string or base.fragment:
        raise AgentAddressInvalid("The agent's address may hold no '?' or '#' part.")
    return base / path


def _body(call: AgentCall) -> bytes:
    if isinstance(call.request, bytes):
        return call.request
    if call.history is None:
        return call.request.to_wire()
    said: dict[str, Any] = call.request.to_wire_dict()
    said["conversation"]["history"] = call.history
    return dump_json(said)


def _request_id(request: AgentRequest | bytes) -> str:
    if isinstance(request, AgentRequest):
        return request.request_id
    body = load_json(request)
    found = body.get("request_id") if isinstance(body, dict) else None
    if not isinstance(found, str):
        raise WireError("the request has no request_id")
    return found


def _headers(call: AgentCall, request_id: str, *, streamed: bool) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "text/event-stream, application/json" if streamed else "application/json",
        # Compressed answers are refused: a small one can unfold to gigabytes.
        "Accept-Encoding": "identity",
        "User-Agent": "DOM360",
        "X-Agent-API-Version": API_VERSION,
        "X-Request-ID": quote(request_id, safe=_ID_CHARS),
    }
    if call.trusted:
        headers[TIMEOUT_HEADER] = str(call.timeout_ms)
    if call.traceparent is not None and _TRACEPARENT.fullmatch(call.traceparent):
        headers["traceparent"] = call.traceparent
    if call.agent_key:
        if not (call.agent_key.isascii() and call.agent_key.isprintable()):
            raise AgentAddressInvalid("The stored agent key holds characters that cannot be sent.")
        headers["Authorization"] = f"Bearer {call.agent_key}"
    return headers
