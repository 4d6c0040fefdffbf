"""Workers that die while they work on a document."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from dom360.db.database import Database
from dom360.knowledge import queries
from dom360.knowledge.ingest import Ingester
from tests.knowledge.conftest import PRICES, ask, document, upload
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import Client, TenantWorld

# Some hundred passages: a minute of embedding, so that a worker is caught in the middle.
LONG = "\n".join(
    f"## Item {number}\n\nO item número {number} custa {number},90 e dura {number} meses.\n"
    for number in range(120)
)
STATE = "select state, progress_done, progress_total, attempts from dom360.documents where id = %s"


@pytest.fixture
def worker(
    database: ScratchDatabase, fake_agent_server, log_dir: Path
) -> Iterator[services.Service]:
    with services.worker(
        database, fake_agent_server.url, log_dir,
        DOM360_KNOWLEDGE_LEASE_S="2", DOM360_KNOWLEDGE_INTERVAL_S="0.2",
    ) as service:  # fmt: skip
        yield service


async def test_a_document_whose_worker_was_killed_is_finished_where_it_stood(
    client: Client, worker: services.Service, database: ScratchDatabase, ingester: Ingester
):
    answer = await upload(client, "longo.md", LONG)
    document_id = answer.json["id"]
    await until(lambda: database.rows(STATE, document_id)[0][1] >= 8, timeout_s=60)

    worker.kill()

    state, done, total, attempts = database.rows(STATE, document_id)[0]
    assert (state, attempts) == ("embedding", 1)
    assert 8 <= done < total
    newest = "select max(id::text) from dom360.passages where document_id = %s"
    before = database.value(newest, document_id)
    await asyncio.sleep(2.1)  # the lease
    # Few more, so that the test ends soon: the rest is cut off as if it were done already.
    database.rows(
        "insert into dom360.passage_vectors select p.tenant_id, p.id, 'multilingual-e5-small', "
        "p.document_id, p.version, 384, array_fill(0.05::real, array[384]) from dom360.passages p "
        "where p.document_id = %s and p.position >= %s on conflict do nothing",
        document_id,
        done + 8,
    )
    assert client.world
    assert await ingester.run(client.world.tenant_id, UUID(document_id)) == "ready"

    found = await document(client, document_id)
    assert (found["state"], found["passages"]) == ("ready", total)
    assert database.value(newest, document_id) == before, "what was cut before is not cut again"
    assert (await ask(client, "quanto custa o item 3?"))[0]["heading"] == "Item 3"


async def test_a_worker_that_is_told_to_stop_hands_its_document_back(
    client: Client, worker: services.Service, database: ScratchDatabase
):
    answer = await upload(client, "longo.md", LONG)
    document_id = answer.json["id"]
    await until(lambda: database.rows(STATE, document_id)[0][1] >= 8, timeout_s=60)

    worker.stop()

    state, _, _, attempts = database.rows(STATE, document_id)[0]
    lease = database.value("select lease_until from dom360.documents where id = %s", document_id)
    assert (state, attempts, lease) == ("embedding", 0, None)
    await client.call("DELETE", f"/api/knowledge/documents/{document_id}")


async def test_a_document_that_kills_every_worker_is_given_up(
    client: Client, database: ScratchDatabase, ingester: Ingester, db: Database, tenant: TenantWorld
):
    answer = await upload(client, "mortal.md", PRICES)
    for _ in range(4):
        async with db.tenant_tx(tenant.tenant_id) as tx:
            assert await queries.claim_document(tx, UUID(answer.json["id"]), lease_s=0)

    assert await ingester.run(tenant.tenant_id, UUID(answer.json["id"])) == "failed"

    found = await document(client, answer.json["id"])
    assert found["error"]["code"] == "INGEST_CRASHED"


async def test_two_workers_never_have_one_document(
    client: Client, db: Database, tenant: TenantWorld
):
    answer = await upload(client, "disputado.md", PRICES)

    async def claim():
        async with db.tenant_tx(tenant.tenant_id) as tx:
            return await queries.claim_document(tx, UUID(answer.json["id"]), lease_s=30)

    claims = await asyncio.gather(*(claim() for _ in range(8)))

    assert len([one for one in claims if one is not None]) == 1


async def test_a_worker_whose_lease_was_taken_over_writes_nothing_more(
    client: Client, db: Database, tenant: TenantWorld, ingester: Ingester
):
    answer = await upload(client, "lento.md", PRICES)
    async with db.tenant_tx(tenant.tenant_id) as tx:
        slow = await queries.claim_document(tx, UUID(answer.json["id"]), lease_s=0)
    assert slow is not None
    assert await ingester.run(tenant.tenant_id, slow.id) == "ready"

    async with db.tenant_tx(tenant.tenant_id) as tx:
        assert not await queries.keep_document(tx, slow, lease_s=30)
        assert not await queries.fail_document(tx, slow, "INGEST_CRASHED")
        await queries.release_document(tx, slow)
    assert (await document(client, answer.json["id"]))["state"] == "ready"


async def test_tenants_take_turns(
    client: Client, other_client: Client, db: Database, tenant: TenantWorld, other: TenantWorld
):
    for number in range(5):
        await upload(client, f"muitos-{number}.txt", f"texto {number}")
    await upload(other_client, "um.txt", "um texto")

    waiting = await queries.list_waiting(db, 100)

    both = (tenant.tenant_id, other.tenant_id)
    order = [one.tenant_id for one in waiting if one.tenant_id in both]
    assert other.tenant_id in order[:2]
    for one in (client, other_client):
        for item in (await one.get("/api/knowledge/documents")).json["items"]:
            await one.call("DELETE", f"/api/knowledge/documents/{item['id']}")
