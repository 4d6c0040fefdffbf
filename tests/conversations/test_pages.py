"""Reading conversations and messages, page by page."""

import asyncio
import uuid
from typing import Any

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld


def phone(n: int) -> str:
    return f"+55119876500{n:02}"


async def talked(client: Client, contacts: int, **fields: Any) -> list[str]:
    """One conversation each; the ids, the oldest activity first."""
    return [
        (await client.chat(f"oi {n}", sender_phone=phone(n), **fields)).json["conversation_id"]
        for n in range(contacts)
    ]


async def all_pages(client: Client, limit: int, between: Any = None) -> list[str]:
    seen: list[str] = []
    cursor = None
    for _ in range(50):
        query = f"?limit={limit}" + (f"&cursor={cursor}" if cursor else "")
        page = (await client.get(f"/api/conversations{query}")).json
        seen += [item["id"] for item in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            return seen
        assert len(page["items"]) == limit
        if between:
            await between()
    raise AssertionError("the pages have no end")


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
async def test_the_pages_hold_every_conversation_once_the_latest_first(client: Client, limit: int):
    made = await talked(client, 7)

    assert await all_pages(client, limit) == made[::-1]


async def test_conversations_of_the_same_moment_are_not_lost_between_pages(
    client: Client, database: ScratchDatabase
):
    assert client.world
    made = await talked(client, 6)
    database.rows(
        "update dom360.conversations set last_message_at = now() where tenant_id = %s",
        client.world.tenant_id,
    )

    seen = await all_pages(client, 2)

    assert sorted(seen) == sorted(made)


async def test_new_messages_meanwhile_repeat_nothing(client: Client):
    made = await talked(client, 8)
    arriving = iter(range(50, 90))

    async def somebody_new_writes() -> None:
        await client.chat("cheguei", sender_phone=phone(next(arriving)))

    seen = await all_pages(client, 2, somebody_new_writes)

    assert seen == made[::-1], "who wrote after the first page is on top of the next reading"


async def test_filters_narrow_the_list(client: Client, database: ScratchDatabase):
    assert client.world
    sdr = await talked(client, 2)
    copilot = await talked(client, 3, agent_type="COPILOT")
    database.rows(
        "update dom360.conversations set status = 'closed', closed_at = now() where id = %s",
        copilot[0],
    )

    async def ids(query: str) -> set[str]:
        page = (await client.get(f"/api/conversations?{query}")).json
        return {item["id"] for item in page["items"]}

    assert await ids("agent_type=SDR") == set(sdr)
    assert await ids("agent_type=COPILOT") == set(copilot)
    assert await ids("status=closed") == {copilot[0]}
    assert await ids("status=open&agent_type=COPILOT") == set(copilot[1:])
    assert await ids(f"inbox_id={client.world.inbox_id}") == {*sdr, *copilot}
    assert await ids(f"inbox_id={uuid.uuid4()}") == set()


async def test_a_conversation_tells_whom_it_is_with(client: Client):
    assert client.world
    (made,) = await talked(client, 1)

    found = (await client.get(f"/api/conversations/{made}")).json

    assert found["contact_phone"] == phone(0)
    assert found["contact_name"] == f"Ana {client.world.canary}"
    assert (found["message_count"], found["status"], found["agent_type"]) == (2, "open", "SDR")


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
async def test_earlier_messages_come_page_by_page(client: Client, limit: int):
    for n in range(4):
        answer = await client.chat(f"fala {n}", request_id=f"r-{n}")
    conversation = answer.json["conversation_id"]

    found: list[dict] = []
    before = None
    for _ in range(20):
        query = f"?limit={limit}" + (f"&before={before}" if before else "")
        page = (await client.get(f"/api/conversations/{conversation}/messages{query}")).json
        found = page["items"] + found
        before = page["before"]
        if before is None:
            break

    assert [message["message_index"] for message in found] == list(range(1, 9))
    assert [message["request_id"] for message in found[::2]] == [f"r-{n}" for n in range(4)]
    assert [message["role"] for message in found] == ["user", "assistant"] * 4
    assert found[1]["usage"]["total_tokens"] == 18
    assert found[0]["usage"] is None


async def test_messages_that_arrive_meanwhile_do_not_shift_the_pages(client: Client):
    for n in range(3):
        answer = await client.chat(f"fala {n}")
    path = f"/api/conversations/{answer.json['conversation_id']}/messages"

    newest = (await client.get(f"{path}?limit=3")).json
    await client.chat("mais uma")
    earlier = (await client.get(f"{path}?limit=3&before={newest['before']}")).json

    assert [item["message_index"] for item in earlier["items"] + newest["items"]] == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip


async def test_before_the_first_message_there_is_nothing(client: Client):
    conversation = (await client.chat()).json["conversation_id"]

    page = (await client.get(f"/api/conversations/{conversation}/messages?before=1")).json

    assert page == {"items": [], "before": None}


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "limit=", "cursor=nonsense", "cursor=%00", "cursor=%ff",
     "cursor=" + "a" * 201, "cursor=MjAyNi0wMS0wMQ==", "status=gone", "agent_type=sdr",
     "inbox_id=x"],
)  # fmt: skip
async def test_a_wrong_query_is_refused(client: Client, query: str):
    answer = await client.get(f"/api/conversations?{query}")

    assert_problem(answer, 422, "INVALID_CURSOR" if "cursor" in query and
                   len(query) < 200 else "VALIDATION_FAILED")  # fmt: skip


