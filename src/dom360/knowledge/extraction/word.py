"""DOCX: headings by their styles, paragraphs, lists and tables in their order."""

import io
import re
from collections.abc import Iterator

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from dom360.knowledge.extraction import packed
from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.extraction.table import rows_as_blocks

# Style ids keep their English name in every language of Word, their names do not.
_HEADING = re.compile(r"^(?:heading|t[ií]tulo|ttulo)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "título", "titulo", "ttulo"})


def read(content: bytes, limits: Limits) -> Iterator[Block]:
    packed.check(content, limits)
    for item in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(item, Table):
            yield from rows_as_blocks([_row_cells(row) for row in item.rows])
        else:
            yield from _paragraph(item)


def _row_cells(row: object) -> list[str]:
    """A cell that spans columns comes once for each of them: it is told once."""
    cells, seen = [], set()
    for cell in row.cells:  # type: ignore[attr-defined]
        again = id(cell._tc) in seen  # noqa: SLF001  # no public name tells cells apart
        seen.add(id(cell._tc))  # noqa: SLF001
        cells.append("" if again else cell.text)
    return cells


def _paragraph(item: Paragraph) -> Iterator[Block]:
    text = " ".join(item.text.split())
    if not text:
        return
    level = _level(item)
    if level:
        yield Block("heading", text, level)
    elif item._p.pPr is not None and item._p.pPr.numPr is not None:  # noqa: SLF001  # lists have no other mark
        yield Block("text", f"• {text}")
    else:
        yield Block("text", text)


def _level(item: Paragraph) -> int:
    style = item.style
    for name in (style.style_id, style.name) if style is not None else ():
        if not name:
            continue
        if name.lower() in _TITLES:
            return 1
        if found := _HEADING.match(name):
            return int(found[1])
    return 0
