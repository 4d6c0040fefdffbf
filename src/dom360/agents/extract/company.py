"""The company's name."""

import re

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract import employees, pain
from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.names import (
    is_a_kind,
    is_answer,
    is_proper,
    is_title,
    may_be_a_name,
    sounds_like_one,
)
from dom360.agents.extract.phrases import answer_phrase, without_lead_in
from dom360.agents.extract.sector import names_a_business
from dom360.agents.language import Language
from dom360.agents.text import Said, clean_name, fold

# What stands in the place of a name for people who work for themselves.
NO_COMPANY: dict[Language, str] = {"pt": "sem empresa", "en": "no company"}
_EXPLICIT = re.compile(
    r"(?:\bempresa (?:se )?cham(?:a|ada)(?:-se)?|\bempresa (?:e|eh) (?:a|o)\b|\bempresa:"
    r"|\bnome d[ao] (?:minha |nossa )?(?:empresa|loja|clinica|escola|negocio\w*) (?:e|eh)\b"
    r"|(?<!meu )\bnome (?:certo |correto |completo |fantasia )?(?:e|eh)\b|\b(?:ela|ele|loja"
    r"|clinica|escola|negocio)? ?se chama\b"
    r"|\b(?:company|business|shop|store|firm|startup)(?:'s name)? (?:is called|is named|name is)"
    r"|\bwe(?:'re| are) called|\bit'?s called|\bcalled(?= [a-z]))\s+(?:a |o |the )?"
)
_BELONGING = re.compile(
    r"(?:\b(?:sou,?(?: [oa] \w+,?)?(?: (?!d[aeo]s?\b|n[ao]s?\b)\w+)?(?: e (?!d[aeo]s?\b)\w+)?|somos"
    r"|(?:aqui )?(?:e|eh)(?: [oa] \w+,)?|fal[oa](?:mos)?|falo|escrevo|aqui (?:e|eh)(?: o"
    r"| a)? \w+|meu nome (?:e"
    r"|eh) \w+|(?<!um )trabalho|atuo)"
    r" (?:aqui )?(?:d[ao]s?|n[ao]s?|em|pela|pelo|para a|pra)|\bsomos [ao]s?\b"
    r"|\b(?:se )?cham(?:a|amos)(?:-se)?\b(?: [ao]\b)?"
    r"|\b(?:i'?m|i am|we'?re|we are|this is \w+|my name is \w+)(?: \w+)? (?:from|with|at)"
    r"|\bi (?:work|am working) (?:at|for)|\bi (?:run|own|manage))\s+(?:the )?"
)
_IS_A = re.compile(r"\b(?:e|eh|it'?s) (?:[ao]|the) ")
_STOP = re.compile(
    r"(?<!\bdra)(?<!\bdr)(?<!\bst)\.(?=\s|$)|[,;:!?\n(]"
    r"|\s[-\u2013\u2014]\s|\s(?:com|que|temos|tem|somos|fica|ficamos|trabalh\w+|fazemos|vendemos"
    r"|aqui|mas|a gente|no ramo|na area|gost\w+|quer\w*|preciso|with|that|which|we|located|based"
    r"|but|i|in|here|and we|and i|ha|um|uma|uns|umas|a)(?=\s|$)"
    r"|\s(?:e|and)\s(?!filh|irma|cia\b|associad|sons\b|co\b|partners|[a-z]+ (?:ltda|me|adv))"
)
# "Nuvem Ágil, somos uma startup".
_PRESENTS = re.compile(
    r"[\s,.!-]+(?:aqui\W+)?(?:somos|e uma?|trabalhamos|fazemos|vendemos|atuamos|temos|we are|we're"
    r"|we do|we sell|we make|we have)\b"
)
_HERE = re.compile(r"\s+(?:(?:por )?aqui|falando|na area|here)\W*$", re.IGNORECASE)
_CAPITALS = re.compile(
    r"(?<=\s)[A-Z\u00c0-\u00dd][\w&'+-]*(?:\s(?:(?:d[aeo]s?|e|&|of"
    r"|the)\s)?[A-Z\u00c0-\u00dd][\w&'+-]*)*\s*$"
)
_NO_COMPANY = re.compile(
    r"\b(?:autonom[oa]|freelancer?|pessoa fisica|self-?employed|(?:nao tenho|sem) (?:uma )?empresa"
    r"|por conta propria|don'?t have a company)\b|\bsou mei\b"
)


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    if _NO_COMPANY.search(said.folded):
        return Learned(Field.COMPANY, NO_COMPANY[language], ANSWERED)
    explicit = _EXPLICIT.search(said.folded)
    if explicit and (name := _name_after(said, explicit.end())):
        return Learned(Field.COMPANY, name, NAMED)
    for belonging in _BELONGING.finditer(said.folded):
        name = _name_after(said, belonging.end())
        if name and (_is_own_name(name) or (names_a_business(name) and not is_a_kind(name))):
            return Learned(Field.COMPANY, name, NAMED if asked is Field.COMPANY else INFERRED)
    for is_a in _IS_A.finditer(said.folded):
        name = _name_after(said, is_a.end())
        if name and _is_own_name(name) and names_a_business(name):
            return Learned(Field.COMPANY, name, INFERRED)
    if asked is Field.COMPANY:
        return _answered(said)
    return (_after_comma(said) if names_a_business(said.folded) else None) or _standing_alone(said)


