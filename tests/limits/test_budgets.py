"""Budgets over HTTP: what fits is answered and counted, the rest is refused and costs nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.limits.conftest import Counters
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import Answer, Client, Maker, TenantWorld

# The fake agent's answers take this many unless a test says otherwise.
TOKENS = 18
MONTH = {"period": "month", "kind": "hard"}


async def set_budget(admin: Client, **fields: Any) -> dict[str, Any]:
    answer = await admin.post("/api/budgets", {**MONTH, **fields})
    assert answer.status == 201, answer.raw
    return answer.json


async def budgets(client: Client) -> list[dict[str, Any]]:
    return (await client.get("/api/budgets")).json["items"]


def phone(number: int) -> str:
    return f"+55119{number:08}"


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


async def test_what_was_consumed_before_counts_in_a_new_budget(client: Client, admin: Client):
    await client.chat("antes")

    budget = await set_budget(admin, max_tokens=TOKENS)

    assert budget["tokens"]["used"] == TOKENS
    assert budget["state"] == "exhausted"
    assert (await client.chat("depois")).status == 402


async def test_an_inbox_budget_binds_that_inbox_only(
    client: Client, admin: Client, database: ScratchDatabase, tenant: TenantWorld
):
    second = database.value(
        "insert into dom360.inboxes (tenant_id, name) values (%s, 'Outra') returning id",
        tenant.tenant_id,
    )
    await set_budget(admin, scope="inbox", inbox_id=str(tenant.inbox_id), max_tokens=TOKENS)

    assert (await client.chat("uma")).status == 200
    assert (await client.chat("outra")).status == 402
    assert (await client.chat("aqui sim", inbox_id=str(second))).status == 200

    assert (await budgets(admin))[0]["tokens"]["used"] == TOKENS


async def test_a_keys_budget_binds_the_key_and_its_rotations_and_nobody_else(
    client: Client, admin: Client, client_of: Any, make: Maker, tenant: TenantWorld
):
    (key,) = (await admin.get("/api/api-keys")).json["items"]
    await set_budget(admin, scope="api_key", api_key_id=key["id"], max_tokens=TOKENS)
    rotated = await admin.post(f"/api/api-keys/{key['id']}/rotate", {"grace_hours": 1})
    assert rotated.status == 201
    successor, stranger = client_of(tenant), client_of(tenant)
    successor.headers["Authorization"] = f"Bearer {rotated.json['key']}"
    stranger.headers["Authorization"] = f"Bearer {await make.key(tenant.tenant_id, 'chat')}"

    assert (await successor.chat("uma")).status == 200

    refused = await client.chat("com a chave velha")
    assert (refused.status, refused.json["budget"]["scope"]) == (402, "api_key")
    assert (await successor.chat("com a nova")).status == 402
    assert (await stranger.chat("outra chave")).status == 200
    assert (await admin.post("/api/chat", admin.turn("uma pessoa"))).status == 200
    assert (await budgets(admin))[0]["tokens"]["used"] == TOKENS


async def test_money_is_counted_like_tokens(
    client: Client, admin: Client, counters: Counters, database: ScratchDatabase,
    tenant: TenantWorld,
):  # fmt: skip
    database.rows(
        "insert into dom360.model_prices values (%s, 'fake-model-1', '2020-01-01', %s, %s, 0)",
        tenant.tenant_id, 1_000_000_000, 1_000_000_000,
    )  # fmt: skip
    await set_budget(admin, max_micro_usd=20_000)

    answers = [await client.chat(f"fala {n}") for n in range(3)]

    assert [answer.status for answer in answers] == [200, 200, 402]
    assert answers[0].json["usage"]["cost_micro_usd"] == 18_000
    assert counters.of(tenant.tenant_id) == [(36, 36_000, 0, 0)]


async def test_a_failed_turn_gives_back_what_it_held(
    client: Client, admin: Client, fake_agent: FakeAgent, counters: Counters, tenant: TenantWorld
):
    await set_budget(admin, max_tokens=1000)
    fake_agent.mode("500", times=1)

    failed = await client.chat("uma", request_id="r-1")
    after_failing = counters.of(tenant.tenant_id)
    again = await client.chat("uma", request_id="r-1")

    assert (failed.status, again.status) == (502, 200)
    assert after_failing == [(0, 0, 0, 0)]
    assert counters.of(tenant.tenant_id) == [(TOKENS, 0, 0, 0)]


async def test_a_failed_turn_is_not_tried_again_over_the_limit_and_its_message_stays(
    client: Client, admin: Client, fake_agent: FakeAgent, counters: Counters, tenant: TenantWorld
):
    budget = await set_budget(admin, max_tokens=TOKENS)
    fake_agent.mode("500", times=1)
    await client.chat("uma", request_id="r-1")
    await client.chat("outra", request_id="r-2")
    asked, stored = len(fake_agent.calls()), counters.stored(tenant.tenant_id)

    refused = await client.chat("uma", request_id="r-1")
    await admin.call("PATCH", f"/api/budgets/{budget['id']}", json={"max_tokens": 1000})
    again = await client.chat("uma", request_id="r-1")

    assert (refused.status, again.status) == (402, 200)
    assert len(fake_agent.calls()) == asked + 1
    assert counters.stored(tenant.tenant_id)["turns"] == stored["turns"]


async def test_what_a_person_answers_is_no_matter_of_budgets(
    client: Client, admin: Client, counters: Counters, tenant: TenantWorld
):
    first = await client.chat("uma")
    conversation = first.json["conversation_id"]
    await set_budget(admin, max_tokens=TOKENS)
    await admin.post(f"/api/conversations/{conversation}/takeover", {})

    answer = await client.chat("e agora?")

    assert answer.status == 202
    assert counters.of(tenant.tenant_id) == [(TOKENS, 0, 0, 0)]


async def test_a_takeover_gives_back_what_waiting_turns_held(
    client: Client, admin: Client, fake_agent: FakeAgent, counters: Counters, tenant: TenantWorld
):
    await set_budget(admin, max_tokens=100_000)
    fake_agent.mode("hold")
    waiting = [asyncio.create_task(client.chat(f"fala {n}")) for n in range(3)]
    await until(lambda: counters.stored(tenant.tenant_id)["turns"] == 3)
    held = counters.of(tenant.tenant_id)
    found = (await client.get("/api/conversations")).json["items"]

    await admin.post(f"/api/conversations/{found[0]['id']}/takeover", {})
    after = counters.of(tenant.tenant_id)
    fake_agent.release()
    answers = await asyncio.gather(*waiting)

    assert held == [(0, 0, 3 * 2000, 3 * 2000)]
    assert after == [(0, 0, 0, 0)]
    assert [answer.status for answer in answers] == [202, 202, 202]
    assert counters.of(tenant.tenant_id) == [(TOKENS, 0, 0, 0)], "the dropped answer was paid for"


async def test_erasing_a_contact_gives_back_what_their_turns_held(
    client: Client, admin: Client, fake_agent: FakeAgent, counters: Counters, tenant: TenantWorld
):
    await set_budget(admin, max_tokens=100_000)
    fake_agent.mode("hold")
    waiting = asyncio.create_task(client.chat("uma"))
    await until(lambda: len(fake_agent.calls()) == 1)
    (contact,) = (await client.get("/api/contacts")).json["items"]

    erased = await admin.call("DELETE", f"/api/contacts/{contact['id']}")
    fake_agent.release()
    answer = await waiting

    assert erased.status == 200
    assert answer.code == "CONTACT_ERASED"
    assert counters.of(tenant.tenant_id) == [(0, 0, 0, 0)]


async def test_a_new_period_begins_with_what_was_consumed_since_its_first_day(
    client: Client, admin: Client, counters: Counters, tenant: TenantWorld
):
    await set_budget(admin, max_tokens=2 * TOKENS, period="day")
    await client.chat("ontem")
    counters.run(
        "update dom360.budgets set period_start = period_start - 1, used_tokens = 999,"
        " held_tokens = 7, warned_at = now(), exhausted_at = now() where tenant_id = %s",
        tenant.tenant_id,
    )

    (seen,) = await budgets(admin)
    answer = await client.chat("hoje")

    assert (seen["tokens"]["used"], seen["state"], seen["warned_at"]) == (0, "ok", None)
    assert answer.status == 200
    assert counters.of(tenant.tenant_id) == [(2 * TOKENS, 0, 0, 0)], "a broken counter is mended"


async def test_the_period_is_the_tenants_own(
    admin: Client, database: ScratchDatabase, tenant: TenantWorld
):
    database.rows(
        "update dom360.account_vars set timezone = 'Pacific/Kiritimati' where tenant_id = %s",
        tenant.tenant_id,
    )

    budget = await set_budget(admin, max_tokens=100, period="day")

    starts, resets = (datetime.fromisoformat(budget[name]) for name in ("starts_at", "resets_at"))
    assert starts.astimezone(UTC).hour == 10, "midnight in UTC+14"
    assert resets - starts == timedelta(days=1)
    assert starts <= datetime.now(UTC) < resets


async def test_64_turns_at_once_pass_a_hard_limit_by_no_more_than_was_under_way(
    client: Client, admin: Client, fake_agent: FakeAgent, counters: Counters, tenant: TenantWorld
):
    """Every answer takes three times what the first turns were expected to: the worst case."""
    takes, limit = 6_000, 20_000
    fake_agent.mode("slow", ms=150, input_tokens=takes - 100, output_tokens=100)
    await set_budget(admin, max_tokens=limit)

    async def chat(number: int) -> Answer:
        return await client.chat("fala", sender_phone=phone(number), request_id=f"r-{number}")

    answers = await asyncio.gather(*(chat(number) for number in range(64)))

    answered = [answer for answer in answers if answer.status == 200]
    refused = [answer for answer in answers if answer.status == 402]
    ((used, _, held, _),) = counters.of(tenant.tenant_id)
    # Each of the first turns holds 2,000: ten of them fill the limit, all under way at once.
    under_way = limit // 2_000
    print(f"limit {limit}, used {used}: {len(answered)} answered, {len(refused)} refused")
    assert len(answered) + len(refused) == 64
    assert 1 <= len(answered) <= under_way
    assert used == len(answered) * takes == counters.consumed(tenant.tenant_id)[0]
    assert used - limit <= under_way * (takes - 2_000)
    assert held == 0
    assert counters.stored(tenant.tenant_id)["turns"] == len(answered), "refusals store nothing"


async def test_64_turns_at_once_with_known_sizes_pass_a_limit_by_less_than_one_turn(
    client: Client, admin: Client, counters: Counters, tenant: TenantWorld, fake_agent: FakeAgent
):
    takes, limit = 1_000, 20_500
    fake_agent.mode("ok", input_tokens=takes - 100, output_tokens=100)
    assert (await client.chat("antes", sender_phone=phone(99))).status == 200
    await set_budget(admin, max_tokens=limit)

    async def chat(number: int) -> int:
        for _ in range(60):
            answer = await client.chat("fala", sender_phone=phone(number), request_id=f"r-{number}")
            if answer.status != 402 or "retry_after_s" not in answer.json:
                return answer.status
            await asyncio.sleep(0.1)
        return answer.status

    statuses = await asyncio.gather(*(chat(number) for number in range(64)))

    ((used, _, held, _),) = counters.of(tenant.tenant_id)
    print(
        f"limit {limit}, used {used}: {statuses.count(200)} answered, {statuses.count(402)} refused"
    )
    assert used == (statuses.count(200) + 1) * takes
    assert limit <= used < limit + takes, "used to its end, and passed by less than one turn"
    assert held == 0
