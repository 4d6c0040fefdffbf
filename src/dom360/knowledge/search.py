"""Asking the knowledge base: by meaning and by words, fused.

docs/knowledge.md tells what `score` and `text_match` mean and how they were chosen.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from dom360.agent_tools.knowledge import Passage
from dom360.db.database import Database, Tx
from dom360.errors import Dom360Error
from dom360.knowledge import queries
from dom360.knowledge.embedding import AskedBefore, Embedders
from dom360.knowledge.models import (
    CarriedModel,
    MatchingPassage,
    NearPassage,
    PassageHit,
    SearchSettings,
)
from dom360.knowledge.schemas import Hit, SearchAnswer
from dom360.llm.embedding_service import FOR_A_QUESTION
from dom360.llm.embeddings import BuiltInEmbedder, Embedder, Vector, calibrated
from dom360.logs import get_logger

log = get_logger(__name__)

SNIPPET_CHARS = 1_200
# From each half. Enough that what is good in both is in both.
_CANDIDATES = 40
# Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009), with the constant from there.
_RRF_K = 60
# To so many passages each is compared; beyond it the index is asked first (docs/knowledge.md).
EXACT_TO = 4_000
# Each statement sees what is committed by then, so a replacement may come between two of them.
_LOOKS = 3
# How far words alone can carry a passage whose meaning is far off: a code, a name.
_WORDS_CARRY = 0.8


@dataclass(frozen=True)
class _Asked:
    """A question, what shares its words, and its embedding by each model that passages carry."""

    text: str
    matching: list[MatchingPassage]
    vectors: list[tuple[CarriedModel, Vector]]


@dataclass
class _Candidate:
    fused: float = 0.0
    semantic: float | None = None
    text_match: float = 0.0

    @property
    def score(self) -> float:
        """0 to 1. Without a meaning to compare, the words are all there is."""
        if self.semantic is None:
            return self.text_match
        return self.semantic + (1 - self.semantic) * _WORDS_CARRY * self.text_match


@dataclass
class _Found:
    candidates: dict[UUID, _Candidate] = field(default_factory=dict)

    def take(self, ranked: Iterable[tuple[UUID, float]]) -> None:
        """Ranks of one half. The weight is how much each passage's place there is worth."""
        for rank, (passage_id, weight) in enumerate(ranked, 1):
            self.of(passage_id).fused += weight / (_RRF_K + rank)

    def of(self, passage_id: UUID) -> _Candidate:
        return self.candidates.setdefault(passage_id, _Candidate())

    def best(self, *, min_score: float, top_k: int) -> list[tuple[UUID, _Candidate]]:
        kept = [one for one in self.candidates.items() if one[1].score >= min_score]
        kept.sort(key=lambda one: (-one[1].fused, -one[1].score, one[0]))
        return kept[:top_k]


