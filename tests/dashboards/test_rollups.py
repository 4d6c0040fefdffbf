"""Sums by week say what their rows say, whatever changed since, and folded days what they said."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dom360.dashboards import funnel
from dom360.dashboards.jobs import roll_figures
from dom360.db.database import Database
from dom360.leads.schemas import LeadState
from tests.dashboards.conftest import Dashboard
from tests.dashboards.test_figures import fail, lead, walk
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company, books

KINDS = ["qualified", "scheduled", "failed", "repaired", "handover"]
NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()
LONG_AGO = TODAY - timedelta(days=80)


def roll(whose: Company, limit: int = 100) -> int:
    row = whose.owner.execute(
        "select dom360.roll_figures(%s, %s)", [whose.tenant_id, limit]
    ).fetchone()
    assert row
    return int(row[0])


def off(whose: Company, first_day: date = LONG_AGO, last_day: date = TODAY) -> list[Any]:
    """What the sums say and the rows do not, or the other way round."""
    found = []
    for read, counted in (
        ("events_of(%(t)s, %(k)s, %(a)s, %(b)s)", "events_counted(%(t)s, %(k)s, %(a)s, %(b)s)"),
        ("lead_cohorts_of(%(t)s, %(a)s, %(b)s)", "lead_cohorts_counted(%(t)s, %(a)s, %(b)s)"),
    ):
        for one, other in ((read, counted), (counted, read)):
            query = f"select * from dom360.{one} except select * from dom360.{other}"
            whom = {"t": whose.tenant_id, "k": KINDS, "a": first_day, "b": last_day}
            found += whose.owner.execute(query, whom).fetchall()  # type: ignore[call-overload]
    return found


def read_from_sums(whose: Company) -> int:
    """How many days of the long past are not counted any more."""
    row = whose.owner.execute(
        "select coalesce(sum(last_day - first_day + 1), 0)  from dom360.days_to_count(%s, %s, %s)",
        [whose.tenant_id, LONG_AGO, TODAY],
    ).fetchone()
    assert row
    return (TODAY - LONG_AGO).days + 1 - int(row[0])


def old_lead(whose: Company, days_ago: int, source: str | None = None) -> UUID:
    made = lead(whose, source=source)
    whose.owner.execute(
        "update dom360.leads set created_at = %s where tenant_id = %s and id = %s",
        [NOW - timedelta(days=days_ago), whose.tenant_id, made],
    )
    return made


class Story:
    """Things that happen to a company, on any day of the last eighty."""

    def __init__(self, whose: Company) -> None:
        self.whose = whose
        self.leads: list[UUID] = []

    def begins(self, ago: int, pick: int) -> None:
        self.leads.append(old_lead(self.whose, ago, ["Site", "site", None][pick % 3]))

    def moves(self, ago: int, pick: int) -> None:
        """As far as the lead's state lets it; its steps are of another day."""
        one, state = self._pick(pick), ["QUALIFYING", "QUALIFIED", "SCHEDULED"][pick % 3]
        if one is None:
            return
        column = f"{state.lower()}_at"
        self.whose.owner.execute(
            f"update dom360.leads set {column} = %s"  # type: ignore[call-overload]
            " where tenant_id = %s and id = %s and merged_into is null",
            [NOW - timedelta(days=ago), self.whose.tenant_id, one],
        )

    def drops(self, _: int, pick: int) -> None:
        self._change(pick, "state = 'UNQUALIFIED'", "state in ('NEW', 'QUALIFYING')")

    def is_renamed(self, _: int, pick: int) -> None:
        self._change(pick, "source = 'Feira'", "true")

    def learns(self, _: int, pick: int) -> None:
        """What makes a score, which the lead's own trigger computes."""
        if (one := self._pick(pick)) is not None:
            self.whose.owner.execute(
                "insert into dom360.lead_fields (tenant_id, lead_id, field, value, confidence)"
                " select tenant_id, id, 'pain', '\"no-shows\"', 0.9 from dom360.leads"
                "  where tenant_id = %s and id = %s and merged_into is null"
                " on conflict (tenant_id, lead_id, field) do nothing",
                [self.whose.tenant_id, one],
            )

    def merges(self, _: int, pick: int) -> None:
        if len(self.leads) > 1:
            self._change(pick, f"merged_into = '{self.leads[0]}'", f"id <> '{self.leads[0]}'")

    def fails(self, ago: int, pick: int) -> None:
        at = NOW - timedelta(days=ago)
        fail(self.whose, self.whose.converse(at), at, ["AGENT_ERROR", "AGENT_TIMEOUT"][pick % 2])

    def is_answered_later(self, _: int, pick: int) -> None:
        self.whose.owner.execute(
            "update dom360.turns set state = 'answered', attempt = attempt + 1, error_code = null,"
            " error_status = null, answer_message_id = gen_random_uuid(), answer_message_at = now()"
            " where tenant_id = %s and id in (select id from dom360.turns where tenant_id = %s"
            " and state = 'failed' order by id offset %s limit 1)",
            [self.whose.tenant_id, self.whose.tenant_id, pick % 3],
        )

    def goes_to_a_person(self, ago: int, _: int) -> None:
        at = NOW - timedelta(days=ago)
        self.whose.owner.execute(
            "insert into dom360.handovers (tenant_id, conversation_id, inbox_id, agent_type,"
            " created_at) values (%s, %s, %s, 'SDR', %s)",
            [self.whose.tenant_id, self.whose.converse(at), self.whose.inbox_id, at],
        )

    def is_added_up(self, _: int, pick: int) -> None:
        roll(self.whose, [1, 3, 100][pick % 3])

    def moves_house(self, _: int, pick: int) -> None:
        zone = ["America/Sao_Paulo", "Asia/Tokyo", "Africa/Cairo"][pick % 3]
        self.whose.owner.execute(
            "update dom360.account_vars set timezone = %s where tenant_id = %s",
            [zone, self.whose.tenant_id],
        )

    def _pick(self, pick: int) -> UUID | None:
        return self.leads[pick % len(self.leads)] if self.leads else None

    def _change(self, pick: int, change: str, where: str) -> None:
        if (one := self._pick(pick)) is not None:
            self.whose.owner.execute(
                f"update dom360.leads set {change} where tenant_id = %s and id = %s"  # type: ignore[call-overload]
                f" and merged_into is null and {where}",
                [self.whose.tenant_id, one],
            )


