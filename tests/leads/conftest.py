from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.support.world import Client

Lead = dict[str, Any]
MakeLead = Callable[..., Awaitable[Lead]]


@pytest.fixture
def make_lead(client: Client) -> MakeLead:
    """A lead of the client's tenant, with a name that carries the canary."""

    async def make(phone: str = "+5511987654321", **fields: Any) -> Lead:
        return await add_lead(client, phone, **fields)

    return make


async def add_lead(client: Client, phone: str = "+5511987654321", **fields: Any) -> Lead:
    assert client.world
    body = {"phone": phone, "name": f"Ana {client.world.canary}", **fields}
    answer = await client.post("/api/leads", body)
    assert answer.status in (200, 201), answer.raw
    lead: Lead = answer.json
    return lead
