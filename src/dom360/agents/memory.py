"""What a conversation has established, read again from its history at every turn.

The policy keeps nothing between turns: the questions asked, the fields learned and the links
offered all follow from the messages in the request.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dom360.agents.extract import Field, Learned, learn
from dom360.agents.intents import Intent, recognise
from dom360.agents.language import Language, detect
from dom360.agents.phrasing import CATALOGUES, Topic
from dom360.agents.text import MAX_READ_CHARS, Said, fold
from dom360.protocol import AgentRequest, HistoryMessage

# Enough for any sale over chat; the bounds keep a turn's cost in check.
MAX_HISTORY = 80
MAX_HISTORY_CHARS = 16_000

CONTACT_ROLES = frozenset({"user", "contact", "customer", "human"})
OUR_ROLES = frozenset({"assistant", "ai", "bot"})

_QUESTIONS = [
    (wording, topic)
    for catalogue in CATALOGUES.values()
    for topic, wordings in catalogue.questions.items()
    for wording in wordings
]
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


@dataclass(slots=True)
class Memory:
    language: Language
    said: Said
    intents: frozenset[Intent]
    asked: Topic | None = None
    asked_times: Counter[str] = field(default_factory=Counter)
    fields: dict[Field, Evidence] = field(default_factory=dict)
    new_fields: dict[Field, Learned] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    wanted_meeting: bool = False
    asked_about_offer: bool = False
    refused: bool = False
    our_turns: int = 0
    our_last: str = ""
    our_texts: list[str] = field(default_factory=list)
    meeting_preference: str | None = None
    read: list[str] = field(default_factory=list)

    def value(self, name: Field) -> object:
        found = self.fields.get(name)
        return found.learned.value if found else None

    @property
    def is_first_turn(self) -> bool:
        return self.our_turns == 0


def recall(request: AgentRequest) -> Memory:
    """Read the history and the new message."""
    history = recent(request)
    said = Said.of(request.message.content)
    memory = Memory(
        language=language_of(request, said, history),
        said=said,
        intents=recognise(said),
        read=[message.content[:MAX_READ_CHARS] for message in history],
    )
    for message in history:
        if message.role.lower() in OUR_ROLES:
            _hear_ourselves(memory, message.content)
        elif message.role.lower() in CONTACT_ROLES:
            earlier = Said.of(message.content)
            _hear_contact(memory, earlier, recognise(earlier), message.message_index)
    memory.new_fields = _hear_contact(memory, said, memory.intents, None)
    return memory


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
    memory.asked = topic_of(text)
    if memory.asked:
        memory.asked_times[memory.asked] += 1


def topic_of(text: str) -> Topic | None:
    """Which question a message asks, by our own wordings first, then by its key words."""
    if "?" not in text:
        return None
    for wording, topic in _QUESTIONS:
        if wording in text:
            return topic
    last = fold(re.split(r"[.!?\n]", text[: text.rindex("?")])[-1])
    return next((topic for topic, pattern in _ABOUT if pattern.search(last)), None)


def _hear_contact(
    memory: Memory, said: Said, intents: frozenset[Intent], index: int | None
) -> dict[Field, Learned]:
    asked = _as_field(memory.asked)
    learned = learn(said, asked, intents, memory.language)
    fresh = {name: item for name, item in learned.items() if _is_news(memory, name, item)}
    for name, item in fresh.items():
        memory.fields[name] = Evidence(item, index)
    memory.wanted_meeting |= Intent.MEETING in intents
    memory.asked_about_offer |= bool(intents & {Intent.PRODUCT, Intent.PRICE})
    declines_a_step = memory.asked in (Topic.NEXT_STEP, Topic.BOOKING)
    memory.refused = Intent.REFUSAL in intents and not declines_a_step
    if memory.asked is Topic.MEETING_TIME and not intents & {Intent.NO, Intent.QUESTION}:
        memory.meeting_preference = said.text[:200]
    if asked and asked not in memory.fields and intents & {Intent.UNKNOWN, Intent.NO}:
        memory.skipped.add(asked)
    return fresh


def _as_field(topic: Topic | None) -> Field | None:
    return Field(topic.value) if topic and topic.value in Field.__members__.values() else None


def _is_news(memory: Memory, name: Field, item: Learned) -> bool:
    """A later guess doesn't overwrite what the contact said plainly; a plain correction does."""
    known = memory.fields.get(name)
    if known is None:
        return True
    return item.confidence >= known.learned.confidence and item.value != known.learned.value
