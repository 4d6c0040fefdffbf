"""What is counted, where, and on whose day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from dom360.db.database import Database
from dom360.usage import latency
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company, books

NOW = datetime.now(UTC).replace(microsecond=0)


def test_an_answer_is_counted_in_full(company: Company):
    conversation = company.converse(NOW)
    company.say(conversation, NOW)
    company.answer(conversation, NOW, rag_context='[{"doc_id": "d"}]', platform_ms=11)

    found = company.days(
        "conversations messages answers input_tokens output_tokens cached_tokens total_tokens"
        " cost_micro_usd latency_ms_sum platform_ms_sum unpriced_answers grounded_answers"
        " agent_ms_1000 agent_ms_500 platform_ms_25 platform_ms_10"
    )

    assert list(found.values()) == [(1, 2, 1, 100, 20, 5, 120, 42, 700, 11, 0, 1, 1, 0, 1, 0)]


def test_an_answer_without_a_price_is_counted_as_unpriced(company: Company):
    conversation = company.converse(NOW)
    company.answer(conversation, NOW, cost_micro_usd=None)

    assert list(company.days("answers cost_micro_usd unpriced_answers").values()) == [(1, 0, 1)]


@pytest.mark.parametrize("tokens", [-1, 10_000_001, 2**31 - 1])
def test_negative_and_absurd_counts_are_refused_and_not_counted(company: Company, tokens: int):
    conversation = company.converse(NOW)

    with pytest.raises(psycopg.errors.CheckViolation):
        company.answer(conversation, NOW, input_tokens=tokens)
    with pytest.raises(psycopg.errors.CheckViolation):
        company.answer(conversation, NOW, platform_ms=-1)

    assert list(company.days("messages conversations").values()) == [(0, 1)]


@pytest.mark.parametrize("counter", ["conversations", "retries", "platform_ms_sum", "errors"])
def test_no_sum_can_be_made_negative(company: Company, counter: str):
    company.converse(NOW)

    with pytest.raises(psycopg.errors.CheckViolation):
        company.owner.execute(
            f"update dom360.consumption_inbox_daily set {counter} = -1 where tenant_id = %s",  # type: ignore[call-overload]
            [company.tenant_id],
        )


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/New_York", "2026-03-08 04:59:59+00", date(2026, 3, 7)),
        ("America/New_York", "2026-03-08 05:00:00+00", date(2026, 3, 8)),
        ("America/New_York", "2026-03-09 03:59:59+00", date(2026, 3, 8)),  # a day of 23 hours
        ("America/New_York", "2026-03-09 04:00:00+00", date(2026, 3, 9)),
        ("America/New_York", "2026-11-01 03:59:59+00", date(2026, 10, 31)),
        ("America/New_York", "2026-11-02 04:59:59+00", date(2026, 11, 1)),  # a day of 25 hours
        ("America/New_York", "2026-11-02 05:00:00+00", date(2026, 11, 2)),
        ("America/Sao_Paulo", "2026-01-01 02:59:59+00", date(2025, 12, 31)),
        ("America/Sao_Paulo", "2026-01-01 03:00:00+00", date(2026, 1, 1)),
        ("Pacific/Auckland", "2025-12-31 10:59:59+00", date(2025, 12, 31)),
        ("Pacific/Auckland", "2025-12-31 11:00:00+00", date(2026, 1, 1)),
        # Where midnight does not exist, or comes twice.
        ("America/Santiago", "2026-09-06 04:00:00+00", date(2026, 9, 6)),
        ("Africa/Cairo", "2026-04-23 22:00:00+00", date(2026, 4, 24)),
        ("Africa/Cairo", "2026-10-29 20:30:00+00", date(2026, 10, 29)),
    ],
)
async def test_a_message_counts_on_the_tenants_own_day(
    found_company: Callable[..., Company],
    month_of: Callable[[int, int], None],
    scratch_db: Database,
    zone: str,
    moment: str,
    day: date,
):
    at = datetime.fromisoformat(moment)
    for near in (at - timedelta(days=20), at):
        month_of(near.year, near.month)
    company = found_company(zone)
    company.answer(company.converse(at), at)

    assert company.days("messages conversations") == {day: (1, 1)}
    assert (await books(scratch_db, company, day=day)).differences == ()


async def test_a_backdated_message_lands_in_its_own_day(
    company: Company, month_of: Callable[[int, int], None], scratch_db: Database
):
    month_of(2026, 2)
    conversation = company.converse(NOW)
    company.say(conversation, "2026-02-10 12:00+00")
    company.answer(conversation, NOW)

    found = company.days()

    assert found[date(2026, 2, 10)] == 1
    assert sum(found.values()) == 2
    assert (await books(scratch_db, company)).differences == ()


def test_the_buckets_of_database_and_product_are_the_same(scratch: ScratchDatabase):
    for function, bounds, columns in (
        ("agent_bucket", latency.AGENT_BOUNDS_MS, latency.AGENT_COLUMNS),
        ("platform_bucket", latency.PLATFORM_BOUNDS_MS, latency.PLATFORM_COLUMNS),
    ):
        for place, bound in enumerate(bounds):
            assert scratch.rows(
                f"select dom360.{function}({bound}), dom360.{function}({bound + 1})"
            ) == [(place, place + 1)]
        stored = scratch.rows(
            "select attname::text from pg_attribute where attnum > 0 and not attisdropped"
            " and attrelid = 'dom360.consumption_inbox_daily'::regclass and attname ~ %s"
            " order by attnum",
            f"^{columns[0].partition('_')[0]}_ms_([0-9]|more)",
        )
        assert [name for (name,) in stored] == list(columns)


def test_every_answer_is_in_the_bucket_of_its_time(company: Company):
    conversation = company.converse(NOW)
    times = [0, 100, 101, 12_000, 12_001, 60_000, 60_001, 2**31 - 1]
    for number, ms in enumerate(times):
        company.answer(conversation, NOW + timedelta(milliseconds=number), latency_ms=ms)

    counts = company.days(" ".join(latency.AGENT_COLUMNS))[company.today()]

    assert list(counts) == [2, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 2]


@pytest.mark.parametrize(
    ("counts", "share", "expected"),
    [
        ([0, 0, 0], 0.5, None),
        ([10, 0, 0], 0.5, 50),
        ([10, 10, 0], 0.75, 150),
        ([10, 10, 0], 1.0, 200),
        ([0, 4, 0], 0.0, 100),
        ([0, 0, 3], 0.99, 200),
    ],
)
def test_a_percentile_lies_within_its_bucket(counts: list[int], share: float, expected: int | None):
    assert latency.percentile((100, 200), counts, share) == expected
