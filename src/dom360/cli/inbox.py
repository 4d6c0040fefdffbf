"""`dom360 inbox …`: where contacts write to a company."""

from typing import Annotated, Literal
from uuid import UUID

from cyclopts import App, Parameter

from dom360.cli.common import (
    Json,
    find_company,
    judge,
    read,
    read_changes,
    run,
    run_in,
    show,
    show_all,
)
from dom360.db.database import Database
from dom360.inboxes import actions, queries
from dom360.inboxes.schemas import InboxList, InboxPatch, InboxView, NewInbox
from dom360.settings import get_settings
from dom360.web_chat import actions as web_chat
from dom360.web_chat import queries as web_chats
from dom360.web_chat.models import Position
from dom360.web_chat.schemas import WebChatPatch, WebChatView

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
    show_all(answer, map(_line, answer.items), as_json=as_json)


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

    inbox = run_in(tenant, lambda tx: actions.create(tx, new))
    show(inbox, _line(inbox), as_json=as_json)


@app.command
def edit(tenant: str, inbox_id: UUID, *changes: str, as_json: Json = False) -> None:
    """Change an inbox, all of it or none: name=value, where the value is JSON or plain text.

    Examples:

      dom360 inbox edit acme 0198f0c2-… name=WhatsApp default_agent_type=null
      dom360 inbox edit acme 0198f0c2-… 'business_hours={"monday":[{"from":"09:00","to":"18:00"}]}'
    """
    patch = judge(InboxPatch, read_changes(changes))

    inbox = run_in(tenant, lambda tx: actions.change(tx, inbox_id, patch))
    show(inbox, _line(inbox), as_json=as_json)


@app.command
def archive(tenant: str, inbox_id: UUID, *, as_json: Json = False) -> None:
    """Take no more messages in an inbox. Its conversations stay."""

    inbox = run_in(tenant, lambda tx: actions.archive(tx, inbox_id))
    show(inbox, _line(inbox), as_json=as_json)


@app.command
def restore(tenant: str, inbox_id: UUID, *, as_json: Json = False) -> None:
    """Take messages again in an archived inbox."""

    inbox = run_in(tenant, lambda tx: actions.restore(tx, inbox_id))
    show(inbox, _line(inbox), as_json=as_json)


@app.command(name="web-chat")
def web_chat_(
    tenant: str,
    inbox_id: UUID,
    *,
    on: Annotated[bool | None, Parameter(name="--on", negative="--off")] = None,
    origin: tuple[str, ...] = (),
    title: str | None = None,
    color: str | None = None,
    position: Position | None = None,
    privacy_url: str | None = None,
    rotate_key: bool = False,
    as_json: Json = False,
) -> None:
    """Show an inbox's web chat, switch it on or off, name the origins whose pages may show it.

    Parameters
    ----------
    origin:
        For example https://www.example.com; repeat it for more. Takes the place of those before.
    rotate_key:
        Make a new public key; the pages need the new snippet.
    """
    patch = read(WebChatPatch, enabled=on, allowed_origins=origin or None, title=title, color=color,
                 position=position, privacy_url=privacy_url)  # fmt: skip

    async def work(db: Database) -> WebChatView:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            if rotate_key:
                await web_chat.rotate_key(tx, inbox_id)
            if patch.changes():
                await web_chat.change(tx, inbox_id, patch)
            return web_chat.view(await web_chats.get_settings(tx, inbox_id))

    chat = run(work)
    show(chat, _snippet(chat), as_json=as_json)


def _snippet(chat: WebChatView) -> str:
    if not chat.enabled or chat.public_key is None:
        return "off"
    address = get_settings().link_url.rstrip("/")
    shown = f'<script src="{address}/widget.js" data-key="{chat.public_key}" async></script>'
    return f"on, for {', '.join(chat.allowed_origins)}\n{shown}"


def _line(inbox: InboxView) -> str:
    state = "archived" if inbox.archived_at else "open" if inbox.open_now else "closed now"
    return f"{inbox.id}: {inbox.name}, {inbox.default_agent_type}, {state}"
