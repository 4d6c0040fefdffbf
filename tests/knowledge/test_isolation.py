"""Two companies whose documents say the same, but for their canaries."""

import psycopg
import pytest

from dom360.db.database import Database
from dom360.knowledge import queries
from tests.knowledge.conftest import Learn, ask, passages, upload
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

TEXT = "# Preços\n\nO plano Essencial da {} custa R$ 89,90 por mês."


@pytest.fixture
async def both(client: Client, other_client: Client, learn: Learn):
    """The same name and nearly the same text, in both companies."""
    found = []
    for one in (client, other_client):
        assert one.world
        found.append(await learn("planos.md", TEXT.format(one.world.canary), by=one))
    return found


async def test_each_finds_its_own_and_nothing_else(client, other_client, both):
    """The client fails on any canary of the other's."""
    for one, mine in zip((client, other_client), both, strict=True):
        hits = await ask(one, "quanto custa o plano essencial?", min_score=0, top_k=20)
        assert [hit["document_id"] for hit in hits] == [mine["id"]]
        assert one.world.canary in hits[0]["snippet"]
        theirs = other_client if one is client else client
        assert await ask(one, theirs.world.canary, min_score=0.9) == []
        listed = (await one.get("/api/knowledge/documents")).json["items"]
        assert [item["id"] for item in listed] == [mine["id"]]


async def test_what_belongs_to_another_is_not_there(client, both, other_client):
    _, theirs = both
    base = f"/api/knowledge/documents/{theirs['id']}"

    for path in (base, f"{base}/passages", f"{base}/file", f"{base}/uses"):
        assert_problem(await client.get(path), 404, "DOCUMENT_NOT_FOUND")
    assert_problem(await client.call("DELETE", base), 404, "DOCUMENT_NOT_FOUND")
    assert_problem(await client.post(f"{base}/retry", None), 404, "DOCUMENT_NOT_FOUND")
    assert len(await passages(other_client, theirs["id"])) == 1


async def test_the_same_name_of_another_company_is_another_document(client, other_client, both):
    mine, theirs = both

    again = await upload(client, "planos.md", "novo texto")

    assert again.json["id"] == mine["id"] != theirs["id"]


async def test_the_function_past_row_security_compares_the_tenant_itself(
    db: Database, tenant: TenantWorld, both, other: TenantWorld
):
    """match_passages() runs with its owner's rights. Who is asked about must be who asks."""
    async with db.tenant_tx(tenant.tenant_id) as tx:
        assert len(await queries.list_matching(tx, "plano essencial", limit=50)) == 1
        tx.tenant_id = other.tenant_id
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await queries.list_matching(tx, "plano essencial", limit=50)


async def test_vectors_of_another_are_not_near(
    db: Database, tenant: TenantWorld, both, other: TenantWorld, embedders
):
    (vector,) = await embedders.built_in.embed(["plano essencial"], "query")
    model = embedders.built_in.model.name
    for exact in (True, False):
        async with db.tenant_tx(tenant.tenant_id) as tx:
            assert len(await queries.list_nearest(tx, model, vector, limit=9, exact=exact)) == 1
            # Row security is the second wall: the statement names another tenant.
            tx.tenant_id = other.tenant_id
            assert await queries.list_nearest(tx, model, vector, limit=9, exact=exact) == []
