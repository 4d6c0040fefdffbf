"""How well one unit answers a question, as a chance between 0 and 1."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dom360.agents.reading.kinds import DAY_RANGE, Kind, holds, names_a_price
from dom360.agents.reading.question import Question, Term
from dom360.agents.reading.synonyms import ideas_of
from dom360.agents.reading.units import Bag, Parsed, Unit
from dom360.agents.reading.words import alike, stem, tokens

# How much a word counts where it stands: in the sentence, over it, or elsewhere in the passage.
_IN_LEAD, _IN_HEADING, _IN_PATH, _BEFORE, _NEARBY = 0.95, 0.9, 0.7, 0.6, 0.35
_BY_IDEA, _BY_LIKENESS, _BY_RANGE = 0.85, 0.9, 0.9
# "Peças de couro" for a jacket.
_BY_KIND = 0.5
_RARITY_FLOOR = 0.35
_FEW = 5
# A place or a person can be told in words that no pattern knows.
_EXACT = frozenset({Kind.PHONE, Kind.MAIL, Kind.HOUR})
_OPEN = frozenset({Kind.PLACE, Kind.PERSON, Kind.NEEDS, Kind.AGE})
_REFUSES = re.compile(
    r"^(?:nao|nem|nenhum\w*|no)\b|\bnao (?:\w+mos|ha|existe|tem|cobr\w+|\w+ permitid\w+)\b"
    r"|\b(?:do not|don't|does not|cannot)\b"
)
_STREET = re.compile(
    r"\b(?:rua|avenida|av\.|alameda|praca|rodovia|estrada|travessa|largo|street|avenue|road)"
    r" .{2,60}\d"
)
# Where a company is can be told without a street.
_WHERE = re.compile(
    r"\b(?:fica|ficamos|estamos|localiza\w+|shopping|esquina|em frente|ao lado|proxim[oa]|galeria"
    r"|centro"
    r"|bairro|km|andar|online|located|downtown|next to|floor)\b"
)
_NO_PRICE, _UNPRICED, _NAMELESS = 0.2, -1.3, -1.0
# A question of nothing but everyday words ("how old is the company?") covers little when met.
_LEAST_SUBJECT = 0.7
_NO_SUBJECT = 0.4
# As much of a question met as a long one has to be.
_MANY = 3.0
# What else a number counts, beside what was asked for: "instalação: 2 anos".
_OF_TIME = re.compile(
    r"anos?|mes|meses|dias?|semanas?|horas?|minutos?|%|reais|years?|months?|days?"
)
# Words between a number and what it counts.
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Features:
    """What the chance is computed from; the weights below were fitted on the evals' tuning half."""

    coverage: float
    matched: float
    worst_miss: float
    number_missed: float
    head_missed: float
    cell_missed: float
    subject: float
    kind_held: float
    kind_lacking: float
    score: float
    stands_out: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the search says of a passage; `stands_out` is how far above the usual hit it scores."""

    score: float
    stands_out: float


@dataclass(frozen=True, slots=True)
class Judged:
    unit: Unit
    passage: int
    place: int
    features: Features
    chance: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term with its rarity among the passages found."""

    term: Term
    weight: float
    is_name: bool


def weigh(question: Question, passages: Sequence[Parsed]) -> list[Weighed]:
    names = frozenset[str]().union(*(passage.names for passage in passages))
    terms = (_itself(term, passages) for term in question.terms)
    return [
        Weighed(term, term.weight * _rarity(term, passages), term.stem in names) for term in terms
    ]


def _itself(term: Term, passages: Sequence[Parsed]) -> Term:
    """What is named somewhere is not looked for among what it is a kind of."""
    named = term.wider and any(_meets(term, one.all_words) > _BY_KIND for one in passages)
    return replace(term, wider=frozenset()) if named else term


def _rarity(term: Term, passages: Sequence[Parsed]) -> float:
    met = sum(
        _meets(term, passage.all_words) > 0 or _meets(term, passage.path_words) > 0
        for passage in passages
    )
    # Among one or two passages each word is everywhere, and none is common for that.
    count = max(_FEW, len(passages))
    told = math.log((1 + count) / (1 + met)) / math.log(1 + count)
    return _RARITY_FLOOR + (1 - _RARITY_FLOOR) * told


def judge(
    question: Question, weighed: Sequence[Weighed], place: int, passage: Parsed, found: Found
) -> Features:
    unit, before = passage.units[place], _sentence_before(place, passage)
    met = [(one, _met(one.term, unit, passage, before)) for one in weighed]
    total = sum(one.weight for one in weighed)
    substance = min(1.0, sum(one.term.weight for one in weighed) / _LEAST_SUBJECT)
    covered = sum(one.weight * share for one, share in met)
    worst = max((one.weight * (1 - share) for one, share in met), default=0.0)
    kind = _kind(question, unit)
    return Features(
        coverage=_coverage(question, substance, covered / total if total else 0.0),
        matched=min(1.0, sum(one.term.weight * share for one, share in met) / _MANY),
        worst_miss=worst,
        number_missed=_missed(met, lambda one: one.term.is_number),
        head_missed=_missed(met, lambda one: one.term.is_head or one.is_name),
        cell_missed=worst if unit.cells or unit.is_table else 0.0,
        subject=_subject(question, unit, passage),
        kind_held=max(0.0, kind),
        kind_lacking=max(0.0, -kind),
        score=found.score,
        stands_out=found.stands_out,
    )


