"""One call, from its bytes to the answer."""

from starlette.requests import Request

from dom360.agent_api.problems import Problem
from dom360.agent_api.ratelimit import RateLimiter
from dom360.agent_api.reading import hints, parse, read_body
from dom360.agent_api.repeats import DifferentContent, Repeats
from dom360.agent_api.tool_client import ToolClients
from dom360.agent_api.trace import Trace
from dom360.agents import answer_turn
from dom360.protocol import AgentAnswer, AgentErrorCode, AgentRequest, AgentType


class Turns:
    def __init__(self, limiter: RateLimiter, repeats: Repeats, tools: ToolClients) -> None:
        self._limiter = limiter
        self._repeats = repeats
        self._tools = tools

    async def take(self, http: Request, agent_type: AgentType, trace: Trace) -> AgentAnswer:
        """Raises `Problem`. What the body tells of ids and language is left in `trace`."""
        body = await read_body(http)
        request_id, locale = hints(body)
        trace.request_id = request_id or trace.request_id
        trace.locale = locale or trace.locale
        request = parse(body, agent_type)
        self._limit(request, trace)
        try:
            answer = await self._repeats.once(request, lambda: self._answer(request, trace))
        except DifferentContent:
            raise Problem(
                AgentErrorCode.INVALID_REQUEST,
                status=409,
                text="conflict",
                details={"request_id": request.request_id},
            ) from None
        # A repeat shows the trace of the call that did the work, in body and header alike.
        trace.trace_id = answer.trace_id
        return answer

    def _limit(self, request: AgentRequest, trace: Trace) -> None:
        verdict = self._limiter.take(request.tenant.tenant_id)
        if verdict is None:
            return
        trace.extra_headers.update(verdict.headers)
        if not verdict.allowed:
            raise Problem(AgentErrorCode.RATE_LIMITED, status=429)

    async def _answer(self, request: AgentRequest, trace: Trace) -> AgentAnswer:
        result = await answer_turn(request, self._tools.of(request))
        return AgentAnswer(
            trace_id=trace.trace_id,
            request_id=request.request_id,
            agent_output=result.output,
            usage=result.usage,
            latency_ms=trace.elapsed_ms(),
            session=result.session,
            next_action=result.next_action,
        )
