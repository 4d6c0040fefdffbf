"""GET /api/audit as an administrator meets it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from tests.audit.conftest import Trail
from tests.support.services import Service
from tests.support.world import Client, Maker, TenantWorld


@pytest.fixture
async def admin(
    client_of: Callable[[TenantWorld | None], Client], tenant: TenantWorld, as_actor
) -> Client:
    """Signed in as the administrator of a tenant with ten lines."""
    for n in range(4):
        as_actor(
            tenant.tenant_id,
            "api_key",
            "k-1",
            f"update dom360.account_vars set rag_top_k = {10 + n} "
            f"where tenant_id = '{tenant.tenant_id}'",
        )
    client = client_of(tenant)
    await client.sign_in(tenant.admin_email)
    return client


@pytest.fixture(scope="module")
async def anybody(http: aiohttp.ClientSession, backend: Service, make: Maker) -> Client:
    """Some administrator, signed in once: a password takes its time."""
    world = await make.tenant()
    client = Client(http, backend.url, make, world)
    await client.sign_in(world.admin_email)
    return client


async def test_newest_first_page_by_page(admin: Client, trail: Trail):
    assert admin.world
    seen, cursor = [], ""
    for _ in range(10):
        page = (await admin.get(f"/api/audit?limit=4{cursor}")).json
        seen += [entry["seq"] for entry in page["items"]]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"

    assert seen == [entry.seq for entry in reversed(trail.of(admin.world.tenant_id))]
    assert len(seen) == 10


async def test_an_entry_tells_who_and_what(admin: Client):
    newest = (await admin.get("/api/audit?limit=2")).json["items"]

    signed_in, changed = newest
    assert signed_in["action"] == "session.signed_in"
    assert signed_in["actor"]["kind"] == "user"
    assert signed_in["actor"]["name"] == "Pessoa"
    assert signed_in["new"]["token_hash"] == "[hidden]"
    assert changed["actor"] == {"kind": "api_key", "id": "k-1", "name": None}
    assert (changed["old"], changed["new"]) == ({"rag_top_k": 12}, {"rag_top_k": 13})
    assert changed["subject"]["table"] == "account_vars"
    assert changed["request_id"] == "req-1"
    assert len(changed["hash"]) == 64


async def test_filters(admin: Client):
    assert admin.world
    now = datetime.now(UTC)
    day = timedelta(days=1)

    async def count(**only: str) -> int:
        return len((await admin.get("/api/audit", params=only)).json["items"])

    assert await count() == 10
    assert await count(action="account_vars.changed") == 4
    assert await count(action="nothing.ever") == 0
    assert await count(actor="api_key") == 4
    assert await count(actor="api_key:k-1") == 4
    assert await count(actor="api_key:k-2") == 0
    assert await count(subject="account_vars") == 5
    assert await count(subject=f"inboxes:{admin.world.inbox_id}") == 1
    assert await count(subject=f"users:{admin.world.inbox_id}") == 0
    assert await count(**{"from": (now - day).isoformat(), "to": (now + day).isoformat()}) == 10
    assert await count(**{"from": (now + day).isoformat()}) == 0
    assert await count(to=(now - day).isoformat()) == 0
    assert await count(**{"from": "0001-01-01T00:00:00Z", "to": "9999-12-31T00:00:00Z"}) == 10


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("action=everything", "VALIDATION_FAILED"),
        ("action='%3B%20drop%20table%20x", "VALIDATION_FAILED"),
        ("actor=robot", "INVALID_FILTER"),
        ("actor=user:%00", "VALIDATION_FAILED"),
        ("subject=Users", "VALIDATION_FAILED"),
        ("from=yesterday", "VALIDATION_FAILED"),
        ("from=2026-01-01T00:00:00", "VALIDATION_FAILED"),
        ("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "INVALID_PERIOD"),
        ("cursor=abc", "INVALID_CURSOR"),
        ("cursor=-1", "INVALID_CURSOR"),
        ("cursor=99999999999999999999", "INVALID_CURSOR"),
        ("limit=0", "VALIDATION_FAILED"),
        ("limit=101", "VALIDATION_FAILED"),
    ],
)
async def test_a_bad_filter_is_explained(anybody: Client, query: str, code: str):
    answer = await anybody.get(f"/api/audit?{query}")

    assert (answer.status, answer.code) == (422, code)


async def test_it_is_for_administrators(
    client_of: Callable[[TenantWorld | None], Client], tenant: TenantWorld, make: Maker
):
    statuses = [(await client_of(None).get("/api/audit")).status]
    statuses.append((await client_of(tenant).get("/api/audit")).status)  # an API key
    for role in ("TENANT_USER", "VIEWER", "TENANT_ADMIN"):
        client = client_of(tenant)
        await client.sign_in(await make.person(tenant.tenant_id, role))
        statuses.append((await client.get("/api/audit")).status)

    assert statuses == [401, 403, 403, 403, 200]
