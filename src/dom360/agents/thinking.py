"""Whether a turn is answered with a model, with which, and how much it may spend."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from dom360.agents.tools import ModelTools
from dom360.llm.faults import Reason
from dom360.llm.models import Models
from dom360.llm.spec import Limits, ModelSpec
from dom360.protocol import AgentProfile, AgentRequest

if TYPE_CHECKING:
    from dom360.agents.model.run import Answered

# A turn whose caller names no deadline.
DEFAULT_SECONDS = 30.0

Tell = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Thinking:
    """The process's models, how long the caller waits, and who listens meanwhile."""

    models: Models
    seconds: float = DEFAULT_SECONDS
    tell: Tell | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`reason`: a model was chosen and cannot be asked. Neither it nor a chain: the built-in policy
    was chosen."""

    chain: tuple[ModelSpec, ...]
    limits: Limits
    reason: Reason | None = None


def plan(request: AgentRequest, models: Models) -> Plan:
    profile = request.agent or AgentProfile()
    choice = profile.model
    if choice is None:
        return Plan(models.chain, _within(profile, models.limits))
    limits = _own(profile, models.limits)
    if choice.provider == "builtin" or choice.name is None:
        return Plan((), limits)
    if choice.problem is not None:
        return Plan((), limits, Reason.KEY_UNREADABLE)
    key = choice.api_key.get_secret_value() if choice.api_key else None
    first = ModelSpec(choice.provider, choice.name, choice.base_url, key)
    return Plan((first, first.named(choice.fallback)) if choice.fallback else (first,), limits)


async def think(
    request: AgentRequest, tools: ModelTools | None, thinking: Thinking
) -> "Answered | Reason | None":
    """None where no model was chosen; a bare reason where the chosen one cannot be asked."""
    planned = plan(request, thinking.models)
    if not planned.chain:
        return planned.reason
    answer = await load_model_path()
    found: Answered = await answer(
        request,
        tools,
        thinking.models,
        planned.chain,
        planned.limits,
        seconds=thinking.seconds,
        tell=thinking.tell,
    )
    return found


async def load_model_path() -> Callable[..., Any]:
    """In a thread: the first time it loads pydantic-ai, which takes a second."""
    return await asyncio.to_thread(_entrance)


@cache
def _entrance() -> Callable[..., Any]:
    from dom360.agents.model.run import answer

    return answer


def _own(profile: AgentProfile, limits: Limits) -> Limits:
    """A tenant's own model: its own limits, the platform's where it set none."""
    return replace(
        limits,
        temperature=profile.temperature,
        max_output_tokens=profile.max_output_tokens or limits.max_output_tokens,
        max_tool_calls=limits.max_tool_calls
        if profile.max_tool_calls is None
        else profile.max_tool_calls,
        max_turn_tokens=profile.max_turn_tokens or limits.max_turn_tokens,
    )


def _within(profile: AgentProfile, limits: Limits) -> Limits:
    """The platform's model: a tenant may set its limits lower, not higher."""
    own = _own(profile, limits)
    return replace(
        own,
        temperature=limits.temperature if profile.temperature is None else profile.temperature,
        max_output_tokens=min(own.max_output_tokens, limits.max_output_tokens),
        max_tool_calls=min(own.max_tool_calls, limits.max_tool_calls),
        max_turn_tokens=min(own.max_turn_tokens, limits.max_turn_tokens),
    )
