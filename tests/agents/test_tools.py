"""The built-in SDR writes down what it learns, with the capability of its turn and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.agent_api.bodies import body
from tests.agents.conftest import AnsweredBy
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.world import Answer, Client

PHONE = "+5511987654321"
BOOKING = "https://agenda.example/clinica"


@pytest.fixture
def sdr(
    client: Client,
    own_agents: services.Service,
    answered_by: AnsweredBy,
    database: ScratchDatabase,
) -> Client:
    """A tenant whose leads our own SDR answers, with a calendar to book in."""
    assert client.world
    answered_by(client, own_agents.url)
    database.rows(
        "update dom360.account_vars set booking_enabled = true, booking_url = %s"
        " where tenant_id = %s",
        BOOKING,
        client.world.tenant_id,
    )
    return client


async def _say(client: Client, text: str) -> Answer:
    answer = await client.chat(text, sender_phone=PHONE)
    assert answer.status == 200, answer.raw
    return answer


async def _lead(client: Client) -> dict[str, Any]:
    found = (await client.get("/api/leads")).json["items"]
    assert len(found) == 1
    return dict((await client.get(f"/api/leads/{found[0]['id']}")).json)


async def test_a_conversation_makes_a_lead_with_evidence(sdr: Client, other_client: Client):
    first = await _say(sdr, "Oi, tudo bem?")
    said = await _say(sdr, "somos uma clínica com uns 40 funcionários")
    later = await _say(sdr, "na verdade somos 60 funcionários e quem decide sou eu")

    lead = await _lead(sdr)

    assert lead["state"] == "QUALIFYING"
    assert lead["fields"]["employees"]["value"] == 60
    assert lead["fields"]["sector"]["evidence"]["message_id"] == said.json["user_message"]["id"]
    for field in ("employees", "authority"):
        evidence = lead["fields"][field]["evidence"]
        assert evidence["message_id"] == later.json["user_message"]["id"]
    assert lead["score"]["authority"] > 0
    for answer, name in ((first, "create_lead"), (said, "update_qualification")):
        (call,) = answer.json["assistant_message"]["tool_calls"]
        assert (call["name"], call["ok"]) == (name, True)
    assert (await other_client.get("/api/leads")).json["items"] == []


async def test_a_wish_to_meet_is_answered_with_the_link(sdr: Client):
    answer = await _say(sdr, "Quero agendar uma reunião com vocês")

    assert BOOKING in answer.json["assistant_message"]["content"]
    assert [call["name"] for call in answer.json["assistant_message"]["tool_calls"]] == [
        "update_qualification",
        "offer_meeting",
    ]


async def test_a_refusal_closes_the_lead_politely(sdr: Client):
    await _say(sdr, "Oi")
    await _say(sdr, "não tenho interesse, pode me tirar da lista")

    assert (await _lead(sdr))["state"] == "UNQUALIFIED"


async def test_a_repeated_turn_acts_once(sdr: Client):
    text = "somos uma clínica com 40 funcionários"
    turn = sdr.turn(text, sender_phone=PHONE, request_id="once")

    answers = [await sdr.post("/api/chat", turn) for _ in range(2)]

    assert answers[0].raw == answers[1].raw
    events = (await _lead(sdr))["timeline"]["items"]
    assert [event["field"] for event in events].count("employees") == 1


async def test_an_agent_calls_no_backend_but_its_own(
    client: Client, answered_by: AnsweredBy, log_dir: Path
):
    """Whoever can reach the Agent API must not make it call an address of their choice."""
    with services.agent(log_dir, DOM360_CALLBACK_URL="http://127.0.0.1:9") as elsewhere:
        answered_by(client, elsewhere.url)
        answer = await _say(client, "somos uma clínica com 40 funcionários")

    assert answer.json["assistant_message"]["content"]
    assert answer.json["assistant_message"]["tool_calls"] == []
    assert (await client.get("/api/leads")).json["items"] == []


async def test_a_mere_greeting_is_a_new_lead_and_the_first_reply_qualifies(sdr: Client):
    await _say(sdr, "Oi, bom dia!")
    greeted = (await _lead(sdr))["state"]
    await _say(sdr, "Padaria Sol")

    assert (greeted, (await _lead(sdr))["state"]) == ("NEW", "QUALIFYING")


async def test_not_now_nurtures_and_coming_back_qualifies_again(sdr: Client):
    await _say(sdr, "Oi, somos da Padaria Sol")
    await _say(sdr, "gostei, mas agora não dá, me procura ano que vem")
    put_off = (await _lead(sdr))["state"]
    await _say(sdr, "voltei! somos 12 funcionários")

    assert (put_off, (await _lead(sdr))["state"]) == ("NURTURING", "QUALIFYING")


async def test_an_accepted_meeting_is_scheduled_with_its_time(sdr: Client):
    await _say(sdr, "Sou dona da Clínica Pele Viva, os pacientes faltam muito e quem decide sou eu")
    await _say(sdr, "podemos investir 4 mil por mês")
    await _say(sdr, "quero marcar uma conversa")
    await _say(sdr, "marquei amanhã às 14h")

    lead = await _lead(sdr)

    assert lead["state"] == "SCHEDULED"
    assert lead["meeting_at"] is not None


async def test_filler_is_written_nowhere(sdr: Client):
    for number in range(1, 6):
        await _say(sdr, f"Pergunta {number}")

    assert (await _lead(sdr))["fields"] == {}


async def _health(url: str) -> dict[str, Any]:
    async with aiohttp.ClientSession(url) as http, http.get("/healthz") as answer:
        found: dict[str, Any] = await answer.json()
    return found


async def test_healthz_tells_how_the_last_searches_went(
    sdr: Client, own_agents: services.Service, log_dir: Path
):
    """From what turns met: nobody is called to find out."""
    await _say(sdr, "quanto custa o plano?")
    asked = await _health(own_agents.url)

    nobody = "http://127.0.0.1:9"
    expires_at = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    callback = {"base_url": nobody, "token": "x", "expires_at": expires_at}
    with services.agent(log_dir, DOM360_CALLBACK_URL=nobody) as alone:
        fresh = await _health(alone.url)
        turn = body(message={"content": "quanto custa o plano?"}, callback=callback)
        async with aiohttp.ClientSession(alone.url) as http, http.post("/sdr", json=turn) as answer:
            assert answer.status == 200
        failed = await _health(alone.url)

    assert (asked["status"], asked["details"]["knowledge_base"]) == ("ok", "ok")
    assert (fresh["status"], fresh["details"]["knowledge_base"]) == ("ok", "unknown")
    assert (failed["status"], failed["details"]["knowledge_base"]) == ("degraded", "unavailable")
    assert failed["details"]["agent"] == "ok"
