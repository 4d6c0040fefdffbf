"""The Agent API, watched: its turns, its models and its tools, on a port of its own."""

import aiohttp
import pytest

from tests.doubles.fake_model import FakeModel, call, fail, say
from tests.observability.conftest import AGENT_METRICS_PORT, FALLBACK, MODEL
from tests.observability.test_observability import metrics, value
from tests.support import services
from tests.support.world import Client, TenantWorld

pytestmark = pytest.mark.usefixtures("own_agent")


def turns(outcome: str) -> str:
    return f'dom360_agent_turns_total{{agent_type="SDR",outcome="{outcome}"}}'


def models(outcome: str) -> str:
    return f'dom360_model_calls_total{{outcome="{outcome}",provider="openai"}}'


def tools(name: str, outcome: str) -> str:
    return f'dom360_agent_tool_calls_total{{outcome="{outcome}",tool="{name}"}}'


def fallbacks(outcome: str, reason: str) -> str:
    labels = f'agent_type="SDR",outcome="{outcome}",reason="{reason}"'
    return f"dom360_agent_fallbacks_total{{{labels}}}"


class Meter:
    """What was counted since it began, of the series that are asked for."""

    def __init__(self, http: aiohttp.ClientSession, before: str) -> None:
        self._http = http
        self._before = before

    @classmethod
    async def of(cls, http: aiohttp.ClientSession) -> "Meter":
        return cls(http, await metrics(http, AGENT_METRICS_PORT))

    async def counts(self, *series: str) -> list[float]:
        now = await metrics(self._http, AGENT_METRICS_PORT)
        return [value(now, name) - value(self._before, name) for name in series]


async def test_a_turn_with_a_model_counts_its_questions_and_its_tools(
    caller: Client, http: aiohttp.ClientSession, model: FakeModel
):
    meter = await Meter.of(http)
    model.script(MODEL, call("get_lead_comments", {}), say("Oi! Como posso ajudar?"))

    assert (await caller.chat("Olá", agent_type="SDR")).status == 200

    assert await meter.counts(
        turns("model"),
        'dom360_agent_turn_seconds_count{agent_type="SDR"}',
        models("answered"),
        'dom360_model_seconds_count{provider="openai"}',
        tools("get_lead_comments", "ok"),
        'dom360_agent_tool_seconds_count{tool="get_lead_comments"}',
    ) == [1, 1, 2, 2, 1, 1]


async def test_a_refused_tool_counts_as_refused_and_an_invented_one_makes_no_series(
    caller: Client, http: aiohttp.ClientSession, model: FakeModel
):
    meter = await Meter.of(http)
    wrong = call("add_comment_to_lead", {"text": ""})
    model.script(MODEL, wrong, call("drop_every_table", {}), say("Oi! Como posso ajudar?"))

    await caller.chat("Olá", agent_type="SDR")

    assert await meter.counts(tools("add_comment_to_lead", "refused"), turns("model")) == [1, 1]
    assert "drop_every_table" not in await metrics(http, AGENT_METRICS_PORT)


async def test_a_second_try_is_no_fallback_and_a_second_model_is(
    caller: Client, http: aiohttp.ClientSession, model: FakeModel
):
    meter = await Meter.of(http)
    model.script(MODEL, fail(500), say("Agora foi. Como posso ajudar?"))
    await caller.chat("Olá", agent_type="SDR")
    model.script(MODEL, fail(404))
    model.script(FALLBACK, say("Sou a reserva. Como posso ajudar?"))
    await caller.chat("Olá", agent_type="SDR")

    assert await meter.counts(
        turns("model"),
        turns("fallback"),
        models("MODEL_UNAVAILABLE"),
        models("MODEL_NOT_FOUND"),
        fallbacks("fallback", "MODEL_UNAVAILABLE"),
        fallbacks("fallback", "MODEL_NOT_FOUND"),
    ) == [1, 1, 1, 1, 0, 1]


async def test_a_turn_that_no_model_answered_is_degraded_and_says_why(
    caller: Client, http: aiohttp.ClientSession, model: FakeModel
):
    meter = await Meter.of(http)
    model.script(MODEL, fail(401))
    model.script(FALLBACK, fail(401))

    await caller.chat("Olá", agent_type="SDR")

    assert await meter.counts(
        turns("degraded"), fallbacks("degraded", "MODEL_UNAUTHORISED"), turns("model")
    ) == [1, 1, 0]


async def test_a_refused_call_counts_under_its_code_and_a_handoff_is_seen(
    caller: Client, http: aiohttp.ClientSession, model: FakeModel, own_agent: services.Service
):
    meter = await Meter.of(http)
    async with http.post(f"{own_agent.url}/sdr", data=b"{") as answer:
        assert answer.status == 400
    model.script(MODEL, call("hand_to_human", {"reason": "pediu", "farewell": "Já chamo alguém."}))
    await caller.chat("Quero falar com uma pessoa", agent_type="SDR")

    assert await meter.counts(
        turns("INVALID_REQUEST"), 'dom360_agent_handoffs_total{agent_type="SDR"}'
    ) == [1, 1]


async def test_no_metric_of_the_agents_names_a_tenant_or_holds_a_word(
    caller: Client,
    http: aiohttp.ClientSession,
    model: FakeModel,
    own_agent: services.Service,
    tenant: TenantWorld,
):
    model.script(MODEL, say(f"Oi, {tenant.canary}!"))
    await caller.chat(f"Meu segredo é {tenant.canary}", agent_type="SDR")
    async with http.get(f"{own_agent.url}/{tenant.canary}") as answer:
        assert answer.status == 404
    async with http.get(f"{own_agent.url}/metrics") as answer:
        assert answer.status == 404

    text = await metrics(http, AGENT_METRICS_PORT)

    for hidden in (tenant.canary, str(tenant.tenant_id), tenant.slug, MODEL):
        assert hidden not in text
