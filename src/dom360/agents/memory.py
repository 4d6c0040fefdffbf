"""What a conversation has established, read again from its history at every turn.

The policy keeps nothing between turns: the questions asked, the fields learned and the links
offered all follow from the messages in the request.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from dom360.agents.extract import Field, Learned, learn
from dom360.agents.extract.phrases import corrects
from dom360.agents.hearing import in_context, in_talk, without_name
from dom360.agents.intents import Intent, recognise
from dom360.agents.language import Language, detect
from dom360.agents.moments import meeting_moment, names_a_time, zone_of
from dom360.agents.phrasing import CATALOGUES, Topic
from dom360.agents.text import MAX_READ_CHARS, NOT_TEXT, Said, clean_name, fold
from dom360.protocol import AgentRequest, HistoryMessage
from dom360.protocol.request import IncomingMessage

# Enough for any sale over chat; the bounds keep a turn's cost in check.
MAX_HISTORY = 80
MAX_HISTORY_CHARS = 16_000

CONTACT_ROLES = frozenset({"user", "contact", "customer", "human"})
OUR_ROLES = frozenset({"assistant", "ai", "bot"})

_QUESTIONS = [
    (wording, topic)
    for catalogue in CATALOGUES.values()
    for topic, wordings in (
        *catalogue.lead.questions.items(),
        *((topic, (text,)) for (_, topic), text in catalogue.lead.follow_ups.items()),
    )
    for wording in wordings
]
_OFFERS_A_PERSON = tuple(
    wording for catalogue in CATALOGUES.values() for wording in catalogue.person_offer
)
# The questions about what comes next; a no to one of them refuses that step and nothing else.
KEEP_IN_TOUCH = frozenset({Topic.NURTURE, Topic.FOLLOW_UP})
STEPS = KEEP_IN_TOUCH | {Topic.NEXT_STEP, Topic.BOOKING, Topic.MEETING_TIME, Topic.HANDOFF}
# Questions of the contact's own, about ours or about the offer.
_ASKS_BACK = frozenset(
    {Intent.WHY, Intent.CLARIFY, Intent.IS_BOT, Intent.QUESTION, Intent.PRODUCT, Intent.PRICE,
     Intent.EXPENSIVE, Intent.MEETING, Intent.SUPPORT}
)  # fmt: skip
# Said before an answer, with a right to have the question asked again.
_ASIDES = _ASKS_BACK | {
    Intent.OFF_TOPIC, Intent.ANNOYED, Intent.THANKS, Intent.GREETING, Intent.SMALL_TALK
}  # fmt: skip
_NUMBERS = frozenset({Field.EMPLOYEES, Field.BUDGET})
# Answers that are told from anything else by their look, also when they come late.
_ANSWERED_LATE = frozenset({Field.EMPLOYEES, Field.BUDGET, Field.AUTHORITY, Field.TIMELINE})
_BOOKED = re.compile(
    r"\b(?:marquei|agendei|escolhi|reservei|ja (?:marcado|agendado|marquei|agendei)|vou (?:marcar"
    r"|agendar|escolher)|booked|scheduled|picked|just (?:did|booked))\b"
)
# For questions that another agent or an operator worded.
_ABOUT = [
    (topic, re.compile(pattern))
    for topic, pattern in (
        (Topic.EMPLOYEES, r"quant[ao]s (?:pessoas|func|colab)|how many (?:people|emp)|team size"),
        (Topic.BUDGET, r"orcamento|verba|investir|budget|invest|spend"),
        (Topic.AUTHORITY, r"decid|decisao|decision"),
        (Topic.TIMELINE, r"\bprazo|para quando|how soon|when would|timeline"),
        (Topic.PAIN, r"dificuldade|desafio|problema|\bdor\b|difficult|challenge|problem"),
        (Topic.SECTOR, r"\bramo|setor|segmento|industry|sector|line of business"),
        (Topic.COMPANY, r"empresa|company"),
    )
]  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """A learned value and the message that says it; `None` is the message being answered."""

    learned: Learned
    message_index: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the contact's; `index` is None for the one being answered."""

    said: Said
    intents: frozenset[Intent]
    index: int | None
    day: date | None


@dataclass(slots=True)
class Memory:
    language: Language
    said: Said
    intents: frozenset[Intent]
    contact: str = ""
    asked: Topic | None = None
    asked_times: Counter[str] = field(default_factory=Counter)
    asked_in_a_row: int = 0
    # The contact said something else instead of an answer to our last question.
    put_aside: bool = False
    # Topics at which the contact had a question of their own.
    asked_back: set[str] = field(default_factory=set)
    # The last field that was asked for, also where another question came after it.
    last_field: Field | None = None
    fields: dict[Field, Evidence] = field(default_factory=dict)
    new_fields: dict[Field, Learned] = field(default_factory=dict)
    # This message taught something, also where we knew it already.
    understood: bool = False
    # Of the new ones, those that replace another value.
    changed: frozenset[Field] = frozenset()
    skipped: set[str] = field(default_factory=set)
    wanted_meeting: bool = False
    # The contact agreed to meet, at some point and in this message; when, where that is clear.
    meeting_agreed: bool = False
    agrees_now: bool = False
    meeting_at: datetime | None = None
    meeting_preference: str | None = None
    asked_about_offer: bool = False
    refused: bool = False
    # "Not now": at this point, and whether it ever was.
    postponed: bool = False
    was_postponed: bool = False
    our_turns: int = 0
    our_last: str = ""
    our_texts: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def value(self, name: Field) -> object:
        found = self.fields.get(name)
        return found.learned.value if found else None

    @property
    def is_first_turn(self) -> bool:
        return self.our_turns == 0

    @property
    def offered_a_person(self) -> bool:
        return any(offer in self.our_last for offer in _OFFERS_A_PERSON)


