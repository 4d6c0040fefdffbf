"""Reading the new lead that an operator dictates."""

import re
from dataclasses import dataclass, field
from typing import Any

from dom360.agents.copilot.businesses import is_business
from dom360.agents.copilot.channels import CHANNELS
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.marks import CAPITALS, PHONE
from dom360.agents.copilot.orders import (
    CREATE_LAST,
    SYSTEM,
    creates_last,
)
from dom360.agents.copilot.residue import Residue
from dom360.agents.copilot.spelling import in_full
from dom360.agents.extract import Field, learn
from dom360.agents.language import Language
from dom360.agents.text import Said

# What the operator said outright; a guess from the company's name is none.
_SAID = 0.7
_LEARNED = (Field.EMPLOYEES, Field.BUDGET, Field.SECTOR)
_NOUN = re.compile(
    r"\b(?:lead|contato|cliente|prospect|oportunidade|contact|customer)\b(?:\s+(?:nov[oa]"
    r"|chamad[oa]|de nome|com (?:o )?nome"
    r"|named|called|para|pra|for|no sistema|aqui|ai))*\s*[:\-,>=\u2192\u2013\u2014]*\s*"
)
_VERB = re.compile(
    r"^\W*(?:[\w, ]{0,25}?)\b(?:cadastr|cri|adicion|registr|inclu|insir|inser|salv|lanc|jog|sob"
    r"|guard|grav|add"
    r"|create|save)\w*\s+(?:ai\s+)?(?:(?:n[ao]|pr[ao]|to|in)\s+(?:the\s+)?"
    + SYSTEM
    + r"\s+)?(?:[ao]\s+|the\s+)?"
)
_NAME_STOP = re.compile(
    r"[|,;:\n()]|\s[-/]\s|\s(?:d[aeo]\s+empresa|(?:com\s+)?(?:o\s+)?(?:telefone|numero|celular"
    r"|whatsapp|phone|number)|n[ao] (?:sistema|crm|base|cadastro|lista|planilha)|com|que|cujo"
    r"|empresa|do setor"
    r"|from|at|with|whose|e\s+(?:o\s+)?(?:telefone|anot|coment)|no telefone|fone)\b|\s\d"
)
_LABELS = {
    "name": r"nome|name",
    "company": r"empresa|company",
    "sector": r"setor|segmento|ramo|sector|industry",
    "pain": r"dor|problema|necessidade|dificuldade|pain|problem|need",
    "source": r"origem|fonte|source",
}
_LABELLED = {
    name: re.compile(
        rf"\b(?:{words})\b\s*(?:principal\s*|(?:del[ea]|d[oa] (?:lead|contato"
        rf"|cliente))\s*)?(?:(?::|=|\be\b|\beh\b|\bis\b)\s*(?=\S)"
        + ("" if name == "pain" else r"|(?=[a-z])(?!d[aeo]s?\b|of\b)")
        + ")"
    )
    for name, words in _LABELS.items()
}
_COMPANY = re.compile(
    r"(?:^|[|,;\n]\s*|\s)(?:d[aeo]|n[ao]|from|at|of|trabalha n[ao])\s+(?:(?P<named>empresa"
    r"|company)\s+(?:chamada\s+)?)?(?=[a-z])"
)
_PERSONS_COMPANY = re.compile(r"\b(?:ele|ela)\s+(?:e|eh|trabalha)\s+(?:d[aeo]|n[ao])\s+(?=[a-z])")
_SOURCE = re.compile(
    r"\b(?:vind[oa]|veio|chegou|captad[oa]|came|coming)\s+(?:d[aeo]|pel[ao]|por|via|from"
    r"|through)\s+(?:[ao]\s+)?(?=\w)"
)
# "Ana, 11 98765-4321, indicação da Rita"
_SOURCE_APART = re.compile(rf"[,;(|-]\s+(?:d[aeo]\s+|pel[ao]\s+|via\s+)?(?=(?:{CHANNELS})\b)")
_SOURCE_LAST = re.compile(rf"(?<=[\w|/]) (?=(?:{CHANNELS})\W*$)")
_VALUE_END = re.compile(
    r"[,;\n|]|[.:](?=\s|$)|\s[-/]\s|\s(?:(?:e|and)\s)?(?=(?:telefone|tel|fone|celular"
    r"|whatsapp|origem|fonte|setor|dor|orcamento|empresa|nome|com \d|e \d|phone|company"
    r"|source|name|\d+ (?:func|colaborador|pessoa|empregad|employee)\w*)\b)|$"
)


