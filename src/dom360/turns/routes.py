"""POST /api/chat: one message of a contact, answered by an agent."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError
from starlette.status import HTTP_200_OK, HTTP_202_ACCEPTED

from dom360.access.errors import ForeignTenant
from dom360.access.guards import Writer, let_in
from dom360.access.permissions import Rule
from dom360.protocol import encode_comment, encode_event
from dom360.turns import actions
from dom360.turns.actions import TurnResult, TurnRunner
from dom360.turns.answers import question_view
from dom360.turns.errors import TurnTakesLonger
from dom360.turns.models import TurnRequest, TurnState
from dom360.turns.schemas import HandedOverTurn, NewTurn, TurnAnswer
from dom360.web.agent_call import AgentEvent
from dom360.web.problems import as_ours, body_of

router = APIRouter(prefix="/api", tags=["chat"])

# Longer than any agent may take (120 s) plus a short queue; then the caller asks again.
MAX_WAIT_S = 150
# Keeps proxies from closing a silent stream.
KEEPALIVE_S = 15


async def _runner(request: Request) -> TurnRunner:
    runner: TurnRunner = request.app.state.turns
    return runner


Runner = Annotated[TurnRunner, Depends(_runner)]

ShowProtocol = Annotated[
    bool,
    Query(
        description="For administrators, with a stream: an event exchange holds what the agent was "
        "asked and what it answered, without the secrets. A stored answer has none."
    ),
]
# What an agent is told is in the settings, too, and those are theirs.
MAY_WATCH = Rule("admin", "admin")
_FORWARDED = ("token", "tool_call", "exchange")

_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
        "description": "The stored answer; with Accept: text/event-stream the events user_message, "
        "token, tool_call, exchange (with show_protocol), and last assistant_message, handed_over "
        "or error.",
    },
    202: {
        "model": HandedOverTurn,
        "description": "A person answers in this conversation: the message is stored and waits for "
        "them. Repeats get the same 202.",
    },
    402: {"description": "BUDGET_EXHAUSTED: the agent is not asked, nothing is stored."},
    409: {"description": "TURN_IN_PROGRESS, CONVERSATION_CLOSED"},
    410: {"description": "CONTACT_ERASED, while the answer was on its way"},
    502: {"description": "The agent gave no usable answer; the message is stored."},
    503: {"description": "The agent could not be reached or is busy; the message is stored."},
    504: {"description": "The agent took too long; the message is stored."},
}


@router.post("/chat", response_model=TurnAnswer, responses=_RESPONSES, operation_id="chat")
async def chat(
    body: NewTurn, me: Writer, request: Request, runner: Runner, show_protocol: ShowProtocol = False
) -> Response:
    """Send a contact's message and get the agent's answer.

    Safe to repeat: with the same `request_id` and body the stored answer comes back, and nothing
    is asked or charged twice.
    """
    assert me.tenant_id is not None
    if body.tenant_id not in (None, me.tenant_id):
        raise ForeignTenant
    new = actions.check(body, user_id=me.user_id, api_key_id=me.api_key_id)
    if show_protocol:
        MAY_WATCH.check(me)
        new = replace(new, watched=True)
    turn = await runner.begin(me.tenant_id, new)
    structlog.contextvars.bind_contextvars(turn_id=str(turn.turn_id))
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(
            _stream(runner, me.tenant_id, new, turn),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    work = runner.start(me.tenant_id, new, turn)
    try:
        async with asyncio.timeout(MAX_WAIT_S):
            answer = await asyncio.shield(work)
    except TimeoutError:
        raise TurnTakesLonger(retry_after_s=5) from None
    # Written out once, here: a repeated call must get the same bytes.
    return Response(
        answer.model_dump_json(),
        status_code=HTTP_202_ACCEPTED if isinstance(answer, HandedOverTurn) else HTTP_200_OK,
        media_type="application/json",
    )


async def chat_directly(request: Request, body: bytes) -> Response | None:
    """The same for `Direct`, where the body is as it should be and nothing else is asked for."""
    if request.scope["query_string"] or request.headers.get("content-type") != "application/json":
        return None
    try:
        new = NewTurn.model_validate_json(body)
    except ValidationError:
        # The route says what is wrong with it.
        return None
    me = await let_in(request)
    return await chat(new, me, request, request.app.state.turns)


async def _stream(
    runner: TurnRunner, tenant_id: UUID, new: TurnRequest, turn: TurnState
) -> AsyncIterator[bytes]:
    """The same turn as events. It is completed also when nobody reads them any more."""
    said: asyncio.Queue[AgentEvent | None] = asyncio.Queue()
    work = runner.start(tenant_id, new, turn, said.put_nowait)
    work.add_done_callback(lambda _: said.put_nowait(None))

    ids = {"conversation_id": str(turn.conversation_id), "request_id": new.request_id}
    question = question_view(turn, new.content).model_dump(mode="json")
    yield encode_event("user_message", question | ids)
    while True:
        try:
            async with asyncio.timeout(KEEPALIVE_S):
                event = await said.get()
        except TimeoutError:
            yield encode_comment("still at work")
            continue
        if event is None:
            break
        if event.name in _FORWARDED:
            yield encode_event(event.name, event.data)
    yield _last_event(work, ids)


def _last_event(work: asyncio.Task[TurnResult], ids: dict[str, str]) -> bytes:
    error = asyncio.CancelledError() if work.cancelled() else work.exception()
    if error is not None:
        return encode_event("error", body_of(as_ours(error)) | ids)
    answer = work.result().model_dump(mode="json")
    if isinstance(work.result(), HandedOverTurn):
        return encode_event("handed_over", answer)
    return encode_event(
        "assistant_message",
        answer["assistant_message"]
        | ids
        | {"usage": answer["usage"], "latency_ms": answer["latency_ms"]},
    )
