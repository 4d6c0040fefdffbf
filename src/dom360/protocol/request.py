"""What the Backend API sends to an agent service."""

import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, SecretStr, field_serializer, model_validator
from pydantic_core import PydanticCustomError

from dom360.protocol.codes import AgentErrorCode
from dom360.protocol.profile import AgentProfile
from dom360.protocol.wire import Count, Flag, Id, Wire

PHONE_FORMAT = "+ and 7 to 15 digits, for example +5511987654321"
_PHONE = re.compile(r"\+[0-9]{7,15}")


class AgentType(StrEnum):
    SDR = "SDR"
    COPILOT = "COPILOT"

    @property
    def path(self) -> str:
        return f"/{self.value.lower()}"


def is_blank(text: str) -> bool:
    """True where a person would see nothing: spaces and invisible format characters only."""
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def _phone(value: str) -> str:
    if not _PHONE.fullmatch(value):
        raise PydanticCustomError(
            AgentErrorCode.INVALID_PHONE_FORMAT.value, "The phone is not in the E.164 format"
        )
    return value


def _not_blank(value: str) -> str:
    if is_blank(value):
        raise PydanticCustomError(AgentErrorCode.EMPTY_MESSAGE.value, "The message is empty")
    return value


class TenantRef(Wire):
    tenant_id: Id
    name: str | None = Field(None, max_length=500)
    slug: str | None = Field(None, max_length=200)
    locale: str = Field("pt-BR", max_length=35)
    timezone: str | None = Field(None, max_length=64)
    chatwoot_account_id: Id | None = None
    chatwoot_account_name: str | None = None
    chatwoot_host: str | None = None


class Routing(Wire):
    inbox_id: Id
    agent_type: AgentType


class InboxRef(Wire):
    """Whether people are there: by the inbox's business hours when the message came. Not required;
    `away_message` is what the tenant wants said while it is closed."""

    name: str | None = Field(None, max_length=500)
    open_now: Flag = True
    away_message: str | None = Field(None, max_length=2000)


class IncomingMessage(Wire):
    content: Annotated[str, AfterValidator(_not_blank)]
    content_type: str = Field("text", max_length=100)
    created_at: datetime | None = None


class Sender(Wire):
    # Optional here because an operator who asks COPILOT needs no phone; SDR demands it below.
    phone_e164: Annotated[str, AfterValidator(_phone)] | None = None
    name: str | None = Field(None, max_length=500)
    contact_id: Id | None = None
    # What a visitor of a web chat typed: it proves nothing. Then `phone_e164` is a number of
    # country code 999, which belongs to nobody: whoever looks a person up by it finds no one.
    claimed_phone_e164: Annotated[str, AfterValidator(_phone)] | None = None
    phone_verified: Flag = True


class HistoryMessage(Wire):
    """An earlier message. Roles in use: user, assistant, operator, system."""

    role: str = Field(max_length=50)
    content: str = ""
    message_index: Count | None = None
    created_at: datetime | None = None


class ConversationRef(Wire):
    id: Id
    status: str = Field("open", max_length=50)
    history: tuple[HistoryMessage, ...] = ()


class RagOptions(Wire):
    enabled: Flag = True
    top_k: int = Field(5, strict=True, ge=1, le=20)
    return_chunks: Flag = True
    match_threshold: float = Field(0.0, strict=True, ge=0, le=1)


class CalendarBooking(Wire):
    enabled: Flag = False
    booking_url: str | None = Field(None, max_length=2000)


class Callback(Wire):
    """A short-lived capability: one tenant, one conversation. Only `to_wire` shows the token."""

    base_url: str = Field(max_length=2000)
    token: SecretStr
    expires_at: datetime | None = None

    @field_serializer("token", when_used="json")
    def _reveal(self, token: SecretStr) -> str:
        return token.get_secret_value()


class AgentRequest(Wire):
    request_id: Id
    tenant: TenantRef
    routing: Routing
    message: IncomingMessage
    sender: Sender | None = None
    conversation: ConversationRef
    rag_options: RagOptions = RagOptions()
    calendar_booking: CalendarBooking = CalendarBooking()
    callback: Callback | None = None
    inbox: InboxRef | None = None
    agent: AgentProfile | None = None

    @model_validator(mode="after")
    def _sdr_needs_a_phone(self) -> Self:
        if self.routing.agent_type is AgentType.SDR and (
            self.sender is None or self.sender.phone_e164 is None
        ):
            raise PydanticCustomError(
                AgentErrorCode.INVALID_PHONE_FORMAT.value, "SDR needs the sender's phone"
            )
        return self
