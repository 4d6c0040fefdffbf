"""From a question and the passages that were found to what may be said, or to nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dom360.agents.reading.judge import Features, Found, Judged, judge, weigh
from dom360.agents.reading.question import take_apart
from dom360.agents.reading.say import fits, is_short, say, title_of
from dom360.agents.reading.units import Parsed, parse

# Passages read of one search, and units judged of one passage: what bounds a turn's cost.
MOST_PASSAGES, MOST_UNITS = 8, 60
THRESHOLD = 0.45
# How far above the next passage one stands alone, and the chance that is enough there.
ALONE, THRESHOLD_ALONE = 0.15, 0.25
# Between two that answer alike, what stands earlier in the document wins.
_LATER = 0.002
# A neighbour is said too where it answers nearly as well, or where the sentence is very short.
_NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Passage:
    """One hit of a search: `score` is its nearness to the question, 0 to 1."""

    source: str
    heading: str
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """`source` is the place in the document, for whoever knows the files; `title` is what a contact
    may call the document."""

    text: str
    source: str
    title: str
    passage: int
    chance: float


def read(question: str, passages: Sequence[Passage]) -> Answer | None:
    """The sentences that answer, or None where no passage does."""
    found = passages[:MOST_PASSAGES]
    parsed = [parse(one.source, one.heading, one.snippet) for one in found]
    judged = _judge_all(question, found, parsed)
    best = max(judged, key=_preference, default=None)
    if best is None or not _may_be_said(best, found):
        return None
    passage = found[best.passage]
    near = [
        one for one in judged if one.passage == best.passage and abs(one.place - best.place) == 1
    ]
    text = say(best.place, parsed[best.passage], also=_neighbour(best, near))
    named = f"{passage.source} > {passage.heading}" if passage.heading else passage.source
    return Answer(text, named, title_of(passage.source, passage.heading), best.passage, best.chance)


def _may_be_said(best: Judged, found: Sequence[Passage]) -> bool:
    """A question in other words than the document's covers little of it. Where the search finds
    one passage far above all others, and what is asked for is not lacking there, that tells more.
    """
    if best.chance >= THRESHOLD:
        return True
    others = [one.score for place, one in enumerate(found) if place != best.passage]
    alone = bool(others) and found[best.passage].score - max(others) >= ALONE
    lacks = best.features.kind_lacking or best.features.head_missed
    return alone and not lacks and best.chance >= THRESHOLD_ALONE


def best_unit(question: str, passages: Sequence[Passage]) -> Judged | None:
    """What `read` would say, however poor: for measuring."""
    found = passages[:MOST_PASSAGES]
    parsed = [parse(one.source, one.heading, one.snippet) for one in found]
    return max(_judge_all(question, found, parsed), key=_preference, default=None)


def _judge_all(question: str, found: Sequence[Passage], parsed: Sequence[Parsed]) -> list[Judged]:
    asked = take_apart(question)
    if not asked.terms and not asked.kinds:
        return []
    weighed = weigh(asked, parsed)
    judged = []
    usual = median(one.score for one in found) if found else 0.0
    for number, (passage, cut) in enumerate(zip(found, parsed, strict=True)):
        scored = Found(passage.score, passage.score - usual)
        for place, unit in enumerate(cut.units[:MOST_UNITS]):
            features = judge(asked, weighed, place, cut, scored)
            judged.append(Judged(unit, number, place, features, chance_of(features)))
    return judged


def _preference(judged: Judged) -> float:
    return judged.chance - _LATER * judged.place


def _neighbour(best: Judged, near: Sequence[Judged]) -> int | None:
    """The sentence before or after, where it belongs to the answer."""
    if best.unit.is_table:
        return None
    for one in sorted(near, key=lambda judged: -judged.chance):
        if best.unit.cells or one.unit.cells or not fits(best.unit, one.unit):
            continue
        if one.unit.lead != best.unit.lead:
            continue
        follows = one.place > best.place
        if one.chance >= _NEARLY * best.chance or (follows and is_short(best.unit)):
            return one.place
    return None


def chance_of(features: Features) -> float:
    """A logistic of the features, fitted on the tuning half of evals/knowledge (docs/evals.md)."""
    sum_ = (
        -1.8
        + 3.1 * features.coverage
        + 1.6 * features.matched
        - 2.2 * features.worst_miss
        - 2.2 * features.number_missed
        - 2.0 * features.head_missed
        - 1.5 * features.cell_missed
        + 0.5 * features.subject
        + 0.8 * features.kind_held
        - 2.7 * features.kind_lacking
        + 0.9 * features.score
        + 0.6 * features.stands_out
    )
    return 1 / (1 + math.exp(-sum_))
