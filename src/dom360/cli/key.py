"""`dom360 key …`: API keys of a company, or of the platform."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

from cyclopts import App, Parameter
from rich.console import Console

from dom360.cli.companies import PLATFORM, company

if TYPE_CHECKING:
    from dom360.access.models import ApiKey

app = App(name="key")
out = Console(highlight=False, soft_wrap=True)

Json = Annotated[bool, Parameter(name="--json", negative="")]
Scope = Literal[
    "chat",
    "read",
    "leads:write",
    "conversations:write",
    "knowledge:write",
    "admin",
    "platform:read",
    "platform:write",
]


@app.command(name="list")
def list_(tenant: str, *, as_json: Json = False) -> None:
    """Say which keys a company has; 'platform' for the platform's own."""
    found = asyncio.run(_list(tenant))
    if as_json:
        out.print_json(json.dumps(found))
        return
    for one in found:
        state = "revoked" if one["revoked_at"] else f"until {one['expires_at'] or 'revoked'}"
        out.print(
            f"{one['id']} {one['prefix']}… {one['name']}: {', '.join(one['scopes'])}, {state}"
        )


@app.command
def create(
    tenant: str,
    name: str,
    *,
    scope: list[Scope] | None = None,
    days: int | None = None,
    as_json: Json = False,
) -> None:
    """Make a key and show it, once.

    Parameters
    ----------
    tenant:
        The company's slug; 'platform' for a key that administers the platform.
    scope:
        What it may do; give it several times. Without it: all but administration.
    days:
        After how many days it ends. Without it: when it is revoked.
    """
    _show(asyncio.run(_create(tenant, name, scope, days)), as_json=as_json)


@app.command
def rotate(tenant: str, key_id: UUID, *, grace_hours: int = 24, as_json: Json = False) -> None:
    """Make a new key that may do the same. The old one works on for the grace time."""
    _show(asyncio.run(_rotate(tenant, key_id, grace_hours)), as_json=as_json)


@app.command
def revoke(tenant: str, key_id: UUID, *, as_json: Json = False) -> None:
    """Revoke a key. It stops working at once."""
    asyncio.run(_revoke(tenant, key_id))
    if as_json:
        out.print_json(json.dumps({"done": "revoked", "id": str(key_id)}))
    else:
        out.print(f"{key_id} is revoked.")


def _show(made: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        out.print_json(json.dumps(made))
        return
    out.print(f"{made['name']} ({made['id']}) may: {', '.join(made['scopes'])}. Key (shown once):")
    out.print(made["key"], markup=False)


async def _list(slug: str) -> list[dict[str, Any]]:
    from dom360.access import queries

    async with company(slug) as tx:
        return [_plain(key) for key in await queries.list_api_keys(tx)]


async def _create(
    slug: str, name: str, scopes: list[Scope] | None, days: int | None
) -> dict[str, Any]:
    from dom360.access import keys
    from dom360.access.models import USUAL_SCOPES, NewKey
    from dom360.errors import Invalid

    if not name.strip() or len(name) > 100:
        raise Invalid("Give the key a name of 1 to 100 characters.")
    expires_at = datetime.now(UTC) + timedelta(days=days) if days is not None else None
    new = NewKey(name, frozenset(scopes) if scopes else USUAL_SCOPES, expires_at=expires_at)
    async with company(slug) as tx:
        stored, key = await keys.create(tx, new, of_platform=slug == PLATFORM)
    return {**_plain(stored), "key": key}


async def _rotate(slug: str, key_id: UUID, grace_hours: int) -> dict[str, Any]:
    from dom360.access import keys

    async with company(slug) as tx:
        stored, key = await keys.rotate(
            tx, key_id, grace=timedelta(hours=max(grace_hours, 0)), by=None
        )
    return {**_plain(stored), "key": key}


async def _revoke(slug: str, key_id: UUID) -> None:
    from dom360.access import queries

    async with company(slug) as tx:
        await queries.revoke_api_key(tx, key_id)


def _plain(key: "ApiKey") -> dict[str, Any]:
    times = {
        name: value.isoformat() if value else None
        for name, value in (
            ("created_at", key.created_at),
            ("expires_at", key.expires_at),
            ("last_used_at", key.last_used_at),
            ("revoked_at", key.revoked_at),
        )
    }
    return {
        "id": str(key.id),
        "name": key.name,
        "prefix": key.prefix,
        "scopes": list(key.scopes),
        **times,
    }
