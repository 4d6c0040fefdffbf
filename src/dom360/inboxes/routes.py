"""Inboxes: everybody reads them, administrators make and change them."""

from uuid import UUID

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED

from dom360.access.guards import AdminTx, ReaderTx
from dom360.inboxes import actions, queries
from dom360.inboxes.schemas import InboxList, InboxPatch, InboxView, NewInbox

router = APIRouter(prefix="/api/inboxes", tags=["inboxes"])


@router.get("", operation_id="list_inboxes")
async def list_inboxes(tx: ReaderTx, archived: bool = False) -> InboxList:
    """The oldest first. `archived` brings the archived ones along."""
    found = await queries.list_inboxes(tx, archived=archived)
    return InboxList(items=[actions.view(inbox) for inbox in found])


@router.post("", status_code=HTTP_201_CREATED, operation_id="create_inbox")
async def create_inbox(body: NewInbox, tx: AdminTx) -> InboxView:
    return await actions.create(tx, body)


@router.get("/{inbox_id}", operation_id="get_inbox")
async def get_inbox(inbox_id: UUID, tx: ReaderTx) -> InboxView:
    return actions.view(await queries.get_inbox(tx, inbox_id))


@router.patch("/{inbox_id}", operation_id="change_inbox")
async def change_inbox(inbox_id: UUID, body: InboxPatch, tx: AdminTx) -> InboxView:
    return await actions.change(tx, inbox_id, body)


@router.post("/{inbox_id}/archive", operation_id="archive_inbox")
async def archive_inbox(inbox_id: UUID, tx: AdminTx) -> InboxView:
    """Take no more messages in this inbox. Its conversations stay. 409 for the last one."""
    return await actions.archive(tx, inbox_id)


@router.post("/{inbox_id}/restore", operation_id="restore_inbox")
async def restore_inbox(inbox_id: UUID, tx: AdminTx) -> InboxView:
    """Take messages again."""
    return await actions.restore(tx, inbox_id)
