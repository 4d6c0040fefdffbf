"""The Agent API over real HTTP."""

import asyncio
import subprocess
import sys
from uuid import uuid4

import aiohttp
import orjson
import pytest

from dom360.protocol import AgentAnswer, AgentConfig, AgentErrorAnswer, HealthView, SseParser
from tests.agent_api.bodies import body, tenant
from tests.agent_api.conftest import KEY

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


async def post(http, path, payload, **headers):
    raw = payload if isinstance(payload, bytes) else orjson.dumps(payload)
    headers.setdefault("Content-Type", "application/json")
    async with http.post(path, data=raw, headers=headers) as response:
        return response, await response.read()


async def refusal(http, path, payload, **headers):
    """The call is refused in the envelope: its status and error."""
    response, raw = await post(http, path, payload, **headers)
    assert response.status >= 400
    shown = orjson.loads(raw)
    assert [shown[name] for name in ("agent_output", "usage", "session")] == [None] * 3
    assert shown["next_action"]["reply_to_user"] is False
    assert shown["trace_id"] == response.headers["X-Trace-ID"]
    assert b"Traceback" not in raw
    return response, AgentErrorAnswer.parse(raw).error


@pytest.mark.parametrize("agent", ["SDR", "COPILOT"])
async def test_the_published_example_is_answered_without_key_or_database(http, agent):
    request = body(agent)

    response, raw = await post(http, f"/{agent.lower()}", request)
    answer = AgentAnswer.parse(raw)

    assert response.status == 200
    assert answer.request_id == request["request_id"] == response.headers["X-Request-ID"]
    assert answer.trace_id == response.headers["X-Trace-ID"]
    assert response.headers["X-Agent-API-Version"] == "1"
    assert answer.agent_output.text
    assert answer.usage.model == "dom360-builtin-1"
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens > 0
    assert answer.next_action.reply_to_user


async def test_curl_gets_an_answer(service):
    run = await asyncio.to_thread(
        subprocess.run,
        ["curl", "-s", f"{service.url}/sdr", "-H", "Content-Type: application/json",
         "-d", orjson.dumps(body()).decode()],
        capture_output=True, check=True,
    )  # fmt: skip

    assert "Maria" in AgentAnswer.parse(run.stdout).agent_output.text


async def test_the_callers_trace_goes_on(http):
    response, raw = await post(http, "/sdr", body(), traceparent=TRACEPARENT)

    assert response.headers["X-Trace-ID"] == "0af7651916cd43dd8448eb211c80319c"
    assert AgentAnswer.parse(raw).trace_id == "0af7651916cd43dd8448eb211c80319c"


async def test_a_broken_traceparent_gets_a_new_trace(http):
    response, _ = await post(http, "/sdr", body(), traceparent="00-zz-b7ad6b7169203331-01")

    assert len(response.headers["X-Trace-ID"]) == 32


async def test_the_stream_tells_the_same_as_the_answer(http):
    request = body()
    _, raw = await post(http, "/sdr", request)

    response, streamed = await post(http, "/sdr", request, Accept="text/event-stream")
    events = SseParser().feed(streamed)

    assert response.content_type == "text/event-stream"
    assert [event.event for event in events[-2:]] == ["token", "done"]
    assert orjson.loads(events[-1].data) == orjson.loads(raw)
    words = [orjson.loads(event.data)["text"] for event in events if event.event == "token"]
    assert "".join(words) == orjson.loads(raw)["agent_output"]["text"]


async def test_a_repeat_gets_the_first_answer_byte_for_byte(http):
    request = body()

    answers = await asyncio.gather(*(post(http, "/sdr", request) for _ in range(20)))

    assert {response.status for response, _ in answers} == {200}
    assert len({raw for _, raw in answers}) == 1
    assert len({response.headers["X-Trace-ID"] for response, _ in answers}) == 1


async def test_a_repaired_turn_with_a_fresh_callback_is_a_repeat(http):
    request = body()
    _, first = await post(http, "/sdr", request)

    callback = {"base_url": "http://127.0.0.1:3001", "token": "fresh"}
    response, second = await post(http, "/sdr", {**request, "callback": callback})

    assert (response.status, second) == (200, first)


async def test_a_request_id_with_another_message_is_a_conflict(http):
    request = body()
    await post(http, "/sdr", request)

    response, error = await refusal(http, "/sdr", {**request, "message": {"content": "Outra"}})

    assert (response.status, error.code) == (409, "INVALID_REQUEST")


async def test_two_tenants_may_use_the_same_request_id(http):
    request = body()
    await post(http, "/sdr", request)

    other = {**request, "tenant": tenant(tenant_id=2), "message": {"content": "Outra"}}
    response, _ = await post(http, "/sdr", other)

    assert response.status == 200


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sender": {"phone_e164": "11987654321"}}, "INVALID_PHONE_FORMAT"),
        ({"sender": {"phone_e164": 5511987654321}}, "INVALID_PHONE_FORMAT"),
        ({"sender": None}, "INVALID_PHONE_FORMAT"),
        ({"routing": {"inbox_id": 1, "agent_type": "COPILOT"}}, "AGENT_TYPE_MISMATCH"),
        ({"routing": {"inbox_id": 1, "agent_type": "OTHER"}}, "AGENT_TYPE_MISMATCH"),
        ({"message": {"content": "   "}}, "EMPTY_MESSAGE"),
        ({"message": {}}, "EMPTY_MESSAGE"),
        ({"tenant": None}, "MISSING_TENANT"),
        ({"tenant": {"name": "x"}}, "MISSING_TENANT"),
        ({"tenant": {"tenant_id": ""}}, "MISSING_TENANT"),
        ({"conversation": None}, "INVALID_REQUEST"),
        ({"request_id": ""}, "INVALID_REQUEST"),
        ({"rag_options": {"top_k": 99}}, "INVALID_REQUEST"),
        ({"message": {"content": 7}}, "INVALID_REQUEST"),
        ({"message": {"content": "a\x00b"}}, "INVALID_REQUEST"),
    ],
)
async def test_what_is_wrong_is_named(http, changes, code):
    response, error = await refusal(http, "/sdr", body(**changes))

    assert (response.status, error.code) == (400, code)
    assert error.message


