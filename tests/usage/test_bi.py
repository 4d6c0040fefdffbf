"""A BI login reads one company's numbers, whatever SQL it sends, and writes nothing."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dom360.db import bi_logins, isolation
from dom360.db.database import Database
from dom360.db.urls import login_url
from tests.dashboards.test_figures import fail, lead, walk
from tests.support.postgres import ScratchDatabase
from tests.usage.conftest import Company

NOW = datetime.now(UTC)
VIEWS = (
    "bi_usage_by_day", "bi_cost_by_day", "bi_turns", "bi_conversations", "bi_performance_by_day",
    "bi_errors_by_day", "bi_handovers_by_day", "bi_leads", "bi_funnel_by_week",
)  # fmt: skip
DEPLOY = Path(__file__).parents[2] / "deploy" / "bi"
Connection = psycopg.Connection[Any]


@pytest.fixture
async def bi(
    scratch: ScratchDatabase, scratch_db: Database, found_company: Callable[..., Company]
) -> Any:
    """The login of `company`; `other` has rows of its own."""
    company, other = found_company(), found_company()
    for one in (company, other):
        with psycopg.connect(scratch.app_url, autocommit=True) as app:
            begun = app.execute(
                "select turn_id from dom360.begin_turn(%s, 'r', %s, %s, 'SDR', null,"
                " '+5511912345678', 'Ana', 'Olá', 5000, 0)",
                [one.tenant_id, b"\1" * 32, one.inbox_id],
            ).fetchone()
            assert begun
            app.execute(
                "select finish_turn(%s, %s, 1, 'Oi', 'public', 'model-x', 10, 2, 1, 12,"
                " 2500000, 7, '[]', '[]', null)",
                [one.tenant_id, begun[0]],
            )
        at = NOW.replace(microsecond=0)
        conversation = one.converse(at)
        fail(one, conversation, at, "AGENT_ERROR")
        one.owner.execute(
            "insert into dom360.handovers (tenant_id, conversation_id, inbox_id, agent_type)"
            " values (%s, %s, %s, 'SDR')",
            [one.tenant_id, conversation, one.inbox_id],
        )
        walk(one, lead(one, source=f"Site {one.slug}"), ["QUALIFYING", "QUALIFIED", "SCHEDULED"])
    role = bi_logins.login_name(company.slug, company.tenant_id)
    async with scratch_db.platform_tx("dom360_admin") as tx:
        await bi_logins.remember(tx, role, company.tenant_id)
    password = bi_logins.make_role(scratch.owner_url, role)
    with psycopg.connect(login_url(scratch.owner_url, role, password), autocommit=True) as login:
        yield login, company, other
    bi_logins.drop_role(scratch.owner_url, role)


Login = tuple[Connection, Company, Company]


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()  # type: ignore[call-overload]


def test_every_view_shows_the_own_company_only(bi: Login):
    login, company, other = bi

    for view in VIEWS:
        found = rows(login, f"select * from {view}")
        assert found, view
        told = repr(found)
        assert str(other.inbox_id) not in told, view
        assert other.slug not in told, view
    assert rows(login, "select inbox, cost_usd::text, answers from bi_cost_by_day") == [
        (f"Caixa {company.slug}", "2.500000", 1)
    ]
    assert rows(login, "select sum(messages), sum(conversations) from bi_usage_by_day") == [(2, 2)]


def questions() -> Iterator[tuple[str, str]]:
    """Every query that deploy/bi brings, as PostgreSQL gets it from the tool."""
    board = json.loads((DEPLOY / "grafana" / "dashboards" / "company.json").read_text())
    for panel in board["panels"]:
        for target in panel["targets"]:
            query = re.sub(r"\$__timeFilter\((\w+)\)", r"\1 between '2020-01-01' and now()",
                           target["rawSql"])  # fmt: skip
            query = re.sub(r"\$__timeGroup\((\w+), '1h'\)", r"date_trunc('hour', \1)", query)
            yield f"Grafana: {panel['title']}", query
    text = (DEPLOY / "metabase" / "questions.sql").read_text()
    for part in text.split("-- name: ")[1:]:
        name, query = part.split("\n", 1)
        filled = query.replace("[[", "").replace("]]", "")
        yield f"Metabase: {name}", filled.replace("{{first_day}}", "'2020-01-01'")


def test_every_question_that_we_bring_answers_from_the_views(bi: Login):
    login, _, other = bi
    asked = list(questions())

    for name, query in asked:
        assert not re.search(r"\$__|{{", query), name
        assert set(re.findall(r"(?:from|join) (\w+)", query)) <= set(VIEWS), name
        found = rows(login, query)
        assert found, name
        assert str(other.slug) not in repr(found), name
    assert len(asked) == 16
    assert {view for view in VIEWS if any(view in query for _, query in asked)} == set(VIEWS)


def test_leads_and_what_became_of_them(bi: Login):
    login, company, _ = bi

    assert rows(login, "select source, leads, qualified, scheduled, completed, dropped"
                       " from bi_funnel_by_week") == [
        (f"Site {company.slug}", 1, 1, 1, 0, 0)]  # fmt: skip
    assert rows(login, "select state, dropped, scheduled_at > created_at from bi_leads") == [
        ("SCHEDULED", False, True)
    ]
    assert rows(login, "select error_code, errors from bi_errors_by_day") == [("AGENT_ERROR", 1)]
    assert rows(login, "select sum(handovers) from bi_handovers_by_day") == [(1,)]


@pytest.mark.parametrize(
    "attempt",
    [
        "set app.tenant_id = '{other}'",
        "select set_config('app.tenant_id', '{other}', false)",
        "set row_security = off",
        "set role dom360_bi",
        "set search_path = public, dom360",
    ],
)
def test_no_setting_leads_to_another_company(bi: Login, attempt: str):
    login, _, other = bi

    login.execute(attempt.format(other=other.tenant_id))  # type: ignore[call-overload]

    for view in VIEWS:
        try:
            told = repr(rows(login, f"select * from dom360.{view}"))
        except psycopg.errors.InsufficientPrivilege:
            continue  # row_security off: an error instead of rows
        assert str(other.inbox_id) not in told, view
    try:
        tenants = rows(login, "select distinct tenant_id from dom360.turns")
    except psycopg.errors.InsufficientPrivilege:
        return
    assert (other.tenant_id,) not in tenants


@pytest.mark.parametrize(
    "attempt",
    [
        "set role dom360_app",
        "set role dom360_owner",
        "set session authorization dom360_app",
        "select dom360.set_tenant('{other}')",
        "select content from dom360.messages",
        "select phone_e164 from dom360.contacts",
        "select request_id from dom360.turns",
        "select * from dom360.tenants",
        "select * from dom360.bi_logins",
        "select * from dom360.model_prices",
        "select * from dom360.tenant_consumption_summary",
        "select * from dom360_mv.mv_tenant_consumption_summary",
    ],
)
def test_nothing_else_can_be_read(bi: Login, attempt: str):
    login, _, other = bi

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(attempt.format(other=other.tenant_id))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "attempt",
    [
        "insert into dom360.inboxes (tenant_id, name) values ('{own}', 'x')",
        "update dom360.turns set state = 'failed'",
        "delete from dom360.conversations",
        "delete from dom360.bi_usage_by_day",
        "truncate dom360.turns",
        "create table dom360.mine (n int)",
        "create table public.mine (n int)",
        "create temporary table mine (n int)",
        "select * from dom360.turns for update",
        "select dom360.refresh_consumption_summary()",
        "insert into dom360.bi_logins values (session_user, '{other}')",
    ],
)
def test_nothing_can_be_written(bi: Login, attempt: str):
    login, company, other = bi
    login.execute("set default_transaction_read_only = off")

    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.WrongObjectType,
                        psycopg.errors.ObjectNotInPrerequisiteState)):  # fmt: skip
        login.execute(attempt.format(own=company.tenant_id, other=other.tenant_id))  # type: ignore[call-overload]


async def test_a_login_that_was_taken_away_sees_nothing_at_once(bi: Login, scratch_db: Database):
    login, company, _ = bi
    role = bi_logins.login_name(company.slug, company.tenant_id)

    async with scratch_db.platform_tx("dom360_admin") as tx:
        await bi_logins.forget(tx, role)

    assert rows(login, "select count(*) from bi_usage_by_day") == [(0,)]


def test_the_leak_test_accepts_a_login(bi: Login, scratch: ScratchDatabase):
    with psycopg.connect(scratch.owner_url, autocommit=True) as owner:
        assert isolation.findings(owner) == []


def test_a_login_fits_the_name_of_a_role(found_company: Callable[..., Company]):
    company = found_company()

    assert len(bi_logins.login_name("x" * 63, company.tenant_id)) == 63
    assert bi_logins.login_name("acme", company.tenant_id).startswith("dom360_bi_acme_")


def test_granting_again_changes_the_password(bi: Login, scratch: ScratchDatabase):
    _, company, _ = bi
    role = bi_logins.login_name(company.slug, company.tenant_id)

    password = bi_logins.make_role(scratch.owner_url, role)

    with psycopg.connect(login_url(scratch.owner_url, role, password)) as login:
        assert rows(login, "select session_user::text") == [(role,)]
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(login_url(scratch.owner_url, role, "wrong"))
