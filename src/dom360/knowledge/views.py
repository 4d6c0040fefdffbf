"""Documents as the API shows them, page by page."""

from datetime import UTC, datetime
from uuid import UUID

from dom360.db.database import Tx
from dom360.kit.cursors import read_cursor, write_cursor
from dom360.knowledge import queries
from dom360.knowledge.errors import InvalidCursor, explain
from dom360.knowledge.models import DocumentFilter, DocumentRow
from dom360.knowledge.schemas import DocumentPage, DocumentView, Failure, PassagePage, Uses

# How many answers are looked through for a document's name.
_ANSWERS_LOOKED_AT = 2_000


async def page_of_documents(
    tx: Tx, only: DocumentFilter, *, cursor: str | None, limit: int
) -> DocumentPage:
    before = _read_place(cursor) if cursor else None
    found = await queries.list_documents(tx, only, before=before, limit=limit + 1)
    locale = await queries.get_locale(tx)
    items = [_view(row, locale) for row in found[:limit]]
    more = len(found) > limit
    return DocumentPage(
        items=items,
        cursor=write_cursor(items[-1].created_at.isoformat(), str(items[-1].id)) if more else None,
    )


async def detail(tx: Tx, document_id: UUID) -> DocumentView:
    row = await queries.get_document(tx, document_id)
    return _view(row, await queries.get_locale(tx))


async def page_of_passages(
    tx: Tx, document_id: UUID, *, start: int, cursor: str | None, limit: int
) -> PassagePage:
    await queries.get_document(tx, document_id)
    after = _read_position(cursor) if cursor else start - 1
    found = await queries.list_passages(tx, document_id, after=after, limit=limit + 1)
    items = found[:limit]
    more = len(found) > limit
    return PassagePage(items=items, cursor=write_cursor(str(items[-1].position)) if more else None)


async def uses(tx: Tx, document_id: UUID, *, limit: int) -> Uses:
    await queries.get_document(tx, document_id)
    found = await queries.list_uses(tx, document_id, looked_at=_ANSWERS_LOOKED_AT, limit=limit)
    return Uses(items=found, looked_at=_ANSWERS_LOOKED_AT)


def _view(row: DocumentRow, locale: str) -> DocumentView:
    shown = {
        name: getattr(row, name)
        for name in DocumentView.model_fields
        if name not in ("error", "searchable")
    }
    error = None
    if row.error_code is not None:
        error = Failure(code=row.error_code, detail=explain(row.error_code, locale))
    return DocumentView(**shown, error=error, searchable=row.served_version is not None)


def _read_place(cursor: str) -> tuple[datetime, UUID]:
    parts = read_cursor(cursor, 2)
    if parts is None:
        raise InvalidCursor
    try:
        return datetime.fromisoformat(parts[0]).astimezone(UTC), UUID(parts[1])
    except (ValueError, OverflowError):
        raise InvalidCursor from None


def _read_position(cursor: str) -> int:
    parts = read_cursor(cursor, 1)
    if parts is None or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) <= 9):
        raise InvalidCursor
    return int(parts[0])
