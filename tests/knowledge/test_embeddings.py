"""A tenant's own embeddings service, and changing from one model to another."""

from collections.abc import Iterator

import pytest

from dom360.knowledge.embedding import Embedders
from dom360.knowledge.ingest import Ingester
from dom360.knowledge.jobs import ingest_waiting
from dom360.llm.embedding_service import (
    EmbeddingFailed,
    EmbeddingRefused,
    EmbeddingService,
    Patience,
    ServiceAddress,
)
from dom360.llm.embeddings import calibrated
from dom360.web.ssrf import Guard, UrlNotAllowed
from tests.doubles.embedding_server import DIMENSION, EmbeddingServer, embedding_server
from tests.knowledge.conftest import Learn, ask, document
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld

KEY = "embeddings-key-2209"
QUICK = Patience(tries=4, timeout_s=5)


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with embedding_server() as made:
        yield made


@pytest.fixture
async def admin(client: Client, make: Maker, tenant: TenantWorld) -> Client:
    await client.sign_in(tenant.admin_email)
    client.headers["Origin"] = client.origin
    return client


async def choose(admin: Client, server: EmbeddingServer | None, **more: object):
    body = {"base_url": server.url, "model": "modelo-b"} if server else {}
    return await admin.call("PUT", "/api/knowledge/embeddings", json={**body, **more})


async def test_a_change_of_model_embeds_everything_anew_and_the_old_serves_until_then(
    admin: Client, learn: Learn, ingester: Ingester, server: EmbeddingServer,
    database: ScratchDatabase,
):  # fmt: skip
    found = await learn()
    server.key = KEY

    answer = await choose(admin, server, key=KEY)

    assert answer.status == 200, answer.raw
    assert answer.json == {
        "base_url": server.url, "model": "modelo-b", "dimension": DIMENSION, "has_key": True,
        "documents_waiting": 1,
    }  # fmt: skip
    waiting = await document(admin, found["id"])
    assert (waiting["state"], waiting["searchable"]) == ("embedding", True)
    assert waiting["embedding_model"] == "multilingual-e5-small"
    assert "89,90" in (await ask(admin, "quanto custa o plano essencial?"))[0]["snippet"]

    await ingest_waiting(ingester)

    ready = await document(admin, found["id"])
    assert (ready["state"], ready["version"]) == ("ready", 1)
    assert (ready["embedding_model"], ready["embedding_dimension"]) == ("modelo-b", DIMENSION)
    vectors = database.rows(
        "select distinct model, dimension from dom360.passage_vectors where document_id = %s",
        found["id"],
    )
    assert vectors == [("modelo-b", DIMENSION)]
    asked = len(server.asked)
    assert "89,90" in (await ask(admin, "quanto custa o plano essencial?"))[0]["snippet"]
    assert len(server.asked) == asked + 1, "the question is embedded by the passages' model"
    assert set(server.keys) == {f"Bearer {KEY}"}


async def test_back_to_the_built_in_model(
    admin: Client, learn: Learn, ingester: Ingester, server: EmbeddingServer
):
    found = await learn()
    await choose(admin, server)
    await ingest_waiting(ingester)

    answer = await choose(admin, None)
    await ingest_waiting(ingester)

    assert answer.json["base_url"] is None
    assert (await document(admin, found["id"]))["embedding_model"] == "multilingual-e5-small"


async def test_a_key_stays_for_its_address_only(admin: Client, server: EmbeddingServer):
    server.key = KEY
    assert (await choose(admin, server, key=KEY)).status == 200

    assert (await choose(admin, server, model="modelo-c")).status == 200
    with embedding_server() as elsewhere:
        answer = await choose(admin, elsewhere)

    assert answer.json["has_key"] is False
    assert elsewhere.keys == [None]
    assert KEY.encode() not in answer.raw


async def test_a_wrong_key_is_said_at_once_and_changes_nothing(
    admin: Client, server: EmbeddingServer
):
    server.key = KEY

    assert_problem(await choose(admin, server, key="wrong"), 502, "EMBEDDINGS_REFUSED")

    kept = await admin.get("/api/knowledge/embeddings")
    assert (kept.json["base_url"], kept.json["has_key"]) == (None, False)


async def test_half_of_the_settings_is_refused(admin: Client):
    answer = await choose(admin, None, model="modelo-b")

    assert_problem(answer, 422, "EMBEDDINGS_INCOMPLETE")