def _is_own_name(name: str) -> bool:
    return is_proper(name) and not employees.find(Said.of(name), None)


def _standing_alone(said: Said) -> Learned | None:
    """ "Loja Bela Flor" says what it is, whatever was asked."""
    for clause in whole_clauses(said):
        name = clean_name(_HERE.sub("", said.quote(clause.start, clause.end)))
        presents = _PRESENTS.match(said.folded, clause.end)
        if is_title(name) and (names_a_business(name) or sounds_like_one(name) or presents):
            return Learned(Field.COMPANY, name, INFERRED)
        if name := _after_kind(said.quote(clause.start, clause.end)):
            return Learned(Field.COMPANY, name, INFERRED)
    return None


def _after_kind(clause: str) -> str:
    """ "agência de viagens Viaje Já": the capitals after a business word are its name."""
    tail = _CAPITALS.search(clause)
    if tail is None:
        return ""
    kind, name = clause[: tail.start()], clean_name(tail.group())
    last = (kind.split() or [""])[-1]
    follows = last.islower() and last not in ("de", "da", "do", "das", "dos", "of")
    return name if follows and names_a_business(kind) and may_be_a_name(name) else ""


def _answered(said: Said) -> Learned | None:
    name = _bare_answer(said)
    # "A small law firm, Harper & Cole": the kind of business comes before its name.
    if name is None or (str(name.value).islower() and names_a_business(str(name.value))):
        return _after_comma(said) or name
    return name


def _bare_answer(said: Said) -> Learned | None:
    said = without_lead_in(said)
    for sentence in said.sentences():
        name = _name_in(without_lead_in(Said.of(said.text[sentence.start : sentence.end])))
        if name:
            return Learned(Field.COMPANY, name, ANSWERED)
    return None


def _stop(said: Said, start: int) -> int:
    """Where a name ends: at the first word or mark that can't be in one. "Passo a Passo" can."""
    for stop in _STOP.finditer(said.folded, start):
        inside = said.text[stop.end() :].lstrip()[:1].isupper()
        if not (inside and stop.group().strip() in ("a", "e", "i")):
            return stop.start()
    return len(said.text)


def _name_in(said: Said) -> str:
    head = Said.of(said.text[: _stop(said, 3)])
    article = re.match(
        r"^(?:\W*(?:e|eh|sou|somos|it'?s|we'?re|i'?m)\s+)?(?:(?:d?[ao]|the)\s+)", head.folded
    )
    if article:
        head = Said.of(head.text[article.end() :])
    name = clean_name(answer_phrase(head, max_words=6, pieces=9) or "")
    told = employees.find(Said.of(name), None) or pain.tells_trouble(fold(name))
    return "" if told or not is_answer(name) else name


def _after_comma(said: Said) -> Learned | None:
    """ "Sou dono de uma pizzaria, a Bella Massa"."""
    for article in re.finditer(r",\s*(?:(?:[ao]|the)\s+)?", said.folded):
        name = _name_after(said, article.end())
        if name and _is_own_name(name):
            return Learned(Field.COMPANY, name, INFERRED)
    return None


def _name_after(said: Said, start: int) -> str:
    name = clean_name(said.quote(start, _stop(said, start)))
    return name if may_be_a_name(name) else ""
