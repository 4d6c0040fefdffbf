"""What a turn may still spend, and what it has: time, and tokens as the providers counted them."""

import asyncio
from dataclasses import dataclass, field

from pydantic import JsonValue
from pydantic_ai.usage import RequestUsage

from dom360.protocol import AgentUsage
from dom360.protocol.answer import MAX_TOKENS

# Kept back from the model, so that the built-in policy can still answer when it fails.
_RESERVE_SHARE = 0.15
_LEAST_RESERVE_S = 0.5
_MOST_RESERVE_S = 3.0


class Clock:
    """Counts down to the turn's deadline, minus the reserve."""

    def __init__(self, seconds: float) -> None:
        reserve = min(_MOST_RESERVE_S, max(_LEAST_RESERVE_S, seconds * _RESERVE_SHARE))
        self._ends_at = asyncio.get_running_loop().time() + seconds - reserve

    def left(self) -> float:
        return self._ends_at - asyncio.get_running_loop().time()


@dataclass(slots=True)
class Spent:
    """Failed questions count too: whoever answered them will bill them."""

    by_model: dict[str, RequestUsage] = field(default_factory=dict)

    def add(self, model: str, usage: RequestUsage) -> None:
        if usage.input_tokens or usage.output_tokens:
            self.by_model[model] = self.by_model.get(model, RequestUsage()) + usage

    @property
    def total(self) -> int:
        return sum(one.input_tokens + one.output_tokens for one in self.by_model.values())

    def as_usage(self, answered_by: str) -> AgentUsage:
        """Under one model's name, as the protocol has it: the one that spent most."""
        most = max(
            self.by_model, key=lambda name: self.by_model[name].output_tokens, default=answered_by
        )
        name = answered_by if answered_by in self.by_model else most
        spent = self.by_model.values()
        return AgentUsage(
            input_tokens=_bounded(sum(one.input_tokens for one in spent)),
            output_tokens=_bounded(sum(one.output_tokens for one in spent)),
            cached_tokens=_bounded(sum(one.cache_read_tokens for one in spent)),
            model=name,
        )

    def as_facts(self) -> dict[str, JsonValue]:
        return {
            name: {
                "input_tokens": _bounded(one.input_tokens),
                "output_tokens": _bounded(one.output_tokens),
                "cached_tokens": _bounded(one.cache_read_tokens),
            }
            for name, one in self.by_model.items()
        }


def _bounded(tokens: int) -> int:
    """A server may count anything; the books take no nonsense."""
    return max(0, min(tokens, MAX_TOKENS))
