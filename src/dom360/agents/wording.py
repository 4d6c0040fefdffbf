"""Choosing among wordings, and turning learned values into words."""

import re
from collections.abc import Mapping
from functools import lru_cache

from dom360.agents.extract import FIELDS, Field, Learned
from dom360.agents.extract.authority import to_listener
from dom360.agents.extract.company import NO_COMPANY
from dom360.agents.extract.sector import own_words
from dom360.agents.memory import Memory
from dom360.agents.phrasing import CATALOGUES, Catalogue, Topic
from dom360.agents.text import clean_name, fold
from dom360.agents.themes import theme_of

URGENT_DAYS = 7
# "Anotei o prazo: Dentro de três meses": the capital was the message's.
_OPENS = re.compile(
    r"^(?:Em|Até|No|Na|Nos|Nas|Dentro|Depois|Antes|Daqui|Para|Pra|Só|Quando|Assim|Uns|Umas|Este"
    r"|Esse"
    r"|Ainda|Fim|Final|Início|Começo|Mês|Semana|Ano|Próxim[oa]|In|By|Within|Before|After|Next|This"
    r"|Around|Sometime|When|Once|Early|Late|End)\b"
)
_NO_HURRY = re.compile(r"\b(?:sem|nao|no|so|just)\b")


def catalogue(memory: Memory) -> Catalogue:
    return CATALOGUES[memory.language]


def pick(memory: Memory, wordings: tuple[str, ...], **values: str) -> str:
    """The wording used least in this conversation, and never one of our last message's."""

    def cost(wording: str) -> tuple[bool, int]:
        used = sum(said_before(earlier, (wording,)) for earlier in memory.our_texts)
        return said_before(memory.our_last, (wording,)), used

    turn = memory.our_turns % len(wordings)
    return min(wordings[turn:] + wordings[:turn], key=cost).format(**values)


def said_before(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether one of these stands in a text of ours, whatever was filled in."""
    return any(
        wording in text if "{" not in wording else bool(_filled(wording).search(text))
        for wording in wordings
    )


@lru_cache(maxsize=512)
def _filled(wording: str) -> re.Pattern[str]:
    """A wording that is nothing but its value, such as "{value}!", is never found."""
    fixed = re.sub(r"{\w+}", "", wording)
    if sum(char.isalpha() for char in fixed) < 5:
        return re.compile(r"(?!)")
    return re.compile(re.sub(r"\\{\w+\\}", ".+?", re.escape(wording)))


def ask(memory: Memory, topic: Topic) -> str:
    """This question in its next wording; the first wordings are the most natural openers."""
    lead = catalogue(memory).lead
    asked = memory.asked_times[topic]
    if not asked:
        for name in reversed(memory.new_fields):
            follow_up = lead.follow_ups.get((name.value, topic))
            if follow_up and memory.our_turns:
                return follow_up
    wordings = lead.questions[topic]
    start = asked % len(wordings)
    rotated = wordings[start:] + wordings[:start]
    return next((text for text in rotated if text not in memory.our_last), rotated[0])


def acknowledge(memory: Memory) -> list[str]:
    """Say back what this message taught us."""
    texts, learned = catalogue(memory).lead, memory.new_fields
    shown = [
        learned[name] for name in FIELDS if name in learned and not _goes_without(memory, name)
    ]
    changed = [item for item in shown if item.field in memory.changed]
    if len(shown) == len(changed) == 1:
        return [pick(memory, texts.corrected, value=_listed(memory, shown[0]))]
    if len(shown) == 1:
        return [_say_back(memory, shown[0])]
    pains = [item for item in shown if item.field is Field.PAIN]
    rest = [item for item in shown if item.field is not Field.PAIN]
    if pains and len(rest) == 1:
        return [_say_back(memory, rest[0]), _say_back(memory, pains[0])]
    items = _items(memory, rest)
    if len(items) == 1:
        return [
            *(_say_back(memory, item) for item in pains),
            pick(memory, texts.learned_list, list=items[0]),
        ]
    listed = ", ".join(items[:-1]) + texts.list_and + items[-1]
    said = [_say_back(memory, item) for item in pains]
    return [*said, pick(memory, texts.learned_list, list=listed)]


def _items(memory: Memory, shown: list[Learned]) -> list[str]:
    """ "uma clínica com 40 pessoas" where the contact put it so, else one thing after another."""
    said = {item.field: item for item in shown}
    business = own_words(memory.said) if Field.SECTOR in said and Field.COMPANY not in said else ""
    if not business:
        return [_listed(memory, item) for item in shown]
    if people := said.pop(Field.EMPLOYEES, None):
        business += catalogue(memory).lead.with_people.format(value=describe(memory, people))
    del said[Field.SECTOR]
    return [business, *(_listed(memory, item) for item in said.values())]


def _say_back(memory: Memory, item: Learned) -> str:
    texts = catalogue(memory).lead
    if item.field is Field.PAIN and (theme := theme_of(str(item.value))):
        return pick(memory, texts.felt[theme])
    text = pick(memory, texts.learned[_key(item)], value=describe(memory, item))
    return text[0].upper() + text[1:]


def _listed(memory: Memory, item: Learned) -> str:
    return catalogue(memory).lead.list_item[_key(item)].format(value=describe(memory, item))


def _goes_without(memory: Memory, name: Field) -> bool:
    """What isn't worth saying back beside the rest: the trade of a company that was just named,
    and that there is none."""
    company = memory.new_fields.get(Field.COMPANY)
    if company is None or len(memory.new_fields) == 1:
        return False
    named = company.value not in NO_COMPANY.values()
    return name is (Field.SECTOR if named else Field.COMPANY)


def _key(item: Learned) -> str:
    value = item.value
    if item.field is Field.AUTHORITY and isinstance(value, dict) and not value.get("who"):
        return "authority_self"
    if item.field is Field.AUTHORITY and isinstance(value, dict) and value["decides"] == "other":
        return "authority_other"
    if item.field is Field.EMPLOYEES and value == 1:
        return "employees_one"
    if item.field is Field.COMPANY and value in NO_COMPANY.values():
        return "no_company"
    if item.field is Field.TIMELINE and isinstance(value, dict):
        if value.get("within_days") == URGENT_DAYS:
            return "timeline_urgent"
        if value.get("within_days") is None and _NO_HURRY.search(fold(str(value.get("text")))):
            return "timeline_open"
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
        return _OPENS.sub(lambda word: word.group().lower(), clean_name(str(value.get("text", ""))))
    name = clean_name(str(value))
    return _capitals(name) if item.field is Field.COMPANY else name


def _capitals(name: str) -> str:
    """ "padaria do zé" as its sign would have it."""
    if not name.islower() or name in NO_COMPANY.values():
        return name
    small = {"de", "da", "do", "das", "dos", "e", "of", "the", "and", "&"}
    return " ".join(word if word in small else word[0].upper() + word[1:] for word in name.split())


def _people(memory: Memory, count: int) -> str:
    if memory.language == "pt":
        return "uma pessoa" if count == 1 else f"{_thousands(count, '.')} pessoas"
    return "one person" if count == 1 else f"{_thousands(count, ',')} people"


def _money(memory: Memory, value: Mapping[str, object]) -> str:
    signs = {"BRL": "R$ ", "USD": "US$ ", "EUR": "€ "}
    amount = float(str(value["amount"]))
    number = _thousands(round(amount), "." if memory.language == "pt" else ",")
    period = catalogue(memory).lead.periods.get(str(value["period"]), "")
    return f"{signs.get(str(value['currency']), '')}{number}{period}"


def _thousands(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)
