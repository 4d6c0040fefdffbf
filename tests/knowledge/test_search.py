"""What a search finds first, and what it leaves out."""

import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.db import migrations, roles
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.knowledge import actions, queries
from dom360.knowledge.embedding import AskedBefore, Embedders
from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.ingest import Ingester, IngestSettings
from dom360.knowledge.jobs import ingest_waiting
from dom360.knowledge.models import CarriedModel
from dom360.knowledge.passages import MOST_CHARS, cut
from dom360.knowledge.search import EXACT_TO, KnowledgeBase, nearest
from dom360.launch.doctor.database import check_vectors
from dom360.llm.embeddings import BuiltInEmbedder, Purpose, Vector
from dom360.settings import Settings
from dom360.web.ssrf import Guard
from tests.agent_tools.conftest import AgentTurn
from tests.knowledge.conftest import Learn, ask
from tests.support.postgres import Cluster, ScratchDatabase
from tests.support.world import Client, Maker, TenantWorld

# Of this transaction.
INDEX_SCANS = b"select pg_stat_get_xact_numscans('dom360.passage_vectors_384'::regclass)"

MANUAL = """# Materiais

## Cimento
O cimento CP-II-E-32 vem em saco de 50kg e custa R$ 1.039,90 o palete. Guarde em lugar seco.

## Informações sobre entregas
As entregas são feitas por caminhões próprios, de segunda a sexta.

## Opening hours
The shop opens from Monday to Friday at seven in the morning.

## Papéis e pincéis
Temos papéis de parede e pincéis de todos os tamanhos.
"""


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("cp ii e 32", "Cimento"),
        ("CP-II-E-32", "Cimento"),
        ("saco 50 kg", "Cimento"),
        ("1039,90", "Cimento"),
        ("informacoes de entrega", "Informações sobre entregas"),
        ("quando vcs entregam?", "Informações sobre entregas"),
        ("opening hours", "Opening hours"),
        ("when do you open?", "Opening hours"),
        ("papel de parede", "Papéis e pincéis"),
        ("PINCEL", "Papéis e pincéis"),
    ],
)
async def test_the_right_passage_comes_first(
    client: Client, learn: Learn, question: str, heading: str
):
    await learn("manual.md", MANUAL)

    hits = await ask(client, question)

    assert hits[0]["heading"] == f"Materiais > {heading}", hits


async def test_words_that_are_nowhere_lower_the_text_match(client: Client, learn: Learn):
    await learn("manual.md", MANUAL)

    whole = (await ask(client, "entregas por caminhão", min_score=0))[0]
    part = (await ask(client, "entregas por helicóptero", min_score=0))[0]

    assert whole["text_match"] == 1
    assert 0 < part["text_match"] < 0.6


async def test_the_settings_of_the_tenant_are_the_default(
    client: Client, learn: Learn, database: ScratchDatabase, tenant: TenantWorld
):
    await learn("manual.md", MANUAL)
    database.rows(
        "update dom360.account_vars set rag_top_k = 2, rag_match_threshold = 0"
        " where tenant_id = %s",
        tenant.tenant_id,
    )

    assert len(await ask(client, "cimento")) == 2
    assert len(await ask(client, "cimento", top_k=3)) == 3
    assert all(hit["score"] >= 0.9 for hit in await ask(client, "cimento", min_score=0.9))


class Counting(BuiltInEmbedder):
    count = 0

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> list[Vector]:
        self.count += len(texts)
        return await super().embed(texts, purpose)


async def test_what_is_asked_again_is_embedded_once_in_each_company(
    client: Client, other_client: Client, learn: Learn, embedders: Embedders, db: Database
):
    counting = Counting()
    base = KnowledgeBase(replace(embedders, built_in=counting))
    for one in (client, other_client):
        assert one.world
        await learn("manual.md", MANUAL, by=one)

    answers = [
        await base.search(db, one.world.tenant_id, question)
        for one in (client, client, other_client)
        if one.world
        for question in ("quanto custa o cimento?", "quando entregam?")
    ]

    assert counting.count == 4
    assert answers[:2] == answers[2:4]
    assert answers[4].hits[0].document_id != answers[0].hits[0].document_id
    counting.close()


def test_only_the_latest_questions_are_kept():
    before = AskedBefore(most=2)
    for key in (b"a", b"b", b"a", b"c"):
        before.keep(key, [0.0])

    assert before.find(b"b") is None
    assert before.find(b"a") == before.find(b"c") == [0.0]


