"""A streamed call: events in order as they come, and the whole answer at the end."""

import asyncio
import time

import pytest

from dom360.web.agent_call import AgentEvent
from dom360.web.agent_faults import AgentFailed

TEXT = "Olá! Somos a Aurora. Qual é a sua empresa?"


def tokens(events: list[AgentEvent]) -> str:
    return "".join(str(event.data["text"]) for event in events if event.name == "token")


@pytest.mark.parametrize("mode", ["stream_ok", "stream_split"])
async def test_events_come_in_order_and_the_answer_is_whole(client, fake_agent, make_call, mode):
    fake_agent.mode(mode, text=TEXT)
    events: list[AgentEvent] = []

    answer = await client.call(make_call(), events.append)

    assert [event.name for event in events] == ["tool_call", "rag_context", *["token"] * 9]
    assert tokens(events) == answer.agent_output.text == TEXT
    assert events[0].data == {
        "name": "search_knowledge_base", "arguments": {}, "ok": True, "ms": 4
    }  # fmt: skip
    assert events[1].data["rag_context"][0]["doc_id"] == "doc-1"
    assert "text/event-stream" in fake_agent.calls()[0].headers["Accept"]


async def test_events_are_handed_over_before_the_agent_has_finished(client, fake_agent, make_call):
    fake_agent.mode("stream_ok", text="um dois três quatro", ms=60)
    came: list[float] = []

    await client.call(make_call(), lambda _: came.append(time.monotonic()))

    assert time.monotonic() - came[0] > 0.25


async def test_plain_json_is_an_answer_to_a_stream_request(client, fake_agent, make_call):
    fake_agent.mode("json_ok", text=TEXT)
    events: list[AgentEvent] = []

    answer = await client.call(make_call(), events.append)

    assert answer.agent_output.text == TEXT
    assert events == []


async def test_a_stream_is_an_answer_to_a_plain_request(client, fake_agent, make_call):
    fake_agent.mode("stream_ok", text=TEXT)

    answer = await client.call(make_call())

    assert answer.agent_output.text == TEXT


async def test_an_answer_does_not_wait_for_an_agent_that_holds_the_line(
    client, fake_agent, make_call
):
    fake_agent.mode("stream_hang_after_done", text=TEXT)
    began = time.monotonic()

    answer = await client.call(make_call(), lambda _: None)

    assert answer.agent_output.text == TEXT
    assert time.monotonic() - began < 1
    await fake_agent.wait_until_idle(1)


async def test_what_came_before_an_error_was_handed_over(client, fake_agent, make_call):
    fake_agent.mode("stream_error")
    events: list[AgentEvent] = []

    with pytest.raises(AgentFailed):
        await client.call(make_call(), events.append)

    assert [event.name for event in events] == ["token"]


async def test_many_streams_do_not_mix(client, fake_agent, make_call):
    fake_agent.mode("stream_ok", ms=5)

    async def ask(at: int) -> tuple[str, str]:
        events: list[AgentEvent] = []
        answer = await client.call(make_call(f"r-{at}"), events.append)
        return tokens(events), answer.agent_output.text

    for said, answered in await asyncio.gather(*(ask(at) for at in range(30))):
        assert said == answered
