"""What the dashboards' statements answer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from dom360.dashboards.periods import Granularity, Span


@dataclass(frozen=True)
class Clock:
    """The tenant's day, and the moment that the answer is true for."""

    timezone: str
    today: date
    as_of: datetime


@dataclass(frozen=True)
class Question:
    """What a dashboard is asked. Empty filters let everything through."""

    span: Span
    clock: Clock
    inbox_ids: tuple[UUID, ...] = ()
    agent_types: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    compare: bool = False
    brl_per_usd: Decimal | None = None
    source: Literal["primary", "replica"] = "primary"

    @property
    def granularity(self) -> Granularity:
        return self.span.granularity


@dataclass(frozen=True)
class Proof:
    """What the last comparison with the messages found; `off`: what a counter says too much."""

    proven_at: datetime
    first_day: date
    last_day: date
    days_before: int
    rows_off: int
    off: dict[str, int]


@dataclass(frozen=True)
class Inbox:
    id: UUID
    name: str


@dataclass(frozen=True)
class Counted:
    """Sums of the counters over one bucket, inbox, agent type and model."""

    key: date
    inbox_id: UUID
    agent_type: str
    model: str
    messages: int
    answers: int
    conversations: int
    errors: int
    retries: int
    unpriced_answers: int
    grounded_answers: int
    knowledge_misses: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int


@dataclass(frozen=True)
class Timed:
    """The histograms of one bucket, agent type and model; the sums are milliseconds."""

    key: date
    agent_type: str
    model: str
    retries: int
    grounded_answers: int
    knowledge_misses: int
    answers: int
    agent_ms_sum: int
    platform_ms_sum: int
    first_ms_sum: int
    agent_ms: list[int]
    platform_ms: list[int]
    first_ms: list[int]


@dataclass(frozen=True)
class TopConversation:
    conversation_id: UUID
    inbox_id: UUID
    inbox_name: str
    agent_type: str
    started_at: datetime
    messages: int
    total_tokens: int
    cost_micro_usd: int


@dataclass(frozen=True)
class DayCost:
    day: date
    cost_micro_usd: int


@dataclass(frozen=True)
class StepCount:
    """How many leads first came to a step in a bucket."""

    key: date
    qualified: int
    scheduled: int


@dataclass(frozen=True)
class Event:
    """How often something happened in a bucket. `code`: of failed turns, else empty."""

    key: date
    kind: Literal["failed", "repaired", "handover"]
    code: str
    events: int


@dataclass(frozen=True)
class Cohort:
    """Leads that began in one week, or in one inbox, or came from one source ("": from none), or,
    where all three are None, all leads."""

    week: date | None
    inbox_id: UUID | None
    source: str | None
    leads: int
    qualifying: int
    qualified: int
    scheduled: int
    completed: int
    score_sum: int
    drop_new: int
    drop_qualifying: int
    drop_qualified: int
    drop_scheduled: int
    no_budget: int
    no_authority: int
    no_need: int
    no_timeline: int
    # By state, in the order of a lead's life (empty without leads), and the median seconds from one
    # step to the next over the leads that made it. Of all leads only.
    in_state: list[int] | None = None
    score_in_state: list[int] | None = None
    qualifying_s: float | None = None
    qualified_s: float | None = None
    scheduled_s: float | None = None
    completed_s: float | None = None
