"""POST /api/chat as its callers meet it."""

import asyncio
import json

import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.support.ledger import assert_books_agree
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client


async def test_a_message_gets_an_answer(client: Client):
    answer = await client.chat("Olá, quero saber sobre produtos")

    assert answer.status == 200
    body = answer.json
    assert set(body) == {
        "conversation_id",
        "request_id",
        "user_message",
        "assistant_message",
        "usage",
        "latency_ms",
    }
    assert body["user_message"]["content"] == "Olá, quero saber sobre produtos"
    assert body["user_message"]["message_index"] == 1
    assert body["assistant_message"]["message_index"] == 2
    assert body["assistant_message"]["role"] == "assistant"
    assert body["usage"]["total_tokens"] == 18


async def test_the_agent_gets_the_protocol(client: Client, fake_agent: FakeAgent):
    await client.chat("um", request_id="proto-1")
    await client.chat("dois", request_id="proto-2", agent_type="SDR")

    first, second = fake_agent.calls()
    assert first.path == "/sdr"
    assert first.headers["X-Agent-API-Version"] == "1"
    assert first.headers["X-Request-ID"] == "proto-1"
    assert first.body is not None
    assert first.body["tenant"]["tenant_id"] == str(client.world.tenant_id)
    assert first.body["sender"]["phone_e164"] == "+5511987654321"
    assert first.body["conversation"]["history"] == []
    assert [line["content"] for line in second.body["conversation"]["history"]] == [
        "um",
        "echo: um",
    ]


async def test_the_same_request_id_gets_the_same_bytes(client: Client, fake_agent: FakeAgent):
    first = await client.chat("Olá", request_id="same-1")
    again = await client.chat("Olá", request_id="same-1")

    assert first.status == again.status == 200
    assert first.raw == again.raw
    assert len(fake_agent.calls()) == 1


async def test_the_same_request_id_with_another_body_is_refused(client: Client):
    await client.chat("Olá", request_id="mixed")
    answer = await client.chat("Tchau", request_id="mixed")

    assert (answer.status, answer.code) == (422, "REQUEST_ID_REUSED")


async def test_a_turn_under_way_is_not_begun_again(client: Client, fake_agent: FakeAgent):
    fake_agent.mode("hold")
    running = asyncio.create_task(client.chat("Olá", request_id="running"))
    await fake_agent.wait_for_calls(1)

    again = await client.chat("Olá", request_id="running")
    fake_agent.release()

    assert (again.status, again.code) == (409, "TURN_IN_PROGRESS")
    assert again.headers["Retry-After"] == "1"
    assert (await running).status == 200
    assert len(fake_agent.calls()) == 1


async def test_64_messages_at_once_keep_their_order(
    client: Client, fake_agent: FakeAgent, database: ScratchDatabase
):
    answers = await asyncio.gather(*(client.chat(f"mensagem {n}") for n in range(64)))

    assert {answer.status for answer in answers} == {200}
    conversation = answers[0].json["conversation_id"]
    indexes = [
        row[0]
        for row in database.rows(
            "select message_index from dom360.messages where conversation_id = %s order by 1",
            conversation,
        )
    ]
    assert indexes == list(range(1, 129))
    assert not any(call.overlapped for call in fake_agent.calls())
    asked = [call.body["message"]["content"] for call in fake_agent.calls()]
    stored = [
        row[0]
        for row in database.rows(
            "select content from dom360.messages where conversation_id = %s and role = 'user' "
            "order by message_index",
            conversation,
        )
    ]
    assert asked == stored, "turns of one conversation are answered in order"


async def test_32_first_messages_make_one_conversation(client: Client, database: ScratchDatabase):
    answers = await asyncio.gather(
        *(client.chat(f"oi {n}", sender_phone="+5521999990000") for n in range(32))
    )

    assert {answer.status for answer in answers} == {200}
    assert len({answer.json["conversation_id"] for answer in answers}) == 1
    count = database.value(
        "select count(*) from dom360.contacts where tenant_id = %s", client.world.tenant_id
    )
    assert count == 1


async def test_16_repeats_at_once_ask_the_agent_once(client: Client, fake_agent: FakeAgent):
    answers = await asyncio.gather(
        *(client.chat("uma vez só", request_id="sixteen") for _ in range(16))
    )

    assert {answer.status for answer in answers} <= {200, 409}
    assert len(fake_agent.calls()) == 1
    final = await client.chat("uma vez só", request_id="sixteen")
    assert {answer.raw for answer in answers if answer.status == 200} == {final.raw}


