"""Reading an agent's answer: bounded, checked, and with nothing of it in any error."""

import asyncio
import codecs
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import aiohttp
from pydantic import ValidationError

from dom360.protocol import (
    AgentAnswer,
    AgentError,
    AgentErrorCode,
    AgentOutput,
    RagHit,
    SseEvent,
    SseLimitError,
    SseParser,
    ToolCall,
    WireError,
    load_json,
)
from dom360.protocol.request import is_blank
from dom360.web.agent_call import AgentEvent, EventName
from dom360.web.agent_faults import (
    AgentAnswerTooLarge,
    AgentBadAnswer,
    AgentEmptyAnswer,
    AgentFault,
    of_code,
    of_status,
)

MAX_ANSWER_BYTES = 2_000_000
# How long a finished stream may take to end, so that its connection can serve the next call.
LINGER_S = 0.05

OnEvent = Callable[[AgentEvent], None]
# Who looks into what an agent sent gets it as it came, before it is judged.
Hear = Callable[[bytes | bytearray], None]

_FORWARDED: dict[str, EventName] = {
    "token": "token",
    "tool_call": "tool_call",
    "rag_context": "rag_context",
}


async def read(
    response: aiohttp.ClientResponse, request_id: str, on_event: OnEvent, hear: Hear | None = None
) -> AgentAnswer:
    """The whole, valid answer to this request, or an `AgentFault`."""
    fault = of_status(response.status, response.headers)
    if fault is not None:
        if hear:
            hear(await read_bounded(response, MAX_ANSWER_BYTES))
        raise fault
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise AgentBadAnswer("The agent's answer is compressed, which the call did not allow.")
    if (response.content_length or 0) > MAX_ANSWER_BYTES:
        raise AgentAnswerTooLarge
    if response.content_type == "text/event-stream":
        return await _read_stream(response, request_id, on_event, hear)
    raw = await read_bounded(response, MAX_ANSWER_BYTES)
    if hear:
        hear(raw)
    return parse(raw, request_id)


async def read_bounded(response: aiohttp.ClientResponse, limit: int) -> bytearray:
    """The body, never holding more than `limit` and one network read of it."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > limit:
            raise AgentAnswerTooLarge
    return body


def parse(raw: bytes | bytearray, request_id: str) -> AgentAnswer:
    body = _json(raw)
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        raise _named_fault(body)
    try:
        answer = AgentAnswer.model_validate(body)
    except ValidationError as error:
        raise _why(error, body) from None
    # An absent id is let pass: older agents don't echo it, and the connection is the call's own.
    if answer.request_id not in {None, request_id}:
        raise AgentBadAnswer("The agent answered another request than it was asked.")
    return answer


def _json(raw: bytes | bytearray) -> object:
    try:
        return load_json(raw)
    except WireError:
        raise AgentBadAnswer("The agent's answer is not valid JSON in UTF-8.") from None


def _why(error: ValidationError, body: object) -> AgentFault:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    # Only the rule about empty replies looks at the answer as a whole, after every field passed.
    if isinstance(body, dict) and not any(problem["loc"] for problem in problems):
        output = body.get("agent_output")
        text = output.get("text") if isinstance(output, dict) else None
        if text is None or (isinstance(text, str) and is_blank(text)):
            return AgentEmptyAnswer()
    field = _known_field(problems[0]["loc"])
    return AgentBadAnswer(extra={"field": field} if field else None)


def _known_field(loc: tuple[int | str, ...]) -> str | None:
    """The first field that is wrong, by our own names only: deeper keys are the agent's words."""
    if not loc or loc[0] not in AgentAnswer.model_fields:
        return None
    names = [str(loc[0])]
    if loc[0] == "agent_output" and len(loc) > 1 and loc[1] in AgentOutput.model_fields:
        names.append(str(loc[1]))
    return ".".join(names)


async def _read_stream(
    response: aiohttp.ClientResponse, request_id: str, on_event: OnEvent, hear: Hear | None
) -> AgentAnswer:
    async for event in _events(response):
        if hear and event.event in ("done", "error"):
            hear(event.data.encode())
        if event.event == "done":
            answer = parse(event.data.encode(), request_id)
            await _let_it_end(response)
            return answer
        if event.event == "error":
            raise _named_fault(_json(event.data.encode()))
        forwarded = _forwarded(event)
        if forwarded is not None:
            on_event(forwarded)
    raise AgentBadAnswer("The agent's stream ended before its answer was complete.")


async def _events(response: aiohttp.ClientResponse) -> AsyncIterator[SseEvent]:
    parser = SseParser(max_event_bytes=MAX_ANSWER_BYTES, max_stream_bytes=MAX_ANSWER_BYTES)
    # The parser replaces broken characters, as browsers do; a stored answer must have none.
    utf8 = codecs.getincrementaldecoder("utf-8")()
    async for chunk in response.content.iter_any():
        try:
            utf8.decode(chunk)
            events = parser.feed(chunk)
        except UnicodeDecodeError:
            raise AgentBadAnswer("The agent's stream is not valid UTF-8.") from None
        except SseLimitError:
            raise AgentAnswerTooLarge from None
        for event in events:
            yield event


def _forwarded(event: SseEvent) -> AgentEvent | None:
    """The event as the caller gets it; None for one that version 1 doesn't know."""
    name = _FORWARDED.get(event.event)
    if name is None:
        return None
    data = _json(event.data.encode())
    try:
        return AgentEvent(name, _event_data(name, data))
    except ValidationError:
        raise AgentBadAnswer(f"The agent's stream holds a wrong '{name}' event.") from None


def _event_data(name: EventName, data: object) -> dict[str, object]:
    if name == "tool_call":
        return ToolCall.model_validate(
            {"name": data} if isinstance(data, str) else data
        ).to_wire_dict()
    if name == "rag_context":
        hits = data.get("rag_context", data) if isinstance(data, dict) else data
        listed = hits if isinstance(hits, list) else [hits]
        return {"rag_context": [RagHit.model_validate(hit).to_wire_dict() for hit in listed]}
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise AgentBadAnswer("The agent's stream holds a wrong 'token' event.")
    return {"text": text}


def _named_fault(envelope: object) -> AgentFault:
    """The fault that an error envelope names; its message stays with the agent."""
    error = envelope.get("error", envelope) if isinstance(envelope, dict) else None
    try:
        return of_code(AgentError.model_validate(error).code)
    except ValidationError:
        return of_code(AgentErrorCode.INTERNAL_ERROR)


async def _let_it_end(response: aiohttp.ClientResponse) -> None:
    with suppress(TimeoutError, aiohttp.ClientError, OSError):
        async with asyncio.timeout(LINGER_S):
            await response.content.readany()