@pytest.mark.parametrize("query", ["before=0", "before=-1", "before=x", "before=2147483648",
                                   "limit=0", "limit=1000"])  # fmt: skip
async def test_a_wrong_place_in_a_conversation_is_refused(client: Client, query: str):
    conversation = (await client.chat()).json["conversation_id"]

    answer = await client.get(f"/api/conversations/{conversation}/messages?{query}")

    assert_problem(answer, 422, "VALIDATION_FAILED")


async def test_a_foreign_conversation_looks_like_a_missing_one(
    client: Client, other_client: Client
):
    theirs = (await other_client.chat()).json["conversation_id"]

    for path in ("", "/messages", "/messages?before=2"):
        foreign = await client.get(f"/api/conversations/{theirs}{path}")
        missing = await client.get(f"/api/conversations/{uuid.uuid4()}{path}")
        assert_problem(foreign, 404, "CONVERSATION_NOT_FOUND")
        assert foreign.raw == missing.raw


async def test_two_tenants_with_the_same_contact_see_only_their_own(
    client: Client, other_client: Client
):
    mine, theirs = await asyncio.gather(client.chat("meu"), other_client.chat("deles"))

    for one, answer in ((client, mine), (other_client, theirs)):
        listed = (await one.get("/api/conversations")).json["items"]
        assert [item["id"] for item in listed] == [answer.json["conversation_id"]]
        inboxes = (await one.get("/api/inboxes")).json["items"]
        assert [item["id"] for item in inboxes] == [str(one.world.inbox_id)]


async def test_a_foreign_inbox_filters_to_nothing(
    client: Client, other_client: Client, other: TenantWorld
):
    await other_client.chat()
    await client.chat()

    listed = (await client.get(f"/api/conversations?inbox_id={other.inbox_id}")).json
    consumed = (await client.get(f"/api/dashboard/consumption?inbox_id={other.inbox_id}")).json

    assert listed["items"] == []
    assert consumed["totals"]["messages"] == 0


async def test_the_latest_messages_of_all_conversations_come_page_by_page(
    client: Client, other_client: Client
):
    await other_client.chat(f"segredo {other_client.world.canary}")
    conversations = await talked(client, 3)

    seen: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await client.get(f"/api/messages?limit=4{cursor}")).json
        seen += page["items"]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"

    assert [one["content"] for one in seen] == [
        "echo: oi 2", "oi 2", "echo: oi 1", "oi 1", "echo: oi 0", "oi 0",
    ]  # fmt: skip
    assert [one["conversation_id"] for one in seen[::2]] == conversations[::-1]


async def test_a_foreign_cursor_of_latest_messages_is_refused(client: Client):
    assert_problem(await client.get("/api/messages?cursor=nonsense"), 422, "INVALID_CURSOR")
