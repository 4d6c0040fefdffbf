"""SDR's built-in policy: qualify a lead in conversation, one question at a time.

Each turn reads the whole conversation again (`recall`), answers what the contact wants, says back
what was learned, and asks the one question that is missing. A turn that ends the talk (a person
was asked for, a refusal, a goodbye) asks nothing: there a question would push.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dom360.agents.draft import Draft
from dom360.agents.extract import FIELDS, Field
from dom360.agents.intents import Intent
from dom360.agents.memory import Memory, recall
from dom360.agents.phrasing import Topic
from dom360.agents.score import bant, interest
from dom360.agents.text import clean_name, first_name
from dom360.agents.wording import acknowledge, ask, catalogue, pick
from dom360.protocol import AgentRequest, Handoff

# A question that got no answer twice is left alone.
MOST_ASKS = 2


@dataclass(slots=True)
class _Turn:
    request: AgentRequest
    memory: Memory
    parts: list[str] = field(default_factory=list)
    topic: Topic | None = None
    handoff: Handoff | None = None

    def say(self, wordings: tuple[str, ...], **values: str) -> None:
        self.parts.append(pick(self.memory, wordings, **values))


def answer(request: AgentRequest) -> Draft:
    turn = _Turn(request, recall(request))
    if turn.memory.is_first_turn:
        _greet(turn)
    if not _close(turn):
        _respond(turn)
        _ask_next(turn)
    return Draft(
        text=_join(turn.parts),
        structured=_structured(turn),
        handoff=turn.handoff,
        read=(*turn.memory.read, request.message.content),
    )


def _greet(turn: _Turn) -> None:
    texts = catalogue(turn.memory)
    tenant = _tenant_name(turn)
    name = first_name(turn.request.sender.name if turn.request.sender else None)
    if name:
        turn.say(texts.greeting, name=name, tenant=tenant)
    else:
        turn.say(texts.greeting_unnamed, tenant=tenant)


def _tenant_name(turn: _Turn) -> str:
    return clean_name(turn.request.tenant.name) or catalogue(turn.memory).unnamed_tenant


def _close(turn: _Turn) -> bool:
    """End the talk where the contact wants that. True when the turn is complete."""
    memory, texts = turn.memory, catalogue(turn.memory)
    intents = memory.intents
    if Intent.PERSON in intents:
        turn.say(texts.handoff)
        turn.handoff = Handoff(reason=texts.handoff_reason_asked)
    elif memory.asked is Topic.NEXT_STEP and _agrees(intents):
        turn.say(texts.handoff)
        turn.handoff = Handoff(reason=texts.handoff_reason_agreed)
    elif memory.asked is Topic.NEXT_STEP and Intent.NO in intents:
        turn.say(texts.declined_next_step)
    elif Intent.REFUSAL in intents:
        turn.say(texts.refusal)
    elif Intent.GOODBYE in intents or _closes_again(memory):
        turn.say(texts.goodbye)
    else:
        return False
    return True


def _agrees(intents: frozenset[Intent]) -> bool:
    return Intent.YES in intents and not intents & {Intent.PRICE, Intent.PRODUCT, Intent.QUESTION}


def _closes_again(memory: Memory) -> bool:
    """A mere "ok" or "obrigado" after we ended the talk doesn't start it anew."""
    ended = bool(memory.our_turns) and "?" not in memory.our_last
    mere = bool(memory.intents) and memory.intents <= {Intent.THANKS, Intent.YES, Intent.NO}
    return ended and mere and not memory.new_fields


def _respond(turn: _Turn) -> None:
    """Everything that comes before the question."""
    memory, texts = turn.memory, catalogue(turn.memory)
    said_before = len(turn.parts)
    _respond_to_wishes(turn)
    if memory.new_fields:
        turn.parts.append(acknowledge(memory))
    if len(turn.parts) > said_before or memory.is_first_turn or Intent.MEETING in memory.intents:
        return
    if Intent.THANKS in memory.intents:
        turn.say(texts.welcome)
    elif (memory.asked and Intent.UNKNOWN in memory.intents) or (
        memory.asked and memory.asked.value in memory.skipped
    ):
        turn.say(texts.unknown)
    elif Intent.GREETING in memory.intents and len(memory.said.words) <= 4:
        turn.say(texts.greeting_again)
    else:
        turn.say(texts.heard)


