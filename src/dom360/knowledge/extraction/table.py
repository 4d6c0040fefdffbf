"""Tables of any origin: each row says what its cells are."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dom360.knowledge.extraction.blocks import Block, Unreadable
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.extraction.plain import decode

_DELIMITERS = ";,\t|"


def read(content: bytes, _: Limits) -> Iterator[Block]:
    text = decode(content)
    heading = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    csv.field_size_limit(1_000_000)
    try:
        yield from rows_as_blocks(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Unreadable("FILE_BROKEN") from None


def rows_as_blocks(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """Such as "Produto: Cimento; Preço: 39,90". The first row with more than one cell names the
    columns; titles above it are text."""
    names: list[str] = []
    told = False
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if names:
            told = True
            yield Block("row", _sentence(names, cells))
        elif len(filled) > 1:
            names = cells
        else:
            yield Block("text", filled[0])
    if names and not told:
        yield Block("text", "; ".join(name for name in names if name))


def _sentence(names: list[str], cells: list[str]) -> str:
    named = [
        f"{name}: {cell}" if name else cell
        for name, cell in zip(names, cells, strict=False)
        if cell
    ]
    return "; ".join([*named, *(cell for cell in cells[len(names) :] if cell)])
