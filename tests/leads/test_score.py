"""BANT: budget 25, authority 30, need 35, timeline 10, and one place that computes it."""

import asyncio
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from dom360.db.database import Database
from dom360.leads import actions, queries
from dom360.leads.models import Fact, LeadActor
from dom360.leads.schemas import NewLead
from tests.support.postgres import ScratchDatabase
from tests.support.world import TenantWorld

AGENT = LeadActor("agent", "SDR")
PERSON = LeadActor("user", None)
WEIGHTS = {"budget": 25, "authority": 30, "pain": 35, "timeline": 10}


@pytest.fixture(scope="module")
def owner(database: ScratchDatabase):
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        yield connection


def points(owner: psycopg.Connection, field: str, value: object, confidence: float) -> int:
    row = owner.execute(
        "select dom360.bant_points(%s, %s, %s)", [field, Jsonb(value), Decimal(str(confidence))]
    ).fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize(
    ("field", "value", "confidence", "expected"),
    [
        ("budget", {"amount": 5000}, 0.9, 25),
        ("budget", {"amount": 5000}, 0.7, 25),
        ("budget", {"amount": 5000}, 0.35, 13),
        ("budget", {"amount": 0}, 1.0, 0),
        ("budget", {"amount": None}, 1.0, 0),
        ("authority", {"decides": "self"}, 0.9, 30),
        ("authority", {"decides": "shared"}, 0.9, 20),
        ("authority", {"decides": "other"}, 0.9, 10),
        ("authority", {"decides": "self"}, 0.0, 0),
        ("pain", "perdemos clientes", 0.9, 35),
        ("pain", "perdemos clientes", 0.6, 30),
        ("timeline", {"within_days": 0}, 0.9, 10),
        ("timeline", {"within_days": 90}, 0.9, 10),
        ("timeline", {"within_days": 91}, 0.9, 5),
        ("timeline", {"within_days": None, "text": "depois do carnaval"}, 0.9, 5),
        ("company", "Padaria Sol", 1.0, 0),
        ("sector", "saúde", 1.0, 0),
        ("employees", 40, 1.0, 0),
        # Halves are rounded up, also where a part of them is not a round number.
        ("pain", "Perde vendas", 0.33, 17),
        ("authority", {"decides": "other"}, 0.665, 10),
    ],
)
def test_points_follow_value_and_confidence(owner, field, value, confidence, expected):
    assert points(owner, field, value, confidence) == expected


@pytest.mark.parametrize(
    ("score", "action"),
    [
        (100, "book_now"),
        (90, "book_now"),
        (89, "qualify_and_book"),
        (70, "qualify_and_book"),
        (69, "nurture"),
        (50, "nurture"),
        (49, "follow_up_in_30_days"),
        (30, "follow_up_in_30_days"),
        (29, "close_politely"),
        (0, "close_politely"),
    ],
)
def test_a_score_says_what_to_do(owner, score: int, action: str):
    assert owner.execute("select dom360.score_action(%s)", [score]).fetchone() == (action,)


VALUES = {
    "budget": st.fixed_dictionaries({"amount": st.none() | st.integers(0, 10**9)}),
    "authority": st.sampled_from([{"decides": who} for who in ("self", "shared", "other")]),
    "pain": st.text("abc ç", min_size=1, max_size=20).filter(str.strip),
    "timeline": st.fixed_dictionaries({"within_days": st.none() | st.integers(0, 3650)}),
    "company": st.just("Padaria Sol"),
}
STEP = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(
        st.just(name), st.none() | VALUES[name], st.integers(0, 1000).map(lambda n: n / 1000)
    )
)


