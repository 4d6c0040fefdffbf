"""Counters that were broken on purpose are found, named and repaired, also while people write."""

import asyncio
import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

from dom360.db.database import Database
from dom360.errors import Dom360Error
from dom360.usage import queries
from dom360.usage.models import Difference
from tests.db import tenants as turns
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company, books

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.astimezone(ZoneInfo("America/Sao_Paulo")).date()


def wrong_totals(differences: Iterable[Difference]) -> dict[str, int]:
    """By how much each counter was off, over all rows: what is missing is positive."""
    changes: dict[str, int] = {}
    for difference in differences:
        for name, (metered, said) in difference.wrong.items():
            changes[name] = changes.get(name, 0) + said - metered
    return changes


@pytest.fixture
def busy(company: Company) -> Company:
    for _ in range(3):
        conversation = company.converse(NOW)
        company.say(conversation, NOW)
        company.answer(conversation, NOW)
    return company


async def test_untouched_books_agree(busy: Company, scratch_db: Database):
    found = await books(scratch_db, busy)

    assert found.differences == ()
    assert found.first_day <= TODAY <= found.last_day


@pytest.mark.parametrize(
    ("breach", "counter", "off"),
    [
        ("delete from dom360.consumption_inbox_daily where tenant_id = %s and model <> ''",
         "answers", 3),
        (("insert into dom360.consumption_inbox_daily"
         " (tenant_id, inbox_id, day, agent_type, model, slot, messages, answers)"
         " select tenant_id, inbox_id, day, agent_type, 'nobody', 3, 7, 7"
         " from dom360.consumption_inbox_daily where tenant_id = %s limit 1"), "answers", -7),
        (("insert into dom360.consumption_inbox_daily"
         " (tenant_id, inbox_id, day, agent_type, model, slot, conversations)"
         " select tenant_id, id, '2030-01-05', 'SDR', '', 3, 2 from dom360.inboxes"
         " where tenant_id = %s"), "conversations", -2),
        (("update dom360.consumption_inbox_daily set total_tokens = total_tokens + 1"
         " where ctid = (select min(ctid) from dom360.consumption_inbox_daily"
         " where tenant_id = %s and model <> '')"), "total_tokens", -1),
        (("update dom360.consumption_inbox_daily set cost_micro_usd = 0"
         " where tenant_id = %s"), "cost_micro_usd", 126),
        (("update dom360.consumption_inbox_daily set agent_ms_1000 = agent_ms_1000 + 5"
         " where ctid = (select min(ctid) from dom360.consumption_inbox_daily"
         " where tenant_id = %s)"), "agent_ms_1000", -5),
        (("update dom360.consumption_inbox_daily set errors = 2 where ctid = (select min(ctid)"
         " from dom360.consumption_inbox_daily where tenant_id = %s)"), "errors", -2),
        (("alter table dom360.consumption_inbox_daily"
         " drop constraint consumption_inbox_daily_messages_check; update"
         " dom360.consumption_inbox_daily set messages = -4 where ctid = (select min(ctid)"
         " from dom360.consumption_inbox_daily where tenant_id = '{}' and messages > 0)"),
         "messages", None),
    ],
    ids=["a missing row", "an extra row", "a row of the future", "a token too many",
         "lost money", "a wrong histogram", "errors nobody had", "a negative number"],
)  # fmt: skip
async def test_a_broken_sum_is_found_and_repaired(
    busy: Company, scratch_db: Database, breach: str, counter: str, off: int | None
):
    before = busy.days("messages answers conversations total_tokens cost_micro_usd errors")
    if "{}" in breach:
        busy.owner.execute(breach.format(busy.tenant_id))  # type: ignore[call-overload]
    else:
        busy.owner.execute(breach, [busy.tenant_id])  # type: ignore[call-overload]

    found = await books(scratch_db, busy)
    repaired = await books(scratch_db, busy, repair=True)
    after = await books(scratch_db, busy)

    assert counter in wrong_totals(found.differences)
    assert off is None or wrong_totals(found.differences)[counter] == off
    assert wrong_totals(repaired.differences) == wrong_totals(found.differences)
    assert after.differences == ()
    assert busy.days("messages answers conversations total_tokens cost_micro_usd errors") == before
    if "{}" in breach:
        busy.owner.execute(
            "alter table dom360.consumption_inbox_daily"
            " add constraint consumption_inbox_daily_messages_check check (messages >= 0)"
        )


async def test_a_repair_is_written_into_the_audit_log(busy: Company, scratch_db: Database):
    spoiled = busy.owner.execute(
        "update dom360.consumption_inbox_daily set answers = answers + 5"
        " where tenant_id = %s and model <> ''",
        [busy.tenant_id],
    ).rowcount
    assert (await books(scratch_db, busy)).differences
    log = (
        "select subject_id, old, new from dom360.audit_log"
        " where tenant_id = %s and action = 'usage.repaired'"
    )
    assert busy.owner.execute(log, [busy.tenant_id]).fetchall() == []

    await books(scratch_db, busy, repair=True)
    await books(scratch_db, busy, repair=True)

    rows = busy.owner.execute(log, [busy.tenant_id]).fetchall()
    off = 5 * spoiled
    assert rows == [(TODAY.isoformat(), {"answers": 3 + off}, {"answers": 3})]