def _respond_to_wishes(turn: _Turn) -> None:
    memory, texts = turn.memory, catalogue(turn.memory)
    intents = memory.intents
    if Intent.IS_BOT in intents:
        turn.say(texts.is_bot, tenant=_tenant_name(turn))
    if Intent.WHY in intents:
        turn.say(texts.why)
    if Intent.PRICE in intents:
        turn.say(texts.no_price_answer)
    elif Intent.PRODUCT in intents:
        turn.say(texts.no_product_answer)
    elif Intent.QUESTION in intents and memory.asked is not Topic.MEETING_TIME:
        turn.say(texts.no_answer)
    if (
        memory.asked is Topic.MEETING_TIME
        and memory.meeting_preference
        and not intents
        & {
            Intent.UNKNOWN,
            Intent.PRICE,
            Intent.PRODUCT,
        }
    ):
        turn.say(texts.meeting_noted)
    elif memory.asked is Topic.BOOKING and Intent.YES in intents:
        turn.say(texts.booked)


def _ask_next(turn: _Turn) -> None:
    memory, texts = turn.memory, catalogue(turn.memory)
    link = booking_link(turn.request)
    asks_to_meet = Intent.MEETING in memory.intents and memory.asked is not Topic.MEETING_TIME
    if asks_to_meet and link:
        turn.say(texts.meeting_link, url=link)
        turn.topic = Topic.BOOKING
    elif asks_to_meet:
        turn.say(texts.meeting_without_link)
        turn.topic = Topic.MEETING_TIME
    elif link and _ready_to_book(memory) and not _was_offered(memory, link):
        turn.say(texts.suggest_link, url=link)
        turn.topic = Topic.BOOKING
    else:
        turn.topic = next_topic(memory)
    turn.parts.append(ask(memory, turn.topic))


def next_topic(memory: Memory) -> Topic:
    """The first field that is neither known, nor skipped, nor asked often enough."""
    for name in FIELDS:
        known = name in memory.fields or name.value in memory.skipped
        if not known and memory.asked_times[name.value] < MOST_ASKS:
            return Topic(name.value)
    return Topic.NEXT_STEP


def _ready_to_book(memory: Memory) -> bool:
    needed = (Field.COMPANY, Field.SECTOR, Field.PAIN)
    return all(name in memory.fields for name in needed) and interest(memory) in ("medium", "high")


def _was_offered(memory: Memory, link: str) -> bool:
    return any(link in text for text in memory.our_texts)


def booking_link(request: AgentRequest) -> str | None:
    """The tenant's link where booking is on and the link is one that a contact can open."""
    booking = request.calendar_booking
    url = (booking.booking_url or "").strip()
    if not booking.enabled or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _structured(turn: _Turn) -> dict[str, object]:
    memory = turn.memory
    scores = bant(memory)
    facts: dict[str, object] = {
        "fields": {
            name.value: {
                "value": found.learned.value,
                "confidence": found.learned.confidence,
                "message_index": found.message_index,
            }
            for name, found in memory.fields.items()
        },
        "next_question": turn.topic.value if turn.topic else None,
        "score": sum(scores.values()),
        "bant": scores,
        "interest": interest(memory),
        "wanted_meeting": memory.wanted_meeting,
        "refused": memory.refused,
        "intents": sorted(memory.intents),
        "language": {"pt": "pt-BR", "en": "en"}[memory.language],
    }
    if memory.meeting_preference:
        facts["meeting_preference"] = memory.meeting_preference
    return facts


def _join(parts: list[str]) -> str:
    """One paragraph; a link ends its line so that no following character sticks to it."""
    text = ""
    for part in parts:
        after_link = "://" in text.rsplit(" ", 1)[-1]
        text += ("\n" if after_link else " " if text else "") + part
    return text
