"""Folding a day's slots while turns count into them: nothing is lost, nothing left behind."""

import asyncio
import random

import psycopg
import pytest

from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company

DAY = "2026-01-01"
COUNT = (
    "insert into dom360.consumption_inbox_daily as c"
    " (tenant_id, inbox_id, day, agent_type, model, slot, messages)"
    f" values (%s, %s, '{DAY}', 'SDR', '', %s, 1)"
    " on conflict (tenant_id, inbox_id, day, agent_type, model, slot)"
    " do update set messages = c.messages + 1"
)
FOLD = f"select dom360.fold_consumption(%s, '{DAY}', '{DAY}', true)"
SUMS = (
    "select coalesce(sum(messages), 0)::bigint,"
    " coalesce(sum(messages) filter (where slot = 0), 0)::bigint"
    " from dom360.consumption_inbox_daily where tenant_id = %s"
)


async def count(scratch: ScratchDatabase, company: Company, stop: asyncio.Event) -> int:
    written = 0
    async with await psycopg.AsyncConnection.connect(
        scratch.owner_url, autocommit=True
    ) as connection:
        while not stop.is_set():
            slot = random.randrange(1, 6)
            await connection.execute(COUNT, [company.tenant_id, company.inbox_id, slot])
            written += 1
    return written


async def fold(scratch: ScratchDatabase, company: Company, times: int, off: str) -> list[int]:
    """How many messages that stood in the slots each fold left there."""
    left = []
    async with await psycopg.AsyncConnection.connect(
        scratch.owner_url, autocommit=True
    ) as connection:
        await connection.execute("set role dom360_jobs")
        for plan in off.split():
            await connection.execute(f"set enable_{plan} = off")  # type: ignore[call-overload]
        company_set = "select set_config('app.tenant_id', %s, false)"
        await connection.execute(company_set, [str(company.tenant_id)])
        for _ in range(times):
            # Whoever counts waits for the locks until the end: the next fold meets all of them.
            async with connection.transaction():
                before = await (await connection.execute(SUMS, [company.tenant_id])).fetchone()
                await connection.execute(FOLD, [company.tenant_id])
                after = await (await connection.execute(SUMS, [company.tenant_id])).fetchone()
            assert before is not None
            assert after is not None
            left.append(max(0, before[0] - after[1]))
    return left


@pytest.fixture
def year(company: Company) -> Company:
    """Enough days that a slot is looked up by the table's key."""
    company.owner.execute(
        "insert into dom360.consumption_inbox_daily"
        " (tenant_id, inbox_id, day, agent_type, model, slot)"
        " select %s, %s, day, 'SDR', model, slot"
        " from generate_series(date '2024-12-01', '2025-12-31', '1 day') day,"
        " unnest(array['', 'model-x']) model, generate_series(0, 5) slot",
        [company.tenant_id, company.inbox_id],
    )
    company.owner.execute("analyze dom360.consumption_inbox_daily")
    return company


# In one statement with its lock, the delete missed what a turn had just changed, by some plans.
@pytest.mark.parametrize("off", ["hashjoin mergejoin bitmapscan", "nestloop", "indexscan tidscan"])
async def test_a_fold_takes_every_slot_however_it_is_planned(
    scratch: ScratchDatabase, year: Company, off: str
):
    stop = asyncio.Event()
    writers = [asyncio.create_task(count(scratch, year, stop)) for _ in range(6)]
    try:
        left = await fold(scratch, year, 60, off)
    finally:
        stop.set()
        written = sum(await asyncio.gather(*writers))

    assert (written > 60, sum(left)) == (True, 0)
    counted = year.owner.execute(SUMS, [year.tenant_id]).fetchone()
    assert counted is not None
    assert counted[0] == written
