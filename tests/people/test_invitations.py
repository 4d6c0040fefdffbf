"""Invited by link, once, for a while."""

import asyncio
import secrets

import pytest

from tests.people.conftest import me, token_of
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld

GOOD = "três pombos no fio azul"


def new_address() -> str:
    return f"bia-{secrets.token_hex(5)}@example.com"


async def invite(admin: Client, email: str, role: str = "TENANT_USER", name: str = "Bia Lima"):
    return await admin.post("/api/invitations", {"email": email, "name": name, "role": role})


async def accept(client: Client, link: str, password: str = GOOD, name: str = "Bia Lima"):
    body = {"token": token_of(link), "name": name, "password": password}
    return await client.post("/api/auth/invitation/accept", body)


@pytest.fixture
def stranger(client_of, tenant: TenantWorld) -> Client:
    nobody: Client = client_of(tenant)
    nobody.headers.clear()
    return nobody


async def test_who_is_invited_looks_accepts_and_is_signed_in(
    admin: Client, stranger: Client, tenant: TenantWorld
):
    email = new_address()

    sent = await invite(admin, email.upper(), "VIEWER")
    seen = await stranger.post("/api/auth/invitation", {"token": token_of(sent.json["link"])})
    accepted = await accept(stranger, sent.json["link"], name="Beatriz Lima")

    assert sent.status == 201
    assert seen.json == {
        "email": email,
        "name": "Bia Lima",
        "role": "VIEWER",
        "company": f"Empresa {tenant.canary}",
    }
    assert accepted.status == 201
    assert accepted.json["user"] | {"id": ""} == {
        "id": "", "email": email, "name": "Beatriz Lima", "role": "VIEWER",
        "locale": None, "has_password": True, "second_factor": False,
    }  # fmt: skip
    stranger.headers["Cookie"] = accepted.headers["Set-Cookie"].partition(";")[0]
    assert (await stranger.get("/api/inboxes")).status == 200
    assert (await stranger.sign_in(email, GOOD)).status == 200
    assert [one["email"] for one in (await admin.get("/api/invitations")).json["items"]] == []


async def test_a_link_is_good_once_and_only_the_latest(admin: Client, stranger: Client):
    first = (await invite(admin, email := new_address())).json["link"]
    second = (await invite(admin, email)).json
    third = (await admin.post(f"/api/invitations/{second['id']}/resend", None)).json["link"]

    for old in (first, second["link"]):
        assert_problem(await accept(stranger, old), 410, "LINK_GONE")
    assert (await accept(stranger, third)).status == 201
    assert_problem(await accept(stranger, third), 410, "LINK_GONE")
    assert_problem(
        await stranger.post("/api/auth/invitation", {"token": token_of(third)}), 410, "LINK_GONE"
    )


async def test_of_many_who_open_one_link_at_once_one_gets_in(
    admin: Client, stranger: Client, database: ScratchDatabase
):
    link = (await invite(admin, email := new_address())).json["link"]

    answers = await asyncio.gather(*(accept(stranger, link) for _ in range(6)))

    assert sorted(answer.status for answer in answers) == [201, *[410] * 5]
    assert database.value("select count(*) from dom360.users where email = %s", email) == 1


async def test_a_link_ends_by_time_and_by_being_revoked(
    admin: Client, stranger: Client, tenant: TenantWorld, database: ScratchDatabase
):
    late = (await invite(admin, new_address())).json
    gone = (await invite(admin, new_address())).json
    database.rows("update dom360.invitations set expires_at = now() where id = %s", late["id"])
    revoked = await admin.call("DELETE", f"/api/invitations/{gone['id']}")

    assert revoked.status == 204
    for one in (late, gone):
        assert_problem(await accept(stranger, one["link"]), 410, "LINK_GONE")
    # The late one is still in the list, to be sent again.
    assert [one["id"] for one in (await admin.get("/api/invitations")).json["items"]] == [
        late["id"]
    ]
    again = await admin.post(f"/api/invitations/{late['id']}/resend", None)
    assert (await accept(stranger, again.json["link"])).status == 201