@dataclass(slots=True)
class NewLead:
    phones: list[str] = field(default_factory=list)
    name: str | None = None
    source: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    def arguments(self) -> dict[str, Any]:
        said = {"name": self.name, "source": self.source, "fields": self.fields}
        return {name: value for name, value in said.items() if value}


def read_new_lead(heard: Heard, language: Language) -> NewLead:
    new = NewLead()
    if creates_last(heard) and (last := CREATE_LAST.search(heard.plain)):
        heard = heard.part(0, last.start() + 1)
    residue = Residue(heard)
    for phone in PHONE.finditer(heard.plain):
        new.phones.append(_digits(heard.written(phone.start(), phone.end())))
        residue.hide(phone.start(), phone.end())
    labelled = _labelled(residue, heard)
    new.source = (
        labelled.pop("source", None)
        or _after(residue, heard, _SOURCE)
        or _after(residue, heard, _SOURCE_APART)
        or _after(residue, heard, _SOURCE_LAST)
    )
    start = _start_of_name(residue.plain)
    company = _company(residue, heard, start)
    new.name = (
        labelled.pop("name", None)
        or _name(residue, heard, start)
        or _name(residue, heard, _after_noun(residue.plain))
        or _name_after_order(residue, heard)
    )
    new.name = heard.as_typed(new.name) if new.name else None
    new.source = in_full(new.source) if new.source else None
    new.fields |= _learned(heard, language, company)
    new.fields |= {**({"company": heard.as_typed(company)} if company else {}), **labelled}
    return new


def _digits(phone: str) -> str:
    """Without a bracket that opened around all of it."""
    phone = phone.strip(" .-")
    return phone.lstrip("(") if ")" not in phone else phone


def _learned(heard: Heard, language: Language, company: str | None) -> dict[str, Any]:
    """A company's name tells no sector that the operator would have said."""
    text = PHONE.sub(" ", heard.cased)
    said = Said.of(text.replace(company, " ") if company else text)
    found = learn(said, None, frozenset(), language)
    return {
        name.value: found[name].value
        for name in _LEARNED
        if name in found and found[name].confidence >= _SAID
    }


def _labelled(residue: Residue, heard: Heard) -> dict[str, str]:
    found = {name: _after(residue, heard, label) for name, label in _LABELLED.items()}
    return {name: value for name, value in found.items() if value}


def _after(residue: Residue, heard: Heard, marker: re.Pattern[str]) -> str | None:
    match = marker.search(residue.plain)
    if not match:
        return None
    end = _VALUE_END.search(residue.plain, match.end())
    stop = end.start() if end else len(residue.plain)
    value = heard.written(match.end(), stop).strip(" .,;?!")
    residue.hide(match.start(), stop)
    return value or None


# "joga no sistema: Pedro Nunes": what is said before the colon is the order.
_ORDER_COLON = re.compile(
    r"^[^:\d]*?(?<!\bnome)(?<!\btelefone)(?<!\bfone)(?<!\btel)(?<!\bempresa)(?<!\bname)"
    r"(?<!\bphone)(?<!\bcelular)(?<!\bsetor)(?<!\borigem)\s*:\s*"
)


def _start_of_name(plain: str) -> int:
    order = _ORDER_COLON.match(plain)
    if order:
        return order.end()
    noun = _NOUN.search(plain)
    if noun:
        return noun.end()
    verb = _VERB.match(plain)
    return verb.end() if verb else 0


def _after_noun(plain: str) -> int:
    """ "o contato do Hugo: 84 99999-0001" """
    noun = re.search(_NOUN.pattern + r"(?:d[ao]\s+)?", plain)
    return noun.end() if noun else len(plain)


