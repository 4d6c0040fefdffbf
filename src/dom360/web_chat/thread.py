"""What was said to a visitor, and how they catch up with it after a break.

Inside a conversation `message_index` follows the order of commits, because the conversation's row
is locked for each message. So "after the index that I have, for each conversation that I know"
misses nothing and repeats nothing. That is the cursor.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID

from dom360.db.database import Tx
from dom360.web_chat import queries
from dom360.web_chat.actions import request_prefix
from dom360.web_chat.models import ThreadConversation, ThreadRow, Visitor
from dom360.web_chat.schemas import MessageState, ThreadMessage, ThreadView

# A visitor who talks on for more than this begins to forget.
MAX_MESSAGES = 100
MAX_CONVERSATIONS = 8
_PLACE = re.compile(r"([0-9a-f]{32})\.([0-9]{1,9})")


@dataclass
class Place:
    """How far a reader is in each conversation that they know."""

    read: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str | None) -> "Place":
        """What is none of ours counts as nothing read."""
        parts = [_PLACE.fullmatch(one) for one in (text or "").split("-")[:MAX_CONVERSATIONS]]
        return cls({UUID(one[1]): int(one[2]) for one in parts if one})

    def __str__(self) -> str:
        return "-".join(f"{one.hex}.{index}" for one, index in self.read.items())

    def has(self, row: ThreadRow) -> bool:
        return row.message_index <= self.read.get(row.conversation_id, 0)


async def read_thread(
    tx: Tx, visitor: Visitor, after: Place, *, only: UUID | None = None
) -> ThreadView:
    """`only` that conversation: what a message of it brought."""
    conversations = await queries.list_conversations(tx, visitor, limit=MAX_CONVERSATIONS)
    if not conversations:
        return _view(visitor, None, [], [], Place(), complete=True, earlier=False)
    found = await queries.list_messages(tx, conversations, limit=MAX_MESSAGES + 1)
    rows = list(reversed(found[:MAX_MESSAGES]))
    if only is not None:
        rows = [row for row in rows if row.conversation_id == only]
    earlier = len(found) > MAX_MESSAGES

    place = Place({one.id: after.read.get(one.id, 0) for one in conversations})
    news = [row for row in rows if not after.has(row)]
    for row in news:
        place.read[row.conversation_id] = max(place.read[row.conversation_id], row.message_index)
    # Nothing of what they have is among the latest: something may lie between.
    complete = only is None and len(news) == len(rows)
    return _view(
        visitor,
        conversations[0],
        rows,
        news,
        place,
        complete=complete,
        earlier=earlier and complete,
    )


def _view(
    visitor: Visitor,
    latest: ThreadConversation | None,
    rows: list[ThreadRow],
    news: list[ThreadRow],
    place: Place,
    *,
    complete: bool,
    earlier: bool,
) -> ThreadView:
    prefix = request_prefix(visitor)
    own = [row for row in rows if row.role == "user"]
    with_people = latest is not None and latest.status == "open" and latest.handled_by == "human"
    return ThreadView(
        messages=[_message(row, prefix) for row in news],
        complete=complete,
        earlier=earlier,
        last_state=_state(own[-1]) if own else None,
        handled_by="human" if with_people else "agent",
        person_name=latest.person_name if latest and with_people else None,
        cursor=str(place),
    )


def _message(row: ThreadRow, prefix: str) -> ThreadMessage:
    request_id = row.request_id if row.request_id and row.request_id.startswith(prefix) else None
    if request_id is not None:
        request_id = request_id.removeprefix(prefix)
    return ThreadMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        message_index=row.message_index,
        role=row.role,
        content=row.content,
        created_at=row.created_at,
        author_name=row.author_name or None,
        request_id=request_id if row.role == "user" else None,
        answers=request_id if row.role == "assistant" else None,
        state=_state(row),
    )


def _state(row: ThreadRow) -> MessageState | None:
    if row.turn_state in ("accepted", "calling"):
        return "answering"
    return "failed" if row.turn_state == "failed" else None
