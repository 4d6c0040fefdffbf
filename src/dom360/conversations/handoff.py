"""Who answers: the agent or a person."""

from uuid import UUID

from dom360.access.models import Principal
from dom360.conversations import queries
from dom360.conversations.actions import view_conversation
from dom360.conversations.errors import (
    AgentAnswers,
    AssigneeNotFound,
    ConversationClosed,
    ConversationErased,
    EmptyMessage,
    MessageTooLong,
)
from dom360.conversations.schemas import ConversationView, MessageView, Takeover
from dom360.db.database import Tx
from dom360.protocol.request import is_blank

MAX_MESSAGE_BYTES = 32 * 1024


async def take_over(
    tx: Tx, conversation_id: UUID, body: Takeover, *, by: Principal
) -> ConversationView:
    """Silence the agent at once. Taking it again changes who answers, and nothing else."""
    locked = await queries.lock_conversation(tx, conversation_id)
    if locked.status != "open":
        raise ConversationClosed
    assignee = body.assignee_user_id or own_user_id(by)
    if assignee and not await queries.is_person(tx, assignee):
        raise AssigneeNotFound
    await queries.hand_over(
        tx, conversation_id, assignee_user_id=assignee, reason=body.reason or None
    )
    return await view_conversation(tx, conversation_id, user_id=by.user_id)


async def release(tx: Tx, conversation_id: UUID, *, by: Principal) -> ConversationView:
    """Let the agent answer again, from the contact's next message on."""
    await queries.lock_conversation(tx, conversation_id)
    await queries.release(tx, conversation_id)
    return await view_conversation(tx, conversation_id, user_id=by.user_id)


async def send_message(tx: Tx, conversation_id: UUID, text: str, *, by: Principal) -> MessageView:
    """Answer the contact as a person. Only where a person has the conversation."""
    _check(text)
    locked = await queries.lock_conversation(tx, conversation_id)
    if locked.status != "open":
        raise ConversationClosed
    if locked.handled_by != "human":
        raise AgentAnswers
    message = await queries.add_message(
        tx, conversation_id, text, role="operator", author_user_id=own_user_id(by)
    )
    await _has_read(tx, conversation_id, message, by=by)
    return message


async def add_note(tx: Tx, conversation_id: UUID, text: str, *, by: Principal) -> MessageView:
    """A word among colleagues: no contact and no agent reads it. Also where it is closed."""
    _check(text)
    locked = await queries.lock_conversation(tx, conversation_id)
    if locked.erased:
        raise ConversationErased
    note = await queries.add_message(
        tx,
        conversation_id,
        text,
        role="operator",
        visibility="internal",
        author_user_id=own_user_id(by),
    )
    await _has_read(tx, conversation_id, note, by=by)
    return note


def _check(text: str) -> None:
    if is_blank(text):
        raise EmptyMessage
    if len(text.encode()) > MAX_MESSAGE_BYTES:
        raise MessageTooLong


async def _has_read(tx: Tx, conversation_id: UUID, message: MessageView, *, by: Principal) -> None:
    """Whoever writes has read what stands above."""
    if by.user_id:
        await queries.mark_read(tx, conversation_id, by.user_id, message.message_index)


def own_user_id(by: Principal) -> UUID | None:
    """None for a key, and for a MASTER: their row is in another tenant."""
    return by.user_id if by.home_tenant_id == by.tenant_id else None
