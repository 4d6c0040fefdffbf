"""Turning a document into passages that searches find: the worker's part.

A document's row is its job: who claims it has a lease and says from time to time that it still
works. Each step ends in the database before the next begins, so a worker that is killed in the
middle costs the time since, and its document is finished by another. Safe to run twice.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from uuid import UUID

from dom360.db.database import Database, Tx
from dom360.errors import Dom360Error
from dom360.knowledge import queries
from dom360.knowledge.embedding import Embedders, model_of
from dom360.knowledge.errors import FileTypeMismatch, FileTypeUnsupported, IngestFailed
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.extraction.sandbox import extract
from dom360.knowledge.kinds import KINDS, MEDIA_TYPES, kind_of
from dom360.knowledge.models import ClaimedDocument, PassageText
from dom360.knowledge.passages import Passage, cut
from dom360.llm.embedding_service import EmbeddingFailed, EmbeddingRefused
from dom360.llm.embeddings import Embedder, EmbeddingModel
from dom360.logs import get_logger
from dom360.web.fetch import FetchFailed, FetchTimeout, FetchTooLarge, fetch_limited
from dom360.web.ssrf import Guard, UrlNotAllowed

log = get_logger(__name__)

MAX_ATTEMPTS = 4
MAX_PASSAGES = 10_000
_PASSAGES_AT_ONCE = 200
# Small, so that progress is seen and little is lost.
_EMBEDDED_AT_ONCE = 8
_FETCH_S = 30.0


@dataclass(frozen=True)
class IngestSettings:
    max_bytes: int
    lease_s: float = 60.0
    # After a failed call of an embeddings service: this long, then four times as long, and so on.
    retry_s: float = 30.0
    limits: Limits = field(default_factory=Limits)


class _NotOurs(Exception):
    """The document was deleted, replaced or taken over meanwhile."""


@dataclass(frozen=True)
class Ingester:
    """What a worker needs to work on documents."""

    db: Database
    embedders: Embedders
    guard: Guard
    settings: IngestSettings

    async def run(self, tenant_id: UUID, document_id: UUID) -> str | None:
        """Work on a document to its end. The state it came to; None where it is not to be had."""
        async with self.db.tenant_tx(tenant_id) as tx:
            claimed = await queries.claim_document(tx, document_id, lease_s=self.settings.lease_s)
        if claimed is None:
            return None
        if claimed.attempts > MAX_ATTEMPTS:
            return await self._fail(tenant_id, claimed, "INGEST_CRASHED")
        try:
            async with self._kept_alive(tenant_id, claimed):
                if not claimed.extracted:
                    await self._extract(tenant_id, claimed)
                await self._embed(tenant_id, claimed)
        except _NotOurs:
            return None
        except asyncio.CancelledError:
            # A worker that is told to stop hands back what it holds, and no try was lost.
            await asyncio.shield(self._release(tenant_id, claimed))
            raise
        except IngestFailed as failure:
            return await self._fail(tenant_id, claimed, failure.code)
        except (EmbeddingFailed, UrlNotAllowed) as failure:
            return await self._embedding_failed(tenant_id, claimed, failure)
        return "ready"

    @asynccontextmanager
    async def _kept_alive(self, tenant_id: UUID, claimed: ClaimedDocument) -> AsyncIterator[None]:
        """Longer steps than a lease say every third of it that somebody is there."""

        async def keep() -> None:
            while True:
                await asyncio.sleep(self.settings.lease_s / 3)
                async with self.db.tenant_tx(tenant_id) as tx:
                    await queries.keep_document(tx, claimed, lease_s=self.settings.lease_s)

        keeping = asyncio.create_task(keep())
        try:
            yield
        finally:
            keeping.cancel()

    async def _extract(self, tenant_id: UUID, claimed: ClaimedDocument) -> None:
        content, media_type = await self._content(tenant_id, claimed)
        blocks = await extract(content, KINDS[media_type], self.settings.limits)
        passages = await asyncio.to_thread(lambda: list(cut(blocks)))
        if not passages:
            raise IngestFailed("FILE_HAS_NO_TEXT")
        if len(passages) > MAX_PASSAGES:
            raise IngestFailed("FILE_TOO_LONG")
        async with self.db.tenant_tx(tenant_id) as tx:
            await queries.drop_version(tx, claimed)
        numbered = list(enumerate(passages))
        for some in _batches(numbered):
            async with self.db.tenant_tx(tenant_id) as tx:
                await self._hold(tx, claimed)
                await queries.add_passages(tx, claimed, some)
        async with self.db.tenant_tx(tenant_id) as tx:
            await self._hold(tx, claimed)
            await queries.note_extracted(tx, claimed, len(passages))

    async def _content(self, tenant_id: UUID, claimed: ClaimedDocument) -> tuple[bytes, str]:
        """The bytes and what they are. An address is read anew each time it is extracted."""
        if claimed.url is None:
            assert claimed.media_type is not None, "a file's kind is known when it is taken in"
            async with self.db.tenant_tx(tenant_id) as tx:
                return await queries.read_file(tx, claimed.id, claimed.version), claimed.media_type
        content, media_type = await self._fetch(claimed.url)
        async with self.db.tenant_tx(tenant_id) as tx:
            await self._hold(tx, claimed)
            await queries.put_file(tx, claimed, content)
            await queries.note_fetched(
                tx,
                claimed,
                media_type=media_type,
                sha256=hashlib.sha256(content).digest(),
                size=len(content),
            )
        return content, media_type

    async def _fetch(self, url: str) -> tuple[bytes, str]:
        try:
            page = await fetch_limited(
                url, guard=self.guard, max_bytes=self.settings.max_bytes, timeout_s=_FETCH_S
            )
            if not page.body.strip():
                raise IngestFailed("FILE_HAS_NO_TEXT")
            name = page.url.partition("?")[0].rpartition("/")[2]
            kind = kind_of(page.body, name, declared=page.content_type)
        except UrlNotAllowed:
            raise IngestFailed("URL_NOT_ALLOWED") from None
        except FetchTooLarge:
            raise IngestFailed("FILE_TOO_LARGE") from None
        except FetchTimeout:
            raise IngestFailed("FETCH_TIMEOUT") from None
        except FetchFailed:
            raise IngestFailed("FETCH_FAILED") from None
        except (FileTypeUnsupported, FileTypeMismatch):
            raise IngestFailed("FILE_TYPE_UNSUPPORTED") from None
        return page.body, MEDIA_TYPES[kind]

    async def _embed(self, tenant_id: UUID, claimed: ClaimedDocument) -> None:
        """Embed what has no embedding yet, a few at a time, and then let searches find it."""
        served = False
        while not served:
            async with self.db.tenant_tx(tenant_id) as tx:
                settings = await queries.get_embedding_settings(tx)
                await queries.drop_other_dimension(tx, claimed, model_of(settings))
            embedder = await self.embedders.of(tenant_id, settings)
            while await self._embed_some(tenant_id, claimed, embedder):
                pass
            served = await self._serve(tenant_id, claimed, embedder.model)

    async def _embed_some(
        self, tenant_id: UUID, claimed: ClaimedDocument, embedder: Embedder
    ) -> bool:
        """False where nothing is left."""
        model = embedder.model
        async with self.db.tenant_tx(tenant_id) as tx:
            passages = await queries.list_unembedded(tx, claimed, model, limit=_EMBEDDED_AT_ONCE)
        if not passages:
            return False
        vectors = await embedder.embed([_text(claimed, one) for one in passages], "passage")
        async with self.db.tenant_tx(tenant_id) as tx:
            done = await queries.count_embedded(tx, claimed, model) + len(passages)
            await self._hold(tx, claimed, done=done)
            ids = [one.id for one in passages]
            await queries.add_vectors(tx, claimed, model, zip(ids, vectors, strict=True))
        return True

    async def _serve(
        self, tenant_id: UUID, claimed: ClaimedDocument, model: EmbeddingModel
    ) -> bool:
        """False where the tenant chose another model meanwhile."""
        async with self.db.tenant_tx(tenant_id) as tx:
            await self._hold(tx, claimed)
            if model_of(await queries.get_embedding_settings(tx)) != model:
                return False
            passages = await queries.count_passages(tx, claimed)
            if not await queries.serve_document(tx, claimed, model, passages):
                raise _NotOurs
        return True

    async def _hold(self, tx: Tx, claimed: ClaimedDocument, *, done: int | None = None) -> None:
        """Locks the document's row. Raises _NotOurs, which undoes the transaction."""
        if not await queries.keep_document(tx, claimed, lease_s=self.settings.lease_s, done=done):
            raise _NotOurs

    async def _fail(self, tenant_id: UUID, claimed: ClaimedDocument, code: str) -> str:
        async with self.db.tenant_tx(tenant_id) as tx:
            await queries.fail_document(tx, claimed, code)
        log.info("document.failed", document_id=str(claimed.id), code=code)
        return "failed"

    async def _embedding_failed(
        self, tenant_id: UUID, claimed: ClaimedDocument, failure: Dom360Error
    ) -> str:
        """Away or busy: later again, four times in all. Refused: a person has to look."""
        is_final = isinstance(failure, EmbeddingRefused | UrlNotAllowed)
        if is_final or claimed.attempts >= MAX_ATTEMPTS:
            return await self._fail(tenant_id, claimed, failure.code)
        async with self.db.tenant_tx(tenant_id) as tx:
            pause_s = self.settings.retry_s * 4 ** (claimed.attempts - 1)
            await queries.postpone_document(tx, claimed, pause_s)
        return "postponed"

    async def _release(self, tenant_id: UUID, claimed: ClaimedDocument) -> None:
        async with self.db.tenant_tx(tenant_id) as tx:
            await queries.release_document(tx, claimed)


def _text(document: ClaimedDocument, passage: PassageText) -> str:
    """What a passage is embedded as: where it stands says what it is about."""
    return f"{passage.heading or PurePath(document.name).stem}\n{passage.body}"


def _batches(passages: list[tuple[int, Passage]]) -> Iterator[list[tuple[int, Passage]]]:
    for start in range(0, len(passages), _PASSAGES_AT_ONCE):
        yield passages[start : start + _PASSAGES_AT_ONCE]
