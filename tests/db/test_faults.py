"""Bad input for the database's functions: a clear error, nothing half done."""

from typing import Any

import psycopg
import pytest
from structlog.testing import capture_logs

from dom360.db.database import Database
from dom360.db.startup_check import UnsafeRole, check_role, check_service, warn_of_risks
from dom360.db.urls import ServiceRole, role_url
from tests.db.tenants import StoredTenant, begin, finish, store_tenant
from tests.support.postgres import ScratchDatabase

Connection = psycopg.Connection[Any]

TAKES_TENANT = """
select p.oid::regprocedure::text,
       format('select * from dom360.%%I(%%s)', p.proname, string_agg(
           case when t = 'uuid'::regtype then '%%(tenant)s'
                else format('null::%%s', t::regtype) end, ', ' order by place))
  from pg_proc p cross join unnest(p.proargtypes) with ordinality x (t, place)
 where p.pronamespace = 'dom360'::regnamespace and p.prokind = 'f'
   and p.prorettype <> 'trigger'::regtype
   and has_function_privilege('dom360_app', p.oid, 'execute')
   and 'uuid'::regtype = any (p.proargtypes)
 group by p.oid, p.proname
 order by 1
"""
STATE = """
select t.state, t.attempt, k.last_message_index,
       (select count(*) from dom360.messages m where m.tenant_id = t.tenant_id),
       (select sum(total_tokens) from dom360.consumption_inbox_daily c
         where c.tenant_id = t.tenant_id)
  from dom360.turns t join dom360.conversations k on k.id = t.conversation_id
 where t.id = %s
"""


def test_a_foreign_id_in_any_argument_reaches_nothing(
    app: Connection, owner: Connection, mine: StoredTenant, foreign: StoredTenant
):
    """Every function of the application that takes an id, each in a transaction of my tenant."""
    functions = owner.execute(TAKES_TENANT.replace("%%", "%")).fetchall()  # type: ignore[call-overload]
    assert len(functions) >= 8
    owned = "select md5(string_agg(m::text, '' order by id)) from dom360.messages m"
    before = owner.execute(owned).fetchone()

    for name, call in functions:
        with app.transaction(force_rollback=True):
            app.execute("select dom360.set_tenant(%s)", [mine.tenant_id])
            try:
                rows = app.execute(call, {"tenant": foreign.conversation_id}).fetchall()
            except psycopg.DatabaseError:
                continue
            told = str(rows).replace(str(foreign.conversation_id), "")
            for secret in (foreign.contact_id, foreign.turn_id, foreign.inbox_id):
                assert str(secret) not in told, name

    assert owner.execute(owned).fetchone() == before


@pytest.mark.parametrize(
    ("tokens", "cost"),
    [
        ((-1, 0, 0, 0), 1),
        ((0, -5, 0, 0), 1),
        ((0, 0, -1, 0), 1),
        ((0, 0, 0, -1), 1),
        ((10_000_001, 0, 0, 0), 1),
        ((0, 0, 0, 20_000_001), 1),
        ((2**31 - 1, 2**31 - 1, 2**31 - 1, 2**31 - 1), 1),
        ((2**31, 0, 0, 0), 1),
        ((0, 0, 0, 0), -1),
        ((0, 0, 0, 0), 2**63),
    ],
)
def test_absurd_counts_are_refused_and_nothing_is_counted(
    app: Connection, owner: Connection, tokens: tuple[int, int, int, int], cost: int
):
    tenant = store_tenant(owner)
    before = owner.execute(STATE, [tenant.turn_id]).fetchone()

    refusals = (
        psycopg.errors.CheckViolation,
        psycopg.errors.NumericValueOutOfRange,
        psycopg.errors.UndefinedFunction,
    )
    with pytest.raises(refusals):
        finish(app, tenant.tenant_id, tenant.turn_id, 1, tokens=tokens, cost=cost)

    assert owner.execute(STATE, [tenant.turn_id]).fetchone() == before
    finish(app, tenant.tenant_id, tenant.turn_id, 1)


@pytest.mark.parametrize("setting", ["all", "0", "' or true", "00000000-0000-0000-0000-0000000"])
@pytest.mark.parametrize(
    "what",
    [
        "select count(*) from messages",
        "update contacts set name = 'x'",
        "insert into contacts (tenant_id, phone_e164) values (gen_random_uuid(), '+5511987654321')",
    ],
)
def test_a_malformed_tenant_reads_and_writes_nothing(
    app: Connection, mine: StoredTenant, setting: str, what: str
):
    with app.transaction(force_rollback=True):
        app.execute("select set_config('app.tenant_id', %s, true)", [setting])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation, match="uuid"):
            app.execute(what)  # type: ignore[call-overload]


