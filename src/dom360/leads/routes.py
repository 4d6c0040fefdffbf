"""Leads: the list, one lead, its changes, its file forms."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import AwareDatetime, StringConstraints
from starlette.status import HTTP_200_OK, HTTP_201_CREATED

from dom360.access.guards import Reader, ReaderTx, Writer, WriterTx
from dom360.access.models import Principal
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.leads import actions, csv_export, csv_import, queries, views
from dom360.leads.csv_export import CsvForm
from dom360.leads.models import FunnelPlace, LeadActor, LeadFilter
from dom360.leads.schemas import (
    Funnel,
    ImportReport,
    LeadDetail,
    LeadPage,
    LeadPatch,
    LeadState,
    LeadStep,
    Merge,
    MissingPart,
    NewComment,
    NewLead,
    Sort,
    StateChange,
    Timepage,
)
from dom360.web.deps import Db

router = APIRouter(prefix="/api/leads", tags=["leads"])

Cursor = Annotated[str | None, Query(max_length=300)]
SourceName = Annotated[str, StringConstraints(max_length=300)]
Score = Annotated[int | None, Query(ge=0, le=100)]
Limit = Annotated[int, Query(ge=1, le=100)]


async def _place(
    reached: Annotated[
        LeadStep | None, Query(description="Came this far, wherever it is now.")
    ] = None,
    dropped: Annotated[
        bool, Query(description="NURTURING, UNQUALIFIED or CLOSED, and never COMPLETED.")
    ] = False,
    dropped_at: Annotated[
        LeadStep | None, Query(description="Dropped, and came this far and no further.")
    ] = None,
    missing: Annotated[
        MissingPart | None, Query(description="Dropped, with less than half of its points.")
    ] = None,
) -> FunnelPlace:
    return FunnelPlace(reached, dropped, dropped_at, missing)


async def _filter(
    place: Annotated[FunnelPlace, Depends(_place)],
    state: Annotated[list[LeadState] | None, Query(max_length=9)] = None,
    contact_id: UUID | None = None,
    inbox_id: Annotated[list[UUID] | None, Query(max_length=100)] = None,
    owner_user_id: UUID | None = None,
    unowned: bool = False,
    min_score: Score = None,
    max_score: Score = None,
    source: Annotated[
        list[SourceName] | None,
        Query(max_length=100, description="An empty one: leads without a source."),
    ] = None,
    created_from: AwareDatetime | None = None,
    created_before: AwareDatetime | None = None,
    search: Annotated[
        str | None, Query(max_length=200, description="In name, phone and company.")
    ] = None,
    sort: Sort = "activity",
) -> LeadFilter:
    return LeadFilter(
        states=tuple(state or ()),
        contact_id=contact_id,
        inbox_ids=tuple(inbox_id or ()),
        owner_user_id=owner_user_id,
        unowned=unowned,
        min_score=min_score,
        max_score=max_score,
        sources=tuple(_storable(one) or "" for one in source or ()),
        created_from=created_from,
        created_before=created_before,
        search=_storable(search),
        place=place,
        sort=sort,
    )


def _storable(text: str | None) -> str | None:
    """PostgreSQL cannot even be asked for NUL; nothing has it, so nothing is found."""
    return text.replace("\x00", "\ufffd") if text else None


Only = Annotated[LeadFilter, Depends(_filter)]


def _actor(me: Principal) -> LeadActor:
    if me.api_key_id is not None:
        return LeadActor("api_key", str(me.api_key_id))
    return LeadActor("user", str(me.user_id))


@router.get("", operation_id="list_leads")
async def list_leads(
    tx: ReaderTx, only: Only, cursor: Cursor = None, limit: Limit = 50
) -> LeadPage:
    """The latest activity or the highest score first; the answer's cursor gets the next page."""
    return await views.page_of_leads(tx, only, cursor=cursor, limit=limit)


@router.post(
    "",
    status_code=HTTP_201_CREATED,
    responses={HTTP_200_OK: {"model": LeadDetail, "description": "It was there."}},
    operation_id="create_lead",
)
async def create_lead(body: NewLead, tx: WriterTx, me: Writer, response: Response) -> LeadDetail:
    """A contact has one living lead: where it exists, it gets what is new."""
    lead = await actions.create(tx, body, by=_actor(me))
    if not lead.created:
        response.status_code = HTTP_200_OK
    return await views.detail(tx, lead.lead_id)


