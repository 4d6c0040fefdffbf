"""SDR's built-in policy: qualify a lead in conversation, one question at a time.

Each turn reads the whole conversation again (`recall`), answers what the contact wants, says back
what was learned, and asks the one question that is missing. A turn that ends the talk (a person
was asked for, a refusal, a goodbye) asks nothing: there a question would push.
"""

from dom360.agents.answering import answer_questions, read_documents, was_stuck
from dom360.agents.closing import close
from dom360.agents.dialogue import Dialogue
from dom360.agents.draft import Draft
from dom360.agents.intents import Intent
from dom360.agents.memory import KEEP_IN_TOUCH, as_field, recall
from dom360.agents.phrasing import Topic
from dom360.agents.record import record
from dom360.agents.score import bant, interest, is_qualified
from dom360.agents.steps import choose
from dom360.agents.text import NOT_TEXT, first_name
from dom360.agents.tools import Tools
from dom360.agents.wording import acknowledge, ask
from dom360.protocol import AgentRequest

# Who comes with one of these wants no introduction.
_PRESSING = frozenset({Intent.IS_BOT, Intent.PERSON, Intent.REFUSAL, Intent.ANNOYED})


async def answer(request: AgentRequest, tools: Tools | None = None) -> Draft:
    turn = Dialogue(request, recall(request))
    await read_documents(turn, tools)
    if turn.memory.is_first_turn:
        _greet(turn)
    if not close(turn):
        _respond(turn)
        _ask_next(turn)
    structured = _structured(turn)
    if tools is not None:
        await record(turn, structured, tools)
    return Draft(
        text=turn.text(),
        structured=structured,
        handoff=turn.handoff,
        read=(*turn.memory.read, request.message.content),
        hits=turn.hits,
    )


def _greet(turn: Dialogue) -> None:
    name = first_name(turn.request.sender.name if turn.request.sender else None)
    if turn.memory.intents & _PRESSING:
        if name:
            turn.say(turn.texts.greeting_short, name=name)
    elif name:
        turn.say(turn.texts.greeting, name=name, tenant=turn.tenant)
    else:
        turn.say(turn.texts.greeting_unnamed, tenant=turn.tenant)


def _respond(turn: Dialogue) -> None:
    """Everything that comes before the question."""
    memory, texts = turn.memory, turn.texts
    said_before = len(turn.parts)
    if Intent.SMALL_TALK in memory.intents:
        turn.say(texts.small_talk)
    _respond_to_doubts(turn)
    _respond_to_questions(turn)
    _respond_to_steps(turn)
    if memory.new_fields:
        turn.parts += acknowledge(memory)
    if Intent.THANKS in memory.intents and len(turn.parts) == said_before:
        turn.say(texts.welcome)
    silent = len(turn.parts) == said_before
    if silent and not memory.is_first_turn and Intent.MEETING not in memory.intents:
        _fill_silence(turn)


def _respond_to_doubts(turn: Dialogue) -> None:
    """Doubts about us and about our question, and talk that leads nowhere."""
    memory, texts = turn.memory, turn.texts
    intents = memory.intents
    if Intent.ANNOYED in intents:
        turn.say(texts.annoyed)
    if Intent.IS_BOT in intents:
        turn.say(texts.is_bot, tenant=turn.tenant)
    if intents & {Intent.WHY, Intent.CLARIFY}:
        asked = as_field(memory.asked)
        turn.say(texts.lead.why[asked.value] if asked else texts.why)
    if Intent.OFF_TOPIC in intents and not turn.readings and not memory.new_fields:
        turn.say(texts.off_topic, tenant=turn.tenant)
    if _is_no_text(turn.request, memory.said.folded):
        turn.say(texts.not_text)


def _is_no_text(request: AgentRequest, folded: str) -> bool:
    return request.message.content_type.split("/")[0] in ("audio", "image", "video") or bool(
        NOT_TEXT.fullmatch(folded)
    )


def _respond_to_questions(turn: Dialogue) -> None:
    memory, texts = turn.memory, turn.texts
    answered = answer_questions(turn)
    if Intent.EXPENSIVE in memory.intents:
        turn.say(texts.expensive)
    needs_help = Intent.ANNOYED in memory.intents and not memory.new_fields
    if Intent.SUPPORT in memory.intents and not any(
        found and found.text for _, found in turn.readings
    ):
        turn.say(texts.support)
        needs_help = True
    elif not answered and was_stuck(turn):
        needs_help = True
    elif not answered:
        turn.say(texts.person_offer)
    if needs_help and not memory.asked_times[Topic.HANDOFF]:
        turn.topic = Topic.HANDOFF


def _respond_to_steps(turn: Dialogue) -> None:
    """Answers to the questions about what comes next."""
    memory, texts = turn.memory, turn.texts
    declined = bool(memory.intents & {Intent.NO, Intent.REFUSAL})
    if memory.asked is Topic.BOOKING and declined:
        turn.say(texts.declined_booking)
    elif memory.asked is Topic.HANDOFF and declined:
        turn.say(texts.declined_handoff)
    elif memory.asked is Topic.MEETING_TIME and memory.agrees_now:
        turn.say(texts.meeting_noted)
    elif memory.agrees_now:
        turn.say(texts.booked)


def _fill_silence(turn: Dialogue) -> None:
    """Nothing was learned, asked or wished for."""
    memory, texts = turn.memory, turn.texts
    asked = as_field(memory.asked)
    if asked and (Intent.UNKNOWN in memory.intents or asked.value in memory.skipped):
        turn.say(texts.unknown)
    elif Intent.GREETING in memory.intents and len(memory.said.words) <= 4:
        turn.say(texts.greeting_again)
    elif asked and asked not in memory.fields and not memory.intents and not memory.understood:
        turn.say(texts.not_caught)
    else:
        turn.say(texts.heard)


def _ask_next(turn: Dialogue) -> None:
    if turn.topic is None:
        turn.topic = choose(turn)
    if turn.topic is None:
        turn.say(turn.texts.all_done)
        return
    turn.parts.append(ask(turn.memory, turn.topic))


def _structured(turn: Dialogue) -> dict[str, object]:
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
        "fit": _fit(turn),
        "wanted_meeting": memory.wanted_meeting,
        "meeting_accepted": memory.meeting_agreed,
        "refused": memory.refused,
        "intents": sorted(memory.intents),
        "language": {"pt": "pt-BR", "en": "en"}[memory.language],
    }
    if memory.meeting_preference:
        facts["meeting_preference"] = memory.meeting_preference
    if memory.meeting_at:
        facts["meeting_at"] = memory.meeting_at.isoformat()
    return facts


def _fit(turn: Dialogue) -> str | None:
    """What the lead's state follows: never, later, now again; None says nothing new."""
    memory = turn.memory
    if memory.refused:
        return "never"
    unripe = KEEP_IN_TOUCH & {turn.topic, memory.asked} and not is_qualified(memory)
    if memory.postponed or unripe:
        return "later"
    back = memory.was_postponed or any(memory.asked_times[topic] for topic in KEEP_IN_TOUCH)
    return "now" if back else None
