"""Who may do what: viewers, users, administrators, and the platform's MASTER."""

import uuid

import pytest

from dom360.access.schemas import Role
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld

READS = (
    "/api/inboxes",
    "/api/conversations",
    "/api/dashboard/consumption",
    "/api/auth/session",
)


async def signed_in(client_of, make: Maker, world: TenantWorld, role: Role) -> Client:
    person = client_of(world)
    email = await make.person(world.tenant_id, role)
    assert (await person.sign_in(email)).status == 200
    return person


@pytest.fixture
async def master(client_of, make: Maker) -> Client:
    person = client_of(None)
    assert (await person.sign_in(await make.master())).status == 200
    return person


async def test_a_viewer_reads_and_does_not_write(client_of, make: Maker, client: Client):
    assert client.world
    conversation = (await client.chat()).json["conversation_id"]
    viewer = await signed_in(client_of, make, client.world, "VIEWER")

    for path in (*READS, f"/api/conversations/{conversation}/messages"):
        assert (await viewer.get(path)).status == 200, path
    assert_problem(await viewer.chat(), 403, "FORBIDDEN")
    assert_problem(await viewer.stream(), 403, "FORBIDDEN")
    assert_problem(await viewer.get("/api/api-keys"), 403, "FORBIDDEN")


async def test_a_user_chats_and_keeps_no_keys(client_of, make: Maker, client: Client):
    assert client.world
    user = await signed_in(client_of, make, client.world, "TENANT_USER")

    assert (await user.chat()).status == 200
    assert_problem(await user.get("/api/api-keys"), 403, "FORBIDDEN")
    assert_problem(await user.post("/api/api-keys", {"name": "Minha"}), 403, "FORBIDDEN")
    gone = await user.call("DELETE", f"/api/api-keys/{uuid.uuid4()}")
    assert_problem(gone, 403, "FORBIDDEN")


@pytest.mark.parametrize("role", ["TENANT_ADMIN", "TENANT_USER", "VIEWER"])
async def test_a_tenants_people_are_kept_from_the_platform(
    client_of, make: Maker, tenant: TenantWorld, other: TenantWorld, role: Role
):
    person = await signed_in(client_of, make, tenant, role)

    assert_problem(await person.get("/api/admin/tenants"), 403, "FORBIDDEN")
    for chosen in (other, tenant):
        body = {"tenant_id": str(chosen.tenant_id)}
        answer = await person.call("PUT", "/api/auth/session/tenant", json=body)
        assert_problem(answer, 403, "FORBIDDEN")


async def test_an_api_key_is_kept_from_the_platform(client: Client, other: TenantWorld):
    body = {"tenant_id": str(other.tenant_id)}

    assert_problem(await client.get("/api/admin/tenants"), 403, "FORBIDDEN")
    assert_problem(
        await client.call("PUT", "/api/auth/session/tenant", json=body), 403, "FORBIDDEN"
    )
    assert_problem(await client.get("/api/auth/session"), 403, "FORBIDDEN")
    assert_problem(await client.post("/api/auth/sign-out", None), 403, "FORBIDDEN")


async def test_a_master_chooses_a_tenant_first(master: Client, tenant: TenantWorld):
    session = await master.get("/api/auth/session")
    assert session.json["tenant"] is None

    for path in ("/api/conversations", "/api/inboxes", "/api/dashboard/consumption",
                 "/api/api-keys", f"/api/conversations/{uuid.uuid4()}/messages"):  # fmt: skip
        assert_problem(await master.get(path), 409, "TENANT_NOT_CHOSEN")
    chat = {"inbox_id": str(tenant.inbox_id), "message": "Oi", "sender_phone": "+5511987654321"}
    assert_problem(await master.post("/api/chat", chat), 409, "TENANT_NOT_CHOSEN")


async def test_a_master_works_in_the_tenant_that_was_chosen(
    client_of, make: Maker, tenant: TenantWorld, client: Client
):
    await client.chat("Do cliente")
    master = client_of(tenant)
    await master.sign_in(await make.master())

    chosen = await master.act_in(tenant.tenant_id)

    assert chosen.status == 200
    assert chosen.json["tenant"]["id"] == str(tenant.tenant_id)
    assert (await master.get("/api/auth/session")).json == chosen.json
    assert len((await master.get("/api/conversations")).json["items"]) == 1
    assert (await master.chat("Da plataforma")).status == 200


async def test_a_master_sees_only_the_chosen_tenant(
    client_of, make: Maker, tenant: TenantWorld, other_client: Client
):
    theirs = (await other_client.chat("Segredo")).json["conversation_id"]
    master = client_of(tenant)
    await master.sign_in(await make.master())
    await master.act_in(tenant.tenant_id)

    assert (await master.get("/api/conversations")).json["items"] == []
    assert_problem(await master.get(f"/api/conversations/{theirs}"), 404, "CONVERSATION_NOT_FOUND")


async def test_a_master_cannot_choose_what_is_not_there(master: Client):
    answer = await master.act_in(uuid.uuid4())

    assert_problem(answer, 404, "NOT_FOUND")


async def test_a_master_sees_all_companies_by_name(
    client_of, make: Maker, tenant: TenantWorld, other: TenantWorld
):
    master = client_of(None)
    await master.sign_in(await make.master())

    listed = await master.get("/api/admin/tenants", sees_all=True)

    ids = [item["id"] for item in listed.json["items"]]
    assert {str(world.tenant_id) for world in (tenant, other)} <= set(ids)
    names = [item["name"] for item in listed.json["items"]]
    assert len(names) == len(set(ids))
    assert "DOM360" not in names, "the platform's own tenant is no company"
