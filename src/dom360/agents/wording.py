"""Choosing among wordings, and turning learned values into words."""

from collections.abc import Mapping

from dom360.agents.extract import Field, Learned
from dom360.agents.extract.authority import to_listener
from dom360.agents.extract.company import NO_COMPANY
from dom360.agents.extract.sector import of_company
from dom360.agents.memory import Memory
from dom360.agents.phrasing import CATALOGUES, Catalogue, Topic
from dom360.agents.text import clean_name


def catalogue(memory: Memory) -> Catalogue:
    return CATALOGUES[memory.language]


def pick(memory: Memory, wordings: tuple[str, ...], **values: str) -> str:
    """The wording used least in this conversation, and never one of our last message's."""
    filled = [wording.format(**values) for wording in wordings]

    def cost(text: str) -> tuple[bool, int]:
        return text in memory.our_last, sum(text in earlier for earlier in memory.our_texts)

    turn = memory.our_turns % len(filled)
    return min(filled[turn:] + filled[:turn], key=cost)


def ask(memory: Memory, topic: Topic) -> str:
    """This question in its next wording; the first wordings are the most natural openers."""
    wordings = catalogue(memory).questions[topic]
    start = memory.asked_times[topic] % len(wordings)
    rotated = wordings[start:] + wordings[:start]
    return next((text for text in rotated if text not in memory.our_last), rotated[0])


def acknowledge(memory: Memory) -> str:
    """Say back what this message taught us."""
    texts, learned = catalogue(memory), memory.new_fields
    shown = [item for name, item in learned.items() if not _follows(memory, name)]
    if len(shown) == 1:
        key = _key(shown[0])
        return pick(memory, texts.learned[key], value=describe(memory, shown[0]))
    items = [texts.list_item[_key(item)].format(value=describe(memory, item)) for item in shown]
    listed = ", ".join(items[:-1]) + texts.list_and + items[-1]
    return pick(memory, texts.learned_list, list=listed)


def _follows(memory: Memory, name: Field) -> bool:
    """A sector that the company's name tells isn't worth saying back."""
    company = memory.new_fields.get(Field.COMPANY)
    if name is not Field.SECTOR or company is None:
        return False
    implied = of_company(str(company.value), memory.language)
    return implied is not None and implied.value == memory.new_fields[name].value


def _key(item: Learned) -> str:
    value = item.value
    if item.field is Field.AUTHORITY and isinstance(value, dict) and not value.get("who"):
        return "authority_self"
    if item.field is Field.COMPANY and value in NO_COMPANY.values():
        return "no_company"
    if item.field is Field.TIMELINE and isinstance(value, dict) and value.get("within_days") == 7:
        return "timeline_urgent"
    return item.field.value


def describe(memory: Memory, item: Learned) -> str:
    value = item.value
    if item.field is Field.EMPLOYEES and isinstance(value, int):
        return _people(memory, value)
    if isinstance(value, dict):
        if item.field is Field.BUDGET:
            return _money(memory, value)
        if item.field is Field.AUTHORITY:
            return clean_name(to_listener(str(value.get("who", ""))))
        return clean_name(str(value.get("text", "")))
    return clean_name(str(value))


def _people(memory: Memory, count: int) -> str:
    if memory.language == "pt":
        return "uma pessoa" if count == 1 else f"{_thousands(count, '.')} pessoas"
    return "one person" if count == 1 else f"{_thousands(count, ',')} people"


def _money(memory: Memory, value: Mapping[str, object]) -> str:
    signs = {"BRL": "R$ ", "USD": "US$ ", "EUR": "€ "}
    amount = float(str(value["amount"]))
    number = _thousands(round(amount), "." if memory.language == "pt" else ",")
    period = catalogue(memory).periods.get(str(value["period"]), "")
    return f"{signs.get(str(value['currency']), '')}{number}{period}"


def _thousands(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)
