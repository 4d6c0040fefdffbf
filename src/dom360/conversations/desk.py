"""What operators do with a conversation besides answering: assign, resolve, reopen, label, read."""

from uuid import UUID

import psycopg

from dom360.access.models import Principal
from dom360.conversations import queries
from dom360.conversations.actions import view_conversation
from dom360.conversations.errors import (
    AssigneeNotFound,
    ConversationClosed,
    ConversationErased,
    OtherIsOpen,
)
from dom360.conversations.schemas import ConversationView, ReadState
from dom360.db.database import Tx


async def assign(
    tx: Tx, conversation_id: UUID, assignee_user_id: UUID | None, *, by: Principal
) -> ConversationView:
    """Say who looks after it. The agent goes on answering until somebody takes over."""
    locked = await queries.lock_conversation(tx, conversation_id)
    if locked.status != "open":
        raise ConversationClosed
    if assignee_user_id and not await queries.is_person(tx, assignee_user_id):
        raise AssigneeNotFound
    await queries.assign(tx, conversation_id, assignee_user_id)
    return await view_conversation(tx, conversation_id, user_id=by.user_id)


async def resolve(tx: Tx, conversation_id: UUID, *, by: Principal) -> ConversationView:
    """Close it; the contact's next message begins another one. Closing twice changes nothing."""
    await queries.lock_conversation(tx, conversation_id)
    await queries.resolve(tx, conversation_id)
    return await view_conversation(tx, conversation_id, user_id=by.user_id)


async def reopen(tx: Tx, conversation_id: UUID, *, by: Principal) -> ConversationView:
    locked = await queries.lock_conversation(tx, conversation_id)
    if locked.erased:
        raise ConversationErased
    if locked.status == "closed":
        beside = await queries.find_open_beside(tx, conversation_id)
        if beside:
            raise OtherIsOpen(extra={"conversation_id": str(beside)})
        try:
            await queries.reopen(tx, conversation_id)
        except psycopg.errors.UniqueViolation:
            # The contact wrote just now.
            raise OtherIsOpen from None
    return await view_conversation(tx, conversation_id, user_id=by.user_id)


async def set_labels(
    tx: Tx, conversation_id: UUID, label_ids: list[UUID], *, by: Principal
) -> ConversationView:
    await queries.lock_conversation(tx, conversation_id)
    await queries.set_labels(tx, conversation_id, label_ids)
    return await view_conversation(tx, conversation_id, user_id=by.user_id)


async def mark_read(tx: Tx, conversation_id: UUID, message_index: int, *, by: Principal) -> None:
    """How far one has read. A key is nobody who reads."""
    await queries.get_conversation(tx, conversation_id)
    if by.user_id:
        await queries.mark_read(tx, conversation_id, by.user_id, message_index)


async def mark_unread(tx: Tx, conversation_id: UUID, message_index: int, *, by: Principal) -> None:
    """Put the marker back before a message, to come back to it."""
    await queries.get_conversation(tx, conversation_id)
    if by.user_id:
        await queries.mark_unread(tx, conversation_id, by.user_id, max(0, message_index - 1))


async def read_state(tx: Tx, conversation_id: UUID, *, by: Principal) -> ReadState:
    index = by.user_id and await queries.find_read_index(tx, conversation_id, by.user_id)
    return ReadState(message_index=index if isinstance(index, int) else None)
