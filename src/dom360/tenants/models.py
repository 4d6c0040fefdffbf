from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class Tenant:
    id: UUID
    slug: str
    name: str
    status: str
    locale: str
    timezone: str


@dataclass(frozen=True)
class NewTenant:
    """Without a locale and a timezone: the platform's defaults."""

    slug: str
    name: str
    kind: Literal["customer", "platform"] = "customer"
    locale: str | None = None
    timezone: str | None = None


@dataclass(frozen=True)
class AccountVars:
    """A tenant's name and settings as they are stored. `counted_timezone`: the zone that the older
    counters' days are of, while the worker has not counted them anew; the secrets are ciphertexts.
    """

    name: str
    agents_endpoint_url: str | None
    agents_timeout_ms: int
    default_agent_type: Literal["SDR", "COPILOT"]
    rag_enabled: bool
    rag_top_k: int
    rag_match_threshold: float
    booking_enabled: bool
    booking_url: str | None
    locale: str
    timezone: str
    crm_url: str | None
    agent_key_encrypted: str | None
    agent_key_hint: str | None
    agent_key_at: datetime | None
    crm_token_encrypted: str | None
    crm_token_hint: str | None
    crm_token_at: datetime | None
    counted_timezone: str | None
    updated_at: datetime
