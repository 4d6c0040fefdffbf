"""Answering a contact's questions from the documents, with the source, or saying that they "
"don't."""

import re

from dom360.agents.dialogue import Dialogue
from dom360.agents.intents import Intent, asked_of_us
from dom360.agents.knowledge import Reading, look_up
from dom360.agents.moments import names_a_time
from dom360.agents.phrasing import CATALOGUES, Topic
from dom360.agents.text import fold
from dom360.agents.tools import Tools
from dom360.agents.wording import said_before

_ASKS = frozenset({Intent.QUESTION, Intent.PRICE, Intent.PRODUCT})
# More in one message get an answer together with these, or from a person.
MOST_QUESTIONS = 2
MAX_ANSWER_CHARS = 500
# Asked about the offer as such: "quero saber sobre os produtos de vocês".
_GENERAL = re.compile(
    r"(?:(?:eu|me|so|quer\w*|gostar\w*|preciso|precisava|posso|pode|poderia|vim|de|do|da|dos"
    r"|das|o|a|os"
    r"|as|um|uma|uns|umas|e|ter|receber|saber|conhecer|entender|ver|fala\w*|conta\w*|explica\w*"
    r"|dizer|mais"
    r"|melhor|pouco|sobre|como|funciona\w*|voces|produtos?|servicos?|solucao|solucoes|empresa"
    r"|sistema"
    r"|informac\w+|info|detalhes|interesse|trabalho|que|fazem|faz|oferecem?|vendem|tem|i|to"
    r"|know|more"
    r"|learn|about|the|your|you|like|would|d|i'd|tell|me|want|what|do|does|it|offer|sell"
    r"|product|products"
    r"|service|services|company|how|works?|info|please|por favor|favor|por|ai)\b\W*)+"
)
# A sentence that only has the word in it tells nothing of the offer: "products may be returned".
_ABOUT_US = re.compile(r"produto|servic|soluc|\bplanos?\b|product|service|sobre|quem somos|about")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKUP = re.compile(r"[*_`#>|]+")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*\s*")


async def read_documents(turn: Dialogue, tools: Tools | None) -> None:
    """Look up what the message asks of us, and nothing where it only chats."""
    memory = turn.memory
    steps = (Topic.MEETING_TIME, Topic.BOOKING)
    if memory.agrees_now or (memory.asked in steps and names_a_time(memory.said.folded)):
        return
    if memory.intents & {Intent.PERSON, Intent.REFUSAL}:
        return
    told = memory.asked is Topic.PAIN and not memory.intents & _ASKS
    for question in () if told else asked_of_us(memory.said)[:MOST_QUESTIONS]:
        found = await look_up(turn.request, tools, question, language=memory.language)
        turn.readings.append((question, found))


def answer_questions(turn: Dialogue) -> bool:
    """Say what the documents say. False where a question is left without an answer."""
    answered, before = True, len(turn.parts)
    told: set[str] = set()
    for question, reading in turn.readings:
        general = _GENERAL.fullmatch(fold(question))
        text = _plain(reading.text) if reading and reading.text else ""
        if reading and text and not (general and not _ABOUT_US.search(fold(reading.title or ""))):
            if text not in told:
                _quote(turn, reading, text)
            told.add(text)
        elif general:
            if not turn.memory.new_fields:
                known = reading is not None
                texts = turn.texts
                turn.say(texts.interested if known else texts.interested_unsourced)
        elif answered:
            _regret(turn, known=reading is not None, after_another=len(turn.parts) > before)
            answered = False
    return answered


def was_stuck(turn: Dialogue) -> bool:
    """Our last message had no answer either."""
    return any(
        said_before(turn.memory.our_last, texts.not_in_documents
                    + texts.other_not_in_documents + texts.no_answer
                    + texts.no_price_answer + texts.no_product_answer)
        for texts in CATALOGUES.values()
    )  # fmt: skip


def _quote(turn: Dialogue, reading: Reading, text: str) -> None:
    source = " ".join((reading.title or "").replace("?", "").split())[:120]
    if text in turn.memory.our_last:
        turn.say(turn.texts.as_said_above, source=source or turn.tenant)
    elif source:
        turn.say(turn.texts.from_documents, text=text, source=source)
    else:
        turn.say(turn.texts.from_documents_unnamed, text=text)


def _regret(turn: Dialogue, *, known: bool, after_another: bool) -> None:
    texts = turn.texts
    if known and after_another:
        turn.say(texts.other_not_in_documents)
    elif known:
        turn.say(texts.not_in_documents)
    elif Intent.PRICE in turn.memory.intents:
        turn.say(texts.no_price_answer)
    elif Intent.PRODUCT in turn.memory.intents:
        turn.say(texts.no_product_answer)
    else:
        turn.say(texts.no_answer)


def _plain(text: str) -> str:
    """A document's words as a sentence of ours: no markup, no question that nobody asked."""
    text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    text = " ".join(_MARKUP.sub(" ", text).split())
    kept = [part for part in _SENTENCE.findall(text) if part and not _asks(part)]
    flat = " ".join("".join(kept).split()) or _unasked(text)
    if len(flat) > MAX_ANSWER_CHARS:
        flat = flat[: MAX_ANSWER_CHARS - 1].rsplit(" ", 1)[0] + "…"
    if flat and flat[-1].isalnum() and "://" not in flat.rsplit(" ", 1)[-1]:
        flat += "."
    return flat


def _asks(part: str) -> bool:
    return "?" in part and "://" not in part


def _unasked(text: str) -> str:
    return text.replace("?", ".")
