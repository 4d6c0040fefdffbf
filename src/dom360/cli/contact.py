"""`dom360 contact …`: the people who write to a company."""

from uuid import UUID

from cyclopts import App

from dom360.cli.common import Json, find_company, judge, read, read_changes, run, run_in, show_all
from dom360.contacts import actions
from dom360.contacts.schemas import ContactPage, ContactPatch, ContactView, NewContact
from dom360.db.database import Database
from dom360.kit.texts import storable

app = App(name="contact")


@app.command(name="list")
def list_(
    tenant: str,
    *,
    search: str | None = None,
    archived: bool = False,
    cursor: UUID | None = None,
    limit: int = 50,
    as_json: Json = False,
) -> None:
    """Say which contacts a company has, the newest first; archived and erased ones on demand.

    Parameters
    ----------
    search:
        A part of the name or the number.
    cursor:
        Where the page before ended: the answer with --json says it.
    """

    async def work(db: Database) -> ContactPage:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            return await actions.page_of_contacts(
                tx,
                phone=None,
                search=storable(search),
                archived=archived,
                cursor=cursor,
                limit=max(1, min(limit, 1000)),
            )

    answer = run(work)
    show_all(answer, map(_line, answer.items), as_json=as_json)


@app.command
def create(tenant: str, phone: str, *, name: str | None = None, as_json: Json = False) -> None:
    """Enter a person who has not written yet.

    Parameters
    ----------
    phone:
        E.164, or as it is written in the company's country.
    """
    new = read(NewContact, phone=phone, name=name)

    _show(run_in(tenant, lambda tx: actions.create(tx, new)), as_json=as_json)


@app.command
def edit(tenant: str, contact_id: UUID, *changes: str, as_json: Json = False) -> None:
    """Correct a contact: name=value; name=null lets the next message name them again.

    Examples:

      dom360 contact edit acme 0198f0c2-… name='Ana Prado'
    """
    patch = judge(ContactPatch, read_changes(changes))

    _show(run_in(tenant, lambda tx: actions.change(tx, contact_id, patch)), as_json=as_json)


@app.command
def archive(tenant: str, contact_id: UUID, *, as_json: Json = False) -> None:
    """Take a contact out of the list; its next message brings it back."""

    _show(run_in(tenant, lambda tx: actions.archive(tx, contact_id)), as_json=as_json)


@app.command
def restore(tenant: str, contact_id: UUID, *, as_json: Json = False) -> None:
    """Bring an archived contact back into the list."""

    _show(run_in(tenant, lambda tx: actions.restore(tx, contact_id)), as_json=as_json)


def _show(contact: ContactView, *, as_json: bool) -> None:
    show_all(contact, [_line(contact)], as_json=as_json)


def _line(contact: ContactView) -> str:
    state = "erased" if contact.anonymised_at else "archived" if contact.archived_at else None
    phone = contact.claimed_phone or contact.phone
    parts = [contact.name or "no name", phone, f"{contact.conversation_count} conversations", state]
    return f"{contact.id}: {', '.join(part for part in parts if part)}"
