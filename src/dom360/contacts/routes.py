"""Contacts: finding one, and what the law gives each of them (LGPD, article 18)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from dom360.access.guards import AdminTx, ReaderTx, WriterTx
from dom360.contacts import actions, queries
from dom360.contacts.schemas import (
    ContactPage,
    ContactPatch,
    ContactView,
    ErasureReceipt,
    NewContact,
    PersonExport,
)
from dom360.kit.texts import storable
from dom360.web.deps import Secrets

router = APIRouter(prefix="/api/contacts", tags=["contacts"])


@router.get("", operation_id="list_contacts")
async def list_contacts(
    tx: ReaderTx,
    phone: Annotated[str | None, Query(max_length=16, pattern=r"^\+[1-9][0-9]{6,14}$")] = None,
    search: Annotated[str | None, Query(max_length=100, description="In name and phone.")] = None,
    archived: bool = False,
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ContactPage:
    """The newest first, page by page. `phone` (E.164) finds one person. `archived` brings
    along the archived ones, and those who were erased."""
    return await actions.page_of_contacts(
        tx,
        phone=phone,
        search=storable(search),
        archived=archived,
        cursor=cursor,
        limit=limit,
    )


@router.post("", status_code=201, operation_id="create_contact")
async def create_contact(body: NewContact, tx: WriterTx) -> ContactView:
    """A person who has not written yet. 409 with `contact_id` where the number is known."""
    return await actions.create(tx, body)


@router.get("/{contact_id}", operation_id="get_contact")
async def get_contact(contact_id: UUID, tx: ReaderTx) -> ContactView:
    return await queries.get_contact(tx, contact_id)


@router.patch("/{contact_id}", operation_id="change_contact")
async def change_contact(contact_id: UUID, body: ContactPatch, tx: WriterTx) -> ContactView:
    """Correct a contact's name. 410 where the person was erased."""
    return await actions.change(tx, contact_id, body)


@router.post("/{contact_id}/archive", operation_id="archive_contact")
async def archive_contact(contact_id: UUID, tx: WriterTx) -> ContactView:
    """Out of the list, with all that was said; the contact's next message brings it back. 409 while
    a conversation is open."""
    return await actions.archive(tx, contact_id)


@router.post("/{contact_id}/restore", operation_id="restore_contact")
async def restore_contact(contact_id: UUID, tx: WriterTx) -> ContactView:
    return await actions.restore(tx, contact_id)


@router.get("/{contact_id}/export", operation_id="export_contact")
async def export_contact(
    contact_id: UUID, tx: AdminTx, vault: Secrets, response: Response
) -> PersonExport:
    """All that is stored about one person, to hand it to them. For a TENANT_ADMIN."""
    response.headers["Content-Disposition"] = f'attachment; filename="contact-{contact_id}.json"'
    response.headers["Cache-Control"] = "no-store"
    return await actions.export_person(tx, vault, contact_id)


@router.delete("/{contact_id}", operation_id="erase_contact")
async def erase_contact(contact_id: UUID, tx: AdminTx) -> ErasureReceipt:
    """Forget a person: name, number and words go for good, counts stay. For a TENANT_ADMIN.

    A repeated call answers with the same receipt. Whoever writes from that number again is a new
    contact.
    """
    return await actions.erase_person(tx, contact_id)
