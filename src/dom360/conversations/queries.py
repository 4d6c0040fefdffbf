from datetime import datetime
from uuid import UUID

from dom360.conversations.models import ConversationFilter, MessageRow, StoredDocument
from dom360.conversations.schemas import ConversationView, InboxView
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound

_SQL = load_beside(__file__)


async def list_inboxes(tx: Tx) -> list[InboxView]:
    """Oldest first, without the archived ones, at most 500."""
    return await tx.list(InboxView, _SQL["list_inboxes"])


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
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def get_conversation(tx: Tx, conversation_id: UUID) -> ConversationView:
    conversation = await tx.find(
        ConversationView, _SQL["get_conversation"], conversation_id=conversation_id
    )
    if conversation is None:
        raise NotFound("There is no such conversation here.", code="CONVERSATION_NOT_FOUND")
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
