"""What the role that serves can reach, tried as that role: its own tenant's rows and no others."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from dom360.db.database import Database
from dom360.db.startup_check import UnsafeRole, check_role
from dom360.db.urls import role_url
from tests.db.tenants import PHONE, StoredTenant, begin, claim, fail, finish, one
from tests.support.postgres import ScratchDatabase

App = psycopg.Connection[Any]

READABLE = """
select format('%I.%I', n.nspname, c.relname), c.relkind = 'v'
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and c.relkind in ('r', 'p', 'v', 'm')
   and has_any_column_privilege('dom360_app', c.oid, 'select')
   and has_schema_privilege('dom360_app', n.oid, 'usage')
 order by 1
"""
COLUMNS = """
select attname, has_column_privilege('dom360_app', attrelid, attnum, 'update')
  from pg_attribute
 where attrelid = %s::regclass and attnum > 0 and not attisdropped
"""


@contextmanager
def _as(app: App, tenant: StoredTenant | None) -> Iterator[None]:
    """A transaction of the tenant, rolled back."""
    with app.transaction(force_rollback=True):
        if tenant:
            app.execute("select dom360.set_tenant(%s)", [tenant.tenant_id])
        yield


def _count(connection: App, relation: str, where: str = "true") -> int:
    row = connection.execute(f"select count(*) from {relation} where {where}").fetchone()  # type: ignore[call-overload]
    return int(row[0])


@pytest.fixture(scope="module")
def readable(owner: App, mine: StoredTenant, foreign: StoredTenant) -> dict[str, str]:
    """What the application may read, with the name of its tenant column; none of it is empty."""
    owner.execute("select dom360.refresh_consumption_summary()")
    names = [name for name, _ in owner.execute(READABLE).fetchall()]
    assert "dom360.messages" in names
    found = {name: "id" if name == "dom360.tenants" else "tenant_id" for name in names}
    for name, column in found.items():
        for tenant in (mine, foreign):
            # The tenant is for the views that filter for everybody, the superuser included.
            with owner.transaction():
                owner.execute("select dom360.set_tenant(%s)", [tenant.tenant_id])
                assert _count(owner, name, f"{column} = '{tenant.tenant_id}'"), f"{name} is empty"
    return found


@pytest.mark.parametrize("setting", [None, ""], ids=["nothing set", "empty"])
def test_without_a_tenant_there_are_no_rows(
    app: App, readable: dict[str, str], setting: str | None
):
    for name in readable:
        with app.transaction(force_rollback=True):
            if setting is not None:
                app.execute("set local app.tenant_id = ''")
            assert _count(app, name) == 0, name


def test_a_malformed_tenant_is_an_error_everywhere(app: App, readable: dict[str, str]):
    for name in readable:
        with app.transaction(force_rollback=True):
            app.execute("set local app.tenant_id = 'all'")
            with pytest.raises(psycopg.errors.InvalidTextRepresentation):
                _count(app, name)


def test_a_tenant_sees_its_own_rows_and_no_others(
    app: App, owner: App, readable: dict[str, str], mine: StoredTenant
):
    for name, column in readable.items():
        own = f"{column} = '{mine.tenant_id}'"
        with _as(app, mine):
            seen, seen_own = _count(app, name), _count(app, name, own)
        with _as(owner, mine):  # a guarded view shows even the superuser one tenant only
            stored = _count(owner, name, own)
        assert seen == seen_own == stored, name


def test_foreign_rows_can_be_neither_changed_nor_deleted(
    app: App, owner: App, readable: dict[str, str], mine: StoredTenant, foreign: StoredTenant
):
    for name, column in readable.items():
        theirs = f"{column} = '{foreign.tenant_id}'"
        columns = [c for c, may in owner.execute(COLUMNS, [name]).fetchall() if may]
        for what in [f"delete from {name}", *(f"update {name} set {c} = {c}" for c in columns)]:
            assert _touched(app, mine, f"{what} where {theirs}") == 0, what
            assert _touched(app, None, f"{what} where {theirs}") == 0, what


def test_no_row_can_be_written_for_a_foreign_tenant(
    app: App, owner: App, readable: dict[str, str], mine: StoredTenant, foreign: StoredTenant
):
    """A copy of the foreign row, so that its references are good. Row security or a missing grant
    refuses it, before a key is looked at. A message does not even find its conversation."""
    refusals = {"42501", "55000"}  # denied; a view of sums takes no rows at all
    for name, column in readable.items():
        row = f"select to_jsonb(t) from {name} t where {column} = '{foreign.tenant_id}' limit 1"
        with _as(owner, foreign):  # for a guarded view, which shows even the superuser one tenant
            copy = owner.execute(row).fetchone()  # type: ignore[call-overload]
        assert copy
        write = f"insert into {name} select * from jsonb_populate_record(null::{name}, %s)"
        for tenant in (mine, None):
            with pytest.raises(psycopg.Error) as refusal, _as(app, tenant):
                app.execute(write, [Jsonb(copy[0])])  # type: ignore[call-overload]
            expected = {"23503"} if name == "dom360.messages" else refusals
            assert refusal.value.sqlstate in expected, name


def test_a_row_cannot_be_given_to_another_tenant(
    app: App, readable: dict[str, str], mine: StoredTenant, foreign: StoredTenant
):
    for name, column in readable.items():
        with pytest.raises(psycopg.Error) as refusal, _as(app, mine):
            app.execute(f"update {name} set {column} = '{foreign.tenant_id}'")  # type: ignore[call-overload]
        assert refusal.value.sqlstate in {"42501", "55000"}, name  # denied, or a view of sums


def test_a_reference_to_a_foreign_row_is_refused(
    app: App, mine: StoredTenant, foreign: StoredTenant
):
    with pytest.raises(psycopg.errors.ForeignKeyViolation), _as(app, mine):
        app.execute(
            "insert into dom360.conversations (tenant_id, inbox_id, contact_id, agent_type)"
            " values (%s, %s, %s, 'SDR')",
            [mine.tenant_id, foreign.inbox_id, mine.contact_id],
        )


def test_partitions_are_closed_to_every_service_role(
    scratch: ScratchDatabase, owner: App, mine: StoredTenant
):
    months = owner.execute(
        "select inhrelid::regclass::text from pg_inherits"
        " where inhparent = 'dom360.messages'::regclass"
    ).fetchall()
    assert months
    for role in ("dom360_app", "dom360_jobs", "dom360_auth", "dom360_admin"):
        with psycopg.connect(role_url(scratch.app_url, role), autocommit=True) as connection:
            for (month,) in months:
                for what in (
                    f"select from {month}",
                    f"copy {month} to stdout",
                    f"delete from {month}",
                    f"insert into {month} default values",
                ):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        connection.execute(what)  # type: ignore[call-overload]


def test_the_tenant_ends_with_its_transaction(app: App, mine: StoredTenant):
    with app.transaction():
        app.execute("select dom360.set_tenant(%s)", [mine.tenant_id])
        assert _count(app, "dom360.turns") == 2

    with app.transaction():
        assert app.execute("select dom360.current_tenant_id()").fetchone() == (None,)
        assert _count(app, "dom360.turns") == 0


def test_the_tenant_ends_with_a_turn_function(app: App, mine: StoredTenant):
    claim(app, mine.tenant_id, mine.answered_id, 1, take_over=False)

    assert _count(app, "dom360.turns") == 0


def test_a_prepared_statement_follows_the_tenant(
    app: App, mine: StoredTenant, foreign: StoredTenant
):
    """A cached plan must not go on serving the tenant before."""
    for tenant in [mine, foreign] * 8:
        with _as(app, tenant):
            row = app.execute("select id from dom360.tenants", prepare=True).fetchall()
        assert row == [(tenant.tenant_id,)]


def test_no_tenant_is_no_argument(app: App):
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="no tenant given"):
        app.execute("select dom360.set_tenant(null)")


@pytest.mark.parametrize(
    "call",
    [
        lambda app, me, them: begin(app, me, them.inbox_id)["outcome"] == "inbox_not_found",
        lambda app, me, them: claim(app, me, them.turn_id, 1, take_over=False) == {},
        lambda app, me, them: claim(app, me, them.turn_id, 1, take_over=True) == {},
        lambda app, me, them: (
            one(app, "dom360.turn_context", [me, them.turn_id, 10]) == {"turn_context": None}
        ),
        lambda app, me, them: (
            one(app, "dom360.turn_lease", [them.tenant_id, 0]) == {"turn_lease": None}
        ),
    ],
    ids=["begin_turn", "claim_turn", "take over", "turn_context", "turn_lease"],
)
def test_a_turn_function_finds_nothing_of_a_foreign_tenant(
    app: App, mine: StoredTenant, foreign: StoredTenant, call: Callable[..., bool]
):
    assert call(app, mine.tenant_id, foreign)


@pytest.mark.parametrize(
    "call",
    [
        lambda app, me, them: finish(app, me, them.turn_id, 1),
        lambda app, me, them: fail(app, me, them.turn_id, 1),
        lambda app, me, them: one(app, "dom360.resume_turn", [me, them.turn_id, b"", 0, 1]),
    ],
    ids=["finish_turn", "fail_turn", "resume_turn"],
)
def test_a_turn_function_refuses_a_foreign_turn(
    app: App, owner: App, mine: StoredTenant, foreign: StoredTenant, call: Callable[..., Any]
):
    with pytest.raises(psycopg.errors.NoDataFound):
        call(app, mine.tenant_id, foreign)

    state = owner.execute(
        "select state, attempt from dom360.turns where id = %s", [foreign.turn_id]
    )
    assert state.fetchone() == ("calling", 1)


def test_foreign_conversations_and_requests_are_not_found(
    app: App, owner: App, mine: StoredTenant, foreign: StoredTenant
):
    before = _count(owner, "dom360.messages")

    conversation = begin(
        app, mine.tenant_id, mine.inbox_id, conversation_id=foreign.conversation_id
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        one(app, "dom360.get_or_create_conversation",
            [mine.tenant_id, foreign.inbox_id, mine.contact_id, "SDR"])  # fmt: skip

    assert conversation["outcome"] == "conversation_not_found"
    assert _count(owner, "dom360.messages") == before
    # The same request_id is another request in another tenant.
    with app.transaction(force_rollback=True):
        own = begin(app, mine.tenant_id, mine.inbox_id, request_id=foreign.request_id, phone=PHONE)
        assert own["turn_id"] != foreign.turn_id


def test_look_ups_before_sign_in_need_tenant_and_secret(
    scratch: ScratchDatabase, owner: App, mine: StoredTenant, foreign: StoredTenant
):
    def one_of(column: str, table: str) -> bytes:
        query = f"select {column} from dom360.{table} where tenant_id = %s"
        row = owner.execute(query, [foreign.tenant_id]).fetchone()  # type: ignore[call-overload]
        assert row
        return bytes(row[0])

    key, token = one_of("key_hash", "api_keys"), one_of("token_hash", "sessions")
    with psycopg.connect(role_url(scratch.app_url, "dom360_auth"), autocommit=True) as auth:
        assert one(auth, "dom360.find_api_key", [foreign.tenant_id, key])
        assert one(auth, "dom360.find_api_key", [mine.tenant_id, key]) == {}
        assert one(auth, "dom360.find_key", [foreign.tenant_id, key])
        assert one(auth, "dom360.find_key", [mine.tenant_id, key]) == {}
        assert one(auth, "dom360.find_session", [foreign.tenant_id, token])
        assert one(auth, "dom360.find_session", [mine.tenant_id, token]) == {}
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            auth.execute("select from dom360.sessions")


@pytest.mark.parametrize(
    "statement",
    [
        "select dom360.find_sign_in('a@example.com')",
        "select * from dom360.list_abandoned_turns(10)",
        "select dom360.ensure_month_partitions('messages', 3)",
        "select dom360.protect_tenant_table('dom360.messages')",
        "select * from dom360.sign_in_emails",
        "select * from dom360.tenant_slugs",
        "select * from dom360.applied_objects",
        "select * from dom360_queue.procrastinate_jobs",
        "truncate dom360.messages",
        "create table dom360.mine ()",
        "create table public.mine ()",
        "create temp table mine ()",
        "create schema mine",
        "set role dom360_owner",
        "set session authorization postgres",
        "alter table dom360.messages disable row level security",
        "alter role dom360_app bypassrls",
        "alter function dom360.set_tenant(uuid) owner to dom360_app",
    ],
)
def test_the_application_may_not(app: App, statement: str):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)  # type: ignore[call-overload]


def test_switching_row_security_off_gives_an_error_not_the_rows(app: App, mine: StoredTenant):
    with _as(app, mine):
        app.execute("set local row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            _count(app, "dom360.messages")


async def test_a_service_refuses_to_start_as_a_superuser(scratch: ScratchDatabase):
    async with _database(scratch.owner_url) as db:
        with pytest.raises(UnsafeRole, match="could get around row security"):
            await check_role(db)


@pytest.mark.parametrize("attribute", ["bypassrls", "createrole", "in role dom360_owner"])
async def test_a_service_refuses_to_start_as_a_strong_role(
    scratch: ScratchDatabase, owner: App, attribute: str
):
    owner.execute(f"create role t_strong login password 'x' {attribute}")  # type: ignore[call-overload]
    owner.execute("grant usage on schema dom360 to t_strong")
    owner.execute("grant select on dom360.tenants to t_strong")
    owner.execute(f"grant connect on database {owner.info.dbname} to t_strong")  # type: ignore[call-overload]
    try:
        url = f"postgresql://t_strong:x@{scratch.owner_url.rpartition('@')[2]}"
        async with _database(url) as db:
            with pytest.raises(UnsafeRole, match="t_strong, or a fellow of it, could get around"):
                await check_role(db)
    finally:
        owner.execute("drop owned by t_strong")
        owner.execute("drop role t_strong")


async def test_a_service_refuses_to_start_where_tenants_show_without_one(
    scratch: ScratchDatabase, owner: App, mine: StoredTenant
):
    owner.execute("alter event trigger dom360_guard disable")
    owner.execute("alter table dom360.tenants disable row level security")
    owner.execute("alter event trigger dom360_guard enable")
    try:
        async with _database(scratch.app_url) as db:
            with pytest.raises(UnsafeRole, match="without a tenant set"):
                await check_role(db)
    finally:
        owner.execute(
            "alter table dom360.tenants enable row level security, force row level security"
        )


async def test_a_service_starts_as_the_application(scratch: ScratchDatabase, mine: StoredTenant):
    async with _database(scratch.app_url) as db:
        report = await check_role(db)

    assert (report.name, report.tenants_seen) == ("dom360_app", 0)


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[Database]:
    db = Database(url)
    try:
        yield db
    finally:
        await db.close()


def _touched(app: App, tenant: StoredTenant | None, statement: str) -> int:
    """How many rows a statement reached; a refusal is none."""
    try:
        with _as(app, tenant):
            return app.execute(statement).rowcount  # type: ignore[call-overload]
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState):
        return 0
