from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from dom360.conversations.schemas import MessageRole

Position = Literal["left", "right"]


@dataclass(frozen=True)
class WebChat:
    """How an inbox stands with its web chat. `public_key` is None before it was first saved."""

    inbox_id: UUID
    archived: bool
    public_key: str | None
    enabled: bool
    allowed_origins: list[str]
    title: str | None
    color: str
    position: Position
    privacy_url: str | None


@dataclass(frozen=True)
class OpenChat:
    """What a page may know of the chat that it shows."""

    inbox_id: UUID
    title: str
    color: str
    position: Position
    privacy_url: str | None
    greeting: str | None
    away_message: str | None
    open_now: bool
    locale: str


@dataclass(frozen=True)
class FoundChat:
    """What find_web_chat answers. The last three are None for a stranger."""

    inbox_id: UUID
    allowed_origins: list[str]
    tenant_status: str
    visitor_id: UUID | None
    contact_id: UUID | None
    expires_at: datetime | None


@dataclass(frozen=True)
class Door:
    """A web chat that a page was let into."""

    tenant_id: UUID
    inbox_id: UUID
    origin: str


@dataclass(frozen=True)
class Visitor:
    """A stranger who proved to be the same one as before, and nothing else."""

    door: Door
    id: UUID
    contact_id: UUID

    @classmethod
    def of(cls, door: Door, found: FoundChat) -> Self | None:
        if found.visitor_id is None or found.contact_id is None:
            return None
        return cls(door, found.visitor_id, found.contact_id)


@dataclass(frozen=True)
class VisitorContact:
    phone: str | None
    name: str | None


@dataclass(frozen=True)
class ThreadConversation:
    """One of a visitor's conversations. `person_name`: who took it over, where somebody did."""

    id: UUID
    status: Literal["open", "closed"]
    handled_by: Literal["agent", "human"]
    person_name: str | None
    created_at: datetime


@dataclass(frozen=True)
class ThreadRow:
    """A message as it was said to the visitor. `turn_state` is of their own; `request_id` of theirs
    and of what answers it."""

    id: UUID
    conversation_id: UUID
    message_index: int
    role: MessageRole
    content: str
    created_at: datetime
    author_name: str | None
    request_id: str | None
    turn_state: str | None
