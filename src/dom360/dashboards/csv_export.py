"""A table of a dashboard as a CSV file."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from dom360.dashboards.schemas import Head
from dom360.errors import Invalid
from dom360.leads.csv_export import harmless

# Excel needs it to read UTF-8.
_BYTE_ORDER_MARK = "\ufeff"
_SERIES = ("series", "previous_series")


def write(dashboard: Head, table: str, *, delimiter: str) -> str:
    """One line a row, nested figures as columns with a dot. Raises Invalid."""
    rows = _rows(dashboard.model_dump(mode="json"), table)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([[_cell(row.get(name)) for name in columns] for row in rows])
    return _BYTE_ORDER_MARK + text.getvalue()


def tables_of(dashboard: type[Head]) -> list[str]:
    """The lists of a dashboard, and its sums."""
    common = Head.model_fields.keys()
    return [name for name in dashboard.model_fields if name not in common]


def _rows(whole: Mapping[str, Any], table: str) -> list[dict[str, object]]:
    found = whole.get(table)
    if isinstance(found, dict):
        return [dict(_flat(found))]
    if not isinstance(found, list):
        raise Invalid(
            "This dashboard has no such table: name a field of its answer.", code="UNKNOWN_TABLE"
        )
    rows = [dict(_flat(row)) for row in found]
    if table == "series":
        days = [
            {name: bucket[name] for name in ("first_day", "last_day", "partial")}
            for bucket in whole["buckets"]
        ]
        return [{**day, **row} for day, row in zip(days, rows, strict=True)]
    return rows


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif not isinstance(value, list):
            yield before + name, value


def _cell(value: object) -> str:
    # A negative number is a number.
    return str(value) if isinstance(value, int | float) else harmless(value)
