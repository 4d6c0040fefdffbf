"""What may be consumed, and what was."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dom360.budgets.schemas import Kind, PeriodName, ScopeName


@dataclass(frozen=True)
class Budget:
    """A budget with its counters in the present period. `starts_at` and `resets_at` bound it."""

    id: UUID
    scope: ScopeName
    inbox_id: UUID | None
    api_key_id: UUID | None
    period: PeriodName
    kind: Kind
    max_tokens: int | None
    max_micro_usd: int | None
    warn_percent: int
    used_tokens: int
    used_micro_usd: int
    held_tokens: int
    held_micro_usd: int
    warned_at: datetime | None
    exhausted_at: datetime | None
    created_at: datetime
    starts_at: datetime
    resets_at: datetime
    now: datetime


@dataclass(frozen=True)
class Usual:
    """What an answer took on average of late."""

    tokens: int
    micro_usd: int


@dataclass(frozen=True)
class Change:
    """The fields of a budget that a person may change, as they shall be."""

    kind: Kind
    max_tokens: int | None
    max_micro_usd: int | None
    warn_percent: int
