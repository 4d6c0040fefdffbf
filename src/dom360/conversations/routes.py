"""Conversations and their messages."""

import re
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access.guards import Reader, ReaderTx, Writer, WriterTx, let_in
from dom360.conversations import actions, desk, handoff, queries
from dom360.conversations.models import ConversationFilter
from dom360.conversations.schemas import (
    AgentType,
    Assignment,
    ConversationPage,
    ConversationView,
    Counts,
    LabelChoice,
    LatestMessagePage,
    MessagePage,
    MessageView,
    OperatorMessage,
    ReadMark,
    ReadState,
    Takeover,
)
from dom360.leads.schemas import LeadState
from dom360.web.deps import Db

router = APIRouter(prefix="/api", tags=["conversations"])

Limit = Annotated[int, Query(ge=1, le=100)]
_PLAIN_LIMIT = re.compile(rb"(?:limit=(?P<number>[1-9][0-9]?|100))?")


async def _filter(
    me: Reader,
    contact_id: UUID | None = None,
    inbox_id: UUID | None = None,
    agent_type: AgentType | None = None,
    status: Literal["open", "closed"] | None = None,
    handled_by: Literal["agent", "human"] | None = None,
    assignee: Annotated[
        Literal["me", "nobody"] | UUID | None, Query(description="me, nobody, or a person's id.")
    ] = None,
    lead_state: Annotated[list[LeadState] | None, Query(max_length=9)] = None,
    label_id: UUID | None = None,
    unread: bool = False,
    search: Annotated[
        str | None,
        Query(max_length=200, description="In the contact's name and phone, and the last message."),
    ] = None,
) -> ConversationFilter:
    chosen = assignee if isinstance(assignee, UUID) else None
    return ConversationFilter(
        contact_id=contact_id,
        inbox_id=inbox_id,
        agent_type=agent_type,
        status=status,
        handled_by=handled_by,
        # A key is nobody: nothing is assigned to it.
        assignee_id=(me.user_id or UUID(int=0)) if assignee == "me" else chosen,
        unassigned=assignee == "nobody",
        lead_states=tuple(lead_state or ()),
        label_id=label_id,
        unread=unread and me.user_id is not None,
        # PostgreSQL cannot even be asked for NUL; nothing has it, so nothing is found.
        search=search.strip().replace("\x00", "\ufffd") if search else None,
        user_id=me.user_id,
    )


Only = Annotated[ConversationFilter, Depends(_filter)]


@router.get("/conversations", operation_id="list_conversations")
async def list_conversations(
    tx: ReaderTx,
    only: Only,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 50,
) -> ConversationPage:
    """The latest activity first, page by page: pass the answer's cursor to get the next page."""
    return await actions.page_of_conversations(tx, only, cursor=cursor, limit=limit)


@router.get("/conversations/counts", operation_id="count_conversations")
async def count_conversations(
    tx: ReaderTx, me: Reader, inbox_id: UUID | None = None, agent_type: AgentType | None = None
) -> Counts:
    """How many are open, mine, waiting for a person, with the agent, unread."""
    only = ConversationFilter(inbox_id=inbox_id, agent_type=agent_type, user_id=me.user_id)
    return await queries.count_conversations(tx, only)


@router.get("/conversations/{conversation_id}", operation_id="get_conversation")
async def get_conversation(conversation_id: UUID, tx: ReaderTx, me: Reader) -> ConversationView:
    return await actions.view_conversation(tx, conversation_id, user_id=me.user_id)


@router.get("/conversations/{conversation_id}/messages", operation_id="list_messages")
async def list_messages(
    conversation_id: UUID,
    tx: ReaderTx,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    internal: Annotated[bool, Query(description="With notes and dropped answers.")] = False,
    limit: Limit = 50,
) -> MessagePage:
    """The latest messages, oldest first. `before` (a message_index) fetches earlier ones."""
    return await actions.page_of_messages(
        tx, conversation_id, before=before, limit=limit, internal=internal
    )


