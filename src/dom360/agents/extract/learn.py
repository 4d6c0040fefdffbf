"""All finders over one message."""

from dom360.agents.extract import authority, budget, company, employees, pain, sector, timeline
from dom360.agents.extract.model import Field, Learned
from dom360.agents.intents import Intent
from dom360.agents.language import Language
from dom360.agents.text import Said

# With one of these, a message doesn't answer our question in free words.
_NOT_AN_ANSWER = frozenset(
    {Intent.REFUSAL, Intent.PERSON, Intent.MEETING, Intent.GOODBYE, Intent.UNKNOWN, Intent.WHY,
     Intent.IS_BOT, Intent.PRODUCT, Intent.PRICE, Intent.QUESTION, Intent.THANKS}
)  # fmt: skip
_NUMBERS_COUNT = frozenset({Intent.UNKNOWN, Intent.THANKS, Intent.YES, Intent.NO, Intent.GREETING})
_SHORT_REPLIES = frozenset({Intent.YES, Intent.NO, Intent.GREETING})


def learn(
    said: Said, asked: Field | None, intents: frozenset[Intent], language: Language
) -> dict[Field, Learned]:
    if Intent.REFUSAL in intents:
        return {}
    answers = not intents & _NOT_AN_ANSWER and not (
        intents & _SHORT_REPLIES and len(said.words) <= 3
    )
    # A bare word counts as the answer only where nothing speaks against it.
    focus = asked if answers else None
    # A number does answer beside "não sei ao certo", but not inside another request.
    number_focus = asked if intents <= _NUMBERS_COUNT else None
    found = [
        company.find(said, focus, language),
        sector.find(said, focus, language),
        employees.find(said, number_focus),
        pain.find(said, focus, answers=answers),
        budget.find(said, number_focus, language),
        authority.find(said, focus),
        timeline.find(
            said, asked if Intent.UNKNOWN not in intents else None, answers=focus is not None
        ),
    ]
    learned = {item.field: item for item in found if item}
    name = learned.get(Field.COMPANY)
    if name and Field.SECTOR not in learned:
        inferred = sector.of_company(str(name.value), language)
        if inferred:
            learned[Field.SECTOR] = inferred
    return learned
