"""Finding a person, telling all that is stored about them, and forgetting them."""

from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID

from dom360.contacts import queries
from dom360.contacts.schemas import ContactPage, ErasureReceipt, PersonExport
from dom360.db.database import Tx
from dom360.logs import get_logger

log = get_logger(__name__)


async def page_of_contacts(
    tx: Tx, *, phone: str | None, cursor: UUID | None, limit: int
) -> ContactPage:
    found = await queries.list_contacts(tx, phone=phone, before=cursor, limit=limit + 1)
    items = found[:limit]
    return ContactPage(items=items, cursor=items[-1].id if len(found) > limit else None)


async def export_person(tx: Tx, contact_id: UUID) -> PersonExport:
    """Everything about one person, of whatever table hangs on the contact."""
    await queries.get_contact(tx, contact_id)
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in await queries.list_person_rows(tx, contact_id):
        tables[row.table_name].append(row.content)
    _write_down("contact.exported", contact_id, {name: len(rows) for name, rows in tables.items()})
    return PersonExport(contact_id=contact_id, exported_at=datetime.now(UTC), tables=dict(tables))


async def erase_person(tx: Tx, contact_id: UUID) -> ErasureReceipt:
    """Forget a person. Safe to repeat: the receipt is the same one."""
    receipt = await queries.erase(tx, contact_id)
    _write_down("contact.erased", contact_id, {"receipt_id": str(receipt.receipt_id)})
    return receipt


def _write_down(action: str, contact_id: UUID, facts: dict[str, object]) -> None:
    """The one place that tells of both acts. Ids and numbers only, never what was there."""
    log.info(action, contact_id=str(contact_id), **facts)
