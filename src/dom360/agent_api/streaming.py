"""The same answer as a stream of events."""

from collections.abc import AsyncIterator

from dom360.agents.tokens import stream_pieces
from dom360.protocol import AgentAnswer, encode_event

# Words a `token` event carries: small enough to read along, few enough to be cheap.
WORDS_PER_EVENT = 3


def wants_stream(accept: str | None) -> bool:
    return any(
        part.partition(";")[0].strip().lower() == "text/event-stream"
        for part in (accept or "").split(",")
    )


async def events(answer: AgentAnswer) -> AsyncIterator[bytes]:
    """`token` events whose texts join to the whole text, what was used, and `done`."""
    for call in answer.agent_output.tool_calls:
        yield encode_event("tool_call", call.to_wire_dict())
    for hit in answer.agent_output.rag_context:
        yield encode_event("rag_context", hit.to_wire_dict())
    pieces = stream_pieces(answer.agent_output.text)
    for start in range(0, len(pieces), WORDS_PER_EVENT):
        yield encode_event("token", {"text": "".join(pieces[start : start + WORDS_PER_EVENT])})
    yield encode_event("done", answer.to_wire_dict())
