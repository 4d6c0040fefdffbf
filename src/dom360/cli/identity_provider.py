"""`dom360 identity-provider …`: where a company's people sign in with the company's account."""

import sys

from cyclopts import App
from pydantic import BaseModel

from dom360.access import queries, sso
from dom360.access.oidc import Oidc
from dom360.access.sso_schemas import NewPeopleRole, ProviderBody, ProviderView
from dom360.cli.common import Json, find_company, read, run, show, show_fields
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.errors import NotFound
from dom360.settings import get_settings
from dom360.web.ssrf import Guard

app = App(name="identity-provider")

NONE_HERE = "This company has no identity provider: its people sign in with passwords."


class Removed(BaseModel):
    removed: bool


@app.command
def get(tenant: str, *, as_json: Json = False) -> None:
    """Show a company's identity provider. The secret is not shown."""
    show_fields(run(lambda db: _view(db, tenant)), as_json=as_json)


@app.command(name="set")
def set_(
    tenant: str,
    *,
    issuer: str,
    client_id: str,
    allowed_domain: tuple[str, ...] = (),
    new_people_role: NewPeopleRole | None = None,
    off: bool = False,
    with_secret: bool = False,
    as_json: Json = False,
) -> None:
    """Let a company's people sign in with its account. The provider is asked before it is stored.

    Parameters
    ----------
    issuer:
        As the provider writes it, without /.well-known/openid-configuration.
    allowed_domain:
        Whose addresses may come, for example clinica.example; repeat it for more. None: any.
    new_people_role:
        Makes people of those who come for the first time. None: they need an invitation.
    off:
        Store it, but let nobody in with it.
    with_secret:
        Read the client's secret from standard input. Without it the stored one is kept, as long as
        the issuer's host stays.
    """
    secret = sys.stdin.readline().strip() if with_secret else None
    body = read(ProviderBody, issuer=issuer, client_id=client_id, client_secret=secret,
                allowed_domains=list(allowed_domain), new_people_role=new_people_role,
                enabled=not off)  # fmt: skip

    async def work(db: Database) -> ProviderView:
        found = await find_company(db, tenant)
        settings = get_settings()
        vault = Vault(db, settings.keyring())
        await sso.configure(db, vault, Oidc(Guard(settings.private_destinations)), found.id, body)
        return await _view(db, tenant)

    show_fields(run(work), as_json=as_json)


@app.command
def remove(tenant: str, *, as_json: Json = False) -> None:
    """Leave passwords as the only way in. Sessions go on."""

    async def work(db: Database) -> Removed:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            if not await queries.remove_provider(tx):
                raise NotFound(NONE_HERE)
        return Removed(removed=True)

    show(run(work), "Removed.", as_json=as_json)


async def _view(db: Database, slug: str) -> ProviderView:
    found = await find_company(db, slug)
    async with db.tenant_tx(found.id) as tx:
        provider = await queries.find_provider(tx)
    if provider is None:
        raise NotFound(NONE_HERE)
    return sso.view_provider(provider, get_settings().link_url)
