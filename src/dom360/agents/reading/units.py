"""Passages cut into what can be said by itself: sentences, list items, table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dom360.agents.reading.synonyms import add_names, ideas_of
from dom360.agents.reading.vocabulary import STOP
from dom360.agents.reading.words import stem, tokens
from dom360.agents.text import fold

MAX_PASSAGE_CHARS = 4_000
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[\"'“(]?[A-ZÀ-Ý0-9])")
_ABBREVIATED = re.compile(r"\b(?:Dra?|Sra?|Av|Profa?|Eng|Ltda|art|ex|Ex|tel|Tel|n|nº|Mr|Mrs|St)\.$")
_MARKDOWN = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*|__|`|~~"), ""),
    (re.compile(r"(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)"), ""),
)
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}")
_ITEM = re.compile(r"^\s*(?:[-*•\u2013]|\d{1,2}[.)])\s+")
_CODE = re.compile(r"^(?:codigo|cod\.?|sku|ref\w*|id|code|item)$")
# A table that a chat can bear whole.
_MOST_TABLE_CHARS = 300
_PAIR = re.compile(r"^\s*([^:;|.]{1,60}): ?(\S.*)$")
# A title in capitals before its paragraph, on one line with it: "COPIES Black and white: 0.40".
_CAPITALS = re.compile(r"^((?:[A-ZÀ-Ý]{2,} ?){1,6}) (?=[A-ZÀ-Ý]?[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, ready to be met."""

    stems: frozenset[str]
    ideas: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "Bag":
        stems = frozenset(stem(one) for one in tokens(add_names(fold(text))) if one not in STOP)
        return cls(stems, frozenset(idea for one in stems for idea in ideas_of(one)))


@dataclass(frozen=True, slots=True)
class Unit:
    """`lead` is what stands over it: a heading inside the passage, a list's first line, a question.

    `cells` are a table row's (header, value) pairs; empty for a sentence. `is_table` is a whole
    small table in one sentence: the answer to a question that no single row answers.
    """

    text: str
    lead: str
    folded: str
    words: Bag
    lead_words: Bag
    cells: tuple[tuple[str, str], ...] = ()
    # One of a list: its neighbours are about something else.
    is_item: bool = False
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    units: tuple[Unit, ...]
    all_words: Bag
    heading_words: Bag
    path_words: Bag
    heading: str
    # Words that are written large inside a sentence: places, people, brands.
    names: frozenset[str]


@lru_cache(maxsize=1_024)
def parse(source: str, heading: str, text: str) -> Parsed:
    path = [part.strip() for part in heading.split(" > ") if part.strip()]
    leaf = path[-1] if path else ""
    named = re.sub(r"\.\w{2,4}$", "", source).replace("-", " ").replace("_", " ")
    return Parsed(
        _with_table(tuple(_Cutter().cut(text[:MAX_PASSAGE_CHARS]))),
        Bag.of(text[:MAX_PASSAGE_CHARS]),
        Bag.of(leaf),
        Bag.of(" ".join([named, *path[:-1]])),
        leaf,
        frozenset(stem(fold(name)) for name in _NAME.findall(text[:MAX_PASSAGE_CHARS])),
    )


def clean(text: str) -> str:
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


@dataclass(slots=True)
class _Cutter:
    """Walks the lines once and remembers what stands over them."""

    heading: str = ""
    question: str = ""
    intro: str = ""
    headers: list[str] = field(default_factory=list)
    just_asked: bool = False

    def cut(self, text: str) -> Iterator[Unit]:
        for line in _lines(text):
            if line.startswith("|"):
                yield from self._table_line(line)
                continue
            self.headers = []
            if pairs := _pairs(line):
                yield _row(pairs, self._lead())
            elif line.startswith("#") or _is_title(line):
                self.heading, self.question, self.intro = clean(line.lstrip("# ")), "", ""
            elif _ITEM.match(line):
                for unit in self._sentences(_ITEM.sub("", line)):
                    yield replace(unit, is_item=True)
            else:
                self.intro = ""
                if not self.just_asked:
                    self.question = ""
                yield from self._sentences(line)

    def _lead(self) -> str:
        return " ".join(part for part in (self.heading, self.question, self.intro) if part)

    def _sentences(self, line: str) -> Iterator[Unit]:
        for sentence in _split(clean(line)):
            self.just_asked = sentence.endswith("?")
            if self.just_asked:
                self.question = sentence
            elif not sentence.endswith("…"):
                yield _unit(sentence, self._lead())
                if sentence.endswith(":"):
                    self.intro = sentence

    def _table_line(self, line: str) -> Iterator[Unit]:
        cells = [clean(cell) for cell in line.strip().strip("|").split("|")]
        if all(re.fullmatch(r"[:\- ]*", cell) for cell in cells):
            return
        if not self.headers:
            self.headers = cells
        elif len(cells) == len(self.headers):
            yield _row(tuple(zip(self.headers, cells, strict=True)), self._lead())


def _lines(text: str) -> Iterator[str]:
    """Lines of a text; one that was broken inside a sentence is whole again."""
    held = ""
    for line in _raw_lines(text):
        goes_on = held and line[:1].islower() and held[-1] not in ".!?:;|" and not _pairs(line)
        if goes_on:
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _raw_lines(text: str) -> Iterator[str]:
    for raw in text.splitlines():
        line = raw.strip()
        title = _CAPITALS.match(line)
        if title and len(title.group(1)) > 3:
            yield title.group(1)
            line = line[title.end() :]
        yield line


def _split(text: str) -> Iterator[str]:
    held = ""
    for part in _SENTENCE.split(text):
        held = f"{held} {part}".strip()
        if not _ABBREVIATED.search(held):
            yield held
            held = ""
    if held:
        yield held


def _is_title(line: str) -> bool:
    return len(line) < 80 and line.isupper() and line[-1] not in ".:;"


def _pairs(line: str) -> tuple[tuple[str, str], ...]:
    """The cells of a line like "Product: pipe; Price: 3; Stock: yes", else nothing."""
    parts = [part for part in line.rstrip(". ").split("; ") if part.strip()]
    matched = [_PAIR.match(part) for part in parts]
    if len(parts) < 2 or not all(matched):
        return ()
    return tuple((clean(one[1]), clean(one[2])) for one in matched if one)


def tell_row(cells: tuple[tuple[str, str], ...]) -> str:
    """A row as people say it: what it is, then the rest of it. A code comes after the name."""
    (header, first), *others = cells
    if others and _CODE.search(fold(header)):
        others = [*others[1:], (header, first)]
        first = cells[1][1]
    values = "; ".join(f"{header}: {value}" for header, value in others)
    return f"{first} ({values})" if values else first


def _with_table(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units, and behind them the rows in one sentence where they are few and short."""
    rows = [unit for unit in units if unit.cells]
    text = "; ".join(tell_row(row.cells) for row in rows) + "."
    if len(rows) < 2 or len(text) > _MOST_TABLE_CHARS or len({row.lead for row in rows}) > 1:
        return units
    table = _unit(text, rows[0].lead)
    return (*units, replace(table, is_table=True))


def _unit(text: str, lead: str) -> Unit:
    return Unit(text, lead, fold(text), Bag.of(text), Bag.of(lead))


def _row(cells: tuple[tuple[str, str], ...], lead: str) -> Unit:
    text = "; ".join(f"{header}: {value}" for header, value in cells)
    return Unit(text, lead, fold(text), Bag.of(text), Bag.of(lead), cells)
