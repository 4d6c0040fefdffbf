"""Budgets over HTTP: what fits is answered and counted, the rest is refused and costs nothing."""

from typing import Any

import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.limits.conftest import MONTH, TOKENS, Counters, budgets, phone, set_budget
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client, TenantWorld


async def test_a_hard_budget_refuses_before_the_agent_is_asked_and_stores_nothing(
    client: Client, admin: Client, fake_agent: FakeAgent, counters: Counters, tenant: TenantWorld
):
    budget = await set_budget(admin, max_tokens=TOKENS)
    assert (await client.chat("uma")).status == 200
    asked, stored = len(fake_agent.calls()), counters.stored(tenant.tenant_id)

    refused = await client.chat("outra", sender_phone=phone(1), request_id="r-2")

    assert (refused.status, refused.code) == (402, "BUDGET_EXHAUSTED")
    assert refused.json["budget"]["id"] == budget["id"]
    assert refused.json["budget"]["resets_at"]
    assert len(fake_agent.calls()) == asked
    assert counters.stored(tenant.tenant_id) == stored


async def test_the_refused_message_is_answered_once_the_budget_is_raised(
    client: Client, admin: Client
):
    budget = await set_budget(admin, max_tokens=TOKENS)
    await client.chat("uma", request_id="r-1")
    refused = await client.chat("outra", request_id="r-2")

    raised = await admin.call("PATCH", f"/api/budgets/{budget['id']}", json={"max_tokens": 10_000})
    again = await client.chat("outra", request_id="r-2")

    assert refused.status == 402
    assert (raised.status, raised.json["state"]) == (200, "ok")
    assert again.status == 200
    assert (await client.chat("uma", request_id="r-1")).status == 200, "an old answer is told again"


async def test_what_is_answered_already_is_told_again_though_the_budget_is_used_up(
    client: Client, admin: Client
):
    await set_budget(admin, max_tokens=TOKENS)
    first = await client.chat("uma", request_id="r-1")

    again = await client.chat("uma", request_id="r-1")

    assert again.raw == first.raw


async def test_a_stream_is_refused_with_402_too(client: Client, admin: Client):
    await set_budget(admin, max_tokens=1)
    await client.chat("uma")

    refused = await client.stream("outra")

    assert (refused.status, refused.code) == (402, "BUDGET_EXHAUSTED")


async def test_a_soft_budget_refuses_nobody_and_says_that_it_is_passed(
    client: Client, admin: Client, viewer: Client
):
    await set_budget(admin, kind="soft", max_tokens=TOKENS + 2)

    assert [(await client.chat(f"fala {n}")).status for n in range(2)] == [200, 200]

    (budget,) = await budgets(viewer)
    assert budget["state"] == "exhausted"
    assert budget["tokens"]["used"] == 2 * TOKENS
    assert budget["tokens"]["left"] == 0
    assert budget["used_percent"] == 180.0


async def test_the_warning_and_the_limit_are_written_down_once_a_period(
    client: Client, admin: Client, database: ScratchDatabase, tenant: TenantWorld
):
    budget = await set_budget(admin, kind="soft", max_tokens=3 * TOKENS, warn_percent=50)

    for number in range(5):
        assert (await client.chat(f"fala {number}")).status == 200

    told = database.rows(
        "select action, subject_id, (new ->> 'used_tokens')::int from dom360.audit_log"
        " where tenant_id = %s and action in ('budget.warned', 'budget.exhausted') order by seq",
        tenant.tenant_id,
    )
    assert told == [
        ("budget.warned", budget["id"], 2 * TOKENS),
        ("budget.exhausted", budget["id"], 3 * TOKENS),
    ]


async def test_budgets_are_for_administrators_to_change_and_for_all_to_read(
    client: Client, viewer: Client, admin: Client
):
    body = {**MONTH, "max_tokens": 5}
    budget = await set_budget(admin, max_tokens=100)
    path = f"/api/budgets/{budget['id']}"

    for stranger in (viewer, client):
        assert (await stranger.post("/api/budgets", body)).status == 403
        assert (await stranger.call("PATCH", path, json={"max_tokens": 1})).status == 403
        assert (await stranger.call("DELETE", path)).status == 403
        assert [one["id"] for one in await budgets(stranger)] == [budget["id"]]