def _company(residue: Residue, heard: Heard, start: int) -> str | None:
    """ "da Padaria Central": after a comma any name, inside the person's name only a business."""
    for match in _COMPANY.finditer(residue.plain, start):
        end = _VALUE_END.search(residue.plain, match.end())
        stop = end.start() if end else len(residue.plain)
        with_ = re.search(r"\s(?:com|with|que)\s", residue.plain[match.end() : stop])
        stop = match.end() + with_.start() if with_ else stop
        value = heard.cased_stretch(match.end(), stop).strip(" .,;?!")
        apart = match.group().lstrip()[:1] in (",", ";", "|")
        if value and (match["named"] or is_business(value) or (apart and value[0].isupper())):
            residue.hide(match.start(), stop)
            return value
    return _after(residue, heard, _PERSONS_COMPANY) or _business_apart(residue, heard, start)


def _business_apart(residue: Residue, heard: Heard, start: int) -> str | None:
    """ "Bia - (41) 99888-7766 - Studio Bia" """
    stretches = list(re.finditer(r"(?:(?!\s[-/]\s)[^|,;\n])+", residue.plain[start:]))
    for stretch in stretches:
        end = start + stretch.end()
        if counted := _COUNTED.search(residue.plain, start + stretch.start(), end):
            end = counted.start()
        value = heard.cased_stretch(start + stretch.start(), end).strip(" .,;-/?!")
        typed = heard.part(start + stretch.start(), end).plain.strip(" .,;-/?!")
        large = value[:1].isupper() or _SMALL_BUSINESS.fullmatch(typed)
        last = stretch is stretches[-1] or not any(
            place >= start + stretch.end() for place, _ in heard.names
        )
        if (stretch.start() > 0 or not last) and large and is_business(value):
            residue.hide(start + stretch.start(), end)
            return value
    return None


_COUNTED = re.compile(r"\s(?=\d+ (?:func|pessoas|colab|empreg))")
# "salão da tati", not "clínica com 25 funcionários" or "empresa grande".
_SMALL_BUSINESS = re.compile(
    r"(?!empresa)[a-z]+ (?:d[aeo]s? )?(?:(?!(?:com|sem|que|de|quer|tem|e|esta)\b)[a-z]+ ?){1,4}"
)


def _name(residue: Residue, heard: Heard, start: int) -> str | None:
    """The first stretch that can be a person's name, before the phone or after it."""
    place = start
    while place < len(residue.plain):
        stop = _NAME_STOP.search(residue.plain, place)
        end = stop.start() if stop else len(residue.plain)
        name = _LITTLE.sub("", heard.cased_stretch(place, end)).strip(" .,;:-?!\"“”'")
        told = CAPITALS.search(name) if name[:1].islower() else None
        if told:
            return told.group()  # "acabou de ligar a Joana Prado"
        if _can_be_name(name):
            return name
        inside = CAPITALS.search(name)  # "pra mim por favor o Nilo Braz"
        if inside:
            return inside.group()
        place = stop.end() if stop else len(residue.plain)
    return None


# "é a Nara Teles", "o Hugo"
_LITTLE = re.compile(r"^\s*(?:[ée]h?\s+)?(?:[ao]\s+|d[ao]\s+|pr[ao]\s+|para\s+)?(?=[A-ZÀ-Ý])")


def _name_after_order(residue: Residue, heard: Heard) -> str | None:
    """ "Add Joe Doe 11 91234-5678 as a lead"."""
    verb = _VERB.match(residue.plain)
    named = CAPITALS.match(heard.cased_stretch(verb.end())) if verb else None
    return named.group() if named else None


_NO_NAMES_WORDS = """
    ai novo nova um uma para pra com a o no na aqui por de da do e que telefone tel fone celular
    numero whatsapp mim gente mais favor sistema crm base cadastro ele ela esse essa phone
    number email e-mail funcionarios employees the with and lead
"""
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())


def _can_be_name(name: str) -> bool:
    words = Heard.of(name).plain.split()
    if not words or len(words) > 7 or any(char.isdigit() for char in name):
        return False
    return any(char.isalpha() for char in words[0]) and words[0] not in _NO_NAMES
