"""Asking an agent how it is."""

import time

import pytest

from tests.doubles.fake_agent import FakeAgent


async def test_a_healthy_agent_names_its_model(client, fake_agent: FakeAgent):
    health = await client.health(fake_agent.url + "/", 2)

    assert (health.status, health.model, health.version) == ("ok", "fake-model-1", "1.0.0")
    assert health.answers
    assert fake_agent.calls() == []


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("hang", "AGENT_TIMEOUT"),
        ("drip", "AGENT_TIMEOUT"),
        ("reset", "AGENT_UNREACHABLE"),
        ("500", "AGENT_ERROR"),
        ("503", "AGENT_UNAVAILABLE"),
        ("401", "AGENT_REFUSED"),
        ("redirect", "AGENT_REDIRECTED"),
        ("huge", "AGENT_ANSWER_TOO_LARGE"),
        ("garbage", "AGENT_BAD_ANSWER"),
        ("json_list", "AGENT_BAD_ANSWER"),
        ("not_http", "AGENT_BAD_ANSWER"),
    ],
)
async def test_a_broken_agent_is_unreachable_with_a_code(client, fake_agent, mode, code):
    fake_agent.mode(mode)
    began = time.monotonic()

    health = await client.health(fake_agent.url, 0.3)

    assert (health.status, health.code) == ("unreachable", code)
    assert not health.answers
    assert fake_agent.canary not in repr(health)
    assert "stored" not in health.problem
    assert time.monotonic() - began < 2


async def test_an_address_that_leads_nowhere_is_told(client, unused_tcp_port):
    assert (
        await client.health(f"http://127.0.0.1:{unused_tcp_port}", 1)
    ).code == "AGENT_UNREACHABLE"
    assert (await client.health("nonsense", 1)).code == "AGENT_ADDRESS_INVALID"
