"""Figures that were computed by hand, from messages, turns and leads that we put there."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from dom360.dashboards import cost, funnel, performance, usage
from dom360.dashboards.schemas import Money
from dom360.db.database import Database
from tests.dashboards.conftest import Dashboard, inbox
from tests.usage.conftest import Company, books

# A Wednesday noon of this month's or the next months' parts, by UTC and in São Paulo.
NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.astimezone().date()


@pytest.fixture
def now(company: Company) -> datetime:
    """Noon of the tenant's today, so that a few minutes later is the same day."""
    day = company.today()
    return datetime(day.year, day.month, day.day, 15, tzinfo=UTC)


async def test_tokens_are_split_by_inbox_agent_and_model_and_by_day(
    company: Company, now: datetime, ask: Dashboard
):
    other = inbox(company, "Outra")
    first = company.converse(now)
    company.say(first, now)
    company.answer(
        first, now, input_tokens=100, output_tokens=20, cached_tokens=5, total_tokens=120
    )
    tomorrow = now + timedelta(days=1)
    second = company.converse(tomorrow)
    company.answer(second, tomorrow, inbox_id=other, agent_type="COPILOT", model="model-y",
                   input_tokens=1, output_tokens=2, cached_tokens=0, total_tokens=3)  # fmt: skip

    today = company.today()
    found = await ask(
        usage.dashboard, company, today - timedelta(days=1), today + timedelta(days=1)
    )

    assert found.totals.model_dump() == {
        "messages": 3, "answers": 2, "conversations": 2, "input_tokens": 101, "output_tokens": 22,
        "cached_tokens": 5, "total_tokens": 123}  # fmt: skip
    assert [point.total_tokens for point in found.series] == [0, 120, 3]
    assert [bucket.partial for bucket in found.buckets] == [False, True, True]
    assert [(p.name, p.total_tokens, p.series) for p in found.by_model] == [
        ("model-x", 120, [0, 120, 0]), ("model-y", 3, [0, 0, 3])]  # fmt: skip
    assert [(p.key, p.total_tokens) for p in found.by_inbox] == [
        (str(company.inbox_id), 120), (str(other), 3)]  # fmt: skip
    assert [(p.key, p.total_tokens) for p in found.by_agent_type] == [("SDR", 120), ("COPILOT", 3)]


async def test_the_days_before_are_there_to_compare(
    company: Company, now: datetime, ask: Dashboard
):
    tomorrow = now + timedelta(days=1)
    company.answer(company.converse(now), now, total_tokens=10)
    company.answer(company.converse(tomorrow), tomorrow, total_tokens=25)
    day = company.today() + timedelta(days=1)

    found = await ask(usage.dashboard, company, day, day, compare=True)

    assert found.totals.total_tokens == 25
    assert found.previous_totals.total_tokens == 10
    assert [point.total_tokens for point in found.previous_series] == [10]
    assert found.by_model[0].previous_total_tokens == 10
    assert (found.previous.first_day, found.previous.last_day) == (company.today(),) * 2


async def test_filters_hold_back_what_was_not_asked_for(
    company: Company, now: datetime, ask: Dashboard
):
    conversation = company.converse(now)
    company.say(conversation, now)
    company.answer(conversation, now, model="model-x", total_tokens=7)
    company.answer(conversation, now, model="model-y", total_tokens=5)
    day = company.today()

    by_model = await ask(usage.dashboard, company, day, day, models=("model-y",))
    by_agent = await ask(usage.dashboard, company, day, day, agent_types=("COPILOT",))
    by_inbox = await ask(usage.dashboard, company, day, day, inbox_ids=(company.inbox_id,))

    assert by_model.totals.total_tokens == 5
    assert by_agent.totals.total_tokens == 0
    assert by_inbox.totals.total_tokens == 12


