"""Finding and naming a person, telling all that is stored about them, and forgetting them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.contacts import queries
from dom360.contacts.errors import ContactExists, ContactIsErased, ContactIsTalking
from dom360.contacts.models import PersonRow
from dom360.contacts.schemas import (
    ContactPage,
    ContactPatch,
    ContactView,
    ErasureReceipt,
    NewContact,
    PersonExport,
)
from dom360.db.database import Tx
from dom360.db.vault import SensitiveField, Vault
from dom360.leads.actions import read_phone


async def page_of_contacts(
    tx: Tx,
    *,
    phone: str | None,
    search: str | None,
    archived: bool,
    cursor: UUID | None,
    limit: int,
) -> ContactPage:
    found = await queries.list_contacts(
        tx, phone=phone, search=search, archived=archived, before=cursor, limit=limit + 1
    )
    items = found[:limit]
    return ContactPage(items=items, cursor=items[-1].id if len(found) > limit else None)


async def create(tx: Tx, new: NewContact) -> ContactView:
    """Raises InvalidPhone, ContactExists."""
    phone = await read_phone(tx, new.phone)
    contact_id = await queries.create(tx, phone, new.name)
    if contact_id is None:
        raise ContactExists(await queries.get_id_by_phone(tx, phone))
    await _write_down(tx, "contact.created", contact_id, {})
    return await queries.get_contact(tx, contact_id)


async def archive(tx: Tx, contact_id: UUID) -> ContactView:
    """Out of the list until it writes again. Safe to repeat. Raises ContactNotFound,
    ContactIsErased, ContactIsTalking."""
    state = await queries.lock_contact(tx, contact_id)
    if state.anonymised_at:
        raise ContactIsErased
    if state.is_talking:
        raise ContactIsTalking
    if not state.archived_at:
        await queries.set_archived(tx, contact_id, archived=True)
        await _write_down(tx, "contact.archived", contact_id, {})
    return await queries.get_contact(tx, contact_id)


async def restore(tx: Tx, contact_id: UUID) -> ContactView:
    """Raises ContactNotFound."""
    state = await queries.lock_contact(tx, contact_id)
    if state.archived_at:
        await queries.set_archived(tx, contact_id, archived=False)
        await _write_down(tx, "contact.restored", contact_id, {})
    return await queries.get_contact(tx, contact_id)


async def change(tx: Tx, contact_id: UUID, patch: ContactPatch) -> ContactView:
    """Raises ContactNotFound, ContactIsErased. The audit log learns that it changed, not how."""
    contact = await queries.get_contact(tx, contact_id)
    changes = patch.changes()
    if not changes:
        return contact
    if not await queries.set_name(tx, contact_id, patch.name):
        raise ContactIsErased
    await _write_down(tx, "contact.changed", contact_id, {"fields": sorted(changes)})
    return await queries.get_contact(tx, contact_id)


async def export_person(tx: Tx, vault: Vault, contact_id: UUID) -> PersonExport:
    """Everything about one person, of whatever table hangs on the contact."""
    await queries.get_contact(tx, contact_id)
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in await queries.list_person_rows(tx, contact_id):
        tables[row.table_name].append(await _readable(tx, vault, row))
    counts = {name: len(rows) for name, rows in tables.items()}
    await _write_down(tx, "contact.exported", contact_id, counts)
    return PersonExport(contact_id=contact_id, exported_at=datetime.now(UTC), tables=dict(tables))


async def erase_person(tx: Tx, contact_id: UUID) -> ErasureReceipt:
    """Forget a person. Safe to repeat: the receipt is the same one, and written down once."""
    erasure = await queries.erase(tx, contact_id)
    if erasure.fresh:
        facts = {"receipt_id": str(erasure.receipt_id), **erasure.counts}
        await _write_down(tx, "contact.erased", contact_id, facts)
    return ErasureReceipt(
        receipt_id=erasure.receipt_id,
        contact_id=contact_id,
        erased_at=erasure.erased_at,
        counts=erasure.counts,
    )


async def _readable(tx: Tx, vault: Vault, row: PersonRow) -> dict[str, object]:
    """With what is stored encrypted in plain: it is the person's own."""
    assert tx.tenant_id is not None
    content: dict[str, object] = {}
    for name, value in row.content.items():
        plain = name.removesuffix("_encrypted")
        if plain != name and isinstance(value, str):
            value = await vault.open(tx.tenant_id, SensitiveField(row.table_name, name), value)
        content[plain] = value
    return content


async def _write_down(tx: Tx, action: str, contact_id: UUID, facts: Mapping[str, object]) -> None:
    """Into the audit log. Ids and numbers only, never what was there."""
    assert tx.tenant_id is not None
    await audit.append(tx, tx.tenant_id, action, Subject("contacts", str(contact_id)), new=facts)
