"""Who the agent is, and which model it thinks with: the Backend tells the platform's own agents.

No part of the protocol that other agent services see: their requests do not carry it.
"""

from typing import Literal

from pydantic import Field, SecretStr, field_serializer

from dom360.protocol.wire import Id, Wire

Provider = Literal["builtin", "openai", "anthropic", "bedrock", "google"]


class ModelChoice(Wire):
    """A tenant's own model. Only `to_wire` shows the key."""

    provider: Provider
    name: str | None = Field(None, min_length=1, max_length=200)
    fallback: str | None = Field(None, min_length=1, max_length=200)
    base_url: str | None = Field(None, max_length=2000)
    api_key: SecretStr | None = None
    # Why the tenant's model cannot be asked although it is chosen: its stored key cannot be read.
    problem: str | None = Field(None, max_length=100)

    @field_serializer("api_key", when_used="json")
    def _reveal(self, key: SecretStr | None) -> str | None:
        return key.get_secret_value() if key else None


class AgentProfile(Wire):
    """Absent values mean the platform's own."""

    id: Id | None = None
    name: str | None = Field(None, max_length=80)
    persona: str | None = Field(None, max_length=4000)
    tone: str | None = Field(None, max_length=1000)
    products: str | None = Field(None, max_length=8000)
    locale: str | None = Field(None, max_length=35)
    model: ModelChoice | None = None
    temperature: float | None = Field(None, ge=0, le=2)
    max_output_tokens: int | None = Field(None, strict=True, ge=64, le=32_000)
    max_tool_calls: int | None = Field(None, strict=True, ge=0, le=12)
    max_turn_tokens: int | None = Field(None, strict=True, ge=1_000, le=1_000_000)
