"""What SDR asks next: one question, or none where the talk has come to its end."""

from urllib.parse import urlsplit

from dom360.agents.dialogue import Dialogue
from dom360.agents.extract import FIELDS, Field
from dom360.agents.intents import Intent
from dom360.agents.memory import KEEP_IN_TOUCH, Memory, as_field
from dom360.agents.phrasing import Topic
from dom360.agents.score import bant, interest
from dom360.protocol import AgentRequest

# A question that got no answer gives way to the next one, and comes back once. One more where the
# contact had a question of their own instead of an answer.
MOST_ASKS, MOST_ASKS_IN_ALL = 2, 3
MOST_ASKS_IN_A_ROW = 2
# The protocol's score actions. From 90 on it says "book now": so does everything from 70 on,
# because by then all has been asked.
QUALIFY_AND_BOOK, NURTURE, FOLLOW_UP = 70, 50, 30


def choose(turn: Dialogue) -> Topic | None:
    """The next question's topic. Says what leads to it, such as the link that it is about."""
    memory = turn.memory
    if met := _meeting(turn):
        return met
    link = booking_link(turn.request)
    ready = _ready_to_book(memory) and not memory.meeting_agreed
    if link and ready and not _was_offered(memory, link):
        turn.say(turn.texts.suggest_link, url=link)
        return Topic.BOOKING
    if Intent.EXPENSIVE in memory.intents and _is_open(memory, Field.BUDGET):
        return Topic.BUDGET
    missing = _missing(memory)
    return Topic(missing.value) if missing else _last_step(turn, link)


def _missing(memory: Memory) -> Field | None:
    """The field to ask for: of those that are open, what was asked for least.

    The one just asked for comes again at once where the contact said something else first, or where
    nothing else is left; never a third time in a row.
    """
    left = [name for name in FIELDS if _is_open(memory, name)]
    asked = as_field(memory.asked)
    if asked in left and memory.asked_in_a_row >= MOST_ASKS_IN_A_ROW:
        left.remove(asked)
    elif asked in left and memory.put_aside:
        return asked
    return min(left, key=lambda name: (name is asked, memory.asked_times[name.value]), default=None)


def _meeting(turn: Dialogue) -> Topic | None:
    """The contact wants to meet, or was asked when and said "yes" only."""
    memory = turn.memory
    wants = Intent.MEETING in memory.intents and not memory.agrees_now
    if not wants:
        unsaid = memory.asked is Topic.MEETING_TIME and not memory.meeting_preference
        again = unsaid and Intent.YES in memory.intents and _may_ask(memory, Topic.MEETING_TIME)
        return Topic.MEETING_TIME if again else None
    link = booking_link(turn.request)
    if link:
        turn.say(turn.texts.meeting_link, url=link)
        return Topic.BOOKING
    if memory.meeting_preference and memory.asked is Topic.MEETING_TIME:
        return None
    turn.say(turn.texts.meeting_without_link)
    return Topic.MEETING_TIME


def _last_step(turn: Dialogue, link: str | None) -> Topic | None:
    """All that can be asked was: what follows is decided by the score."""
    memory = turn.memory
    if memory.meeting_agreed:
        return None
    score = sum(bant(memory).values())
    if score >= QUALIFY_AND_BOOK or memory.wanted_meeting:
        if (
            link
            and memory.asked_times[Topic.BOOKING] < MOST_ASKS
            and memory.asked is not Topic.BOOKING
        ):
            turn.say(turn.texts.suggest_link, url=link)
            return Topic.BOOKING
        return Topic.NEXT_STEP if _may_ask(memory, Topic.NEXT_STEP) else None
    if score < FOLLOW_UP or any(memory.asked_times[topic] for topic in KEEP_IN_TOUCH):
        return None
    return Topic.NURTURE if score >= NURTURE else Topic.FOLLOW_UP


def _is_open(memory: Memory, name: Field) -> bool:
    known = name in memory.fields or name.value in memory.skipped
    return not known and _may_ask(memory, Topic(name.value))


def _may_ask(memory: Memory, topic: Topic) -> bool:
    """Nobody wants to read a question for ever."""
    most = MOST_ASKS_IN_ALL if topic in memory.asked_back else MOST_ASKS
    return memory.asked_times[topic] < most


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
