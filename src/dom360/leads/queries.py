from dataclasses import asdict
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.leads.errors import IllegalMove, LeadMerged, LeadNotFound, TooFewCriteria
from dom360.leads.models import (
    Fact,
    FunnelPlace,
    KnownField,
    LeadActor,
    LeadFilter,
    LeadRef,
    LeadRow,
    LockedLead,
    PageEntry,
)
from dom360.leads.schemas import EventView, FieldName, FunnelStep, LeadState

_SQL = load_beside(__file__)
# What the triggers refuse.
_ILLEGAL_MOVE, _MERGED, _TOO_FEW_CRITERIA = "DM020", "DM021", "DM022"


async def set_actor(tx: Tx, actor: LeadActor) -> None:
    """Say who changes leads in this transaction: before the first change."""
    evidence = asdict(actor.message) if actor.message else _NO_MESSAGE
    await tx.value(_SQL["set_lead_actor"], kind=actor.kind, id=actor.id, **evidence)


async def get_or_create_contact(tx: Tx, phone: str, name: str | None) -> UUID:
    contact_id = await tx.value(_SQL["get_or_create_contact"], phone=phone, name=name)
    assert isinstance(contact_id, UUID)
    return contact_id


async def find_contact(tx: Tx, phone: str) -> UUID | None:
    found = await tx.value(_SQL["find_contact"], phone=phone)
    return found if isinstance(found, UUID) else None


async def find_inbox(tx: Tx, inbox_id: UUID | None) -> UUID | None:
    """This inbox, or the tenant's oldest."""
    found = await tx.value(_SQL["find_inbox"], inbox_id=inbox_id)
    return found if isinstance(found, UUID) else None


async def get_region(tx: Tx) -> str:
    return str(await tx.value(_SQL["get_region"]))


async def get_or_create_lead(
    tx: Tx, contact_id: UUID, inbox_id: UUID, source: str | None
) -> LeadRef:
    lead = await tx.find(
        LeadRef,
        _SQL["get_or_create_lead"],
        contact_id=contact_id,
        inbox_id=inbox_id,
        source=source,
    )
    assert lead is not None, "get_or_create_lead answers or raises"
    return lead


async def find_lead_of_contact(tx: Tx, contact_id: UUID) -> UUID | None:
    """The living one, else the latest."""
    found = await tx.value(_SQL["find_lead_of_contact"], contact_id=contact_id)
    return found if isinstance(found, UUID) else None


async def find_living_lead(tx: Tx, contact_id: UUID) -> UUID | None:
    found = await tx.value(_SQL["find_living_lead"], contact_id=contact_id)
    return found if isinstance(found, UUID) else None


async def lock_lead(tx: Tx, lead_id: UUID) -> LockedLead:
    lead = await tx.find(LockedLead, _SQL["lock_lead"], lead_id=lead_id)
    if lead is None:
        raise LeadNotFound
    return lead


async def get_lead(tx: Tx, lead_id: UUID) -> LeadRow:
    rows = await list_leads(tx, [lead_id])
    if not rows:
        raise LeadNotFound
    return rows[0]


async def list_leads(tx: Tx, ids: list[UUID]) -> list[LeadRow]:
    """In the order of the ids."""
    rows = {row.id: row for row in await tx.list(LeadRow, _SQL["list_leads"], ids=ids)}
    return [rows[lead_id] for lead_id in ids if lead_id in rows]


async def page(
    tx: Tx, only: LeadFilter, *, before: tuple[datetime | int, UUID] | None, limit: int
) -> list[PageEntry]:
    """Which leads come next; `before` is the place where the page before ended."""
    before_key, before_id = before or (None, None)
    return await tx.list(
        PageEntry,
        _SQL[f"page_by_{only.sort}"],
        **_filter(only),
        before_key=before_key,
        before_id=before_id,
        limit=limit,
    )


async def count_leads(tx: Tx, only: LeadFilter, *, limit: int) -> int:
    counted = await tx.value(_SQL["count_leads"], **_filter(only), limit=limit)
    assert isinstance(counted, int)
    return counted


async def list_fields(tx: Tx, lead_id: UUID) -> list[KnownField]:
    return await tx.list(KnownField, _SQL["list_fields"], lead_id=lead_id)


