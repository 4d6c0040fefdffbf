"""One call, from its bytes to the answer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import Request

from dom360.agent_api import metrics
from dom360.agent_api.live import Live
from dom360.agent_api.problems import Problem
from dom360.agent_api.ratelimit import RateLimiter
from dom360.agent_api.reading import hints, parse, read_body
from dom360.agent_api.repeats import DifferentContent, Repeats, Running
from dom360.agent_api.tool_client import ToolClients
from dom360.agent_api.trace import Trace
from dom360.agents import DEFAULT_SECONDS, Thinking, TurnResult, answer_turn
from dom360.llm.faults import Reason
from dom360.llm.models import Models
from dom360.logs import get_logger
from dom360.protocol import (
    TIMEOUT_HEADER,
    AgentAnswer,
    AgentErrorCode,
    AgentRequest,
    AgentType,
)

log = get_logger("agent_api")


# Without a header, a turn has until its capability ends; the Backend's lease has this much more.
_LEASE_MARGIN_S = 5.0
_LONGEST_S = 120.0


class Turns:
    def __init__(
        self, limiter: RateLimiter, repeats: Repeats, tools: ToolClients, models: Models
    ) -> None:
        self._limiter = limiter
        self._repeats = repeats
        self._tools = tools
        self._models = models

    async def take(
        self, http: Request, agent_type: AgentType, trace: Trace, *, streamed: bool
    ) -> Running:
        """The turn, at work. What the body tells of ids and language is left in `trace`.

        Raises `Problem`.
        """
        body = await read_body(http)
        request_id, locale = hints(body)
        trace.request_id = request_id or trace.request_id
        trace.locale = locale or trace.locale
        request = parse(body, agent_type)
        trace.tenant_id = _uuid_of(request.tenant.tenant_id)
        self._limit(request, trace)
        seconds = seconds_of(http, request)
        try:
            running = self._repeats.begin(
                request,
                trace.trace_id,
                lambda live: self._answer(request, trace, seconds, live if streamed else None),
            )
        except DifferentContent:
            raise Problem(
                AgentErrorCode.INVALID_REQUEST,
                status=409,
                text="conflict",
                details={"request_id": request.request_id},
            ) from None
        # A repeat shows the trace of the call that did the work, in body and header alike.
        trace.trace_id = running.trace_id
        return running

    def _limit(self, request: AgentRequest, trace: Trace) -> None:
        verdict = self._limiter.take(request.tenant.tenant_id)
        if verdict is None:
            return
        trace.extra_headers.update(verdict.headers)
        if not verdict.allowed:
            raise Problem(AgentErrorCode.RATE_LIMITED, status=429)

    async def _answer(
        self, request: AgentRequest, trace: Trace, seconds: float, live: Live | None
    ) -> AgentAnswer:
        agent_type = request.routing.agent_type.value
        try:
            result = await self._think(request, trace, seconds, live)
        except Exception:
            metrics.turn_failed(agent_type, AgentErrorCode.INTERNAL_ERROR.value)
            raise
        _log(result.output.structured, trace)
        metrics.turn_answered(agent_type, result, trace.elapsed_ms())
        return AgentAnswer(
            trace_id=trace.trace_id,
            request_id=request.request_id,
            agent_output=result.output,
            usage=result.usage,
            latency_ms=trace.elapsed_ms(),
            session=result.session,
            next_action=result.next_action,
        )

    async def _think(
        self, request: AgentRequest, trace: Trace, seconds: float, live: Live | None
    ) -> TurnResult:
        thinking = Thinking(self._models, seconds, live.tell if live else None)
        try:
            return await answer_turn(request, self._tools.of(request), thinking=thinking)
        except Exception:  # the door: a bug on a model's way must not leave the contact unanswered
            log.exception("model.crashed", trace_id=trace.trace_id, request_id=trace.request_id)
            return await answer_turn(request, self._tools.of(request), failed=Reason.OURS)


def seconds_of(http: Request, request: AgentRequest) -> float:
    """How long the caller waits for this answer."""
    said = http.headers.get(TIMEOUT_HEADER, "")
    if said.isascii() and said.isdigit() and len(said) <= 7:
        return min(int(said) / 1000, _LONGEST_S)
    ends = request.callback.expires_at if request.callback else None
    if ends is None or ends.tzinfo is None:
        return DEFAULT_SECONDS
    left = (ends - datetime.now(UTC)).total_seconds() - _LEASE_MARGIN_S
    return min(max(left, 0.0), _LONGEST_S)


def _uuid_of(tenant_id: str) -> str | None:
    """A backend of ours sends a UUID; what others send may be anybody's words."""
    try:
        return str(UUID(tenant_id))
    except ValueError:
        return None


def _log(structured: Mapping[str, object], trace: Trace) -> None:
    reason = structured.get("degraded_reason") or structured.get("fallback_reason")
    if reason:
        log.warning(
            "model.failed",
            reason=reason,
            degraded=bool(structured.get("degraded")),
            tenant_id=trace.tenant_id,
            trace_id=trace.trace_id,
            request_id=trace.request_id,
        )
