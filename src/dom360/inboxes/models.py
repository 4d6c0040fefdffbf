from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

AgentType = Literal["SDR", "COPILOT"]


@dataclass(frozen=True)
class Inbox:
    """`default_agent_type` is the inbox's own; null where the tenant's applies (`agent_type`)."""

    id: UUID
    name: str
    default_agent_type: AgentType | None
    agent_type: AgentType
    greeting: str | None
    away_message: str | None
    business_hours: dict[str, Any] | None
    timezone: str
    open_now: bool
    archived_at: datetime | None
    created_at: datetime
