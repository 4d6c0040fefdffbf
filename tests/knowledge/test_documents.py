"""Documents from upload to search, over HTTP."""

import asyncio
import hashlib
from contextlib import suppress

import aiohttp
import pytest

from dom360.db.database import Database
from dom360.knowledge import queries
from dom360.knowledge.ingest import Ingester
from dom360.knowledge.jobs import ingest_waiting
from dom360.knowledge.search import KnowledgeBase
from tests.knowledge import files
from tests.knowledge.conftest import PRICES, Learn, ask, document, passages, upload
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, TenantWorld

QUESTION = "quanto custa o plano essencial?"


async def test_a_file_waits_then_is_read_and_then_answers(client: Client, ingester: Ingester):
    answer = await upload(client, "planos.md", PRICES)
    assert answer.status == 201, answer.raw
    assert answer.json["state"] == "queued"
    assert answer.json["searchable"] is False
    assert await ask(client, QUESTION, min_score=0) == []

    await ingest_waiting(ingester)

    found = await document(client, answer.json["id"])
    assert (found["state"], found["error"], found["searchable"]) == ("ready", None, True)
    assert found["passages"] == found["progress_done"] == found["progress_total"] == 3
    assert found["embedding_model"] == "multilingual-e5-small"
    assert found["embedding_dimension"] == 384
    hit = (await ask(client, QUESTION))[0]
    assert hit["source"] == "planos.md"
    assert hit["heading"] == "Planos > Preços"
    assert "R$ 89,90" in hit["snippet"]
    assert hit["document_id"] == found["id"]
    from_hit = f"/api/knowledge/documents/{found['id']}/passages?start={hit['position']}"
    assert (await client.get(from_hit)).json["items"][0]["id"] == hit["passage_id"]
    assert 0.5 <= hit["score"] <= 1


async def test_passages_keep_the_way_of_headings(client: Client, learn: Learn):
    found = await learn()

    headings = [one["heading"] for one in await passages(client, found["id"])]

    assert headings == ["Planos", "Planos > Preços", "Planos > Cancelamento"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", files.pdf()), ("a.docx", files.docx()), ("a.xlsx", files.xlsx())],
)
async def test_a_file_of_an_office_is_found_by_what_it_says(
    client: Client, learn: Learn, name: str, content: bytes
):
    found = await learn(name, content)

    assert found["state"] == "ready", found
    hits = await ask(client, files.MARK)
    assert hits[0]["text_match"] == 1
    assert hits[0]["score"] >= 0.5


async def test_a_file_comes_back_byte_for_byte(client: Client, learn: Learn):
    content = files.docx()
    found = await learn("manual da furadeira.docx", content)

    answer = await client.get(f"/api/knowledge/documents/{found['id']}/file")

    assert answer.raw == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


async def test_the_same_name_replaces_and_the_old_serves_until_the_new_is_ready(
    client: Client, learn: Learn, ingester: Ingester, database: ScratchDatabase
):
    first = await learn()

    answer = await upload(client, "planos.md", PRICES.replace("89,90", "99,90"))
    assert (answer.status, answer.json["id"], answer.json["version"]) == (200, first["id"], 2)
    assert "89,90" in (await ask(client, QUESTION))[0]["snippet"]

    await ingest_waiting(ingester)
    hits = await ask(client, QUESTION, min_score=0)
    assert "99,90" in hits[0]["snippet"]
    assert not any("89,90" in hit["snippet"] for hit in hits)
    left = database.rows(
        "select (select count(*) from dom360.passages where document_id = d.id), (select count(*) "
        "from dom360.passage_vectors where document_id = d.id), (select count(distinct version) "
        "from dom360.document_files where document_id = d.id) from dom360.documents d "
        "where id = %s",
        first["id"],
    )
    assert left == [(3, 3, 1)]


