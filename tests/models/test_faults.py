"""What a provider can do wrong, and the answer that the contact gets all the same."""

import time
from typing import Any

import pytest

from tests.doubles.fake_model import (
    call,
    fail,
    half,
    hang,
    raw,
    redirect,
    say,
)
from tests.models.conftest import TENANT_KEY, Desk
from tests.support.world import Answer

BUILT_IN = "dom360-builtin-1"


def degraded(desk: Desk, answer: Answer) -> str | None:
    """Why the built-in policy answered; None where it did not."""
    facts = desk.facts(answer)
    return facts["degraded_reason"] if facts.get("degraded") else None


@pytest.mark.parametrize(
    "trouble",
    [
        fail(500),
        fail(503),
        fail(429, Retry_After="0"),
        half("Oi, tu"),
        raw(b"this is no JSON"),
        raw(b'{"choices": []}'),
        say(""),
        say("   \n "),
    ],
    ids=["500", "503", "429", "half", "no json", "no choices", "empty", "blank"],
)
async def test_a_passing_fault_is_asked_again(desk: Desk, trouble: Any):
    desk.script(trouble, say("Agora foi."))

    answer = await desk.say()

    assert answer.json["assistant_message"]["content"] == "Agora foi."
    assert len(desk.asked) == 2
    # It is the chosen model's answer, like any other.
    assert not {"degraded", "fallback"} & desk.facts(answer).keys()


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (fail(500), "MODEL_UNAVAILABLE"),
        (fail(429), "MODEL_RATE_LIMITED"),
        (fail(401), "MODEL_UNAUTHORISED"),
        (fail(404), "MODEL_NOT_FOUND"),
        (fail(400), "MODEL_REFUSED"),
        (say(""), "MODEL_EMPTY_ANSWER"),
        (raw(b"{}"), "MODEL_BAD_ANSWER"),
        (redirect("http://127.0.0.1:1/"), "MODEL_BAD_ANSWER"),
    ],
    ids=["500", "429", "401", "404", "400", "empty", "bad", "redirect"],
)
async def test_the_built_in_policy_answers_where_the_model_does_not(
    desk: Desk, trouble: Any, reason: str
):
    desk.script(trouble)

    answer = await desk.say("somos uma clínica com 40 funcionários")

    assert degraded(desk, answer) == reason
    assert answer.json["assistant_message"]["content"]
    # It does the whole of its work: the lead is written down.
    assert (await desk.lead())["fields"]["employees"]["value"] == 40
    for secret in (b"SECRET-OF-THE-PROVIDER", TENANT_KEY.encode()):
        assert secret not in answer.raw


async def test_the_fallback_model_answers_first(desk: Desk):
    desk.set(fallback_model=desk.fallback)
    desk.script(fail(500))
    desk.script_fallback(say("Sou a reserva.", tokens=(70, 7, 0)))

    answer = await desk.say()

    assert answer.json["assistant_message"]["content"] == "Sou a reserva."
    assert answer.json["assistant_message"]["model"] == desk.fallback
    facts = desk.facts(answer)
    assert (facts["fallback"], facts["fallback_reason"]) == (True, "MODEL_UNAVAILABLE")
    assert "degraded" not in facts


async def test_a_model_that_hangs_leaves_time_for_the_fallback(desk: Desk):
    desk.account(agents_timeout_ms=3000)
    desk.set(fallback_model=desk.fallback)
    desk.script(hang())
    desk.script_fallback(say("Cheguei."))

    answer = await desk.say()

    assert answer.json["assistant_message"]["content"] == "Cheguei."
    assert desk.facts(answer)["fallback_reason"] == "MODEL_TIMEOUT"
    assert len(desk.asked) == 1


async def test_a_hanging_model_is_answered_for_within_the_deadline(desk: Desk):
    desk.account(agents_timeout_ms=2000)
    desk.script(hang())
    began = time.monotonic()

    answer = await desk.say("somos uma clínica")

    assert time.monotonic() - began < 2.0
    assert degraded(desk, answer) == "MODEL_TIMEOUT"


async def test_who_asks_to_wait_longer_than_there_is_time_is_not_waited_for(desk: Desk):
    desk.account(agents_timeout_ms=4000)
    desk.script(fail(429, Retry_After="30"))
    began = time.monotonic()

    answer = await desk.say()

    assert time.monotonic() - began < 1.5
    assert degraded(desk, answer) == "MODEL_RATE_LIMITED"
    assert len(desk.asked) == 1