def recall(request: AgentRequest) -> Memory:
    """Read the history and the new message."""
    history = recent(request)
    said, intents = _read(request.message.content)
    memory = Memory(
        language=language_of(request, said, history),
        said=said,
        intents=intents,
        contact=clean_name(request.sender.name if request.sender else None),
        read=[message.content[:MAX_READ_CHARS] for message in history],
    )
    for message in history:
        if message.role.lower() in OUR_ROLES:
            _hear_ourselves(memory, message.content)
        elif message.role.lower() in CONTACT_ROLES:
            heard = Heard(*_read(message.content), message.message_index, _day_of(request, message))
            _hear_contact(memory, heard)
    memory.new_fields = _hear_contact(
        memory, Heard(said, intents, None, _day_of(request, request.message))
    )
    if memory.agrees_now:
        memory.meeting_at = meeting_moment(said.folded, request)
    return memory


@lru_cache(maxsize=1024)
def _read(content: str) -> tuple[Said, frozenset[Intent]]:
    """A conversation's earlier messages come again with every turn."""
    said = Said.of_chat(content[:MAX_READ_CHARS])
    return said, recognise(said)


@lru_cache(maxsize=1024)
def _learn(
    said: Said,
    asked: Field | None,
    intents: frozenset[Intent],
    language: Language,
    today: date | None,
) -> Mapping[Field, Learned]:
    return learn(said, asked, intents, language, today)


def recent(request: AgentRequest) -> tuple[HistoryMessage, ...]:
    """The newest messages that fit into the bounds, oldest first."""
    room, kept = MAX_HISTORY_CHARS, []
    for message in reversed(request.conversation.history[-MAX_HISTORY:]):
        room -= min(len(message.content), MAX_READ_CHARS)
        if room < 0:
            break
        kept.append(message)
    return tuple(reversed(kept))


def language_of(request: AgentRequest, said: Said, history: tuple[HistoryMessage, ...]) -> Language:
    """The contact's or operator's own language, by this message and the ones before it."""
    earlier: Iterator[str] = (
        fold(message.content[:MAX_READ_CHARS])
        for message in reversed(history)
        if message.role.lower() in CONTACT_ROLES
    )
    return detect(said.folded, earlier, request.tenant.locale)


def _hear_ourselves(memory: Memory, text: str) -> None:
    memory.our_turns += 1
    memory.our_last = text
    memory.our_texts.append(text)
    before, memory.asked = memory.asked, topic_of(text)
    memory.asked_in_a_row = memory.asked_in_a_row + 1 if memory.asked is before else 1
    memory.last_field = as_field(memory.asked) or memory.last_field
    if memory.asked:
        memory.asked_times[memory.asked] += 1


def topic_of(text: str) -> Topic | None:
    """Which question a message asks, by our own wordings first, then by its key words."""
    if "?" not in text:
        return None
    # The question ends a message, so the wording that stands last is the one.
    asked = [(text.rfind(wording), topic) for wording, topic in _QUESTIONS if wording in text]
    if asked:
        return max(asked, key=lambda found: found[0])[1]
    last = fold(re.split(r"[.!?\n]", text[: text.rindex("?")])[-1])
    return next((topic for topic, pattern in _ABOUT if pattern.search(last)), None)


def _hear_contact(memory: Memory, heard: Heard) -> dict[Field, Learned]:
    said = without_name(heard.said, memory.contact)
    intents = in_context(said, heard.intents, as_field(memory.asked))
    memory.intents = intents
    asked = _focus(memory, said, intents)
    learned = _learn(said, asked, intents, memory.language, heard.day)
    if corrected := _corrected(memory, said, learned):
        again = _learn(_opening(said), corrected, intents, memory.language, heard.day)
        if corrected in again:
            # A message of nothing else is no answer to what we asked.
            kept = learned if len(said.sentences()) > 1 else {}
            learned = {**kept, corrected: again[corrected]}
    learned = {name: in_talk(item, memory.our_last)
               for name, item in learned.items()}  # fmt: skip
    fresh = {name: item for name, item in learned.items() if _is_news(memory, name, item)}
    memory.understood = bool(learned)
    memory.changed = frozenset(fresh.keys() & memory.fields.keys())
    for name, item in fresh.items():
        memory.fields[name] = Evidence(item, heard.index)
    _hear_about_meeting(memory, said, intents)
    _hear_about_interest(memory, intents, fresh)
    _hear_no_answer(memory, said, asked, learned)
    return fresh


