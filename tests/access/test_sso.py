"""Signing in with a company's account."""

import secrets
import time
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.doubles.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Answer, Client, Maker, TenantWorld


@pytest.fixture(scope="module")
async def provider_server():
    double = IdentityProvider()
    await double.start()
    yield double
    await double.stop()


@pytest.fixture
def provider(provider_server: IdentityProvider) -> IdentityProvider:
    provider_server.reset()
    return provider_server


@pytest.fixture
async def admin(client_of, tenant: TenantWorld) -> Client:
    person: Client = client_of(tenant)
    assert (await person.sign_in(tenant.admin_email)).status == 200
    return person


@pytest.fixture
def configure(admin: Client, provider: IdentityProvider):
    async def set_it(**fields: object) -> Answer:
        body = {
            "issuer": provider.url,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            **fields,
        }
        kept = {name: value for name, value in body.items() if value is not ...}
        return await admin.call("PUT", "/api/identity-provider", json=kept)

    return set_it


@pytest.fixture
def browser(client_of, tenant: TenantWorld) -> Client:
    client: Client = client_of(tenant)
    client.headers.clear()
    return client


async def go(browser: Client, slug: str) -> str:
    """Where we send the browser; it keeps our cookie."""
    begun = await browser.post("/api/auth/sso", {"slug": slug})
    assert begun.status == 200, begun.raw
    browser.headers["Cookie"] = begun.headers["Set-Cookie"].partition(";")[0]
    return str(begun.json["url"])


async def come_back(browser: Client, state: str, code: str) -> Answer:
    return await browser.get(f"/api/auth/sso/callback?state={quote(state)}&code={quote(code)}")


async def sign_in(browser: Client, provider: IdentityProvider, slug: str, **claims: object) -> str:
    """The whole way. Returns the code of an error, or '' for who is signed in."""
    way = await go(browser, slug)
    answer = await come_back(browser, *provider.consent(way, **claims))
    assert answer.status == 303
    error = parse_qs(urlsplit(answer.headers["Location"]).query).get("error", [""])[0]
    if not error:
        browser.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
    return error


async def me(client: Client) -> dict:
    return (await client.get("/api/auth/session")).json["user"]


async def test_who_is_here_gets_in_by_their_verified_address_and_later_by_their_id(
    configure, browser: Client, provider: IdentityProvider, make: Maker, tenant: TenantWorld
):
    assert (await configure()).status == 200
    email = await make.person(tenant.tenant_id, "VIEWER")

    first = await sign_in(browser, provider, tenant.slug, sub="7", email=email.upper())
    found = await me(browser)
    second = await sign_in(
        browser, provider, tenant.slug, sub="7", email="other@example.com", email_verified=False
    )

    assert (first, second) == ("", "")
    assert (found["email"], found["role"]) == (email, "VIEWER")
    assert (await me(browser))["id"] == found["id"], "the provider's own id counts from then on"


async def test_the_way_there_has_state_nonce_and_a_challenge_and_shows_no_secret(
    configure, browser: Client, provider: IdentityProvider, tenant: TenantWorld
):
    await configure()

    way = await go(browser, tenant.slug)

    asked = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].endswith("/api/auth/sso/callback")
    assert {"openid", "email"} <= set(asked["scope"].split())
    cookie = browser.headers["Cookie"].partition("=")[2]
    assert len({asked["state"], asked["nonce"], asked["code_challenge"], cookie}) == 4
    assert CLIENT_SECRET not in way


