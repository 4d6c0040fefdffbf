"""Changing, disabling and removing people; a company always keeps an administrator."""

import asyncio
import uuid

import pytest

from tests.people.conftest import me
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld


async def test_everybody_sees_their_colleagues_and_administrators_see_more(
    admin: Client, signed_in, tenant: TenantWorld, other: TenantWorld
):
    viewer = await signed_in("VIEWER")

    for_admin = (await admin.get("/api/people")).json["items"]
    for_viewer = (await viewer.get("/api/people")).json["items"]

    assert {one["role"] for one in for_admin} == {"TENANT_ADMIN", "VIEWER"}
    assert [one["id"] for one in for_admin] == [one["id"] for one in for_viewer]
    assert all(one["second_factor"] is False and one["last_seen_at"] for one in for_admin)
    assert all(one["second_factor"] is one["last_seen_at"] is None for one in for_viewer)
    assert other.admin_email not in str(for_admin)


async def test_a_name_and_a_role_can_be_changed_and_count_at_once(admin: Client, signed_in):
    person = await signed_in("VIEWER")
    person_id = (await me(person))["id"]

    changed = await admin.call(
        "PATCH", f"/api/people/{person_id}", json={"name": " Rita ", "role": "TENANT_USER"}
    )

    assert (changed.json["name"], changed.json["role"]) == ("Rita", "TENANT_USER")
    assert (await me(person))["role"] == "TENANT_USER"


@pytest.mark.parametrize(
    "body",
    [{}, {"role": "MASTER"}, {"name": ""}, {"email": "x@y.example"}, {"role": None, "name": None}],
    ids=repr,
)
async def test_a_change_that_is_none_is_refused(admin: Client, signed_in, body: object):
    person_id = (await me(await signed_in()))["id"]

    answer = await admin.call("PATCH", f"/api/people/{person_id}", json=body)

    assert_problem(answer, 422, "VALIDATION_FAILED")


async def test_the_last_administrator_stays_one(admin: Client, signed_in):
    mine = (await me(admin))["id"]
    demote = {"json": {"role": "VIEWER"}}

    alone = await admin.call("PATCH", f"/api/people/{mine}", **demote)
    second = await signed_in("TENANT_ADMIN")
    for_herself = await second.call("DELETE", f"/api/people/{(await me(second))['id']}")
    with_a_second = await admin.call("PATCH", f"/api/people/{mine}", **demote)

    assert_problem(alone, 409, "LAST_ADMIN")
    assert_problem(for_herself, 409, "NOT_YOURSELF")
    assert with_a_second.status == 200
    assert_problem(await admin.get("/api/api-keys"), 403, "FORBIDDEN")


async def test_a_disabled_administrator_does_not_count_as_one(admin: Client, signed_in):
    second = (await me(await signed_in("TENANT_ADMIN")))["id"]
    mine = (await me(admin))["id"]
    assert (await admin.post(f"/api/people/{second}/disable", None)).status == 200

    answer = await admin.call("PATCH", f"/api/people/{mine}", json={"role": "VIEWER"})

    assert_problem(answer, 409, "LAST_ADMIN")


async def test_two_administrators_cannot_take_each_others_rights_at_once(
    admin: Client, signed_in, tenant: TenantWorld, database: ScratchDatabase
):
    second = await signed_in("TENANT_ADMIN")
    ids = [(await me(one))["id"] for one in (admin, second)]
    for _ in range(4):
        database.rows(
            "update dom360.users set role = 'TENANT_ADMIN' where tenant_id = %s", tenant.tenant_id
        )

        await asyncio.gather(
            admin.call("PATCH", f"/api/people/{ids[1]}", json={"role": "VIEWER"}),
            second.call("PATCH", f"/api/people/{ids[0]}", json={"role": "VIEWER"}),
        )

        left = database.value(
            "select count(*) from dom360.users where tenant_id = %s and role = 'TENANT_ADMIN'",
            tenant.tenant_id,
        )
        assert left == 1


