from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.world import Client, Maker, TenantWorld

# The fake agent's answers take this many unless a test says otherwise.
TOKENS = 18
MONTH = {"period": "month", "kind": "hard"}

ClientOf = Callable[[TenantWorld | None], Client]


@pytest.fixture
async def admin(client_of: ClientOf, tenant: TenantWorld) -> Client:
    """The tenant's administrator, signed in."""
    signed_in = client_of(tenant)
    assert (await signed_in.sign_in(tenant.admin_email)).status == 200
    return signed_in


@pytest.fixture
async def other_admin(client_of: ClientOf, other: TenantWorld) -> Client:
    signed_in = client_of(other)
    assert (await signed_in.sign_in(other.admin_email)).status == 200
    return signed_in


@pytest.fixture
async def viewer(client_of: ClientOf, tenant: TenantWorld, make: Maker) -> Client:
    signed_in = client_of(tenant)
    await signed_in.sign_in(await make.person(tenant.tenant_id, "VIEWER"))
    return signed_in


class Counters:
    """What stands in the budgets' rows, and what it must be a sum of."""

    def __init__(self, database: ScratchDatabase) -> None:
        self._database = database

    def of(self, tenant_id: UUID) -> list[tuple[int, int, int, int]]:
        """(used_tokens, used_micro_usd, held_tokens, held_micro_usd) of each budget."""
        return self._database.rows(
            "select used_tokens, used_micro_usd, held_tokens, held_micro_usd"
            " from dom360.budgets where tenant_id = %s order by created_at, id",
            tenant_id,
        )

    def consumed(self, tenant_id: UUID) -> tuple[int, int]:
        (row,) = self._database.rows(
            "select coalesce(sum(total_tokens), 0)::bigint,"
            " coalesce(sum(cost_micro_usd), 0)::bigint from dom360.messages where tenant_id = %s",
            tenant_id,
        )
        return tuple(row)  # type: ignore[return-value]

    def stored(self, tenant_id: UUID) -> dict[str, int]:
        """Rows of all that a chat call writes."""
        tables = ("contacts", "conversations", "messages", "turns", "consumption_inbox_daily")
        return {
            table: self._database.value(
                f"select count(*) from dom360.{table} where tenant_id = %s", tenant_id
            )
            for table in tables
        }

    def run(self, statement: str, *values: Any) -> None:
        self._database.rows(statement, *values)


@pytest.fixture
def counters(database: ScratchDatabase) -> Counters:
    return Counters(database)


async def set_budget(admin: Client, **fields: Any) -> dict[str, Any]:
    answer = await admin.post("/api/budgets", {**MONTH, **fields})
    assert answer.status == 201, answer.raw
    return answer.json


async def budgets(client: Client) -> list[dict[str, Any]]:
    return (await client.get("/api/budgets")).json["items"]


def phone(number: int) -> str:
    return f"+55119{number:08}"
