"""Leads as the API shows them, page by page."""

from datetime import UTC, datetime
from typing import get_args
from uuid import UUID

from dom360.db.database import Tx
from dom360.kit.cursors import read_cursor, write_cursor
from dom360.leads import queries
from dom360.leads.errors import InvalidCursor, InvalidPeriod
from dom360.leads.models import LeadFilter, LeadRow, PageEntry
from dom360.leads.schemas import (
    Funnel,
    FunnelStep,
    LeadDetail,
    LeadPage,
    LeadState,
    LeadView,
    ScoreView,
    Timepage,
)

TIMELINE_PAGE = 50


async def page_of_leads(tx: Tx, only: LeadFilter, *, cursor: str | None, limit: int) -> LeadPage:
    check_period(only)
    before = _read_place(only, cursor) if cursor else None
    found = await queries.page(tx, only, before=before, limit=limit + 1)
    entries = found[:limit]
    rows = await queries.list_leads(tx, [entry.id for entry in entries])
    return LeadPage(
        items=[view(row) for row in rows],
        cursor=_write_place(only, entries[-1]) if len(found) > limit else None,
    )


async def detail(tx: Tx, lead_id: UUID) -> LeadDetail:
    lead = view(await queries.get_lead(tx, lead_id))
    timeline = await page_of_events(tx, lead_id, cursor=None, limit=TIMELINE_PAGE)
    return LeadDetail(**dict(lead), timeline=timeline)


async def page_of_events(tx: Tx, lead_id: UUID, *, cursor: str | None, limit: int) -> Timepage:
    before = _read_time(cursor) if cursor else None
    found = await queries.list_events(tx, lead_id, before=before, limit=limit + 1)
    items = found[:limit]
    more = len(found) > limit
    return Timepage(
        items=items,
        cursor=write_cursor(items[-1].created_at.isoformat(), str(items[-1].id)) if more else None,
    )


async def funnel(tx: Tx, only: LeadFilter) -> Funnel:
    check_period(only)
    found = {step.state: step for step in await queries.list_funnel(tx, only)}
    steps = [
        found.get(state) or FunnelStep(state=state, leads=0, mean_score=None, value_cents=0)
        for state in get_args(LeadState)
    ]
    return Funnel(
        created_from=only.created_from,
        created_before=only.created_before,
        total=sum(step.leads for step in steps),
        steps=steps,
    )


def check_period(only: LeadFilter) -> None:
    """Raise InvalidPeriod for one that ends before it begins."""
    first, end = only.created_from, only.created_before
    if first and end and end < first:
        raise InvalidPeriod


def view(row: LeadRow) -> LeadView:
    shown = {
        name: getattr(row, name)
        for name in LeadView.model_fields
        if name not in ("score", "fields")
    }
    score = ScoreView.model_validate(
        {
            "total": row.score,
            "budget": row.score_budget,
            "authority": row.score_authority,
            "need": row.score_need,
            "timeline": row.score_timeline,
            "criteria_met": row.criteria_met,
            "action": row.score_action,
        }
    )
    return LeadView.model_validate({**shown, "score": score, "fields": row.fields})


def _write_place(only: LeadFilter, last: PageEntry) -> str:
    key, lead_id = last.place(only.sort)
    return write_cursor(
        only.sort, str(key) if isinstance(key, int) else key.isoformat(), str(lead_id)
    )


def _read_place(only: LeadFilter, cursor: str) -> tuple[datetime | int, UUID]:
    parts = read_cursor(cursor, 3)
    if parts is None or parts[0] != only.sort:
        raise InvalidCursor
    try:
        key = _read_score(parts[1]) if only.sort == "score" else _read_instant(parts[1])
        return key, UUID(parts[2])
    except (ValueError, OverflowError):
        raise InvalidCursor from None


def _read_time(cursor: str) -> tuple[datetime, UUID]:
    parts = read_cursor(cursor, 2)
    if parts is None:
        raise InvalidCursor
    try:
        return _read_instant(parts[0]), UUID(parts[1])
    except (ValueError, OverflowError):
        raise InvalidCursor from None


def _read_instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _read_score(text: str) -> int:
    score = int(text)
    if not 0 <= score <= 100:
        raise ValueError("not a score")
    return score
