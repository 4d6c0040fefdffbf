"""API keys: shown once, stored as a hash, gone at once."""

import json
import uuid

import pytest

from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld


@pytest.fixture
async def admin(client_of, tenant: TenantWorld) -> Client:
    person = client_of(tenant)
    assert (await person.sign_in(tenant.admin_email)).status == 200
    return person


def with_key(client_of, world: TenantWorld, key: str) -> Client:
    program = client_of(world)
    program.headers["Authorization"] = f"Bearer {key}"
    return program


async def test_a_key_is_shown_once_and_stored_as_a_hash(
    admin: Client, tenant: TenantWorld, database: ScratchDatabase
):
    made = await admin.post("/api/api-keys", {"name": "Integração"})

    key = made.json["key"]
    secret = key[-43:]
    listed = await admin.get("/api/api-keys")
    stored = json.dumps(
        database.rows("select to_jsonb(k)::text from dom360.api_keys k where tenant_id = %s",
                      tenant.tenant_id)
    )  # fmt: skip
    assert made.status == 201
    assert made.json["prefix"] == key[: len(made.json["prefix"])]
    assert made.json["id"] in {item["id"] for item in listed.json["items"]}
    assert secret.encode() not in listed.raw
    assert key not in stored
    assert secret not in stored


async def test_a_key_speaks_for_its_tenant(admin: Client, client_of, tenant: TenantWorld, client):
    key = (await admin.post("/api/api-keys", {"name": "Robô"})).json["key"]
    program = with_key(client_of, tenant, key)

    assert (await program.chat()).status == 200
    assert len((await program.get("/api/conversations")).json["items"]) == 1


async def test_a_revoked_key_stops_at_once(admin: Client, client_of, tenant: TenantWorld):
    made = (await admin.post("/api/api-keys", {"name": "Curta"})).json
    program = with_key(client_of, tenant, made["key"])
    before = await program.get("/api/inboxes")

    first = await admin.call("DELETE", f"/api/api-keys/{made['id']}")
    again = await admin.call("DELETE", f"/api/api-keys/{made['id']}")

    assert (before.status, first.status, again.status) == (200, 204, 204)
    assert_problem(await program.get("/api/inboxes"), 401, "UNAUTHENTICATED")
    assert_problem(await program.chat(), 401, "UNAUTHENTICATED")
    listed = (await admin.get("/api/api-keys")).json["items"]
    assert [item["revoked_at"] is not None for item in listed if item["id"] == made["id"]] == [True]


async def test_a_key_makes_and_shows_no_keys(client: Client):
    assert_problem(await client.post("/api/api-keys", {"name": "Filha"}), 403, "FORBIDDEN")
    assert_problem(await client.get("/api/api-keys"), 403, "FORBIDDEN")


async def test_a_foreign_key_cannot_be_revoked(
    admin: Client, client_of, other: TenantWorld, database: ScratchDatabase
):
    theirs = database.value("select id from dom360.api_keys where tenant_id = %s", other.tenant_id)

    foreign = await admin.call("DELETE", f"/api/api-keys/{theirs}")
    missing = await admin.call("DELETE", f"/api/api-keys/{uuid.uuid4()}")

    assert_problem(foreign, 404, "NOT_FOUND")
    assert foreign.raw == missing.raw
    assert (await client_of(other).get("/api/inboxes")).status == 200


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": " "}, {"name": "\t\n"}, {"name": "\u200b"}, {"name": "x" * 101},
     {"name": 7}, {"name": "a\x00"}, {"name": "a", "key": "mine"}, {"name": None}, []],
    ids=lambda body: repr(body)[:30],
)  # fmt: skip
async def test_a_key_needs_a_name(admin: Client, body: object):
    assert_problem(await admin.post("/api/api-keys", body), 422, "VALIDATION_FAILED")


async def test_scopes_are_all_that_a_key_may_do(admin: Client, client_of, tenant: TenantWorld):
    made = await admin.post("/api/api-keys", {"name": "Painel", "scopes": ["read"]})
    program = with_key(client_of, tenant, made.json["key"])

    assert made.json["scopes"] == ["read"]
    assert (await program.get("/api/conversations")).status == 200
    refused = assert_problem(await program.chat(), 403, "SCOPE_MISSING")
    assert "chat" in refused["detail"]


@pytest.mark.parametrize(
    "scopes", [[], ["everything"], ["platform:read"], "read", ["read", "platform:write"], [7]]
)
async def test_scopes_that_are_none_are_refused(admin: Client, scopes: object):
    answer = await admin.post("/api/api-keys", {"name": "x", "scopes": scopes})

    assert_problem(answer, 422, "VALIDATION_FAILED")


