"""Leads from a CSV file: every line is judged by itself, the good ones are stored."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database
from dom360.kit.phones import is_e164, to_e164
from dom360.leads import actions, queries
from dom360.leads.csv_export import FORMULA_STARTS
from dom360.leads.errors import InboxNotFound, InvalidFile, NoInbox, NoPhoneColumn, TooManyRows
from dom360.leads.models import LeadActor
from dom360.leads.schemas import FieldValues, ImportReport, NewLead, RowError, RowErrorCode

MAX_ROWS = 2_000
_SHOWN_ERRORS = 100
# Short transactions: an import must not hold rows for long, nor run into the statement limits.
_ROWS_AT_ONCE = 100
_DELIMITERS = ",;\t"


# What pydantic calls it, in the words of the API.
_CODES: dict[str, RowErrorCode] = {
    "int_type": "NOT_A_NUMBER",
    "float_type": "NOT_A_NUMBER",
    "int_from_float": "NOT_A_NUMBER",
    "finite_number": "NOT_A_NUMBER",
    "greater_than_equal": "OUT_OF_RANGE",
    "less_than_equal": "OUT_OF_RANGE",
    "string_too_long": "TOO_LONG",
}


@dataclass
class _Tally:
    rows: int = 0
    created: int = 0
    updated: int = 0
    rejected: int = 0
    errors: list[RowError] = field(default_factory=list)
    foreseen: set[str] = field(default_factory=set)

    def count(self, *, created: bool) -> None:
        self.created += created
        self.updated += not created

    def reject(self, error: RowError) -> None:
        self.rejected += 1
        if len(self.errors) < _SHOWN_ERRORS:
            self.errors.append(error)


@dataclass(frozen=True)
class _Row:
    line: int
    lead: NewLead


async def read(
    db: Database,
    tenant_id: UUID,
    raw: bytes,
    *,
    inbox_id: UUID | None,
    dry_run: bool,
    by: LeadActor,
) -> ImportReport:
    """Import what is valid and say what is not; with `dry_run` only say it."""
    rows = _rows(_text(raw))
    async with db.tenant_tx(tenant_id) as tx:
        inbox = await queries.find_inbox(tx, inbox_id)
        region = await queries.get_region(tx)
    if inbox is None:
        raise InboxNotFound if inbox_id else NoInbox
    tally = _Tally()
    good = [row for row in (_check(*one, inbox, region, tally) for one in rows) if row]
    # By number: two imports at once take contacts and leads in the same order.
    good.sort(key=lambda row: row.lead.phone)
    for some in _batches(good):
        if dry_run:
            await _foresee(db, tenant_id, some, tally)
        else:
            await _store(db, tenant_id, inbox, some, tally, by)
    if not dry_run:
        counts = {name: getattr(tally, name) for name in ("rows", "created", "updated", "rejected")}
        async with db.tenant_tx(tenant_id) as tx:
            await audit.append(tx, tenant_id, "leads.imported", Subject("leads"), new=counts)
        db.changed(tenant_id)
    return ImportReport(
        dry_run=dry_run,
        rows=tally.rows,
        created=tally.created,
        updated=tally.updated,
        rejected=tally.rejected,
        errors=tally.errors,
    )


def _text(raw: bytes) -> str:
    """Raises InvalidFile. UTF-16 is what some spreadsheets call Unicode text."""
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidFile from None
    if not text.strip() or "\x00" in text:
        raise InvalidFile
    return text


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Each line with its number. Raises InvalidFile, NoPhoneColumn, TooManyRows."""
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader)]
        if "phone" not in names:
            raise NoPhoneColumn
        rows: list[tuple[int, dict[str, str]]] = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) == MAX_ROWS:
                raise TooManyRows
            rows.append((reader.line_num, dict(_cells(names, cells))))
    except csv.Error:
        raise InvalidFile(
            f"Line {reader.line_num} is not CSV: check its quotes.", extra={"line": reader.line_num}
        ) from None
    return rows


def _cells(names: list[str], cells: list[str]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(names, cells, strict=False):
        text = cell.strip()
        # The apostrophe that our own export puts before what could be a formula.
        if text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA_STARTS):
            text = text[1:]
        if text:
            yield name, text


def _check(
    line: int, cells: dict[str, str], inbox_id: UUID, region: str, tally: _Tally
) -> _Row | None:
    tally.rows += 1
    phone = cells.get("phone", "")
    number = phone if is_e164(phone) else to_e164(phone, region)
    if number is None:
        message = "This is no phone number with country code."
        tally.reject(RowError(line=line, field="phone", code="INVALID_PHONE", message=message))
        return None
    try:
        return _Row(
            line,
            NewLead(
                phone=number,
                name=cells.get("name"),
                inbox_id=inbox_id,
                source=cells.get("source", "import"),
                fields=FieldValues.model_validate(_fields(cells)),
            ),
        )
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        tally.reject(_refused(line, first))
        return None


def _refused(line: int, error: ErrorDetails) -> RowError:
    """What was refused, by the name of its column. Its value is not repeated."""
    where = [str(part) for part in error["loc"]]
    column, code = where[0] if where else None, _CODES.get(error["type"], "INVALID_VALUE")
    if where[-1:] == ["currency"]:
        column, code = "currency", "INVALID_CURRENCY"
    return RowError(line=line, field=column, code=code, message=error["msg"])


def _fields(cells: dict[str, str]) -> dict[str, object]:
    fields: dict[str, object] = {
        name: cells[name] for name in ("company", "sector", "pain") if name in cells
    }
    if "employees" in cells:
        fields["employees"] = _number(cells["employees"])
    if "budget" in cells:
        currency = cells.get("currency", "BRL").upper()
        fields["budget"] = {"amount": _number(cells["budget"]), "currency": currency}
    if "authority" in cells:
        who = cells["authority"]
        known = who.lower() in ("self", "shared", "other")
        fields["authority"] = (
            {"decides": who.lower()} if known else {"decides": "other", "who": who}
        )
    if "timeline" in cells:
        days = cells["timeline"]
        fields["timeline"] = {"within_days": int(days)} if _is_count(days) else {"text": days}
    return fields


def _number(text: str) -> object:
    """A whole number or one with a decimal point; anything else is left for the check to refuse."""
    if _is_count(text):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return text


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15


def _batches(rows: list[_Row]) -> Iterator[list[_Row]]:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE]


async def _foresee(db: Database, tenant_id: UUID, rows: list[_Row], tally: _Tally) -> None:
    async with db.tenant_tx(tenant_id) as tx:
        for row in rows:
            contact_id = await queries.find_contact(tx, row.lead.phone)
            there = contact_id and await queries.find_living_lead(tx, contact_id)
            again = row.lead.phone in tally.foreseen
            tally.foreseen.add(row.lead.phone)
            tally.count(created=not (there or again))


async def _store(
    db: Database,
    tenant_id: UUID,
    inbox_id: UUID,
    rows: list[_Row],
    tally: _Tally,
    by: LeadActor,
) -> None:
    """Contacts first, then each lead alone: who holds a lead never waits for a contact, nor for
    another lead while holding the end of the audit log's chain.
    """
    async with db.tenant_tx(tenant_id) as tx:
        contacts = [
            await queries.get_or_create_contact(tx, row.lead.phone, row.lead.name) for row in rows
        ]
    for row, contact_id in zip(rows, contacts, strict=True):
        async with db.tenant_tx(tenant_id) as tx:
            lead = await actions.create_for(tx, contact_id, inbox_id, row.lead, by=by)
        tally.count(created=lead.created)
