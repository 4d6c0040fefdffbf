"""The calendar of the dashboards: complete, without gaps, the same sums however it is cut."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.dashboards.periods import MAX_DAYS, Span, month_end, span, usual_granularity, whole
from dom360.errors import Invalid

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
LENGTHS = st.integers(1, MAX_DAYS)
SIZES = st.sampled_from(["day", "week", "month"])
TODAY = date(2026, 3, 15)  # a Sunday


@given(DAYS, LENGTHS, SIZES, DAYS)
def test_every_day_of_a_period_is_in_one_bucket_and_no_other(first, length, size, today):
    last = first + timedelta(days=length - 1)

    buckets = Span(first, last, size).buckets(today)

    days = [
        one.first_day + timedelta(days=n)
        for one in buckets
        for n in range((one.last_day - one.first_day).days + 1)
    ]
    assert days == [first + timedelta(days=n) for n in range(length)]
    assert len({one.key for one in buckets}) == len(buckets)
    assert all(whole(one.first_day, size)[0] == one.key for one in buckets)


@given(DAYS, LENGTHS, SIZES)
def test_only_the_ends_of_a_period_in_the_past_are_partial(first, length, size):
    last = first + timedelta(days=length - 1)

    buckets = Span(first, last, size).buckets(last + timedelta(days=1))

    assert not any(one.partial for one in buckets[1:-1])
    assert buckets[0].partial == (
        buckets[0].first_day != buckets[0].key
        or buckets[0].last_day != whole(buckets[0].key, size)[1]
    )


@given(DAYS, SIZES)
def test_the_bucket_of_today_is_partial(today, size):
    first, last = whole(today, size)

    (only,) = Span(first, last, size).buckets(today)

    assert only.partial


@given(DAYS, LENGTHS, SIZES)
def test_the_period_before_is_as_long_and_ends_the_day_before(first, length, size):
    asked = Span(first, first + timedelta(days=length - 1), size)

    before = asked.before()

    assert before.days == length
    assert before.last_day + timedelta(days=1) == asked.first_day


@given(DAYS)
def test_a_month_ends_before_the_next_one_begins(day):
    end = month_end(day)

    assert end.month == day.month
    assert (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        ("today", date(2026, 3, 15), TODAY),
        ("7d", date(2026, 3, 9), TODAY),
        ("30d", date(2026, 2, 14), TODAY),
        ("90d", date(2025, 12, 16), TODAY),
        ("12m", date(2025, 3, 1), TODAY),
        ("this_month", date(2026, 3, 1), TODAY),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this_year", date(2026, 1, 1), TODAY),
        (None, date(2026, 2, 14), TODAY),
    ],
)
def test_presets_mean_these_days(preset, first, last):
    asked = span(TODAY, first_day=None, last_day=None, preset=preset, granularity=None)

    assert (asked.first_day, asked.last_day) == (first, last)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2025, 12, 31)])
def test_every_preset_works_on_odd_days(today):
    for preset in ("today", "7d", "30d", "90d", "12m", "this_month", "last_month", "this_year"):
        asked = span(today, first_day=None, last_day=None, preset=preset, granularity=None)
        assert asked.first_day <= asked.last_day <= today


def test_a_week_over_the_end_of_the_year_is_one_bucket():
    buckets = Span(date(2025, 12, 29), date(2026, 1, 4), "week").buckets(TODAY)

    assert [(one.key, one.partial) for one in buckets] == [(date(2025, 12, 29), False)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 1)},
        {"first_day": date(2020, 1, 1), "last_day": date(2026, 3, 1)},
        {"first_day": date(2026, 3, 2), "preset": "7d"},
        {"first_day": date.min, "last_day": date.max},
    ],
)
def test_a_period_that_makes_no_sense_is_refused(wrong):
    asked = {"first_day": None, "last_day": None, "preset": None, "granularity": None, **wrong}

    with pytest.raises(Invalid) as refused:
        span(TODAY, **asked)

    assert refused.value.code == "INVALID_PERIOD"


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("size", ["day", "week", "month"])
def test_the_ends_of_the_calendar_are_days_like_others(day, size):
    assert len(Span(day, day, size).buckets(TODAY)) == 1


def test_nothing_is_before_the_calendar_begins():
    with pytest.raises(Invalid):
        Span(date.min, date.min, "day").before()


def test_a_series_has_neither_three_points_nor_a_thousand():
    assert [usual_granularity(days) for days in (1, 62, 63, 400, 401, MAX_DAYS)] == [
        "day", "day", "week", "week", "month", "month"]  # fmt: skip