async def test_searches_meet_the_old_or_the_new_while_a_document_is_replaced_and_deleted(
    client: Client, learn: Learn, ingester: Ingester, knowledge: KnowledgeBase,
    db: Database, tenant: TenantWorld,
):  # fmt: skip
    """Never both versions at once, never nothing while there is one, never an error."""
    found = await learn()
    seen: list[frozenset[str]] = []
    over = asyncio.Event()

    async def search() -> None:
        answer = await knowledge.search(db, tenant.tenant_id, QUESTION, top_k=1, min_score=0)
        seen.append(frozenset(hit.snippet for hit in answer.hits))

    async def search_on() -> None:
        while not over.is_set():
            await search()

    searching = [asyncio.create_task(search_on()) for _ in range(3)]
    for price in range(3):
        await upload(client, "planos.md", PRICES.replace("89,90", f"{price},00"))
        await ingest_waiting(ingester)
        await search()
    replaced = len(seen)
    await client.call("DELETE", f"/api/knowledge/documents/{found['id']}")
    over.set()
    await asyncio.gather(*searching)

    assert replaced > 10
    assert {len(snippets) for snippets in seen[:replaced]} == {1}, "nothing was found"
    assert len(set().union(*seen)) == 4, "each version was met"
    assert await ask(client, QUESTION, min_score=0) == []


async def test_a_replacement_that_fails_leaves_the_old_one_serving(client: Client, learn: Learn):
    first = await learn("g.pdf", files.pdf())

    broken = await learn("g.pdf", b"%PDF-1.7\nnothing")

    assert broken["id"] == first["id"]
    assert (broken["state"], broken["searchable"]) == ("failed", True)
    assert broken["error"]["code"] == "FILE_BROKEN"
    assert broken["error"]["detail"].startswith("Este arquivo"), "in the tenant's language"
    assert (await ask(client, files.MARK))[0]["document_id"] == first["id"]


async def test_the_same_bytes_again_are_no_new_version(client: Client, learn: Learn):
    first = await learn()

    again = await upload(client, "planos.md", PRICES)

    assert (again.status, again.json["version"]) == (200, 1)
    assert again.json["state"] == "ready"
    assert first["version"] == 1


async def test_two_uploads_of_one_name_at_once_are_one_document(client: Client):
    answers = await asyncio.gather(
        *(upload(client, "corrida.txt", f"texto número {number}") for number in range(6))
    )

    assert len({answer.json["id"] for answer in answers}) == 1
    assert max(answer.json["version"] for answer in answers) == 6


async def test_a_deleted_document_is_gone_whole(
    client: Client, learn: Learn, database: ScratchDatabase
):
    found = await learn()

    answer = await client.call("DELETE", f"/api/knowledge/documents/{found['id']}")

    assert answer.status == 204
    assert await ask(client, QUESTION, min_score=0) == []
    for table in ("document_files", "passages", "passage_vectors"):
        sql = f"select count(*) from dom360.{table} where document_id = %s"
        assert database.value(sql, found["id"]) == 0
    assert_problem(
        await client.get(f"/api/knowledge/documents/{found['id']}"), 404, "DOCUMENT_NOT_FOUND"
    )


async def test_a_document_deleted_while_it_is_read_leaves_nothing(
    client: Client, db: Database, tenant: TenantWorld, ingester: Ingester
):
    answer = await upload(client, "fugaz.md", PRICES)
    async with db.tenant_tx(tenant.tenant_id) as tx:
        claimed = await queries.claim_document(tx, answer.json["id"], lease_s=30)
    assert claimed is not None

    await client.call("DELETE", f"/api/knowledge/documents/{answer.json['id']}")

    async with db.tenant_tx(tenant.tenant_id) as tx:
        assert not await queries.keep_document(tx, claimed, lease_s=30)
    assert await ingester.run(tenant.tenant_id, claimed.id) is None


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("a.txt", b"", 422, "FILE_EMPTY"),
        ("a.txt", b" \n ", 422, "FILE_EMPTY"),
        ("a.exe", b"MZ\x00", 415, "FILE_TYPE_UNSUPPORTED"),
        ("a.pdf", b"no pdf", 415, "FILE_TYPE_MISMATCH"),
        ("\u200b", b"text", 422, "INVALID_NAME"),
        ("x" * 301 + ".txt", b"text", 422, "INVALID_NAME"),
    ],
)
async def test_what_cannot_be_a_document_is_refused_and_leaves_nothing(
    client: Client, name: str, content: bytes, status: int, code: str
):
    assert_problem(await upload(client, name, content), status, code)

    assert (await client.get("/api/knowledge/documents")).json["items"] == []


async def test_a_form_without_a_file_is_refused(client: Client):
    form = aiohttp.FormData({"other": "x"}, default_to_multipart=True)

    answer = await client.call("POST", "/api/knowledge/documents", data=form)

    assert_problem(answer, 422, "FILE_MISSING")


