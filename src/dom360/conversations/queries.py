import re
from datetime import datetime
from uuid import UUID

from dom360.conversations.errors import ConversationNotFound
from dom360.conversations.models import (
    ConversationFilter,
    ConversationRow,
    LockedConversation,
    MessageRow,
    StoredDocument,
)
from dom360.conversations.schemas import (
    Counts,
    LatestMessage,
    MessageRole,
    MessageView,
    Visibility,
)
from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound

_SQL = load_beside(__file__)


async def list_conversations(
    tx: Tx, only: ConversationFilter, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[ConversationRow]:
    """The latest activity first; `before` is the place where the page before ended."""
    before_at, before_id = before or (None, None)
    return await tx.list(
        ConversationRow,
        _SQL["list_conversations"],
        contact_id=only.contact_id,
        inbox_id=only.inbox_id,
        agent_type=only.agent_type,
        status=only.status,
        handled_by=only.handled_by,
        assignee_id=only.assignee_id,
        unassigned=only.unassigned,
        lead_states=list(only.lead_states) or None,
        label_id=only.label_id,
        unread=only.unread,
        search=_like(only.search) if only.search else None,
        digits=_like(_digits(only.search)) if only.search else None,
        user_id=only.user_id,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def count_conversations(tx: Tx, only: ConversationFilter) -> Counts:
    counts = await tx.find(
        Counts,
        _SQL["count_conversations"],
        inbox_id=only.inbox_id,
        agent_type=only.agent_type,
        user_id=only.user_id,
    )
    assert counts is not None, "an aggregate always answers"
    return counts


async def get_conversation(
    tx: Tx, conversation_id: UUID, *, user_id: UUID | None = None
) -> ConversationRow:
    """`user_id` is whose unread messages count."""
    conversation = await tx.find(
        ConversationRow,
        _SQL["get_conversation"],
        conversation_id=conversation_id,
        user_id=user_id,
    )
    if conversation is None:
        raise ConversationNotFound
    return conversation


async def list_messages(
    tx: Tx, conversation: ConversationRow, *, before: int | None, limit: int, internal: bool
) -> list[MessageRow]:
    """The latest messages before a message_index, newest first."""
    return await tx.list(
        MessageRow,
        _SQL["list_messages"],
        conversation_id=conversation.id,
        since=conversation.created_at,
        before=before,
        internal=internal,
        limit=limit,
    )


async def list_latest_messages(
    db: Database, tenant_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[LatestMessage]:
    """Of all conversations, the newest first."""
    before_at, before_id = before or (None, None)
    return await db.call_all(
        LatestMessage,
        _SQL["list_latest_messages"],
        tenant_id=tenant_id,
        before_at=before_at,
        before_id=before_id,
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
    visibility: Visibility = "public",
    author_user_id: UUID | None = None,
) -> MessageView:
    message = await tx.find(
        MessageView,
        _SQL["add_message"],
        conversation_id=conversation_id,
        content=content,
        role=role,
        visibility=visibility,
        author_user_id=author_user_id,
    )
    if message is None:
        raise ConversationNotFound
    return message


async def mark_read(tx: Tx, conversation_id: UUID, user_id: UUID, read_index: int) -> None:
    """Never back, never beyond the end."""
    await tx.run(
        _SQL["mark_read"],
        conversation_id=conversation_id,
        user_id=user_id,
        read_index=read_index,
    )


async def mark_unread(tx: Tx, conversation_id: UUID, user_id: UUID, read_index: int) -> None:
    await tx.run(
        _SQL["mark_unread"],
        conversation_id=conversation_id,
        user_id=user_id,
        read_index=read_index,
    )


async def find_read_index(tx: Tx, conversation_id: UUID, user_id: UUID) -> int | None:
    found = await tx.value(
        _SQL["find_read_index"], conversation_id=conversation_id, user_id=user_id
    )
    return found if isinstance(found, int) else None


async def assign(tx: Tx, conversation_id: UUID, assignee_user_id: UUID | None) -> None:
    await tx.run(_SQL["assign"], conversation_id=conversation_id, assignee_user_id=assignee_user_id)


async def resolve(tx: Tx, conversation_id: UUID) -> None:
    await tx.run(_SQL["resolve"], conversation_id=conversation_id)


async def reopen(tx: Tx, conversation_id: UUID) -> None:
    await tx.run(_SQL["reopen"], conversation_id=conversation_id)


async def find_open_beside(tx: Tx, conversation_id: UUID) -> UUID | None:
    found = await tx.value(_SQL["find_open_beside"], conversation_id=conversation_id)
    return found if isinstance(found, UUID) else None


async def set_labels(tx: Tx, conversation_id: UUID, label_ids: list[UUID]) -> None:
    """These labels and no others."""
    await tx.run(_SQL["drop_labels"], conversation_id=conversation_id, label_ids=label_ids)
    await tx.run(_SQL["add_labels"], conversation_id=conversation_id, label_ids=label_ids)


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


def _like(text: str) -> str:
    """A pattern that finds the text itself anywhere, whatever signs are in it."""
    escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


def _digits(text: str) -> str:
    """A number as it is stored; text that is no number is found in none."""
    digits = re.sub(r"[\s().+-]", "", text)
    return digits if digits.isdecimal() and len(digits) >= 3 else text
