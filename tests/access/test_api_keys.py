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
