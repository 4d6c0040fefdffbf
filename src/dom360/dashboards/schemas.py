"""What the four dashboards answer.

Series have every bucket of the period, in order; what has no data is zero, and a figure that cannot
be computed (a mean of nothing) is null.
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dom360.dashboards.periods import Granularity
from dom360.kit.schema import View


class PeriodView(View):
    """Days of the tenant's time zone, both included."""

    first_day: date
    last_day: date
    granularity: Granularity


class BucketView(View):
    """`partial`: its whole week or month is not inside the period, or today is not over in it."""

    key: date
    first_day: date
    last_day: date
    partial: bool


class Reconciled(View):
    """Whether the counters equal the messages, by the last comparison: the worker's of last night,
    or `dom360 usage reconcile`. `off`: by how much each counter says too much.
    """

    state: Literal["equal", "differs", "never"]
    proven_at: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    days_before: int = 0
    off: dict[str, int] = Field(default_factory=dict)


class Head(View):
    """`source`: which database answered. `brl_per_usd` is null where no rate is set."""

    as_of: datetime
    timezone: str
    currency: Literal["USD"] = "USD"
    brl_per_usd: str | None
    period: PeriodView
    previous: PeriodView | None
    buckets: list[BucketView]
    reconciled: Reconciled
    source: Literal["primary", "replica"] = "primary"


class Tokens(View):
    messages: int = 0
    answers: int = 0
    conversations: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    total_tokens: int = 0


class TokensOf(Tokens):
    """A part of the totals. `series`: its total_tokens in each bucket."""

    key: str
    name: str
    series: list[int]
    previous_total_tokens: int | None


class TopConversationView(View):
    """A conversation that began in the period, with all it took until now."""

    conversation_id: UUID
    inbox_id: UUID
    inbox_name: str
    agent_type: str
    started_at: datetime
    messages: int
    total_tokens: int
    cost_micro_usd: int


class UsageDashboard(Head):
    totals: Tokens
    previous_totals: Tokens | None
    series: list[Tokens]
    previous_series: list[Tokens] | None
    by_inbox: list[TokensOf]
    by_agent_type: list[TokensOf]
    by_model: list[TokensOf]
    top_conversations: list[TopConversationView]


class Money(View):
    """Millionths of a US dollar, and of a real at the rate of the settings."""

    micro_usd: int
    micro_brl: int | None


class CostOf(View):
    """A part of the total. `series`: its micro_usd in each bucket."""

    key: str
    name: str
    cost: Money
    answers: int
    unpriced_answers: int
    series: list[int]
    previous_micro_usd: int | None


class CostTotals(View):
    """`per_…` is null where there was none. A lead counts where it first became QUALIFIED, a
    meeting where its lead first became SCHEDULED, in the period; filters by agent or model hold no
    leads back. `unpriced_answers` are of models without a known price, and in no sum.
    """

    cost: Money
    answers: int
    unpriced_answers: int
    conversations: int
    qualified_leads: int
    meetings: int
    per_conversation: Money | None
    per_qualified_lead: Money | None
    per_meeting: Money | None


class CostPoint(View):
    micro_usd: int
    conversations: int
    qualified_leads: int
    meetings: int


class Forecast(View):
    """What this month will have cost, if the days to come are like those before.

    `weekday_mean_28d`: each day to come costs the mean of its weekday over the last 28 full days.
    `daily_mean`: there are less than 28 full days, so it costs the mean of those that there are.
    `none`: there is no full day; only what was spent is known.
    """

    month: date
    method: Literal["weekday_mean_28d", "daily_mean", "none"]
    so_far: Money
    forecast: Money
    days_left: int


class BudgetBurn(View):
    """A limit of this day or month, and how much of it is used."""

    id: UUID
    scope: str
    inbox_id: UUID | None
    api_key_id: UUID | None
    period: str
    kind: str
    max_tokens: int | None
    used_tokens: int
    max_micro_usd: int | None
    used_micro_usd: int
    starts_at: datetime
    resets_at: datetime


class CostDashboard(Head):
    totals: CostTotals
    previous_totals: CostTotals | None
    series: list[CostPoint]
    previous_series: list[CostPoint] | None
    by_inbox: list[CostOf]
    by_agent_type: list[CostOf]
    by_model: list[CostOf]
    top_conversations: list[TopConversationView]
    forecast: Forecast
    budgets: list[BudgetBurn]


class Latency(View):
    """Milliseconds, from a histogram: right to the width of a bucket. Null without answers."""

    answers: int
    mean_ms: int | None
    p50_ms: int | None
    p95_ms: int | None
    p99_ms: int | None


class Knowledge(View):
    """`hits`: answers that named passages; `misses`: that searched and named none."""

    hits: int
    misses: int
    hit_rate: float | None


class PerformanceTotals(View):
    """`error_rate`: of the turns that ended. `repaired`: answered by a later attempt."""

    answers: int
    errors: int
    error_rate: float | None
    timeouts: int
    retries: int
    repaired: int
    handovers: int
    knowledge: Knowledge
    agent: Latency
    platform: Latency
    first_token: Latency


class ErrorCount(View):
    code: str
    errors: int
    share: float


class SlowAgent(View):
    agent_type: str
    model: str
    agent: Latency


class PerformanceDashboard(Head):
    totals: PerformanceTotals
    previous_totals: PerformanceTotals | None
    series: list[PerformanceTotals]
    previous_series: list[PerformanceTotals] | None
    errors_by_code: list[ErrorCount]
    slowest_agents: list[SlowAgent]


class FunnelStage(View):
    """`leads`: how many came this far. Conversion and times are from the step before; the median is
    over the leads that made the step. `dropped`: came this far, no further, and are out.
    """

    step: Literal["NEW", "QUALIFYING", "QUALIFIED", "SCHEDULED", "COMPLETED"]
    leads: int
    conversion: float | None
    of_all: float | None
    median_seconds: int | None
    dropped: int


class LeadCounts(View):
    leads: int
    qualifying: int
    qualified: int
    scheduled: int
    completed: int
    mean_score: float | None


class LeadsOf(LeadCounts):
    key: str
    name: str


class StateCount(View):
    state: str
    leads: int
    mean_score: float | None


class MissingField(View):
    """Leads that dropped out and had less than half of the field's points."""

    field: Literal["budget", "authority", "pain", "timeline"]
    leads: int


class Cohort(LeadCounts):
    """Leads that began in one week. The first and the last may be cut by the period."""

    week: date


class FunnelDashboard(Head):
    """Of the leads that began in the period, without those that were merged into others.

    Dropped: NURTURING, UNQUALIFIED or CLOSED, and never COMPLETED. The leads behind a number are in
    the list of leads, with created_from and created_before as here, and its filters state, reached,
    dropped, dropped_at, missing, inbox_id and source.
    """

    created_from: datetime
    created_before: datetime
    totals: LeadCounts
    previous_totals: LeadCounts | None
    steps: list[FunnelStage]
    previous_steps: list[FunnelStage] | None
    states: list[StateCount]
    dropped: int
    missing: list[MissingField]
    cohorts: list[Cohort]
    by_inbox: list[LeadsOf]
    by_source: list[LeadsOf]
