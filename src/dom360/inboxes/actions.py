"""Creating, changing, archiving an inbox. Archived, it takes no turns; its conversations stay."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from dom360.db.database import Tx
from dom360.inboxes import queries
from dom360.inboxes.errors import InboxArchived, LastInbox
from dom360.inboxes.models import Inbox
from dom360.inboxes.queries import InboxFields
from dom360.inboxes.schemas import BusinessHours, InboxPatch, InboxView, NewInbox


async def create(tx: Tx, new: NewInbox) -> InboxView:
    inbox_id = await queries.add_inbox(
        tx,
        InboxFields(
            name=new.name,
            default_agent_type=new.default_agent_type,
            greeting=new.greeting,
            away_message=new.away_message,
            business_hours=_stored(new.business_hours),
        ),
    )
    return view(await queries.get_inbox(tx, inbox_id))


async def change(tx: Tx, inbox_id: UUID, patch: InboxPatch) -> InboxView:
    before = await queries.get_inbox(tx, inbox_id)
    if before.archived_at:
        raise InboxArchived
    changes: dict[str, Any] = patch.changes()
    if "business_hours" in changes:
        changes["business_hours"] = _stored(changes["business_hours"])
    if changes:
        fields = InboxFields(**{one: getattr(before, one) for one in InboxFields.__annotations__})
        await queries.update_inbox(tx, inbox_id, replace(fields, **changes))
    return view(await queries.get_inbox(tx, inbox_id))


async def archive(tx: Tx, inbox_id: UUID) -> InboxView:
    """Safe to repeat. Raises LastInbox: a tenant without an inbox could take no message."""
    open_ids = await queries.lock_open_inboxes(tx)
    if open_ids == [inbox_id]:
        raise LastInbox
    await queries.archive_inbox(tx, inbox_id)
    return view(await queries.get_inbox(tx, inbox_id))


async def restore(tx: Tx, inbox_id: UUID) -> InboxView:
    await queries.restore_inbox(tx, inbox_id)
    return view(await queries.get_inbox(tx, inbox_id))


def view(inbox: Inbox) -> InboxView:
    hours = inbox.business_hours
    return InboxView(
        id=inbox.id,
        name=inbox.name,
        default_agent_type=inbox.agent_type,
        inherits_agent_type=inbox.default_agent_type is None,
        greeting=inbox.greeting,
        away_message=inbox.away_message,
        business_hours=None if hours is None else BusinessHours.model_validate(hours),
        timezone=inbox.timezone,
        open_now=inbox.open_now,
        archived_at=inbox.archived_at,
        created_at=inbox.created_at,
    )


def _stored(hours: BusinessHours | None) -> dict[str, Any] | None:
    return None if hours is None else hours.as_json()
