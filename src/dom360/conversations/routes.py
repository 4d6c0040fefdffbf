"""Inboxes, conversations and their messages."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query

from dom360.access.guards import ReaderTx
from dom360.conversations import actions, queries
from dom360.conversations.models import ConversationFilter
from dom360.conversations.schemas import (
    AgentType,
    ConversationPage,
    ConversationView,
    InboxList,
    MessagePage,
)

router = APIRouter(prefix="/api", tags=["conversations"])

Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/inboxes", operation_id="list_inboxes")
async def list_inboxes(tx: ReaderTx) -> InboxList:
    return InboxList(items=await queries.list_inboxes(tx))


@router.get("/conversations", operation_id="list_conversations")
async def list_conversations(
    tx: ReaderTx,
    inbox_id: UUID | None = None,
    agent_type: AgentType | None = None,
    status: Literal["open", "closed"] | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> ConversationPage:
    """The latest activity first, page by page: pass the answer's cursor to get the next page."""
    only = ConversationFilter(inbox_id=inbox_id, agent_type=agent_type, status=status)
    return await actions.page_of_conversations(tx, only, cursor=cursor, limit=limit)


@router.get("/conversations/{conversation_id}", operation_id="get_conversation")
async def get_conversation(conversation_id: UUID, tx: ReaderTx) -> ConversationView:
    return await queries.get_conversation(tx, conversation_id)


@router.get("/conversations/{conversation_id}/messages", operation_id="list_messages")
async def list_messages(
    conversation_id: UUID,
    tx: ReaderTx,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Limit = 50,
) -> MessagePage:
    """The latest messages, oldest first. `before` (a message_index) fetches earlier ones."""
    return await actions.page_of_messages(tx, conversation_id, before=before, limit=limit)
