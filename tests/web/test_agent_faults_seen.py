"""Every fault an agent can have becomes one code, in time, and takes nothing of the agent along."""

import io
import json
import logging
import time
import traceback

import pytest
import structlog

from dom360.errors import Dom360Error
from dom360.web import agent_faults as faults
from dom360.web.agent_client import AgentClient
from tests.doubles.agent_modes import MODES
from tests.doubles.fake_agent import FakeAgent
from tests.web.conftest import MakeCall

# Mode, whether a stream is asked for, and what the caller gets.
FAULTS = [
    ("hang", False, faults.AgentTimeout),
    ("slow", False, faults.AgentTimeout),
    ("drip", False, faults.AgentTimeout),
    ("drip_headers", False, faults.AgentTimeout),
    ("drip_stream", True, faults.AgentTimeout),
    ("drip_stream", False, faults.AgentTimeout),
    ("reset", False, faults.AgentUnreachable),
    ("close", False, faults.AgentUnreachable),
    ("429", False, faults.AgentRateLimited),
    ("503", False, faults.AgentUnavailable),
    ("500", False, faults.AgentFailed),
    ("leaky", False, faults.AgentFailed),
    ("leaky_ok", False, faults.AgentFailed),
    ("400", False, faults.AgentRefused),
    ("401", False, faults.AgentRefused),
    ("409", False, faults.AgentRefused),
    ("redirect", False, faults.AgentRedirected),
    ("huge", False, faults.AgentAnswerTooLarge),
    ("huge_promised", False, faults.AgentAnswerTooLarge),
    ("huge_chunked", False, faults.AgentAnswerTooLarge),
    ("endless_stream", True, faults.AgentAnswerTooLarge),
    ("endless_line", True, faults.AgentAnswerTooLarge),
    ("gzip_bomb", False, faults.AgentBadAnswer),
    ("big_header", False, faults.AgentBadAnswer),
    ("not_http", False, faults.AgentBadAnswer),
    ("not_json_type", False, faults.AgentBadAnswer),
    ("no_content", False, faults.AgentBadAnswer),
    ("close_mid_body", False, faults.AgentBadAnswer),
    ("garbage", False, faults.AgentBadAnswer),
    ("wrong_types", False, faults.AgentBadAnswer),
    ("json_list", False, faults.AgentBadAnswer),
    ("deep", False, faults.AgentBadAnswer),
    ("invalid_utf8", False, faults.AgentBadAnswer),
    ("nul_text", False, faults.AgentBadAnswer),
    ("nul_structured", False, faults.AgentBadAnswer),
    ("surrogate", False, faults.AgentBadAnswer),
    ("infinity", False, faults.AgentBadAnswer),
    ("negative_tokens", False, faults.AgentBadAnswer),
    ("absurd_tokens", False, faults.AgentBadAnswer),
    ("fraction_tokens", False, faults.AgentBadAnswer),
    ("wrong_request_id", False, faults.AgentBadAnswer),
    ("empty_text", False, faults.AgentEmptyAnswer),
    ("stream_without_done", True, faults.AgentBadAnswer),
    ("stream_cut", True, faults.AgentBadAnswer),
    ("stream_bad_token", True, faults.AgentBadAnswer),
    ("stream_bad_utf8", True, faults.AgentBadAnswer),
    ("stream_empty_text", True, faults.AgentEmptyAnswer),
    ("stream_error", True, faults.AgentFailed),
]
GOOD = {
    "ok", "json_ok", "handoff", "hold", "stale", "no_reply", "no_request_id",
    "stream_ok", "stream_split", "stream_hang_after_done",
}  # fmt: skip
STATUS = {
    "AGENT_TIMEOUT": 504,
    "AGENT_UNREACHABLE": 503,
    "AGENT_BUSY": 503,
    "AGENT_RATE_LIMITED": 503,
    "AGENT_UNAVAILABLE": 503,
    "AGENT_ERROR": 502,
    "AGENT_REFUSED": 502,
    "AGENT_REDIRECTED": 502,
    "AGENT_ANSWER_TOO_LARGE": 502,
    "AGENT_BAD_ANSWER": 502,
    "AGENT_EMPTY_ANSWER": 502,
}
DEADLINE_MS = 350


def test_every_mode_of_the_fake_agent_is_tried():
    assert {mode for mode, _, _ in FAULTS} | GOOD == set(MODES)


