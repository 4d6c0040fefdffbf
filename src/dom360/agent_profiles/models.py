from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

AgentType = Literal["SDR", "COPILOT"]
Provider = Literal["builtin", "openai", "anthropic", "bedrock", "google"]


@dataclass(frozen=True, kw_only=True)
class AgentFields:
    """What people write about an agent. `provider` None: the platform's model; builtin: none."""

    name: str
    persona: str | None
    tone: str | None
    products: str | None
    locale: str | None
    provider: Provider | None
    model: str | None
    fallback_model: str | None
    base_url: str | None
    temperature: float | None
    max_output_tokens: int | None
    max_tool_calls: int | None
    max_turn_tokens: int | None

    @classmethod
    def of(cls, source: object) -> Self:
        """From whatever has fields of these names."""
        return cls(**{one.name: getattr(source, one.name) for one in fields(cls)})

    @property
    def has_own_model(self) -> bool:
        return self.provider not in (None, "builtin")


@dataclass(frozen=True, kw_only=True)
class Agent(AgentFields):
    """As it is stored; the key is a ciphertext. `inbox_ids` are those that name it."""

    id: UUID
    agent_type: AgentType
    is_default: bool
    inbox_ids: list[UUID]
    api_key_encrypted: str | None
    api_key_hint: str | None
    api_key_at: datetime | None
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime
