"""Where somebody is signed in: seen, and ended."""

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld


@pytest.fixture
def sign_in_with(client_of, tenant: TenantWorld):
    async def sign_in(browser: str) -> Client:
        client: Client = client_of(tenant)
        client.headers.clear()
        body = {"email": tenant.admin_email, "password": "correct horse battery staple"}
        headers = {"User-Agent": browser, "X-Forwarded-For": "203.0.113.7"}
        answer = await client.post("/api/auth/sign-in", body, headers=headers)
        assert answer.status == 200
        client.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
        return client

    return sign_in


async def sessions(client: Client) -> list[dict]:
    return (await client.get("/api/auth/sessions")).json["items"]


async def test_open_sessions_are_listed_with_browser_and_address(sign_in_with):
    first = await sign_in_with("Firefox/140")
    await sign_in_with("Safari\t/18")

    listed = await sessions(first)

    assert {one["browser"] for one in listed} == {"Firefox/140", "Safari/18"}
    assert {one["address"] for one in listed} == {"203.0.113.7"}
    assert [one["browser"] for one in listed if one["current"]] == ["Firefox/140"]
    assert all(one["created_at"] and one["last_seen_at"] for one in listed)


async def test_a_page_learns_who_is_here_or_that_nobody_is(
    sign_in_with, client_of, tenant: TenantWorld, make: Maker
):
    mine = await sign_in_with("A")
    stranger: Client = client_of(tenant)  # an API key is nobody's session
    forged: Client = client_of(tenant)
    forged.headers.clear()
    forged.headers["Cookie"] = "dom360_session=made-up"

    here, nobody, still_nobody = [
        await one.get("/api/auth/visitor") for one in (mine, stranger, forged)
    ]
    ended = await mine.post("/api/auth/sign-out", None)
    after = await mine.get("/api/auth/visitor")

    assert here.json["session"]["user"]["email"] == tenant.admin_email
    assert [(one.status, one.json) for one in (nobody, still_nobody)] == [
        (200, {"session": None})
    ] * 2
    assert ended.status == 204
    assert after.json == {"session": None}


async def test_one_session_or_all_others_can_be_ended(sign_in_with):
    mine, second, third = [await sign_in_with(f"B{n}") for n in range(3)]
    listed = {one["browser"]: one["id"] for one in await sessions(mine)}

    one = await mine.call("DELETE", f"/api/auth/sessions/{listed['B1']}")
    again = await mine.call("DELETE", f"/api/auth/sessions/{listed['B1']}")
    assert one.status == 204
    assert_problem(again, 404, "NOT_FOUND")
    assert_problem(await second.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert (await third.get("/api/auth/session")).status == 200

    others = await mine.post("/api/auth/sessions/end-others", None)
    assert others.json == {"sessions": 1}
    assert_problem(await third.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert [one["current"] for one in await sessions(mine)] == [True]


async def test_nobody_ends_a_colleagues_or_a_foreign_session_as_their_own(
    sign_in_with, client_of, make: Maker, tenant: TenantWorld, other: TenantWorld
):
    admin = await sign_in_with("B")
    theirs = (await sessions(admin))[0]["id"]
    for world in (tenant, other):
        person: Client = client_of(world)
        await person.sign_in(await make.person(world.tenant_id, "TENANT_ADMIN"))

        answer = await person.call("DELETE", f"/api/auth/sessions/{theirs}")

        assert_problem(answer, 404, "NOT_FOUND")
    assert (await admin.get("/api/auth/session")).status == 200


async def test_an_administrator_ends_all_sessions_of_a_person(
    sign_in_with, client_of, make: Maker, tenant: TenantWorld
):
    admin = await sign_in_with("B")
    person: Client = client_of(tenant)
    await person.sign_in(await make.person(tenant.tenant_id, "VIEWER"))
    person_id = (await person.get("/api/auth/session")).json["user"]["id"]

    ended = await admin.post(f"/api/people/{person_id}/end-sessions", None)

    assert ended.json == {"sessions": 1}
    assert_problem(await person.get("/api/auth/session"), 401, "UNAUTHENTICATED")


async def test_last_seen_is_written_once_a_minute_and_never_into_the_audit_log(
    sign_in_with, database: ScratchDatabase, tenant: TenantWorld
):
    client = await sign_in_with("B")
    database.rows(
        "update dom360.sessions set last_seen_at = now() - interval '5 minutes' "
        "where tenant_id = %s",
        tenant.tenant_id,
    )
    lines = "select count(*) from dom360.audit_log where tenant_id = %s"
    before = database.value(lines, tenant.tenant_id)

    for _ in range(3):
        await client.get("/api/auth/session")

    (seen,) = await sessions(client)
    is_fresh = "select now() - %s::timestamptz < interval '1 minute'"
    assert database.value(is_fresh, seen["last_seen_at"])
    assert [one["last_seen_at"] for one in await sessions(client)] == [seen["last_seen_at"]]
    assert database.value(lines, tenant.tenant_id) == before
