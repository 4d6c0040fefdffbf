"""Ending the talk where the contact wants that."""

from dom360.agents.answering import answer_questions
from dom360.agents.dialogue import Dialogue
from dom360.agents.intents import Intent
from dom360.agents.memory import KEEP_IN_TOUCH, Memory, postpones
from dom360.agents.phrasing import Topic
from dom360.protocol import Handoff

_DECLINES = frozenset({Intent.NO, Intent.REFUSAL, Intent.LATER})
_ASKS = frozenset({Intent.PRICE, Intent.PRODUCT, Intent.QUESTION})


def close(turn: Dialogue) -> bool:
    """True when the turn is complete: nothing is asked after it."""
    return _hands_over(turn) or _ends_after_step(turn) or _ends_by_wish(turn)


def _hands_over(turn: Dialogue) -> bool:
    memory, texts = turn.memory, turn.texts
    if Intent.PERSON in memory.intents or _takes_offer(memory):
        reason = texts.handoff_reason_asked
    elif memory.asked is Topic.NEXT_STEP and agrees(memory):
        reason = texts.handoff_reason_agreed
    elif memory.asked is Topic.HANDOFF and agrees(memory):
        reason = texts.handoff_reason_stuck
    else:
        return False
    turn.say(texts.handoff)
    turn.handoff = Handoff(reason=reason)
    return True


def agrees(memory: Memory) -> bool:
    return Intent.YES in memory.intents and not memory.intents & (_ASKS | _DECLINES)


def _takes_offer(memory: Memory) -> bool:
    """A mere "sim" or "quero" after we offered a person beside our question."""
    bare = not memory.new_fields and len(memory.said.words) <= 4
    return memory.offered_a_person and bare and agrees(memory)


def _ends_after_step(turn: Dialogue) -> bool:
    memory, texts = turn.memory, turn.texts
    if memory.asked not in KEEP_IN_TOUCH | {Topic.NEXT_STEP}:
        return False
    if memory.intents & _DECLINES and not memory.intents & _ASKS:
        turn.say(texts.declined_next_step)
        return True
    if memory.asked in KEEP_IN_TOUCH and agrees(memory):
        turn.say(texts.followed_up)
        turn.note = texts.follow_up_note
        return True
    return False


def _ends_by_wish(turn: Dialogue) -> bool:
    memory, texts = turn.memory, turn.texts
    intents = memory.intents
    if memory.refused:
        turn.say(texts.refusal)
    elif memory.postponed and postpones(memory.asked, intents, memory.new_fields):
        answer_questions(turn)
        turn.say(texts.later)
    elif Intent.GOODBYE in intents or _closes_again(memory):
        answer_questions(turn)
        turn.say(texts.goodbye)
    else:
        return False
    return True


def _closes_again(memory: Memory) -> bool:
    """A mere "ok" or "obrigado" after we ended the talk doesn't start it anew."""
    ended = bool(memory.our_turns) and "?" not in memory.our_last
    mere = bool(memory.intents) and memory.intents <= {Intent.THANKS, Intent.YES, Intent.NO}
    return ended and mere and not memory.new_fields
