"""What budgets count and hold: before and after, failures, takeovers, periods, 64 at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.doubles.fake_agent import FakeAgent
from tests.limits.conftest import TOKENS, Counters, budgets, phone, set_budget
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import Answer, Client, Maker, TenantWorld


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
    # Each of the first turns holds 2,000: ten of them fill the limit, all under way at once.
    under_way = limit // 2_000
    fake_agent.mode("hold", input_tokens=takes - 100, output_tokens=100)
    await set_budget(admin, max_tokens=limit)

    async def chat(number: int) -> Answer:
        return await client.chat("fala", sender_phone=phone(number), request_id=f"r-{number}")

    calls = [asyncio.create_task(chat(number)) for number in range(64)]
    # The agent answers none before all the others were refused.
    await until(lambda: sum(call.done() for call in calls) == 64 - under_way, timeout_s=20)
    await fake_agent.wait_for_calls(under_way, tenant_id=tenant.tenant_id)
    fake_agent.release()
    answers = await asyncio.gather(*calls)

    statuses = [answer.status for answer in answers]
    ((used, _, held, _),) = counters.of(tenant.tenant_id)
    passed, refused = statuses.count(200), statuses.count(402)
    print(f"limit {limit}, used {used}: {passed} answered, {refused} refused")
    assert (passed, refused) == (under_way, 64 - under_way)
    assert used == under_way * takes == counters.consumed(tenant.tenant_id)[0]
    assert held == 0
    assert counters.stored(tenant.tenant_id)["turns"] == under_way, "refusals store nothing"


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