async def test_the_token_is_stored_as_a_hash_and_written_nowhere_else(
    admin: Client, tenant: TenantWorld, database: ScratchDatabase, backend
):
    token = token_of((await invite(admin, new_address())).json["link"])

    everything = database.rows(
        "select to_jsonb(i)::text from dom360.invitations i where tenant_id = %s "
        "union all select to_jsonb(a)::text from dom360.audit_log a where tenant_id = %s",
        tenant.tenant_id,
        tenant.tenant_id,
    )
    assert token[-43:] not in str(everything)
    assert token[-43:] not in backend.log.read_text()
    assert "invitation.added" in str(everything)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("curta", "too_short"),
        ("senha12345", "common"),
        ("P@ssw0rd2024!", "common"),
        ("1234567890", "common"),
        ("bialima2026", "about_you"),
    ],
)
async def test_a_weak_password_is_explained_and_the_link_stays_good(
    admin: Client, stranger: Client, password: str, reason: str
):
    link = (await invite(admin, new_address())).json["link"]

    refused = assert_problem(await accept(stranger, link, password), 422, "WEAK_PASSWORD")

    assert refused["reason"] == reason
    assert (await accept(stranger, link)).status == 201


async def test_an_invitation_does_not_tell_who_signs_in_elsewhere(
    admin: Client, stranger: Client, other: TenantWorld, tenant: TenantWorld, database
):
    elsewhere = await invite(admin, other.admin_email)
    here = await invite(admin, tenant.admin_email)

    assert elsewhere.status == 201
    assert_problem(here, 409, "ALREADY_HERE")
    # Told to who has the link, and nothing is left behind.
    assert_problem(await accept(stranger, elsewhere.json["link"]), 409, "EMAIL_TAKEN")
    assert (
        database.value(
            "select count(*) from dom360.users where tenant_id = %s and email = %s",
            tenant.tenant_id,
            other.admin_email,
        )
        == 0
    )


async def test_another_companys_invitations_are_not_there(
    admin: Client, client_of, other: TenantWorld, stranger: Client
):
    sent = (await invite(admin, new_address())).json
    foreign: Client = client_of(other)
    await foreign.sign_in(other.admin_email)

    assert (await foreign.get("/api/invitations")).json["items"] == []
    for answer in (
        await foreign.call("DELETE", f"/api/invitations/{sent['id']}"),
        await foreign.post(f"/api/invitations/{sent['id']}/resend", None),
    ):
        assert_problem(answer, 404, "NOT_FOUND")
    moved = sent["link"].replace(admin.world.tenant_id.hex, other.tenant_id.hex)
    assert_problem(await accept(stranger, moved), 410, "LINK_GONE")
    assert (await accept(stranger, sent["link"])).status == 201


@pytest.mark.parametrize(
    "change",
    [{"email": "nobody"}, {"email": "a@"}, {"email": "a b@c.example"},
     {"email": "a@b.c\nBcc: x@y.z"}, {"name": " "}, {"name": "a\nb"}, {"name": "x" * 101},
     {"role": "MASTER"}, {"role": "OWNER"}, {"tenant_id": "x"}, {"name": None}],
    ids=repr,
)  # fmt: skip
async def test_an_invitation_that_is_none_is_refused(admin: Client, change: dict[str, object]):
    body = {"email": new_address(), "name": "Bia", "role": "VIEWER"} | change

    assert_problem(await admin.post("/api/invitations", body), 422, "VALIDATION_FAILED")
    assert (await admin.get("/api/invitations")).json["items"] == []


@pytest.mark.parametrize("token", ["x", "i_" + "0" * 32 + "_" + "a" * 43, "é" * 20, "i_'; --"])
async def test_links_that_we_never_made_are_gone(stranger: Client, token: str):
    look = await stranger.post("/api/auth/invitation", {"token": token})

    assert_problem(look, 410, "LINK_GONE")
    assert_problem(await accept(stranger, f"#{token}"), 410, "LINK_GONE")


async def test_a_master_invites_for_a_company_without_being_of_it(
    client_of, make: Maker, tenant: TenantWorld
):
    master: Client = client_of(tenant)
    await master.sign_in(await make.master())
    await master.act_in(tenant.tenant_id)

    sent = await invite(master, new_address(), "TENANT_ADMIN")

    assert (sent.status, sent.json["inviter_name"]) == (201, None)
    assert (await me(master))["role"] == "MASTER"