@pytest.mark.parametrize("url", ["http://169.254.169.254/v1", "ftp://x/v1", "http://10.0.0.1/v1"])
async def test_the_address_is_judged(admin: Client, url: str):
    body = {"base_url": url, "model": "m"}

    answer = await admin.call("PUT", "/api/knowledge/embeddings", json=body)

    assert_problem(answer, 422, "URL_NOT_ALLOWED")


async def test_the_key_is_stored_encrypted(
    admin: Client, server: EmbeddingServer, database: ScratchDatabase, tenant: TenantWorld
):
    await choose(admin, server, key=KEY)

    stored = database.value(
        "select embeddings_key_encrypted from dom360.account_vars where tenant_id = %s",
        tenant.tenant_id,
    )
    assert stored.startswith("v1:")
    assert KEY not in stored
    log = database.value(
        "select string_agg(coalesce(old::text, '') || coalesce(new::text, ''), '') "
        "from dom360.audit_log where tenant_id = %s",
        tenant.tenant_id,
    )
    assert KEY not in log
    assert stored not in log


async def test_a_service_that_stumbles_is_asked_again(
    server: EmbeddingServer, embedders: Embedders
):
    server.faults = [429, 503, 500]

    vectors = await embedders.service.ask(
        ServiceAddress(server.url, "m"), ["um", "dois"], "passage", QUICK
    )

    assert vectors == [server.vector("um"), server.vector("dois")], "in the order of the texts"
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "fault",
    [
        b"not json", b"[]", b'{"data": []}', b'{"data": [{"index": 0, "embedding": []}]}',
        b'{"data": [{"index": 0, "embedding": [NaN]}]}',
        b'{"data": [{"index": 0, "embedding": [0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": ["x"]}]}',
    ],
)  # fmt: skip
async def test_an_unusable_answer_is_not_believed(
    server: EmbeddingServer, embedders: Embedders, fault: bytes
):
    server.faults = [fault]

    with pytest.raises(EmbeddingFailed):
        await embedders.service.ask(ServiceAddress(server.url, "m"), ["um"], "query", QUICK)


async def test_a_refusal_is_not_repeated(server: EmbeddingServer, embedders: Embedders):
    server.faults = [400]

    with pytest.raises(EmbeddingRefused):
        await embedders.service.ask(ServiceAddress(server.url, "m"), ["um"], "query", QUICK)

    assert len(server.asked) == 1


async def test_the_connection_is_judged_too(server: EmbeddingServer):
    async with EmbeddingService(Guard()) as guarded:
        with pytest.raises(UrlNotAllowed):
            await guarded.ask(ServiceAddress(server.url, "m"), ["um"], "query", QUICK)

    assert server.asked == []


async def test_a_service_that_stays_away_fails_the_document_after_four_tries(
    admin: Client, learn: Learn, ingester: Ingester, server: EmbeddingServer,
    database: ScratchDatabase,
):  # fmt: skip
    found = await learn()
    await choose(admin, server)
    tries = [500] * 5
    for _ in range(4):
        server.faults = list(tries)
        database.rows("update dom360.documents set lease_until = null where id = %s", found["id"])
        await ingester.run(admin.world.tenant_id, found["id"])  # type: ignore[union-attr,arg-type]

    failed = await document(admin, found["id"])
    assert (failed["state"], failed["error"]["code"]) == ("failed", "EMBEDDINGS_FAILED")
    assert failed["searchable"] is True
    assert "89,90" in (await ask(admin, "quanto custa o plano essencial?"))[0]["snippet"]


async def test_a_search_goes_by_words_while_the_service_is_away(
    admin: Client, learn: Learn, ingester: Ingester, server: EmbeddingServer
):
    await choose(admin, server)
    await learn()
    server.faults = [500]

    answer = await admin.post("/api/knowledge/search", {"query": "quanto custa o plano essencial?"})

    assert answer.json["by_meaning"] is False
    assert "89,90" in answer.json["hits"][0]["snippet"]
    assert answer.json["hits"][0]["score"] == answer.json["hits"][0]["text_match"]


@pytest.mark.parametrize("model", ["multilingual-e5-small", "text-embedding-3-small", "other"])
def test_a_calibrated_similarity_keeps_the_order_and_stays_between_0_and_1(model: str):
    scores = [calibrated(step / 100, model) for step in range(-100, 101)]

    assert scores == sorted(scores)
    assert scores[0] < 0.05
    assert scores[-1] > 0.95
