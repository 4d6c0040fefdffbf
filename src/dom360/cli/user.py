"""`dom360 user …`: people who sign in."""

import asyncio
from typing import Literal

from cyclopts import App
from rich.console import Console

from dom360.settings import get_settings

app = App(name="user")
out = Console(highlight=False)

AddableRole = Literal["MASTER", "TENANT_ADMIN", "TENANT_USER", "VIEWER"]


@app.command
def add(email: str, *, name: str, role: AddableRole, tenant: str | None = None) -> None:
    """Add a person and show the password they begin with, once.

    Parameters
    ----------
    email:
        What they sign in with. One address belongs to one person on the whole platform.
    tenant:
        The company's slug. Not for MASTER, who belongs to the platform.
    """
    password = asyncio.run(_add(email.strip().lower(), name, role, tenant))
    out.print(f"Added {email} as {role}.")
    out.print(f"Password (shown once): {password}")


async def _add(email: str, name: str, role: AddableRole, slug: str | None) -> str:
    from dom360.access.models import NewUser
    from dom360.db.database import Database
    from dom360.errors import Invalid, NotFound
    from dom360.launch.demo import add_master, add_person
    from dom360.tenants import queries as tenants

    db = Database(get_settings().required_app_url())
    try:
        async with db.platform_tx("dom360_admin") as tx:
            if role == "MASTER":
                return (await add_master(tx, email, name)).password
            if slug is None:
                raise Invalid("Say which company: --tenant SLUG.")
            found = await tenants.find_by_slug(tx, slug)
            if found is None:
                raise NotFound(f"There is no company with the slug {slug}.")
            return (await add_person(tx, NewUser(found.id, email, name, role))).password
    finally:
        await db.close()
