"""Whatever bytes an agent sends: a valid, storable answer, or a fault. Nothing else comes out."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.protocol import AgentAnswer, load_json
from dom360.web import agent_answer
from dom360.web.agent_faults import AgentFault, AgentRateLimited
from tests.doubles import agent_answers

GOOD = agent_answers.answer({"request_id": "r-1", "message": {"content": "olá"}})

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON document."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    return [
        path
        for name, child in children
        for path in ([(*at, name)] + (paths(child, (*at, name)) if _holds(child) else []))
    ]


def _holds(value: object) -> bool:
    return isinstance(value, dict | list)


def outcome(raw: bytes) -> AgentAnswer | AgentFault:
    try:
        return agent_answer.parse(raw, "r-1")
    except AgentFault as fault:
        return fault


@given(st.binary(max_size=200))
def test_any_bytes_are_a_fault(raw: bytes):
    assert isinstance(outcome(raw), AgentFault)


@given(anything)
def test_any_json_is_a_fault(value: Any):
    assert isinstance(outcome(json.dumps(value).encode()), AgentFault)


@given(st.sampled_from(paths(GOOD)), anything)
def test_one_wrong_value_in_a_good_answer_is_a_fault_or_can_be_stored(
    path: tuple[Any, ...], value: Any
):
    changed = copy.deepcopy(GOOD)
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value

    result = outcome(json.dumps(changed).encode())

    if isinstance(result, AgentAnswer):
        stored = load_json(result.to_wire())
        assert AgentAnswer.model_validate(stored) == result
        assert result.usage.total_tokens == result.usage.input_tokens + result.usage.output_tokens


@pytest.mark.parametrize("error", [{"code": "RATE_LIMITED"}, {"code": "RATE_LIMITED", "x": [1]}])
def test_an_error_inside_a_good_answer_is_an_error(error: dict[str, Any]):
    result = outcome(json.dumps(GOOD | {"error": error}).encode())

    assert isinstance(result, AgentRateLimited)


def test_a_null_error_is_none():
    assert isinstance(outcome(json.dumps(GOOD | {"error": None}).encode()), AgentAnswer)
