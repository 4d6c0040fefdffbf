"""A question taken apart: the kinds of answer it wants and the words it is about."""

import re
from dataclasses import dataclass, replace

from dom360.agents.reading.hypernyms import wider_than
from dom360.agents.reading.kinds import WEEKDAYS, Kind, kinds_of
from dom360.agents.reading.synonyms import ideas_of, name_phrases
from dom360.agents.reading.vocabulary import BUSINESSES, CHAT, SPEC_UNITS, STOP, is_light
from dom360.agents.reading.words import stem, tokens
from dom360.agents.text import fold

# A question is one message; a page pasted into the chat isn't read to its end.
MAX_CHARS = 600
_VERB = re.compile(r"(?:[aei]r|ando|endo|indo|amos|emos|imos|ei|ou|iu|am|(?<![gdm])em)$")
_EXACT = 1_000
_VERB_WEIGHT = 0.6
# "Tem academia no prédio?" asks for one; elsewhere the word is what any company may be.
_HEAD_BUSINESS = 0.8
_PART = re.compile(r"(?<=[?!;,.])\s+")
_ASKING = re.compile(
    r"\?|^\W*(?:qual|quais|que|como|onde|quem|quando|quant[oa]s?|tem|da para|pode)\b"
)
# What a part that only tells weighs.
_BESIDE = 0.5
# Less of its own words than this, and a question is about what was told before it.
_LEAST_ASKED = 0.5
# What something is wanted for: "tem armário pra guardar minhas coisas?".
_PURPOSE = re.compile(r"\b(?:pra|para) (?!quem\b)(?=[a-z]{2,}[aei]r\b)[^?!.,;]+")
_FOR_A_PURPOSE = 0.4
# "Qual o endereço da lavanderia?": any word for the company itself.
_THE_COMPANY = 0.25
_HAVING = re.compile(r"\b(?:tem|temos|ha|existe\w*|is there|do you have)\b")
# What is asked for by its name: "qual o peso", "tem sauna", "vocês vendem grama".
_HEAD = re.compile(
    r"\b(?:(?:qual|quais|(?<![a-z]{4} )que"
    r"|what|which)(?: (?:e|eh|sao|seria|is|are))?|tem|temos|vende\w*|fazem"
    r"|faz|aceit[ao]\w*|alug[au]\w*|trabalh\w+ com|integra\w* com|oferec\w+|possu\w+|emit\w+"
    r"|existe\w*|quanto (?:custa|e|eh|fica|sai|ta|esta)|(?:preco|valor|custo) d[aeo]s?"
    r"|(?:do|does) (?:you|it) (?:have|sell|offer|accept|do|support|help with)|is there)"
    r"(?: (?:o|a|os|as|um|uma|algum|alguma|the|an?|any))? ([a-z]{3,})\b(?! de )"
)

