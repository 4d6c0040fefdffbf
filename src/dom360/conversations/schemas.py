"""Bodies of the conversation endpoints. A turn answers with the same messages."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dom360.kit.schema import Body, View

AgentType = Literal["SDR", "COPILOT"]
MessageRole = Literal["user", "assistant", "operator", "system"]
Visibility = Literal["public", "internal"]


class ToolCall(View):
    name: str
    arguments: dict[str, object] | None = None
    ok: bool | None = None
    ms: int | None = None


class RagHit(View):
    """`position`: the passage's place in its document, where the agent told it."""

    doc_id: str
    score: float | None = None
    snippet: str | None = None
    source: str | None = None
    position: int | None = None


class Usage(View):
    """Tokens of one answer. `cost_micro_usd` is null where the model has no known price."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    model: str
    cost_micro_usd: int | None


class MessageView(View):
    id: UUID
    message_index: int
    role: MessageRole
    content: str
    created_at: datetime


class LatestMessage(MessageView):
    conversation_id: UUID
    inbox_id: UUID
    agent_type: AgentType


class LatestMessagePage(View):
    items: list[LatestMessage]
    cursor: str | None = Field(description="Pass it on to get earlier ones; null at the end.")


class AssistantMessageView(MessageView):
    """`degraded`: answered by rules, as the model could not; the reason is the agent's code."""

    tool_calls: list[ToolCall]
    rag_context: list[RagHit]
    model: str
    degraded: bool = False
    degraded_reason: str | None = None


class StoredMessage(MessageView):
    """A message as the history shows it; the last fields are null for what a person wrote."""

    request_id: str | None
    tool_calls: list[ToolCall]
    rag_context: list[RagHit]
    usage: Usage | None
    latency_ms: int | None
    degraded: bool = False
    degraded_reason: str | None = None
    author_user_id: UUID | None = None
    author_name: str | None = None
    # internal: not said to the contact. A note, or an answer that was dropped at a takeover.
    visibility: Visibility = "public"


class MessagePage(View):
    """Oldest first. `before` fetches the page of earlier messages; null when there is none."""

    items: list[StoredMessage]
    before: int | None


class LastMessage(View):
    """The beginning of what was said or noted last."""

    role: MessageRole
    visibility: Visibility
    text: str


class LeadMark(View):
    """The contact's latest lead, in short."""

    id: UUID
    state: str
    score: int


class ConversationView(View):
    id: UUID
    inbox_id: UUID
    agent_type: AgentType
    status: Literal["open", "closed"]
    contact_id: UUID
    contact_name: str | None
    # Empty once the contact was erased: no null, for those who have read a text here so far.
    contact_phone: str
    claimed_phone: str | None = Field(
        description="What a visitor of the web chat typed as their number; nobody has checked it. "
        "`contact_phone` belongs to nobody then."
    )
    message_count: int
    last_message_at: datetime
    created_at: datetime
    handled_by: Literal["agent", "human"]
    assignee_user_id: UUID | None
    handed_at: datetime | None
    handoff_reason: str | None
    assignee_name: str | None
    erased: bool
    unread_count: int = Field(description="Messages since the asking person read last.")
    last_message: LastMessage | None
    lead: LeadMark | None
    label_ids: list[UUID]


class Counts(View):
    """Open conversations, as the inbox shows them beside each other."""

    open: int
    mine: int
    waiting: int = Field(description="For a person, and nobody has taken them.")
    agent: int
    unread: int


class ReadMark(Body):
    message_index: int = Field(ge=0, le=2**31 - 1, description="The last message that was read.")


class ReadState(View):
    """Null: nothing was ever read."""

    message_index: int | None


class Assignment(Body):
    assignee_user_id: UUID | None = Field(strict=False, description="Null: nobody.")


class LabelChoice(Body):
    label_ids: Annotated[list[Annotated[UUID, Field(strict=False)]], Field(max_length=20)]


class Takeover(Body):
    """Without an assignee the signed-in person takes it."""

    assignee_user_id: UUID | None = Field(None, strict=False)
    reason: str | None = Field(None, max_length=2000)


class OperatorMessage(Body):
    text: str = Field(description="Not blank, at most 32 kB of UTF-8.")


class ConversationPage(View):
    """Newest first. `cursor` fetches the next page; null at the end."""

    items: list[ConversationView]
    cursor: str | None
