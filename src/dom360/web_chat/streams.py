"""Answers as they are made, and the thread as it grows: server-sent events for visitors."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from uuid import UUID

from dom360.db.database import Database
from dom360.live.hub import Hub, Listener
from dom360.protocol import encode_comment, encode_event
from dom360.turns.actions import TurnRunner
from dom360.turns.models import TurnRequest, TurnState
from dom360.web.agent_call import AgentEvent
from dom360.web.problems import body_of
from dom360.web_chat import queries
from dom360.web_chat.errors import TooManyStreams
from dom360.web_chat.models import Visitor
from dom360.web_chat.refusals import told_to_visitors
from dom360.web_chat.schemas import ThreadView
from dom360.web_chat.thread import MAX_CONVERSATIONS, Place, read_thread

KEEPALIVE_S = 15
# Look also when nothing was announced: a conversation that is new is not listened to yet.
LOOK_AGAIN_S = 15
# Then the visitor comes back and shows the token again: one that ended is noticed by then.
LIFETIME_S = 240
MAX_FOR_VISITOR = 4
MAX_FOR_INBOX = 500


class Streams:
    """How many are open in this process, so that one site cannot take all of it."""

    def __init__(self) -> None:
        self._open: Counter[UUID] = Counter()

    def check(self, visitor: Visitor) -> None:
        """Raises TooManyStreams."""
        inbox = self._open[visitor.door.inbox_id]
        if self._open[visitor.id] >= MAX_FOR_VISITOR or inbox >= MAX_FOR_INBOX:
            raise TooManyStreams(retry_after_s=30)

    @contextmanager
    def one(self, visitor: Visitor) -> Iterator[None]:
        both = (visitor.id, visitor.door.inbox_id)
        self._open.update(both)
        try:
            yield
        finally:
            self._open.subtract(both)
            for one in both:
                if self._open[one] <= 0:
                    del self._open[one]


async def answer_events(
    runner: TurnRunner, db: Database, visitor: Visitor, new: TurnRequest, turn: TurnState
) -> AsyncGenerator[bytes]:
    """The words of an answer as they come. It is completed also when nobody reads them any more.

    Last comes what was really said: a person may have taken over, and then the words were not.
    """
    said: asyncio.Queue[AgentEvent | None] = asyncio.Queue()
    tenant_id = visitor.door.tenant_id
    work = runner.start(tenant_id, new, turn, said.put_nowait)
    work.add_done_callback(lambda _: said.put_nowait(None))

    yield encode_event("accepted", {"message_index": turn.message_index})
    while True:
        try:
            async with asyncio.timeout(KEEPALIVE_S):
                event = await said.get()
        except TimeoutError:
            yield encode_comment()
            continue
        if event is None:
            break
        # Not the tools: what an agent looks up is the company's affair.
        if event.name == "token":
            yield encode_event("token", {"text": event.data["text"]})
    error = asyncio.CancelledError() if work.cancelled() else work.exception()
    if error is not None:
        yield encode_event("error", body_of(told_to_visitors(error)))
        return
    before = Place({turn.conversation_id: turn.message_index - 1})
    async with db.tenant_tx(tenant_id) as tx:
        thread = await read_thread(tx, visitor, before, only=turn.conversation_id)
    yield _encode(thread)


async def thread_events(
    hub: Hub, streams: Streams, db: Database, visitor: Visitor, place: Place
) -> AsyncGenerator[bytes]:
    """The thread, then what comes. Joined before it is read: nothing falls between."""
    clock = asyncio.get_running_loop().time
    until = clock() + LIFETIME_S + random.uniform(0, 60)  # noqa: S311
    conversations: set[str] = set()
    with streams.one(visitor):
        async with hub.listener(visitor.door.tenant_id, None, only=conversations) as listener:
            told: ThreadView | None = None
            while clock() < until and not listener.ended:
                thread = await _look(db, visitor, place, conversations)
                if told is None or thread.messages or _changed(told, thread):
                    yield _encode(thread)
                    place, told = Place.parse(thread.cursor), thread
                else:
                    yield encode_comment()
                await _something(listener)


async def _look(
    db: Database, visitor: Visitor, place: Place, conversations: set[str]
) -> ThreadView:
    async with db.tenant_tx(visitor.door.tenant_id) as tx:
        found = await queries.list_conversations(tx, visitor, limit=MAX_CONVERSATIONS)
        conversations.update(str(one.id) for one in found)
        return await read_thread(tx, visitor, place)


async def _something(listener: Listener) -> None:
    """Wait for news, and take all that came meanwhile: one look serves them."""
    await listener.next(LOOK_AGAIN_S)
    while not listener.up_to_date and not listener.ended:
        await listener.next(0.05)


def _changed(before: ThreadView, now: ThreadView) -> bool:
    names = ("handled_by", "person_name", "last_state")
    return any(getattr(before, name) != getattr(now, name) for name in names)


def _encode(thread: ThreadView) -> bytes:
    return encode_event("thread", thread.model_dump(mode="json"), id=thread.cursor or None)
