"""Which model, and how a turn uses it."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self

from dom360.settings import Settings

Provider = Literal["openai", "anthropic", "bedrock", "google"]


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """`trusted`: the operator's own, from the settings. A tenant's address goes to the guard."""

    provider: Provider
    name: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    trusted: bool = False

    def named(self, name: str) -> Self:
        """Another model of the same provider."""
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one turn. `request_s` bounds a single question to the model."""

    temperature: float | None = None
    max_output_tokens: int = 1_000
    max_tool_calls: int = 8
    max_turn_tokens: int = 60_000
    request_s: float = 20.0


def platform_chain(settings: Settings) -> tuple[ModelSpec, ...]:
    """The platform's model and its fallback; empty where the built-in policy answers."""
    if settings.model_provider is None or settings.model_name is None:
        return ()
    first = ModelSpec(
        settings.model_provider,
        settings.model_name,
        settings.model_base_url,
        settings.model_api_key.get_secret_value() if settings.model_api_key else None,
        trusted=True,
    )
    return (first, first.named(settings.model_fallback)) if settings.model_fallback else (first,)


def platform_limits(settings: Settings) -> Limits:
    return Limits(
        temperature=settings.model_temperature,
        max_output_tokens=settings.model_max_output_tokens,
        max_tool_calls=settings.model_max_tool_calls,
        max_turn_tokens=settings.model_max_turn_tokens,
        request_s=settings.model_timeout_s,
    )
