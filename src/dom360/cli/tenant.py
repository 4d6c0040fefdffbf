"""`dom360 tenant …`: what a company entrusts to the platform, and all of it in a file."""

import asyncio
import json
import sys
from collections.abc import Callable
from getpass import getpass
from typing import TYPE_CHECKING
from uuid import UUID

from cyclopts import App
from rich.console import Console

from dom360.cli import company, tenant_files, tenant_settings
from dom360.cli.common import Json
from dom360.settings import get_settings

if TYPE_CHECKING:
    from dom360.db.database import Database

app = App(name="tenant")
_VERBS: dict[str, Callable[..., None]] = {
    "create": company.create,
    "list": company.list_,
    "show": company.show_,
    "suspend": company.suspend,
    "resume": company.resume,
    "delete": company.delete,
    "undelete": company.undelete,
    "export": tenant_files.export_tenant,
    "import": tenant_files.import_tenant,
}
for _verb, _function in _VERBS.items():
    app.command(_function, name=_verb)
app.command(tenant_settings.app)
out = Console(highlight=False)


@app.command
def set_agent_key(slug: str, *, as_json: Json = False) -> None:
    """Store the key that the company's own agent demands; it is read from standard input.

    It is sent as 'Authorization: Bearer …' to the company's agents_endpoint_url, from the next
    turn on. Stored encrypted; nobody can read it back here.

    Examples:

      dom360 tenant set-agent-key clinica-vida-plena < key.txt
    """
    key = getpass("Agent key: ") if sys.stdin.isatty() else sys.stdin.read()
    asyncio.run(_set_agent_key(slug, key.strip()))
    _say("agent key stored", slug, as_json=as_json)


@app.command
def clear_agent_key(slug: str, *, as_json: Json = False) -> None:
    """Forget the company's agent key. Its agent is then called without one."""
    asyncio.run(_clear_agent_key(slug))
    _say("agent key forgotten", slug, as_json=as_json)


def _say(done: str, slug: str, *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps({"done": done, "slug": slug}))
    else:
        out.print(f"{slug}: {done}.")


async def _set_agent_key(slug: str, key: str) -> None:
    from dom360.db.database import Database
    from dom360.db.vault import Vault
    from dom360.tenants import actions

    settings = get_settings()
    db = Database(settings.required_app_url())
    try:
        vault = Vault(db, settings.keyring())
        async with vault.tenant_tx(await _tenant_id(db, slug)) as secrets:
            await actions.set_agent_key(secrets, key)
    finally:
        await db.close()


async def _clear_agent_key(slug: str) -> None:
    from dom360.db.database import Database
    from dom360.tenants import queries

    db = Database(get_settings().required_app_url())
    try:
        async with db.tenant_tx(await _tenant_id(db, slug)) as tx:
            await queries.set_agent_key(tx, None)
    finally:
        await db.close()


async def _tenant_id(db: "Database", slug: str) -> UUID:
    from dom360.errors import NotFound
    from dom360.tenants import queries

    async with db.platform_tx("dom360_admin") as tx:
        found = await queries.find_by_slug(tx, slug)
    if found is None:
        raise NotFound(f"There is no company with the slug {slug}.")
    return found.id
