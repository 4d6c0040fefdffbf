"""Deleting a company: refused at once, taken back in time, and gone without a trace after it."""

import asyncio

import psycopg
import pytest

from dom360.audit.verify import verify_chains
from dom360.db.database import Database
from dom360.db.urls import role_url
from dom360.platform.jobs import purge_due
from tests.db.tenants import add_document
from tests.platform.conftest import Master
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem, rows_of
from tests.support.world import Client, TenantWorld

PURGE = "select counts from dom360.purge_tenant(%s, 2)"


def make_due(database: ScratchDatabase, world: TenantWorld) -> None:
    """As if the grace time had passed."""
    database.rows(
        "update dom360.tenants set delete_after = now() - interval '1 second' where id = %s",
        world.tenant_id,
    )


async def fill(client: Client, world: TenantWorld, client_of) -> Client:
    """Rows in most of a company's tables."""
    admin: Client = client_of(world)
    await admin.sign_in(world.admin_email)
    for number in range(3):
        phone = f"+55119876500{number:02}"
        await client.chat("Olá", sender_phone=phone, request_id=f"del-{number}")
        await client.post(
            "/api/leads", {"phone": phone, "fields": {"company": "Padaria", "employees": 12}}
        )
    agent = (await admin.post("/api/agents", {"agent_type": "SDR", "name": "Sofia"})).json["id"]
    await admin.call("PUT", f"/api/inboxes/{world.inbox_id}/agents/SDR", json={"agent_id": agent})
    return admin


