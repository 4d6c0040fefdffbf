"""Administrators of two companies, and what is stored of a company."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.doubles.fake_agent import FakeAgent
from tests.support.postgres import ScratchDatabase
from tests.support.world import Answer, Client, TenantWorld

Stored = Callable[[TenantWorld], dict[str, Any]]


async def _signed_in(client: Client, world: TenantWorld) -> Client:
    assert (await client.sign_in(world.admin_email)).status == 200
    return client


@pytest.fixture
async def admin(client_of, tenant: TenantWorld, fake_agent: FakeAgent) -> Client:
    return await _signed_in(client_of(tenant), tenant)


@pytest.fixture
async def other_admin(client_of, other: TenantWorld) -> Client:
    return await _signed_in(client_of(other), other)


@pytest.fixture
def stored(database: ScratchDatabase) -> Stored:
    """A company's row of settings, as it lies in the database."""

    def look(world: TenantWorld) -> dict[str, Any]:
        with psycopg.connect(database.owner_url, row_factory=dict_row) as connection:
            row = connection.execute(
                "select * from dom360.account_vars where tenant_id = %s", [world.tenant_id]
            ).fetchone()
        assert row
        return row

    return look


async def patch(client: Client, path: str, **fields: Any) -> Answer:
    return await client.call("PATCH", path, json=fields)
