"""The monthly summary: fresh on demand, one tenant's rows only, and no other way in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from dom360.db.database import Database
from dom360.launch.doctor.database import check_summary
from dom360.launch.doctor.findings import Level
from dom360.settings import Settings
from dom360.usage import actions, queries
from dom360.usage.jobs import refresh_summary
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company

NOW = datetime.now(UTC)


async def test_a_tenant_sees_its_own_months_and_no_others(
    company: Company, found_company: Callable[..., Company], scratch_db: Database
):
    other = found_company()
    for one, answers in ((company, 1), (other, 2)):
        conversation = one.converse(NOW)
        for _ in range(answers):
            one.answer(conversation, NOW, model=f"model-of-{one.slug}")
    await refresh_summary(scratch_db)

    for one, answers in ((company, 1), (other, 2)):
        async with scratch_db.tenant_tx(one.tenant_id) as tx:
            found = await actions.months(tx, first_month=None, last_month=None)
            everything = await tx.value(b"select count(distinct tenant_id)"
                                        b" from tenant_consumption_summary")  # fmt: skip
        assert sum(month.answers for month in found.months) == answers
        assert {month.model for month in found.months} == {"", f"model-of-{one.slug}"}
        assert everything == 1
    async with scratch_db.platform_tx("dom360_app") as tx:
        assert await tx.value(b"select count(*) from tenant_consumption_summary") == 0


@pytest.mark.parametrize("relation", ["mv_tenant_consumption_summary", "refreshes"])
@pytest.mark.parametrize("role", ["dom360_app", "dom360_jobs", "dom360_auth", "dom360_admin"])
async def test_nobody_who_serves_enters_the_summarys_schema(
    scratch_db: Database, role: str, relation: str
):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with scratch_db.platform_tx(role) as tx:  # type: ignore[arg-type]
            await tx.value(f"select count(*) from dom360_mv.{relation}".encode())


@pytest.fixture
def peek(company: Company) -> Iterator[str]:
    """A function that says what it is shown, and that the planner would like to run first."""
    company.owner.execute(
        "create schema peeking; grant usage on schema peeking to dom360_app;"
        " create function peeking.peek(seen text) returns boolean language plpgsql"
        " cost 0.0000001 as $$ begin raise notice '%', seen; return true; end $$;"
        " grant execute on function peeking.peek(text) to dom360_app"
    )
    yield "peeking.peek"
    company.owner.execute("drop schema peeking cascade")


async def test_a_cheap_function_does_not_see_hidden_rows(
    company: Company, found_company: Callable[..., Company], scratch: ScratchDatabase,
    scratch_db: Database, peek: str,
):  # fmt: skip
    other = found_company()
    other.answer(other.converse(NOW), NOW, model="secret-model")
    company.answer(company.converse(NOW), NOW, model="own-model")
    await refresh_summary(scratch_db)
    shown: list[str | None] = []

    with psycopg.connect(scratch.app_url) as app:
        app.add_notice_handler(lambda notice: shown.append(notice.message_primary))
        app.execute("select dom360.set_tenant(%s)", [company.tenant_id])
        # The index would filter before anything else; this is about the order of two filters.
        app.execute("set local enable_indexscan = off; set local enable_bitmapscan = off")
        app.execute(f"select from tenant_consumption_summary where {peek}(model)")  # type: ignore[call-overload]

    assert set(shown) == {"", "own-model"}


async def test_only_the_worker_may_refresh(scratch_db: Database):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with scratch_db.platform_tx("dom360_app") as tx:
            await queries.refresh_summary(tx)


async def test_readers_go_on_while_it_is_refreshed(company: Company, scratch_db: Database):
    company.answer(company.converse(NOW), NOW)
    async with scratch_db.platform_tx("dom360_jobs") as refreshing:
        await queries.allow_minutes(refreshing)
        await queries.refresh_summary(refreshing)
        async with scratch_db.tenant_tx(company.tenant_id) as tx:
            assert await queries.list_months(tx, NOW.date(), NOW.date()) == []


async def test_its_age_is_told(company: Company, scratch: ScratchDatabase, scratch_db: Database):
    settings = Settings(DATABASE_APP_URL=scratch.app_url)  # type: ignore[call-arg]
    true_for = await refresh_summary(scratch_db)

    async with scratch_db.tenant_tx(company.tenant_id) as tx:
        assert (
            await actions.months(tx, first_month=None, last_month=None)
        ).refreshed_at == true_for
    assert check_summary(settings).level is Level.OK

    company.owner.execute(
        "update dom360_mv.refreshes set refreshed_at = %s", [NOW - timedelta(days=3)]
    )
    assert check_summary(settings).level is Level.WARN
    company.owner.execute("delete from dom360_mv.refreshes")
    assert "never" in check_summary(settings).message
