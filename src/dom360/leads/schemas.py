"""Bodies of the lead endpoints. The agents' tools speak of leads in the same words."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, JsonValue
from pydantic_core import PydanticCustomError

from dom360.kit.schema import Body, View
from dom360.protocol.request import is_blank

LeadState = Literal[
    "NEW",
    "QUALIFYING",
    "QUALIFIED",
    "NURTURING",
    "SCHEDULED",
    "RESCHEDULED",
    "COMPLETED",
    "UNQUALIFIED",
    "CLOSED",
]
FieldName = Literal["company", "sector", "employees", "pain", "budget", "authority", "timeline"]
Interest = Literal["none", "low", "medium", "high"]
Outcome = Literal["won", "lost"]
ScoreAction = Literal[
    "book_now", "qualify_and_book", "nurture", "follow_up_in_30_days", "close_politely"
]
Sort = Literal["activity", "score", "created", "stalest"]
# The steps of the funnel, and the parts of BANT, as the dashboards count them.
LeadStep = Literal["NEW", "QUALIFYING", "QUALIFIED", "SCHEDULED", "COMPLETED"]
MissingPart = Literal["budget", "authority", "pain", "timeline"]


def _not_blank(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("text_blank", "Text must not be blank")
    return text.strip()


ShortText = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_not_blank)]
LongText = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_not_blank)]
Employees = Annotated[int, Field(ge=0, le=10_000_000)]
When = Annotated[AwareDatetime, Field(strict=False)]


class Budget(Body):
    """`amount` is null where there is none, or it is not known yet."""

    amount: Annotated[int | float, Field(ge=0, le=1e12)] | None = None
    currency: str = Field("BRL", pattern="^[A-Z]{3}$")
    period: Literal["once", "month", "year"] | None = None


class Authority(Body):
    """Who decides: the contact, the contact with somebody, or somebody else."""

    decides: Literal["self", "shared", "other"]
    who: ShortText | None = None


class Timeline(Body):
    text: ShortText | None = None
    within_days: Annotated[int, Field(ge=0, le=3650)] | None = None


class FieldValues(Body):
    """What is known of a lead. A null takes the value away; an absent field stays."""

    company: ShortText | None = None
    sector: ShortText | None = None
    employees: Employees | None = None
    pain: LongText | None = None
    budget: Budget | None = None
    authority: Authority | None = None
    timeline: Timeline | None = None


class NewLead(Body):
    phone: str = Field(max_length=64, description="E.164, or as it is written in your country.")
    name: ShortText | None = None
    inbox_id: UUID | None = Field(None, strict=False, description="The oldest one when absent.")
    source: ShortText | None = None
    fields: FieldValues = FieldValues()


class LeadPatch(Body):
    """Absent means unchanged, null means gone."""

    fields: FieldValues = FieldValues()
    interest: Interest | None = None
    source: ShortText | None = None
    owner_user_id: UUID | None = Field(None, strict=False)
    meeting_at: When | None = None
    outcome: Outcome | None = None
    value_cents: Annotated[int, Field(ge=0, le=10**15)] | None = None
    currency: str = Field("BRL", pattern="^[A-Z]{3}$")


class StateChange(Body):
    state: LeadState
    reason: LongText | None = Field(None, description="Kept as a comment.")


class NewComment(Body):
    text: LongText


class Merge(Body):
    duplicate_id: UUID = Field(strict=False, description="Ends in the lead of the address.")


class Evidence(View):
    """The message that says it."""

    conversation_id: UUID
    message_id: UUID
    message_index: int
    message_at: datetime


class FieldView(View):
    """`points` is what it adds to the score. No evidence: a person or an import said it."""

    value: JsonValue
    confidence: float
    points: int
    evidence: Evidence | None
    updated_at: datetime


class ScoreView(View):
    """BANT: budget to 25, authority to 30, need to 35, timeline to 10."""

    total: int
    budget: int
    authority: int
    need: int
    timeline: int
    criteria_met: int
    action: ScoreAction


class LeadView(View):
    id: UUID
    contact_id: UUID
    name: str | None
    phone: str | None
    claimed_phone: str | None = Field(
        description="Typed in the web chat, checked by nobody; `phone` is nobody's then."
    )
    inbox_id: UUID
    inbox_name: str
    state: LeadState
    next_states: list[LeadState]
    score: ScoreView
    fields: dict[FieldName, FieldView]
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


class LeadPage(View):
    """`cursor` fetches the next page; null at the end."""

    items: list[LeadView]
    cursor: str | None


class EventView(View):
    """One line of a timeline. `message_id` is the message in whose turn it happened."""

    id: UUID
    lead_id: UUID
    kind: Literal["created", "state", "field", "changed", "comment", "merged"]
    from_state: LeadState | None
    to_state: LeadState | None
    field: FieldName | None
    old: JsonValue
    new: JsonValue
    old_score: int | None
    new_score: int | None
    comment: str | None
    actor_kind: Literal["user", "api_key", "agent", "import", "system"]
    actor_id: str | None
    actor_name: str | None
    conversation_id: UUID | None
    message_id: UUID | None
    message_index: int | None
    created_at: datetime


class Timepage(View):
    """Newest first. `cursor` fetches earlier events; null at the beginning."""

    items: list[EventView]
    cursor: str | None


class LeadDetail(LeadView):
    """With the latest events; GET …/events has the earlier ones."""

    timeline: Timepage


class FunnelStep(View):
    state: LeadState
    leads: int
    mean_score: float | None
    value_cents: int


class Funnel(View):
    """Leads that began in the period, by the state that they are in now. Every state is there."""

    created_from: datetime | None
    created_before: datetime | None
    total: int
    steps: list[FunnelStep]


RowErrorCode = Literal[
    "INVALID_PHONE", "NOT_A_NUMBER", "OUT_OF_RANGE", "TOO_LONG", "INVALID_CURRENCY", "INVALID_VALUE"
]


class RowError(View):
    """`line` counts the file's lines from 1, the heading included."""

    line: int
    field: str | None
    code: RowErrorCode
    message: str


class ImportReport(View):
    """`errors` holds the first 100; `rejected` counts them all."""

    dry_run: bool
    rows: int
    created: int
    updated: int
    rejected: int
    errors: list[RowError]