async def test_another_tenants_budgets_inboxes_and_keys_are_not_there(
    admin: Client, other_admin: Client, tenant: TenantWorld, other: TenantWorld
):
    budget = await set_budget(admin, max_tokens=100)
    path = f"/api/budgets/{budget['id']}"
    (key,) = (await admin.get("/api/api-keys")).json["items"]

    assert await budgets(other_admin) == []
    for answer in (
        await other_admin.call("PATCH", path, json={"max_tokens": 1}),
        await other_admin.call("DELETE", path),
        await other_admin.post(
            "/api/budgets",
            {**MONTH, "max_tokens": 5, "scope": "inbox", "inbox_id": str(tenant.inbox_id)},
        ),
        await other_admin.post(
            "/api/budgets", {**MONTH, "max_tokens": 5, "scope": "api_key", "api_key_id": key["id"]}
        ),
    ):
        assert answer.status == 404, answer.raw
    assert [one["id"] for one in await budgets(admin)] == [budget["id"]]
    assert await budgets(other_admin) == []


async def test_another_tenants_consumption_leaves_a_budget_alone(
    client: Client, admin: Client, other_client: Client, other_admin: Client
):
    await set_budget(admin, max_tokens=1000)
    await set_budget(other_admin, max_tokens=TOKENS)

    assert (await other_client.chat("a")).status == 200
    assert (await other_client.chat("b")).status == 402
    assert (await client.chat("a")).status == 200

    assert (await budgets(admin))[0]["tokens"]["used"] == TOKENS


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "BUDGET_WITHOUT_LIMIT"),
        ({"max_tokens": 5, "scope": "inbox"}, "BUDGET_SCOPE_MISMATCH"),
        ({"max_tokens": 5, "api_key_id": "0198f0c2-0000-7000-8000-000000000000"},
         "BUDGET_SCOPE_MISMATCH"),
        ({"max_tokens": 0}, "VALIDATION_FAILED"),
        ({"max_tokens": 10**16}, "VALIDATION_FAILED"),
        ({"max_tokens": 5, "warn_percent": 101}, "VALIDATION_FAILED"),
        ({"max_tokens": 5, "used_tokens": 0}, "VALIDATION_FAILED"),
        ({"max_tokens": 5, "period": "week"}, "VALIDATION_FAILED"),
    ],
)  # fmt: skip
async def test_what_is_no_budget_is_refused_and_leaves_nothing(
    admin: Client, fields: dict[str, Any], code: str
):
    refused = await admin.post("/api/budgets", {**MONTH, **fields})

    assert (refused.status, refused.code) == (422, code)
    assert await budgets(admin) == []


async def test_one_budget_for_each_scope_period_and_kind(admin: Client):
    await set_budget(admin, max_tokens=100)

    twice = await admin.post("/api/budgets", {**MONTH, "max_tokens": 200})
    await set_budget(admin, max_tokens=50, period="day")
    await set_budget(admin, max_tokens=50, kind="soft")

    assert (twice.status, twice.code) == (409, "BUDGET_EXISTS")


async def test_the_last_limit_cannot_be_taken_away(admin: Client):
    budget = await set_budget(admin, max_tokens=100)
    path = f"/api/budgets/{budget['id']}"

    refused = await admin.call("PATCH", path, json={"max_tokens": None})
    swapped = await admin.call("PATCH", path, json={"max_tokens": None, "max_micro_usd": 7})
    removed = await admin.call("DELETE", path)
    gone = await admin.call("DELETE", path)

    assert (refused.status, refused.code) == (422, "BUDGET_WITHOUT_LIMIT")
    assert swapped.json["tokens"]["limit"] is None
    assert swapped.json["micro_usd"]["limit"] == 7
    assert (removed.status, gone.status) == (204, 404)
