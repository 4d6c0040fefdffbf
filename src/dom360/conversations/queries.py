from datetime import datetime
from uuid import UUID

from dom360.conversations.errors import ConversationNotFound
from dom360.conversations.models import (
    ConversationFilter,
    LockedConversation,
    MessageRow,
    StoredDocument,
)
from dom360.conversations.schemas import ConversationView, MessageRole, MessageView
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound

_SQL = load_beside(__file__)


async def list_conversations(
    tx: Tx, only: ConversationFilter, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[ConversationView]:
    """The latest activity first; `before` is the place where the page before ended."""
    before_at, before_id = before or (None, None)
    return await tx.list(
        ConversationView,
        _SQL["list_conversations"],
        inbox_id=only.inbox_id,
        agent_type=only.agent_type,
        status=only.status,
        handled_by=only.handled_by,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def get_conversation(tx: Tx, conversation_id: UUID) -> ConversationView:
    conversation = await tx.find(
        ConversationView, _SQL["get_conversation"], conversation_id=conversation_id
    )
    if conversation is None:
        raise ConversationNotFound
    return conversation


async def list_messages(
    tx: Tx, conversation: ConversationView, *, before: int | None, limit: int
) -> list[MessageRow]:
    """The latest messages before a message_index, newest first."""
    return await tx.list(
        MessageRow,
        _SQL["list_messages"],
        conversation_id=conversation.id,
        since=conversation.created_at,
        before=before,
        limit=limit,
    )


async def lock_conversation(tx: Tx, conversation_id: UUID) -> LockedConversation:
    locked = await tx.find(
        LockedConversation, _SQL["lock_conversation"], conversation_id=conversation_id
    )
    if locked is None:
        raise ConversationNotFound
    return locked


async def hand_over(
    tx: Tx, conversation_id: UUID, *, assignee_user_id: UUID | None, reason: str | None
) -> None:
    """Silence the agent. Its open turns end, and what it still answers to them is dropped."""
    await tx.value(
        _SQL["hand_over"],
        conversation_id=conversation_id,
        assignee_user_id=assignee_user_id,
        reason=reason,
    )


async def release(tx: Tx, conversation_id: UUID) -> None:
    await tx.run(_SQL["release"], conversation_id=conversation_id)


async def is_person(tx: Tx, user_id: UUID) -> bool:
    """Whether this is somebody of the tenant who may sign in."""
    return bool(await tx.value(_SQL["is_person"], user_id=user_id))


async def add_message(
    tx: Tx,
    conversation_id: UUID,
    content: str,
    *,
    role: MessageRole,
    author_user_id: UUID | None = None,
) -> MessageView:
    message = await tx.find(
        MessageView,
        _SQL["add_message"],
        conversation_id=conversation_id,
        content=content,
        role=role,
        author_user_id=author_user_id,
    )
    if message is None:
        raise ConversationNotFound
    return message


async def set_contact_document(tx: Tx, contact_id: UUID, stored: str, fingerprint: bytes) -> None:
    if not await tx.run(
        _SQL["set_contact_document"],
        contact_id=contact_id,
        stored=stored,
        fingerprint=fingerprint,
    ):
        raise NotFound("There is no such contact here.", code="CONTACT_NOT_FOUND")


async def find_contact_document(tx: Tx, contact_id: UUID) -> StoredDocument | None:
    return await tx.find(StoredDocument, _SQL["find_contact_document"], contact_id=contact_id)


async def find_contact_by_document(tx: Tx, fingerprints: list[bytes]) -> StoredDocument | None:
    return await tx.find(
        StoredDocument, _SQL["find_contact_by_document"], fingerprints=fingerprints
    )
