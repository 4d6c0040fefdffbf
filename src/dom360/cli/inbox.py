"""`dom360 inbox …`: where contacts write to a company."""

from typing import Literal
from uuid import UUID

from cyclopts import App

from dom360.cli.common import Json, find_company, out, read, run, show
from dom360.db.database import Database
from dom360.inboxes import actions, queries
from dom360.inboxes.schemas import InboxList, InboxView, NewInbox

app = App(name="inbox")


@app.command(name="list")
def list_(tenant: str, *, archived: bool = False, as_json: Json = False) -> None:
    """Say which inboxes a company has; archived ones on demand."""

    async def work(db: Database) -> InboxList:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            inboxes = await queries.list_inboxes(tx, archived=archived)
        return InboxList(items=[actions.view(inbox) for inbox in inboxes])

    answer = run(work)
    if as_json:
        show(answer, "", as_json=True)
    for inbox in [] if as_json else answer.items:
        out.print(_line(inbox), markup=False)


@app.command
def create(
    tenant: str,
    *,
    name: str,
    agent_type: Literal["SDR", "COPILOT"] | None = None,
    as_json: Json = False,
) -> None:
    """Make an inbox."""
    new = read(NewInbox, name=name, default_agent_type=agent_type)

    async def work(db: Database) -> InboxView:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            return await actions.create(tx, new)

    inbox = run(work)
    show(inbox, _line(inbox), as_json=as_json)


@app.command
def archive(tenant: str, inbox_id: UUID, *, as_json: Json = False) -> None:
    """Take no more messages in an inbox. Its conversations stay."""

    async def work(db: Database) -> InboxView:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            return await actions.archive(tx, inbox_id)

    inbox = run(work)
    show(inbox, _line(inbox), as_json=as_json)


def _line(inbox: InboxView) -> str:
    state = "archived" if inbox.archived_at else "open" if inbox.open_now else "closed now"
    return f"{inbox.id}: {inbox.name}, {inbox.default_agent_type}, {state}"
