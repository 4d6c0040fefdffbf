"""The three indexes of messages serve the queries they were made for: as the application, under row
security, with 60,000 rows of twenty tenants in three months."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.db.tenants import new_tenant, store_tenant
from tests.support import postgres as pg

FILL = """
insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type, message_index, role,
                             content, tool_calls, created_at)
select t.id, k.id, i.id, 'SDR', n / 20 + 1, 'user', 'Olá ' || n,
       case when n %% 500 = 0 then '[{"name": "book_meeting"}]'::jsonb
            when n %% 3 = 0 then jsonb_build_array(jsonb_build_object('name', 'tool_' || n %% 50))
            else '[]' end,
       date_trunc('month', now()) + make_interval(secs => n * 2600.0)
  from dom360.tenants t
  join dom360.inboxes i on i.tenant_id = t.id
 cross join generate_series(1, 3000) n
  join lateral (select id from dom360.conversations c where c.tenant_id = t.id
                 order by id offset n %% 20 limit 1) k on true
"""

LATEST = (
    "select content from dom360.messages where tenant_id = %s order by created_at desc limit 10"
)


@pytest.fixture(scope="module")
def full(cluster: pg.Cluster) -> Iterator[pg.ScratchDatabase]:
    with cluster.new_database() as made:
        with psycopg.connect(made.owner_url, autocommit=True) as owner:
            for _ in range(20):
                new_tenant(owner)
            # No triggers and no foreign keys: rows are all that counts here.
            owner.execute("set session_replication_role = replica")
            owner.execute(
                "insert into dom360.conversations (tenant_id, inbox_id, contact_id, agent_type,"
                " status, closed_at)"
                " select tenant_id, id, gen_random_uuid(), 'SDR', 'closed', now()"
                " from dom360.inboxes, generate_series(1, 20)"
            )
            owner.execute(FILL.replace("%%", "%"))
            owner.execute("vacuum (analyze) dom360.messages")
            assert _value(owner, "select count(*) from dom360.messages") == 60_000
        yield made


@pytest.fixture
def tenant(full: pg.ScratchDatabase) -> UUID:
    found = full.value("select id from dom360.tenants order by id limit 1")
    assert isinstance(found, UUID)
    return found


def _value(connection: psycopg.Connection[Any], query: str, *params: object) -> Any:
    row = connection.execute(query, params).fetchone()  # type: ignore[call-overload]
    return row[0]


def _nodes(
    full: pg.ScratchDatabase, tenant: UUID, query: str, *params: object, role: str = "dom360_app"
) -> list[dict[str, Any]]:
    """The nodes of the plan that the role gets with the tenant set, carried out."""
    with psycopg.connect(full.owner_url) as connection:
        connection.execute(f"set local role {role}")  # type: ignore[call-overload]
        connection.execute("select dom360.set_tenant(%s)", [tenant])
        answer = _value(connection, f"explain (analyze, format json) {query}", *params)
        connection.rollback()
    plan = answer if isinstance(answer, list) else json.loads(answer)
    return list(_flat(plan[0]["Plan"]))


def _flat(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", ()):
        yield from _flat(child)


def _indexes(full: pg.ScratchDatabase, nodes: list[dict[str, Any]]) -> dict[str, str]:
    """The design's index above each month's own that was read, and by which kind of node."""
    parents = dict(
        full.rows(
            "select c.relname, p.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            " join pg_class p on p.oid = i.inhparent where c.relkind = 'i'"
        )
    )
    used = [node for node in nodes if node.get("Index Name") in parents and node["Actual Rows"]]
    return {parents[node["Index Name"]]: node["Node Type"] for node in used}


def _reads_whole(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        node
        for node in nodes
        if node["Node Type"] == "Seq Scan" and node["Relation Name"].startswith("messages")
        and node["Actual Rows"] + node.get("Rows Removed by Filter", 0) > 0
    ]  # fmt: skip


def test_the_latest_of_a_tenant(full: pg.ScratchDatabase, tenant: UUID):
    nodes = _nodes(
        full, tenant,
        LATEST,
        tenant,
    )  # fmt: skip

    assert _indexes(full, nodes) == {"messages_by_time": "Index Scan"}
    # Months are read in order of time, so the older ones are not even begun.
    read = [n for n in nodes if n["Node Type"] == "Index Scan" and n["Actual Loops"] > 0]
    assert sum(n["Actual Rows"] for n in read) <= 10
    assert not [n for n in nodes if n["Node Type"] == "Sort"]


def test_a_page_of_a_conversation(full: pg.ScratchDatabase, tenant: UUID):
    conversation = full.value(
        "select id from dom360.conversations where tenant_id = %s order by id limit 1", tenant
    )
    nodes = _nodes(
        full, tenant,
        "select id from dom360.messages where tenant_id = %s and conversation_id = %s"
        " and message_index > 20 order by message_index limit 50",
        tenant, conversation,
    )  # fmt: skip

    assert set(_indexes(full, nodes)) == {"messages_by_conversation"}
    assert _reads_whole(nodes) == []


def test_answers_that_used_a_tool(full: pg.ScratchDatabase, tenant: UUID):
    """The body of find_tool_calls(), as its owner: under a tenant policy no index could serve."""
    query = (
        "select m.created_at, m.id from dom360.messages m where m.tenant_id = %s"
        ' and m.tool_calls @> \'[{"name": "book_meeting"}]\' and m.created_at >= %s'
        " and m.created_at < %s order by m.created_at desc, m.id desc limit 10"
    )
    params = (tenant, "-infinity", "infinity")

    owner = _nodes(full, tenant, query, *params, role="dom360_lookup")

    assert _indexes(full, owner)["messages_by_tool"] == "Bitmap Index Scan"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _nodes(full, tenant, "select cost_micro_usd from dom360.messages", role="dom360_lookup")


def test_the_tool_search_reads_its_index_and_its_tenant_only(
    full: pg.ScratchDatabase, tenant: UUID
):
    other = full.value("select id from dom360.tenants where id <> %s limit 1", tenant)
    scans = (
        "select coalesce(sum(s.idx_scan), 0)::int from pg_stat_user_indexes s"
        " join pg_inherits i on i.inhrelid = s.indexrelid"
        " where i.inhparent = 'dom360.messages_by_tool'::regclass"
    )
    before = full.value(scans)
    search = "select * from dom360.find_tool_calls(%s, %s, '-infinity', 'infinity', 100)"
    call = '[{"name": "book_meeting"}]'

    with psycopg.connect(full.app_url, autocommit=True) as app:
        assert app.execute(search, [tenant, call]).fetchall() == [], "no tenant is set"
        with app.transaction():
            app.execute("select dom360.set_tenant(%s)", [tenant])
            found = app.execute(search, [tenant, call]).fetchall()
            foreign = app.execute(search, [other, call]).fetchall()

    assert len(found) == 6
    assert foreign == []
    assert full.value(scans) > before


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [(0, 1, {0}), (1, 2, {1}), (0, 2, {0, 1}), (1, 3, {1, 2})],
)
def test_a_range_of_dates_touches_only_its_months(
    full: pg.ScratchDatabase, tenant: UUID, since: int, until: int, months: set[int]
):
    first = "date_trunc('month', now() at time zone 'utc') at time zone 'utc'"
    bounds = full.rows(
        f"select to_char(({first}) + make_interval(months => n), '\"messages_\"YYYY_MM'),"
        f" (({first}) + make_interval(months => n))::text from generate_series(0, 3) n"
    )
    nodes = _nodes(
        full, tenant,
        "select count(*) from dom360.messages where tenant_id = %s"
        " and created_at >= %s and created_at < %s",
        tenant, bounds[since][1], bounds[until][1],
    )  # fmt: skip

    touched = {node["Relation Name"] for node in nodes if "Relation Name" in node}
    assert touched == {bounds[month][0] for month in months}


def test_a_tenant_that_is_small_is_found_as_fast(full: pg.ScratchDatabase):
    with psycopg.connect(full.owner_url, autocommit=True) as owner:
        small = store_tenant(owner)
    nodes = _nodes(
        full, small.tenant_id,
        LATEST,
        small.tenant_id,
    )  # fmt: skip

    assert set(_indexes(full, nodes)) == {"messages_by_time"}


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("conversation_history", "'-infinity', 100, 40"),
        ("last_message", "now(), 1"),
    ],
)
def test_a_function_of_messages_is_not_planned_anew_for_each_call(
    full: pg.ScratchDatabase, function: str, arguments: str
):
    """A plan for one month looks cheaper than one for any, and planning costs more than reading."""
    plans: list[str] = []
    with psycopg.connect(full.owner_url, autocommit=True) as owner:
        owner.execute("load 'auto_explain'")
        owner.execute("set auto_explain.log_min_duration = 0")
        owner.execute("set auto_explain.log_nested_statements = on")
        owner.execute("set auto_explain.log_level = notice")
        owner.add_notice_handler(lambda note: plans.append(note.message_primary or ""))
        for _ in range(8):
            owner.execute(
                f"select f.* from dom360.conversations k, dom360.{function}("  # type: ignore[call-overload]
                f"k.tenant_id, k.id, {arguments}) f limit 1"
            )

    of_messages = [plan for plan in plans if "from dom360.messages m" in plan]
    assert len(of_messages) >= 8
    assert "$2" in of_messages[-1].partition("Query Text")[2].partition("->")[2]
