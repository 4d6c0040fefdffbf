"""What can be done with leads. Routes, imports and the agents' tools all come through here.

Every change begins by locking the lead: who holds its row is alone with it, so the score that the
database derives has seen everybody's fields.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from dom360.conversations.queries import is_person
from dom360.db.database import Tx
from dom360.kit.phones import is_e164, to_e164
from dom360.leads import queries
from dom360.leads.errors import (
    InboxNotFound,
    InvalidPhone,
    LeadMerged,
    LeadUnverified,
    MergeWithItself,
    NoInbox,
    OwnerNotFound,
)
from dom360.leads.models import Fact, KnownField, LeadActor, LeadRef, LeadRow, LockedLead
from dom360.leads.schemas import FieldName, FieldValues, Interest, LeadPatch, LeadState, NewLead

# A person's word against what a program understood.
CERTAIN = 1.0
# BANT: budget, authority, need, timeline.
CRITERIA_FOR_QUALIFIED = 3

Fit = Literal["now", "later", "never"]


async def read_phone(tx: Tx, phone: str) -> str:
    """E.164 of a number as people write it in the tenant's country. Raises InvalidPhone."""
    text = phone.strip()
    number = text if is_e164(text) else to_e164(text, await queries.get_region(tx))
    if number is None:
        raise InvalidPhone
    return number


async def create(tx: Tx, new: NewLead, *, by: LeadActor) -> LeadRef:
    """The lead of this phone: made, or found and completed with what is new."""
    phone = await read_phone(tx, new.phone)
    inbox_id = await queries.find_inbox(tx, new.inbox_id)
    if inbox_id is None:
        raise InboxNotFound if new.inbox_id else NoInbox
    contact_id = await queries.get_or_create_contact(tx, phone, new.name)
    return await create_for(tx, contact_id, inbox_id, new, by=by)


async def create_for(
    tx: Tx, contact_id: UUID, inbox_id: UUID, new: NewLead, *, by: LeadActor
) -> LeadRef:
    """The lead of a contact that is there already."""
    await queries.set_actor(tx, by)
    lead = await queries.get_or_create_lead(tx, contact_id, inbox_id, new.source)
    await learn(tx, lead.lead_id, facts_of(new.fields), by=by)
    return lead


def facts_of(fields: FieldValues) -> list[Fact]:
    """What somebody said outright. A null takes a value back."""
    said = fields.model_dump(mode="json", include=fields.model_fields_set)
    return [Fact(name, value, CERTAIN) for name, value in said.items()]  # type: ignore[arg-type]


async def learn(tx: Tx, lead_id: UUID, facts: list[Fact], *, by: LeadActor) -> list[FieldName]:
    """Store what is new or better known; the names of what changed.

    An agent's guess does not overwrite what is known more surely; a person's word always counts.
    """
    lead = await _lock_living(tx, lead_id, by)
    known = {field.field: field for field in await queries.list_fields(tx, lead.id)}
    changed: list[FieldName] = []
    for fact in sorted(facts, key=lambda one: one.field):
        before = known.get(fact.field)
        if fact.value is None and before is not None:
            await queries.drop_field(tx, lead.id, fact.field)
        elif fact.value is not None and _is_news(fact, before, by):
            await queries.put_field(tx, lead.id, fact)
        else:
            continue
        changed.append(fact.field)
    return changed


def _is_news(fact: Fact, before: KnownField | None, by: LeadActor) -> bool:
    if before is None:
        return True
    if fact.value == before.value:
        return fact.confidence > before.confidence
    return by.kind != "agent" or fact.confidence >= before.confidence


async def qualify(
    tx: Tx,
    lead_id: UUID,
    facts: list[Fact],
    *,
    by: LeadActor,
    interest: Interest | None = None,
    fit: Fit | None = None,
) -> list[FieldName]:
    """Store what a message taught, and move the lead as far as the protocol says."""
    changed = await learn(tx, lead_id, facts, by=by)
    lead = await _lock_living(tx, lead_id, by)
    if interest and interest != lead.interest:
        lead = replace(lead, interest=interest)
        await queries.update_lead(tx, lead)
    for state in path(lead, fit):
        await queries.move_lead(tx, lead, state)
        lead = replace(lead, state=state)
    return changed


def path(lead: LockedLead, fit: Fit | None = None) -> list[LeadState]:
    """The protocol's rule: which states the lead passes now, in order."""
    if lead.state in ("UNQUALIFIED", "CLOSED"):
        return []
    if fit == "never":
        return ["UNQUALIFIED"]
    state, passed = lead.state, list[LeadState]()
    while (following := _next(state, lead, fit)) is not None:
        passed.append(following)
        state = following
    return passed


def _next(state: LeadState, lead: LockedLead, fit: Fit | None) -> LeadState | None:
    if state == "NEW":
        return "QUALIFYING"
    if state == "NURTURING" and fit == "now":
        return "QUALIFYING"
    if state == "QUALIFYING" and fit == "later":
        return "NURTURING"
    if state == "QUALIFYING" and lead.criteria_met >= CRITERIA_FOR_QUALIFIED:
        return "QUALIFIED"
    if state == "QUALIFIED" and lead.meeting_at is not None:
        return "SCHEDULED"
    return None


