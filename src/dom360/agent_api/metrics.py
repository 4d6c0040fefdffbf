"""What Prometheus may ask the Agent API, besides its models (docs/observability.md)."""

from collections.abc import Mapping
from typing import Literal

from prometheus_client import Counter, Histogram

from dom360.agents import TurnResult
from dom360.protocol import ToolRefusal

ToolOutcome = Literal["ok", "refused", "unreachable", "out_of_time"]

_TURN_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120)
_TOOL_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

turns = Counter(
    "dom360_agent_turns",
    "Turns by who answered (model, fallback, degraded, builtin), or the code of the error.",
    ["agent_type", "outcome"],
)
turn_seconds = Histogram(
    "dom360_agent_turn_seconds",
    "What the agents' own part of an answered turn took.",
    ["agent_type"],
    buckets=_TURN_BUCKETS,
)
fallbacks = Counter(
    "dom360_agent_fallbacks",
    "Turns that the chosen model did not answer: fallback (another model did) or degraded (the"
    " built-in policy did).",
    ["agent_type", "outcome", "reason"],
)
handoffs = Counter(
    "dom360_agent_handoffs", "Turns that passed the conversation to a person.", ["agent_type"]
)
tool_calls = Counter("dom360_agent_tool_calls", "Calls of tools.", ["tool", "outcome"])
tool_seconds = Histogram(
    "dom360_agent_tool_seconds", "What a tool took.", ["tool"], buckets=_TOOL_BUCKETS
)


def turn_answered(agent_type: str, result: TurnResult, elapsed_ms: int) -> None:
    outcome, reason = _who_answered(result.output.structured)
    turns.labels(agent_type, outcome).inc()
    turn_seconds.labels(agent_type).observe(elapsed_ms / 1000)
    if reason is not None:
        fallbacks.labels(agent_type, outcome, reason).inc()
    if result.next_action.handoff is not None:
        handoffs.labels(agent_type).inc()


def turn_failed(agent_type: str, code: str) -> None:
    turns.labels(agent_type, code).inc()


def tool_called(tool: str, refusal: ToolRefusal | None, seconds: float) -> None:
    tool_calls.labels(tool, _tool_outcome(refusal)).inc()
    tool_seconds.labels(tool).observe(seconds)


def _who_answered(structured: Mapping[str, object]) -> tuple[str, str | None]:
    if structured.get("degraded"):
        return "degraded", str(structured["degraded_reason"])
    if structured.get("fallback"):
        return "fallback", str(structured["fallback_reason"])
    # Written by every answer of a model's, and by none of the policy's.
    return ("model" if "prompt_version" in structured else "builtin"), None


def _tool_outcome(refusal: ToolRefusal | None) -> ToolOutcome:
    """What a backend refused with is its own affair: it has many codes."""
    if refusal is None:
        return "ok"
    if refusal.code == "UNREACHABLE":
        return "unreachable"
    return "out_of_time" if refusal.code == "OUT_OF_TIME" else "refused"
