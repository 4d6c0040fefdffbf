"""Cookies and keys that are wrong in every way, and pages of other sites."""

import secrets

import pytest

from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

UUID_HEX = "0" * 32


@pytest.fixture
def stranger(client_of, tenant: TenantWorld) -> Client:
    """Knows the tenant's inbox, but has nothing to show."""
    nobody = client_of(tenant)
    nobody.headers.clear()
    return nobody


def wrong_tokens(right: str, tenant: TenantWorld, other: TenantWorld) -> list[str]:
    prefix = right[: right.index(tenant.tenant_id.hex)]
    return [
        right.replace(tenant.tenant_id.hex, other.tenant_id.hex),
        right.replace(tenant.tenant_id.hex, UUID_HEX),
        right[:-1],
        right + "A",
        right[:-1] + ("A" if right[-1] != "A" else "B"),
        right.upper(),
        right.replace(prefix, "x_"),
        f"{prefix}{tenant.tenant_id.hex}_{secrets.token_urlsafe(32)}",
        f"{prefix}{tenant.tenant_id.hex}_",
        f"{prefix}{tenant.tenant_id}_{'a' * 43}",
        prefix,
        "x",
        "'; drop table dom360.users; --",
        "x" * 5000,
        "é" * 20,
        "%00",
        "null",
    ]


async def test_wrong_keys_are_refused(stranger: Client, tenant: TenantWorld, other: TenantWorld):
    for key in wrong_tokens(tenant.api_key, tenant, other):
        answer = await stranger.get("/api/inboxes", headers={"Authorization": f"Bearer {key}"})
        assert_problem(answer, 401, "UNAUTHENTICATED")
        assert key.encode() not in answer.raw or key in ("x", "null")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer  ", "dom360_x", "Token abc", "\tx"]
)
async def test_other_authorizations_are_refused(stranger: Client, header: str):
    answer = await stranger.get("/api/inboxes", headers={"Authorization": header})

    assert_problem(answer, 401, "UNAUTHENTICATED")


async def test_wrong_cookies_are_refused(
    stranger: Client, client_of, tenant: TenantWorld, other: TenantWorld
):
    person = client_of(tenant)
    await person.sign_in(tenant.admin_email)
    name, _, right = person.headers["Cookie"].partition("=")

    assert (await stranger.get("/api/inboxes", headers={"Cookie": f"{name}={right}"})).status == 200
    for value in wrong_tokens(right, tenant, other):
        answer = await stranger.get("/api/inboxes", headers={"Cookie": f"{name}={value}"})
        assert_problem(answer, 401, "UNAUTHENTICATED")
    for cookie in ("", "=", ";;;", f"{name}", f"{name}=", f"other={right}", f'{name}="'):
        answer = await stranger.get("/api/inboxes", headers={"Cookie": cookie})
        assert_problem(answer, 401, "UNAUTHENTICATED")


async def test_a_key_is_no_cookie_and_a_cookie_is_no_key(
    stranger: Client, client_of, tenant: TenantWorld
):
    person = client_of(tenant)
    await person.sign_in(tenant.admin_email)
    name, _, session = person.headers["Cookie"].partition("=")

    as_cookie = await stranger.get("/api/inboxes", headers={"Cookie": f"{name}={tenant.api_key}"})
    as_key = await stranger.get("/api/inboxes", headers={"Authorization": f"Bearer {session}"})

    assert_problem(as_cookie, 401, "UNAUTHENTICATED")
    assert_problem(as_key, 401, "UNAUTHENTICATED")


async def test_of_key_and_cookie_the_key_counts(
    stranger: Client, client_of, tenant: TenantWorld, other: TenantWorld
):
    person = client_of(tenant)
    await person.sign_in(tenant.admin_email)
    cookie = person.headers["Cookie"]

    good = await stranger.get(
        "/api/api-keys", headers={"Cookie": cookie, "Authorization": f"Bearer {tenant.api_key}"}
    )
    bad = await stranger.get(
        "/api/inboxes", headers={"Cookie": cookie, "Authorization": "Bearer wrong"}
    )

    assert_problem(good, 403, "FORBIDDEN")
    assert_problem(bad, 401, "UNAUTHENTICATED")


FOREIGN = ["https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", "http://[::1",
           "file://", "", "http://evil.example:80\\@127.0.0.1", "garbage"]  # fmt: skip


@pytest.mark.parametrize("origin", FOREIGN)
async def test_another_sites_page_changes_nothing(
    client_of, stranger: Client, tenant: TenantWorld, origin: str
):
    person = client_of(tenant)
    await person.sign_in(tenant.admin_email)
    evil = {"Origin": origin}

    sign_in = {"email": tenant.admin_email, "password": "wrong"}
    for answer in (
        await stranger.post("/api/auth/sign-in", sign_in, headers=evil),
        await person.post("/api/chat", person.turn(), headers=evil),
        await person.post("/api/api-keys", {"name": "Roubada"}, headers=evil),
        await person.post("/api/auth/sign-out", None, headers=evil),
        await person.call("DELETE", f"/api/api-keys/{tenant.tenant_id}", headers=evil),
    ):
        assert_problem(answer, 403, "FOREIGN_ORIGIN")
    assert (await person.get("/api/auth/session", headers=evil)).status == 200


async def test_our_own_page_may_change_things(client_of, client: Client, tenant: TenantWorld):
    person = client_of(tenant)
    own = {"Origin": person.origin}
    body = {"email": tenant.admin_email, "password": "wrong"}

    signing_in = await person.post("/api/auth/sign-in", body, headers=own)
    await person.sign_in(tenant.admin_email)
    chat = await person.post("/api/chat", person.turn(), headers=own)

    assert_problem(signing_in, 401, "INVALID_CREDENTIALS")
    assert chat.status == 200


async def test_a_program_with_a_key_comes_from_anywhere(client: Client):
    answer = await client.post(
        "/api/chat", client.turn(), headers={"Origin": "https://shop.example"}
    )

    assert answer.status == 200
