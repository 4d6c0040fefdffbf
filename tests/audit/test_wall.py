"""Nobody changes what is written, and nobody reads another tenant's."""

import asyncio
from uuid import uuid4

import psycopg
import pytest

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.audit.verify import verify_chains
from dom360.db.database import Database
from dom360.db.urls import role_url
from tests.audit.conftest import Trail
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client, Maker, TenantWorld

PARTITIONS = (
    "select c.relname, c.relrowsecurity and c.relforcerowsecurity, "
    "(select count(*) from pg_policy p where p.polrelid = c.oid) "
    "from pg_inherits i join pg_class c on c.oid = i.inhrelid "
    "where i.inhparent = 'dom360.audit_log'::regclass order by 1"
)


@pytest.mark.parametrize("role", ["dom360_app", "dom360_jobs", "dom360_admin"])
@pytest.mark.parametrize(
    "statement",
    [
        "update dom360.audit_log set action = 'a.b'",
        "delete from dom360.audit_log",
        "truncate dom360.audit_log",
        "insert into dom360.audit_log select * from dom360.audit_log",
        "update dom360.audit_heads set seq = 0",
        "delete from dom360.audit_heads",
        "alter table dom360.audit_log disable trigger all",
    ],
)
def test_no_service_may_change_a_line(
    database: ScratchDatabase, tenant: TenantWorld, role, statement
):
    with psycopg.connect(role_url(database.app_url, role)) as connection:
        if role != "dom360_admin":
            connection.execute("select dom360.set_tenant(%s)", (tenant.tenant_id,))

        # By its rights already, not only by the trigger that refuses everybody.
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"permission|must be owner"):
            connection.execute(statement)


@pytest.mark.parametrize(
    "statement", ["update dom360.audit_log set action = 'a.b'", "delete from dom360.audit_log"]
)
@pytest.mark.parametrize("owner", [True, False])
def test_owner_and_superuser_do_not_change_one_by_mistake(
    database: ScratchDatabase, tenant: TenantWorld, trail: Trail, statement, owner
):
    before = trail.of(tenant.tenant_id)

    with psycopg.connect(database.owner_url) as connection:
        if owner:  # forced row security: the owner finds nothing to change
            connection.execute("set local role dom360_owner")
            assert connection.execute(statement).rowcount == 0
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
                connection.execute(statement)

    assert trail.of(tenant.tenant_id) == before


async def test_other_tenants_lines_are_invisible(
    db: Database, client: Client, tenant: TenantWorld, other: TenantWorld
):
    await client.sign_in(tenant.admin_email)

    answer = await client.get("/api/audit?limit=100")  # the client refuses foreign canaries
    async with db.tenant_tx(tenant.tenant_id) as tx:
        strangers = await tx.value(
            b"select count(*) from audit_log where tenant_id <> %(tenant_id)s"
        )
        mine = await tx.value(b"select count(*) from audit_log")
    async with db.platform_tx("dom360_app") as tx:
        untold = await tx.value(b"select count(*) from audit_log")

    assert answer.status == 200
    assert tenant.canary in answer.raw.decode()
    assert (strangers, untold) == (0, 0)
    assert mine == len(answer.json["items"])


@pytest.mark.parametrize("role", ["dom360_app", "dom360_jobs"])
async def test_no_service_writes_into_another_tenants_log(
    db: Database, tenant: TenantWorld, other: TenantWorld, trail: Trail, role
):
    before = trail.length(other.tenant_id)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with db.tenant_tx(tenant.tenant_id, role=role) as tx:
            await audit.append(tx, other.tenant_id, "contact.erased", Subject("contacts"))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with db.platform_tx(role) as tx:
            await audit.append(tx, other.tenant_id, "contact.erased", Subject("contacts"))

    assert trail.length(other.tenant_id) == before


def test_a_superuser_who_took_the_apps_role_may_no_more_than_it(
    database: ScratchDatabase, tenant: TenantWorld, other: TenantWorld
):
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("set local role dom360_app")
        connection.execute("select dom360.set_tenant(%s)", (tenant.tenant_id,))

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "select dom360.append_audit(%s, 'a.b', 't', null, null, null)", (other.tenant_id,)
            )


def test_every_partition_is_protected_by_itself(database: ScratchDatabase, tenant: TenantWorld):
    partitions = database.rows(PARTITIONS)

    assert ("audit_log",) in database.rows("select dom360.split_tables()::text")
    assert len(partitions) >= 4
    assert {row[1:] for row in partitions} == {(True, 2)}
    for name, *_ in partitions:
        with psycopg.connect(database.app_url) as connection:
            connection.execute("select dom360.set_tenant(%s)", (tenant.tenant_id,))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"select from dom360.{name}")


def test_a_new_month_is_protected_and_append_only_too(database: ScratchDatabase):
    with psycopg.connect(database.owner_url) as connection:
        made = connection.execute(
            "select dom360.ensure_month_partitions('audit_log', 5)"
        ).fetchone()
        partitions = connection.execute(PARTITIONS).fetchall()
        guarded = connection.execute(
            "select count(*) from pg_trigger where tgname = 't00_append_only' and tgenabled <> 'D'"
        ).fetchone()
        connection.rollback()

    assert made == (2,)
    assert {row[1:] for row in partitions} == {(True, 2)}
    assert guarded == (len(partitions) + 1,)


@pytest.mark.parametrize("parent", ["users", "lead_events_of_nobody", "audit_heads"])
def test_only_tables_that_are_split_get_months(database: ScratchDatabase, parent: str):
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        database.rows("select dom360.ensure_month_partitions(%s, 1)", parent)


@pytest.mark.parametrize("kind", ["root", "", None])
def test_an_actor_of_no_known_kind_is_refused(database: ScratchDatabase, kind):
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        database.rows("select dom360.set_actor(%s::text, 'x')", kind)


async def test_thirty_two_changes_at_once_keep_one_chain_and_their_actors(
    client_of, make: Maker, tenant: TenantWorld, trail: Trail, db: Database
):
    clients = [client_of(tenant), client_of(tenant)]
    await clients[0].sign_in(tenant.admin_email)
    await clients[1].sign_in(await make.person(tenant.tenant_id, "TENANT_ADMIN"))
    before = trail.length(tenant.tenant_id)

    made = await asyncio.gather(
        *(
            clients[n % 2].post(
                "/api/api-keys", {"name": f"n {n}"}, headers={"X-Request-ID": f"r-{n}"}
            )
            for n in range(32)
        )
    )

    entries = trail.of(tenant.tenant_id, after=before)
    assert {answer.status for answer in made} == {201}
    assert [entry.seq for entry in entries] == list(range(before + 1, before + 33))
    for entry in entries:  # the actor of the request, not of its neighbour
        assert entry.actor == f"user:{entry.new['created_by']}"
        assert entry.request_id == f"r-{entry.new['name'].removeprefix('n ')}"
    assert len({entry.actor for entry in entries}) == 2
    (report,) = [one async for one in verify_chains(db, slug=tenant.slug)]
    assert (report.found, report.entries) == (0, before + 32)


async def test_changes_without_a_tenant_do_not_cross_over(database: ScratchDatabase):
    stranger = uuid4()

    with psycopg.connect(database.app_url) as connection:
        connection.execute("select dom360.set_tenant(%s)", (stranger,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select dom360.append_audit(null, 'a.b', 't', null, null, null)")