async def test_a_wrong_phone_shows_what_came_and_what_was_expected(http):
    _, error = await refusal(http, "/sdr", body(sender={"phone_e164": "(11) 98765-4321"}))

    assert error.details["received"] == "(11) 98765-4321"
    assert "+5511987654321" in str(error.details["expected_format"])


@pytest.mark.parametrize(
    ("locale", "word"), [("pt-BR", "mensagem"), ("en-US", "message"), (None, "mensagem")]
)
async def test_errors_speak_the_tenants_language(http, locale, word):
    empty = body(tenant=tenant(locale=locale), message={"content": ""})

    _, error = await refusal(http, "/sdr", empty)

    assert word in error.message


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"null", b"[" * 200_000,
        b'{"request_id": "\\ud800"}', b'{"a": "' + b"x" * 1_000_001 + b'"}',
    ],
    ids=lambda raw: repr(raw[:12]),
)  # fmt: skip
async def test_bodies_that_are_no_request_get_the_envelope(http, raw):
    response, error = await refusal(http, "/sdr", raw)

    assert (response.status, error.code) == (400, "INVALID_REQUEST")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 400),
        ({"X-Agent-API-Version": "2"}, 400),
        ({"X-Agent-API-Version": "1"}, 200),
        ({"Content-Type": "application/json; charset=utf-8"}, 200),
        ({"X-Request-ID": "a b"}, 200),
    ],
)
async def test_headers_are_read(http, headers, status):
    response, _ = await post(http, "/sdr", body(), **headers)

    assert response.status == status


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/sdr", 405), ("POST", "/nothing", 404), ("POST", "/sdr/", 404), ("DELETE", "/", 404)],
)
async def test_wrong_addresses_get_the_envelope(http, method, path, status):
    async with http.request(method, path, headers={"Accept-Language": "en"}) as response:
        error = AgentErrorAnswer.parse(await response.read())

    assert response.status == status
    assert error.trace_id == response.headers["X-Trace-ID"]
    assert "address" in error.error.message


async def test_the_service_describes_itself(http):
    async with http.get("/healthz") as response:
        health = HealthView.parse(await response.read())
    async with http.get("/.well-known/agent-config") as response:
        config = AgentConfig.parse(await response.read())

    assert (health.status, health.model) == ("ok", "dom360-builtin-1")
    assert response.headers["X-Trace-ID"]
    assert config.agent_types == ["SDR", "COPILOT"]
    assert "pt-BR" in config.supported_languages


async def test_a_key_is_asked_for_where_one_is_set(guarded):
    async with aiohttp.ClientSession(guarded.url) as http:
        missing, error = await refusal(http, "/sdr", body())
        wrong, _ = await refusal(http, "/sdr", body(), Authorization="Bearer other")
        right, _ = await post(http, "/sdr", body(), Authorization=f"Bearer {KEY}")

    assert (missing.status, wrong.status, right.status) == (401, 401, 200)
    assert error.code == "INVALID_REQUEST"


async def test_a_tenant_over_its_limit_is_told_when_to_come_back(guarded):
    busy = tenant(tenant_id="busy")
    async with aiohttp.ClientSession(
        guarded.url, headers={"Authorization": f"Bearer {KEY}"}
    ) as http:
        # Two windows' worth: a minute may turn in between.
        answers = [await post(http, "/copilot", body("COPILOT", tenant=busy)) for _ in range(11)]
        other, _ = await post(http, "/copilot", body("COPILOT", tenant=tenant(tenant_id="calm")))

    response, raw = next(pair for pair in answers if pair[0].status == 429)
    assert AgentErrorAnswer.parse(raw).error.code == "RATE_LIMITED"
    assert response.headers["X-RateLimit-Remaining"] == "0"
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert int(response.headers["X-RateLimit-Reset"]) == int(response.headers["Retry-After"])
    assert other.status == 200


async def test_the_log_holds_ids_and_no_words(http, service):
    await post(http, "/sdr", body(message={"content": "um segredo chamado abacaxi"}))
    await refusal(http, "/sdr", body(message={"content": 5}, sender={"phone_e164": "abacaxi"}))
    await post(http, "/sdr", body(tenant=tenant(tenant_id="abacaxi")))
    tenant_id = str(uuid4())
    asked = body(tenant=tenant(tenant_id=tenant_id))
    await post(http, "/sdr", asked)
    async with http.get("/abacaxi") as response:
        assert response.status == 404

    log = service.log.read_text()
    lines = [orjson.loads(line) for line in log.splitlines() if line.startswith("{")]
    (mine,) = [line for line in lines if line.get("request_id") == asked["request_id"]]
    assert (mine["event"], mine["tenant_id"]) == ("agent.answered", tenant_id)
    assert (mine["route"], len(mine["trace_id"])) == ("/sdr", 32)
    assert "abacaxi" not in log
    assert "+5511987654321" not in log


def test_the_service_knows_no_database():
    code = (
        "import sys, dom360.agent_api.app\n"
        "bad = [m for m in sys.modules if m.startswith(('psycopg', 'dom360.db', 'sqlalchemy'))]\n"
        "sys.exit(', '.join(bad) or 0)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
