"""Changing a password, and setting a new one with a link."""

import asyncio
import statistics
import time

import pytest

from dom360.access.throttle import LINK, Count, Throttle
from dom360.db.database import Database
from dom360.jobs.app import make_app
from dom360.people.mailing import Mailing
from tests.people.conftest import me, token_of
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.throttle import hold
from tests.support.world import PASSWORD, Client, TenantWorld

NEW = "quatro gatos e um violão"


async def reset(client: Client, link: str, password: str = NEW):
    body = {"token": token_of(link), "password": password}
    return await client.post("/api/auth/password-reset/complete", body)


async def test_a_change_needs_the_old_password_and_ends_the_other_sessions(
    admin: Client, client_of, tenant: TenantWorld
):
    elsewhere: Client = client_of(tenant)
    await elsewhere.sign_in(tenant.admin_email)

    async def change(old: str, new: str):
        return await admin.post("/api/auth/password", {"old_password": old, "new_password": new})

    assert_problem(await change("not the old one", NEW), 422, "WRONG_PASSWORD")
    assert_problem(await change(PASSWORD, "senha123456"), 422, "WEAK_PASSWORD")
    assert (await elsewhere.get("/api/auth/session")).status == 200
    assert (await change(PASSWORD, NEW)).status == 204

    assert (await admin.get("/api/auth/session")).status == 200
    assert_problem(await elsewhere.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert_problem(await elsewhere.sign_in(tenant.admin_email), 401, "INVALID_CREDENTIALS")
    assert (await elsewhere.sign_in(tenant.admin_email, NEW)).status == 200


async def test_a_stolen_session_does_not_guess_the_password_fast(
    admin: Client, database: ScratchDatabase
):
    async def guess(password: str) -> int:
        body = {"old_password": password, "new_password": NEW}
        return (await admin.post("/api/auth/password", body)).status

    guesses = [await guess(f"guess {n}") for n in range(5)]
    hold(database, Count("code", (await me(admin))["id"]))

    assert guesses == [422] * 5
    assert await guess(PASSWORD) == 429


async def test_an_administrator_sends_a_link_with_which_a_new_password_is_set_once(
    admin: Client, signed_in, client_of, tenant: TenantWorld
):
    person = await signed_in()
    mine = await me(person)

    link = (await admin.post(f"/api/people/{mine['id']}/reset-password", None)).json["link"]
    still = await client_of(tenant).sign_in(mine["email"])
    weak = await reset(client_of(None), link, "12345678901")
    done = await reset(client_of(None), link)
    again = await reset(client_of(None), link)

    assert still.status == 200, "until it is used, nothing changes"
    assert_problem(weak, 422, "WEAK_PASSWORD")
    assert done.status == 204
    assert_problem(again, 410, "LINK_GONE")
    assert_problem(await person.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert_problem(await client_of(tenant).sign_in(mine["email"]), 401, "INVALID_CREDENTIALS")
    assert (await client_of(tenant).sign_in(mine["email"], NEW)).status == 200


async def test_links_end_by_time_by_a_newer_password_and_by_being_disabled(
    admin: Client, signed_in, client_of, database: ScratchDatabase
):
    person = await me(await signed_in())
    path = f"/api/people/{person['id']}"

    async def link() -> str:
        return str((await admin.post(f"{path}/reset-password", None)).json["link"])

    old, late = await link(), await link()
    database.rows(
        "update dom360.one_time_tokens set expires_at = now() where user_id = %s", person["id"]
    )
    assert_problem(await reset(client_of(None), late), 410, "LINK_GONE")
    first, second = await link(), await link()
    assert (await reset(client_of(None), first)).status == 204
    assert_problem(await reset(client_of(None), second), 410, "LINK_GONE")
    third = await link()
    await admin.post(f"{path}/disable", None)
    assert_problem(await reset(client_of(None), third), 410, "LINK_GONE")
    assert_problem(await admin.post(f"{path}/reset-password", None), 409, "PERSON_DISABLED")
    assert_problem(await reset(client_of(None), old), 410, "LINK_GONE")


async def test_of_many_who_use_one_link_at_once_one_does(admin: Client, signed_in, client_of):
    person = await me(await signed_in())
    link = (await admin.post(f"/api/people/{person['id']}/reset-password", None)).json["link"]

    answers = await asyncio.gather(*(reset(client_of(None), link, f"{NEW} {n}") for n in range(4)))

    assert sorted(answer.status for answer in answers) == [204, 410, 410, 410]


async def test_asking_tells_nothing_by_words_or_time(client_of, tenant: TenantWorld):
    nobody: Client = client_of(None)

    async def ask(email: str) -> tuple[int, bytes, float]:
        began = time.perf_counter()
        answer = await nobody.post("/api/auth/password-reset", {"email": email})
        return answer.status, answer.raw, time.perf_counter() - began

    await ask("warm-up@example.com")
    known = [await ask(tenant.admin_email) for _ in range(7)]
    unknown = [await ask(f"nobody-{n}@example.com") for n in range(7)]

    assert {one[:2] for one in known} == {one[:2] for one in unknown} == {(202, b"null")}
    ratio = statistics.median(one[2] for one in known) / statistics.median(
        one[2] for one in unknown
    )
    assert 0.3 < ratio < 3.3


@pytest.fixture
async def printing(db: Database, database: ScratchDatabase, capsys):
    """Mailing as on one's own machine: no mail server, links on standard error."""
    throttle = Throttle(db)
    jobs = make_app(database.app_url)
    mailing = Mailing(db, jobs, throttle, "http://localhost:5173", sends=False, prints=True)

    async def ask(email: str) -> str:
        mailing.forgotten(email)
        await mailing.drain()
        return capsys.readouterr().err

    return ask


async def test_on_ones_own_machine_the_link_is_printed(
    printing, client_of, tenant: TenantWorld, signed_in
):
    said = await printing(f" {tenant.admin_email.upper()} ")

    link = said.partition("here: ")[2].strip()
    assert link.startswith("http://localhost:5173/reset-password#r_")
    assert (await reset(client_of(None), link)).status == 204
    assert "here:" not in await printing("nobody@example.com")


async def test_a_mailbox_is_not_filled_by_asking_again_and_again(printing, tenant: TenantWorld):
    printed = [("here:" in await printing(tenant.admin_email)) for _ in range(LINK.free + 3)]

    assert printed == [True] * LINK.free + [False] * 3