@pytest.mark.parametrize(
    "question", ["???", "de a o", "\u200b", "🙂", "'; drop table x; --", "a" * 2000]
)
async def test_a_question_of_nothing_is_answered(client: Client, learn: Learn, question: str):
    await learn("manual.md", MANUAL)

    assert isinstance(await ask(client, question), list)


async def test_an_agent_finds_through_its_tool_what_its_company_knows(
    learn: Learn, sdr: AgentTurn, database: ScratchDatabase, tenant: TenantWorld
):
    found = await learn("manual.md", MANUAL)

    asked = {"query": "quanto custa o cimento?", "top_k": 1}
    answer = await sdr.tool("search_knowledge_base", asked)

    (hit,) = answer.json["passages"]
    assert (hit["doc_id"], hit["source"]) == (found["id"], "manual.md")
    assert hit["heading"] == "Materiais > Cimento"
    assert hit["score"] >= 0.5
    assert 0 <= hit["text_match"] <= 1
    assert UUID(hit["passage_id"])
    database.rows(
        "update dom360.account_vars set rag_enabled = false where tenant_id = %s", tenant.tenant_id
    )
    off = await sdr.tool("search_knowledge_base", {"query": "quanto custa o cimento?"})
    assert off.json == {"passages": []}


async def test_which_answers_used_a_document(
    client: Client, learn: Learn, database: ScratchDatabase, tenant: TenantWorld
):
    found = await learn("manual.md", MANUAL)
    chat = await client.chat("Quanto custa o cimento?")
    database.rows(
        "update dom360.messages set rag_context = jsonb_build_array(jsonb_build_object("
        "'doc_id', %s::text, 'score', 0.8)) where tenant_id = %s and role = 'assistant'",
        found["id"],
        tenant.tenant_id,
    )

    uses = (await client.get(f"/api/knowledge/documents/{found['id']}/uses")).json

    assert [(one["conversation_id"], one["score"]) for one in uses["items"]] == [
        (chat.json["conversation_id"], 0.8)
    ]


def _unit(numbers: random.Random, near: list[float] | None = None) -> list[float]:
    vector = [numbers.gauss(0, 1) for _ in range(384)]
    if near is not None:
        vector = [base + 0.02 * noise for base, noise in zip(near, vector, strict=True)]
    return vector


@dataclass
class LargeBase:
    """A company above the limit and a small one beside it, in a database of their own."""

    db: Database
    large: UUID
    small: UUID
    # What the large one's passages are near to, and the small one's are not.
    question: list[float]


