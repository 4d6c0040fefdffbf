from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Period:
    """Whole days of the tenant's time zone, both included."""

    first_day: date
    last_day: date
    timezone: str


@dataclass(frozen=True)
class Today:
    timezone: str
    today: date


@dataclass(frozen=True)
class ModelPrice:
    """Micro-USD for a million tokens, from a moment on. `slug` is None where it holds for all."""

    slug: str | None
    model: str
    valid_from: datetime
    input: int
    output: int
    cached: int


@dataclass(frozen=True)
class Price:
    """What an answer costs, and by whose word. Both None where the model has no known price."""

    micro_usd: int | None
    source: str | None


@dataclass(frozen=True)
class Company:
    tenant_id: UUID
    slug: str
    timezone: str


@dataclass(frozen=True)
class Span:
    """The days of a tenant that can be proven: the messages of earlier ones are gone."""

    first_day: date
    last_day: date
    days_before: int


@dataclass(frozen=True)
class Difference:
    """A row of counters that is off: for each wrong one what it says and what it should say."""

    inbox_id: UUID
    day: date
    agent_type: str
    model: str
    slot: int
    wrong: dict[str, list[int]]


@dataclass(frozen=True)
class Unfolded:
    """A tenant's days that still lie in several slots."""

    tenant_id: UUID
    first_day: date
    last_day: date


@dataclass(frozen=True)
class FigureWeek:
    week: date


@dataclass(frozen=True)
class Books:
    """What reconciling one tenant found. `figure_weeks_off`: weeks whose sums of events and
    leads differ from what they count. `repaired`: all of it is put right already."""

    slug: str
    first_day: date
    last_day: date
    days_before: int
    differences: tuple[Difference, ...]
    repaired: bool
    figure_weeks_off: tuple[date, ...] = ()

    @property
    def agree(self) -> bool:
        return not self.differences and not self.figure_weeks_off
