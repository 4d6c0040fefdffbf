from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from dom360.access.schemas import Role
from tests.support.world import Client, Maker, TenantWorld

Person = Callable[..., Awaitable[Client]]


@pytest.fixture
async def admin(client_of, tenant: TenantWorld) -> Client:
    """The tenant's first administrator, signed in."""
    person: Client = client_of(tenant)
    assert (await person.sign_in(tenant.admin_email)).status == 200
    return person


@pytest.fixture
def signed_in(client_of, make: Maker, tenant: TenantWorld) -> Person:
    async def make_one(role: Role = "TENANT_USER", world: TenantWorld | None = None) -> Client:
        person: Client = client_of(world or tenant)
        email = await make.person((world or tenant).tenant_id, role)
        assert (await person.sign_in(email)).status == 200
        return person

    return make_one


async def me(client: Client) -> dict[str, Any]:
    return (await client.get("/api/auth/session")).json["user"]


def token_of(link: str) -> str:
    """What stands behind the # of a link."""
    return link.partition("#")[2]
