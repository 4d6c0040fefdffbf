"""Leads as a CSV file, written while it is sent."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dom360.db.database import Database
from dom360.leads import queries
from dom360.leads.models import LeadFilter, LeadRow

COLUMNS = (
    "id", "phone", "name", "inbox", "state", "score", "score_action", "company", "sector",
    "employees", "pain", "budget", "authority", "timeline", "interest", "source", "owner",
    "meeting_at", "outcome", "value", "currency", "last_activity_at", "created_at",
)  # fmt: skip
_ROWS_AT_ONCE = 500
# Excel needs it to read UTF-8.
_BYTE_ORDER_MARK = "\ufeff"
# What makes a spreadsheet compute a cell instead of showing it (OWASP, "CSV Injection"), in full
# width as well: some spreadsheets fold it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


@dataclass(frozen=True)
class CsvForm:
    delimiter: str = ","


async def write(
    db: Database, tenant_id: UUID, only: LeadFilter, form: CsvForm
) -> AsyncIterator[str]:
    """Page by page, each in a short transaction of its own: a slow reader holds none open."""
    yield _BYTE_ORDER_MARK + _lines([list(COLUMNS)], form)
    before: tuple[datetime | int, UUID] | None = None
    while True:
        async with db.tenant_tx(tenant_id) as tx:
            entries = await queries.page(tx, only, before=before, limit=_ROWS_AT_ONCE)
            rows = await queries.list_leads(tx, [entry.id for entry in entries])
        if rows:
            yield _lines([_cells(row) for row in rows], form)
        if len(entries) < _ROWS_AT_ONCE:
            return
        before = entries[-1].place(only.sort)


def _lines(rows: list[list[object]] | list[list[str]], form: CsvForm) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=form.delimiter, quoting=csv.QUOTE_MINIMAL)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue()


def harmless(value: object) -> str:
    """A cell that no spreadsheet computes: an apostrophe in front of what would be a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _cells(row: LeadRow) -> list[object]:
    known = {name: _plain(name, field["value"]) for name, field in row.fields.items()}
    return [
        row.id, row.phone, row.name, row.inbox_name, row.state, row.score, row.score_action,
        known.get("company"), known.get("sector"), known.get("employees"), known.get("pain"),
        known.get("budget"), known.get("authority"), known.get("timeline"), row.interest,
        row.source, row.owner_name, _time(row.meeting_at), row.outcome, _money(row.value_cents),
        row.currency, _time(row.last_activity_at), _time(row.created_at),
    ]  # fmt: skip


def _plain(name: str, value: object) -> object:
    """The value as one cell, the way an import reads it."""
    if not isinstance(value, dict):
        return value
    if name == "budget":
        return value.get("amount")
    if name == "authority":
        return value.get("who") or value.get("decides")
    return value.get("text") or value.get("within_days")


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _money(cents: int | None) -> str | None:
    return None if cents is None else f"{cents // 100}.{cents % 100:02}"