class KnowledgeBase:
    """Searches for doors and for agents' tools. Holds no transaction while it embeds."""

    def __init__(self, embedders: Embedders) -> None:
        self._embedders = embedders
        self._before = AskedBefore()

    async def __call__(
        self, db: Database, tenant_id: UUID, query: str, *, top_k: int | None
    ) -> list[Passage]:
        """For agents: nothing where the company has switched its knowledge off."""
        answer = await self.search(db, tenant_id, query, top_k=top_k)
        return [
            Passage(
                doc_id=str(hit.document_id),
                passage_id=str(hit.passage_id),
                position=hit.position,
                source=hit.source,
                heading=hit.heading,
                snippet=hit.snippet,
                score=hit.score,
                text_match=hit.text_match,
            )
            for hit in (answer.hits if answer.enabled else [])
        ]

    async def search(
        self,
        db: Database,
        tenant_id: UUID,
        query: str,
        *,
        top_k: int | None = None,
        min_score: float | None = None,
    ) -> SearchAnswer:
        """Passages that may answer a question, the best first."""
        settings, asked = await self._ask(db, tenant_id, query)
        least = settings.match_threshold if min_score is None else min_score
        found, texts = await _find(
            db, tenant_id, asked, min_score=least, top_k=top_k or settings.top_k
        )
        return SearchAnswer(
            enabled=settings.enabled,
            by_meaning=bool(asked.vectors),
            min_score=round(least, 4),
            hits=[_hit(text, found.candidates[text.id]) for text in texts],
        )

    async def _ask(
        self, db: Database, tenant_id: UUID, query: str
    ) -> tuple[SearchSettings, _Asked]:
        """PostgreSQL looks for the words while the question is embedded here."""
        async with db.tenant_tx(tenant_id) as tx:
            settings = await queries.get_search_settings(tx)
            models = await queries.list_models(tx) if settings.has_vectors else []
        embedding = asyncio.create_task(self._embed(tenant_id, settings, models, query))
        try:
            async with db.tenant_tx(tenant_id) as tx:
                matching = await queries.list_matching(tx, query, limit=_CANDIDATES)
            return settings, _Asked(query, matching, await embedding)
        finally:
            embedding.cancel()

    async def _embed(
        self, tenant_id: UUID, settings: SearchSettings, models: list[CarriedModel], query: str
    ) -> list[tuple[CarriedModel, Vector]]:
        """By the models that passages carry. One that cannot be asked now is left out."""
        vectors = []
        for carried in models:
            try:
                vector = await self._embed_by(tenant_id, settings, carried, query)
            except Dom360Error as error:
                log.warning("knowledge.embedding_failed", code=error.code)
            else:
                if vector is not None:
                    vectors.append((carried, vector))
        return vectors

    async def _embed_by(
        self, tenant_id: UUID, settings: SearchSettings, carried: CarriedModel, query: str
    ) -> Vector | None:
        built_in = BuiltInEmbedder.model
        if (carried.model, carried.dimension) == (built_in.name, built_in.dimension):
            embedder: Embedder = self._embedders.built_in
        elif (carried.model, carried.dimension) == (settings.model, settings.dimension):
            embedder = await self._embedders.of(tenant_id, settings, FOR_A_QUESTION)
        else:
            # A service that the tenant has left: its address is not known any more.
            return None
        url = None if embedder is self._embedders.built_in else settings.url
        key = AskedBefore.key(tenant_id, url, embedder.model, query)
        known = self._before.find(key)
        if known is None:
            (known,) = await embedder.embed([query], "query")
            self._before.keep(key, known)
        return known


async def _find(
    db: Database, tenant_id: UUID, asked: _Asked, *, min_score: float, top_k: int
) -> tuple[_Found, list[PassageHit]]:
    """The best passages. Where some are gone already, their document was replaced meanwhile:
    then its new passages are looked for."""
    for last_look in [False] * (_LOOKS - 1) + [True]:
        async with db.tenant_tx(tenant_id) as tx:
            found = await _look(tx, asked)
            best = found.best(min_score=min_score, top_k=top_k)
            texts = await queries.list_hits(tx, [passage_id for passage_id, _ in best])
            if last_look or len(texts) == len(best):
                return found, texts
            matching = await queries.list_matching(tx, asked.text, limit=_CANDIDATES)
            asked = replace(asked, matching=matching)
    raise AssertionError("unreachable")


async def _look(tx: Tx, asked: _Asked) -> _Found:
    found = _Found()
    # The first of those that share one word with the question is not near it for that: each counts
    # by its share of the question's words.
    found.take((one.passage_id, one.text_match) for one in asked.matching)
    for one in asked.matching:
        found.of(one.passage_id).text_match = one.text_match
    for carried, vector in asked.vectors:
        near = await nearest(tx, carried, vector)
        found.take((one.passage_id, 1.0) for one in near)
        known = {neighbour.passage_id for neighbour in near}
        others = [passage_id for passage_id in found.candidates if passage_id not in known]
        near += await queries.list_similarities(tx, carried.model, vector, others)
        for neighbour in near:
            semantic = calibrated(neighbour.similarity, carried.model)
            found.of(neighbour.passage_id).semantic = semantic
    return found


async def nearest(tx: Tx, carried: CarriedModel, vector: Vector) -> list[NearPassage]:
    """Where the index finds too few that are this tenant's, each of them is compared."""
    if carried.passages > EXACT_TO:
        near = await queries.list_nearest(tx, carried.model, vector, limit=_CANDIDATES, exact=False)
        if len(near) == _CANDIDATES:
            return near
    return await queries.list_nearest(tx, carried.model, vector, limit=_CANDIDATES, exact=True)


def _hit(text: PassageHit, candidate: _Candidate) -> Hit:
    return Hit(
        document_id=text.document_id,
        passage_id=text.id,
        position=text.position,
        source=text.url or text.name,
        heading=text.heading or None,
        snippet=text.body[:SNIPPET_CHARS],
        score=round(candidate.score, 4),
        text_match=round(candidate.text_match, 4),
    )
