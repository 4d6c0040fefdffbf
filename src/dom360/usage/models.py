from dataclasses import dataclass
from datetime import date


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
