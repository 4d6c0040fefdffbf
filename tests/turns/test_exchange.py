"""What goes between us and an agent, for who administers; and answers that are less than usual."""

import pytest

from tests.doubles.fake_agent import FakeAgent
from tests.support.world import Answer, Client
from tests.turns.test_chat import events_of

KEY = "agent-key-of-the-tests-4711"


@pytest.fixture
async def admin(client: Client) -> Client:
    assert client.world
    assert (await client.sign_in(client.world.admin_email)).status == 200
    return client


async def watched(client: Client, **fields: object) -> Answer:
    return await client.call(
        "POST",
        "/api/chat?show_protocol=true",
        json=client.turn(**fields),
        headers={"Accept": "text/event-stream"},
    )


async def test_an_administrator_sees_what_the_agent_was_asked_and_what_it_answered(
    admin: Client, fake_agent: FakeAgent
):
    events = events_of((await watched(admin, message="Olá", request_id="watched-1")).raw)

    shown = dict(events)["exchange"]
    [call] = fake_agent.calls()
    assert shown["request"]["url"].endswith("/sdr")
    assert shown["request"]["headers"]["X-Request-ID"] == "watched-1"
    assert shown["request"]["body"]["message"] == call.body["message"]
    assert shown["status"] == 200
    assert shown["answer"]["agent_output"]["text"] == "echo: Olá"
    assert shown["answer"]["a_field_of_the_future"] is True
    assert events[-1][0] == "assistant_message"


async def test_secrets_are_not_shown_also_where_the_agent_repeats_them(
    admin: Client, fake_agent: FakeAgent
):
    saved = await admin.call(
        "PATCH",
        "/api/settings",
        json={"agents_endpoint_url": fake_agent.url, "agent_key": KEY},
    )
    assert saved.status == 200, saved.raw
    fake_agent.mode("ok", text=f"Minha chave é {KEY}", structured={KEY: [KEY]})

    answer = await watched(admin)

    shown = dict(events_of(answer.raw))["exchange"]
    [call] = fake_agent.calls()
    assert call.headers["Authorization"] == f"Bearer {KEY}"
    token = (call.body.get("callback") or {}).get("token")
    assert token
    text = str(shown)
    assert KEY not in text
    assert token not in text
    assert shown["request"]["headers"]["Authorization"] == "Bearer ••••••"
    assert shown["answer"]["agent_output"]["text"] == "Minha chave é ••••••"


async def test_a_failing_agents_own_words_are_shown_and_stored_nowhere(
    admin: Client, fake_agent: FakeAgent
):
    fake_agent.mode("503")

    events = events_of((await watched(admin)).raw)

    assert dict(events)["exchange"]["status"] == 503
    assert events[-1][0] == "error"


async def test_who_does_not_administer_sees_no_exchange(client: Client, make):
    by_key = await watched(client)
    await client.sign_in(await make.person(client.world.tenant_id, "TENANT_USER"))
    by_operator = await watched(client)

    assert (by_key.status, by_operator.status) == (403, 403)
    assert (await client.get("/api/conversations")).json["items"] == []


async def test_nobody_gets_an_exchange_unasked(client: Client):
    assert "exchange" not in dict(events_of((await client.stream()).raw))


async def test_an_answer_without_the_model_says_so_again_and_again(
    client: Client, fake_agent: FakeAgent
):
    fake_agent.mode("ok", structured={"degraded": True, "degraded_reason": "MODEL_TIMEOUT" * 9})

    first = await client.chat("Olá", request_id="less-1")
    again = await client.chat("Olá", request_id="less-1")
    conversation = first.json["conversation_id"]
    stored = (await client.get(f"/api/conversations/{conversation}/messages")).json["items"]

    assert first.json["assistant_message"]["degraded"] is True
    assert len(first.json["assistant_message"]["degraded_reason"]) == 100
    assert again.raw == first.raw
    assert [one["degraded"] for one in stored] == [False, True]
    assert stored[1]["degraded_reason"] == first.json["assistant_message"]["degraded_reason"]


@pytest.mark.parametrize(
    "structured", [{"degraded": "true"}, {"degraded": 1, "degraded_reason": 7}]
)
async def test_only_a_plain_yes_means_degraded(client: Client, fake_agent: FakeAgent, structured):
    fake_agent.mode("ok", structured=structured)

    first = await client.chat("Olá", request_id="less-2")

    assert first.json["assistant_message"]["degraded"] is False
    assert first.json["assistant_message"]["degraded_reason"] is None
    assert (await client.chat("Olá", request_id="less-2")).raw == first.raw