async def test_the_largest_conversations_of_the_period_come_first(
    company: Company, now: datetime, ask: Dashboard
):
    small, large = company.converse(now), company.converse(now)
    company.answer(small, now, total_tokens=5, cost_micro_usd=900)
    company.answer(large, now, total_tokens=50, cost_micro_usd=1)
    company.answer(large, now, total_tokens=60, cost_micro_usd=1)
    day = company.today()

    tokens = await ask(usage.dashboard, company, day, day)
    money = await ask(cost.dashboard, company, day, day)
    before = await ask(usage.dashboard, company, day - timedelta(days=9), day - timedelta(days=1))

    assert [(top.conversation_id, top.total_tokens, top.messages)
            for top in tokens.top_conversations] == [(large, 110, 2), (small, 5, 1)]  # fmt: skip
    assert [top.conversation_id for top in money.top_conversations] == [small, large]
    assert before.top_conversations == []


async def test_what_a_conversation_a_lead_and_a_meeting_cost(
    company: Company, now: datetime, ask: Dashboard
):
    conversation = company.converse(now)
    company.answer(conversation, now, cost_micro_usd=3_000_001)
    company.answer(conversation, now, cost_micro_usd=None)
    company.converse(now)
    for steps in (["QUALIFYING", "QUALIFIED", "SCHEDULED"], ["QUALIFYING", "QUALIFIED"]):
        walk(company, lead(company), steps)
    day = company.today()

    found = await ask(cost.dashboard, company, day, day)

    totals = found.totals
    assert totals.cost == Money(micro_usd=3_000_001, micro_brl=15_000_005)
    assert (totals.answers, totals.unpriced_answers, totals.conversations) == (2, 1, 2)
    assert (totals.qualified_leads, totals.meetings) == (2, 1)
    assert totals.per_conversation.micro_usd == 1_500_000
    assert totals.per_qualified_lead.micro_usd == 1_500_000
    assert totals.per_meeting.micro_usd == 3_000_001
    assert found.forecast.so_far.micro_usd == 3_000_001
    assert found.forecast.method == "none"
    assert [point.micro_usd for point in found.series] == [3_000_001]
    assert [(part.key, part.cost.micro_usd) for part in found.by_model] == [("model-x", 3_000_001)]


async def test_without_a_rate_there_are_dollars_only(
    company: Company, now: datetime, ask: Dashboard
):
    company.answer(company.converse(now), now)
    day = company.today()

    found = await ask(cost.dashboard, company, day, day, brl_per_usd=None)

    assert found.brl_per_usd is None
    assert found.totals.cost == Money(micro_usd=42, micro_brl=None)
    assert found.totals.per_meeting is None


async def test_latency_errors_and_knowledge(company: Company, now: datetime, ask: Dashboard):
    conversation = company.converse(now)
    searched = '[{"name": "search_knowledge_base"}]'
    company.answer(conversation, now, latency_ms=100, platform_ms=10, first_token_ms=90,
                   tool_calls=searched, rag_context='[{"doc_id": "d"}]')  # fmt: skip
    company.answer(conversation, now, latency_ms=900, platform_ms=40, tool_calls=searched)
    company.answer(conversation, now, latency_ms=900, platform_ms=40, model="model-y",
                   tool_calls='[{"name": "create_lead"}]')  # fmt: skip
    fail(company, conversation, now, "AGENT_TIMEOUT")
    fail(company, conversation, now, "AGENT_ERROR")
    day = company.today()

    found = await ask(performance.dashboard, company, day, day)

    totals = found.totals
    assert (totals.answers, totals.errors, totals.timeouts) == (3, 2, 1)
    assert totals.error_rate == 0.4
    assert (totals.knowledge.hits, totals.knowledge.misses) == (1, 1)
    assert totals.knowledge.hit_rate == 0.5
    assert totals.agent.mean_ms == 633
    # One of three within 100 ms, two evenly between 501 and 1000: half of them is a quarter in.
    assert totals.agent.p50_ms == 625
    assert totals.platform.answers == 3
    assert (totals.first_token.answers, totals.first_token.mean_ms) == (1, 90)
    assert [(one.code, one.errors, one.share) for one in found.errors_by_code] == [
        ("AGENT_ERROR", 1, 0.5), ("AGENT_TIMEOUT", 1, 0.5)]  # fmt: skip
    assert [one.model for one in found.slowest_agents] == ["model-y", "model-x"]


