"""Signing in and out: who gets a session, and how long it lives."""

import json
import statistics
import time
from http.cookies import SimpleCookie

import pytest

from dom360.access.cookies import SESSION_COOKIE
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import PASSWORD, Client, Maker, TenantWorld


@pytest.fixture
def browser(client: Client) -> Client:
    """The tenant's client without its key."""
    client.headers.clear()
    return client


async def test_a_right_password_starts_a_session(browser: Client, tenant: TenantWorld):
    answer = await browser.sign_in(tenant.admin_email)

    cookie = SimpleCookie(answer.headers["Set-Cookie"])[SESSION_COOKIE]
    assert answer.status == 200
    assert (cookie["httponly"], cookie["samesite"].lower(), cookie["path"]) == (True, "lax", "/")
    assert int(cookie["max-age"]) == 12 * 3600
    assert not cookie["domain"]
    assert cookie.value.encode() not in answer.raw, "the page's scripts must not see it"
    assert answer.json["user"]["role"] == "TENANT_ADMIN"
    assert answer.json["tenant"]["id"] == str(tenant.tenant_id)
    assert (await browser.get("/api/auth/session")).json == answer.json


async def test_the_address_may_be_written_in_capitals_and_with_spaces(
    browser: Client, tenant: TenantWorld
):
    assert (await browser.sign_in(f"  {tenant.admin_email.upper()} ")).status == 200


async def test_a_wrong_password_and_an_unknown_address_look_the_same(
    browser: Client, tenant: TenantWorld
):
    wrong = await browser.sign_in(tenant.admin_email, "not the password")
    unknown = await browser.sign_in("nobody@example.com", "not the password")

    assert_problem(wrong, 401, "INVALID_CREDENTIALS")
    assert wrong.raw == unknown.raw
    assert "Set-Cookie" not in wrong.headers


async def test_a_wrong_password_and_an_unknown_address_take_as_long(
    browser: Client, tenant: TenantWorld
):
    async def seconds(email: str) -> float:
        began = time.perf_counter()
        await browser.sign_in(email, "not the password")
        return time.perf_counter() - began

    await seconds("warm.up@example.com")
    wrong, unknown = [], []
    for n in range(5):
        wrong.append(await seconds(tenant.admin_email))
        unknown.append(await seconds(f"nobody-{n}@example.com"))

    ratio = statistics.median(unknown) / statistics.median(wrong)
    assert 0.4 < ratio < 2.5, "an address must not be told from its absence by the clock"


async def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(
    browser: Client, tenant: TenantWorld
):
    await browser.sign_in(tenant.admin_email)

    answer = await browser.post("/api/auth/sign-out", None)

    assert answer.status == 204
    assert SimpleCookie(answer.headers["Set-Cookie"])[SESSION_COOKIE].value == ""
    assert_problem(await browser.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert_problem(await browser.get("/api/conversations"), 401, "UNAUTHENTICATED")


async def test_a_second_session_outlives_the_first(browser: Client, tenant: TenantWorld, client_of):
    second = client_of(tenant)
    await browser.sign_in(tenant.admin_email)
    await second.sign_in(tenant.admin_email)

    await browser.post("/api/auth/sign-out", None)

    assert (await second.get("/api/auth/session")).status == 200


async def test_a_session_ends_by_itself(
    browser: Client, tenant: TenantWorld, database: ScratchDatabase
):
    await browser.sign_in(tenant.admin_email)
    database.rows(
        "update dom360.sessions set expires_at = now() where tenant_id = %s", tenant.tenant_id
    )

    assert_problem(await browser.get("/api/auth/session"), 401, "UNAUTHENTICATED")


async def test_somebody_disabled_is_out_at_once_and_stays_out(
    browser: Client, tenant: TenantWorld, database: ScratchDatabase
):
    await browser.sign_in(tenant.admin_email)
    database.rows(
        "update dom360.users set disabled_at = now() where tenant_id = %s", tenant.tenant_id
    )

    assert_problem(await browser.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert_problem(await browser.sign_in(tenant.admin_email), 401, "INVALID_CREDENTIALS")


async def test_a_session_and_a_password_are_stored_as_hashes_only(
    browser: Client, tenant: TenantWorld, database: ScratchDatabase
):
    await browser.sign_in(tenant.admin_email)

    secret = browser.headers["Cookie"].partition("=")[2]
    stored = json.dumps(
        database.rows(
            "select to_jsonb(s)::text, to_jsonb(u)::text from dom360.sessions s "
            "join dom360.users u using (tenant_id) where tenant_id = %s",
            tenant.tenant_id,
        )
    )
    assert secret not in stored
    assert secret[-43:] not in stored
    assert PASSWORD not in stored
    assert "$argon2id$" in stored


async def test_a_suspended_tenant_is_out_and_its_data_is_kept(
    client: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    browser = client_of(tenant)
    await browser.sign_in(tenant.admin_email)
    await client.chat("Guarde isto")

    def become(status: str) -> None:
        database.rows(
            "update dom360.tenants set status = %s where id = %s", status, tenant.tenant_id
        )

    become("suspended")
    stranger = await client_of(tenant).sign_in(tenant.admin_email, "not the password")
    refused = [
        await client_of(tenant).sign_in(tenant.admin_email),
        await browser.get("/api/auth/session"),
        await browser.get("/api/conversations"),
        await client.get("/api/conversations"),
        await client.chat("Mais"),
        await client.stream("Mais"),
    ]
    become("active")

    for answer in refused:
        assert_problem(answer, 403, "TENANT_SUSPENDED")
    assert_problem(stranger, 401, "INVALID_CREDENTIALS")
    assert (await client.get("/api/dashboard/consumption")).json["totals"]["messages"] == 2
    assert (await browser.get("/api/auth/session")).status == 200


@pytest.mark.parametrize(
    "body",
    [{}, {"email": "a@b.example"}, {"email": 1, "password": "x"}, {"email": "a@b", "password": ""},
     {"email": "a\x00@b.example", "password": "x"}, {"email": "x" * 300, "password": "x"},
     {"email": "a@b.example", "password": "x" * 1025}, {"email": "a@b.example", "password": None},
     {"email": "a@b.example", "password": "x", "remember": True}, [], None, "x"],
    ids=lambda body: repr(body)[:40],
)  # fmt: skip
async def test_a_sign_in_that_is_none_is_refused(browser: Client, body: object):
    answer = assert_problem(await browser.post("/api/auth/sign-in", body), 422, "VALIDATION_FAILED")

    assert answer["errors"]


async def test_a_sign_in_with_half_a_character_is_refused(browser: Client):
    for body in (
        rb'{"email": "a\ud800@b.example", "password": "x"}',
        rb'{"email": "a@b.example", "password": "\udfff"}',
    ):
        answer = await browser.call(
            "POST",
            "/api/auth/sign-in",
            data=body,
            headers={"Content-Type": "application/json"},
        )
        assert_problem(answer, 422, "VALIDATION_FAILED")


async def test_a_refusal_does_not_repeat_the_password(browser: Client):
    answer = await browser.post(
        "/api/auth/sign-in", {"email": "a@b.example", "password": ["s3cret-s3cret"]}
    )

    assert_problem(answer, 422, "VALIDATION_FAILED")
    assert b"s3cret" not in answer.raw


async def test_a_person_of_another_tenant_sees_their_own(
    client_of, make: Maker, tenant: TenantWorld, other: TenantWorld
):
    person = client_of(other)
    await person.sign_in(other.admin_email)

    session = (await person.get("/api/auth/session")).json

    assert session["tenant"]["id"] == str(other.tenant_id) != str(tenant.tenant_id)