@pytest.fixture(scope="module")
async def base(cluster: Cluster) -> AsyncIterator[LargeBase]:
    numbers = random.Random(11)
    centres = [_unit(numbers) for _ in range(40)]
    with cluster.new_database() as own:
        db = Database(own.app_url)
        large, small = await Maker(db).tenant(), await Maker(db).tenant()
        with psycopg.connect(own.owner_url) as owner:
            # The index is made at once: it takes long for one row after the other.
            owner.execute("drop index dom360.passage_vectors_384")
            _store(owner, large.tenant_id, centres)
            owner.execute(
                "insert into dom360.passage_vectors select tenant_id, gen_random_uuid(), model,"
                " document_id, version, dimension, array(select e + 0.4 * random_normal()"
                " from unnest(embedding) e)::real[] from dom360.passage_vectors,"
                " generate_series(1, %s) limit %s",
                [EXACT_TO // 40 + 1, EXACT_TO - 39],
            )
            _store(owner, small.tenant_id, [_unit(numbers) for _ in range(60)])
            owner.execute("select dom360.ensure_knowledge_indexes()")
            owner.execute("analyze dom360.passage_vectors, dom360.documents")
        yield LargeBase(db, large.tenant_id, small.tenant_id, centres[0])
        await db.close()


def _carried(passages: int) -> CarriedModel:
    return CarriedModel("model-x", 384, passages)


async def test_a_small_company_beside_a_large_one_misses_nothing(base: LargeBase):
    """The index is shared. Nearest to the question are hundreds of the large one's passages."""
    for exact in (True, False):
        async with base.db.tenant_tx(base.small) as tx:
            found = await queries.list_nearest(tx, "model-x", base.question, limit=5, exact=exact)
        assert len(found) == 5, f"exact={exact}"


async def test_above_a_limit_the_index_is_asked_and_up_to_it_each_is_compared(base: LargeBase):
    async with base.db.tenant_tx(base.large) as tx:
        at_limit = await nearest(tx, _carried(EXACT_TO), base.question)
        compared = await tx.value(INDEX_SCANS)
        above = await nearest(tx, _carried(EXACT_TO + 1), base.question)
        asked = await tx.value(INDEX_SCANS)

    assert (compared, asked) == (0, 1), "the plans"
    assert len(at_limit) == len(above) == 40
    agreed = {one.passage_id for one in above} & {one.passage_id for one in at_limit}
    assert len(agreed) >= 34, "recall of the index"


async def test_where_the_index_gives_up_each_is_compared_after_all(base: LargeBase):
    """A company above the limit that is small beside the others: thousands of theirs are nearer."""
    async with base.db.tenant_tx(base.small) as tx:
        exactly = await queries.list_nearest(tx, "model-x", base.question, limit=40, exact=True)
        # The planner takes another way here, and would not where this company had thousands.
        await tx.run(b"set local enable_sort = off")
        # So little that it gives up among 4,000 as it does after 8,000 of a larger installation.
        await tx.run(b"set local work_mem = '64kB'")
        before = await tx.value(INDEX_SCANS)
        by_index = await queries.list_nearest(tx, "model-x", base.question, limit=40, exact=False)
        scans = await tx.value(INDEX_SCANS)
        found = await nearest(tx, _carried(EXACT_TO + 1), base.question)

    assert scans == before + 1, "the index was not asked"
    assert len(by_index) < 40, "it did not give up"
    assert [one.passage_id for one in found] == [one.passage_id for one in exactly]


def _store(owner: psycopg.Connection, tenant_id: UUID, vectors: list[list[float]]) -> None:
    (document_id,) = owner.execute(
        "insert into dom360.documents (tenant_id, name, source_kind, state, served_version,"
        " passages, embedding_model, embedding_dimension)"
        " values (%s, 'x', 'file', 'ready', 1, %s, 'model-x', 384) returning id",
        [tenant_id, len(vectors)],
    ).fetchone() or (None,)
    with owner.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.executemany(
            "insert into dom360.passage_vectors (tenant_id, passage_id, model, document_id,"
            " version, dimension, embedding)"
            " values (%s, gen_random_uuid(), 'model-x', %s, 1, 384, %s::real[])",
            [(tenant_id, document_id, vector) for vector in vectors],
        )


async def test_without_pgvector_words_serve_and_doctor_says_so(
    cluster: Cluster, embedders: Embedders, monkeypatch: pytest.MonkeyPatch
):
    """As on a server that does not have it: the step that installs it finds nothing to do."""
    with cluster.new_database(template=None) as bare:
        with monkeypatch.context() as without:
            without.setattr(roles, "_SQL", {**roles._SQL, "create_vector": b"select"})
            migrations.migrate(bare.owner_url, bare.app_url)
        assert bare.value("select to_regtype('dom360_vector.vector')") is None
        db = Database(bare.app_url)
        try:
            world = await Maker(db).tenant()
            async with db.tenant_tx(world.tenant_id) as tx:
                await actions.add_file(tx, "manual.md", MANUAL.encode(), by=None)
            here = Embedders(embedders.built_in, embedders.service, Vault(db, None))
            ingester = Ingester(db, here, Guard(), IngestSettings(max_bytes=10**6))
            assert await ingest_waiting(ingester) == 1

            answer = await KnowledgeBase(here).search(db, world.tenant_id, "entregas por caminhão")
            assert answer.by_meaning is False
            assert answer.hits[0].heading == "Materiais > Informações sobre entregas"
            settings = Settings(database_url=bare.owner_url, database_app_url=bare.app_url)
            finding = check_vectors(settings)
            assert (finding.level, "pgvector is missing" in finding.message) == ("WARN", True)

            # It is installed later: what was embedded before is found by meaning at once.
            migrations.migrate(bare.owner_url, bare.app_url)
            later = await KnowledgeBase(here).search(db, world.tenant_id, "vocês levam até a obra?")
            assert later.by_meaning is True
            assert later.hits[0].heading == "Materiais > Informações sobre entregas"
            assert check_vectors(settings).level == "OK"
        finally:
            await db.close()


@given(
    st.lists(
        st.one_of(
            st.builds(Block, st.just("heading"), st.text(max_size=40), st.integers(1, 6)),
            st.builds(Block, st.sampled_from(["text", "row"]), st.text(max_size=3_000)),
        ),
        max_size=12,
    )
)
def test_cutting_loses_no_word_and_keeps_the_limits(blocks: list[Block]):
    made = list(cut(blocks))

    said = "".join("".join(one.text.split()) for one in blocks if one.kind != "heading")
    assert "".join("".join(one.body.split()) for one in made) == said
    assert all(0 < len(one.body) <= MOST_CHARS for one in made)
