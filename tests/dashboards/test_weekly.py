"""The weekly report: asked for, sent once, ended by its link; it says what the dashboards say."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import pytest

from dom360.dashboards.weekly import queries
from dom360.dashboards.weekly.jobs import Reporter
from dom360.dashboards.weekly.models import Recipient
from dom360.db.database import Database
from dom360.mail.post import Mail, Post
from tests.dashboards.test_figures import lead, walk
from tests.doubles.mail_server import MailServer
from tests.support.world import Client, TenantWorld
from tests.usage.conftest import Company

URL = "https://app.example.com"
NOW = datetime.now(UTC).replace(microsecond=0)
# Five past seven in Sao Paulo, on the Monday after this week.
MONDAY = NOW.replace(hour=10, minute=5, second=0) + timedelta(days=7 - NOW.weekday())


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    double = MailServer()
    await double.start()
    yield double
    await double.stop()


@pytest.fixture
def reporter(scratch_db: Database, server: MailServer) -> Reporter:
    return Reporter(scratch_db, Post("127.0.0.1", server.port, security="none"), URL)


@pytest.fixture(autouse=True)
def nobody_else(company: Company) -> Iterator[None]:
    """What one test leaves due is not sent by the next."""
    yield
    company.owner.execute("delete from dom360.report_subscriptions")


@pytest.fixture
def reader(company: Company) -> tuple[UUID, str]:
    """A person of the company who asked for the report."""
    return subscriber(company)


def subscriber(company: Company, *, locale: str | None = None) -> tuple[UUID, str]:
    user_id, email = uuid4(), f"{secrets.token_hex(5)}@example.com"
    company.owner.execute(
        "insert into dom360.users (tenant_id, id, email, name, role, password_hash, locale)"
        " values (%s, %s, %s, 'Ana <b>Sá</b>', 'VIEWER', 'x', %s)",
        [company.tenant_id, user_id, email, locale],
    )
    company.owner.execute(
        "insert into dom360.report_subscriptions (tenant_id, user_id) values (%s, %s)",
        [company.tenant_id, user_id],
    )
    return user_id, email


def state(company: Company, user_id: UUID) -> list[Any]:
    return company.owner.execute(
        "select state, tries from dom360.report_mails where tenant_id = %s and user_id = %s",
        [company.tenant_id, user_id],
    ).fetchall()


def parts(mail: Any) -> tuple[str, str]:
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


class Shown(HTMLParser):
    """What a mail program would draw, and the tags that it would not."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


async def test_it_says_what_the_dashboards_say_and_loads_nothing(
    company: Company, reporter: Reporter, server: MailServer, reader: tuple[UUID, str]
):
    for _ in range(2):
        conversation = company.converse(NOW)
        company.say(conversation, NOW)
        company.answer(conversation, NOW, cost_micro_usd=1_234_560_000, latency_ms=900)
    walk(company, lead(company), ["QUALIFYING", "QUALIFIED"])

    assert await reporter.send_due(MONDAY) == 1

    (mail,) = server.to(reader[1])
    text, html = parts(mail)
    shown = Shown(html)
    monday = (NOW - timedelta(days=NOW.weekday())).date()
    assert f"{monday:%d/%m/%Y}" in mail["Subject"]
    assert "Ana <b>Sá</b>" in text
    assert "b" not in shown.tags
    assert "Ana <b>Sá</b>" in " ".join(shown.text)
    for line in ("Conversas: 2 (sem semana anterior)", "Respostas: 2 ", "Leads qualificados: 1 ",
                 "Custo: US$ 2.469,12 ", "  Qualificado: 1",
                 "95% das respostas em até: 1,0 s"):  # fmt: skip
        assert line in text
    assert "2.469,12" in html
    assert shown.tags & {"svg", "img", "script", "link", "style", "iframe"} == set()
    assert mail["List-Unsubscribe"].startswith(f"<{URL}/api/reports/weekly/unsubscribe?token=")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{URL}/unsubscribe#{company.tenant_id}." in text