async def test_broken_arguments_are_told_to_the_model_and_reach_no_tool(desk: Desk):
    desk.script(
        call("create_lead", '{"source": "si'),
        call("create_lead", '["a list"]'),
        call("create_lead", {"no_such_argument": 1}),
        call("create_lead", {"source": "nul \u0000"}),
        call("no_such_tool", {}),
        say("Certo."),
    )

    answer = await desk.say()

    assert answer.json["assistant_message"]["content"] == "Certo."
    told = desk.asked[-1].returned()
    assert len(told) == 5
    assert all("refused" in one for one in told)
    assert "no_such_argument" in told[2]
    made = answer.json["assistant_message"]["tool_calls"]
    assert [(one["name"], one["ok"]) for one in made] == [("create_lead", False)]
    assert (await desk.client.get("/api/leads")).json["items"] == []


async def test_an_endless_tool_loop_ends_at_the_limit_and_is_counted(desk: Desk):
    desk.set(max_tool_calls=3)
    desk.script(call("search_lead_by_phone", tokens=(100, 10, 0)))

    answer = await desk.say("oi")

    assert degraded(desk, answer) == "MODEL_TOOL_LOOP"
    # Three with a tool, one to say its last words.
    assert len(desk.asked) == 4
    assert desk.asked[-1].body["tool_choice"] == "none"
    usage = answer.json["usage"]
    assert (usage["input_tokens"], usage["output_tokens"]) == (400, 40)
    assert answer.json["assistant_message"]["model"] == desk.model
    assert answer.json["assistant_message"]["content"]


async def test_a_model_at_its_limit_may_still_answer(desk: Desk):
    desk.set(max_tool_calls=1)
    look = ("search_lead_by_phone", {})
    desk.script(call(*look), say("Só sei isto."))

    answer = await desk.say("oi")

    assert answer.json["assistant_message"]["content"] == "Só sei isto."
    assert degraded(desk, answer) is None


async def test_a_turn_ends_when_its_tokens_are_spent(desk: Desk):
    desk.set(max_turn_tokens=1000)
    desk.script(call("search_lead_by_phone", tokens=(900, 150, 0)), say("nunca"))

    answer = await desk.say("oi")

    assert degraded(desk, answer) == "MODEL_TOKEN_LIMIT"
    assert answer.json["usage"]["total_tokens"] == 1050
    assert len(desk.asked) == 1


async def test_a_fault_after_tools_repeats_the_question_and_no_tool(desk: Desk):
    desk.set(fallback_model=desk.fallback)
    desk.script(
        call("add_comment_to_lead", {"text": "Uma vez."}, tokens=(80, 8, 0)), fail(500), fail(500)
    )
    desk.script_fallback(say("Anotei.", tokens=(90, 9, 0)))

    answer = await desk.say("anota aí")

    assert answer.json["assistant_message"]["content"] == "Anotei."
    comments = [e for e in (await desk.lead())["timeline"]["items"] if e["kind"] == "comment"]
    assert len(comments) == 1
    assert desk.asked_fallback[0].returned()
    assert answer.json["usage"]["input_tokens"] == 170
    assert desk.facts(answer)["models"][desk.model]["input_tokens"] == 80


async def test_a_model_that_keeps_failing_is_left_alone_for_a_while(desk: Desk):
    desk.script(fail(500))

    answers = [await desk.say(f"oi {number}") for number in range(4)]

    assert [degraded(desk, one) for one in answers] == [
        "MODEL_UNAVAILABLE",
        "MODEL_UNAVAILABLE",
        "MODEL_RESTING",
        "MODEL_RESTING",
    ]
    assert len(desk.asked) == 4


async def test_a_key_that_cannot_be_read_costs_the_model_and_not_the_answer(
    desk: Desk, database: Any, other: Any, new_desk: Any
):
    foreign = await new_desk(other)
    database.rows(
        "update dom360.agents a set api_key_encrypted = o.api_key_encrypted from dom360.agents o"
        " where a.id = %s and o.id = %s",
        desk.agent_id,
        foreign.agent_id,
    )
    desk.script(say("nunca"))

    answer = await desk.say("oi")

    assert degraded(desk, answer) == "MODEL_KEY_UNREADABLE"
    assert desk.asked == []


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/v1", "http://10.0.0.1/v1", "http://[::1]:22/v1"]
)
async def test_a_tenants_model_is_not_looked_for_inside_our_network(desk: Desk, address: str):
    desk.set(base_url=address)

    answer = await desk.say("oi")

    assert degraded(desk, answer) == "MODEL_ADDRESS_REFUSED"
