"""Bodies of the budget endpoints."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dom360.kit.schema import Body, View

ScopeName = Literal["tenant", "inbox", "api_key"]
PeriodName = Literal["day", "month"]
Kind = Literal["soft", "hard"]
State = Literal["ok", "warning", "exhausted"]

# PostgreSQL's bigint, with room to add.
MAX_AMOUNT = 10**15
_WARN = "At how many percent of a limit the budget warns."


class NewBudget(Body):
    """At least one limit. `inbox_id` and `api_key_id` belong to their scopes."""

    scope: ScopeName = "tenant"
    inbox_id: UUID | None = Field(None, strict=False)
    api_key_id: UUID | None = Field(None, strict=False)
    period: PeriodName
    kind: Kind = Field(description="hard: what does not fit is refused with 402; soft: only told.")
    max_tokens: int | None = Field(None, ge=1, le=MAX_AMOUNT)
    max_micro_usd: int | None = Field(None, ge=1, le=MAX_AMOUNT, description="1,000,000 is 1 USD.")
    warn_percent: int = Field(80, ge=1, le=100, description=_WARN)


class BudgetPatch(Body):
    """What is left out stays; null takes a limit away."""

    kind: Kind = "hard"
    max_tokens: int | None = Field(None, ge=1, le=MAX_AMOUNT)
    max_micro_usd: int | None = Field(None, ge=1, le=MAX_AMOUNT)
    warn_percent: int = Field(80, ge=1, le=100, description=_WARN)


class Amounts(View):
    """One measure of a budget. `left` is null where this measure has no limit.

    `forecast`: what will be used at the end of the period if it goes on like this.
    """

    limit: int | None
    used: int
    held: int = Field(description="Reserved for the turns that are under way.")
    left: int | None
    forecast: int


class BudgetView(View):
    id: UUID
    scope: ScopeName
    inbox_id: UUID | None
    api_key_id: UUID | None
    period: PeriodName
    kind: Kind
    warn_percent: int
    state: State
    tokens: Amounts
    micro_usd: Amounts
    used_percent: float = Field(description="Of the limit that is nearer to its end.")
    starts_at: datetime
    resets_at: datetime
    warned_at: datetime | None
    exhausted_at: datetime | None
    created_at: datetime


class BudgetList(View):
    items: list[BudgetView]
