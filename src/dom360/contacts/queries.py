from uuid import UUID

from dom360.contacts.errors import ContactNotFound
from dom360.contacts.models import ContactState, Erasure, PersonRow
from dom360.contacts.schemas import ContactView
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside

_SQL = load_beside(__file__)


async def list_contacts(
    tx: Tx,
    *,
    phone: str | None,
    search: str | None = None,
    archived: bool = False,
    before: UUID | None,
    limit: int,
) -> list[ContactView]:
    """The newest first; `before` is the place where the page before ended. `search` looks in the
    name, whatever its accents, and in the number's digits. `archived` brings those along, and
    who was erased."""
    return await tx.list(
        ContactView,
        _SQL["list_contacts"],
        phone=phone,
        words=search,
        digits=_digits(search or ""),
        archived=archived,
        before=before,
        limit=limit,
    )


def _digits(search: str) -> str:
    """Of what may be a part of a number: "Ana 2" is a name, and most numbers have a 2."""
    if any(char.isalpha() for char in search):
        return ""
    return "".join(char for char in search if char in "0123456789")


async def get_contact(tx: Tx, contact_id: UUID) -> ContactView:
    contact = await tx.find(ContactView, _SQL["get_contact"], contact_id=contact_id)
    if contact is None:
        raise ContactNotFound
    return contact


async def create(tx: Tx, phone: str, name: str | None) -> UUID | None:
    """None where there is a contact with this number already."""
    made = await tx.value(_SQL["create"], phone=phone, name=name)
    return made if isinstance(made, UUID) else None


async def get_id_by_phone(tx: Tx, phone: str) -> UUID:
    found = await tx.value(_SQL["find_by_phone"], phone=phone)
    if not isinstance(found, UUID):
        raise ContactNotFound
    return found


async def lock_contact(tx: Tx, contact_id: UUID) -> ContactState:
    state = await tx.find(ContactState, _SQL["lock"], contact_id=contact_id)
    if state is None:
        raise ContactNotFound
    return state


async def set_archived(tx: Tx, contact_id: UUID, *, archived: bool) -> None:
    await tx.run(_SQL["set_archived"], contact_id=contact_id, archived=archived)


async def set_name(tx: Tx, contact_id: UUID, name: str | None) -> bool:
    """False where there is nobody left to be named."""
    return bool(await tx.run(_SQL["set_name"], contact_id=contact_id, name=name))


async def list_person_rows(tx: Tx, contact_id: UUID) -> list[PersonRow]:
    """All of one person, not a page: a person must get everything."""
    return await tx.list(PersonRow, _SQL["list_person_rows"], contact_id=contact_id)


async def erase(tx: Tx, contact_id: UUID) -> Erasure:
    """Erase, or find the receipt of the time before. See erase_contact() in the database."""
    erasure = await tx.find(Erasure, _SQL["erase"], contact_id=contact_id)
    if erasure is None:
        raise ContactNotFound
    return erasure
