"""An answer as a stream of events: what is told meanwhile, and the whole at its end."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

from dom360.agent_api.live import Live
from dom360.agent_api.problems import Problem, envelope
from dom360.agents.tokens import stream_pieces
from dom360.logs import get_logger
from dom360.protocol import AgentAnswer, AgentErrorCode, encode_event

log = get_logger("agent_api")

# Words a `token` event carries: small enough to read along, few enough to be cheap.
WORDS_PER_EVENT = 3


def wants_stream(accept: str | None) -> bool:
    return any(
        part.partition(";")[0].strip().lower() == "text/event-stream"
        for part in (accept or "").split(",")
    )


async def events(
    live: Live, work: asyncio.Task[AgentAnswer], *, trace_id: str, locale: str | None
) -> AsyncIterator[bytes]:
    """`token` events, what was used, and `done`; `error` where it failed after its first words."""
    told: Counter[str] = Counter()
    async for name, data in live.listen():
        told[name] += 1
        yield encode_event(name, data)
    try:
        answer = await asyncio.shield(work)
    except Exception as error:  # the door: the response has begun, only an event can say it
        log.exception("agent.crashed", trace_id=trace_id, error=type(error).__name__)
        problem = Problem(AgentErrorCode.INTERNAL_ERROR, status=500)
        failed = envelope(problem, trace_id=trace_id, request_id=None, locale=locale)
        yield encode_event("error", failed.to_wire_dict())
        return
    for event in _rest(answer, told):
        yield event
    yield encode_event("done", answer.to_wire_dict())


def _rest(answer: AgentAnswer, told: Counter[str]) -> list[bytes]:
    """What nobody told yet: all of it, where the built-in policy answered."""
    output = answer.agent_output
    rest = [
        encode_event("tool_call", call.to_wire_dict())
        for call in output.tool_calls[told["tool_call"] :]
    ]
    rest += [
        encode_event("rag_context", hit.to_wire_dict())
        for hit in output.rag_context[told["rag_context"] :]
    ]
    pieces = [] if told["token"] else stream_pieces(output.text)
    for start in range(0, len(pieces), WORDS_PER_EVENT):
        text = "".join(pieces[start : start + WORDS_PER_EVENT])
        rest.append(encode_event("token", {"text": text}))
    return rest
