"""Days that are over, folded into one slot: their sums stay what they are."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from dom360.dashboards import usage
from dom360.db.database import Database
from dom360.usage.jobs import fold
from tests.dashboards.conftest import Dashboard
from tests.db import tenants as turns
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company, books

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()
LONG_AGO = TODAY - timedelta(days=80)


@pytest.fixture(scope="module")
def months(month_of: Callable[[int, int], None]) -> None:
    for days in range(0, 100, 25):
        then = NOW - timedelta(days=days)
        month_of(then.year, then.month)


def closed_days(whose: Company) -> None:
    """Conversations of several slots on two days that are over."""
    for ago in (5, 4):
        for _ in range(12):
            at = NOW - timedelta(days=ago)
            conversation = whose.converse(at)
            whose.say(conversation, at)
            whose.answer(conversation, at)


def slots(whose: Company) -> tuple[int, int]:
    """How many rows of counters there are, and how many not in slot 0."""
    row = whose.owner.execute(
        "select count(*), count(*) filter (where slot > 0) from dom360.consumption_inbox_daily"
        " where tenant_id = %s",
        [whose.tenant_id],
    ).fetchone()
    assert row
    return row[0], row[1]


async def test_days_that_are_over_are_folded_and_say_the_same(
    company: Company, scratch_db: Database, ask: Dashboard, months: None
):
    closed_days(company)
    today = company.converse(NOW)
    company.answer(today, NOW)
    days = (LONG_AGO, TODAY + timedelta(days=1))
    before = await ask(usage.dashboard, company, *days, granularity="day")
    rows = slots(company)

    await fold(scratch_db)

    after = await ask(usage.dashboard, company, *days, granularity="day")
    assert rows[1] > 10
    assert slots(company)[0] <= 4 + 2
    assert (after.series, after.by_model) == (before.series, before.by_model)
    assert (await books(scratch_db, company)).agree
    assert sum(company.days("conversations").values()) == 25


async def test_what_a_turn_holds_is_left_for_the_next_time(
    company: Company, scratch: ScratchDatabase, scratch_db: Database, months: None
):
    closed_days(company)
    with psycopg.connect(scratch.owner_url) as turn:
        turn.execute(
            "select from dom360.consumption_inbox_daily where tenant_id = %s and slot > 0 limit 1"
            " for update",
            [company.tenant_id],
        )
        await fold(scratch_db)
        assert slots(company)[1] == 1

    await fold(scratch_db)
    assert slots(company)[1] == 0
    assert (await books(scratch_db, company)).agree


async def test_messages_that_come_while_a_day_is_folded_are_all_counted(
    company: Company, scratch: ScratchDatabase, scratch_db: Database, months: None
):
    at = NOW - timedelta(days=4)
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with psycopg.connect(scratch.owner_url, autocommit=True) as connection:
            mine = Company(company.tenant_id, company.slug, company.inbox_id, connection)
            count = 0
            while not stop.is_set() and count < 150:
                mine.answer(mine.converse(at), at)
                count += 1
            written.append(count)

    writers = [threading.Thread(target=write) for _ in range(3)]
    for one in writers:
        one.start()
    for _ in range(12):
        await fold(scratch_db)
    stop.set()
    for one in writers:
        one.join()

    assert sum(written) > 10
    assert sum(company.days("answers").values()) == sum(written)
    assert (await books(scratch_db, company)).agree
    await fold(scratch_db)
    assert slots(company)[1] == 0
    assert (await books(scratch_db, company)).agree


async def test_a_turn_that_goes_on_after_its_day_was_folded_takes_its_error_away(
    company: Company, scratch: ScratchDatabase, scratch_db: Database
):
    with psycopg.connect(scratch.app_url, autocommit=True) as app:
        made = [
            turns.begin(app, company.tenant_id, company.inbox_id, phone=f"+55119{n:08}")
            for n in range(6)
        ]
        for one in made[:5]:
            assert turns.fail(app, company.tenant_id, one["turn_id"], 1)
        fold_today = "select dom360.fold_consumption(%s, %s, %s)"
        days = [company.tenant_id, TODAY - timedelta(days=1), TODAY + timedelta(days=1)]
        company.owner.execute(fold_today, days)
        assert slots(company)[1] == 0

        # The second one finds a row of its slot again, with nothing to take from.
        for one in made[:3]:
            again = turns.claim(app, company.tenant_id, one["turn_id"], 1, take_over=True)
            turns.finish(app, company.tenant_id, one["turn_id"], again["attempt"])
        company.owner.execute(fold_today, days)
        again = turns.claim(app, company.tenant_id, made[3]["turn_id"], 1, take_over=True)
        turns.finish(app, company.tenant_id, made[3]["turn_id"], again["attempt"])

    assert [sum(column) for column in zip(*company.days("errors retries").values(), strict=True)
            ] == [1, 4]  # fmt: skip
    assert (await books(scratch_db, company)).agree
