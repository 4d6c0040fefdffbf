from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from dom360.conversations.schemas import AgentType, MessageRole, Visibility


@dataclass(frozen=True)
class MessageRow:
    """A stored message with the request that brought it."""

    id: UUID
    message_index: int
    role: MessageRole
    content: str
    created_at: datetime
    model: str
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int | None
    latency_ms: int | None
    tool_calls: list[dict[str, Any]]
    rag_context: list[dict[str, Any]]
    degraded: bool
    degraded_reason: str | None
    request_id: str | None
    author_user_id: UUID | None
    author_name: str | None
    visibility: Visibility


@dataclass(frozen=True)
class ConversationRow:
    """A conversation with what a list shows of it. `last_…` are None before the first message."""

    id: UUID
    inbox_id: UUID
    agent_type: AgentType
    status: Literal["open", "closed"]
    contact_id: UUID
    contact_name: str | None
    contact_phone: str
    claimed_phone: str | None
    message_count: int
    last_message_at: datetime
    created_at: datetime
    handled_by: Literal["agent", "human"]
    assignee_user_id: UUID | None
    assignee_name: str | None
    handed_at: datetime | None
    handoff_reason: str | None
    erased: bool
    unread_count: int
    last_role: MessageRole | None
    last_visibility: Visibility | None
    last_text: str | None
    lead_id: UUID | None
    lead_state: str | None
    lead_score: int | None
    label_ids: list[UUID]


@dataclass(frozen=True)
class ConversationFilter:
    """`user_id` is who asks: whose unread messages count. None for a key."""

    contact_id: UUID | None = None
    inbox_id: UUID | None = None
    agent_type: str | None = None
    status: str | None = None
    handled_by: str | None = None
    assignee_id: UUID | None = None
    unassigned: bool = False
    lead_states: tuple[str, ...] = ()
    label_id: UUID | None = None
    unread: bool = False
    search: str | None = None
    user_id: UUID | None = None


@dataclass(frozen=True)
class LockedConversation:
    id: UUID
    status: str
    handled_by: str
    assignee_user_id: UUID | None
    erased: bool
    last_message_index: int


@dataclass(frozen=True)
class StoredDocument:
    """A contact's id, and its document as a ciphertext."""

    id: UUID
    document: str
