"""Arguments of the agents' tools. A model reads the descriptions: they are prompt text.

Nothing here names a tenant, nor the conversation that the agent is in: the capability does.
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from dom360.kit.schema import Body
from dom360.leads.actions import Fit
from dom360.leads.schemas import (
    Authority,
    Budget,
    Employees,
    FieldValues,
    Interest,
    LeadState,
    LongText,
    ShortText,
    Sort,
    Timeline,
    When,
)

Confidence = Annotated[float, Field(ge=0, le=1)]
Phone = Annotated[
    str,
    Field(
        min_length=3,
        max_length=64,
        description="As written: +5511987654321 or (11) 98765-4321.",
    ),
]
Limit = Annotated[int, Field(ge=1, le=50)]
Day = Annotated[date, Field(strict=False, ge=date(2000, 1, 1), le=date(2100, 12, 31))]
Entity = Literal["leads", "lead_comments", "contacts", "conversations", "inboxes", "consumption"]


class NoArguments(Body):
    pass


class _Learned(Body):
    confidence: Confidence = Field(
        0.7, description="0.9 said outright, 0.7 an answer to your question, 0.6 inferred."
    )
    message_index: int | None = Field(
        None, ge=1, description="The contact's message that says it; the newest when absent."
    )


class LearnedShort(_Learned):
    value: ShortText


class LearnedLong(_Learned):
    value: LongText


class LearnedEmployees(_Learned):
    value: Employees


class LearnedBudget(_Learned):
    value: Budget


class LearnedAuthority(_Learned):
    value: Authority


class LearnedTimeline(_Learned):
    value: Timeline


class LearnedFields(Body):
    company: LearnedShort | None = None
    sector: LearnedShort | None = None
    employees: LearnedEmployees | None = None
    pain: LearnedLong | None = Field(None, description="The main problem they want solved.")
    budget: LearnedBudget | None = None
    authority: LearnedAuthority | None = Field(None, description="Who decides on buying.")
    timeline: LearnedTimeline | None = Field(None, description="When they want it.")


class SearchOwnLead(Body):
    phone: Phone | None = Field(None, description="Leave it out: it is this contact's.")


class SearchLead(Body):
    phone: Phone


class CreateOwnLead(Body):
    name: ShortText | None = Field(None, description="The contact's name, if they said it.")
    source: ShortText | None = Field(None, description="How they came to us, if they said it.")


class CreateLead(Body):
    phone: Phone
    name: ShortText | None = None
    source: ShortText | None = None
    fields: FieldValues = FieldValues()


class UpdateQualification(Body):
    fields: LearnedFields = Field(
        default_factory=LearnedFields, description="Only what the contact said."
    )
    interest: Interest | None = None
    fit: Fit | None = Field(
        None, description="later: interested, but not now. never: not interested, or no customer."
    )


class GetComments(Body):
    limit: Limit = 20


class CommentOwnLead(Body):
    text: LongText


class CommentLead(Body):
    lead_id: UUID = Field(strict=False)
    text: LongText


class OfferMeeting(Body):
    asked_by_contact: bool = Field(False, description="The contact asked to meet.")
    accepted: bool = Field(False, description="The contact agreed to a meeting.")
    meeting_at: When | None = Field(None, description="The agreed time, with its offset.")


class HandToHuman(Body):
    reason: ShortText
    farewell: LongText | None = Field(
        None,
        description="Last words to the contact: your answer to this turn will not be sent.",
    )


class SearchKnowledge(Body):
    query: LongText
    top_k: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None, description="How many at most; the company's setting when absent."
    )


class DescribeEntity(Body):
    entity: Entity


class Period(Body):
    """Whole days of the tenant's time zone, both included."""

    last_days: Annotated[int, Field(ge=1, le=1100)] | None = None
    first_day: Day | None = None
    last_day: Day | None = None

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> "Period":
        if self.last_days and (self.first_day or self.last_day):
            raise ValueError("say last_days, or first_day and last_day, not both")
        return self


class InInbox(Period):
    inbox_id: UUID | None = Field(None, strict=False)
    inbox: ShortText | None = Field(None, description="The inbox by its name, or a part of it.")

    @model_validator(mode="after")
    def _one_inbox(self) -> "InInbox":
        if self.inbox_id and self.inbox:
            raise ValueError("say inbox_id or inbox, not both")
        return self


class QueryLeads(InInbox):
    lead_id: UUID | None = Field(None, strict=False, description="Exactly this lead.")
    states: list[LeadState] = Field(default_factory=list, max_length=9)
    owner_user_id: UUID | None = Field(None, strict=False)
    owner: ShortText | None = Field(None, description="The person in charge, by name.")
    unowned: bool = False
    min_score: Annotated[int, Field(ge=0, le=100)] | None = None
    max_score: Annotated[int, Field(ge=0, le=100)] | None = None
    source: ShortText | None = None
    search: ShortText | None = Field(None, description="In name, phone and company.")
    sort: Sort = Field(
        "activity",
        description="What stands first: latest activity, best score, newest, or oldest activity.",
    )
    limit: Limit = 20
    cursor: str | None = Field(None, max_length=300)


class SummarizeConversation(Body):
    """One of the two."""

    conversation_id: UUID | None = Field(None, strict=False)
    phone: Phone | None = Field(None, description="The latest conversation of this contact.")

    @model_validator(mode="after")
    def _one_of_them(self) -> "SummarizeConversation":
        if (self.conversation_id is None) == (self.phone is None):
            raise ValueError("name a conversation_id or a phone")
        return self


class QueryConsumption(InInbox):
    pass


class QueryFunnel(InInbox):
    source: ShortText | None = None