async def test_a_file_has_a_limit_and_other_paths_keep_theirs(client: Client):
    large = b"a" * (20 * 1024**2 + 1)

    assert_problem(await upload(client, "a.txt", large), 413, "FILE_TOO_LARGE")
    # Refused by its announced length: who still sends then may find the connection closed.
    with suppress(aiohttp.ClientOSError):
        answer = await upload(client, "a.txt", large + b"a" * 2**20)
        assert_problem(answer, 413, "PAYLOAD_TOO_LARGE")
    other = await client.call("POST", "/api/knowledge/search", data=b"a" * 300_000)
    assert_problem(other, 413, "PAYLOAD_TOO_LARGE")


async def test_a_path_in_a_name_is_only_its_end(client: Client):
    answer = await upload(client, "C:\\Users\\ana\\planos.txt", "Plano")

    assert answer.json["name"] == "planos.txt"


async def test_the_list_goes_page_by_page_and_filters(client: Client, ingester: Ingester):
    for number in range(5):
        await upload(client, f"arquivo-{number}.txt", f"texto {number}")
    await ingest_waiting(ingester)
    await upload(client, "AÇÚCAR.txt", "doce")

    first = (await client.get("/api/knowledge/documents?limit=4")).json
    rest = (await client.get(f"/api/knowledge/documents?limit=4&cursor={first['cursor']}")).json
    names = [one["name"] for one in first["items"] + rest["items"]]
    assert names == ["AÇÚCAR.txt", *(f"arquivo-{number}.txt" for number in (4, 3, 2, 1, 0))]
    assert rest["cursor"] is None

    queued = (await client.get("/api/knowledge/documents?state=queued&search=acucar")).json
    assert [one["name"] for one in queued["items"]] == ["AÇÚCAR.txt"]
    assert (await client.get("/api/knowledge/documents?search=%25")).json["items"] == []
    assert_problem(
        await client.get("/api/knowledge/documents?cursor=nonsense"), 422, "INVALID_CURSOR"
    )


async def test_what_failed_can_be_tried_again(client: Client, learn: Learn):
    broken = await learn("g.pdf", b"%PDF-1.7\nnothing")

    answer = await client.post(f"/api/knowledge/documents/{broken['id']}/retry", None)

    assert (answer.status, answer.json["state"], answer.json["error"]) == (200, "queued", None)
    again = await client.post(f"/api/knowledge/documents/{broken['id']}/retry", None)
    assert_problem(again, 409, "DOCUMENT_BUSY")


async def test_what_people_bring_and_remove_is_in_the_audit_log(
    client: Client, learn: Learn, database: ScratchDatabase, tenant: TenantWorld
):
    found = await learn()
    await learn(content=PRICES + "\nNovo.")
    await client.call("DELETE", f"/api/knowledge/documents/{found['id']}")

    lines = database.rows(
        "select action, actor_kind, new ->> 'name', new ->> 'sha256' from dom360.audit_log "
        "where tenant_id = %s and subject_table = 'documents' order by seq",
        tenant.tenant_id,
    )
    assert [line[:2] for line in lines] == [
        ("document.added", "api_key"),
        ("document.changed", "api_key"),
        ("document.removed", "api_key"),
    ]
    assert lines[0][2] == "planos.md"
    assert lines[0][3] == "\\x" + hashlib.sha256(PRICES.encode()).hexdigest()


async def test_a_viewer_reads_and_asks_but_brings_nothing(
    client: Client, learn: Learn, make, tenant: TenantWorld
):
    found = await learn()
    email = await make.person(tenant.tenant_id, "VIEWER")
    await client.sign_in(email)
    client.headers["Origin"] = client.origin

    assert (await ask(client, QUESTION))[0]["document_id"] == found["id"]
    assert_problem(await upload(client, "a.txt", "a"), 403, "FORBIDDEN")
    path = f"/api/knowledge/documents/{found['id']}"
    assert_problem(await client.call("DELETE", path), 403, "FORBIDDEN")
    assert_problem(await client.get("/api/knowledge/embeddings"), 403, "FORBIDDEN")


async def test_nobody_without_a_sign_in_gets_anything(client: Client):
    client.headers.clear()

    assert_problem(await upload(client, "a.txt", "a"), 401, "UNAUTHENTICATED")
    assert_problem(await client.get("/api/knowledge/documents"), 401, "UNAUTHENTICATED")
