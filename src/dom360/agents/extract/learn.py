"""All finders over one message."""

from dataclasses import replace
from datetime import date

from dom360.agents.clauses import told, told_by_asking
from dom360.agents.extract import authority, budget, company, employees, pain, sector, timeline
from dom360.agents.extract.model import GUESSED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import corrects, is_filler
from dom360.agents.intents import NO_ANSWER, Intent, without_asides
from dom360.agents.language import Language
from dom360.agents.text import Said

_SHORT_REPLIES = frozenset({Intent.YES, Intent.NO, Intent.GREETING})
# Somebody else's time: a meeting's or a wait's, not the purchase's.
_NO_PAIN = frozenset({Intent.SUPPORT, Intent.REFUSAL, Intent.ANNOYED})
_NO_TIMELINE = frozenset({Intent.MEETING, Intent.SUPPORT})
# What is said beside a goodbye is about us, not the name, trade or trouble of the company.
_LEAVING = frozenset({Intent.LATER, Intent.GOODBYE, Intent.PERSON, Intent.REFUSAL})
_FREE_WORDS = frozenset({Field.COMPANY, Field.SECTOR, Field.PAIN})


def learn(
    said: Said,
    asked: Field | None,
    intents: frozenset[Intent],
    language: Language,
    today: date | None = None,
) -> dict[Field, Learned]:
    """What the contact states anywhere, and what answers the question about `asked`.

    Questions teach nothing but what they say of the contact's own business, and only suggest that
    where they don't name it theirs. A bare word counts as the answer only where nothing speaks
    against it.
    """
    if Intent.OFF_TOPIC in intents:
        return {}
    learned = _learn(said, told(said), asked, intents, language, today)
    for surely in (True, False):
        part = told_by_asking(said, surely=surely)
        for item in _of_business(part, language) if part else ():
            sure = item if surely else replace(item, confidence=min(GUESSED, item.confidence))
            learned.setdefault(item.field, sure)
    return learned


def _of_business(part: Said, language: Language) -> tuple[Learned, ...]:
    """Of a question's own part: who else may use it or how long it takes is what they ask."""
    found = (
        company.find(part, None, language),
        sector.find(part, None, language),
        employees.find(part, None),
        budget.find(part, None, language),
    )
    return tuple(item for item in found if item)


def _learn(
    said: Said,
    stated: Said,
    asked: Field | None,
    intents: frozenset[Intent],
    language: Language,
    today: date | None,
) -> dict[Field, Learned]:
    stated = without_asides(stated) if Intent.REFUSAL in intents else stated
    # "Beleza" agrees and tells no trade.
    named = () if is_filler(stated) else _named(stated, asked, intents, language)
    learned = {item.field: item for item in named if item}
    # "Agora" and "até sexta" may be a meeting's or a complaint's.
    if not intents & _NO_TIMELINE and (when := timeline.find(stated, None, today)):
        learned[Field.TIMELINE] = when
    answer = _answer(stated, asked, intents, learned)
    if asked and answer is not None and (item := _find(asked, answer, language, today)):
        known = learned.get(asked)
        if known is None or item.confidence >= known.confidence:
            learned[asked] = item
    name = learned.get(Field.COMPANY)
    guessed = learned.get(Field.SECTOR)
    if name and guessed and guessed.value == name.value:
        # "É o Ateliê da Lia" is a name, whatever was asked.
        del learned[Field.SECTOR]
        guessed = None
    if name and (guessed is None or guessed.confidence < INFERRED):
        inferred = sector.of_company(str(name.value), language)
        if inferred and (guessed is None or inferred.confidence > guessed.confidence):
            learned[Field.SECTOR] = inferred
    if Intent.REFUSAL in intents:
        learned = {name: item for name, item in learned.items() if item.confidence >= NAMED}
    if corrects(said):
        learned = {field: _sure(item) for field, item in learned.items()
                   if field not in (Field.PAIN, Field.SECTOR)} | {
                   field: item for field, item in learned.items()
                   if field in (Field.PAIN, Field.SECTOR)}  # fmt: skip
    return learned


def _named(
    stated: Said, asked: Field | None, intents: frozenset[Intent], language: Language
) -> tuple[Learned | None, ...]:
    return (
        company.find(stated, None, language),
        sector.find(stated, None, language),
        # "Só eu" says who decides where that was asked.
        employees.find(stated, asked if asked is Field.AUTHORITY else None),
        None if intents & _NO_PAIN else pain.find(_staying(stated, intents), None),
        budget.find(stated, None, language),
        authority.find(stated, None),
    )


def _staying(stated: Said, intents: frozenset[Intent]) -> Said:
    """ "Agora não consigo, estou dirigindo" puts us off and tells no trouble."""
    return without_asides(stated) if Intent.LATER in intents else stated


def _answer(
    stated: Said, asked: Field | None, intents: frozenset[Intent], learned: dict[Field, Learned]
) -> Said | None:
    """The part of the message that may be the bare answer to our question."""
    if asked is None or intents & {Intent.ANNOYED, Intent.SUPPORT}:
        return None
    # "Só ano que vem" puts us off, and is the answer where we asked when.
    keep = {Intent.LATER} if asked in (Field.TIMELINE, Field.BUDGET) else set()
    if Intent.OFF_TOPIC not in intents:
        keep |= {Intent.OFF_TOPIC}
    if asked is Field.PAIN:
        # What only tells of others was no wish: see `hearing`.
        keep |= NO_ANSWER - intents
    answer = without_asides(stated, keep=frozenset(keep))
    words = answer.words
    if not words or is_filler(answer):
        return None
    short = len(words) <= 2 and not any(char.isdigit() for char in answer.text)
    if intents & _SHORT_REPLIES and short:
        # "sim", "não", "ok" and "bom dia" say nothing of the matter, "sim, eu" does.
        return answer if asked is Field.AUTHORITY else None
    if intents & _LEAVING and asked in _FREE_WORDS:
        return None
    if asked is Field.PAIN and _speaks_of_another(learned):
        return None
    return answer


def _speaks_of_another(learned: dict[Field, Learned]) -> bool:
    """The message names another field in so many words and no trouble: no answer to ours."""
    named = any(item.confidence >= NAMED for item in learned.values())
    return named and Field.PAIN not in learned


def _find(asked: Field, answer: Said, language: Language, today: date | None) -> Learned | None:
    match asked:
        case Field.COMPANY:
            return company.find(answer, asked, language)
        case Field.SECTOR:
            return sector.find(answer, asked, language)
        case Field.EMPLOYEES:
            return employees.find(answer, asked)
        case Field.PAIN:
            return pain.find(answer, asked)
        case Field.BUDGET:
            return budget.find(answer, asked, language)
        case Field.AUTHORITY:
            return authority.find(answer, asked)
        case Field.TIMELINE:
            return timeline.find(answer, asked, today)


def _sure(item: Learned) -> Learned:
    """A correction outweighs what it corrects."""
    return Learned(item.field, item.value, max(item.confidence, NAMED))