async def test_a_key_ends_when_it_was_said_to(
    admin: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    past = await admin.post("/api/api-keys", {"name": "x", "expires_at": "2020-01-01T00:00:00Z"})
    naive = await admin.post("/api/api-keys", {"name": "x", "expires_at": "2030-01-01T00:00:00"})
    made = await admin.post("/api/api-keys", {"name": "x", "expires_at": "2030-01-01T00:00:00Z"})
    program = with_key(client_of, tenant, made.json["key"])
    before = await program.get("/api/inboxes")

    database.rows("update dom360.api_keys set expires_at = now() where id = %s", made.json["id"])

    assert_problem(past, 422, "KEY_EXPIRES_TOO_SOON")
    assert_problem(naive, 422, "VALIDATION_FAILED")
    assert (made.status, before.status) == (201, 200)
    assert_problem(await program.get("/api/inboxes"), 401, "UNAUTHENTICATED")


async def test_a_rotated_key_works_beside_the_new_one_for_the_grace_time(
    admin: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    old = (await admin.post("/api/api-keys", {"name": "Site", "scopes": ["chat", "read"]})).json

    new = (await admin.post(f"/api/api-keys/{old['id']}/rotate", {"grace_hours": 1})).json
    both = [with_key(client_of, tenant, key) for key in (old["key"], new["key"])]
    during = [(await one.get("/api/inboxes")).status for one in both]
    database.rows("update dom360.api_keys set expires_at = now() where id = %s", old["id"])
    after = [(await one.get("/api/inboxes")).status for one in both]

    assert (new["name"], new["scopes"], new["replaces"]) == ("Site", old["scopes"], old["id"])
    assert (during, after) == ([200, 200], [401, 200])
    again = await admin.post(f"/api/api-keys/{old['id']}/rotate", {})
    assert_problem(again, 409, "API_KEY_GONE")


async def test_a_rotation_without_grace_ends_the_old_key_at_once(
    admin: Client, client_of, tenant: TenantWorld, other: TenantWorld
):
    old = (await admin.post("/api/api-keys", {"name": "Vazou"})).json

    await admin.post(f"/api/api-keys/{old['id']}/rotate", {"grace_hours": 0})

    program = with_key(client_of, tenant, old["key"])
    assert_problem(await program.get("/api/inboxes"), 401, "UNAUTHENTICATED")
    for foreign in (uuid.uuid4(), old["id"]):
        stranger = client_of(other)
        await stranger.sign_in(other.admin_email)
        answer = await stranger.post(f"/api/api-keys/{foreign}/rotate", {})
        assert_problem(answer, 404, "NOT_FOUND")


async def test_last_use_is_shown_and_written_once_a_minute(
    admin: Client, client_of, tenant: TenantWorld, database: ScratchDatabase
):
    made = (await admin.post("/api/api-keys", {"name": "Usada"})).json
    program = with_key(client_of, tenant, made["key"])
    lines = "select count(*) from dom360.audit_log where tenant_id = %s"
    before = database.value(lines, tenant.tenant_id)

    async def last_use() -> str | None:
        items = (await admin.get("/api/api-keys")).json["items"]
        return next(one["last_used_at"] for one in items if one["id"] == made["id"])

    unused = await last_use()
    for _ in range(3):
        await program.get("/api/inboxes")
    first = await last_use()
    await program.get("/api/inboxes")

    assert unused is None
    assert first is not None
    assert await last_use() == first
    assert database.value(lines, tenant.tenant_id) == before, "use is no event"


async def test_a_platform_key_reaches_the_platform_and_no_company(
    client_of, make, tenant: TenantWorld, database: ScratchDatabase
):
    master: Client = client_of(tenant)
    await master.sign_in(await make.master())
    body = {"name": "Provisionamento", "scopes": ["platform:read"]}
    made = await master.post("/api/admin/api-keys", body)
    program = with_key(client_of, tenant, made.json["key"])

    listed = await program.get("/api/admin/tenants", sees_all=True)
    assert made.status == 201
    assert listed.status == 200
    assert str(tenant.tenant_id) in str(listed.json)
    assert_problem(await program.get("/api/conversations"), 403, "FORBIDDEN")
    assert_problem(await program.get("/api/admin/api-keys"), 403, "FORBIDDEN")
    own = [one["id"] for one in (await master.get("/api/admin/api-keys")).json["items"]]
    assert made.json["id"] in own
    # Even a row that says more than it may opens nothing of the other side.
    database.rows(
        "update dom360.api_keys set scopes = array['read', 'chat', 'platform:read'] where id = %s",
        made.json["id"],
    )
    assert_problem(await program.get("/api/conversations"), 403, "FORBIDDEN")
    assert_problem(
        await master.post("/api/admin/api-keys", {"name": "x", "scopes": ["read"]}),
        422,
        "VALIDATION_FAILED",
    )
    gone = await master.call("DELETE", f"/api/admin/api-keys/{made.json['id']}")
    assert gone.status == 204
    assert_problem(await program.get("/api/admin/tenants"), 401, "UNAUTHENTICATED")


async def test_a_companys_key_opens_nothing_of_the_platform_whatever_its_row_says(
    client: Client, tenant: TenantWorld, database: ScratchDatabase
):
    database.rows(
        "update dom360.api_keys set scopes = array['read', 'platform:read', 'platform:write']"
        " where tenant_id = %s",
        tenant.tenant_id,
    )

    assert_problem(await client.get("/api/admin/tenants"), 403, "FORBIDDEN")
    assert (await client.get("/api/inboxes")).status == 200
