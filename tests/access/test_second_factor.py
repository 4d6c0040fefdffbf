"""Codes beside the password: set up, asked for, used once, turned off, reset."""

import asyncio
import time

import pyotp
import pytest

from dom360.access import totp
from dom360.access.throttle import Count
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.throttle import hold
from tests.support.world import PASSWORD, Client, Maker, TenantWorld


class Phone:
    """An authenticator app. Its codes are of the next steps, so that a test needs not wait."""

    def __init__(self, secret: str) -> None:
        self._totp = pyotp.TOTP(secret)
        self._step = int(time.time()) // 30 - 2

    def code(self) -> str:
        """A code that was not given before, as near as possible to now."""
        self._step += 1
        return self._totp.generate_otp(self._step)


@pytest.fixture
async def admin(client_of, tenant: TenantWorld) -> Client:
    person: Client = client_of(tenant)
    assert (await person.sign_in(tenant.admin_email)).status == 200
    return person


async def set_up(client: Client) -> tuple[Phone, list[str]]:
    begun = await client.post("/api/auth/second-factor", {"password": PASSWORD})
    assert begun.status == 201
    phone = Phone(begun.json["secret"])
    confirmed = await client.post("/api/auth/second-factor/confirm", {"code": phone.code()})
    assert confirmed.status == 200, confirmed.raw
    return phone, confirmed.json["codes"]


async def first_step(client: Client, email: str) -> str:
    answer = await client.sign_in(email)
    assert answer.status == 202
    assert "Set-Cookie" not in answer.headers
    return str(answer.json["pending_token"])


async def second_step(client: Client, pending: str, code: str):
    body = {"pending_token": pending, "code": code}
    return await client.post("/api/auth/sign-in/second-factor", body)


async def test_set_up_shows_secret_and_image_and_needs_the_password(admin: Client, tenant):
    wrong = await admin.post("/api/auth/second-factor", {"password": "guess"})
    begun = await admin.post("/api/auth/second-factor", {"password": PASSWORD})

    assert_problem(wrong, 422, "WRONG_PASSWORD")
    assert begun.json["uri"].startswith("otpauth://totp/DOM360:")
    assert begun.json["qr_svg"].startswith("<svg")
    assert (await admin.get("/api/auth/session")).json["user"]["second_factor"] is False
    assert (await admin.sign_in(tenant.admin_email)).status == 200, "not on before it is confirmed"


async def test_sign_in_asks_for_a_code_once_it_is_on(admin: Client, client_of, tenant: TenantWorld):
    phone, _ = await set_up(admin)
    other_browser: Client = client_of(tenant)

    pending = await first_step(other_browser, tenant.admin_email)
    nothing = await other_browser.get("/api/auth/session", headers={"Cookie": f"x={pending}"})
    as_session = await other_browser.get(
        "/api/auth/session", headers={"Cookie": f"dom360_session={pending}"}
    )
    wrong = await second_step(other_browser, pending, "000000")
    right = await second_step(other_browser, pending, phone.code())
    again = await second_step(other_browser, pending, phone.code())

    assert_problem(nothing, 401, "UNAUTHENTICATED")
    assert_problem(as_session, 401, "UNAUTHENTICATED")
    assert_problem(wrong, 422, "WRONG_CODE")
    assert right.status == 200
    assert right.json["user"]["second_factor"] is True
    assert_problem(again, 410, "SIGN_IN_STEP_EXPIRED")
    assert (await admin.get("/api/auth/session")).status == 200


async def test_a_code_is_good_once_also_for_two_at_the_same_moment(
    admin: Client, client_of, tenant: TenantWorld
):
    phone, _ = await set_up(admin)
    browsers = [client_of(tenant) for _ in range(4)]
    pending = [await first_step(one, tenant.admin_email) for one in browsers]
    code = phone.code()

    answers = await asyncio.gather(
        *(second_step(one, token, code) for one, token in zip(browsers, pending, strict=True))
    )

    assert sorted(answer.status for answer in answers) == [200, 422, 422, 422]