@pytest.mark.parametrize(
    ("mode", "options", "status", "code"),
    [
        ("hang", {}, 504, "AGENT_TIMEOUT"),
        ("drip", {}, 504, "AGENT_TIMEOUT"),
        ("garbage", {}, 502, "AGENT_BAD_ANSWER"),
        ("wrong_types", {}, 502, "AGENT_BAD_ANSWER"),
        ("huge", {}, 502, "AGENT_ANSWER_TOO_LARGE"),
        ("500", {}, 502, "AGENT_ERROR"),
        ("redirect", {}, 502, "AGENT_REDIRECTED"),
        ("reset", {}, 503, "AGENT_UNREACHABLE"),
        ("negative_tokens", {}, 502, "AGENT_BAD_ANSWER"),
        ("leaky", {}, 502, "AGENT_ERROR"),
    ],
)
async def test_an_agents_fault_leaves_the_message_and_a_code(
    client: Client,
    fake_agent: FakeAgent,
    database: ScratchDatabase,
    mode: str,
    options: dict,
    status: int,
    code: str,
):
    database.rows(
        "update dom360.account_vars set agents_timeout_ms = 1000 where tenant_id = %s",
        client.world.tenant_id,
    )
    fake_agent.mode(mode, **options)

    answer = await client.chat("Guarde isto", request_id=f"fault-{mode}")

    assert (answer.status, answer.code) == (status, code)
    assert fake_agent.canary.encode() not in answer.raw
    stored = database.rows(
        "select m.content, t.state, t.error_code from dom360.turns t "
        "join dom360.messages m on m.tenant_id = t.tenant_id and m.id = t.user_message_id "
        "where t.tenant_id = %s",
        client.world.tenant_id,
    )
    assert stored == [("Guarde isto", "failed", code)]


async def test_a_failed_turn_can_be_sent_again(
    client: Client, fake_agent: FakeAgent, database: ScratchDatabase
):
    fake_agent.mode("500", times=1)
    failed = await client.chat("Tente de novo", request_id="again")

    answer = await client.chat("Tente de novo", request_id="again")

    assert (failed.status, answer.status) == (502, 200)
    assert answer.json["user_message"]["message_index"] == 1
    assert answer.json["assistant_message"]["message_index"] == 2
    assert (
        database.value(
            "select count(*) from dom360.messages where tenant_id = %s", client.world.tenant_id
        )
        == 2
    )


async def test_a_refused_connection_says_when_to_try_again(
    client: Client, database: ScratchDatabase
):
    database.rows(
        "update dom360.account_vars set agents_endpoint_url = 'http://127.0.0.1:9' "
        "where tenant_id = %s",
        client.world.tenant_id,
    )

    answer = await client.chat()

    assert (answer.status, answer.code) == (503, "AGENT_UNREACHABLE")
    assert int(answer.headers["Retry-After"]) > 0


def events_of(raw: bytes) -> list[tuple[str, dict]]:
    found = []
    for block in raw.decode().split("\n\n"):
        lines = dict(
            line.split(": ", 1) for line in block.splitlines() if line and not line.startswith(":")
        )
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def test_a_stream_tells_the_same_turn(client: Client):
    streamed = await client.stream("Olá", request_id="stream-1")
    stored = await client.chat("Olá", request_id="stream-1")

    events = events_of(streamed.raw)
    names = [name for name, _ in events]
    assert names[0] == "user_message"
    assert names[-1] == "assistant_message"
    assert "".join(data["text"] for name, data in events if name == "token") == "echo: Olá"
    said = events[-1][1]
    expected = stored.json["assistant_message"]
    assert {name: said[name] for name in expected} == expected
    assert said["usage"] == stored.json["usage"]
    assert said["latency_ms"] == stored.json["latency_ms"]


async def test_a_stream_ends_with_the_error(client: Client, fake_agent: FakeAgent):
    fake_agent.mode("500")

    events = events_of((await client.stream()).raw)

    assert events[-1][0] == "error"
    assert events[-1][1]["code"] == "AGENT_ERROR"


@pytest.mark.parametrize("streamed", [False, True])
async def test_a_turn_is_completed_when_the_caller_leaves(
    client: Client, fake_agent: FakeAgent, streamed: bool
):
    fake_agent.mode("hold")
    send = client.stream if streamed else client.chat
    leaving = asyncio.create_task(send("Até já", request_id="left"))
    await fake_agent.wait_for_calls(1)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    await asyncio.sleep(0.2)

    fake_agent.release()
    for _ in range(50):
        answer = await client.chat("Até já", request_id="left")
        if answer.status == 200:
            break
        await asyncio.sleep(0.1)

    assert answer.status == 200
    assert len(fake_agent.calls()) == 1


async def test_the_books_agree(client: Client, database: ScratchDatabase):
    await asyncio.gather(
        *(client.chat(f"n {n}", sender_phone=f"+55119876543{n:02}") for n in range(20))
    )

    assert_books_agree(database)
