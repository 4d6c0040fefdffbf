"""Months are made ahead of time, each as well guarded as its parent, and found by their dates."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from dom360.db import isolation
from dom360.db.database import Database
from dom360.db.partitions import MONTHS_AHEAD, ensure_months
from dom360.db.urls import role_url
from tests.db.tenants import StoredTenant, store_tenant
from tests.support.postgres import ScratchDatabase

Connection = psycopg.Connection[Any]

MONTHS = """
select c.relname, pg_get_expr(c.relpartbound, c.oid)
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
 where i.inhparent = 'dom360.messages'::regclass
 order by 1
"""
# All that makes a month what it is, its name apart.
SHAPE = """
select (select array_agg((polname, polpermissive, polcmd, polroles::regrole[]::text,
                          pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))::text
                         order by polname) from pg_policy where polrelid = c.oid),
       c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner::regrole::text,
       (select array_agg((contype, confrelid::regclass, confdeltype, conkey, confkey)::text
                         order by 1)
          from pg_constraint where conrelid = c.oid and contype in ('f', 'p')),
       (select array_agg(tgname order by 1) from pg_trigger
         where tgrelid = c.oid and not tgisinternal),
       (select array_agg(regexp_replace(pg_get_indexdef(indexrelid), 'INDEX .* ON \\S+', '')
                         order by 1)
          from pg_index where indrelid = c.oid)
  from pg_class c
 where c.oid = %s::regclass
