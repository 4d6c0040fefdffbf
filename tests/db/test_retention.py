"""Old months go when every plan lets them go; shorter plans lose their rows in batches."""

import psycopg
import pytest

from dom360.db import archive
from dom360.db.database import Database
from dom360.db.retention import delete_expired, let_go_of_old_rows, list_due, list_expired
from tests.db.old_months import keep_for, month, month_name, tenant_ids
from tests.support import postgres as pg


async def test_without_a_rule_everything_is_kept(kept: pg.ScratchDatabase, kept_db: Database):
    before = kept.value("select count(*) from dom360.messages")

    await let_go_of_old_rows(kept_db)

    assert archive.list_due(kept.owner_url) == []
    assert kept.value("select count(*) from dom360.messages") == before


async def test_a_month_goes_when_every_plan_lets_it_go(kept: pg.ScratchDatabase, kept_db: Database):
    keep_for(kept, "standard", 2)
    assert [month.month for month in await list_due(kept_db)] == [month_name(5), month_name(3)]

    # One tenant's plan keeps four months: the month of three months ago stays.
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", tenant_ids(kept)[0])
    assert await list_due(kept_db) == []
    keep_for(kept, "long", 4)

    assert [month.month for month in await list_due(kept_db)] == [month_name(5)]


async def test_a_shorter_plan_loses_its_rows_only(kept: pg.ScratchDatabase, kept_db: Database):
    short, long = tenant_ids(kept)
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", long)
    keep_for(kept, "standard", 2)
    keep_for(kept, "long", 120)

    deleted = await delete_expired(kept_db, batch=2)

    assert deleted == 6 + 2
    count = "select count(*) from dom360.{} where tenant_id = %s and created_at < %s"
    for table, rows in (("messages", 6), ("turns", 2)):
        assert kept.value(count.format(table), short, month(2)) == 0
        assert kept.value(count.format(table), long, month(2)) == rows
    assert kept.value(count.format("messages"), short, month(0)) == 3
    assert {one.table_name for one in await list_expired(kept_db)} == {"messages", "turns"}
    assert await delete_expired(kept_db) == 0


async def test_the_worker_drops_what_nobody_wants_archived(
    kept: pg.ScratchDatabase, kept_db: Database
):
    keep_for(kept, "standard", 2, archive=False)

    await let_go_of_old_rows(kept_db)

    left = kept.rows("select inhrelid::regclass::text from pg_inherits order by 1")
    assert not [name for (name,) in left if month_name(3) in name or month_name(5) in name]
    assert (
        kept.value("select count(*) from dom360.messages where created_at < now() - interval '1 d'")
        == 6
    )


async def test_the_worker_leaves_to_the_operator_what_is_archived(
    kept: pg.ScratchDatabase, kept_db: Database
):
    keep_for(kept, "standard", 2)
    with pytest.raises(psycopg.DatabaseError, match="is to be archived first"):
        async with kept_db.platform_tx("dom360_jobs") as tx:
            await tx.run(b"select dom360.drop_month('messages', %(first)s)", first=month(5).date())


@pytest.mark.parametrize("back", [0, 1])
async def test_nobody_drops_a_month_that_is_kept(
    kept: pg.ScratchDatabase, kept_db: Database, back: int
):
    keep_for(kept, "standard", 2, archive=False)
    with pytest.raises(psycopg.DatabaseError, match="is to be kept"):
        async with kept_db.platform_tx("dom360_jobs") as tx:
            await tx.run(
                b"select dom360.drop_month('messages', %(first)s)", first=month(back).date()
            )


async def test_what_happened_to_leads_goes_like_messages(
    kept: pg.ScratchDatabase, kept_db: Database
):
    short, long = tenant_ids(kept)
    with psycopg.connect(kept.owner_url) as owner:
        owner.execute("set local role dom360_owner")
        owner.execute("select dom360.make_month('lead_events', %s)", [month(3).date()])
        owner.execute("reset role")
        owner.execute(
            "insert into dom360.lead_events (tenant_id, lead_id, kind, comment, actor_kind,"
            " created_at) select tenant_id, id, 'comment', 'há tempos', 'system', %s"
            " from dom360.leads",
            [month(3)],
        )
    old = "select count(*) from dom360.lead_events where tenant_id = %s and comment = 'há tempos'"
    kept.rows("insert into dom360.tenant_plans values (%s, 'long')", long)
    for plan, months in (("standard", 2), ("long", 12)):
        keep_for(kept, plan, months, table="lead_events", archive=False)

    assert await delete_expired(kept_db) == kept.value("select count(*) from dom360.leads") / 2

    assert (kept.value(old, short), kept.value(old, long) > 0) == (0, True)
    kept.rows("update dom360.retention_rules set months = 2")
    await let_go_of_old_rows(kept_db)
    assert kept.value("select to_regclass(%s)", f"dom360.lead_events_{month(3):%Y_%m}") is None
