"""A good call: what is sent, what comes back, and how connections are used."""

import asyncio
import time

import pytest

from dom360.protocol import WireError
from dom360.web.agent_client import AgentClient
from dom360.web.agent_faults import (
    AgentAddressInvalid,
    AgentBusy,
    AgentFailed,
    AgentTimeout,
    AgentUnreachable,
)
from tests.web.conftest import THIS_MACHINE, agent_request

TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


async def test_an_answer_comes_back_whole(client, fake_agent, make_call):
    fake_agent.mode("ok", text="Olá! Qual é a sua empresa?", input_tokens=21, output_tokens=9)

    answer = await client.call(make_call("r-77"))

    assert answer.agent_output.text == "Olá! Qual é a sua empresa?"
    assert answer.request_id == "r-77"
    assert [call.name for call in answer.agent_output.tool_calls] == ["search_knowledge_base"]
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (21, 9)
    assert answer.usage.total_tokens == 30


async def test_the_request_carries_the_protocols_headers_and_no_others(
    client, fake_agent, make_call
):
    fake_agent.mode("leaky", times=1)
    # By name: no cookie is ever kept for a bare address.
    named = f"http://localhost:{fake_agent.port}"
    with pytest.raises(AgentFailed):
        await client.call(make_call("r-0", endpoint_url=named))  # its answer sets a cookie

    await client.call(
        make_call("r-1", endpoint_url=named, agent_key="agent-key", traceparent=TRACEPARENT)
    )

    sent = fake_agent.calls(request_id="r-1")[0]
    headers = {name.lower(): value for name, value in sent.headers.items()}
    assert headers.pop("host").startswith("localhost:")
    assert headers == {
        "accept": "application/json",
        "accept-encoding": "identity",
        "authorization": "Bearer agent-key",
        "content-length": str(len(sent.raw)),
        "content-type": "application/json",
        "traceparent": TRACEPARENT,
        "user-agent": "DOM360",
        "x-agent-api-version": "1",
        "x-request-id": "r-1",
    }
    assert sent.body["message"]["content"] == "Olá, quero saber sobre produtos"


async def test_no_key_and_no_valid_trace_send_no_such_header(client, fake_agent, make_call):
    await client.call(make_call(traceparent="what\r\nX-Evil: 1"))

    assert not {"Authorization", "traceparent", "X-Evil"} & set(fake_agent.calls()[0].headers)


async def test_an_odd_request_id_stays_inside_its_header(client, fake_agent, make_call):
    odd = "a b\r\nX-Evil: ç"

    answer = await client.call(make_call(request=agent_request(odd)))

    assert answer.request_id == odd
    assert fake_agent.calls()[0].headers["X-Request-ID"] == "a%20b%0D%0AX-Evil:%20%C3%A7"


async def test_an_encoded_request_is_sent_as_it_is(client, fake_agent, make_call):
    encoded = agent_request("r-5").to_wire().replace(b'"r-5"', b' "r-5" ')

    answer = await client.call(make_call(request=encoded))

    assert answer.request_id == "r-5"
    assert fake_agent.calls()[0].raw == encoded


async def test_an_encoded_request_without_an_id_is_our_own_mistake(client, make_call):
    with pytest.raises(WireError):
        await client.call(make_call(request=b'{"tenant": {}}'))


@pytest.mark.parametrize("reply", ["no_reply", "no_request_id"])
async def test_a_silent_answer_and_one_without_an_echoed_id_are_answers(
    client, fake_agent, make_call, reply
):
    fake_agent.mode(reply)

    answer = await client.call(make_call())

    assert answer.next_action.reply_to_user is (reply != "no_reply")


@pytest.mark.parametrize(
    ("below", "agent_type", "path"),
    [
        ("", "SDR", "/sdr"),
        ("/", "COPILOT", "/copilot"),
        ("/agents/v1", "SDR", "/agents/v1/sdr"),
        ("/agents/v1/", "COPILOT", "/agents/v1/copilot"),
    ],
)
async def test_an_endpoint_may_have_a_path_and_a_trailing_slash(
    client, fake_agent, make_call, below, agent_type, path
):
    await client.call(make_call(endpoint_url=fake_agent.url + below, agent_type=agent_type))

    assert fake_agent.calls()[0].path == path


@pytest.mark.parametrize(
    "endpoint",
    [
        "", "agents.example", "ftp://agents.example", "file:///etc/passwd", "http://", "http:///x",
        "http://user:secret@agents.example", "http://agents.example:99999", "http://[::1",
        "http://agents.example/?key=1", "http://agents.example/#x", "unix:///run/agent.sock",
    ],
)  # fmt: skip
async def test_an_unusable_address_is_refused_before_any_call(client, make_call, endpoint):
    with pytest.raises(AgentAddressInvalid) as caught:
        await client.call(make_call(endpoint_url=endpoint))

    assert "secret" not in str(caught.value)


async def test_a_key_that_would_break_the_headers_is_refused(client, fake_agent, make_call):
    with pytest.raises(AgentAddressInvalid) as caught:
        await client.call(make_call(agent_key="key\r\nX-Evil: 1"))

    assert "X-Evil" not in str(caught.value)
    assert fake_agent.calls() == []


def test_a_call_never_shows_its_key(make_call):
    assert "very-secret" not in repr(make_call(agent_key="very-secret"))


async def test_nobody_listening_is_unreachable(client, make_call, unused_tcp_port):
    with pytest.raises(AgentUnreachable) as caught:
        await client.call(make_call(endpoint_url=f"http://127.0.0.1:{unused_tcp_port}"))

    assert caught.value.retry_after_s == 5


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".invalid", "a..b", "x" * 300])
async def test_a_name_that_leads_nowhere_is_unreachable(client, make_call, host):
    with pytest.raises((AgentUnreachable, AgentAddressInvalid)) as caught:
        await client.call(make_call(endpoint_url=f"http://{host}/"))

    assert host not in str(caught.value)