async def put_field(tx: Tx, lead_id: UUID, fact: Fact) -> None:
    evidence = asdict(fact.evidence) if fact.evidence else _NO_MESSAGE
    await tx.run(
        _SQL["put_field"],
        lead_id=lead_id,
        field=fact.field,
        value=Jsonb(fact.value),
        confidence=round(fact.confidence, 3),
        **evidence,
    )


async def drop_field(tx: Tx, lead_id: UUID, field: FieldName) -> None:
    await tx.run(_SQL["drop_field"], lead_id=lead_id, field=field)


async def update_lead(tx: Tx, lead: LockedLead) -> None:
    """Store what an action changed on the lead it holds. Not the state: see move_lead."""
    await tx.run(
        _SQL["update_lead"],
        lead_id=lead.id,
        interest=lead.interest,
        source=lead.source,
        owner_user_id=lead.owner_user_id,
        meeting_at=lead.meeting_at,
        outcome=lead.outcome,
        value_cents=lead.value_cents,
        currency=lead.currency,
    )


async def move_lead(tx: Tx, lead: LockedLead, state: LeadState) -> None:
    """Raises IllegalMove, TooFewCriteria, LeadMerged: the database decides."""
    try:
        await tx.run(_SQL["move_lead"], lead_id=lead.id, state=state)
    except psycopg.DatabaseError as error:
        if error.sqlstate == _ILLEGAL_MOVE:
            hint = error.diag.message_hint or ""
            raise IllegalMove(
                f"A lead cannot go from {lead.state} to {state}. {hint}".strip(),
                extra={"state": lead.state},
            ) from None
        if error.sqlstate == _TOO_FEW_CRITERIA:
            raise TooFewCriteria from None
        if error.sqlstate == _MERGED:
            raise LeadMerged from None
        raise


async def touch_lead(tx: Tx, lead_id: UUID) -> None:
    await tx.run(_SQL["touch_lead"], lead_id=lead_id)


async def merge_lead(tx: Tx, lead_id: UUID, survivor_id: UUID) -> None:
    await tx.run(_SQL["redirect_merged"], lead_id=lead_id, survivor_id=survivor_id)
    await tx.run(_SQL["merge_lead"], lead_id=lead_id, survivor_id=survivor_id)


async def add_comment(tx: Tx, lead_id: UUID, text: str) -> None:
    await tx.value(_SQL["add_comment"], lead_id=lead_id, text=text)


async def list_events(
    tx: Tx,
    lead_id: UUID,
    *,
    kind: str | None = None,
    before: tuple[datetime, UUID] | None = None,
    limit: int,
) -> list[EventView]:
    """Newest first, those of merged duplicates among them."""
    before_at, before_id = before or (None, None)
    return await tx.list(
        EventView,
        _SQL["list_events"],
        lead_id=lead_id,
        kind=kind,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def list_funnel(tx: Tx, only: LeadFilter) -> list[FunnelStep]:
    """The states in which there are leads. Looks at every filter but the state."""
    return await tx.list(FunnelStep, _SQL["funnel"], **_filter(only))


_NO_MESSAGE = {
    "conversation_id": None,
    "message_id": None,
    "message_at": None,
    "message_index": None,
}


def _filter(only: LeadFilter) -> dict[str, object]:
    return {
        "states": list(only.states) or None,
        "contact_id": only.contact_id,
        "inbox_ids": list(only.inbox_ids) or None,
        "owner_user_id": only.owner_user_id,
        "unowned": only.unowned,
        "min_score": only.min_score,
        "max_score": only.max_score,
        "sources": list(only.sources) or None,
        "created_from": only.created_from,
        "created_before": only.created_before,
        "search": _pattern(only.search) if only.search else None,
        "narrow": _narrow(only.place),
    }


def _narrow(place: FunnelPlace) -> Jsonb | None:
    """For lead_narrows(); null where nothing was asked."""
    asked = {name: value for name, value in asdict(place).items() if value}
    return Jsonb(asked) if asked else None


def _pattern(search: str) -> str:
    """The part of a LIKE pattern that means exactly this. A number is looked for by its digits."""
    digits = "".join(char for char in search if char.isdigit())
    if len(digits) >= 4 and not any(char.isalpha() for char in search):
        return digits
    return search.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
