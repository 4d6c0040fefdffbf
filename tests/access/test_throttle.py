"""Guessing gets slow; the owner gets in."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dom360.access.errors import TooManyGuesses
from dom360.access.throttle import ACCOUNT, Count, Throttle, address_count
from dom360.db.database import Database
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.throttle import hold
from tests.support.world import PASSWORD, Client, TenantWorld


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 1, 5, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(db: Database, clock: Clock) -> Throttle:
    return Throttle(db, tries_per_address=50, now=clock)


@pytest.fixture
def account() -> Count:
    return Count("account", f"{secrets.token_hex(8)}@example.com")


async def wait_of(throttle: Throttle, *counts: Count) -> int:
    """0 where the try may be made."""
    try:
        await throttle.take(*counts)
    except TooManyGuesses as refusal:
        return refusal.retry_after_s or -1
    return 0


async def test_the_first_tries_are_free_then_each_takes_twice_as_long(throttle, clock, account):
    assert [await wait_of(throttle, account) for _ in range(ACCOUNT.free)] == [0] * ACCOUNT.free

    waits = []
    for _ in range(12):
        waits.append(await wait_of(throttle, account))
        clock.forward(waits[-1])
        assert await wait_of(throttle, account) == 0

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


async def test_asking_while_one_has_to_wait_makes_the_wait_no_longer(throttle, clock, account):
    for _ in range(ACCOUNT.free + 5):
        while waited := await wait_of(throttle, account):
            clock.forward(waited)

    waits = {await wait_of(throttle, account) for _ in range(20)}

    assert waits == {32}
    clock.forward(32)

    assert await wait_of(throttle, account) == 0


async def test_many_at_once_are_no_faster_than_one_after_the_other(throttle, account):
    waits = await asyncio.gather(*(wait_of(throttle, account) for _ in range(40)))

    assert waits.count(0) == ACCOUNT.free


async def test_after_silence_and_after_success_all_is_forgotten(throttle, clock, account):
    for _ in range(ACCOUNT.free):
        await wait_of(throttle, account)
    clock.forward(ACCOUNT.forget_s + 1)
    assert [await wait_of(throttle, account) for _ in range(ACCOUNT.free)] == [0] * ACCOUNT.free
    clock.forward(1)

    await throttle.forgive(account, all_of_it=True)

    assert [await wait_of(throttle, account) for _ in range(ACCOUNT.free)] == [0] * ACCOUNT.free


async def test_an_address_that_signs_in_with_its_own_account_guesses_no_faster(throttle, clock):
    address = address_count(f"192.0.2.{secrets.randbelow(250)}")
    for _ in range(50):
        assert await wait_of(throttle, address) == 0
    clock.forward(await wait_of(throttle, address))

    async def own_sign_in_and_a_guess() -> float:
        assert await wait_of(throttle, address) == 0
        await throttle.forgive(address, all_of_it=False)
        assert await wait_of(throttle, address) == 0
        waited = await wait_of(throttle, address)
        clock.forward(waited)
        return waited

    waits = [await own_sign_in_and_a_guess() for _ in range(5)]

    assert waits == sorted(waits)
    assert waits[-1] >= 8


async def test_where_the_address_has_to_wait_the_account_loses_nothing(throttle, account):
    address = address_count(f"198.51.100.{secrets.randbelow(250)}")
    for _ in range(50):
        await wait_of(throttle, address)
    for _ in range(10):
        assert await wait_of(throttle, account, address) > 0

    assert [await wait_of(throttle, account) for _ in range(ACCOUNT.free)] == [0] * ACCOUNT.free


@settings(max_examples=40, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(pauses=st.lists(st.integers(0, 2000), min_size=10, max_size=25))
async def test_whatever_the_rhythm_tries_stay_few(db: Database, pauses: list[int]):
    """No rhythm gets more tries than the free ones and one for each wait that really passed."""
    clock = Clock()
    throttle = Throttle(db, now=clock)
    account = Count("account", secrets.token_hex(8))
    made, passed = 0, 0
    for pause in pauses:
        clock.forward(pause)
        passed += pause
        made += (await wait_of(throttle, account)) == 0

    needed, tries = 0, ACCOUNT.free
    while needed + min(2 ** (tries - ACCOUNT.free), ACCOUNT.cap_s) <= passed:
        needed += min(2 ** (tries - ACCOUNT.free), ACCOUNT.cap_s)
        tries += 1
    assert made <= tries


def test_an_ipv6_network_counts_as_one_address():
    assert address_count("2001:db8:1:2::1") == address_count("2001:db8:1:2:ffff::9")
    assert address_count("2001:db8:1:2::1") != address_count("2001:db8:1:3::1")
    assert address_count("::ffff:192.0.2.1") == address_count("192.0.2.1")
    assert address_count(None).key == "unknown"


async def guess(client: Client, email: str, address: str = "203.0.113.5", **cookies: str):
    headers = {"X-Forwarded-For": address}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    body = {"email": email, "password": "wrong guess"}
    return await client.post("/api/auth/sign-in", body, headers=headers)


async def device_of(client: Client, email: str) -> str:
    """The cookie that tells that this browser signed in before."""
    body = {"email": email, "password": PASSWORD}
    async with client._http.post(client._url + "/api/auth/sign-in", json=body) as answer:
        assert answer.status == 200
        return answer.cookies["dom360_device"].value


async def test_the_owner_gets_in_from_a_known_browser_while_others_guess(
    client_of, tenant: TenantWorld, database: ScratchDatabase
):
    client: Client = client_of(tenant)
    client.headers.clear()
    device = await device_of(client, tenant.admin_email)

    guesses = [(await guess(client, tenant.admin_email, f"203.0.113.{n}")).status for n in range(5)]
    hold(database, Count("account", tenant.admin_email))
    right = {"email": tenant.admin_email, "password": PASSWORD}
    elsewhere = await client.post("/api/auth/sign-in", right)
    at_home = await client.post(
        "/api/auth/sign-in", right, headers={"Cookie": f"dom360_device={device}"}
    )

    assert guesses == [401] * 5
    refused = assert_problem(elsewhere, 429, "TOO_MANY_TRIES")
    assert int(elsewhere.headers["Retry-After"]) == refused["retry_after_s"] > 3500
    assert at_home.status == 200


async def test_a_new_password_by_mail_gets_the_owner_in_as_well(
    client_of, make, tenant: TenantWorld, database: ScratchDatabase
):
    client: Client = client_of(tenant)
    email = await make.person(tenant.tenant_id, "VIEWER")
    await client.sign_in(tenant.admin_email)
    user = database.value("select id from dom360.users where email = %s", email)
    link = (await client.post(f"/api/people/{user}/reset-password", None)).json["link"]
    client.headers.clear()
    for _ in range(5):
        await guess(client, email)
    hold(database, Count("account", email))
    assert (await client.sign_in(email)).status == 429

    body = {"token": link.partition("#")[2], "password": "uma canoa e dois remos"}
    done = await client.post("/api/auth/password-reset/complete", body)

    assert done.status == 204
    assert (await client.sign_in(email, "uma canoa e dois remos")).status == 200


async def test_a_stolen_or_foreign_device_cookie_does_not_help_to_guess(
    client_of, tenant: TenantWorld, other: TenantWorld, database: ScratchDatabase
):
    client: Client = client_of(tenant)
    client.headers.clear()
    device = await device_of(client, tenant.admin_email)
    moved = device.replace(tenant.tenant_id.hex, other.tenant_id.hex)

    for _ in range(5):
        await guess(client, tenant.admin_email, dom360_device=device)
        await guess(client, other.admin_email, dom360_device=moved)
    hold(database, Count("device", device))
    hold(database, Count("account", other.admin_email))

    own = await guess(client, tenant.admin_email, dom360_device=device)
    theirs = await guess(client, other.admin_email, dom360_device=moved)
    assert (own.status, theirs.status) == (429, 429)


async def test_an_unknown_address_is_slowed_down_like_a_known_one(
    client_of, tenant: TenantWorld, database: ScratchDatabase
):
    client: Client = client_of(None)
    unknown = f"{secrets.token_hex(6)}@example.com"

    for _ in range(5):
        answers = [await guess(client, email) for email in (tenant.admin_email, unknown)]
        assert answers[0].raw == answers[1].raw
    for email in (tenant.admin_email, unknown):
        hold(database, Count("account", email))

    answers = [await guess(client, email) for email in (tenant.admin_email, unknown)]
    assert {one.status for one in answers} == {429}
    assert abs(answers[0].json["retry_after_s"] - answers[1].json["retry_after_s"]) < 10


async def test_what_is_counted_is_stored_as_hashes_and_let_go_of(
    db: Database, database: ScratchDatabase, throttle: Throttle, clock: Clock, account: Count
):
    await throttle.take(account)
    stored = str(database.rows("select to_jsonb(g)::text from dom360.guesses g"))
    assert account.key not in stored
    old = "update dom360.guesses set last_at = '2020-01-01' where key_hash = %s"
    database.rows(old, account.key_hash)

    await throttle.take(Count("account", secrets.token_hex(8)))

    left = "select count(*) from dom360.guesses where key_hash = %s"
    assert database.value(left, account.key_hash) == 0
