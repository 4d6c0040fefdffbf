"""Bodies of the agent endpoints."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from dom360.agent_profiles.models import AgentType, Provider
from dom360.kit.patch import Patch, absent
from dom360.kit.schema import Body, View
from dom360.kit.texts import Locale, Secret, Url, visible
from dom360.tenants.schemas import SecretView

AgentName = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(visible)]
Persona = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(visible)]
Tone = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(visible)]
Products = Annotated[str, Field(min_length=1, max_length=8000), AfterValidator(visible)]
ModelName = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(visible)]
Temperature = Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)]
OutputTokens = Annotated[int, Field(ge=64, le=32_000)]
ToolCalls = Annotated[int, Field(ge=0, le=16)]
TurnTokens = Annotated[int, Field(ge=1_000, le=1_000_000)]


class NewAgent(Body):
    """`provider` null is the platform's model, "builtin" no model at all. A `model` needs a
    provider, and a provider a model. Limits that are null are the platform's."""

    agent_type: AgentType
    name: AgentName
    persona: Persona | None = None
    tone: Tone | None = None
    products: Products | None = None
    locale: Locale | None = Field(None, description="Null: the company's.")
    provider: Provider | None = None
    model: ModelName | None = None
    fallback_model: ModelName | None = None
    base_url: Url | None = Field(None, description="Null: the provider's own address.")
    api_key: Secret | None = None
    temperature: Temperature | None = None
    max_output_tokens: OutputTokens | None = None
    max_tool_calls: ToolCalls | None = None
    max_turn_tokens: TurnTokens | None = None


class AgentPatch(Patch):
    """Absent means unchanged, null means gone. Without a provider of its own an agent keeps nothing
    of a model; a key goes, too, when provider or address change, unless a new one comes along."""

    name: AgentName = absent()
    persona: Persona | None = None
    tone: Tone | None = None
    products: Products | None = None
    locale: Locale | None = None
    provider: Provider | None = None
    model: ModelName | None = None
    fallback_model: ModelName | None = None
    base_url: Url | None = None
    api_key: Secret | None = None
    temperature: Temperature | None = None
    max_output_tokens: OutputTokens | None = None
    max_tool_calls: ToolCalls | None = None
    max_turn_tokens: TurnTokens | None = None


class AgentView(View):
    """`is_default` answers where an inbox names no agent of its type; `inbox_ids` name this one."""

    id: UUID
    agent_type: AgentType
    name: str
    persona: str | None
    tone: str | None
    products: str | None
    locale: str | None
    provider: Provider | None
    model: str | None
    fallback_model: str | None
    base_url: str | None
    api_key: SecretView | None
    temperature: float | None
    max_output_tokens: int | None
    max_tool_calls: int | None
    max_turn_tokens: int | None
    is_default: bool
    inbox_ids: list[UUID]
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime


class AgentList(View):
    items: list[AgentView]


class AgentChoice(Body):
    agent_id: UUID = Field(strict=False)


class ModelReport(View):
    """Whether an agent's model answers: its own; the platform's, as the platform's agents tell of
    it; or none, where the built-in policy answers. `code` and `problem` say why not."""

    ok: bool
    target: Literal["own", "platform", "builtin"]
    model: str | None = None
    latency_ms: int | None = None
    code: str | None = None
    problem: str | None = None