STEPS = [name for name in vars(Story) if not name.startswith("_")]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=some.lists(
        some.tuples(some.sampled_from([*STEPS, "is_added_up"]), some.integers(0, 80),
                    some.integers(0, 20)),
        min_size=4, max_size=14,
    )
)  # fmt: skip
def test_sums_say_what_their_rows_say_whatever_happens_in_whatever_order(found_company, steps):
    story = Story(found_company())

    for name, ago, pick in steps:
        getattr(story, name)(ago, pick)
        assert off(story.whose) == [], name

    roll(story.whose)
    assert off(story.whose) == []
    assert off(story.whose, TODAY - timedelta(days=33), TODAY - timedelta(days=12)) == []


def test_whole_weeks_are_read_from_their_sums_and_a_change_is_counted_at_once(company: Company):
    one = old_lead(company, 40)
    assert read_from_sums(company) == 0

    assert roll(company) >= 4
    sums = read_from_sums(company)
    walk(company, one, ["QUALIFYING"])
    changed = read_from_sums(company)
    at_once = off(company)
    rolled = roll(company)

    assert sums >= 28
    assert changed == sums - 7
    assert at_once == []
    assert (rolled, read_from_sums(company)) == (1, sums)


def test_a_change_that_is_committed_while_its_week_is_added_up_is_not_lost(
    company: Company, scratch: ScratchDatabase
):
    one = old_lead(company, 40)
    roll(company)
    with psycopg.connect(scratch.owner_url) as late:
        late.execute(
            "update dom360.leads set source = 'Feira' where tenant_id = %s and id = %s",
            [company.tenant_id, one],
        )
        company.owner.execute(
            "insert into dom360.figure_marks (tenant_id, at) values (%s, %s)",
            [company.tenant_id, NOW - timedelta(days=40)],
        )
        assert roll(company) == 1
        late.commit()

    assert off(company) == []
    assert roll(company) == 1
    assert off(company) == []


async def test_a_sum_that_somebody_broke_is_found_named_and_repaired(
    company: Company, scratch_db: Database, ask: Dashboard
):
    old_lead(company, 40)
    roll(company)
    company.owner.execute(
        "update dom360.lead_cohorts set leads = leads + 1 where tenant_id = %s",
        [company.tenant_id],
    )

    found = await books(scratch_db, company)
    wrong = await ask(funnel.dashboard, company, LONG_AGO, TODAY)
    await books(scratch_db, company, repair=True)
    right = await ask(funnel.dashboard, company, LONG_AGO, TODAY)

    assert (found.agree, len(found.figure_weeks_off)) == (False, 1)
    assert (wrong.totals.leads, wrong.reconciled.off) == (2, {"figure_weeks": 1})
    assert (right.totals.leads, right.reconciled.state) == (1, "equal")


async def test_the_worker_adds_up_whose_leads_changed_and_at_night_everybody(
    company: Company, found_company: Callable[..., Company], scratch_db: Database
):
    other = found_company()
    at = NOW - timedelta(days=40)
    other.converse(at)
    old_lead(company, 40)

    await roll_figures(scratch_db)
    assert read_from_sums(company) > 0
    assert read_from_sums(other) == 0

    await roll_figures(scratch_db, everybody=True)
    assert read_from_sums(other) > 0
    assert await roll_figures(scratch_db, everybody=True) == 0


def test_an_erased_persons_source_goes_out_of_the_sums(company: Company, scratch: ScratchDatabase):
    one = old_lead(company, 40, source="Indicação da Ana")
    roll(company)
    sources = "select source from dom360.lead_cohorts where tenant_id = %s"
    assert company.owner.execute(sources, [company.tenant_id]).fetchall() == [("Indicação da Ana",)]

    with psycopg.connect(scratch.app_url) as app:
        app.execute("select dom360.set_tenant(%s)", [company.tenant_id])
        app.execute(
            "select dom360.erase_contact(tenant_id, contact_id) from dom360.leads"
            " where tenant_id = %s and id = %s",
            [company.tenant_id, one],
        )
    roll(company)

    assert company.owner.execute(sources, [company.tenant_id]).fetchall() == [("",)]


def test_states_are_counted_in_the_order_in_which_the_api_names_them(company: Company):
    row = company.owner.execute("select dom360.lead_states()").fetchone()

    assert row == (list(get_args(LeadState)),)


@pytest.mark.parametrize(
    "act",
    [
        "select dom360.fold_consumption(%s, current_date, current_date)",
        "select dom360.roll_figures(%s)",
        "delete from dom360.figure_weeks where tenant_id = %s",
        "delete from dom360.event_days where tenant_id = %s",
        "delete from dom360.figure_marks where tenant_id = %s",
    ],
)
def test_who_serves_may_neither_fold_nor_write_sums(
    company: Company, scratch: ScratchDatabase, act: str
):
    with psycopg.connect(scratch.app_url) as app:
        app.execute("select dom360.set_tenant(%s)", [company.tenant_id])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(act, [company.tenant_id])  # type: ignore[call-overload]