_ADDRESS = re.compile(
    r"\bendereco\b|\blocalizacao\b|\bonde (?:e |eh )?(?:que )?(?:voces |vcs )?"
    r"(?:ficam?|esta\w*)\b|\baddress\b|where are you"
)
_WHO_IS = re.compile(
    r"\bquem (?:e|eh|sao|sera) (?:[oa]s?|esse|essa)\b|\bnome d[aeo]s? (?!(?:empresa|loja)\b)"
    r"|\bcomo se chama\b|\bwho (?:is|are) the\b"
)
_COUNTED = re.compile(r"\b(?:quant[oa]s|how many) (?:[oa]s )?([a-z]{3,})")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the question is about. `weight` says how much it matters that it is met."""

    word: str
    stem: str
    weight: float
    ideas: frozenset[int]
    wider: frozenset[str] = frozenset()
    is_number: bool = False
    is_weekday: bool = False
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    terms: tuple[Term, ...]
    kinds: frozenset[Kind]
    # "quantos alunos": what a number has to stand by.
    counted: str = ""
    asks_address: bool = False
    # "quem é o guia?", "nome da florista": only a name will do.
    asks_name: bool = False


def take_apart(text: str) -> Question:
    folded = name_phrases(_spelled_out(fold(text[:MAX_CHARS])))
    words = tokens(folded)
    heads = {stem(match.group(1)) for match in _HEAD.finditer(folded)}
    asked = _asking_words(folded)
    purpose, kinds = _purpose_words(folded), kinds_of(folded)
    terms: dict[str, Term] = {}
    for place, word in enumerate(words):
        term = _term(word, words[place + 1] if place + 1 < len(words) else "")
        if term and term.stem in heads:
            weight = max(term.weight, _HEAD_BUSINESS if word in BUSINESSES and not kinds else 0.0)
            term = replace(term, is_head=True, weight=weight)
        if term and asked and word not in asked:
            term = replace(term, weight=_BESIDE * term.weight, is_head=False)
        if term and place and _address_of(words, place) and kinds == {Kind.PLACE}:
            term = replace(term, weight=min(term.weight, _THE_COMPANY), is_head=False)
        if term and word in purpose:
            term = replace(term, weight=_FOR_A_PURPOSE * term.weight)
        if term and (term.stem not in terms or terms[term.stem].weight < term.weight):
            terms[term.stem] = term
    counted = _COUNTED.search(folded)
    return Question(
        tuple(terms.values()),
        kinds,
        counted=stem(counted.group(1)) if counted else "",
        asks_address=bool(_ADDRESS.search(folded)),
        asks_name=bool(_WHO_IS.search(folded)),
    )


def _address_of(words: list[str], place: int) -> bool:
    """ "o endereço da lavanderia": the word only says whose."""
    return words[place - 1] in ("da", "do", "de", "dos", "das", "of") and bool(
        {"endereco", "localizacao", "address"} & set(words[max(0, place - 3) : place])
    )


def _purpose_words(folded: str) -> frozenset[str]:
    found = _PURPOSE.search(folded) if _HAVING.search(folded) else None
    before = tokens(folded[: found.start()]) if found else []
    # "Tem como parcelar", "tem que pagar": nothing stands before the verb that could be had.
    if not found or not any(_term(word, "") for word in before):
        return frozenset()
    return frozenset(tokens(found.group()))


def _asking_words(folded: str) -> frozenset[str]:
    """The words of the parts that ask, where others only tell: "errei a senha 5x, e agora?"."""
    parts = [part for part in _PART.split(folded) if part.strip()]
    asking = [part for part in parts if _ASKING.search(part) or kinds_of(part)]
    if not asking or len(asking) == len(parts):
        return frozenset()
    words = frozenset(tokens(" ".join(asking)))
    # "Perdi meu cartão, quanto é outro?": what is told is what the question is about.
    told = sum(term.weight for word in words if (term := _term(word, "")))
    return words if told >= _LEAST_ASKED else frozenset()


def _spelled_out(folded: str) -> str:
    split = re.sub(r"(?<=\d)(?=[a-z])(?![a-z]*\d)", " ", folded)
    return re.sub(r"[a-z]+", lambda match: CHAT.get(match.group(), match.group()), split)


def _term(word: str, following: str) -> Term | None:
    if word[0].isdigit():
        return Term(word, word, _number_weight(word, following), frozenset(), is_number=True)
    root = stem(word)
    if word in STOP or (len(word) < 2):
        return None
    is_weekday = word.removesuffix("s") in WEEKDAYS or word == "fim-de-semana"
    weight, wider = _word_weight(word, root), wider_than(root)
    return Term(word, root, weight, ideas_of(root), wider, is_weekday=is_weekday)


def _number_weight(number: str, following: str) -> float:
    """A measure names a product; an age or a count only gives the context."""
    # "3d", "a4": a letter that is no unit makes a name of it.
    is_name = len(following) == 1 and following.isalpha() and following not in "aeox"
    if is_name or following in SPEC_UNITS or not number.isdigit() or int(number) >= _EXACT:
        return 1.0
    return 0.15


def _word_weight(word: str, root: str) -> float:
    if is_light(word, root):
        return 0.25
    return _VERB_WEIGHT if _VERB.search(word) and len(word) > 4 else 1.0