@router.get("/messages", operation_id="list_latest_messages")
async def list_latest_messages(
    me: Reader,
    db: Db,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 10,
) -> LatestMessagePage:
    """What was said last in any conversation, the newest first: for programs that follow along."""
    assert me.tenant_id is not None
    return await actions.page_of_latest_messages(db, me.tenant_id, cursor=cursor, limit=limit)


async def list_latest_messages_directly(request: Request, _: bytes) -> Response | None:
    """The same for `Direct`, where nothing is asked for but how many."""
    limit = _PLAIN_LIMIT.fullmatch(request.scope["query_string"])
    if limit is None:
        return None
    me = await let_in(request)
    page = await list_latest_messages(me, request.app.state.db, limit=int(limit["number"] or 10))
    return Response(page.model_dump_json(), media_type="application/json")


@router.post("/conversations/{conversation_id}/takeover", operation_id="take_over_conversation")
async def take_over(
    conversation_id: UUID, body: Takeover, tx: WriterTx, me: Writer
) -> ConversationView:
    """Answer as a person from here on. The agent is silent at once; a running answer is dropped."""
    return await handoff.take_over(tx, conversation_id, body, by=me)


@router.post("/conversations/{conversation_id}/release", operation_id="release_conversation")
async def release(conversation_id: UUID, tx: WriterTx, me: Writer) -> ConversationView:
    """Give the conversation back to the agent. It answers from the contact's next message on."""
    return await handoff.release(tx, conversation_id, by=me)


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


@router.post(
    "/conversations/{conversation_id}/notes",
    status_code=HTTP_201_CREATED,
    operation_id="add_note",
)
async def add_note(
    conversation_id: UUID, body: OperatorMessage, tx: WriterTx, me: Writer
) -> MessageView:
    """Write something for colleagues only. It is a message with visibility internal."""
    return await handoff.add_note(tx, conversation_id, body.text, by=me)


@router.put("/conversations/{conversation_id}/assignee", operation_id="assign_conversation")
async def assign(
    conversation_id: UUID, body: Assignment, tx: WriterTx, me: Writer
) -> ConversationView:
    """Say who looks after it. The agent goes on answering until somebody takes over."""
    return await desk.assign(tx, conversation_id, body.assignee_user_id, by=me)


@router.post("/conversations/{conversation_id}/resolve", operation_id="resolve_conversation")
async def resolve(conversation_id: UUID, tx: WriterTx, me: Writer) -> ConversationView:
    """Close it. The contact's next message begins another conversation."""
    return await desk.resolve(tx, conversation_id, by=me)


@router.post("/conversations/{conversation_id}/reopen", operation_id="reopen_conversation")
async def reopen(conversation_id: UUID, tx: WriterTx, me: Writer) -> ConversationView:
    """Open it again, unless the contact has another open one: 409 names it."""
    return await desk.reopen(tx, conversation_id, by=me)


@router.put("/conversations/{conversation_id}/labels", operation_id="label_conversation")
async def set_labels(
    conversation_id: UUID, body: LabelChoice, tx: WriterTx, me: Writer
) -> ConversationView:
    """These labels and no others."""
    return await desk.set_labels(tx, conversation_id, body.label_ids, by=me)


@router.get("/conversations/{conversation_id}/read", operation_id="get_read_mark")
async def get_read_mark(conversation_id: UUID, tx: ReaderTx, me: Reader) -> ReadState:
    """How far the asking person has read."""
    return await desk.read_state(tx, conversation_id, by=me)


@router.put(
    "/conversations/{conversation_id}/read",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="mark_read",
)
async def mark_read(conversation_id: UUID, body: ReadMark, tx: ReaderTx, me: Reader) -> None:
    """Remember how far one has read. Changes nothing for anybody else, so a VIEWER may."""
    await desk.mark_read(tx, conversation_id, body.message_index, by=me)


@router.put(
    "/conversations/{conversation_id}/unread",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="mark_unread",
)
async def mark_unread(conversation_id: UUID, body: ReadMark, tx: ReaderTx, me: Reader) -> None:
    """Put one's own marker back before this message."""
    await desk.mark_unread(tx, conversation_id, body.message_index, by=me)