async def accept_meeting(tx: Tx, lead_id: UUID, at: datetime | None, *, by: LeadActor) -> None:
    """The contact agreed to meet. A lead with too few criteria stays where it is until it has them;
    a known time lets it go on to SCHEDULED by itself then.
    """
    lead = await _lock_living(tx, lead_id, by)
    before = lead.meeting_at
    if at is not None and at != before:
        lead = replace(lead, meeting_at=at)
        await queries.update_lead(tx, lead)
    states = path(lead)
    if lead.state == "SCHEDULED" and before is not None and at not in (None, before):
        states = ["RESCHEDULED"]
    elif at is None and (states[-1:] or [lead.state]) == ["QUALIFIED"]:
        states = [*states, "SCHEDULED"]
    for state in states:
        await queries.move_lead(tx, lead, state)
        lead = replace(lead, state=state)


async def change(tx: Tx, lead_id: UUID, patch: LeadPatch, *, by: LeadActor) -> None:
    """Edit what a person may edit."""
    await learn(tx, lead_id, facts_of(patch.fields), by=by)
    lead = await _lock_living(tx, lead_id, by)
    wanted: dict[str, Any] = {
        name: getattr(patch, name) for name in patch.model_fields_set - {"fields"}
    }
    owner = wanted.get("owner_user_id")
    if owner and not await is_person(tx, owner):
        raise OwnerNotFound
    if wanted:
        await queries.update_lead(tx, replace(lead, **wanted))


async def move(
    tx: Tx, lead_id: UUID, state: LeadState, *, by: LeadActor, reason: str | None = None
) -> None:
    """Move a lead by hand. Raises IllegalMove; moving to where it is changes nothing."""
    lead = await _lock_living(tx, lead_id, by)
    if lead.state == state:
        return
    await queries.move_lead(tx, lead, state)
    if reason:
        await queries.add_comment(tx, lead_id, reason)


async def comment(tx: Tx, lead_id: UUID, text: str, *, by: LeadActor) -> None:
    lead = await _lock_living(tx, lead_id, by)
    await queries.add_comment(tx, lead.id, text)
    await queries.touch_lead(tx, lead.id)


async def merge(tx: Tx, survivor_id: UUID, duplicate_id: UUID, *, by: LeadActor) -> None:
    """Let a duplicate end in another lead. Safe to repeat.

    What the duplicate knows more surely is taken over with its evidence. Its events stay its own;
    the survivor's timeline shows them.
    """
    if survivor_id == duplicate_id:
        raise MergeWithItself
    # In one order, so that two merges of the same pair cannot wait for each other.
    locked = {
        lead_id: await queries.lock_lead(tx, lead_id)
        for lead_id in sorted((survivor_id, duplicate_id))
    }
    survivor, duplicate = locked[survivor_id], locked[duplicate_id]
    if duplicate.merged_into == survivor_id:
        return
    for lead in (survivor, duplicate):
        if lead.merged_into is not None:
            raise LeadMerged(extra={"merged_into": str(lead.merged_into)})
    if survivor.unverified and survivor.contact_id != duplicate.contact_id:
        raise LeadUnverified

    await queries.set_actor(tx, by)
    known = {field.field: field for field in await queries.list_fields(tx, survivor_id)}
    for field in await queries.list_fields(tx, duplicate_id):
        mine = known.get(field.field)
        if mine is None or field.confidence > mine.confidence:
            fact = Fact(field.field, field.value, field.confidence, field.evidence)
            await queries.put_field(tx, survivor_id, fact)
    await queries.update_lead(tx, _completed(survivor, duplicate))
    await queries.merge_lead(tx, duplicate_id, survivor_id)


def _completed(survivor: LockedLead, duplicate: LockedLead) -> LockedLead:
    """The survivor, with what only the duplicate had."""
    names = ("interest", "source", "owner_user_id", "meeting_at")
    wanted = {name: getattr(duplicate, name) for name in names if getattr(survivor, name) is None}
    if survivor.outcome is None and duplicate.outcome is not None:
        wanted |= {
            "outcome": duplicate.outcome,
            "value_cents": duplicate.value_cents,
            "currency": duplicate.currency,
        }
    return replace(survivor, **wanted)


async def find_by_phone(tx: Tx, phone: str) -> LeadRow | None:
    """The living lead of a number, else its latest."""
    contact_id = await queries.find_contact(tx, await read_phone(tx, phone))
    return await find_by_contact(tx, contact_id) if contact_id else None


async def find_by_contact(tx: Tx, contact_id: UUID) -> LeadRow | None:
    lead_id = await queries.find_lead_of_contact(tx, contact_id)
    return await queries.get_lead(tx, lead_id) if lead_id else None


async def _lock_living(tx: Tx, lead_id: UUID, by: LeadActor) -> LockedLead:
    lead = await queries.lock_lead(tx, lead_id)
    if lead.merged_into is not None:
        raise LeadMerged(extra={"merged_into": str(lead.merged_into)})
    await queries.set_actor(tx, by)
    return lead
