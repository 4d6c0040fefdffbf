"""Bodies of the inbox endpoints."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from dom360.kit.patch import Patch, absent
from dom360.kit.schema import Body, View
from dom360.kit.texts import Name, Paragraph

AgentType = Literal["SDR", "COPILOT"]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class Span(Body):
    """From a minute to another one of the same day. "24:00" is the day's end."""

    from_: Clock = Field(alias="from", examples=["09:00"])
    to: Clock = Field(examples=["18:00"])

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.from_ >= self.to:
            raise PydanticCustomError(
                "span_backward", "A span ends after it begins; one over midnight is two spans"
            )
        return self


Day = Annotated[tuple[Span, ...], Field(max_length=6, strict=False)]


class BusinessHours(Body):
    """When people are there, by weekday and in the company's time zone. A day without spans is
    closed."""

    monday: Day = ()
    tuesday: Day = ()
    wednesday: Day = ()
    thursday: Day = ()
    friday: Day = ()
    saturday: Day = ()
    sunday: Day = ()

    @field_validator("*")
    @classmethod
    def _apart(cls, day: Sequence[Span]) -> tuple[Span, ...]:
        spans = tuple(sorted(day, key=lambda span: span.from_))
        if any(later.from_ < earlier.to for earlier, later in pairwise(spans)):
            raise PydanticCustomError("spans_overlap", "The spans of a day overlap")
        return spans

    def as_json(self) -> dict[str, object]:
        """As it is stored: closed days are absent."""
        return {
            name: [span.model_dump(by_alias=True) for span in getattr(self, name)]
            for name in type(self).model_fields
            if getattr(self, name)
        }


class NewInbox(Body):
    name: Name
    default_agent_type: AgentType | None = Field(None, description="Null: the company's.")
    greeting: Paragraph | None = None
    away_message: Paragraph | None = None
    business_hours: BusinessHours | None = Field(None, description="Null: always open.")


class InboxPatch(Patch):
    """Absent means unchanged, null means gone."""

    name: Name = absent()
    default_agent_type: AgentType | None = None
    greeting: Paragraph | None = None
    away_message: Paragraph | None = None
    business_hours: BusinessHours | None = None


class InboxView(View):
    """`default_agent_type` answers where a message names no agent: the inbox's own, or the
    company's where `inherits_agent_type`. `open_now` is by `business_hours` in `timezone`."""

    id: UUID
    name: str
    default_agent_type: AgentType
    inherits_agent_type: bool
    greeting: str | None
    away_message: str | None
    business_hours: BusinessHours | None
    timezone: str
    open_now: bool
    archived_at: datetime | None
    created_at: datetime


class InboxList(View):
    items: list[InboxView]