async def test_it_speaks_its_readers_language(
    company: Company, reporter: Reporter, server: MailServer
):
    _, email = subscriber(company, locale="en")
    company.answer(company.converse(NOW), NOW, cost_micro_usd=1_234_560_000)

    await replace(reporter, rate=Decimal(5)).send_due(MONDAY)

    text, html = parts(server.to(email)[0])
    assert "Cost: R$ 6,172.80 (US$ 1,234.56)" in text
    assert "<html lang='en'>" in html


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (MONDAY - timedelta(minutes=10), 0),
        (MONDAY, 1),
        (MONDAY + timedelta(days=2), 1),
        (MONDAY + timedelta(days=3), 0),
    ],
)
async def test_it_comes_from_monday_seven_o_clock_of_the_company_until_wednesday(
    company: Company, reporter: Reporter, server: MailServer, reader: tuple[UUID, str],
    moment: datetime, expected: int,
):  # fmt: skip
    await reporter.send_due(moment)

    assert len(server.to(reader[1])) == expected


async def test_a_company_elsewhere_gets_it_at_its_own_seven_o_clock(
    found_company: Callable[..., Company], reporter: Reporter, server: MailServer
):
    _, email = subscriber(found_company("Asia/Tokyo"))
    seven = MONDAY.replace(hour=22, minute=0) - timedelta(days=1)

    await reporter.send_due(seven - timedelta(minutes=1))
    assert server.to(email) == []
    await reporter.send_due(seven)
    assert len(server.to(email)) == 1


async def test_many_workers_send_it_once_and_the_next_hour_not_again(
    company: Company, reporter: Reporter, server: MailServer, reader: tuple[UUID, str]
):
    await asyncio.gather(*(reporter.send_due(MONDAY) for _ in range(4)))
    await reporter.send_due(MONDAY + timedelta(hours=1))

    assert len(server.to(reader[1])) == 1
    assert state(company, reader[0])[0][0] == "sent"
    await reporter.send_due(MONDAY + timedelta(days=7))
    assert len(server.to(reader[1])) == 2


class Killed(BaseException):
    """As kill -9: nothing that comes after it runs."""


class Deadly(Post):
    """Dies when it has handed the mail over, or before."""

    before = False

    async def send(self, mail: Mail) -> bool:
        if not self.before:
            await super().send(mail)
        raise Killed


async def test_who_dies_while_writing_leaves_it_to_another_and_after_handing_it_over_it_never_comes_twice(  # noqa: E501
    company: Company, reporter: Reporter, server: MailServer, reader: tuple[UUID, str],
    scratch_db: Database,
):  # fmt: skip
    week = (MONDAY - timedelta(days=7)).date()
    one = Recipient(company.tenant_id, reader[0], week)
    async with scratch_db.tenant_tx(company.tenant_id) as tx:
        assert await queries.claim(tx, one, MONDAY) == 1

    await reporter.send_due(MONDAY + timedelta(minutes=1))
    assert server.to(reader[1]) == []

    deadly = replace(reporter, post=Deadly("127.0.0.1", server.port, security="none"))
    with pytest.raises(Killed):
        await deadly.send_due(MONDAY + timedelta(minutes=20))
    assert len(server.to(reader[1])) == 1
    for hours in (1, 7, 40):
        await reporter.send_due(MONDAY + timedelta(hours=hours))
    assert len(server.to(reader[1])) == 1


async def test_who_was_too_slow_finds_that_another_has_it(
    company: Company, reader: tuple[UUID, str], scratch_db: Database
):
    one = Recipient(company.tenant_id, reader[0], (MONDAY - timedelta(days=7)).date())
    async with scratch_db.tenant_tx(company.tenant_id) as tx:
        slow = await queries.claim(tx, one, MONDAY)
        other = await queries.claim(tx, one, MONDAY + timedelta(minutes=16))

        assert (slow, other) == (1, 2)
        assert not await queries.announce(tx, one, 1)
        assert await queries.announce(tx, one, 2)
        assert not await queries.announce(tx, one, 2)


