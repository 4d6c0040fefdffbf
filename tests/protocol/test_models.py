"""Requests and answers as they travel."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dom360.protocol import (
    AgentAnswer,
    AgentErrorAnswer,
    AgentErrorCode,
    AgentRequest,
    AgentUsage,
    ToolCall,
    WireError,
    load_json,
)


def request_body(**changes: object) -> dict[str, object]:
    body: dict[str, object] = {
        "request_id": "req-1",
        "tenant": {"tenant_id": 1, "name": "Acme"},
        "routing": {"inbox_id": 7, "agent_type": "SDR"},
        "message": {"content": "Olá", "created_at": "2026-01-05T12:00:00-03:00"},
        "sender": {"phone_e164": "+5511987654321", "name": "Maria"},
        "conversation": {"id": 42},
    }
    return {**body, **changes}


def answer_body(**changes: object) -> dict[str, object]:
    body: dict[str, object] = {
        "trace_id": "t",
        "request_id": "req-1",
        "agent_output": {"text": "Oi!", "tool_calls": ["create_lead", {"name": "x", "ok": True}]},
        "usage": {"input_tokens": 5, "output_tokens": 3, "cached_tokens": 0, "model": "m"},
        "latency_ms": 12,
    }
    return {**body, **changes}


def error_types(body: dict[str, object]) -> set[str]:
    with pytest.raises(ValidationError) as caught:
        AgentRequest.parse(orjson.dumps(body))
    return {str(error["type"]) for error in caught.value.errors()}


def test_integer_ids_become_text_and_the_defaults_are_filled_in():
    request = AgentRequest.parse(orjson.dumps(request_body(extra="ignored", callback=None)))

    assert (request.tenant.tenant_id, request.routing.inbox_id) == ("1", "7")
    assert request.tenant.locale == "pt-BR"
    assert request.message.content_type == "text"
    assert request.conversation.history == ()
    assert request.callback is None


def test_a_request_survives_the_network_with_its_token():
    callback = {"base_url": "http://localhost:3001", "token": "capability", "expires_at": None}
    request = AgentRequest.model_validate(request_body(callback=callback))

    again = AgentRequest.parse(request.to_wire())

    assert again == request
    assert again.callback is not None
    assert again.callback.token.get_secret_value() == "capability"
    assert "capability" not in repr(request)


@pytest.mark.parametrize(
    "phone", ["11987654321", "+55", "+55 11 98765", "+1234567890123456", "+५५११९८७६५", ""]
)
def test_a_phone_out_of_format_is_named(phone):
    assert error_types(request_body(sender={"phone_e164": phone})) == {"INVALID_PHONE_FORMAT"}


def test_sdr_needs_a_phone_and_copilot_does_not():
    assert error_types(request_body(sender=None)) == {"INVALID_PHONE_FORMAT"}

    copilot = request_body(sender=None, routing={"inbox_id": 1, "agent_type": "COPILOT"})
    assert AgentRequest.model_validate(copilot).sender is None


@pytest.mark.parametrize("content", ["", "  \n\t", "\u200b\u2060 "])
def test_a_message_that_shows_nothing_is_empty(content):
    assert error_types(request_body(message={"content": content})) == {"EMPTY_MESSAGE"}


@pytest.mark.parametrize(
    "changes",
    [
        {"request_id": ""},
        {"request_id": True},
        {"tenant": {"tenant_id": 1.5}},
        {"conversation": {}},
        {"conversation": {"id": 1, "history": "no"}},
        {"rag_options": {"top_k": 0}},
        {"rag_options": {"top_k": 21}},
        {"rag_options": {"top_k": "5"}},
        {"rag_options": {"match_threshold": 1.1}},
        {"calendar_booking": {"enabled": "yes"}},
        {"message": {"content": 5}},
    ],
)
def test_wrong_values_are_refused(changes):
    assert error_types(request_body(**changes))


def test_tool_calls_may_be_names_or_objects():
    answer = AgentAnswer.parse(orjson.dumps(answer_body()))

    assert answer.agent_output.tool_calls == [
        ToolCall(name="create_lead"),
        ToolCall(name="x", ok=True),
    ]
    assert answer.next_action.reply_to_user
    assert answer.usage.total_tokens == 8


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000), st.none() | st.integers(0, 10**7))
def test_the_total_is_always_the_sum_of_its_parts(read, written, total):
    usage = {"input_tokens": read, "output_tokens": written, "total_tokens": total, "model": "m"}

    assert AgentUsage.model_validate(usage).total_tokens == read + written


@pytest.mark.parametrize("tokens", [-1, 10_000_001, 1.5, "5", True, None])
def test_token_counts_out_of_reason_are_refused(tokens):
    usage = {"input_tokens": tokens, "output_tokens": 1, "model": "m"}

    with pytest.raises(ValidationError):
        AgentAnswer.model_validate(answer_body(usage=usage))


def test_a_reply_without_words_is_no_answer():
    with pytest.raises(ValidationError):
        AgentAnswer.model_validate(answer_body(agent_output={"text": " "}))

    silent = answer_body(agent_output={"text": ""}, next_action={"reply_to_user": False})
    assert AgentAnswer.model_validate(silent).agent_output.text == ""


def test_the_error_envelope_shows_its_nulls_and_knows_its_codes():
    answer = AgentErrorAnswer.model_validate({"error": {"code": "SOMETHING_ELSE", "message": "x"}})

    wire = answer.to_wire_dict()

    assert answer.error.code is AgentErrorCode.INTERNAL_ERROR
    assert all(wire[name] is None for name in ("agent_output", "usage", "session", "request_id"))
    assert wire["next_action"] == {"reply_to_user": False, "reply_type": "text"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff",
        b'"\\ud800"',
        b'"a\\u0000b"',
        b"NaN",
        b"[" * 40 + b"]" * 40,
        b"[" * 100_000,
    ],
)
def test_bodies_that_cannot_be_stored_are_refused(raw):
    with pytest.raises(WireError):
        load_json(raw)


@given(st.binary(max_size=200))
def test_no_body_crashes_the_reader(raw):
    try:
        load_json(raw)
    except WireError:
        return