@router.get("/funnel", operation_id="get_lead_funnel")
async def get_funnel(tx: ReaderTx, only: Only) -> Funnel:
    """Leads by state. Looks at the filters of the list, but for the state."""
    return await views.funnel(tx, only)


@router.get(
    "/export.csv",
    response_class=StreamingResponse,
    responses={HTTP_200_OK: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    operation_id="export_leads",
)
async def export_leads(
    me: Reader, db: Db, only: Only, delimiter: Literal["comma", "semicolon"] = "comma"
) -> StreamingResponse:
    """All leads of the filters as CSV. What could be a formula has an apostrophe in front."""
    assert me.tenant_id is not None
    views.check_period(only)
    form = CsvForm("," if delimiter == "comma" else ";")
    # Committed before the first line leaves.
    async with db.tenant_tx(me.tenant_id) as tx:
        await audit.append(tx, me.tenant_id, "leads.exported", Subject("leads"))
    return StreamingResponse(
        csv_export.write(db, me.tenant_id, only, form),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="leads.csv"'},
    )


@router.post(
    "/import",
    openapi_extra={
        "requestBody": {"content": {"text/csv": {"schema": {"type": "string"}}}, "required": True}
    },
    operation_id="import_leads",
)
async def import_leads(
    request: Request, me: Writer, db: Db, inbox_id: UUID | None = None, dry_run: bool = False
) -> ImportReport:
    """Store the valid lines of a CSV file (UTF-8, at most 1 MB and 2,000 lines) and name the rest.

    Columns: phone (needed), name, company, sector, employees, pain, budget, currency, authority,
    timeline, source. Others are not looked at. Safe to send again.
    """
    assert me.tenant_id is not None
    return await csv_import.read(
        db,
        me.tenant_id,
        await request.body(),
        inbox_id=inbox_id,
        dry_run=dry_run,
        by=LeadActor("import", str(me.user_id) if me.user_id else None),
    )


@router.get("/{lead_id}", operation_id="get_lead")
async def get_lead(lead_id: UUID, tx: ReaderTx) -> LeadDetail:
    """With what is known, where from, and the latest of its timeline."""
    return await views.detail(tx, lead_id)


@router.get("/{lead_id}/events", operation_id="list_lead_events")
async def list_events(
    lead_id: UUID, tx: ReaderTx, cursor: Cursor = None, limit: Limit = 50
) -> Timepage:
    await queries.get_lead(tx, lead_id)
    return await views.page_of_events(tx, lead_id, cursor=cursor, limit=limit)


@router.patch("/{lead_id}", operation_id="change_lead")
async def change_lead(lead_id: UUID, body: LeadPatch, tx: WriterTx, me: Writer) -> LeadDetail:
    """What a person says counts fully and has no message as its evidence."""
    await actions.change(tx, lead_id, body, by=_actor(me))
    return await views.detail(tx, lead_id)


@router.post("/{lead_id}/comments", status_code=HTTP_201_CREATED, operation_id="comment_on_lead")
async def comment_on_lead(lead_id: UUID, body: NewComment, tx: WriterTx, me: Writer) -> LeadDetail:
    await actions.comment(tx, lead_id, body.text, by=_actor(me))
    return await views.detail(tx, lead_id)


@router.post("/{lead_id}/state", operation_id="move_lead")
async def move_lead(lead_id: UUID, body: StateChange, tx: WriterTx, me: Writer) -> LeadDetail:
    """Move a lead along its `next_states`. 409 ILLEGAL_LEAD_STATE for any other."""
    await actions.move(tx, lead_id, body.state, by=_actor(me), reason=body.reason)
    return await views.detail(tx, lead_id)


@router.post("/{lead_id}/merge", operation_id="merge_leads")
async def merge_leads(lead_id: UUID, body: Merge, tx: WriterTx, me: Writer) -> LeadDetail:
    """Let a duplicate end in this lead. Its timeline stays readable here; safe to repeat."""
    await actions.merge(tx, lead_id, body.duplicate_id, by=_actor(me))
    return await views.detail(tx, lead_id)