async def test_what_the_server_does_not_take_now_comes_later_once(
    company: Company, reporter: Reporter, server: MailServer, reader: tuple[UUID, str]
):
    server.refusals.append("451 greylisted")

    await reporter.send_due(MONDAY)
    await reporter.send_due(MONDAY + timedelta(minutes=1))
    assert server.to(reader[1]) == []

    await reporter.send_due(MONDAY + timedelta(hours=1))
    await reporter.send_due(MONDAY + timedelta(hours=2))
    (mail,) = server.to(reader[1])
    assert mail["Message-ID"].startswith("<weekly.")
    assert state(company, reader[0]) == [("sent", 2)]


async def test_an_address_that_is_refused_for_good_is_let_be(
    company: Company, reporter: Reporter, server: MailServer, reader: tuple[UUID, str]
):
    server.refusals.append("550 no such user")

    await reporter.send_due(MONDAY)
    await reporter.send_due(MONDAY + timedelta(hours=2))

    assert server.to(reader[1]) == []
    assert state(company, reader[0]) == [("refused", 1)]


async def test_without_a_mail_server_it_is_shown_where_links_are_and_else_waits(
    company: Company, reporter: Reporter, reader: tuple[UUID, str], capsys
):
    nowhere = replace(reporter, post=Post(None))

    assert await nowhere.send_due(MONDAY) == 0
    assert state(company, reader[0]) == []

    assert await replace(nowhere, prints=True).send_due(MONDAY) >= 1
    assert f"To {reader[1]}: Sua semana" in capsys.readouterr().err


async def test_people_ask_for_it_look_at_it_and_end_it(client: Client, tenant: TenantWorld):
    await client.sign_in(tenant.admin_email)
    before = await client.get("/api/reports/weekly")
    asked = await client.call("PUT", "/api/reports/weekly", json={"subscribed": True})
    again = await client.call("PUT", "/api/reports/weekly", json={"subscribed": True})
    preview = await client.get("/api/reports/weekly/preview")
    ended = await client.call("PUT", "/api/reports/weekly", json={"subscribed": False})

    assert [one.json["subscribed"] for one in (before, asked, again, ended)] == [
        False, True, True, False]  # fmt: skip
    assert asked.json["can_subscribe"]
    assert preview.json["subject"].startswith("Sua semana no DOM360: Empresa")
    assert tenant.canary in preview.json["text"]
    assert preview.json["html"].startswith("<!doctype html>")


async def test_the_link_ends_it_for_its_reader_and_nobody_else(
    client: Client, other_client: Client, tenant: TenantWorld, other: TenantWorld,
    db: Database, client_of: Callable[..., Client],
):  # fmt: skip
    for one, whose in ((client, tenant), (other_client, other)):
        await one.sign_in(whose.admin_email)
        await one.call("PUT", "/api/reports/weekly", json={"subscribed": True})
    async with db.tenant_tx(tenant.tenant_id) as tx:
        token = await tx.value(
            b"select token from report_subscriptions where tenant_id = %(tenant_id)s"
        )
    stranger = client_of(tenant)
    stranger.headers.clear()

    wrong = [
        f"{other.tenant_id}.{token}", f"{tenant.tenant_id}.{uuid4()}", "x", "a.b",
    ]  # fmt: skip
    for one_token in wrong:
        said = await stranger.call("POST", f"/api/reports/weekly/unsubscribe?token={one_token}")
        assert said.json == {"ended": True}
    still = await client.get("/api/reports/weekly")
    said = await stranger.call(
        "POST", f"/api/reports/weekly/unsubscribe?token={tenant.tenant_id}.{token}"
    )

    assert still.json["subscribed"]
    assert said.json == {"ended": True}
    assert not (await client.get("/api/reports/weekly")).json["subscribed"]
    assert (await other_client.get("/api/reports/weekly")).json["subscribed"]