async def test_new_people_come_in_only_where_the_company_says_so(
    configure, browser: Client, provider: IdentityProvider, tenant: TenantWorld, admin: Client
):
    email = f"{secrets.token_hex(5)}@clinica.example"
    who = {"sub": secrets.token_hex(4), "email": email, "name": "Bia  Lima"}
    await configure()
    closed = await sign_in(browser, provider, tenant.slug, **who)
    await configure(new_people_role="TENANT_USER", allowed_domains=["Outra.example"])
    other_domain = await sign_in(browser, provider, tenant.slug, **who)
    await configure(new_people_role="TENANT_USER", allowed_domains=["clinica.example"])
    unverified = await sign_in(browser, provider, tenant.slug, **who, email_verified=None)
    opened = await sign_in(browser, provider, tenant.slug, **who)

    assert (closed, other_domain, unverified, opened) == (*["SSO_REFUSED"] * 3, "")
    found = await me(browser)
    assert (found["name"], found["role"], found["has_password"]) == (
        "Bia Lima",
        "TENANT_USER",
        False,
    )
    assert_problem(
        await browser.post("/api/auth/second-factor", {"password": "x"}), 409, "NO_PASSWORD"
    )


async def test_who_is_invited_comes_in_with_the_role_of_the_invitation(
    configure, browser: Client, provider: IdentityProvider, tenant: TenantWorld, admin: Client
):
    await configure()
    email = f"{secrets.token_hex(5)}@example.com"
    await admin.post("/api/invitations", {"email": email, "name": "Rui", "role": "TENANT_ADMIN"})

    assert await sign_in(browser, provider, tenant.slug, sub="r", email=email) == ""

    assert (await me(browser))["role"] == "TENANT_ADMIN"
    assert (await admin.get("/api/invitations")).json["items"] == []


async def test_nobody_of_another_company_is_reached(
    configure, browser: Client, provider, tenant: TenantWorld, other: TenantWorld
):
    """A provider vouches for its own company only, whatever address it writes."""
    await configure()
    closed = await sign_in(browser, provider, tenant.slug, sub="x", email=other.admin_email)
    await configure(new_people_role="VIEWER")
    opened = await sign_in(browser, provider, tenant.slug, sub="x", email=other.admin_email)

    assert (closed, opened) == ("SSO_REFUSED", "EMAIL_TAKEN")


async def test_somebody_disabled_stays_out(
    configure, browser: Client, provider, make: Maker, tenant: TenantWorld, database
):
    await configure(new_people_role="VIEWER")
    email = await make.person(tenant.tenant_id, "VIEWER")
    database.rows("update dom360.users set disabled_at = now() where email = %s", email)

    assert await sign_in(browser, provider, tenant.slug, sub="d", email=email) == "SSO_REFUSED"


@pytest.mark.parametrize(
    "fault", ["foreign key", "symmetric", "unsigned", "garbage", "other issuer", "metadata"]
)
async def test_an_answer_that_is_not_the_providers_lets_nobody_in(
    configure, browser: Client, provider: IdentityProvider, tenant: TenantWorld, fault: str
):
    await configure()
    way = await go(browser, tenant.slug)
    state, code = provider.consent(way, sub="1", email=tenant.admin_email)
    provider.faults = {fault}

    answer = await come_back(browser, state, code)

    assert "error=" in answer.headers["Location"]
    assert "dom360_session" not in str(answer.headers)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "somebody else"},
        {"iss": "https://else.example"},
        {"nonce": "old"},
        pytest.param({"exp": int(time.time()) - 3600}, id="an hour old"),
        {"sub": None},
        {"azp": "somebody else"},
        {"aud": ["a", CLIENT_ID]},
    ],
    ids=str,
)
async def test_a_token_for_somebody_else_or_of_another_time_lets_nobody_in(
    configure, browser: Client, provider, tenant: TenantWorld, claims: dict
):
    await configure()

    who = {"sub": "1", "email": tenant.admin_email} | claims
    error = await sign_in(browser, provider, tenant.slug, **who)

    assert error == "SSO_FAILED"


async def test_a_code_counts_once_and_only_in_the_browser_that_asked(
    configure, browser: Client, provider, tenant: TenantWorld, client_of
):
    await configure()
    way = await go(browser, tenant.slug)
    state, code = provider.consent(way, sub="1", email=tenant.admin_email)
    victim: Client = client_of(tenant)
    victim.headers.clear()

    without_cookie = await come_back(victim, state, code)
    await go(victim, tenant.slug)
    other_cookie = await come_back(victim, state, code)
    wrong_state = await come_back(browser, "x" + state, code)
    right = await come_back(browser, state, code)
    again = await come_back(browser, state, code)

    for refused in (without_cookie, other_cookie, wrong_state, again):
        assert refused.headers["Location"].endswith("/sign-in?error=SSO_FAILED")
    assert right.headers["Location"].endswith("/")


