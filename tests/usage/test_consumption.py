"""What the dashboard says equals what was said, in the tenant's own days."""

import asyncio
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.support.ledger import assert_books_agree
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld


async def consumption(client: Client, query: str = "") -> dict:
    answer = await client.get(f"/api/dashboard/consumption{query}")
    assert answer.status == 200, answer.raw
    return answer.json


def say_at(database: ScratchDatabase, client: Client, conversation: str, moment: datetime) -> None:
    """An answer of 100 tokens at a moment of the test's choice."""
    database.rows(
        "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type, "
        "message_index, role, content, input_tokens, total_tokens, created_at) "
        "values (%s, %s, %s, 'SDR', 1, 'assistant', 'x', 100, 100, %s)",
        client.world.tenant_id,
        conversation,
        client.world.inbox_id,
        moment,
    )


async def test_the_totals_are_the_messages(
    client: Client, fake_agent: FakeAgent, database: ScratchDatabase
):
    await asyncio.gather(
        *(client.chat(f"n {n}", sender_phone=f"+55119876540{n:02}") for n in range(10)),
        *(client.chat(f"m {n}", agent_type="COPILOT") for n in range(5)),
    )
    fake_agent.mode("500", times=1)
    await client.chat("vai falhar")

    said = await consumption(client)

    assert said["totals"] == {
        "messages": 31,
        "answers": 15,
        "errors": 1,
        "input_tokens": 15 * 11,
        "output_tokens": 15 * 7,
        "cached_tokens": 0,
        "total_tokens": 15 * 18,
        "cost_micro_usd": 0,
        "conversations": 12,
        "retries": 0,
        "unpriced_answers": 15,
    }
    assert len(said["days"]) == 1
    assert {name: said["days"][0][name] for name in said["totals"]} == said["totals"]
    assert_books_agree(database)


@pytest.mark.parametrize(
    "zone", ["America/Sao_Paulo", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"]
)
async def test_a_day_is_the_tenants_own_day(client: Client, database: ScratchDatabase, zone: str):
    database.rows(
        "update dom360.account_vars set timezone = %s where tenant_id = %s",
        zone,
        client.world.tenant_id,
    )
    conversation = (await client.chat()).json["conversation_id"]
    today = datetime.now(ZoneInfo(zone)).date()
    day, next_day = today + timedelta(days=3), today + timedelta(days=4)
    late = datetime(day.year, day.month, day.day, 23, 30, tzinfo=ZoneInfo(zone))
    say_at(database, client, conversation, late)
    say_at(database, client, conversation, late + timedelta(hours=1))

    said = await consumption(client, f"?first_day={today}&last_day={next_day}")

    tokens = {found["day"]: found["total_tokens"] for found in said["days"]}
    assert tokens == {str(today): 18, str(day): 100, str(next_day): 100}
    assert said["timezone"] == zone
    alone = await consumption(client, f"?first_day={day}&last_day={day}")
    assert alone["totals"]["total_tokens"] == 100
    assert_books_agree(database)


async def test_without_a_period_it_is_the_last_thirty_days(client: Client):
    said = await consumption(client)

    first, last = date.fromisoformat(said["first_day"]), date.fromisoformat(said["last_day"])
    assert last - first == timedelta(days=29)
    assert last == datetime.now(ZoneInfo(said["timezone"])).date()
    assert said["days"] == []
    assert set(said["totals"].values()) == {0}


async def test_one_inbox_alone(client: Client, database: ScratchDatabase):
    second = database.value(
        "insert into dom360.inboxes (tenant_id, name) values (%s, 'Segunda') returning id",
        client.world.tenant_id,
    )
    await client.chat("aqui")
    await client.chat("ali", inbox_id=str(second))
    await client.chat("ali de novo", inbox_id=str(second))

    both = await consumption(client)
    one = await consumption(client, f"?inbox_id={second}")

    assert len(both["days"]) == 2
    assert both["totals"]["answers"] == 3
    assert one["totals"]["answers"] == 2
    assert {found["inbox_id"] for found in one["days"]} == {str(second)}


@pytest.mark.parametrize(
    ("query", "code"),
    [("first_day=2026-02-02&last_day=2026-02-01", "INVALID_PERIOD"),
     ("first_day=2020-01-01&last_day=2026-01-01", "INVALID_PERIOD"),
     ("first_day=0001-01-01", "INVALID_PERIOD"), ("first_day=9999-12-31", "INVALID_PERIOD"),
     ("first_day=2026-02-30", "VALIDATION_FAILED"), ("first_day=yesterday", "VALIDATION_FAILED"),
     ("last_day=%00", "VALIDATION_FAILED"), ("inbox_id=1", "VALIDATION_FAILED"),
     ("first_day=10000-01-01", "VALIDATION_FAILED"), ("first_day=", "VALIDATION_FAILED")],
)  # fmt: skip
async def test_a_period_that_is_none_is_refused(client: Client, query: str, code: str):
    assert_problem(await client.get(f"/api/dashboard/consumption?{query}"), 422, code)


@pytest.mark.parametrize(
    "query",
    [
        "last_day=0001-01-01",
        "last_day=0001-01-29",
        "last_day=9999-12-31",
        "first_day=0001-01-01&last_day=0001-01-01",
    ],
)
async def test_the_ends_of_the_calendar_are_days_like_others(client: Client, query: str):
    assert (await consumption(client, f"?{query}"))["days"] == []


async def test_a_tenant_sees_its_own_consumption_only(
    client: Client, other_client: Client, other: TenantWorld
):
    for _ in range(3):
        await other_client.chat()
    await client.chat()

    assert (await consumption(client))["totals"]["answers"] == 1
    assert (await consumption(other_client))["totals"]["answers"] == 3