async def test_a_deleted_company_is_refused_at_once_and_keeps_its_rows(
    master: Master, client: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    admin = await fill(client, tenant, client_of)
    before = rows_of(database, tenant.tenant_id)

    deleted = await master.delete(tenant, grace_days=7)

    assert deleted.json["status"] == "deleting"
    days = "select extract(day from delete_after - now()) from dom360.tenants where id = %s"
    assert database.value(days, tenant.tenant_id) == 6
    assert_problem(await client.chat("Oi"), 403, "TENANT_CLOSED")
    assert_problem(await admin.get("/api/inboxes"), 403, "TENANT_CLOSED")
    assert_problem(await client_of(tenant).sign_in(tenant.admin_email), 403, "TENANT_CLOSED")
    acting = await master.client.act_in(tenant.tenant_id)
    assert_problem(acting, 403, "TENANT_CLOSED")
    after = rows_of(database, tenant.tenant_id)
    assert after | {"audit_log": 0} == before | {"audit_log": 0}


async def test_it_takes_the_slug_to_confirm(master: Master, tenant: TenantWorld, client: Client):
    answer = await master.delete(tenant, confirm="another-slug")

    assert_problem(answer, 422, "WRONG_CONFIRMATION")
    assert (await client.chat("Oi")).status == 200


@pytest.mark.parametrize("was", ["active", "suspended"])
async def test_a_deletion_is_taken_back_and_the_company_is_what_it_was(
    master: Master, tenant: TenantWorld, was: str
):
    path = f"/tenants/{tenant.tenant_id}"
    if was == "suspended":
        await master.post(f"{path}/suspend", reason="Sem pagamento")
    await master.delete(tenant)
    assert_problem(await master.post(f"{path}/resume"), 409, "COMPANY_DELETING")
    assert_problem(await master.post(f"{path}/suspend", reason="x"), 409, "COMPANY_DELETING")

    back = await master.post(f"{path}/undelete")

    assert (back.json["status"], back.json["delete_after"]) == (was, None)


async def test_nothing_is_deleted_before_its_time(
    master: Master, client: Client, client_of, db: Database, tenant: TenantWorld,
    database: ScratchDatabase,
):  # fmt: skip
    await fill(client, tenant, client_of)
    await master.delete(tenant)
    before = rows_of(database, tenant.tenant_id)

    await purge_due(db)

    assert rows_of(database, tenant.tenant_id) == before


async def test_a_purge_leaves_no_row_in_any_table_and_no_other_company_loses_one(
    master: Master, client: Client, other_client: Client, client_of, db: Database,
    tenant: TenantWorld, other: TenantWorld, database: ScratchDatabase, home,
):  # fmt: skip
    await fill(client, tenant, client_of)
    await fill(other_client, other, client_of)
    with psycopg.connect(database.owner_url) as owner:
        for company in (tenant, other):
            add_document(owner, company.tenant_id)
    theirs = rows_of(database, other.tenant_id)
    mine = rows_of(database, tenant.tenant_id)
    filled = {"messages", "turns", "contacts", "conversations", "leads", "lead_fields", "users",
              "agents", "inbox_agents", "consumption_inbox_daily", "audit_log", "documents",
              "document_files", "passages", "passage_vectors"}  # fmt: skip
    assert {name for name, count in mine.items() if count} >= filled
    await master.delete(tenant)
    make_due(database, tenant)

    # Small steps, so that it takes many.
    assert await purge_due(db, batch=2) >= 1

    assert set(rows_of(database, tenant.tenant_id).values()) == {0}
    exists = "select count(*) from dom360.tenants where id = %s"
    assert database.value(exists, tenant.tenant_id) == 0
    assert rows_of(database, other.tenant_id) == theirs
    assert (await other_client.chat("Ainda aqui")).status == 200
    told = database.rows(
        "select action, new from dom360.audit_log where tenant_id = %s and subject_id = %s"
        " and action like 'platform.tenant_purg%%' order by seq",
        home,
        str(tenant.tenant_id),
    )
    (purging, before), (purged, after) = told
    assert (purging, purged) == ("platform.tenant_purging", "platform.tenant_purged")
    assert before["slug"] == tenant.slug
    assert before["audit_seq"] > 0
    assert after["rows"]["messages"] == mine["messages"]
    assert after["rows"]["tenants"] == 1


async def test_its_slug_and_addresses_are_free_again(
    master: Master, db: Database, tenant: TenantWorld, database: ScratchDatabase
):
    await master.delete(tenant)
    make_due(database, tenant)
    await purge_due(db)

    again = await master.post(
        "/tenants",
        slug=tenant.slug,
        name="De novo",
        admin={"email": tenant.admin_email, "name": "Ana"},
    )

    assert again.status == 201, again.raw


async def test_the_audit_logs_stay_whole_while_and_after_a_company_is_purged(
    master: Master, client: Client, client_of, db: Database, tenant: TenantWorld,
    database: ScratchDatabase,
):  # fmt: skip
    await fill(client, tenant, client_of)
    await master.delete(tenant)
    make_due(database, tenant)
    with psycopg.connect(role_url(database.app_url, "dom360_jobs"), autocommit=True) as worker:
        for _ in range(4):
            worker.execute(PURGE, [tenant.tenant_id])

    half_way = [report async for report in verify_chains(db, slug=None)]
    await purge_due(db)
    after = [report async for report in verify_chains(db, slug=None)]

    for reports in (half_way, after):
        assert sum(report.found for report in reports) == 0
    assert tenant.tenant_id not in {report.tenant_id for report in after}


async def test_two_workers_at_once_purge_a_company_once(
    master: Master, client: Client, client_of, db: Database, tenant: TenantWorld,
    database: ScratchDatabase,
):  # fmt: skip
    await fill(client, tenant, client_of)
    await master.delete(tenant)
    make_due(database, tenant)

    await asyncio.gather(purge_due(db, batch=5), purge_due(db, batch=5))

    assert set(rows_of(database, tenant.tenant_id).values()) == {0}


async def test_nobody_but_the_worker_can_purge_and_the_worker_only_what_is_due(
    master: Master, tenant: TenantWorld, other: TenantWorld, database: ScratchDatabase
):
    await master.delete(tenant)

    for role in ("dom360_app", "dom360_admin", "dom360_auth"):
        with (
            psycopg.connect(role_url(database.app_url, role), autocommit=True) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(PURGE, [tenant.tenant_id])
    with psycopg.connect(role_url(database.app_url, "dom360_jobs"), autocommit=True) as worker:
        for world in (tenant, other):
            with pytest.raises(psycopg.DatabaseError, match="not to be deleted"):
                worker.execute(PURGE, [world.tenant_id])


def test_the_audit_log_of_a_company_that_stays_refuses_its_owner(
    database: ScratchDatabase, tenant: TenantWorld
):
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("set local role dom360_owner")
        owner.execute("select dom360.set_tenant(%s)", [tenant.tenant_id])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute("delete from dom360.audit_log where tenant_id = %s", [tenant.tenant_id])


def test_without_a_tenant_the_owner_sees_no_row(database: ScratchDatabase, tenant: TenantWorld):
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("set local role dom360_owner")
        counts = owner.execute("select count(*) from dom360.tenants").fetchone()

    assert counts == (0,)