async def test_another_tenants_books_stay_as_they_are(
    busy: Company, found_company: Callable[..., Company], scratch_db: Database
):
    other = found_company()
    other.answer(other.converse(NOW), NOW)
    other.owner.execute(
        "update dom360.consumption_inbox_daily set answers = 9 where tenant_id = %s",
        [other.tenant_id],
    )

    await books(scratch_db, busy, repair=True)

    assert wrong_totals((await books(scratch_db, other)).differences)["answers"] < 0


async def test_a_repair_loses_no_message_that_is_written_meanwhile(
    scratch: ScratchDatabase, busy: Company, scratch_db: Database
):
    stop = asyncio.Event()

    async def write() -> int:
        written = 0
        async with await psycopg.AsyncConnection.connect(
            scratch.app_url, autocommit=True
        ) as connection:
            while not stop.is_set():
                row = await (
                    await connection.execute(
                        "select turn_id from dom360.begin_turn(%s, %s, %s, %s, 'SDR', null,"
                        " %s, 'Ana', 'Olá', 5000, 0)",
                        [busy.tenant_id, f"r{random.getrandbits(60)}", b"\1" * 32, busy.inbox_id,
                         f"+55119{random.randrange(10**8):08}"],
                    )
                ).fetchone()  # fmt: skip
                assert row is not None
                await connection.execute(
                    "select dom360.finish_turn(%s, %s, 1, 'Oi', 'public', 'model-x', 10, 2, 1, 12,"
                    " 5, 7, '[]', '[]', null)",
                    [busy.tenant_id, row[0]],
                )
                written += 1
        return written

    writers = [asyncio.create_task(write()) for _ in range(4)]
    try:
        for number in range(6):
            damage = "answers = answers + 3" if number % 2 else "messages = 0, errors = 1"
            busy.owner.execute(
                f"update dom360.consumption_inbox_daily set {damage} where tenant_id = %s",  # type: ignore[call-overload]
                [busy.tenant_id],
            )
            # Two at once, so that a difference could be added twice.
            await asyncio.gather(
                books(scratch_db, busy, repair=True), books(scratch_db, busy, repair=True)
            )
    finally:
        stop.set()
        written = sum(await asyncio.gather(*writers))

    assert written > 20
    assert (await books(scratch_db, busy)).differences == ()
    assert sum(busy.days("answers").values()) == 3 + written


async def test_errors_are_turns_without_an_answer(
    busy: Company, scratch: ScratchDatabase, scratch_db: Database
):
    with psycopg.connect(scratch.app_url, autocommit=True) as app:
        kept = turns.begin(app, busy.tenant_id, busy.inbox_id, phone="+5511900000001")
        tried = turns.begin(app, busy.tenant_id, busy.inbox_id, phone="+5511900000002")
        assert turns.fail(app, busy.tenant_id, kept["turn_id"], 1)
        assert turns.fail(app, busy.tenant_id, tried["turn_id"], 1)
        assert sum(busy.days("errors").values()) == 2

        again = turns.claim(app, busy.tenant_id, tried["turn_id"], 1, take_over=True)
        turns.finish(app, busy.tenant_id, tried["turn_id"], again["attempt"])

    assert list(busy.days("errors retries answers").values()) == [(1, 1, 4)]
    assert (await books(scratch_db, busy)).differences == ()


async def test_a_day_whose_messages_are_gone_is_not_called_wrong(
    busy: Company, scratch_db: Database, scratch: ScratchDatabase
):
    oldest = scratch.value(
        "select min(to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM')) from pg_inherits"
        " where inhparent = 'dom360.messages'::regclass"
    )
    gone = oldest - timedelta(days=40)
    busy.owner.execute(
        "insert into dom360.consumption_inbox_daily"
        " (tenant_id, inbox_id, day, agent_type, model, slot, messages)"
        " values (%s, %s, %s, 'SDR', '', 0, 5)",
        [busy.tenant_id, busy.inbox_id, gone],
    )

    found = await books(scratch_db, busy)

    assert (found.differences, found.days_before) == ((), 1)
    with pytest.raises(Dom360Error, match="no longer all there"):
        await books(scratch_db, busy, day=gone)


async def test_the_serving_role_may_not_repair(busy: Company, scratch_db: Database):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with scratch_db.tenant_tx(busy.tenant_id) as tx:
            await queries.repair_day(tx, TODAY)


async def test_a_company_nobody_knows_is_said_so(scratch_db: Database, busy: Company):
    unknown = Company(busy.tenant_id, "nobody", busy.inbox_id, busy.owner)

    with pytest.raises(Dom360Error, match="no company with the slug nobody"):
        await books(scratch_db, unknown, day=date(2026, 1, 1))
