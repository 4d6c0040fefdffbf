"""The demo's past: written by the product's functions, adding up, the same for the same seed."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

from dom360.dashboards import usage
from dom360.dashboards.models import Clock, Question
from dom360.dashboards.periods import span
from dom360.db import migrations
from dom360.db.database import Database
from dom360.launch.demo import DOCUMENTS
from dom360.launch.year import plan
from dom360.launch.year.companies import CLINIC, COMPANIES, SHOP
from dom360.launch.year.seed import Addresses, PastExists, Seeded, seed_year
from tests.support import postgres as pg

# Always over the end of a month.
DAYS = 33
# The demo's companies on a quiet day's business: as many days, fewer talks.
QUIET = [replace(one, per_day=one.per_day / 4) for one in COMPANIES]
ZONE = ZoneInfo("America/Sao_Paulo")


@pytest.fixture(scope="module")
def seeded(cluster: pg.Cluster) -> Iterator[tuple[pg.ScratchDatabase, Seeded, list[int]]]:
    """And how many abandoned turns a worker would have found at every moment of it."""
    with cluster.new_database() as made:
        migrations.migrate(made.owner_url, made.app_url)
        addresses = Addresses(made.owner_url, made.app_url)
        done, found = threading.Event(), list[int]()

        def look() -> None:
            with psycopg.connect(made.owner_url, autocommit=True) as worker:
                while not done.wait(0.1):
                    rows = worker.execute("select * from dom360.list_abandoned_turns(10)")
                    found.append(len(rows.fetchall()))

        beside = threading.Thread(target=look)
        beside.start()
        try:
            result = asyncio.run(seed_year(addresses, days=DAYS, seed=7, companies=QUIET))
        finally:
            done.set()
            beside.join()
        yield made, result, found


def test_every_counter_equals_its_messages(seeded):
    _, result, _ = seeded

    assert result.questions > 200
    assert [book.slug for book in result.books] == ["clinica-vida-plena", "obra-facil"]
    assert all(book.differences == () for book in result.books)


def test_a_worker_beside_it_finds_nothing_that_is_half_done(seeded):
    _, _, found = seeded

    assert len(found) > 20
    assert max(found) == 0


def test_the_past_is_spread_over_its_days_and_none_of_it_is_in_the_future(seeded):
    database, *_ = seeded
    days = database.value(
        "select count(distinct (created_at at time zone 'America/Sao_Paulo')::date)"
        " from dom360.messages"
    )

    assert days >= DAYS - 2
    for table in ("messages", "conversations", "leads", "lead_events", "contacts", "turns"):
        late = f"select count(*) from dom360.{table} where created_at > now()"
        assert database.value(late) == 0, table
        early = f"select count(*) from dom360.{table} where created_at < now() - interval '5 days'"
        assert database.value(early) > 0, table


def test_it_has_what_the_dashboards_show(seeded):
    database, *_ = seeded

    assert database.value("select count(distinct model) from dom360.messages where model <> ''") > 3
    assert database.value("select count(*) from dom360.turns where state = 'failed'") > 0
    assert database.value("select count(*) from dom360.turns where attempt > 1") > 0
    assert database.value("select count(*) from dom360.handovers") > 0
    assert database.value("select count(*) from dom360.conversations where status = 'open'") > 0
    assert database.value("select count(*) from dom360.leads where completed_at is not null") > 0
    assert database.value("select sum(cost_micro_usd) from dom360.consumption_inbox_daily") > 0
    assert database.value("select sum(knowledge_misses) from dom360.consumption_inbox_daily") > 0


def test_every_source_of_an_answer_can_be_opened_and_says_what_is_cited(seeded):
    database, *_ = seeded
    cited = (
        "from dom360.messages m cross join lateral jsonb_array_elements(m.rag_context) h"
        " left join dom360.passages p on p.tenant_id = m.tenant_id"
        " and p.document_id::text = h ->> 'doc_id' and p.position = (h ->> 'position')::int"
    )

    assert database.value(f"select count(*) {cited}") > 20
    assert (
        database.value(f"select count(*) {cited} where p.body is distinct from h ->> 'snippet'")
        == 0
    )


def test_what_is_known_of_a_lead_was_said_in_the_message_that_proves_it(seeded):
    database, *_ = seeded

    proven = database.rows(
        "select f.value #>> '{}', m.content from dom360.lead_fields f left join dom360.messages m"
        " on m.tenant_id = f.tenant_id and m.id = f.message_id where f.field = 'employees'"
    )

    assert len(proven) > 10
    assert all(f"Somos {value} pessoas." in said for value, said in proven)


def test_every_subject_cites_a_document_that_the_demo_has():
    for company in COMPANIES:
        there = {one.name for one in (DOCUMENTS / company.slug).iterdir()}
        assert {one.document for one in company.subjects} - {None} == there


def test_steps_of_leads_come_in_order_and_equal_their_events(seeded):
    database, *_ = seeded

    wrong = database.value(
        "select count(*) from dom360.leads where qualifying_at < created_at"
        " or qualified_at < qualifying_at or scheduled_at < qualified_at"
        " or completed_at < scheduled_at"
    )
    differing = database.value(
        "select count(*) from dom360.leads l where l.qualified_at is distinct from (select"
        " min(e.created_at) from dom360.lead_events e where e.tenant_id = l.tenant_id"
        " and e.lead_id = l.id and e.to_state = 'QUALIFIED')"
    )

    assert (wrong, differing) == (0, 0)


def test_the_clock_is_given_back(seeded):
    database, *_ = seeded

    assert database.value("select count(*) from pg_namespace where nspname = 'dom360_seed'") == 0
    assert database.value(
        "select count(*) from pg_attrdef where strpos(pg_get_expr(adbin, adrelid), 'seed') > 0"
    ) == 0  # fmt: skip
    assert database.value(
        "select column_default from information_schema.columns where table_schema = 'dom360'"
        " and table_name = 'lead_events' and column_name = 'created_at'"
    ) == "clock_timestamp()"  # fmt: skip


def test_a_second_past_is_refused_and_changes_nothing(seeded):
    database, *_ = seeded
    before = database.value("select count(*) from dom360.messages")

    with pytest.raises(PastExists):
        asyncio.run(seed_year(Addresses(database.owner_url, database.app_url), days=3, seed=7))

    assert database.value("select count(*) from dom360.messages") == before


@pytest.mark.parametrize("company", [CLINIC, SHOP])
def test_the_same_seed_makes_the_same_day_and_another_seed_another(company):
    day = datetime(2026, 3, 4, tzinfo=UTC).date()
    last = day + timedelta(days=100)

    one = plan.talks_of(company, day, last, ZONE, 1)

    assert one
    assert one == plan.talks_of(company, day, last, ZONE, 1)
    assert one != plan.talks_of(company, day, last, ZONE, 2)


def test_a_year_has_growth_quiet_sundays_and_busy_hours():
    last = datetime(2026, 6, 30, tzinfo=UTC).date()
    days = [last - timedelta(days=n) for n in range(365)]
    talks = {day: plan.talks_of(CLINIC, day, last, ZONE, 360) for day in days}

    def mean(some):
        kept = list(some)
        return sum(len(talks[day]) for day in kept) / len(kept)

    assert mean(days[:60]) > 1.5 * mean(days[-60:])
    assert mean(d for d in days if d.weekday() == 6) < 0.4 * mean(
        d for d in days if d.weekday() < 5
    )
    hours = [talk.exchanges[0].at.astimezone(ZONE).hour for some in talks.values() for talk in some]
    assert sum(8 <= hour < 19 for hour in hours) > 0.75 * len(hours)


async def test_the_dashboard_shows_all_of_it(seeded):
    database, result, _ = seeded
    db = Database(database.app_url, pool_size=2)
    asked = 0
    for book in result.books:
        (row,) = database.rows(
            "select t.id, v.timezone from dom360.tenants t join dom360.account_vars v"
            " on v.tenant_id = t.id where t.slug = %s", book.slug)  # fmt: skip
        now = datetime.now(UTC)
        today = now.astimezone(ZONE).date()
        days = span(today, first_day=today - timedelta(days=DAYS), last_day=today, preset=None,
                    granularity="week")  # fmt: skip
        async with db.tenant_tx(row[0]) as tx:
            found = await usage.dashboard(tx, Question(days, Clock(row[1], today, now)))
        asked += found.totals.messages - found.totals.answers
        assert found.reconciled.state == "equal"
    await db.close()
    assert asked == result.questions
