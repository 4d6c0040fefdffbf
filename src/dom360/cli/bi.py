"""`dom360 bi …`: logins for BI tools."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from cyclopts import App, Parameter
from rich.console import Console

from dom360.db.database import Database, Tx
from dom360.settings import get_settings

app = App(name="bi")
out = Console(highlight=False, soft_wrap=True)

Json = Annotated[bool, Parameter(name="--json", negative="")]


@app.command
def grant(slug: str, *, as_json: Json = False) -> None:
    """Make the login of a company's BI tool and show its connection, once.

    For a company that has one already the password is changed.
    """
    from dom360.db import bi_logins
    from dom360.db.urls import login_url

    settings = get_settings()
    owner_url = settings.required_owner_url()
    role = asyncio.run(_bind(slug))
    url = login_url(owner_url, role, bi_logins.make_role(owner_url, role))
    if as_json:
        out.print_json(json.dumps({"role": role, "url": url}))
        return
    out.print(f"{role} reads the numbers of {slug}. Connection (shown once):")
    out.print(url)


@app.command
def revoke(slug: str, *, as_json: Json = False) -> None:
    """Take the login of a company's BI tool away. Open sessions see nothing from then on."""
    from dom360.db import bi_logins

    role = asyncio.run(_unbind(slug))
    bi_logins.drop_role(get_settings().required_owner_url(), role)
    if as_json:
        out.print_json(json.dumps({"done": "revoked", "slug": slug, "role": role}))
    else:
        out.print(f"{role} is gone.")


@app.command(name="list")
def list_(*, as_json: Json = False) -> None:
    """Say which companies have a login."""
    found = asyncio.run(_list())
    if as_json:
        out.print_json(json.dumps([{**one, "created_at": str(one["created_at"])} for one in found]))
    for one in [] if as_json else found:
        out.print(f"{one['slug']}: {one['role']}")


async def _bind(slug: str) -> str:
    from dom360.db import bi_logins

    async with _admin_tx() as tx:
        tenant_id = await _tenant_id(tx, slug)
        role = bi_logins.login_name(slug, tenant_id)
        await bi_logins.remember(tx, role, tenant_id)
    return role


async def _unbind(slug: str) -> str:
    from dom360.db import bi_logins

    async with _admin_tx() as tx:
        role = bi_logins.login_name(slug, await _tenant_id(tx, slug))
        await bi_logins.forget(tx, role)
    return role


async def _list() -> list[dict[str, object]]:
    from dom360.db import bi_logins

    async with _admin_tx() as tx:
        return [asdict(one) for one in await bi_logins.list_logins(tx)]


async def _tenant_id(tx: Tx, slug: str) -> UUID:
    from dom360.errors import NotFound
    from dom360.tenants import queries as tenants

    found = await tenants.find_by_slug(tx, slug)
    if found is None:
        raise NotFound(f"There is no company with the slug {slug}.")
    return found.id


@asynccontextmanager
async def _admin_tx() -> AsyncIterator[Tx]:
    db = Database(get_settings().required_app_url())
    try:
        async with db.platform_tx("dom360_admin") as tx:
            yield tx
    finally:
        await db.close()
