"""Conversations and their messages."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.status import HTTP_201_CREATED

from dom360.access.guards import ReaderTx, Writer, WriterTx
from dom360.conversations import actions, handoff, queries
from dom360.conversations.models import ConversationFilter
from dom360.conversations.schemas import (
    AgentType,
    ConversationPage,
    ConversationView,
    MessagePage,
    MessageView,
    OperatorMessage,
    Takeover,
)

router = APIRouter(prefix="/api", tags=["conversations"])

Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/conversations", operation_id="list_conversations")
async def list_conversations(
    tx: ReaderTx,
    inbox_id: UUID | None = None,
    agent_type: AgentType | None = None,
    status: Literal["open", "closed"] | None = None,
    handled_by: Literal["agent", "human"] | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> ConversationPage:
    """The latest activity first, page by page: pass the answer's cursor to get the next page."""
    only = ConversationFilter(inbox_id, agent_type, status, handled_by)
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


@router.post("/conversations/{conversation_id}/takeover", operation_id="take_over_conversation")
async def take_over(
    conversation_id: UUID, body: Takeover, tx: WriterTx, me: Writer
) -> ConversationView:
    """Answer as a person from here on. The agent is silent at once; a running answer is dropped."""
    return await handoff.take_over(tx, conversation_id, body, by=me)


@router.post("/conversations/{conversation_id}/release", operation_id="release_conversation")
async def release(conversation_id: UUID, tx: WriterTx) -> ConversationView:
    """Give the conversation back to the agent. It answers from the contact's next message on."""
    return await handoff.release(tx, conversation_id)


@router.post(
    "/conversations/{conversation_id}/messages",
    status_code=HTTP_201_CREATED,
    operation_id="send_message",
)
async def send_message(
    conversation_id: UUID, body: OperatorMessage, tx: WriterTx, me: Writer
) -> MessageView:
    """Write to the contact as a person. Take the conversation over first."""
    return await handoff.send_message(tx, conversation_id, body.text, by=me)