def _coverage(question: Question, substance: float, covered: float) -> float:
    """Where we are is asked without a subject: "onde fica a loja?"."""
    open_ = question.asks_address or not question.terms
    return substance * covered + (_NO_SUBJECT * (1 - substance) if open_ else 0.0)


def _missed(met: Sequence[tuple[Weighed, float]], which: Callable[[Weighed], bool]) -> float:
    """What stands over a sentence, or in other words in it, is not missed."""
    missed = (
        one.term.weight * (1 - share) for one, share in met if which(one) and share < _BY_IDEA
    )
    return max(missed, default=0.0)


def _subject(question: Question, unit: Unit, passage: Parsed) -> float:
    """How much of what the unit is about was asked for: a row's first cell, else the heading."""
    about = Bag.of(unit.cells[0][1]) if unit.cells else passage.heading_words
    words = [word for word in about.stems if len(word) > 2]
    if not words:
        return 0.0
    asked = sum(any(_is(term, word) for term in question.terms) for word in words)
    return asked / len(words)


def _is(term: Term, word: str) -> bool:
    return term.stem == word or alike(term.stem, word) or bool(term.ideas & ideas_of(word))


def _sentence_before(place: int, passage: Parsed) -> Unit | None:
    """ "Só limpeza, uma vez por ano. Cobramos R$ 18,00": a sentence goes on from the one before."""
    unit, before = passage.units[place], passage.units[place - 1] if place else None
    apart = before is None or unit.cells or unit.is_item or before.cells or before.is_item
    return None if apart or before is None or before.lead != unit.lead else before


def _met(term: Term, unit: Unit, passage: Parsed, before: Unit | None) -> float:
    if term.is_weekday and DAY_RANGE.search(unit.folded):
        return max(_meets(term, unit.words), _BY_RANGE)
    return max(
        _meets(term, unit.words),
        _IN_LEAD * _meets(term, unit.lead_words),
        _IN_HEADING * _meets(term, passage.heading_words),
        _IN_PATH * _meets(term, passage.path_words),
        _BEFORE * _meets(term, before.words) if before else 0.0,
        (0.0 if unit.is_item else _NEARBY) * (term.stem in passage.all_words.stems),
    )


@lru_cache(maxsize=50_000)
def _meets(term: Term, bag: Bag) -> float:
    if term.stem in bag.stems:
        return 1.0
    if term.is_number:
        return 0.0
    if any(alike(term.stem, other) for other in bag.stems):
        return _BY_LIKENESS
    if term.ideas & bag.ideas:
        return _BY_IDEA
    return _BY_KIND if term.wider & bag.stems else 0.0


def _holds(kind: Kind, question: Question, unit: Unit) -> bool:
    if not holds(kind, unit.text, unit.folded):
        return False
    return kind is not Kind.COUNT or not question.counted or _counts(question.counted, unit.folded)


@lru_cache(maxsize=20_000)
def _counts(counted: str, folded: str) -> bool:
    """Whether a number stands by the word: "de 6 a 12 alunos", "alunos: 12"."""
    words = tokens(folded)
    ideas = ideas_of(counted)
    named = [
        place
        for place, word in enumerate(words)
        if (root := stem(word)) == counted or alike(root, counted) or ideas & ideas_of(root)
    ]
    numbers = [
        place
        for place, word in enumerate(words)
        if word[0].isdigit() and not _OF_TIME.fullmatch(" ".join(words[place + 1 : place + 2]))
    ]
    return any(abs(one - other) <= _BESIDE for one in named for other in numbers)


def _asks_where_we_are(question: Question) -> bool:
    """ "Onde fica a loja?", not "onde ficam os dados?" """
    about = sum(term.weight for term in question.terms)
    return question.asks_address and question.kinds == {Kind.PLACE} and about < _LEAST_SUBJECT


def _kind(question: Question, unit: Unit) -> float:
    """1 where the unit holds what was asked for, less than 0 where it can't, 0 where anything may
    do. A telephone number or an hour has a form of its own: what has none is none."""
    if not question.kinds:
        return 0.0
    if question.asks_address and _STREET.search(unit.folded):
        return 2.0
    if _asks_where_we_are(question) and not _WHERE.search(unit.folded):
        return -1.0
    if any(_holds(kind, question, unit) for kind in question.kinds):
        # "Free" and "5 %" answer what something costs, but a price answers it better.
        return 1.0 if question.kinds != {Kind.MONEY} or names_a_price(unit.folded) else _NO_PRICE
    if question.kinds == {Kind.MONEY}:
        return _UNPRICED
    if question.asks_name and question.kinds == {Kind.PERSON}:
        return _NAMELESS
    refuses = bool(_REFUSES.search(unit.folded))
    if question.kinds <= _EXACT:
        return -1.0 if refuses else -1.5
    return -0.4 if refuses or question.kinds <= _OPEN else -1.0
