"""`dom360 user …`: people who sign in."""

import asyncio
import json
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter
from rich.console import Console

from dom360.cli.companies import company, database, person
from dom360.settings import get_settings

app = App(name="user")
out = Console(highlight=False, soft_wrap=True)

AddableRole = Literal["MASTER", "TENANT_ADMIN", "TENANT_USER", "VIEWER"]
TenantRole = Literal["TENANT_ADMIN", "TENANT_USER", "VIEWER"]
Json = Annotated[bool, Parameter(name="--json", negative="")]


@app.command
def add(
    email: str,
    *,
    name: str,
    role: AddableRole,
    tenant: str | None = None,
    as_json: Json = False,
) -> None:
    """Add a person and show the password they begin with, once.

    Parameters
    ----------
    email:
        What they sign in with. One address belongs to one person on the whole platform.
    tenant:
        The company's slug. Not for MASTER, who belongs to the platform.
    """
    password = asyncio.run(_add(email.strip().lower(), name, role, tenant))
    if as_json:
        told = {"done": "added", "email": email, "role": role, "password": password}
        out.print_json(json.dumps(told))
        return
    out.print(f"Added {email} as {role}.")
    out.print(f"Password (shown once): {password}")


@app.command(name="list")
def list_(tenant: str, *, as_json: Json = False) -> None:
    """Say who belongs to a company.

    Parameters
    ----------
    tenant:
        The company's slug; 'platform' for the platform's own people.
    """
    found = asyncio.run(_list(tenant))
    if as_json:
        out.print_json(json.dumps(found))
        return
    for one in found:
        extra = ", second factor" if one["second_factor"] else ""
        out.print(f"{one['email']}: {one['name']}, {one['role']}, {one['status']}{extra}")


@app.command
def invite(
    email: str, *, tenant: str, name: str, role: TenantRole = "TENANT_USER", as_json: Json = False
) -> None:
    """Make a link with which somebody becomes a person of a company. Good for 7 days, once."""
    link = asyncio.run(_invite(email, tenant, name, role))
    _show_link("invited", email, link, as_json=as_json)


@app.command
def change(
    email: str,
    *,
    name: str | None = None,
    role: TenantRole | None = None,
    as_json: Json = False,
) -> None:
    """Give somebody another role or name. A company keeps one administrator at least."""
    asyncio.run(_change(email, name, role))
    _say("changed", email, as_json=as_json)


@app.command
def disable(email: str, *, as_json: Json = False) -> None:
    """Keep somebody out, at once and in every browser."""
    asyncio.run(_disable(email))
    _say("disabled", email, as_json=as_json)


@app.command
def enable(email: str, *, as_json: Json = False) -> None:
    """Let somebody in again who was disabled."""
    asyncio.run(_enable(email))
    _say("enabled", email, as_json=as_json)


@app.command
def remove(email: str, *, as_json: Json = False) -> None:
    """Take somebody out of their company for good. What they wrote keeps their name."""
    asyncio.run(_remove(email))
    _say("removed", email, as_json=as_json)


@app.command
def reset_password(email: str, *, as_json: Json = False) -> None:
    """Make a link with which somebody sets a new password. Good for an hour, once."""
    link = asyncio.run(_reset_password(email))
    _show_link("password reset", email, link, as_json=as_json)


@app.command
def reset_second_factor(email: str, *, as_json: Json = False) -> None:
    """Take away the second factor of somebody who lost it, and end their sessions."""
    asyncio.run(_reset_second_factor(email))
    _say("second factor reset", email, as_json=as_json)


def _say(done: str, email: str, *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps({"done": done, "email": email}))
    else:
        out.print(f"{email}: {done}.")


def _show_link(done: str, email: str, link: str, *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps({"done": done, "email": email, "link": link}))
    else:
        out.print(f"{email}: {done}. The link (shown once):")
        out.print(link, markup=False)


async def _list(slug: str) -> list[dict[str, Any]]:
    from dom360.people import queries

    async with company(slug) as tx:
        return [
            {
                "id": str(one.id),
                "email": one.email,
                "name": one.name,
                "role": one.role,
                "status": "disabled" if one.disabled else "active",
                "second_factor": one.second_factor,
                "last_seen_at": one.last_seen_at.isoformat() if one.last_seen_at else None,
            }
            for one in await queries.list_people(tx)
        ]


async def _invite(email: str, slug: str, name: str, role: TenantRole) -> str:
    from pydantic import ValidationError

    from dom360.errors import Invalid
    from dom360.people import actions, letters
    from dom360.people.schemas import NewInvitation

    try:
        new = NewInvitation(email=email, name=name, role=role)
    except ValidationError as problem:
        raise Invalid("; ".join(one["msg"] for one in problem.errors())) from None
    async with company(slug) as tx:
        _, token = await actions.invite(tx, new, by=None)
    return letters.invitation_link(get_settings().link_url, token)


async def _change(email: str, name: str | None, role: TenantRole | None) -> None:
    from dom360.cli.common import read
    from dom360.people import actions
    from dom360.people.schemas import PersonPatch

    patch = read(PersonPatch, name=name, role=role)
    async with person(email) as found:
        await actions.change(found.tx, found.user_id, patch)


async def _remove(email: str) -> None:
    from dom360.people import actions

    async with person(email) as found:
        await actions.remove(found.tx, found.user_id, by=None)


async def _disable(email: str) -> None:
    from dom360.people import actions

    async with person(email) as found:
        await actions.disable(found.tx, found.user_id, by=None)


async def _enable(email: str) -> None:
    from dom360.people import actions

    async with person(email) as found:
        await actions.enable(found.tx, found.user_id)


async def _reset_password(email: str) -> str:
    from dom360.people import actions, letters

    async with person(email) as found:
        token = await actions.new_reset(found.tx, found.user_id)
    return letters.reset_link(get_settings().link_url, token)


async def _reset_second_factor(email: str) -> None:
    from dom360.people import actions

    async with person(email) as found:
        await actions.reset_second_factor(found.tx, found.user_id)


async def _add(email: str, name: str, role: AddableRole, slug: str | None) -> str:
    from dom360.access.models import NewUser
    from dom360.errors import Invalid, NotFound
    from dom360.launch.demo import add_master, add_person
    from dom360.tenants import queries as tenants

    async with database() as db, db.platform_tx("dom360_admin") as tx:
        if role == "MASTER":
            return (await add_master(tx, email, name)).password
        if slug is None:
            raise Invalid("Say which company: --tenant SLUG.")
        found = await tenants.find_by_slug(tx, slug)
        if found is None:
            raise NotFound(f"There is no company with the slug {slug}.")
        return (await add_person(tx, NewUser(found.id, email, name, role))).password
