from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Status = Literal["active", "suspended", "deleting"]


@dataclass(frozen=True)
class Company:
    """A tenant as the platform's administrator sees it."""

    id: UUID
    slug: str
    name: str
    status: Status
    status_reason: str | None
    suspended_at: datetime | None
    delete_after: datetime | None
    plan: str
    locale: str
    timezone: str
    inboxes: int
    people: int
    last_message_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class CompanyFilter:
    search: str | None = None
    status: Status | None = None
    plan: str | None = None


@dataclass(frozen=True)
class Defaults:
    """What a new company begins with."""

    locale: str
    timezone: str
    plan: str
    default_agent_type: Literal["SDR", "COPILOT"]
    agents_timeout_ms: int
    rag_enabled: bool
    rag_top_k: int
    rag_match_threshold: float
    delete_grace_days: int


@dataclass(frozen=True)
class Due:
    """A company whose grace time is over, and where its audit log ends."""

    id: UUID
    slug: str
    audit_seq: int
    audit_hash: str


@dataclass(frozen=True)
class PurgeStep:
    counts: dict[str, int]


@dataclass(frozen=True)
class Days:
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Figures:
    """Sums over some inboxes and days. `agent_ms` counts answers by how long the agent took."""

    conversations: int
    messages: int
    answers: int
    errors: int
    total_tokens: int
    cost_micro_usd: int
    unpriced_answers: int
    latency_ms_sum: int
    agent_ms: list[int]


@dataclass(frozen=True)
class CompanyFigures(Figures):
    tenant_id: UUID
    slug: str
    name: str
    status: Status
    inboxes: int


@dataclass(frozen=True)
class PlatformFigures(Figures):
    tenants: int
    active_tenants: int
    inboxes: int


@dataclass(frozen=True)
class QueueState:
    """`overdue_s`: how long the oldest job that could run waits."""

    todo: int
    doing: int
    failed: int
    overdue_s: int
    workers: int
    heartbeat_s: int | None


@dataclass(frozen=True)
class DatabaseState:
    """`lag_s` is null where the role may not see it, or there is no replica."""

    server_version: str
    size_bytes: int
    connections: int
    max_connections: int
    replicas: int
    lag_s: float | None


@dataclass(frozen=True)
class QueuedJob:
    id: int
    task: str
    queue: str
    status: str
    attempts: int
    scheduled_at: datetime | None
    last_event: str | None
    last_event_at: datetime | None


@dataclass(frozen=True)
class InboxAgent:
    """Which agent answers in which inbox; null where the platform's does."""

    inbox_id: UUID
    inbox_name: str
    archived_at: datetime | None
    agent_type: Literal["SDR", "COPILOT"]
    agent_id: UUID | None
    agent_name: str | None
    is_default: bool
