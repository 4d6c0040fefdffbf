"""The documents and questions in this folder: one folder a company.

`documents/` holds what the company uploads. Each line of `tune.jsonl` and `held_out.jsonl` is one
question: `ask`; where it has an answer also `doc` (files that hold it), `passage` (texts that the
hit must hold) and `facts` (each a list of wordings, one of which the answer must hold).
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dom360.agents.text import fold

HERE = Path(__file__).parent
# Asked once before the rules of a later hour were written, and looked at since: harder than the
# rest, and told apart so that what is measured over the eight stays comparable.
NEWER = ("optics", "solar", "cowork")
# Nobody looked at their questions while the rules were written: they have no tuning half.
UNSEEN = ("unseen", "driving", "moving", "laundry", "party", "florist", "bikes")
COMPANIES = ("clinic", "saas", "store", "inn", "pets", "school", "workshop", "printing",
             *NEWER, *UNSEEN)  # fmt: skip
SMALL = COMPANIES[:3]
HALVES = ("tune", "held_out")

Half = Literal["tune", "held_out", "newer", "unseen"]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    company: str
    half: Half
    ask: str
    doc: tuple[str, ...] = ()
    passage: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()

    @property
    def has_answer(self) -> bool:
        return bool(self.doc)

    def is_hit(self, source: str, heading: str, snippet: str) -> bool:
        """The right document and the right part of it."""
        held = plain(f"{heading} {snippet}")
        return source in self.doc and all(plain(text) in held for text in self.passage)

    def is_told(self, answer: str) -> bool:
        told = plain(answer)
        return all(any(plain(wording) in told for wording in fact) for fact in self.facts)


def plain(text: str) -> str:
    """Without case, accents, markup and line ends: none of them makes a fact another one."""
    return " ".join(fold(re.sub(r"[*`|]", "", text)).split())


def documents(company: str) -> list[Path]:
    return sorted(HERE.joinpath(company, "documents").iterdir())


def cases(company: str) -> list[Case]:
    found = []
    for half in HALVES:
        file = HERE / company / f"{half}.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        found += [_case(company, half, number, line) for number, line in enumerate(lines, 1)]
    return found


def _group(company: str, half: str) -> Half:
    if company in UNSEEN:
        return "unseen"
    if company in NEWER:
        return "newer"
    return "tune" if half == "tune" else "held_out"


def _case(company: str, half: str, number: int, line: str) -> Case:
    told = json.loads(line)
    return Case(
        name=f"{company}/{half}:{number}",
        company=company,
        half=_group(company, half),
        ask=told["ask"],
        doc=tuple(told.get("doc", ())),
        passage=tuple(told.get("passage", ())),
        facts=tuple(tuple(fact) for fact in told.get("facts", ())),
    )
