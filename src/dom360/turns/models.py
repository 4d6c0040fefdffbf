"""A turn on its way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from dom360.conversations.schemas import AgentType

Outcome = Literal[
    "calling",
    "accepted",
    "answered",
    "handed_over",
    "running",
    "request_mismatch",
    "inbox_not_found",
    "conversation_not_found",
    "conversation_mismatch",
    "conversation_closed",
    "tenant_suspended",
]


@dataclass(frozen=True)
class TurnRequest:
    """What a contact asks, checked. `body_hash` tells a repeat from a different request.

    `api_key_id`: the program that brought it, where one did. `watched`: who asks wants to see what
    goes between us and the agent.
    """

    request_id: str
    body_hash: bytes
    inbox_id: UUID
    agent_type: AgentType | None
    conversation_id: UUID | None
    phone: str
    name: str | None
    content: str
    api_key_id: UUID | None = None
    watched: bool = False


@dataclass(frozen=True)
class TurnState:
    """What begin_turn and claim_turn answer. Refusals carry an outcome and nothing else.

    `holder`: the name under which this process has the turn.
    """

    outcome: Outcome
    turn_id: UUID
    attempt: int
    conversation_id: UUID
    message_id: UUID
    message_index: int
    message_at: datetime
    context: dict[str, Any] | None
    holder: UUID | None = None


@dataclass(frozen=True)
class AbandonedTurn:
    tenant_id: UUID
    turn_id: UUID
    attempt: int


@dataclass(frozen=True)
class AnsweredTurn:
    """A stored turn with both of its messages, as the answer needs it."""

    request_id: str
    conversation_id: UUID
    latency_ms: int
    question_id: UUID
    question_index: int
    question: str
    question_at: datetime
    answer_id: UUID
    answer_index: int
    answer: str
    answer_at: datetime
    model: str
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int | None
    tool_calls: list[dict[str, Any]]
    rag_context: list[dict[str, Any]]
    degraded: bool
    degraded_reason: str | None


@dataclass(frozen=True)
class OpenTurn:
    """What a worker needs to know about a turn that it takes over."""

    request_id: str
    question: str


@dataclass(frozen=True)
class FinishedTurn:
    """What finish_turn stored. The json is as the database keeps it."""

    message_id: UUID
    message_index: int
    message_at: datetime
    latency_ms: int
    cost_micro_usd: int | None
    tool_calls: list[dict[str, Any]]
    rag_context: list[dict[str, Any]]


@dataclass(frozen=True)
class TurnEnd:
    state: str
    error_code: str | None


@dataclass(frozen=True)
class FailedTurn:
    failed: bool
