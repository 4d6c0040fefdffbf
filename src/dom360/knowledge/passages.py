"""Cutting a document into passages: parts that can stand for themselves as an answer.

A passage never crosses a heading, has some 80 to 180 words where the document lets it, and is cut
between sentences, list items or rows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dom360.knowledge.extraction.blocks import Block

FEW_WORDS = 80
MOST_WORDS = 180
# A table's rows are dense: fewer of them stay together, so that a hit is about one thing.
MOST_WORDS_OF_ROWS = 110
MOST_CHARS = 1_200
MOST_HEADING_CHARS = 300
_HEADING_PART_CHARS = 120

# After the end of a sentence, not after "Dr." or "R$ 1.": what follows begins like one.
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bDr\.)(?<!\bDra\.)(?<!\bSr\.)(?<!\bSra\.)(?<!\bEx\.)(?<!\bNº\.)\s+"
    r"(?=[\"“(A-ZÀ-Ý0-9•])"
)


@dataclass(frozen=True)
class Passage:
    heading: str
    body: str


@dataclass(frozen=True)
class _Piece:
    """What is never cut: a sentence, a list item, a row. `opens` begins a new line."""

    text: str
    words: int
    opens: bool
    is_row: bool = False


def cut(blocks: Iterable[Block]) -> Iterator[Passage]:
    """In the order of the document."""
    for heading, section in _sections(blocks):
        for pieces in _groups(section):
            yield Passage(heading, _joined(pieces))


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[str, list[_Piece]]]:
    path: list[tuple[int, str]] = []
    pieces: list[_Piece] = []
    for block in blocks:
        if block.kind == "heading":
            if pieces:
                yield _path(path), pieces
                pieces = []
            path = [one for one in path if one[0] < block.level]
            path.append((block.level, block.text[:_HEADING_PART_CHARS].strip()))
        else:
            pieces += _pieces(block)
    if pieces:
        yield _path(path), pieces


def _path(path: list[tuple[int, str]]) -> str:
    """Planos > Preços. The nearest heading says most, so it is the outer ones that are left out."""
    names = [name for _, name in path if name]
    while len(names) > 1 and len(" > ".join(names)) > MOST_HEADING_CHARS:
        names.pop(0)
    return " > ".join(names)


def _pieces(block: Block) -> Iterator[_Piece]:
    for line in block.text.split("\n"):
        sentences = [line] if block.kind == "row" else _SENTENCE.split(line)
        opens = True
        for sentence in sentences:
            for part in _short_enough(sentence.strip()):
                yield _Piece(part, len(part.split()), opens, block.kind == "row")
                opens = False


def _short_enough(text: str) -> Iterator[str]:
    """As it is, unless it is longer than a passage may be: then in parts, between words if there
    are any."""
    while text:
        if len(text) <= MOST_CHARS and len(text.split()) <= MOST_WORDS:
            yield text
            return
        part = " ".join(text[:MOST_CHARS].split(" ")[:MOST_WORDS])
        if len(part) >= len(text[:MOST_CHARS]) and " " in part:
            part = part.rpartition(" ")[0]
        yield part.strip()
        text = text[len(part) :].strip()


def _groups(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """As many pieces as fit; a short rest joins the group before it, evenly."""
    groups: list[list[_Piece]] = [[]]
    for piece in pieces:
        if groups[-1] and not _fits(groups[-1], piece):
            groups.append([])
        groups[-1].append(piece)
    if len(groups) > 1 and _words(groups[-1]) < FEW_WORDS:
        rest = groups.pop()
        groups += _halves(groups.pop() + rest)
    yield from (group for group in groups if group)


def _fits(group: list[_Piece], piece: _Piece) -> bool:
    most = MOST_WORDS_OF_ROWS if piece.is_row else MOST_WORDS
    # A new paragraph is the better place to end than the middle of one.
    if piece.opens and not piece.is_row:
        most = (FEW_WORDS + MOST_WORDS) // 2
    length = sum(len(one.text) + 1 for one in group)
    return _words(group) + piece.words <= most and length + len(piece.text) <= MOST_CHARS


def _halves(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Two of about the same length; one where it fits in one."""
    if _words(pieces) <= MOST_WORDS and _length(pieces) <= MOST_CHARS:
        return [pieces]
    half, so_far = _words(pieces) / 2, 0
    for place, piece in enumerate(pieces):
        so_far += piece.words
        if so_far >= half:
            first = pieces[: place + 1]
            if _length(first) <= MOST_CHARS:
                return [first, pieces[place + 1 :]]
            return [pieces[:place], pieces[place:]]
    return [pieces]


def _length(pieces: list[_Piece]) -> int:
    return sum(len(one.text) + 1 for one in pieces) - 1


def _joined(pieces: list[_Piece]) -> str:
    text = ""
    for piece in pieces:
        text += ("\n" if piece.opens else " ") + piece.text if text else piece.text
    return text


def _words(pieces: list[_Piece]) -> int:
    return sum(piece.words for piece in pieces)