@pytest.mark.parametrize(("mode", "streamed", "expected"), FAULTS)
async def test_a_fault_has_one_code_comes_in_time_and_leaks_nothing(
    client: AgentClient,
    fake_agent: FakeAgent,
    make_call: MakeCall,
    caplog,
    capfd,
    mode,
    streamed,
    expected,
):
    caplog.set_level(logging.DEBUG)
    fake_agent.mode(mode, ms=2_000)
    # Only what can't end by itself needs a short deadline; the rest must not meet it.
    hopeless = expected is faults.AgentTimeout
    call = make_call(timeout_ms=DEADLINE_MS if hopeless else 10_000)
    began = time.monotonic()

    with structlog.testing.capture_logs() as logged, pytest.raises(Dom360Error) as caught:
        await client.call(call, (lambda _: None) if streamed else None)

    took = time.monotonic() - began
    assert type(caught.value) is expected
    assert caught.value.status == STATUS[caught.value.code]
    assert took < (DEADLINE_MS / 1000 + 1 if hopeless else 5)
    if hopeless:
        assert took >= DEADLINE_MS / 1000
    assert len(fake_agent.calls()) == 1
    seen = (
        _everything_about(caught.value) + repr(logged) + caplog.text + "".join(capfd.readouterr())
    )
    assert fake_agent.canary not in seen
    await fake_agent.wait_until_idle()


def _everything_about(error: Dom360Error) -> str:
    """As the greediest error reporter would show it: the chain, and every frame's variables."""
    assert error.__cause__ is None
    assert error.__context__ is None
    printed = io.StringIO()
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    print(*shown.format(), file=printed)
    return printed.getvalue() + repr(error) + repr(error.args) + repr(vars(error))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("RATE_LIMITED", faults.AgentRateLimited),
        ("KNOWLEDGE_BASE_UNAVAILABLE", faults.AgentUnavailable),
        ("CRM_CONNECTION_FAILED", faults.AgentUnavailable),
        ("MODEL_UNAVAILABLE", faults.AgentUnavailable),
        ("INVALID_PHONE_FORMAT", faults.AgentRefused),
        ("AGENT_TYPE_MISMATCH", faults.AgentRefused),
        ("INVALID_REQUEST", faults.AgentRefused),
        ("INTERNAL_ERROR", faults.AgentFailed),
        ("A_CODE_OF_THEIR_OWN", faults.AgentFailed),
    ],
)
async def test_an_error_in_a_stream_is_the_fault_that_its_code_names(
    client, fake_agent, make_call, code, expected
):
    fake_agent.mode("stream_error", code=code)

    with pytest.raises(faults.AgentFault) as caught:
        await client.call(make_call(), lambda _: None)

    assert type(caught.value) is expected


@pytest.mark.parametrize("mode", ["429", "503"])
@pytest.mark.parametrize(
    ("header", "seconds"),
    [("17", 17), ("0", 1), ("86400", 300), ("9" * 400, 300), ("Wed, 21 Oct 2015 07:28:00 GMT", 1)],
)
async def test_the_agents_wish_to_be_left_alone_is_passed_on_within_bounds(
    client, fake_agent, make_call, mode, header, seconds
):
    fake_agent.mode(mode, retry_after=header)

    with pytest.raises(faults.AgentFault) as caught:
        await client.call(make_call())

    assert caught.value.retry_after_s == seconds


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "٣"])
@pytest.mark.parametrize("mode", ["429", "503"])
def test_an_unreadable_retry_after_becomes_a_sensible_one(mode, header):
    fault = faults.of_status(int(mode), {} if header is None else {"Retry-After": header})

    assert fault is not None
    assert fault.retry_after_s in {10, 30}


async def test_a_wrong_field_is_named_by_our_name_only(client, fake_agent, make_call):
    fake_agent.mode("negative_tokens")

    with pytest.raises(faults.AgentBadAnswer) as caught:
        await client.call(make_call())

    assert json.dumps(caught.value.extra) == '{"field": "usage"}'


async def test_a_redirect_is_never_followed(client, fake_agent, make_call):
    fake_agent.mode("redirect", location=f"{fake_agent.url}/elsewhere")

    with pytest.raises(faults.AgentRedirected):
        await client.call(make_call(agent_key="very-secret"))

    assert [call.path for call in fake_agent.calls()] == ["/sdr"]
