"""`dom360 tenant settings get` and `set`."""

from cyclopts import App

from dom360.cli.common import Json, find_company, judge, read_changes, run, show_fields
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.settings import get_settings
from dom360.tenants import actions, queries
from dom360.tenants.schemas import SettingsPatch, SettingsView
from dom360.web.ssrf import Guard

app = App(name="settings", help="What a company has set.")

_SECRETS = frozenset({"agent_key", "crm_token"})


@app.command
def get(slug: str, *, as_json: Json = False) -> None:
    """Show a company's settings. Secrets are not among them."""

    async def work(db: Database) -> SettingsView:
        found = await find_company(db, slug)
        async with db.tenant_tx(found.id) as tx:
            return actions.view(await queries.get_settings(tx))

    show_fields(run(work), as_json=as_json)


@app.command(name="set")
def set_(slug: str, *changes: str, as_json: Json = False) -> None:
    """Change settings, all of them or none: name=value, where the value is JSON or plain text.

    A secret is read from standard input: name it without a value.

    Examples:

      dom360 tenant settings set acme rag_top_k=8 timezone=America/Manaus booking_url=null
      dom360 tenant settings set acme agents_endpoint_url=https://a.example.com agent_key < key
    """
    patch = judge(SettingsPatch, read_changes(changes, secrets=_SECRETS))

    async def work(db: Database) -> SettingsView:
        found = await find_company(db, slug)
        settings = get_settings()
        vault = Vault(db, settings.keyring())
        guard = Guard(settings.private_destinations)
        return await actions.change_settings(db, vault, guard, found.id, patch)

    show_fields(run(work), as_json=as_json)
