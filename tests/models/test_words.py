"""Prompts, links, pieces and clocks, without a model."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from dom360.agent_api.descriptions import TOOLS
from dom360.agent_api.ratelimit import RateLimiter
from dom360.agent_api.repeats import Repeats
from dom360.agent_api.tool_client import ToolClients
from dom360.agent_api.trace import Trace
from dom360.agent_api.turns import Turns, seconds_of
from dom360.agents.language import Language
from dom360.agents.model.budget import Clock, Spent
from dom360.agents.model.links import StreamedText, clean, hosts_of
from dom360.agents.model.prompt import fill, load, write
from dom360.agents.model.voice import Voice
from dom360.agents.thinking import plan
from dom360.llm.faults import Reason
from dom360.llm.health import FAILURES_TO_REST, REMEMBERED_S, REST_S, Health
from dom360.llm.models import Models
from dom360.llm.spec import Limits, ModelSpec
from dom360.protocol import AgentRequest, AgentType
from dom360.settings import Settings
from tests.agent_api.bodies import body

OWN = frozenset({"agenda.example"})
SPEC = ModelSpec("openai", "m-1")


def new_request(of: str = "SDR", **changes: object) -> AgentRequest:
    return AgentRequest.model_validate(body(of) | changes)


# Prompts


@pytest.mark.parametrize("agent_type", list(AgentType))
@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("with_tools", [True, False])
def test_every_prompt_is_whole(agent_type: AgentType, language: Language, with_tools: bool):
    locale = "en-US" if language == "en" else "pt-BR"
    request = new_request(agent_type.value, agent={"name": "Bia", "locale": locale})

    prompt = write(request, with_tools=with_tools)

    assert not re.search(r"\{\{|\}\}|None|---", prompt.text)
    assert "Bia" in prompt.text
    assert "Horizonte" in prompt.text
    assert "2026-01-05" in prompt.text
    assert "<data>" in prompt.text
    assert ("search_knowledge_base" in prompt.text) == with_tools


@pytest.mark.parametrize("agent_type", list(AgentType))
@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_prompt_names_no_tool_that_its_agent_has_not(agent_type: AgentType, language: Language):
    named = set(re.findall(r"`([a-z]+_[a-z_]+)`", load(agent_type, language).text))

    assert named - {"last_days", "first_day", "last_day"} <= set(TOOLS[agent_type])


def test_a_version_changes_with_the_words():
    first, second = (load(AgentType.SDR, language).version for language in ("pt", "en"))

    assert re.fullmatch(r"sdr\.pt-BR/\d+\+[0-9a-f]{8}", first)
    assert first.partition("+")[2] != second.partition("+")[2]


def test_a_value_that_looks_like_a_placeholder_stays_what_it_is():
    values = {"a": "{{b}} {{#b}}x{{/b}}", "b": "secret"}

    assert fill("{{a}}{{^b}}never{{/b}}{{#a}} yes{{/a}}", values) == "{{b}} {{#b}}x{{/b}} yes"


def test_a_tenants_locale_decides_where_the_agent_has_none():
    english = new_request(tenant={"tenant_id": 1, "locale": "en-GB"})

    assert write(english, with_tools=False).language == "en"
    assert write(new_request(), with_tools=False).language == "pt"


def test_without_tools_the_link_stands_in_the_prompt_and_with_them_the_tool_has_it():
    booking = {"enabled": True, "booking_url": "https://agenda.example/x"}
    request = new_request(calendar_booking=booking)

    assert "https://agenda.example/x" in write(request, with_tools=False).text
    assert "https://agenda.example/x" not in write(request, with_tools=True).text


# Links


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](https://evil.example/a.png)", "x"),
        ("![x][1] e [1]: https://evil.example/a", "x e [1] : (link removido)"),
        ("[oi](https://evil.example/a 'título')", "oi"),
        ("[![x](https://evil.example/a)](https://evil.example)", "x"),
        ("[oi](<https://evil.example/a>)", "oi"),
        ("[a](javascript:alert(1))", "[a] (javascript:alert(1))"),
        ("[a](https&#58;//evil.example)", "a"),
        ("[a [b]](https&#58;//evil.example)", "[a [b]] (https&#58;//evil.example)"),
        ("[a](https://evil.example\\@agenda.example)", "a"),
        ("https://evil.example\\@agenda.example", "(link removido)"),
        ("[a](https://agenda.example@evil.example/)", "a"),
        ("[a](https://agenda.example.evil.example/)", "a"),
        ("[a](//evil.example)", "a"),
        ("https://evil.example/?q=segredo.", "(link removido)."),
        ("HTTPS://EVIL.EXAMPLE/x", "(link removido)"),
        ("www.evil.example/x", "(link removido)"),
        ("<https://evil.example>", "(link removido)"),
        ("<img src='https://evil.example/x'>", "<img src='(link removido)'>"),
        ("<https://agenda.example/x>", "<https://agenda.example/x>"),
        ("[agende](https://agenda.example/x?y=1)", "[agende](https://agenda.example/x?y=1)"),
        ("https://agenda.example/x.", "https://agenda.example/x."),
        ("custa 2 < 3 e a[1] > 0", "custa 2 < 3 e a[1] > 0"),
        ("fale com ana@clinica.example", "fale com ana@clinica.example"),
    ],
)
def test_only_the_tenants_own_links_stay(text: str, shown: str):
    assert clean(text, OWN, "pt") == shown


def test_the_hosts_are_those_that_the_tenant_named():
    request = new_request(
        calendar_booking={"enabled": True, "booking_url": "https://Agenda.Example:8443/x"},
        agent={"products": "Veja www.loja.example/a e https://docs.example."},
        message={"content": "https://evil.example"},
    )

    assert hosts_of(request) == {"agenda.example", "www.loja.example", "docs.example"}


_PIECES = st.lists(
    st.sampled_from(
        [
            "![x](https://evil.example/p)", "[a](https://evil.example)", "https://evil.example/q",
            "www.evil.example", "<https://evil.example>", "<img src='//evil.example'>", "[", "](",
            ")", "!", "<", ">", "(", " ", "\n", "palavra", "olá!", "//evil.example", "data:x",
            "[agende](https://agenda.example/x)",
        ]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(_PIECES)
def test_no_mixture_leaves_an_address_that_a_page_would_load_or_link(pieces: list[str]):
    shown = clean("".join(pieces), OWN, "pt")

    assert "https://evil" not in shown
    assert "www.evil" not in shown
    assert not re.search(r"\]\((?!https://agenda)", shown)
    assert not re.search(r"!\[[^\]]*\]\(", shown)


@settings(max_examples=200, deadline=None)
@given(_PIECES, st.integers(1, 9))
def test_a_stream_never_shows_a_foreign_address_however_it_is_cut(pieces: list[str], size: int):
    text = "".join(pieces)
    stream = StreamedText(OWN, "pt")
    shown = [stream.feed(text[start : start + size]) for start in range(0, len(text), size)]

    said = "".join([*shown, stream.end()])

    assert "https://evil" not in said
    assert "www.evil" not in said


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab [](<>!.\n", max_size=80), st.integers(1, 7))
def test_an_answers_pieces_join_to_the_answer(text: str, size: int):
    told: list[str] = []
    voice = Voice(OWN, "pt", lambda _, data: told.append(data["text"]))

    for start in range(0, len(text), size):
        voice.piece(text[start : start + size])
    voice.said(text)

    assert "".join(told) == voice.whole()


def test_the_same_words_before_and_after_a_tool_are_said_once():
    voice = Voice(OWN, "pt", None)

    voice.said("Oi, Ana!")
    voice.said(" Oi, Ana! ")
    voice.said("Tudo bem?")

    assert voice.whole() == "Oi, Ana!\n\nTudo bem?"


# Time, tokens, health


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("12000", 12.0), ("999999", 120.0), ("-5", 30.0), ("٣", 30.0), ("1e9", 30.0), ("", 30.0)],
)
def test_the_callers_patience_is_read_from_its_header(header: str, seconds: float):
    http = Request({"type": "http", "headers": [(b"x-agent-timeout-ms", header.encode("utf-8"))]})

    assert seconds_of(http, new_request()) == seconds


def test_without_a_header_a_turn_has_until_its_capability_ends():
    ends = datetime.now(UTC) + timedelta(seconds=25)
    callback = {"base_url": "http://b.example", "token": "x", "expires_at": ends.isoformat()}
    http = Request({"type": "http", "headers": []})

    assert seconds_of(http, new_request(callback=callback)) == pytest.approx(20, abs=0.5)


@pytest.mark.parametrize(
    "half",
    [
        {"model_provider": "openai"},
        {"model_name": "m"},
        {"model_provider": "bedrock", "model_name": "m"},
    ],
)
def test_half_a_model_in_the_settings_is_refused(half: dict[str, Any]):
    with pytest.raises(ValueError, match=r"DOM360_MODEL|Bedrock"):
        Settings(**half)


async def test_the_built_in_policy_keeps_a_reserve_of_the_deadline():
    assert Clock(30).left() == pytest.approx(27, abs=0.1)
    assert Clock(1).left() == pytest.approx(0.5, abs=0.1)
    assert Clock(0).left() < 0
    await asyncio.sleep(0)


def test_a_server_that_counts_nonsense_does_not_break_the_books():
    from pydantic_ai.usage import RequestUsage

    spent = Spent()
    spent.add("m", RequestUsage(input_tokens=10**12, output_tokens=-5))

    usage = spent.as_usage("m")

    assert (usage.input_tokens, usage.output_tokens) == (10_000_000, 0)


def test_a_model_that_fails_rests_and_is_tried_again():
    now = [1_000.0]
    health = Health(lambda: now[0])

    for _ in range(FAILURES_TO_REST):
        assert not health.rests(SPEC)
        health.failed(SPEC, Reason.UNAVAILABLE)
    assert health.rests(SPEC)
    now[0] += REST_S + 1
    assert [health.rests(SPEC), health.rests(SPEC)] == [False, True]
    assert health.trouble(SPEC) is Reason.UNAVAILABLE
    health.succeeded(SPEC)
    assert not health.rests(SPEC)
    assert health.trouble(SPEC) is None


def test_one_contacts_words_put_no_model_to_rest():
    health = Health()

    for _ in range(FAILURES_TO_REST + 1):
        health.failed(SPEC, Reason.REFUSED)
        health.failed(SPEC, Reason.TOO_LONG)

    assert not health.rests(SPEC)
    assert health.trouble(SPEC) is Reason.REFUSED


def test_old_failures_are_forgotten():
    now = [1_000.0]
    health = Health(lambda: now[0])
    health.failed(SPEC, Reason.TIMEOUT)

    now[0] += REMEMBERED_S + 1

    assert health.trouble(SPEC) is None


def test_the_same_model_with_another_key_is_another_model():
    health = Health()
    for _ in range(FAILURES_TO_REST):
        health.failed(ModelSpec("openai", "m", api_key="a"), Reason.UNAUTHORISED)

    assert health.rests(ModelSpec("openai", "m", api_key="a"))
    assert not health.rests(ModelSpec("openai", "m", api_key="b"))
    assert "'a'" not in repr(ModelSpec("openai", "m", api_key="a"))


async def test_a_bug_of_ours_on_the_models_way_leaves_nobody_unanswered():
    class Broken(Models):
        async def get(self, spec: ModelSpec) -> Any:
            raise RuntimeError("ours")

    turns = Turns(RateLimiter(0), Repeats(), ToolClients("http://b.example"), Broken(chain=(SPEC,)))
    request = new_request()
    sent = json.dumps(request.to_wire_dict()).encode()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": sent}

    headers = [(b"content-type", b"application/json")]
    http = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    running = await turns.take(http, AgentType.SDR, Trace("t-1", None), streamed=False)

    answer = await running.task

    assert answer.agent_output.text
    assert answer.agent_output.structured["degraded_reason"] == "INTERNAL_ERROR"


def test_a_tenant_may_lower_the_limits_of_the_platforms_model_and_not_raise_them():
    models = Models(chain=(SPEC,), limits=Limits(max_output_tokens=1000, max_tool_calls=8))
    agent: dict[str, Any] = {"max_output_tokens": 5000, "max_tool_calls": 2}

    on_platform = plan(new_request(agent=agent), models)
    own = plan(new_request(agent=agent | {"model": {"provider": "openai", "name": "x"}}), models)

    assert on_platform.chain == (SPEC,)
    assert on_platform.limits.max_output_tokens == 1000
    assert (own.limits.max_output_tokens, own.limits.max_tool_calls) == (5000, 2)
    assert not own.chain[0].trusted
