"""GET /api/dashboard/consumption and its months."""

from tests.doubles.fake_agent import FakeAgent
from tests.support.world import Client

PATH = "/api/dashboard/consumption"


async def test_what_was_said_shows_at_once(client: Client, other_client: Client):
    await client.chat("um", sender_phone="+5511900000001")
    await client.chat("dois", sender_phone="+5511900000001")
    await client.chat("três", sender_phone="+5511900000002")

    mine = (await client.get(PATH)).json
    others = (await other_client.get(PATH)).json

    assert mine["totals"]["messages"] == 6
    assert mine["totals"]["answers"] == 3
    assert mine["totals"]["conversations"] == 2
    assert mine["totals"]["total_tokens"] == sum(day["total_tokens"] for day in mine["days"]) > 0
    assert mine["groups"] == []
    assert others["totals"]["messages"] == 0


async def test_sums_can_be_grouped_every_way(client: Client, fake_agent: FakeAgent):
    await client.chat("um")
    await client.chat("dois", agent_type="COPILOT")

    for parts in ("day", "inbox", "agent_type", "model", "agent_type&group_by=model"):
        found = (await client.get(f"{PATH}?group_by={parts}")).json
        for name, total in found["totals"].items():
            assert sum(group[name] for group in found["groups"]) == total, (parts, name)
    kinds = (await client.get(f"{PATH}?group_by=agent_type")).json["groups"]
    assert [(g["agent_type"], g["answers"], g["day"], g["model"]) for g in kinds] == [
        ("COPILOT", 1, None, None),
        ("SDR", 1, None, None),
    ]


async def test_an_unknown_way_to_group_is_refused(client: Client):
    answer = await client.get(f"{PATH}?group_by=contact")

    assert (answer.status, answer.code) == (422, "VALIDATION_FAILED")


async def test_failed_turns_are_errors_until_they_are_answered(
    client: Client, fake_agent: FakeAgent
):
    fake_agent.mode("500", times=1)
    await client.chat("um", request_id="e1")
    failed = (await client.get(PATH)).json["totals"]
    await client.chat("um", request_id="e1")
    answered = (await client.get(PATH)).json["totals"]

    assert (failed["errors"], failed["retries"], failed["answers"]) == (1, 0, 0)
    assert (answered["errors"], answered["retries"], answered["answers"]) == (0, 1, 1)


async def test_months_say_for_which_moment_they_are_true(client: Client):
    found = await client.get(f"{PATH}/months")
    swapped = await client.get(f"{PATH}/months?first_month=2026-03-01&last_month=2026-02-01")

    assert found.json["refreshed_at"]
    assert (swapped.status, swapped.code) == (422, "INVALID_PERIOD")