async def test_a_handover_counts_also_when_it_was_given_back(
    company: Company, now: datetime, ask: Dashboard
):
    conversation = company.converse(now)
    for handled_by in ("human", "agent", "human"):
        company.owner.execute(
            "update dom360.conversations set handled_by = %s where tenant_id = %s and id = %s",
            [handled_by, company.tenant_id, conversation],
        )
    day = company.today()

    found = await ask(performance.dashboard, company, day, day)

    assert found.totals.handovers == 2


async def test_the_funnel_by_step_state_and_missing_field(company: Company, ask: Dashboard):
    other = inbox(company, "Outra")
    walk(company, lead(company, source="Site"), ["QUALIFYING", "QUALIFIED", "SCHEDULED"])
    walk(company, lead(company, source="site", inbox_id=other), ["QUALIFYING", "UNQUALIFIED"])
    walk(company, lead(company), ["QUALIFYING", "NURTURING", "QUALIFYING"])
    lead(company)
    merged = lead(company)
    company.owner.execute(
        "update dom360.leads set merged_into = (select id from dom360.leads"
        " where tenant_id = %(t)s and id <> %(m)s limit 1) where tenant_id = %(t)s and id = %(m)s",
        {"t": company.tenant_id, "m": merged},
    )
    day = company.today()

    found = await ask(funnel.dashboard, company, day, day)
    of_site = await ask(funnel.dashboard, company, day, day, sources=("SITE",))
    of_other = await ask(funnel.dashboard, company, day, day, inbox_ids=(other,))

    assert [(step.step, step.leads, step.conversion, step.dropped) for step in found.steps] == [
        ("NEW", 4, None, 0), ("QUALIFYING", 3, 0.75, 1), ("QUALIFIED", 1, 0.333333, 0),
        ("SCHEDULED", 1, 1.0, 0), ("COMPLETED", 0, 0.0, 0)]  # fmt: skip
    assert {one.state: one.leads for one in found.states if one.leads} == {
        "NEW": 1, "QUALIFYING": 1, "SCHEDULED": 1, "UNQUALIFIED": 1}  # fmt: skip
    assert found.dropped == 1
    assert {one.field: one.leads for one in found.missing} == dict.fromkeys(
        ("budget", "authority", "pain", "timeline"), 1
    )
    assert [(part.name, part.leads) for part in found.by_source] == [("", 2), ("Site", 2)]
    assert of_site.totals.leads == 2
    assert (of_other.totals.leads, of_other.totals.qualifying) == (1, 1)
    assert [cohort.leads for cohort in found.cohorts] == [4]


async def test_the_median_time_of_a_step(company: Company, now: datetime, ask: Dashboard):
    for minutes in (10, 30, 80):
        made = lead(company)
        walk(company, made, ["QUALIFYING"])
        company.owner.execute(
            "update dom360.leads set created_at = %s, qualifying_at = %s"
            " where tenant_id = %s and id = %s",
            [now, now + timedelta(minutes=minutes), company.tenant_id, made],
        )
    day = company.today()

    found = await ask(funnel.dashboard, company, day, day)

    assert [step.median_seconds for step in found.steps] == [None, 1800, None, None, None]


async def test_the_mark_says_by_how_much_the_counters_are_off(
    company: Company, now: datetime, ask: Dashboard, scratch_db: Database
):
    company.answer(company.converse(now), now)
    day = company.today()
    never = await ask(usage.dashboard, company, day, day)
    await books(scratch_db, company)
    equal = await ask(usage.dashboard, company, day, day)
    company.owner.execute(
        "update dom360.consumption_inbox_daily set total_tokens = total_tokens + 7"
        " where tenant_id = %s and answers > 0",
        [company.tenant_id],
    )
    await books(scratch_db, company)
    wrong = await ask(usage.dashboard, company, day, day)
    await books(scratch_db, company, repair=True)
    repaired = await ask(usage.dashboard, company, day, day)

    assert [one.reconciled.state for one in (never, equal, wrong, repaired)] == [
        "never", "equal", "differs", "equal"]  # fmt: skip
    assert wrong.reconciled.off == {"total_tokens": 7}
    assert repaired.totals.total_tokens == 120