async def test_a_provider_that_refuses_is_told_to_the_page(browser: Client):
    refused = await browser.get("/api/auth/sso/callback?error=access_denied")
    broken = await browser.get("/api/auth/sso/callback?error=%3Cscript%3E")

    assert refused.headers["Location"].endswith("/sign-in?error=SSO_REFUSED")
    assert broken.headers["Location"].endswith("/sign-in?error=SSO_FAILED")


async def test_a_company_without_a_provider_and_no_company_look_the_same(
    configure, browser: Client, tenant: TenantWorld, other: TenantWorld, database: ScratchDatabase
):
    await configure(enabled=False)
    answers = [
        await browser.post("/api/auth/sso", {"slug": slug})
        for slug in (tenant.slug, other.slug, "no-such-company", "%")
    ]
    await configure()
    database.rows("update dom360.tenants set status = 'suspended' where id = %s", tenant.tenant_id)
    answers.append(await browser.post("/api/auth/sso", {"slug": tenant.slug}))

    assert {one.raw for one in answers} == {answers[0].raw}
    assert_problem(answers[0], 404, "SSO_NOT_AVAILABLE")


async def test_the_secret_is_encrypted_never_shown_and_not_taken_along_to_another_host(
    configure, admin: Client, tenant: TenantWorld, database: ScratchDatabase, provider
):
    made = await configure()
    kept = await configure(client_secret=..., allowed_domains=["a.example"])
    stored = database.value(
        "select client_secret_encrypted from dom360.identity_providers where tenant_id = %s",
        tenant.tenant_id,
    )
    second = IdentityProvider()
    await second.start()
    moved = await configure(client_secret=..., issuer=second.url)
    await second.stop()

    assert stored.startswith("v1:test:")
    assert [one.json["has_secret"] for one in (made, kept, moved)] == [True, True, False]
    assert CLIENT_SECRET.encode() not in made.raw + kept.raw
    audit = str(
        database.rows(
            "select to_jsonb(a)::text from dom360.audit_log a where tenant_id = %s",
            tenant.tenant_id,
        )
    )
    assert "identity_provider.changed" in audit
    assert CLIENT_SECRET not in audit


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("http://169.254.169.254", "ISSUER_UNUSABLE"),
        ("https://169.254.169.254", "URL_NOT_ALLOWED"),
        ("https://10.0.0.1", "URL_NOT_ALLOWED"),
        ("https://user:pw@example.com", "URL_NOT_ALLOWED"),
        ("ftp://example.com", "VALIDATION_FAILED"),
        ("https://example.com/?x=1", "VALIDATION_FAILED"),
        ("http://example.com", "ISSUER_UNUSABLE"),
    ],
)
async def test_an_issuer_is_judged_like_every_address_that_people_enter(
    configure, admin: Client, issuer: str, code: str
):
    assert_problem(await configure(issuer=issuer), 422, code)
    assert (await admin.get("/api/identity-provider")).json is None


@pytest.mark.parametrize("fault", ["other issuer", "no endpoints", "metadata"])
async def test_a_provider_that_does_not_fit_is_not_stored(
    configure, admin: Client, provider: IdentityProvider, fault: str
):
    provider.faults = {fault}

    answer = await configure()

    assert answer.status == 422
    assert (await admin.get("/api/identity-provider")).json is None


async def test_it_can_be_taken_away_again(configure, admin: Client, browser: Client, tenant):
    await configure()

    removed = await admin.call("DELETE", "/api/identity-provider")
    again = await admin.call("DELETE", "/api/identity-provider")

    assert removed.status == 204
    assert_problem(again, 404, "NOT_FOUND")
    assert_problem(
        await browser.post("/api/auth/sso", {"slug": tenant.slug}), 404, "SSO_NOT_AVAILABLE"
    )