async def test_recovery_codes_let_in_once_each_and_are_stored_as_hashes(
    admin: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    _, codes = await set_up(admin)
    browser: Client = client_of(tenant)

    first = await second_step(
        browser, await first_step(browser, tenant.admin_email), codes[0].upper().replace("-", " ")
    )
    again = await second_step(browser, await first_step(browser, tenant.admin_email), codes[0])
    another = await second_step(browser, await first_step(browser, tenant.admin_email), codes[1])

    assert len(set(codes)) == totp.RECOVERY_CODES
    assert (first.status, another.status) == (200, 200)
    assert_problem(again, 422, "WRONG_CODE")
    stored = str(
        database.rows(
            "select to_jsonb(c)::text from dom360.recovery_codes c where tenant_id = %s "
            "union all select to_jsonb(f)::text from dom360.second_factors f where tenant_id = %s "
            "union all select to_jsonb(a)::text from dom360.audit_log a where tenant_id = %s",
            tenant.tenant_id, tenant.tenant_id, tenant.tenant_id,
        )
    )  # fmt: skip
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
    assert "second_factor.recovery_used" in stored


async def test_the_secret_is_stored_encrypted(admin: Client, tenant: TenantWorld, database):
    begun = await admin.post("/api/auth/second-factor", {"password": PASSWORD})

    stored = database.value(
        "select totp_secret_encrypted from dom360.second_factors where tenant_id = %s",
        tenant.tenant_id,
    )
    assert stored.startswith("v1:test:")
    assert begun.json["secret"] not in stored


async def test_guessing_codes_gets_nowhere(
    admin: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    phone, _ = await set_up(admin)
    browser: Client = client_of(tenant)
    pending = await first_step(browser, tenant.admin_email)

    guesses = [(await second_step(browser, pending, f"{n:06}")).status for n in range(5)]
    right = await second_step(browser, pending, phone.code())
    hold(database, Count("code", (await admin.get("/api/auth/session")).json["user"]["id"]))
    anew = await second_step(browser, await first_step(browser, tenant.admin_email), phone.code())

    assert guesses == [422] * 5
    assert_problem(right, 410, "SIGN_IN_STEP_EXPIRED")
    refused = assert_problem(anew, 429, "TOO_MANY_TRIES")
    assert int(anew.headers["Retry-After"]) == refused["retry_after_s"] >= 1


async def test_a_half_done_sign_in_ends_after_minutes(
    admin: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    phone, _ = await set_up(admin)
    browser: Client = client_of(tenant)
    pending = await first_step(browser, tenant.admin_email)
    database.rows(
        "update dom360.one_time_tokens set expires_at = now() where tenant_id = %s",
        tenant.tenant_id,
    )

    assert_problem(await second_step(browser, pending, phone.code()), 410, "SIGN_IN_STEP_EXPIRED")
    for wrong in ("x", "p_" + "0" * 32 + "_" + "a" * 43, pending.replace("p_", "s_")):
        assert_problem(await second_step(browser, wrong, "123456"), 410, "SIGN_IN_STEP_EXPIRED")


async def test_it_is_turned_off_with_the_password_or_a_code_not_with_a_session_alone(
    admin: Client, tenant: TenantWorld
):
    phone, _ = await set_up(admin)

    async def off(**proof: str):
        return await admin.post("/api/auth/second-factor/off", proof)

    assert_problem(await off(), 422, "PROOF_NEEDED")
    assert_problem(await off(password=PASSWORD, code="123456"), 422, "PROOF_NEEDED")
    assert_problem(await off(password="guess"), 422, "WRONG_PASSWORD")
    assert_problem(await off(code="000000"), 422, "WRONG_CODE")
    assert (await off(code=phone.code())).status == 204
    assert_problem(await off(password=PASSWORD), 409, "SECOND_FACTOR_OFF")
    assert (await admin.sign_in(tenant.admin_email)).status == 200


async def test_it_cannot_be_replaced_by_setting_up_another(admin: Client):
    await set_up(admin)

    begun = await admin.post("/api/auth/second-factor", {"password": PASSWORD})
    confirmed = await admin.post("/api/auth/second-factor/confirm", {"code": "123456"})

    assert_problem(begun, 409, "SECOND_FACTOR_ON")
    assert_problem(confirmed, 409, "SECOND_FACTOR_ON")


async def test_new_recovery_codes_need_a_code_and_replace_the_old(
    admin: Client, client_of, tenant: TenantWorld
):
    phone, old = await set_up(admin)
    path = "/api/auth/second-factor/recovery-codes"

    assert_problem(await admin.post(path, {"code": "000000"}), 422, "WRONG_CODE")
    new = (await admin.post(path, {"code": phone.code()})).json["codes"]

    browser: Client = client_of(tenant)
    used = await second_step(browser, await first_step(browser, tenant.admin_email), old[0])
    fresh = await second_step(browser, await first_step(browser, tenant.admin_email), new[0])
    assert_problem(used, 422, "WRONG_CODE")
    assert fresh.status == 200


async def test_an_administrator_resets_it_and_that_is_written_down(
    admin: Client, client_of, make: Maker, tenant: TenantWorld, database: ScratchDatabase
):
    email = await make.person(tenant.tenant_id, "TENANT_USER")
    person: Client = client_of(tenant)
    await person.sign_in(email)
    await set_up(person)
    person_id = (await person.get("/api/auth/session")).json["user"]["id"]

    answer = await admin.post(f"/api/people/{person_id}/reset-second-factor", None)

    assert answer.status == 204
    assert_problem(await person.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert (await person.sign_in(email)).status == 200
    written = database.rows(
        "select action from dom360.audit_log where tenant_id = %s and action like 'second_factor%%'"
        " order by seq",
        tenant.tenant_id,
    )
    assert [one for (one,) in written] == [
        "second_factor.added", "second_factor.enabled", "second_factor.removed",
        "second_factor.reset",
    ]  # fmt: skip


@pytest.mark.parametrize("around", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off_and_no_more(around: int):
    secret, now = totp.new_secret(), 1_800_000_000
    step = now // 30

    assert totp.matching_step(secret, pyotp.TOTP(secret).generate_otp(step + around), now=now) == (
        step + around
    )
    for far in (-2, 2):
        code = pyotp.TOTP(secret).generate_otp(step + far)
        near = {pyotp.TOTP(secret).generate_otp(step + one) for one in (-1, 0, 1)}
        assert code in near or totp.matching_step(secret, code, now=now) is None
