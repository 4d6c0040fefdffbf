"""The platform's administrator, who rightly sees every company."""

import secrets
from typing import Any
from uuid import UUID

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.world import PASSWORD, Answer, Client, Maker, TenantWorld


class Master:
    """Calls the platform's endpoints. Answers may hold every company's canary."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def get(self, path: str) -> Answer:
        return await self.client.get(f"/api/admin{path}", sees_all=True)

    async def post(self, path: str, **fields: Any) -> Answer:
        return await self.client.post(f"/api/admin{path}", fields, sees_all=True)

    async def patch(self, path: str, **fields: Any) -> Answer:
        return await self.client.call("PATCH", f"/api/admin{path}", json=fields, sees_all=True)

    async def delete(self, world: TenantWorld, **fields: Any) -> Answer:
        body = {"confirm": world.slug, "reason": "Contrato encerrado", **fields}
        return await self.post(f"/tenants/{world.tenant_id}/delete", **body)


@pytest.fixture
async def master(client_of, make: Maker) -> Master:
    client: Client = client_of(None)
    assert (await client.sign_in(await make.master())).status == 200
    return Master(client)


@pytest.fixture
def home(database: ScratchDatabase, master: Master) -> UUID:
    """The platform's own tenant."""
    found: UUID = database.value("select id from dom360.tenants where kind = 'platform'")
    return found


async def first_admin(client: Client, made: Answer, password: str = PASSWORD) -> Client:
    """Accept a new company's invitation, and go on as its administrator."""
    token = made.json["invitation_link"].partition("#")[2]
    body = {"token": token, "name": "Ana", "password": password}
    accepted = await client.post("/api/auth/invitation/accept", body)
    assert accepted.status == 201, accepted.raw
    client.headers["Cookie"] = accepted.headers["Set-Cookie"].partition(";")[0]
    return client


def new_company(**fields: Any) -> dict[str, Any]:
    mark = secrets.token_hex(6)
    return {
        "slug": f"nova-{mark}",
        "name": f"Nova {mark}",
        "admin": {"email": f"Ana-{mark}@Example.com", "name": "Ana"},
        **fields,
    }