async def test_repairing_fills_in_what_rows_from_before_do_not_say(
    company: Company, now: datetime, ask: Dashboard, scratch_db: Database
):
    company.answer(company.converse(now), now, total_tokens=9)
    made = lead(company)
    walk(company, made, ["QUALIFYING", "QUALIFIED"])
    company.owner.execute(
        "update dom360.conversations set month = null, total_tokens = 0 where tenant_id = %s",
        [company.tenant_id],
    )
    company.owner.execute(
        "update dom360.leads set qualifying_at = null, qualified_at = null where tenant_id = %s",
        [company.tenant_id],
    )

    await books(scratch_db, company, repair=True)

    day = company.today()
    found = await ask(usage.dashboard, company, day, day)
    assert [top.total_tokens for top in found.top_conversations] == [9]
    assert (await ask(funnel.dashboard, company, day, day)).totals.qualified == 1


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        # Where midnight comes twice or not at all, and the last second of a year.
        ("Africa/Cairo", "2026-10-29 20:30:00+00", date(2026, 10, 29)),
        ("America/Havana", "2026-11-01 04:30:00+00", date(2026, 11, 1)),
        ("America/Havana", "2026-11-01 05:30:00+00", date(2026, 11, 1)),
        ("America/Santiago", "2026-09-06 04:00:00+00", date(2026, 9, 6)),
        ("America/Sao_Paulo", "2026-01-01 02:59:59+00", date(2025, 12, 31)),
    ],
)
async def test_a_failure_is_counted_on_the_day_of_the_tenants_clock(
    found_company, ask: Dashboard, zone: str, moment: str, day: date
):
    there = found_company(zone)
    at = datetime.fromisoformat(moment)
    conversation = there.converse(at)
    fail(there, conversation, at, "AGENT_ERROR")

    found = await ask(
        performance.dashboard, there, day - timedelta(days=1), day + timedelta(days=1)
    )

    assert [point.errors for point in found.series] == [0, 1, 0]


async def test_a_stranger_sees_nothing(
    company: Company, found_company, now: datetime, ask: Dashboard
):
    company.answer(company.converse(now), now)
    walk(company, lead(company), ["QUALIFYING"])
    stranger = found_company()
    day = company.today()

    tokens = await ask(usage.dashboard, stranger, day, day, inbox_ids=(company.inbox_id,))
    leads = await ask(funnel.dashboard, stranger, day, day)

    assert tokens.totals.messages == 0
    assert tokens.top_conversations == []
    assert leads.totals.leads == 0


def lead(whose: Company, *, source: str | None = None, inbox_id: UUID | None = None) -> UUID:
    contact = whose.owner.execute(
        "insert into dom360.contacts (tenant_id, phone_e164) values (%s,"
        " '+55119' || lpad((random() * 99999999)::int::text, 8, '0')) returning id",
        [whose.tenant_id],
    ).fetchone()
    assert contact
    made = whose.owner.execute(
        "insert into dom360.leads (tenant_id, contact_id, inbox_id, source)"
        " values (%s, %s, %s, %s) returning id",
        [whose.tenant_id, contact[0], inbox_id or whose.inbox_id, source],
    ).fetchone()
    assert made
    found: UUID = made[0]
    return found


def walk(whose: Company, lead_id: UUID, states: list[str]) -> None:
    for state in states:
        whose.owner.execute(
            "update dom360.leads set state = %s where tenant_id = %s and id = %s",
            [state, whose.tenant_id, lead_id],
        )


def fail(whose: Company, conversation: UUID, at: datetime, code: str) -> None:
    """A turn that ended without an answer at this moment."""
    whose.owner.execute(
        "insert into dom360.turns (tenant_id, id, request_id, body_hash, conversation_id, inbox_id,"
        " agent_type, state, lease_until, user_message_id, user_message_index, user_message_at,"
        " error_code, error_status, finished_at, created_at) values (%(t)s, gen_random_uuid(),"
        " gen_random_uuid()::text, decode(repeat('01', 32), 'hex'), %(k)s, %(i)s, 'SDR', 'failed',"
        " %(at)s, gen_random_uuid(), 1, %(at)s, %(code)s, 502, %(at)s, %(at)s)",
        {"t": whose.tenant_id, "k": conversation, "i": whose.inbox_id, "at": at, "code": code},
    )
