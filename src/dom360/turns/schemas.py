"""Bodies of the chat endpoint."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from dom360.conversations.schemas import AgentType, AssistantMessageView, MessageView, Usage
from dom360.kit.schema import Body, View


class NewTurn(Body):
    """One message of a contact, to be answered by an agent."""

    inbox_id: UUID = Field(strict=False)
    message: str = Field(description="Not blank, at most 32 kB of UTF-8.")
    sender_phone: str | None = Field(
        None,
        description="E.164, for example +5511987654321. May be left out by a signed-in person who "
        "asks COPILOT: they write as themselves.",
        examples=["+5511987654321"],
    )
    sender_name: str | None = Field(None, max_length=200)
    agent_type: AgentType | None = Field(None, description="The tenant's default when absent.")
    conversation_id: UUID | None = Field(None, strict=False)
    request_id: str | None = Field(
        None,
        min_length=1,
        max_length=128,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="Makes the call safe to repeat: the same id and body get the same answer.",
    )
    tenant_id: UUID | None = Field(
        None, strict=False, description="Refused with 403 where it is not the caller's own tenant."
    )


class HandedOverTurn(View):
    """202: the message is stored and waits for a person; no agent answers it."""

    conversation_id: UUID
    request_id: str
    user_message: MessageView
    assistant_message: None = None
    handled_by: Literal["human"] = "human"


class TurnAnswer(View):
    conversation_id: UUID
    request_id: str
    user_message: MessageView
    assistant_message: AssistantMessageView
    usage: Usage
    latency_ms: int = Field(description="From the call's arrival to the stored answer.")
