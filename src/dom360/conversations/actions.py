"""Reading conversations, page by page."""

import base64
from datetime import UTC, datetime
from uuid import UUID

from dom360.conversations import queries
from dom360.conversations.models import ConversationFilter, ConversationRow, MessageRow
from dom360.conversations.schemas import (
    ConversationPage,
    ConversationView,
    LastMessage,
    LatestMessagePage,
    LeadMark,
    MessagePage,
    RagHit,
    StoredMessage,
    ToolCall,
    Usage,
)
from dom360.db.database import Database, Tx
from dom360.errors import Invalid


async def page_of_conversations(
    tx: Tx, only: ConversationFilter, *, cursor: str | None, limit: int
) -> ConversationPage:
    before = _read_cursor(cursor) if cursor else None
    found = await queries.list_conversations(tx, only, before=before, limit=limit + 1)
    items = found[:limit]
    more = len(found) > limit
    return ConversationPage(
        items=[view_of(row) for row in items],
        cursor=_write_cursor(items[-1].last_message_at, items[-1].id) if more else None,
    )


async def page_of_messages(
    tx: Tx, conversation_id: UUID, *, before: int | None, limit: int, internal: bool
) -> MessagePage:
    conversation = await queries.get_conversation(tx, conversation_id)
    newest_first = await queries.list_messages(
        tx, conversation, before=before, limit=limit + 1, internal=internal
    )
    items = [_view(row) for row in reversed(newest_first[:limit])]
    more = len(newest_first) > limit
    return MessagePage(items=items, before=items[0].message_index if more else None)


async def page_of_latest_messages(
    db: Database, tenant_id: UUID, *, cursor: str | None, limit: int
) -> LatestMessagePage:
    before = _read_cursor(cursor) if cursor else None
    found = await queries.list_latest_messages(db, tenant_id, before=before, limit=limit + 1)
    items = found[:limit]
    more = len(found) > limit
    return LatestMessagePage(
        items=items, cursor=_write_cursor(items[-1].created_at, items[-1].id) if more else None
    )


async def view_conversation(
    tx: Tx, conversation_id: UUID, *, user_id: UUID | None = None
) -> ConversationView:
    return view_of(await queries.get_conversation(tx, conversation_id, user_id=user_id))


def view_of(row: ConversationRow) -> ConversationView:
    # Not asdict(): it copies every id and every moment, at twice the cost of all the rest.
    fields = dict(vars(row))
    role, visibility, text = (fields.pop(f"last_{name}") for name in ("role", "visibility", "text"))
    lead_id, state, score = (fields.pop(f"lead_{name}") for name in ("id", "state", "score"))
    return ConversationView(
        **fields,
        last_message=LastMessage(role=role, visibility=visibility, text=text) if role else None,
        lead=LeadMark(id=lead_id, state=state, score=score) if lead_id else None,
    )


def usage_of(row: MessageRow) -> Usage:
    return Usage(
        input_tokens=row.input_tokens,
        output_tokens=row.output_tokens,
        cached_tokens=row.cached_tokens,
        total_tokens=row.total_tokens,
        model=row.model,
        cost_micro_usd=row.cost_micro_usd,
    )


def _view(row: MessageRow) -> StoredMessage:
    return StoredMessage(
        id=row.id,
        message_index=row.message_index,
        role=row.role,
        content=row.content,
        created_at=row.created_at,
        request_id=row.request_id,
        tool_calls=[ToolCall.model_validate(call) for call in row.tool_calls],
        rag_context=[RagHit.model_validate(hit) for hit in row.rag_context],
        usage=usage_of(row) if row.role == "assistant" else None,
        latency_ms=row.latency_ms,
        degraded=row.degraded,
        degraded_reason=row.degraded_reason,
        author_user_id=row.author_user_id,
        author_name=row.author_name,
        visibility=row.visibility,
    )


def _write_cursor(at: datetime, conversation_id: UUID) -> str:
    return base64.urlsafe_b64encode(f"{at.isoformat()}|{conversation_id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, _, conversation_id = base64.urlsafe_b64decode(cursor).decode().partition("|")
        return datetime.fromisoformat(at).astimezone(UTC), UUID(conversation_id)
    except (ValueError, OverflowError):
        raise Invalid(
            "This cursor is not one of ours. Take it from the answer before, unchanged.",
            code="INVALID_CURSOR",
        ) from None
