from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from dom360.conversations.schemas import MessageRole


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
    request_id: str | None
    author_user_id: UUID | None
    author_name: str | None


@dataclass(frozen=True)
class ConversationFilter:
    inbox_id: UUID | None = None
    agent_type: str | None = None
    status: str | None = None
    handled_by: str | None = None


@dataclass(frozen=True)
class LockedConversation:
    id: UUID
    status: str
    handled_by: str


@dataclass(frozen=True)
class StoredDocument:
    """A contact's id, and its document as a ciphertext."""

    id: UUID
    document: str
