"""Bodies of the settings endpoints."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from dom360.kit.patch import Patch, absent
from dom360.kit.schema import Body, View
from dom360.kit.texts import Locale, Name, Secret, Timezone, Url

AgentType = Literal["SDR", "COPILOT"]
TimeoutMs = Annotated[int, Field(ge=1_000, le=120_000)]
TopK = Annotated[int, Field(ge=1, le=20)]
Threshold = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class SecretView(View):
    """A secret is never shown again. `ends_in` is null where it is too short to give that away,
    `changed_at` where it was stored before that was written down."""

    ends_in: str | None
    changed_at: datetime | None


class SettingsView(View):
    """`recounting`: the time zone has changed; the older days are still counted in the former."""

    name: str = Field(description="The company's own.")
    agents_endpoint_url: str | None = Field(description="Null: the platform's own agents.")
    agents_timeout_ms: int
    default_agent_type: AgentType
    rag_enabled: bool
    rag_top_k: int
    rag_match_threshold: float
    booking_enabled: bool
    booking_url: str | None
    locale: str
    timezone: str
    crm_url: str | None
    agent_key: SecretView | None
    crm_token: SecretView | None
    recounting: bool
    updated_at: datetime


class SettingsPatch(Patch):
    """Absent means unchanged, null means gone. A secret goes, too, when its address leads to
    another host, unless a new one comes along."""

    name: Name = absent()
    agents_endpoint_url: Url | None = None
    agents_timeout_ms: TimeoutMs = absent()
    default_agent_type: AgentType = absent()
    rag_enabled: bool = absent()
    rag_top_k: TopK = absent()
    rag_match_threshold: Threshold = absent()
    booking_enabled: bool = absent()
    booking_url: Url | None = None
    locale: Locale = absent()
    timezone: Timezone = absent()
    crm_url: Url | None = None
    agent_key: Secret | None = Field(None, description="What the own agents demand as a bearer.")
    crm_token: Secret | None = Field(None, description="What the CRM accepts us by.")


class ConnectionTest(Body):
    """Without an address: the one that is stored, or the platform's own where none is."""

    agents_endpoint_url: Url | None = None


class ConnectionReport(View):
    """`ok`: chat turns can be expected to work. Otherwise `code` and `problem` say why not."""

    ok: bool
    target: Literal["own", "platform"]
    status: Literal["ok", "degraded", "error", "unreachable"]
    latency_ms: int
    model: str | None
    version: str | None
    code: str | None
    problem: str | None
