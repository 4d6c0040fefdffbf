"""What the widget calls from other origins: no cookie, a public key in the path, and the visitor's
token. Whoever has the token sees that visitor's own conversations, and nobody else's.
"""

import asyncio
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.errors import Dom360Error
from dom360.live.routes import following
from dom360.turns.models import TurnRequest, TurnState
from dom360.turns.routes import MAX_WAIT_S, Runner
from dom360.web.cors import PREFLIGHT
from dom360.web.deps import Db
from dom360.web_chat import actions
from dom360.web_chat.guards import KnownVisitor, OpenDoor, may_show, open_to
from dom360.web_chat.models import Visitor
from dom360.web_chat.refusals import told_to_visitors
from dom360.web_chat.schemas import (
    ChatConfig,
    NewVisitor,
    NewVisitorMessage,
    ThreadView,
    VisitorSession,
)
from dom360.web_chat.streams import Streams, answer_events, thread_events
from dom360.web_chat.thread import Place, read_thread

router = APIRouter(prefix="/api/web-chat/{public_key}", tags=["web chat"])

_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    503: {"description": "ANSWER_FAILED, WEB_CHAT_UNAVAILABLE, TOO_MANY_STREAMS"},
}
_UNBUFFERED = {"X-Accel-Buffering": "no"}


@router.options("/{rest:path}", include_in_schema=False)
async def preflight(public_key: str, request: Request, db: Db) -> Response:
    """What browsers ask before a page of another origin may call."""
    origin = request.headers.get("origin")
    if origin is None or not await may_show(db, public_key, origin):
        return Response(status_code=HTTP_204_NO_CONTENT)
    open_to(request, origin)
    return Response(status_code=HTTP_204_NO_CONTENT, headers=PREFLIGHT)


@router.get("/config", operation_id="get_chat_config")
async def get_config(door: OpenDoor, db: Db) -> ChatConfig:
    """How the chat looks and greets."""
    async with db.tenant_tx(door.tenant_id) as tx:
        return await actions.get_config(tx, door)


@router.post("/visitors", status_code=HTTP_201_CREATED, operation_id="begin_visit")
async def begin_visit(body: NewVisitor, door: OpenDoor, db: Db) -> VisitorSession:
    """Begin as somebody new. A number that others have, too, brings nothing of theirs."""
    async with db.tenant_tx(door.tenant_id) as tx:
        return await actions.begin(tx, door, body)


@router.delete("/visitors/me", status_code=HTTP_204_NO_CONTENT, operation_id="end_visit")
async def end_visit(visitor: KnownVisitor, db: Db) -> None:
    """Forget this browser: its token opens nothing any more. The company keeps the conversation."""
    async with db.tenant_tx(visitor.door.tenant_id) as tx:
        await actions.end(tx, visitor)


@router.get("/thread", operation_id="get_visitor_thread")
async def get_thread(
    visitor: KnownVisitor, db: Db, after: Annotated[str | None, Query(max_length=500)] = None
) -> ThreadView:
    """What was said so far, or what came after a cursor."""
    async with db.tenant_tx(visitor.door.tenant_id) as tx:
        return await read_thread(tx, visitor, Place.parse(after))


@router.get(
    "/events", response_class=StreamingResponse, responses=_EVENTS, operation_id="listen_as_visitor"
)
async def listen(
    visitor: KnownVisitor,
    request: Request,
    db: Db,
    last_event_id: Annotated[str | None, Header(max_length=500)] = None,
) -> StreamingResponse:
    """The thread, and then what comes, as events `thread`. It ends after some minutes; come back
    with the last id."""
    streams: Streams = request.app.state.web_streams
    streams.check(visitor)
    stream = thread_events(request.app.state.live, streams, db, visitor, Place.parse(last_event_id))
    # The first piece here: what goes wrong is then an answer, not a broken stream.
    first = await anext(stream)
    return StreamingResponse(
        following(first, stream), media_type="text/event-stream", headers=_UNBUFFERED
    )


@router.post("/messages", responses=_EVENTS, operation_id="send_as_visitor")
async def send(
    body: NewVisitorMessage, visitor: KnownVisitor, request: Request, db: Db, runner: Runner
) -> ThreadView:
    """Say something and get the answer. Safe to repeat with the same `request_id`.

    With `Accept: text/event-stream` come events `token`, and last `thread` or `error`.
    """
    tenant_id = visitor.door.tenant_id
    async with db.tenant_tx(tenant_id) as tx:
        new = await actions.turn_of(tx, visitor, body)
    try:
        turn = await runner.begin(tenant_id, new)
    except Dom360Error as error:
        raise told_to_visitors(error) from None
    structlog.contextvars.bind_contextvars(turn_id=str(turn.turn_id))
    if "text/event-stream" in request.headers.get("accept", ""):
        stream = answer_events(runner, db, visitor, new, turn)
        # A response is passed on as it is, whatever the route says that it returns.
        return StreamingResponse(stream, media_type="text/event-stream", headers=_UNBUFFERED)  # type: ignore[return-value]
    await _answered(runner, visitor, new, turn)
    before = Place({turn.conversation_id: turn.message_index - 1})
    async with db.tenant_tx(tenant_id) as tx:
        return await read_thread(tx, visitor, before, only=turn.conversation_id)


async def _answered(runner: Runner, visitor: Visitor, new: TurnRequest, turn: TurnState) -> None:
    try:
        async with asyncio.timeout(MAX_WAIT_S):
            await asyncio.shield(runner.start(visitor.door.tenant_id, new, turn))
    except (Dom360Error, TimeoutError) as error:
        raise told_to_visitors(error) from None