async def test_tls_with_an_agent_that_has_none_is_unreachable(client, fake_agent, make_call):
    with pytest.raises(AgentUnreachable):
        await client.call(make_call(endpoint_url=f"https://127.0.0.1:{fake_agent.port}"))


async def test_a_connection_that_is_never_accepted_is_given_up(make_call, full_backlog):
    async with AgentClient(THIS_MACHINE, connect_s=0.3) as hasty:
        began = time.monotonic()

        with pytest.raises(AgentUnreachable):
            await hasty.call(make_call(endpoint_url=full_backlog))

    assert 0.25 < time.monotonic() - began < 2


async def test_connections_are_used_again(client, fake_agent, make_call, peers):
    fake_agent.mode("ok", ms=10)  # a stream ends a little after its last event

    for at in range(5):
        await client.call(make_call(f"r-{at}"), (lambda _: None) if at % 2 else None)

    assert len(peers()) == 1


async def test_a_connection_that_grew_too_old_is_replaced_once(client, fake_agent, make_call):
    # Four kept connections, all too old: the repeat must not draw the next of them.
    fake_agent.mode("slow", ms=100)
    await asyncio.gather(*(client.call(make_call(f"warm-{at}")) for at in range(4)))
    fake_agent.mode("stale")

    answer = await client.call(make_call("second"))

    assert answer.request_id == "second"
    assert len(fake_agent.calls(request_id="second")) == 2


@pytest.mark.parametrize("mode", ["reset", "close"])
async def test_a_repeat_that_breaks_too_is_the_last(client, fake_agent, make_call, mode):
    await client.call(make_call("first"))
    fake_agent.mode(mode)

    with pytest.raises(AgentUnreachable):
        await client.call(make_call("second"))

    assert len(fake_agent.calls(request_id="second")) == 2


async def test_a_repeat_does_not_extend_the_deadline(client, fake_agent, make_call):
    await client.call(make_call("first"))
    fake_agent.mode("hang")
    fake_agent.mode("close", request_id="second", times=1, ms=400)
    began = time.monotonic()

    with pytest.raises(AgentTimeout):
        await client.call(make_call("second", timeout_ms=500))

    assert 0.5 <= time.monotonic() - began < 0.85
    assert len(fake_agent.calls(request_id="second")) == 2


async def test_a_new_connection_that_breaks_is_not_tried_again(client, fake_agent, make_call):
    fake_agent.mode("close")

    with pytest.raises(AgentUnreachable):
        await client.call(make_call())

    assert len(fake_agent.calls()) == 1


async def test_fifty_calls_run_side_by_side(client, fake_agent, make_call):
    fake_agent.mode("slow", ms=300)
    began = time.monotonic()

    answers = await asyncio.gather(
        *(
            client.call(make_call(request=agent_request(f"r-{at}", conversation_id=at)))
            for at in range(50)
        )
    )

    assert [answer.request_id for answer in answers] == [f"r-{at}" for at in range(50)]
    assert time.monotonic() - began < 3
    assert fake_agent.records.peak == 50
    assert fake_agent.records.overlaps() == []


async def test_more_calls_than_one_host_may_have_wait_their_turn_or_are_told(fake_agent, make_call):
    async with AgentClient(THIS_MACHINE, calls_per_host=1, connect_s=0.3) as narrow:
        fake_agent.mode("slow", ms=600)
        first = asyncio.create_task(narrow.call(make_call("first")))
        await fake_agent.wait_for_calls(1)

        with pytest.raises(AgentBusy) as caught:
            await narrow.call(make_call("second"))

        assert caught.value.retry_after_s == 2
        assert (await first).request_id == "first"
        fake_agent.mode("slow", ms=100)
        both = await asyncio.gather(*(narrow.call(make_call(f"r-{at}")) for at in range(2)))
    assert [answer.request_id for answer in both] == ["r-0", "r-1"]


@pytest.mark.parametrize("mode", ["hang", "drip", "drip_stream"])
async def test_a_cancelled_call_closes_its_connection(client, fake_agent, make_call, mode):
    fake_agent.mode(mode)
    task = asyncio.create_task(client.call(make_call(), lambda _: None))
    await fake_agent.wait_for_calls(1)
    await asyncio.sleep(0.05)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    await fake_agent.wait_until_idle(1)
    assert fake_agent.calls()[0].outcome == "client_gone"


async def test_a_timed_out_call_closes_its_connection(client, fake_agent, make_call):
    fake_agent.mode("hang")

    with pytest.raises(AgentTimeout):
        await client.call(make_call(timeout_ms=100))

    await fake_agent.wait_until_idle(1)
    assert fake_agent.calls()[0].outcome == "client_gone"


async def test_closing_the_client_ends_calls_under_way(fake_agent, make_call):
    client = AgentClient(THIS_MACHINE)
    await client.start()
    fake_agent.mode("hang")
    task = asyncio.create_task(client.call(make_call()))
    await fake_agent.wait_for_calls(1)

    await client.close()

    with pytest.raises(AgentUnreachable):
        await asyncio.wait_for(task, 2)
    await fake_agent.wait_until_idle(1)


async def test_a_client_must_be_started_and_may_be_closed_twice(make_call):
    client = AgentClient(THIS_MACHINE)

    with pytest.raises(RuntimeError, match="start"):
        await client.call(make_call())

    await client.start()
    await client.start()
    await client.close()
    await client.close()