@pytest.mark.parametrize("at", ["now() + interval '3 months'", "now() - interval '3 months'",
                                "'infinity'", "'-infinity'", "null", "'2999-01-01'"])  # fmt: skip
def test_a_month_that_is_not_about_now_is_not_made_for_a_request(app: Connection, at: str):
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="is not about now"):
        app.execute(f"select dom360.make_missing_month('messages', {at})")  # type: ignore[call-overload]


@pytest.mark.parametrize("parent", ["turns", "pg_class", "messages; drop table x", "", None])
def test_a_table_without_months_gets_none(app: Connection, parent: str | None):
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="is not split by month"):
        app.execute("select dom360.make_missing_month(%s)", [parent])


async def test_a_date_out_of_every_month_is_a_clear_error(
    scratch: ScratchDatabase, mine: StoredTenant
):
    """The month of now is made, in vain; the caller is told, and not held in a circle."""
    db = Database(scratch.app_url)
    insert = (
        b"insert into messages (tenant_id, conversation_id, inbox_id, agent_type, message_index,"
        b" role, content, created_at) values (%(tenant_id)s, %(conversation_id)s, %(inbox_id)s,"
        b" 'SDR', 0, 'user', 'x', '2999-01-01') returning id"
    )
    names = {"conversation_id": mine.conversation_id, "inbox_id": mine.inbox_id}
    try:
        with pytest.raises(Exception, match="messages"):
            async with db.tenant_tx(mine.tenant_id) as tx:
                await tx.run(insert, **names)
    finally:
        await db.close()


# --- what a service looks at before it serves


async def test_both_services_roles_are_looked_at(scratch: ScratchDatabase):
    db = Database(scratch.app_url)
    try:
        with capture_logs() as logged:
            warn_of_risks(await check_service(db, "dom360_app", "dom360_jobs"))
    finally:
        await db.close()

    assert "database.limits_missing" not in [line["event"] for line in logged]


@pytest.mark.parametrize("fellow", ["dom360_jobs", "dom360_auth", "dom360_admin"])
async def test_a_strong_fellow_keeps_the_service_from_starting(
    scratch: ScratchDatabase, owner: Connection, fellow: str
):
    owner.execute(f"alter role {fellow} bypassrls")  # type: ignore[call-overload]
    db = Database(scratch.app_url)
    try:
        with pytest.raises(UnsafeRole, match="or a fellow of it"):
            await check_role(db)
    finally:
        owner.execute(f"alter role {fellow} nobypassrls")  # type: ignore[call-overload]
        await db.close()


async def test_a_superuser_in_the_applications_clothes_is_seen(scratch: ScratchDatabase):
    """RESET ROLE would give it back what it has."""
    db = Database(f"{scratch.owner_url}?options=-c%20role%3Ddom360_app")
    try:
        with pytest.raises(UnsafeRole):
            await check_role(db)
    finally:
        await db.close()


@pytest.mark.parametrize("role", ["dom360_app", "dom360_auth", "dom360_jobs", "dom360_admin"])
def test_every_role_has_its_limits(scratch: ScratchDatabase, role: ServiceRole):
    with psycopg.connect(role_url(scratch.app_url, role)) as connection:
        limits = {
            name: connection.execute("select current_setting(%s, true)", [name]).fetchone()
            for name in (
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "transaction_timeout",
                "row_security",
            )
        }
        new = connection.info.server_version >= 170000

    assert limits == {
        "statement_timeout": ("5s",),
        "lock_timeout": ("2s",),
        "idle_in_transaction_session_timeout": ("10s",),
        "transaction_timeout": ("15s",) if new else (None,),
        "row_security": ("on",),
    }


async def test_a_role_without_limits_is_warned_of(scratch: ScratchDatabase, owner: Connection):
    db = Database(f"{scratch.app_url}?options=-c%20statement_timeout%3D0")
    try:
        with capture_logs() as logged:
            warn_of_risks(await check_service(db, "dom360_jobs"))
    finally:
        await db.close()

    warned = {line["event"]: line for line in logged}
    assert "statement_timeout" in warned["database.limits_missing"]["settings"]
    old = owner.info.server_version < 180006
    assert ("database.version_warning" in warned) is old


def test_an_honest_turn_still_works(app: Connection, mine: StoredTenant):
    turn = begin(app, mine.tenant_id, mine.inbox_id, phone="+5511955554444")

    assert turn["outcome"] == "calling"
