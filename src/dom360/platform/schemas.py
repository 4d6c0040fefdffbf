"""Bodies of the platform administrator's endpoints."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from dom360.kit.patch import Patch, absent
from dom360.kit.schema import Body, View
from dom360.kit.texts import Locale, Name, Sentence, Timezone
from dom360.platform.models import Status
from dom360.tenants.schemas import AgentType, Threshold, TimeoutMs, TopK

Slug = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", examples=["clinica-vida-plena"]),
]
Plan = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$", examples=["standard"])]
Email = Annotated[str, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]


class CompanyView(View):
    """`status_reason` says why it is not active; `delete_after` when everything of it goes."""

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


class CompanyPage(View):
    """By name. `cursor` fetches the next page; null at the end."""

    items: list[CompanyView]
    cursor: str | None


class FirstAdmin(Body):
    email: Email
    name: Name


class NewCompany(Body):
    """Null is the platform's default, as everywhere here."""

    slug: Slug
    name: Name
    admin: FirstAdmin
    plan: Plan | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None
    inbox_name: Name = "Site"


class CompanyCreated(View):
    """`invitation_link` is for the first administrator, good for 7 days, once; it is shown this
    once. Null: it was sent to them."""

    company: CompanyView
    inbox_id: UUID
    admin_email: str
    invitation_link: str | None


class CompanyPatch(Patch):
    name: Name = absent()
    plan: Plan = absent()


class Reason(Body):
    """Kept in the audit logs of both sides, and shown to the administrators of the platform."""

    reason: Sentence


class Deletion(Body):
    """`confirm` repeats the company's slug. Without `grace_days`: the platform's default."""

    confirm: str = Field(max_length=63)
    reason: Sentence
    grace_days: Annotated[int, Field(ge=1, le=365)] | None = None


class InboxAgentView(View):
    """Who answers in an inbox: its own agent, the default, or the platform's (null)."""

    inbox_id: UUID
    inbox_name: str
    archived_at: datetime | None
    agent_type: AgentType
    agent_id: UUID | None
    agent_name: str | None
    is_default: bool


class InboxAgentList(View):
    items: list[InboxAgentView]


class DefaultsView(View):
    """What a new company begins with; what is there already stays as it is."""

    locale: str
    timezone: str
    plan: str
    default_agent_type: AgentType
    agents_timeout_ms: int
    rag_enabled: bool
    rag_top_k: int
    rag_match_threshold: float
    delete_grace_days: int


class DefaultsPatch(Patch):
    locale: Locale = absent()
    timezone: Timezone = absent()
    plan: Plan = absent()
    default_agent_type: AgentType = absent()
    agents_timeout_ms: TimeoutMs = absent()
    rag_enabled: bool = absent()
    rag_top_k: TopK = absent()
    rag_match_threshold: Threshold = absent()
    delete_grace_days: Annotated[int, Field(ge=1, le=365)] = absent()


class FiguresView(View):
    """`errors` are turns without an answer. `mean_ms` and `p95_ms` are the agents' time, null
    without an answer; p95 is read from a histogram. `cost_micro_usd` leaves `unpriced_answers` out.
    """

    inboxes: int
    conversations: int
    messages: int
    answers: int
    errors: int
    total_tokens: int
    cost_micro_usd: int
    unpriced_answers: int
    mean_ms: int | None
    p95_ms: int | None


class CompanyFiguresView(FiguresView):
    tenant_id: UUID
    slug: str
    name: str
    status: Status


class PlatformFiguresView(FiguresView):
    tenants: int
    active_tenants: int


class Metrics(View):
    """From the counters, each company in the days of its own time zone; both bounds included."""

    first_day: date
    last_day: date
    totals: PlatformFiguresView
    items: list[CompanyFiguresView]
    cursor: str | None


class PartView(View):
    """`figures` are numbers for people; `problem` says what is wrong, and what to do."""

    name: Literal["database", "replicas", "months", "worker", "queue", "turns", "agents"]
    status: Literal["ok", "degraded", "error"]
    problem: str | None
    figures: dict[str, str | int | float | None]


class PlatformHealth(View):
    status: Literal["ok", "degraded", "error"]
    version: str
    checked_at: datetime
    parts: list[PartView]


JobStatus = Literal["todo", "doing", "failed"]


class JobView(View):
    id: int
    task: str
    queue: str
    status: str
    attempts: int
    scheduled_at: datetime | None
    last_event: str | None
    last_event_at: datetime | None


class JobPage(View):
    """The newest first. `cursor` fetches the next page; null at the end."""

    items: list[JobView]
    cursor: int | None
