"""The calendar of a dashboard: which days, in which pieces, and which days came before.

Days are dates of the tenant's own calendar, so a day of 23 or 25 hours is a day like any other;
what happens at a moment is given its day by PostgreSQL, in the tenant's time zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dom360.errors import Invalid

Granularity = Literal["day", "week", "month"]
Preset = Literal["today", "7d", "30d", "90d", "12m", "this_month", "last_month", "this_year"]

MAX_DAYS = 1100
# Room for time zones, whole months and the period before on either side.
_EARLIEST, _LATEST = date(1900, 1, 1), date(9000, 12, 31)
# From how many days on a series is by week, and by month, where nobody asked for something else.
_BY_WEEK_FROM = 63
_BY_MONTH_FROM = 401
_DAY = timedelta(days=1)
_PRESET_DAYS = {"today": 1, "7d": 7, "30d": 30, "90d": 90}


@dataclass(frozen=True)
class Bucket:
    """A piece of the period, both days included. `key` is the first day of its whole week or month.

    `partial`: its whole week or month is not inside the period, or today is not over in it.
    """

    key: date
    first_day: date
    last_day: date
    partial: bool


@dataclass(frozen=True)
class Span:
    """Whole days, both included, in pieces of one size."""

    first_day: date
    last_day: date
    granularity: Granularity

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def before(self) -> "Span":
        """As many days as these, right before them. Raises Invalid at the calendar's beginning."""
        try:
            first = self.first_day - timedelta(days=self.days)
        except OverflowError:
            raise Invalid("There is no period before this one.", code="INVALID_PERIOD") from None
        return Span(first, self.first_day - _DAY, self.granularity)

    def buckets(self, today: date) -> list[Bucket]:
        """Every piece, those without data as well, in order and without gaps."""
        return list(self._buckets(today))

    def _buckets(self, today: date) -> Iterator[Bucket]:
        first = self.first_day
        while True:
            key, end = whole(first, self.granularity)
            last = min(end, self.last_day)
            yield Bucket(
                key=key,
                first_day=first,
                last_day=last,
                partial=first != key or last != end or last >= today,
            )
            if last == self.last_day:
                return
            first = last + _DAY


def span(
    today: date,
    *,
    first_day: date | None,
    last_day: date | None,
    preset: Preset | None,
    granularity: Granularity | None,
) -> Span:
    """The days that were asked for: the last 30 where nothing was said. Raises Invalid."""
    if preset and (first_day or last_day):
        raise Invalid("Give a preset, or the days, not both.", code="INVALID_PERIOD")
    if preset or not (first_day or last_day):
        first, last = _days_of(preset or "30d", today)
    else:
        last = last_day or max(today, first_day or today)
        first = first_day or date.fromordinal(max(1, last.toordinal() - 29))
    if first > last:
        raise Invalid("first_day is after last_day. Swap them.", code="INVALID_PERIOD")
    if first < _EARLIEST or last > _LATEST:
        raise Invalid("Choose days of the years 1900 to 9000.", code="INVALID_PERIOD")
    days = (last - first).days + 1
    if days > MAX_DAYS:
        raise Invalid(f"Ask for at most {MAX_DAYS} days at once.", code="INVALID_PERIOD")
    return Span(first, last, granularity or usual_granularity(days))


def usual_granularity(days: int) -> Granularity:
    """So that a chart has neither three points nor a thousand."""
    if days >= _BY_MONTH_FROM:
        return "month"
    return "week" if days >= _BY_WEEK_FROM else "day"


def whole(day: date, granularity: Granularity) -> tuple[date, date]:
    """The first and the last day of the day's week (from Monday) or month, or itself."""
    if granularity == "day":
        return day, day
    if granularity == "week":
        first = date.fromordinal(max(1, day.toordinal() - day.weekday()))
        last = min(date.max.toordinal(), day.toordinal() + 6 - day.weekday())
        return first, date.fromordinal(last)
    return day.replace(day=1), month_end(day)


def month_end(day: date) -> date:
    if (day.year, day.month) == (date.max.year, date.max.month):
        return date.max
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - _DAY


def _days_of(preset: Preset, today: date) -> tuple[date, date]:
    if preset in _PRESET_DAYS:
        return today - timedelta(days=_PRESET_DAYS[preset] - 1), today
    if preset == "12m":
        return today.replace(year=today.year - 1, day=1), today
    if preset == "last_month":
        last = today.replace(day=1) - _DAY
        return last.replace(day=1), last
    if preset == "this_month":
        return today.replace(day=1), today
    return today.replace(month=1, day=1), today
