"""GET /api/events: what changes, as it changes."""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from dom360.access.guards import Reader
from dom360.live.hub import Hub, Listener
from dom360.protocol.sse import encode_comment, encode_id

router = APIRouter(prefix="/api", tags=["live"])

KEEPALIVE_S = 15
# Then the reader comes back and says again who they are: a session that ended is noticed by then.
LIFETIME_S = 240

_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
        "description": "Events `changes` ({changes: [{kind: message|conversation|lead, id}]}), ids "
        "only, and `reset` ({}): load everything anew. Hand the last id back as Last-Event-ID.",
    },
    503: {"description": "TOO_MANY_LISTENERS"},
}


@router.get(
    "/events", response_class=StreamingResponse, responses=_RESPONSES, operation_id="listen"
)
async def listen(
    me: Reader,
    request: Request,
    last_event_id: Annotated[str | None, Header(max_length=4000)] = None,
) -> StreamingResponse:
    """What changes in the company, as server-sent events. Nothing is missed or repeated when the
    reader comes back with the last id. The stream ends after some minutes; come back then."""
    assert me.tenant_id is not None
    hub: Hub = request.app.state.live
    stream = _stream(hub, me.tenant_id, last_event_id)
    # The first piece here: what goes wrong is then an answer, not a broken stream.
    first = await anext(stream)
    return StreamingResponse(
        following(first, stream),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def following(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


async def _stream(hub: Hub, tenant_id: UUID, last_id: str | None) -> AsyncGenerator[bytes]:
    until = asyncio.get_running_loop().time() + LIFETIME_S + random.uniform(0, 60)  # noqa: S311
    async with hub.listener(tenant_id, last_id) as listener:
        yield encode_comment("here")
        while not listener.ended and asyncio.get_running_loop().time() < until:
            batch = await listener.next(KEEPALIVE_S)
            yield batch if batch is not None else _sign_of_life(hub, tenant_id, listener)


def _sign_of_life(hub: Hub, tenant_id: UUID, listener: Listener) -> bytes:
    """The present place: whoever comes back after a quiet hour has not lost the thread."""
    place = hub.place_of(tenant_id)
    # What waits in the queue lies before that place.
    return encode_id(str(place)) if place and listener.up_to_date else encode_comment()
