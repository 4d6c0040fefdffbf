"""Where a lead can go: tried against the database, which has the last word."""

from typing import get_args
from uuid import UUID

import psycopg
import pytest

from dom360.db.database import Database
from dom360.leads import actions, queries
from dom360.leads.errors import IllegalMove, LeadMerged, TooFewCriteria
from dom360.leads.models import Fact, LeadActor
from dom360.leads.schemas import LeadState, NewLead
from tests.support.postgres import ScratchDatabase
from tests.support.world import TenantWorld

PERSON = LeadActor("user", None)
AGENT = LeadActor("agent", "SDR")
STATES = get_args(LeadState)
# AGENT_PROTOCOL.md; "any -> UNQUALIFIED -> CLOSED" means any that is not closed already. The last
# three are ours: see lead_transitions.sql.
LEGAL = {
    ("NEW", "QUALIFYING"),
    ("QUALIFYING", "QUALIFIED"),
    ("QUALIFYING", "NURTURING"),
    ("QUALIFIED", "SCHEDULED"),
    ("SCHEDULED", "COMPLETED"),
    ("SCHEDULED", "RESCHEDULED"),
    *((state, "UNQUALIFIED") for state in STATES if state not in ("UNQUALIFIED", "CLOSED")),
    ("UNQUALIFIED", "CLOSED"),
    ("NURTURING", "QUALIFYING"),
    ("RESCHEDULED", "SCHEDULED"),
    ("RESCHEDULED", "COMPLETED"),
}


async def new_lead(db: Database, tenant: TenantWorld, phone: str = "+5511987654321") -> UUID:
    async with db.tenant_tx(tenant.tenant_id) as tx:
        return (await actions.create(tx, NewLead(phone=phone), by=PERSON)).lead_id


def put_into(database: ScratchDatabase, lead_id: UUID, state: str) -> None:
    """Behind the triggers' back."""
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update dom360.leads set state = %s where id = %s", [state, lead_id])


async def test_only_the_protocols_moves_are_possible(
    db: Database, database: ScratchDatabase, tenant: TenantWorld
):
    lead_id = await new_lead(db, tenant)
    possible, refused = set(), []
    for before in STATES:
        for after in STATES:
            put_into(database, lead_id, before)
            try:
                async with db.tenant_tx(tenant.tenant_id) as tx:
                    await actions.move(tx, lead_id, after, by=PERSON)
            except IllegalMove as refusal:
                refused.append((before, after, refusal.detail))
            else:
                possible |= {(before, after)} if before != after else set()

    assert possible == LEGAL
    assert len(refused) == 9 * 8 - len(LEGAL)
    assert all(before in said and after in said for before, after, said in refused)


async def test_a_lead_begins_as_new(db: Database, database: ScratchDatabase, tenant: TenantWorld):
    lead_id = await new_lead(db, tenant)

    with pytest.raises(psycopg.DatabaseError, match="begins as NEW") as refusal:
        database.rows(
            "insert into dom360.leads (tenant_id, contact_id, inbox_id, state) "
            "select tenant_id, contact_id, inbox_id, 'SCHEDULED' from dom360.leads where id = %s",
            lead_id,
        )

    assert refusal.value.sqlstate == "DM020"


async def test_an_agent_needs_three_criteria_and_a_person_does_not(
    db: Database, tenant: TenantWorld
):
    lead_id = await new_lead(db, tenant)
    async with db.tenant_tx(tenant.tenant_id) as tx:
        await actions.move(tx, lead_id, "QUALIFYING", by=PERSON)

    with pytest.raises(TooFewCriteria):
        async with db.tenant_tx(tenant.tenant_id) as tx:
            await actions.move(tx, lead_id, "QUALIFIED", by=AGENT)
    async with db.tenant_tx(tenant.tenant_id) as tx:
        await actions.move(tx, lead_id, "QUALIFIED", by=PERSON)
        lead = await queries.get_lead(tx, lead_id)

    assert lead.state == "QUALIFIED"


@pytest.mark.parametrize(
    ("facts", "fit", "state"),
    [
        ({"company": "Padaria Sol"}, None, "QUALIFYING"),
        ({"pain": "perdemos leads", "budget": {"amount": 5000}}, None, "QUALIFYING"),
        (
            {
                "pain": "perdemos leads",
                "budget": {"amount": 5000},
                "authority": {"decides": "self"},
            },
            None,
            "QUALIFIED",
        ),
        (
            {"pain": "x", "budget": {"amount": 1}, "authority": {"decides": "other"}},
            None,
            "QUALIFYING",
        ),
        ({"pain": "perdemos leads"}, "later", "NURTURING"),
        ({}, "never", "UNQUALIFIED"),
    ],
)
async def test_a_lead_moves_by_the_protocols_rule(
    db: Database, tenant: TenantWorld, facts: dict, fit, state: str
):
    lead_id = await new_lead(db, tenant)
    learned = [Fact(name, value, 0.9) for name, value in facts.items()]

    async with db.tenant_tx(tenant.tenant_id) as tx:
        await actions.qualify(tx, lead_id, learned, by=AGENT, fit=fit)
        lead = await queries.get_lead(tx, lead_id)

    assert lead.state == state


async def test_interest_that_returns_is_qualified_again(db: Database, tenant: TenantWorld):
    lead_id = await new_lead(db, tenant)

    async with db.tenant_tx(tenant.tenant_id) as tx:
        await actions.qualify(tx, lead_id, [], by=AGENT, fit="later")
        await actions.qualify(tx, lead_id, [], by=AGENT)
        stays = (await queries.get_lead(tx, lead_id)).state
        await actions.qualify(tx, lead_id, [], by=AGENT, fit="now")
        returns = (await queries.get_lead(tx, lead_id)).state

    assert (stays, returns) == ("NURTURING", "QUALIFYING")


async def test_a_merged_lead_changes_no_more(db: Database, database, tenant: TenantWorld):
    survivor = await new_lead(db, tenant)
    duplicate = await new_lead(db, tenant, "+5511987654322")
    async with db.tenant_tx(tenant.tenant_id) as tx:
        await actions.merge(tx, survivor, duplicate, by=PERSON)

    with pytest.raises(LeadMerged):
        async with db.tenant_tx(tenant.tenant_id) as tx:
            await actions.comment(tx, duplicate, "ainda?", by=PERSON)
    with pytest.raises(psycopg.DatabaseError) as refusal:
        database.rows("update dom360.leads set state = 'QUALIFYING' where id = %s", duplicate)

    assert refusal.value.sqlstate == "DM021"
