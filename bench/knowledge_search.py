"""How long a knowledge search takes: one tenant with many passages beside one with as many.

    .venv/bin/python -m bench.knowledge_search [passages] [questions]

Starts a PostgreSQL of its own, fills it with sentences whose words are as common and as rare as in
real text, and asks, embedding included, as the backend does. Prints milliseconds.
"""

import asyncio
import random
import re
import statistics
import sys
import time
from collections import Counter
from itertools import accumulate
from uuid import UUID

import psycopg

from dom360.db import migrations
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.knowledge import queries
from dom360.knowledge import search as searching
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.search import KnowledgeBase
from dom360.launch.postgres import temporary_postgres
from dom360.llm.embedding_service import EmbeddingService
from dom360.llm.embeddings import BuiltInEmbedder, Vector
from dom360.settings import Settings
from dom360.tenants import queries as tenants
from dom360.tenants.models import NewTenant
from dom360.web.ssrf import Guard
from evals.knowledge.cases import COMPANIES, cases, documents

PASSAGES_A_DOCUMENT = 200


class Language:
    """The words of the evals' documents, as common and as rare as they are there, and the evals'
    questions. Invented words would do a tokenizer wrong: it takes them apart letter by letter.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        texts = [file.read_text() for company in COMPANIES for file in documents(company)]
        counted = Counter(re.findall(r"\w+", " ".join(texts)))
        self._words, self._weights = list(counted), list(accumulate(counted.values()))
        self.questions = [case.ask for company in COMPANIES for case in cases(company)]
        self._random.shuffle(self.questions)

    def text(self, words: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=words))

    def vector(self, center: Vector) -> Vector:
        return [one + 0.03 * self._random.gauss(0, 1) for one in center]


async def fill(
    db: Database, url: str, language: Language, centers: list[Vector], count: int
) -> UUID:
    slug = f"bench-{count}-{random.randrange(10**6)}"
    async with db.platform_tx("dom360_admin") as tx:
        tenant_id = await tenants.add_tenant(tx, NewTenant(slug, slug))
    with psycopg.connect(url) as owner, owner.cursor() as cursor:
        for number in range(0, count, PASSAGES_A_DOCUMENT):
            size = min(PASSAGES_A_DOCUMENT, count - number)
            cursor.execute(
                "insert into dom360.documents (tenant_id, name, source_kind, state, served_version,"
                " passages, embedding_model, embedding_dimension)"
                " values (%s, %s, 'file', 'ready', 1, %s, %s, 384) returning id",
                [tenant_id, f"doc-{number}", size, BuiltInEmbedder.model.name],
            )
            (document_id,) = cursor.fetchone() or (None,)
            for position in range(size):
                cursor.execute(
                    "with p as (insert into dom360.passages (tenant_id, document_id, version,"
                    " position, heading, body) values (%(t)s, %(d)s, 1, %(p)s, %(h)s, %(b)s)"
                    " returning id) insert into dom360.passage_vectors select %(t)s, p.id, %(m)s,"
                    " %(d)s, 1, 384, %(v)s::real[] from p",
                    {
                        "t": tenant_id, "d": document_id, "p": position, "h": language.text(4),
                        "b": language.text(130), "m": BuiltInEmbedder.model.name,
                        "v": language.vector(random.choice(centers)),
                    },
                )  # fmt: skip
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("vacuum analyze dom360.passages, dom360.passage_vectors, dom360.documents")
    return tenant_id


def tell(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95) - 1]
    print(
        f"{name:<34} min {ordered[0]:6.1f}   median {statistics.median(ordered):6.1f}   "
        f"p95 {p95:6.1f}   max {ordered[-1]:6.1f}"
    )


async def measure(db: Database, base: KnowledgeBase, built_in: BuiltInEmbedder, tenant_id: UUID,
                  language: Language, rounds: int) -> None:  # fmt: skip
    whole: list[float] = []
    embedding: list[float] = []
    words: list[float] = []
    exact: list[float] = []
    index: list[float] = []
    model = built_in.model.name
    # Each once: what was asked before is not embedded again.
    for _ in range(min(rounds, len(language.questions))):
        question = language.questions.pop()
        started = time.perf_counter()
        await base.search(db, tenant_id, question, min_score=0)
        whole.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        (vector,) = await built_in.embed([question], "query")
        embedding.append((time.perf_counter() - started) * 1000)
        async with db.tenant_tx(tenant_id) as tx:
            started = time.perf_counter()
            await queries.list_matching(tx, question, limit=40)
            words.append((time.perf_counter() - started) * 1000)
            for times, is_exact in ((exact, True), (index, False)):
                started = time.perf_counter()
                await queries.list_nearest(tx, model, vector, limit=40, exact=is_exact)
                times.append((time.perf_counter() - started) * 1000)
    tell("search, all of it", whole)
    tell("  embedding the question", embedding)
    tell("  by words", words)
    tell("  by meaning, exactly", exact)
    tell("  by meaning, with the index", index)


async def main(passages: int, rounds: int) -> None:
    language = Language(1)
    with temporary_postgres(Settings().state_dir) as server:
        url = server.url(database="postgres")
        app_url = f"postgresql://dom360_app:bench@127.0.0.1:{server.port}/postgres"
        migrations.migrate(url, app_url)
        db, built_in = Database(app_url), BuiltInEmbedder()
        async with EmbeddingService(Guard()) as service:
            base = KnowledgeBase(Embedders(built_in, service, Vault(db, None)))
            centers = await built_in.embed([language.text(20) for _ in range(50)], "passage")
            await fill(db, url, language, centers, passages)
            tenant_id = await fill(db, url, language, centers, passages)
            print(f"{passages} passages, exact search to {searching.EXACT_TO}, {rounds} questions")
            await measure(db, base, built_in, tenant_id, language, 10)
            print("again, warm")
            await measure(db, base, built_in, tenant_id, language, rounds)
        built_in.close()
        await db.close()


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    asyncio.run(main(*(given + [10_000, 200][len(given) :])))
