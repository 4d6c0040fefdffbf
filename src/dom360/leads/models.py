"""Leads inside the product."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from dom360.leads.schemas import (
    FieldName,
    Interest,
    LeadState,
    LeadStep,
    MissingPart,
    Outcome,
    Sort,
)

ActorKind = Literal["user", "api_key", "agent", "import", "system"]


@dataclass(frozen=True)
class MessageRef:
    """A message as evidence."""

    conversation_id: UUID
    message_id: UUID
    message_at: datetime
    message_index: int


@dataclass(frozen=True)
class LeadActor:
    """Who changes a lead, and in the turn of which message."""

    kind: ActorKind
    id: str | None
    message: MessageRef | None = None


@dataclass(frozen=True)
class Fact:
    """One thing learned. `value` is None where it is taken back."""

    field: FieldName
    value: Any
    confidence: float
    evidence: MessageRef | None = None


@dataclass(frozen=True)
class LockedLead:
    """What decisions need to know; its row is held until the transaction ends."""

    id: UUID
    contact_id: UUID
    state: LeadState
    criteria_met: int
    interest: Interest | None
    source: str | None
    owner_user_id: UUID | None
    meeting_at: datetime | None
    outcome: Outcome | None
    value_cents: int | None
    currency: str
    merged_into: UUID | None
    # Of a visitor of the web chat, whose number nobody has checked.
    unverified: bool


@dataclass(frozen=True)
class KnownField:
    field: FieldName
    value: Any
    confidence: float
    conversation_id: UUID | None
    message_id: UUID | None
    message_at: datetime | None
    message_index: int | None
    updated_at: datetime

    @property
    def evidence(self) -> MessageRef | None:
        if not (self.conversation_id and self.message_id and self.message_at):
            return None
        return MessageRef(
            self.conversation_id, self.message_id, self.message_at, self.message_index or 0
        )


@dataclass(frozen=True)
class LeadRow:
    id: UUID
    contact_id: UUID
    name: str | None
    phone: str | None
    claimed_phone: str | None
    inbox_id: UUID
    inbox_name: str
    state: LeadState
    next_states: list[LeadState]
    score: int
    score_budget: int
    score_authority: int
    score_need: int
    score_timeline: int
    criteria_met: int
    score_action: str
    fields: dict[str, Any]
    interest: Interest | None
    source: str | None
    owner_user_id: UUID | None
    owner_name: str | None
    meeting_at: datetime | None
    outcome: Outcome | None
    value_cents: int | None
    currency: str
    merged_into: UUID | None
    last_activity_at: datetime
    created_at: datetime


@dataclass(frozen=True)
class PageEntry:
    id: UUID
    last_activity_at: datetime
    created_at: datetime
    score: int

    def place(self, sort: Sort) -> tuple[datetime | int, UUID]:
        """Where the next page begins."""
        if sort == "score":
            return self.score, self.id
        return self.created_at if sort == "created" else self.last_activity_at, self.id


@dataclass(frozen=True)
class LeadRef:
    lead_id: UUID
    created: bool


@dataclass(frozen=True)
class FunnelPlace:
    """Where in the funnel a lead is or was lost, as the dashboard counts it."""

    reached: LeadStep | None = None
    dropped: bool = False
    dropped_at: LeadStep | None = None
    missing: MissingPart | None = None


@dataclass(frozen=True)
class LeadFilter:
    """`search` looks into name, phone and company. The source "" is that of leads without one."""

    states: tuple[LeadState, ...] = ()
    contact_id: UUID | None = None
    inbox_ids: tuple[UUID, ...] = ()
    owner_user_id: UUID | None = None
    unowned: bool = False
    min_score: int | None = None
    max_score: int | None = None
    sources: tuple[str, ...] = ()
    created_from: datetime | None = None
    created_before: datetime | None = None
    search: str | None = None
    place: FunnelPlace = FunnelPlace()
    sort: Sort = "activity"
