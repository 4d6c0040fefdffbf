"""The shape of one language's texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Wordings = tuple[str, ...]


class Topic(StrEnum):
    """What one question is about: the qualification fields and the steps after them."""

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
    NURTURE = "nurture"  # not ripe yet: may the team keep in touch?
    FOLLOW_UP = "follow_up"  # no fit now: may the team come back later?
    HANDOFF = "handoff"  # we are of no help here: a person instead?


@dataclass(frozen=True, slots=True)
class LeadTexts:
    """What is said about the fields: saying back, asking, telling why we ask."""

    # What we say when we learned exactly this field; {value} where it helps.
    learned: Mapping[str, Wordings]
    # A difficulty by what it is about; the key is a theme of `themes`.
    felt: Mapping[str, Wordings]
    # Several fields at once: "Legal, {list}."
    learned_list: Wordings
    list_item: Mapping[str, str]
    list_and: str
    with_people: str  # " com {value}", after the business
    corrected: Wordings  # {value}
    periods: Mapping[str, str]
    # Why we ask this, and what we mean by it.
    why: Mapping[str, Wordings]
    questions: Mapping[Topic, Wordings]
    # The question about the second, right after the first was told.
    follow_ups: Mapping[tuple[str, Topic], str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`{name}` entries exist twice: with the contact's first name, and without."""

    greeting: Wordings  # {name} {tenant}
    greeting_unnamed: Wordings  # {tenant}
    greeting_short: Wordings  # {name}, where what follows says the rest
    greeting_again: Wordings
    small_talk: Wordings  # "tudo bem?"
    from_documents: Wordings  # {text} {source}
    from_documents_unnamed: Wordings  # {text}
    as_said_above: Wordings  # {source}
    not_in_documents: Wordings
    other_not_in_documents: Wordings  # after another question was answered
    no_product_answer: Wordings  # these three: no knowledge base to ask
    no_price_answer: Wordings
    no_answer: Wordings
    person_offer: Wordings  # a "sim" after this asks for a person
    interested: Wordings  # wants to know more, of nothing in particular
    interested_unsourced: Wordings  # the same, with no documents to tell it from
    expensive: Wordings
    meeting_link: Wordings  # {url}
    suggest_link: Wordings  # {url}
    meeting_without_link: Wordings
    meeting_noted: Wordings
    booked: Wordings
    handoff: Wordings
    handoff_reason_asked: str
    handoff_reason_agreed: str
    handoff_reason_stuck: str
    refusal: Wordings
    later: Wordings
    goodbye: Wordings
    welcome: Wordings  # "not at all", after thanks
    declined_next_step: Wordings
    declined_booking: Wordings
    declined_handoff: Wordings
    followed_up: Wordings
    follow_up_note: str  # a comment for the team
    all_done: Wordings  # nothing is left to ask
    is_bot: Wordings  # {tenant}
    why: Wordings
    unknown: Wordings
    not_caught: Wordings
    off_topic: Wordings  # {tenant}
    annoyed: Wordings
    support: Wordings
    not_text: Wordings  # an audio, a picture
    heard: Wordings  # nothing learned, nothing asked
    unnamed_tenant: str
    lead: LeadTexts
