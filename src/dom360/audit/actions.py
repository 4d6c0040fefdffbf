"""Reading the audit log, page by page."""

from datetime import datetime
from typing import get_args

from dom360.audit import queries
from dom360.audit.models import EntryFilter, EntryRow
from dom360.audit.schemas import ActorView, AuditEntry, AuditPage, SubjectView
from dom360.db.actor import ActorKind
from dom360.db.database import Tx
from dom360.errors import Invalid

_KINDS: tuple[str, ...] = get_args(ActorKind)


async def page_of_entries(
    tx: Tx, only: EntryFilter, *, cursor: str | None, limit: int
) -> AuditPage:
    before = _read_cursor(cursor) if cursor else None
    found = await queries.list_entries(tx, only, before=before, limit=limit + 1)
    items = [_view(row) for row in found[:limit]]
    more = len(found) > limit
    return AuditPage(items=items, cursor=str(items[-1].seq) if more else None)


def make_filter(
    *,
    action: str | None,
    actor: str | None,
    subject: str | None,
    since: datetime | None,
    until: datetime | None,
) -> EntryFilter:
    """`actor` and `subject` are a kind or a table, or one of it behind a colon. Raises Invalid."""
    kind, actor_id = _halves(actor)
    if kind is not None and kind not in _KINDS:
        raise Invalid(f"actor begins with one of: {', '.join(_KINDS)}.", code="INVALID_FILTER")
    if since and until and since >= until:
        raise Invalid("from is not before to. Swap them.", code="INVALID_PERIOD")
    table, subject_id = _halves(subject)
    return EntryFilter(
        action=action,
        actor_kind=kind,
        actor_id=actor_id,
        subject_table=table,
        subject_id=subject_id,
        since=since,
        until=until,
    )


def _halves(text: str | None) -> tuple[str | None, str | None]:
    first, _, second = (text or "").partition(":")
    return first or None, second or None


def _view(row: EntryRow) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        id=row.id,
        created_at=row.created_at,
        actor=ActorView(kind=row.actor_kind, id=row.actor_id, name=row.actor_name),
        action=row.action,
        subject=SubjectView(table=row.subject_table, id=row.subject_id),
        old=row.old,
        new=row.new,
        request_id=row.request_id,
        address=row.address,
        hash=row.hash,
    )


def _read_cursor(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise Invalid(
            "This cursor is not one of ours. Take it from the answer before, unchanged.",
            code="INVALID_CURSOR",
        )
    return int(cursor)