"""


@pytest.fixture
def jobs(scratch: ScratchDatabase) -> Iterator[Connection]:
    url = role_url(scratch.app_url, "dom360_jobs")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def _month(ahead: int) -> datetime:
    """The first moment of this month, or of a later one."""
    today = datetime.now(UTC)
    months = today.year * 12 + today.month - 1 + ahead
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def _name(ahead: int) -> str:
    return f"messages_{_month(ahead):%Y_%m}"


def _drop(owner: Connection, ahead: int) -> None:
    owner.execute(f"drop table dom360.{_name(ahead)}")  # type: ignore[call-overload]


def _bound(ahead: int) -> str:
    first, last = (f"{_month(month):%Y-%m-%d} 00:00:00+00" for month in (ahead, ahead + 1))
    return f"FOR VALUES FROM ('{first}') TO ('{last}')"


def test_this_month_and_three_more_are_there_without_a_gap(owner: Connection):
    owner.execute("set timezone = 'UTC'")

    months = owner.execute(MONTHS).fetchall()

    assert months[: MONTHS_AHEAD + 1] == [(_name(n), _bound(n)) for n in range(MONTHS_AHEAD + 1)]


async def test_the_job_makes_what_is_missing_and_no_more(
    scratch: ScratchDatabase, owner: Connection
):
    _drop(owner, 3)
    db = Database(scratch.app_url)
    try:
        assert await ensure_months(db) == 1
        assert await ensure_months(db) == 0
    finally:
        await db.close()


def test_a_month_made_later_is_like_the_others(owner: Connection, jobs: Connection):
    first = owner.execute(SHAPE, [f"dom360.{_name(0)}"]).fetchone()

    # In a session whose clock is elsewhere: the bounds are UTC all the same.
    jobs.execute("set timezone = 'Pacific/Auckland'")
    assert jobs.execute("select dom360.ensure_month_partitions('messages', 5)").fetchone() == (2,)

    for ahead in (4, 5):
        assert owner.execute(SHAPE, [f"dom360.{_name(ahead)}"]).fetchone() == first
    owner.execute("set timezone = 'UTC'")
    assert owner.execute(MONTHS).fetchall()[4:6] == [(_name(n), _bound(n)) for n in (4, 5)]
    assert first is not None
    assert len(first[0]) == 2
    assert [grant.partition("=")[0] for grant in first[3]] == ["dom360_owner"]
    assert first[6] == ["t10_index", "t50_consumption", "t60_live"]
    assert isolation.findings(owner) == []


def test_two_at_once_make_each_month_once(scratch: ScratchDatabase, owner: Connection):
    for ahead in (2, 3):
        _drop(owner, ahead)
    start = threading.Barrier(4)

    def call(_: int) -> int:
        url = role_url(scratch.app_url, "dom360_jobs")
        with psycopg.connect(url, autocommit=True) as connection:
            start.wait(10)
            cursor = connection.execute("select dom360.ensure_month_partitions('messages', 3)")
            return int(cursor.fetchall()[0][0])

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(call, range(4)))

    assert sorted(made) == [0, 0, 0, 2]


def test_readers_and_writers_are_not_held_up(
    scratch: ScratchDatabase, owner: Connection, app: Connection, mine: StoredTenant
):
    """While a month is attached and not yet committed, the parent is read as before."""
    _drop(owner, 3)
    with owner.transaction():
        owner.execute("select dom360.ensure_month_partitions('messages', 3)")
        with app.transaction():
            app.execute("select dom360.set_tenant(%s)", [mine.tenant_id])
            assert app.execute("select count(*) from messages").fetchone() == (3,)


def test_a_busy_parent_is_not_waited_for_long(owner: Connection, jobs: Connection):
    _drop(owner, 3)
    with owner.transaction():
        owner.execute("lock dom360.messages in share mode")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            jobs.execute("select dom360.ensure_month_partitions('messages', 3)")

    assert jobs.execute("select dom360.ensure_month_partitions('messages', 3)").fetchone() == (1,)


@pytest.mark.parametrize(
    "parent", ["conversations", "messages; drop table x", "dom360.messages", "", None]
)
def test_another_parent_is_refused(jobs: Connection, parent: str | None):
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        jobs.execute("select dom360.ensure_month_partitions(%s, 3)", [parent])


@pytest.mark.parametrize(("ahead", "made"), [(-5, 0), (0, 0), (None, 0)])
def test_absurd_numbers_of_months_are_bounded(jobs: Connection, ahead: int | None, made: int):
    query = "select dom360.ensure_month_partitions('messages', %s)"

    assert jobs.execute(query, [ahead]).fetchone() == (made,)


def test_a_thousand_years_are_two(owner: Connection, jobs: Connection):
    with owner.transaction(force_rollback=True):
        owner.execute("select dom360.ensure_month_partitions('messages', 12000)")
        row = owner.execute(
            "select count(*) from pg_inherits where inhparent = 'dom360.messages'::regclass"
        ).fetchone()

    assert row == (25,)


def test_only_the_job_may_make_months(app: Connection):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("select dom360.ensure_month_partitions('messages', 3)")


def test_a_message_at_the_boundary_lands_in_its_month(owner: Connection):
    tenant = store_tenant(owner)
    boundary = _month(1)
    moments = {
        boundary - timedelta(microseconds=1): _name(0),
        boundary: _name(1),
        _month(2) - timedelta(microseconds=1): _name(1),
    }
    for moment, month in moments.items():
        landed = owner.execute(
            "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type,"
            " message_index, role, content, created_at)"
            " values (%s, %s, %s, 'SDR', 0, 'user', 'x', %s) returning tableoid::regclass::text",
            [tenant.tenant_id, tenant.conversation_id, tenant.inbox_id, moment],
        ).fetchone()
        assert landed is not None
        assert landed[0].removeprefix("dom360.") == month


def test_a_message_outside_of_every_month_is_refused_and_not_counted(
    owner: Connection, mine: StoredTenant
):
    index = "select last_message_index from dom360.conversations where id = %s"
    before = owner.execute(index, [mine.conversation_id]).fetchone()

    for year in (1999, 2999):
        moment = datetime(year, 1, 1, tzinfo=UTC)
        with pytest.raises(psycopg.errors.CheckViolation, match="no partition"):
            owner.execute(
                "insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type,"
                " message_index, role, content, created_at)"
                " values (%s, %s, %s, 'SDR', 0, 'user', 'x', %s)",
                [mine.tenant_id, mine.conversation_id, mine.inbox_id, moment],
            )

    assert owner.execute(index, [mine.conversation_id]).fetchone() == before


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (timedelta(0), timedelta(days=20), {0}),
        (timedelta(days=-1), timedelta(days=1), {0}),
        (timedelta(days=40), timedelta(days=41), {1}),
        (timedelta(days=20), timedelta(days=40), {0, 1}),
    ],
)
def test_a_range_of_time_touches_only_its_months(
    app: Connection, mine: StoredTenant, since: timedelta, until: timedelta, months: set[int]
):
    first = _month(0)
    with app.transaction():
        app.execute("select dom360.set_tenant(%s)", [mine.tenant_id])
        plan = "\n".join(
            row[0]
            for row in app.execute(
                "explain select content from messages"
                " where tenant_id = %s and created_at >= %s and created_at < %s",
                [mine.tenant_id, first + since, first + until],
            )
        )

    assert {n for n in range(MONTHS_AHEAD + 1) if _name(n) in plan} == months
