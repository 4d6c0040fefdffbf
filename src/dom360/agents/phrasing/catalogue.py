"""The shape of one language's texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Wordings = tuple[str, ...]


class Topic(StrEnum):
    """What one question is about: the qualification fields and three steps after them."""

    COMPANY = "company"
    SECTOR = "sector"
    EMPLOYEES = "employees"
    PAIN = "pain"
    BUDGET = "budget"
    AUTHORITY = "authority"
    TIMELINE = "timeline"
    BOOKING = "booking"  # the link was offered: does a time suit?
    MEETING_TIME = "meeting_time"  # no link: which day suits?
    NEXT_STEP = "next_step"  # all is known: may a person follow up?


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`{name}` entries exist twice: with the contact's first name, and without."""

    greeting: Wordings  # {name} {tenant}
    greeting_unnamed: Wordings  # {tenant}
    greeting_again: Wordings
    no_product_answer: Wordings
    no_price_answer: Wordings
    no_answer: Wordings
    meeting_link: Wordings  # {url}
    suggest_link: Wordings  # {url}
    meeting_without_link: Wordings
    meeting_noted: Wordings
    booked: Wordings
    handoff: Wordings
    handoff_reason_asked: str
    handoff_reason_agreed: str
    refusal: Wordings
    goodbye: Wordings
    welcome: Wordings  # "not at all", after thanks
    declined_next_step: Wordings
    is_bot: Wordings  # {tenant}
    why: Wordings
    unknown: Wordings
    heard: Wordings  # nothing learned, nothing asked
    unnamed_tenant: str
    # What we say when we learned exactly this field; {value} where it helps.
    learned: Mapping[str, Wordings]
    # Several fields at once: "Anotei: {list}."
    learned_list: Wordings
    list_item: Mapping[str, str]
    list_and: str
    periods: Mapping[str, str]
    questions: Mapping[Topic, Wordings]
