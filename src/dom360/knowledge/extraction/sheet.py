"""XLSX: each sheet under its name, each row saying what its cells are."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import load_workbook

from dom360.knowledge.extraction import packed
from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.extraction.table import rows_as_blocks

# A sheet may claim a million empty columns.
_MOST_COLUMNS = 200


def read(content: bytes, limits: Limits) -> Iterator[Block]:
    packed.check(content, limits)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield Block("heading", sheet.title, 1)
        rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
        yield from rows_as_blocks([_text(value) for value in row] for row in rows)


def _text(value: object) -> str:
    """A value as people write it in Brazil, where most of them read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, float | Decimal):
        text = f"{value:.4f}".rstrip("0").rstrip(".")
        whole, _, rest = text.partition(".")
        return f"{whole},{rest.ljust(2, '0')}" if rest else whole
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.strftime("%d/%m/%Y" if midnight else "%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)