def _hear_no_answer(
    memory: Memory, said: Said, asked: Field | None, learned: Mapping[Field, Learned]
) -> None:
    memory.put_aside, intents = False, memory.intents
    if asked is None or asked in memory.fields:
        return
    if intents & {Intent.UNKNOWN, Intent.NO}:
        memory.skipped.add(asked)
    elif intents & _ASIDES or learned or not said.words or NOT_TEXT.fullmatch(said.folded):
        memory.put_aside = True
        if intents & _ASKS_BACK:
            memory.asked_back.add(asked)


def _day_of(request: AgentRequest, message: HistoryMessage | IncomingMessage) -> date | None:
    """The tenant's day on which it was said; of an undated message, the newest one's."""
    moment = message.created_at or request.message.created_at
    return moment.astimezone(zone_of(request)).date() if moment and moment.tzinfo else None


def _focus(memory: Memory, said: Said, intents: frozenset[Intent]) -> Field | None:
    """The field that a bare answer is about. Another question of ours in between, such as whether
    a time suits, doesn't make "uns 800" less of an answer to the one before.
    """
    asked = as_field(memory.asked)
    late = memory.last_field
    if asked or memory.asked not in STEPS or late not in _ANSWERED_LATE or late in memory.fields:
        return asked
    steps_on = agrees_to_meet(memory.asked, said, intents) or intents & {Intent.YES, Intent.NO}
    return None if steps_on else late


def _corrected(memory: Memory, said: Said, learned: Mapping[Field, Learned]) -> Field | None:
    """What a bare "na verdade 60" corrects: the number that was told last."""
    if _NUMBERS & learned.keys() or not corrects(_opening(said)):
        return None
    told = [name for name in memory.fields if name in _NUMBERS]
    return told[-1] if told else None


@lru_cache(maxsize=256)
def _opening(said: Said) -> Said:
    """The first sentence: a correction comes before anything else."""
    first = said.sentences()[:1]
    return said.without([(first[0].end, len(said.text))]) if first else said


def _hear_about_meeting(memory: Memory, said: Said, intents: frozenset[Intent]) -> None:
    memory.wanted_meeting |= Intent.MEETING in intents
    memory.agrees_now = agrees_to_meet(memory.asked, said, intents)
    memory.meeting_agreed |= memory.agrees_now
    proposes = memory.asked in (Topic.MEETING_TIME, Topic.BOOKING) and not intents & {Intent.NO}
    if proposes and names_a_time(said.folded):
        memory.meeting_preference = said.written[:200]


def agrees_to_meet(asked: Topic | None, said: Said, intents: frozenset[Intent]) -> bool:
    """To the link that was offered, or with a day for a meeting that was asked for."""
    if intents & {Intent.NO, Intent.REFUSAL, Intent.LATER, Intent.PERSON, Intent.ANNOYED}:
        return False
    if asked is Topic.MEETING_TIME:
        return names_a_time(said.folded)
    if asked is Topic.BOOKING:
        agrees = Intent.YES in intents and not intents & {Intent.PRICE, Intent.PRODUCT}
        return agrees or names_a_time(said.folded) or bool(_BOOKED.search(said.folded))
    return False


def _hear_about_interest(
    memory: Memory, intents: frozenset[Intent], fresh: dict[Field, Learned]
) -> None:
    asks = intents & {Intent.PRODUCT, Intent.PRICE, Intent.QUESTION}
    memory.asked_about_offer |= bool(asks)
    declines_a_step = memory.asked in STEPS
    memory.refused = Intent.REFUSAL in intents and not declines_a_step
    if postpones(memory.asked, intents, fresh):
        memory.postponed = memory.was_postponed = True
    elif asks or fresh or intents & {Intent.MEETING, Intent.PERSON}:
        memory.postponed = False


def postpones(asked: Topic | None, intents: frozenset[Intent], fresh: dict[Field, Learned]) -> bool:
    """ "Not now". To the question about money or time it is that question's answer."""
    if Intent.LATER not in intents or intents & {Intent.REFUSAL, Intent.MEETING}:
        return False
    return not (fresh and asked in (Topic.BUDGET, Topic.TIMELINE))


def as_field(topic: Topic | None) -> Field | None:
    return Field(topic.value) if topic and topic.value in Field.__members__.values() else None


def _is_news(memory: Memory, name: Field, item: Learned) -> bool:
    """A later guess doesn't overwrite what the contact said plainly; a plain correction does."""
    known = memory.fields.get(name)
    if known is None:
        return True
    if name in (Field.PAIN, Field.SECTOR) and as_field(memory.asked) is not name:
        # Told once, they are mentioned again in passing.
        return item.confidence > known.learned.confidence and item.value != known.learned.value
    return item.confidence >= known.learned.confidence and item.value != known.learned.value