async def test_somebody_disabled_is_out_until_enabled_and_old_sessions_stay_ended(
    admin: Client, signed_in, client_of, tenant: TenantWorld
):
    person = await signed_in()
    mine = await me(person)

    disabled = await admin.post(f"/api/people/{mine['id']}/disable", None)
    out = await person.get("/api/auth/session")
    refused = await client_of(tenant).sign_in(mine["email"])
    enabled = await admin.post(f"/api/people/{mine['id']}/enable", None)

    assert (disabled.json["status"], enabled.json["status"]) == ("disabled", "active")
    assert_problem(out, 401, "UNAUTHENTICATED")
    assert_problem(refused, 401, "INVALID_CREDENTIALS")
    assert_problem(await person.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert (await client_of(tenant).sign_in(mine["email"])).status == 200


async def test_who_is_removed_leaves_a_name_and_no_hole(
    admin: Client, client: Client, signed_in, client_of, tenant: TenantWorld, database
):
    person = await signed_in()
    mine = await me(person)
    conversation = (await client.chat()).json["conversation_id"]
    await person.post(f"/api/conversations/{conversation}/takeover", {})
    await person.post(f"/api/conversations/{conversation}/messages", {"text": "Oi, sou eu"})
    lead = (await client.post("/api/leads", {"phone": "+5511987650001"})).json["id"]
    await admin.call("PATCH", f"/api/leads/{lead}", json={"owner_user_id": mine["id"]})

    removed = await admin.call("DELETE", f"/api/people/{mine['id']}")

    assert removed.status == 204
    assert_problem(await person.get("/api/auth/session"), 401, "UNAUTHENTICATED")
    assert_problem(await client_of(tenant).sign_in(mine["email"]), 401, "INVALID_CREDENTIALS")
    assert mine["id"] not in str((await admin.get("/api/people")).json)
    messages = (await admin.get(f"/api/conversations/{conversation}/messages")).json["items"]
    assert "Pessoa" in str(messages)
    stored = database.value(
        "select to_jsonb(u)::text from dom360.users u where id = %s", mine["id"]
    )
    assert mine["email"] not in stored
    assert "argon2" not in stored
    shown = (await admin.get(f"/api/conversations/{conversation}")).json
    assert mine["id"] not in str(shown)
    assert (await admin.get(f"/api/leads/{lead}")).json["owner_user_id"] is None
    # And the address can be invited anew.
    again = await admin.post("/api/invitations", {"email": mine["email"], "name": "De volta"})
    assert again.status == 201
    assert_problem(await admin.call("DELETE", f"/api/people/{mine['id']}"), 404, "NOT_FOUND")


async def test_another_companys_people_are_not_there(
    client_of, signed_in, other: TenantWorld, tenant: TenantWorld
):
    foreign: Client = client_of(other)
    await foreign.sign_in(other.admin_email)
    theirs = (await me(await signed_in("TENANT_ADMIN")))["id"]

    for method, path, body in (
        ("GET", f"/api/people/{theirs}", None),
        ("PATCH", f"/api/people/{theirs}", {"name": "Minha"}),
        ("DELETE", f"/api/people/{theirs}", None),
        ("POST", f"/api/people/{theirs}/disable", None),
        ("POST", f"/api/people/{theirs}/enable", None),
        ("POST", f"/api/people/{theirs}/end-sessions", None),
        ("POST", f"/api/people/{theirs}/reset-password", None),
        ("POST", f"/api/people/{theirs}/reset-second-factor", None),
    ):
        answer = await foreign.call(method, path, json=body)
        missing = await foreign.call(method, path.replace(theirs, str(uuid.uuid4())), json=body)
        assert_problem(answer, 404, "NOT_FOUND")
        assert answer.raw == missing.raw


async def test_acts_on_people_are_written_down(
    admin: Client, signed_in, tenant: TenantWorld, database: ScratchDatabase
):
    person = (await me(await signed_in()))["id"]

    await admin.post(f"/api/people/{person}/disable", None)
    await admin.post(f"/api/people/{person}/enable", None)
    await admin.post(f"/api/people/{person}/reset-second-factor", None)
    await admin.call("DELETE", f"/api/people/{person}")

    actions = database.rows(
        "select action, actor_kind from dom360.audit_log where tenant_id = %s and subject_id = %s"
        " order by seq",
        tenant.tenant_id,
        person,
    )
    assert [one for one in actions if one[0] != "user.added"] == [
        ("user.disabled", "user"),
        ("user.enabled", "user"),
        ("second_factor.reset", "user"),
        ("user.removed", "user"),
    ]


async def test_the_profile_is_ones_own(admin: Client):
    first = await admin.call("PATCH", "/api/auth/profile", json={"locale": "en"})
    second = await admin.call("PATCH", "/api/auth/profile", json={"name": "Ana Maria"})
    third = await admin.call("PATCH", "/api/auth/profile", json={"locale": None})

    assert (first.json["locale"], second.json["locale"], third.json["locale"]) == ("en", "en", None)
    assert (await me(admin))["name"] == "Ana Maria"
    for wrong in ({"role": "MASTER"}, {"locale": "xx"}, {"name": "\u200b"}, {"email": "a@b.c"}):
        answer = await admin.call("PATCH", "/api/auth/profile", json=wrong)
        assert_problem(answer, 422, "VALIDATION_FAILED")
