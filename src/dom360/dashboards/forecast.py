"""What a month will have cost when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from dom360.dashboards.periods import month_end

# Four weeks: every weekday as often as the others.
FORECAST_DAYS = 28

Method = Literal["weekday_mean_28d", "daily_mean", "none"]


@dataclass(frozen=True)
class MonthForecast:
    """Micro-USD. `whole` is what is spent and what is to come; `days_left` has no today."""

    method: Method
    so_far: int
    whole: int
    days_left: int


def forecast_month(
    today: date, costs: Mapping[date, int], *, first_day: date | None
) -> MonthForecast:
    """Each day to come costs the mean of its weekday over the last 28 full days.

    Where the counters begin later than that, it costs the mean of the full days that there are. Of
    today the part to come is what is missing to its mean; nothing where it is spent already.
    """
    so_far = sum(cost for day, cost in costs.items() if day.replace(day=1) == today.replace(day=1))
    days_left = (month_end(today) - today).days
    full = _full_days(today, first_day)
    if not full:
        return MonthForecast("none", so_far, so_far, days_left)

    method: Method = "weekday_mean_28d" if len(full) == FORECAST_DAYS else "daily_mean"

    def expected(day: date) -> Fraction:
        alike = [one for one in full if method == "daily_mean" or one.weekday() == day.weekday()]
        return Fraction(sum(costs.get(one, 0) for one in alike), len(alike))

    to_come = sum((expected(today + timedelta(n)) for n in range(1, days_left + 1)), Fraction(0))
    rest_of_today = max(Fraction(0), expected(today) - costs.get(today, 0))
    return MonthForecast(method, so_far, so_far + round(rest_of_today + to_come), days_left)


def _full_days(today: date, first_day: date | None) -> list[date]:
    if first_day is None:
        return []
    before = [today - timedelta(days=n) for n in range(1, FORECAST_DAYS + 1)]
    return [day for day in before if day >= first_day]