def expected_points(field: str, value: Any, confidence: float) -> int:
    """The rule once more, in fractions."""
    clarity = Fraction(1)
    if field == "budget":
        clarity = Fraction(int(bool(value["amount"])))
    elif field == "authority":
        clarity = {"self": Fraction(1), "shared": Fraction(2, 3), "other": Fraction(1, 3)}[
            value["decides"]
        ]
    elif field == "timeline":
        days = value["within_days"]
        clarity = Fraction(1) if days is not None and days <= 90 else Fraction(1, 2)
    sure = min(Fraction(1), Fraction(str(confidence)) / Fraction("0.7"))
    exact = WEIGHTS.get(field, 0) * clarity * sure
    return int(
        (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
            Decimal(1), rounding=ROUND_HALF_UP
        )
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=1, max_size=6), number=st.integers(10**7, 10**8 - 1))
def test_a_score_is_the_sum_of_what_is_known(owner, steps, number):
    """Whatever comes, changes and goes, in any order."""
    tenant_id, lead_id = owner.execute(_NEW_LEAD, [f"+55119{number}"]).fetchone()
    known: dict[str, tuple[Any, float]] = {}
    for field, value, confidence in steps:
        if value is None:
            known.pop(field, None)
            owner.execute(_DROP, [tenant_id, lead_id, field])
        else:
            known[field] = (value, confidence)
            owner.execute(_PUT, [tenant_id, lead_id, field, Jsonb(value), confidence])

    parts = {name: expected_points(name, *known[name]) if name in known else 0 for name in WEIGHTS}
    stored = owner.execute(_SCORES, [lead_id]).fetchone()

    met = sum(parts[name] * 2 >= WEIGHTS[name] for name in WEIGHTS)
    assert stored == (*parts.values(), sum(parts.values()), met)


_NEW_LEAD = """
with t as (insert into dom360.tenants (slug, name)
           values ('s-' || encode(sha256(gen_random_uuid()::text::bytea), 'hex')::varchar(20), 'x')
           returning id),
     i as (insert into dom360.inboxes (tenant_id, name) select id, 'x' from t
           returning tenant_id, id),
     c as (insert into dom360.contacts (tenant_id, phone_e164) select id, %s from t returning id)
insert into dom360.leads (tenant_id, contact_id, inbox_id)
select i.tenant_id, c.id, i.id from i, c
returning tenant_id, id
"""
_PUT = """
insert into dom360.lead_fields as f (tenant_id, lead_id, field, value, confidence)
values (%s, %s, %s, %s, %s)
on conflict (tenant_id, lead_id, field) do update
   set value = excluded.value, confidence = excluded.confidence
"""
_DROP = "delete from dom360.lead_fields where tenant_id = %s and lead_id = %s and field = %s"
_SCORES = """
select score_budget, score_authority, score_need, score_timeline, score, criteria_met
  from dom360.leads where id = %s
"""


async def test_a_score_that_is_written_is_overwritten(
    db: Database, database: ScratchDatabase, tenant: TenantWorld
):
    async with db.tenant_tx(tenant.tenant_id) as tx:
        lead = await actions.create(tx, NewLead(phone="+5511987654321"), by=PERSON)

    database.rows(
        "update dom360.leads set score = 100, score_need = 35 where id = %s", lead.lead_id
    )

    assert database.rows(
        "select score, score_need from dom360.leads where id = %s", lead.lead_id
    ) == [(0, 0)]


async def test_16_at_once_leave_the_right_score(
    db: Database, database: ScratchDatabase, tenant: TenantWorld
):
    async with db.tenant_tx(tenant.tenant_id) as tx:
        lead_id = (await actions.create(tx, NewLead(phone="+5511987654321"), by=PERSON)).lead_id
    facts = [
        Fact("budget", {"amount": 100}, 0.9),
        Fact("authority", {"decides": "self"}, 0.9),
        Fact("pain", "filas", 0.9),
        Fact("timeline", {"within_days": 30}, 0.9),
    ]

    async def learn(number: int) -> None:
        turned = facts[number % 4 :] + facts[: number % 4]
        async with db.tenant_tx(tenant.tenant_id) as tx:
            await actions.qualify(tx, lead_id, turned[: 1 + number % 2], by=AGENT)

    await asyncio.gather(*(learn(number) for number in range(16)))

    async with db.tenant_tx(tenant.tenant_id) as tx:
        lead = await queries.get_lead(tx, lead_id)
    assert (lead.score, lead.criteria_met, lead.state) == (100, 4, "QUALIFIED")
    changes = database.rows(
        "select new_score from dom360.lead_events where lead_id = %s and kind = 'field' "
        "order by created_at",
        lead_id,
    )
    assert len(changes) == 4
    assert changes[-1] == (100,)
