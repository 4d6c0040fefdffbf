"""What a month will have cost, by hand and by its rules."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dom360.dashboards.forecast import FORECAST_DAYS, forecast_month
from dom360.dashboards.periods import month_end

TODAY = date(2026, 3, 29)  # a Sunday; two days of the month are left
COSTS = st.lists(st.integers(0, 10**12), min_size=60, max_size=60)


def past(costs: list[int], today: date) -> dict[date, int]:
    """The last of them is today's."""
    return {today - timedelta(days=len(costs) - 1 - n): cost for n, cost in enumerate(costs)}


def test_a_day_to_come_costs_what_its_weekday_costs():
    costs = past([100] * 29, TODAY)
    for n in range(1, 29):
        day = TODAY - timedelta(days=n)
        costs[day] = {0: 1000, 1: 70, 6: 10}.get(day.weekday(), 100)
    costs[TODAY] = 4

    made = forecast_month(TODAY, costs, first_day=date(2025, 1, 1))

    assert made.method == "weekday_mean_28d"
    assert made.so_far == sum(cost for day, cost in costs.items() if day.month == 3)
    # What is left of this Sunday, then a Monday and a Tuesday.
    assert made.whole - made.so_far == (10 - 4) + 1000 + 70
    assert made.days_left == 2


def test_with_few_days_each_day_to_come_costs_their_mean():
    costs = {TODAY - timedelta(days=n): 30 * n for n in range(4)}

    made = forecast_month(TODAY, costs, first_day=TODAY - timedelta(days=3))

    assert made.method == "daily_mean"
    assert (made.so_far, made.whole) == (180, 180 + 3 * 60)


def test_on_the_first_day_only_what_was_spent_is_known():
    made = forecast_month(TODAY, {TODAY: 9}, first_day=TODAY)

    assert (made.method, made.so_far, made.whole) == ("none", 9, 9)


def test_nothing_was_ever_counted():
    made = forecast_month(TODAY, {}, first_day=None)

    assert (made.method, made.so_far, made.whole) == ("none", 0, 0)


@given(COSTS, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_forecast_is_never_less_than_what_was_spent(costs, today):
    made = forecast_month(today, past(costs, today), first_day=date(2000, 1, 1))

    assert made.whole >= made.so_far >= 0


@given(st.integers(0, 10**12), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_where_all_days_cost_the_same_the_forecast_is_that_times_the_month(cost, today):
    days = past([cost] * (FORECAST_DAYS + 32), today)

    made = forecast_month(today, days, first_day=date(2000, 1, 1))

    assert made.whole == cost * month_end(today).day
