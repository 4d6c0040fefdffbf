"""Bodies of the usage endpoints."""

from datetime import date
from uuid import UUID

from dom360.kit.schema import View


class ConsumptionDay(View):
    """One inbox's consumption on one of the tenant's days (its time zone)."""

    day: date
    inbox_id: UUID
    messages: int
    answers: int
    errors: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int


class ConsumptionTotals(View):
    messages: int
    answers: int
    errors: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    total_tokens: int
    cost_micro_usd: int


class Consumption(View):
    """Days without a message are absent; both bounds are included."""

    first_day: date
    last_day: date
    timezone: str
    totals: ConsumptionTotals
    days: list[ConsumptionDay]
