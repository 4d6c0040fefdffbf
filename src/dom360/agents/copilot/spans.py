"""Periods as whole days, and the calendar they are made of."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

# As far back as the tools look.
MOST_DAYS = 1100


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included. No first day: from the beginning."""

    first_day: date | None
    last_day: date

    def arguments(self) -> dict[str, str]:
        days = {"first_day": self.first_day, "last_day": self.last_day}
        return {name: day.isoformat() for name, day in days.items() if day}


Reader = Callable[[re.Match[str], date], Period | None]
Rule = tuple[re.Pattern[str], Reader]


def day_period(day: date) -> Period:
    return Period(day, day)


def back(today: date, days: int) -> date:
    return today - timedelta(days=days)


def month_period(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months(year: int, first: int, count: int) -> Period:
    """`first` counts from 1 and may lie outside of the year."""
    begins = year * 12 + first - 1
    ends = begins + count - 1
    last = month_period(ends // 12, ends % 12 + 1)
    return Period(date(begins // 12, begins % 12 + 1, 1), last.last_day)


def until_today(period: Period, today: date) -> Period:
    return Period(period.first_day, min(period.last_day, today))


def year_of(month: int, today: date) -> int:
    """A month without a year is the latest one that has begun."""
    return today.year if month <= today.month else today.year - 1


def full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def rule(read: Reader, pattern: str) -> Rule:
    return re.compile(pattern), read
