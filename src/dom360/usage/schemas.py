"""Bodies of the usage endpoints."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from dom360.kit.schema import View

GroupBy = Literal["day", "inbox", "agent_type", "model"]


class ConsumptionTotals(View):
    """`errors` are turns without an answer; `cost_micro_usd` leaves `unpriced_answers` out."""

    messages: int
    answers: int
    errors: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int
    conversations: int
    retries: int
    unpriced_answers: int


class ConsumptionDay(ConsumptionTotals):
    """One inbox's consumption on one of the tenant's days (its time zone)."""

    day: date
    inbox_id: UUID


class ConsumptionGroup(ConsumptionTotals):
    """What was not asked for in group_by is null. A model is empty where no answer was made."""

    day: date | None
    inbox_id: UUID | None
    agent_type: str | None
    model: str | None


class Consumption(View):
    """Days without a message are absent; both bounds are included."""

    first_day: date
    last_day: date
    timezone: str
    totals: ConsumptionTotals
    days: list[ConsumptionDay]
    groups: list[ConsumptionGroup]


class ConsumptionMonth(ConsumptionTotals):
    month: date
    agent_type: str
    model: str


class ConsumptionMonths(View):
    """From the monthly summary, which is true for the moment `refreshed_at`."""

    refreshed_at: datetime | None
    months: list[ConsumptionMonth]
