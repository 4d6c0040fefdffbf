"""Which model a tenant's passages are embedded with, and how to ask it."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from dom360.db.database import Database
from dom360.db.vault import EMBEDDINGS_KEY, SecretTx, Vault
from dom360.errors import Invalid
from dom360.knowledge import queries
from dom360.knowledge.models import EmbeddingSettings, SearchSettings
from dom360.knowledge.schemas import EmbeddingsView, NewEmbeddings
from dom360.llm.embedding_service import (
    FOR_A_DOCUMENT,
    FOR_A_QUESTION,
    EmbeddingService,
    Patience,
    ServiceAddress,
    ServiceEmbedder,
)
from dom360.llm.embeddings import BuiltInEmbedder, Embedder, EmbeddingModel, Vector


class EmbeddingsIncomplete(Invalid):
    code = "EMBEDDINGS_INCOMPLETE"
    detail = "Give both base_url and model, or neither for the built-in model."


@dataclass(frozen=True)
class Embedders:
    """The ways to an embedding that this process has."""

    built_in: BuiltInEmbedder
    service: EmbeddingService
    vault: Vault
    for_a_document: Patience = FOR_A_DOCUMENT

    async def of(
        self,
        tenant_id: UUID,
        settings: EmbeddingSettings | SearchSettings,
        patience: Patience | None = None,
    ) -> Embedder:
        """The tenant's. Call it outside a transaction: the key may have to be opened."""
        if settings.url is None or settings.model is None or settings.dimension is None:
            return self.built_in
        key = None
        if settings.key_encrypted is not None:
            key = await self.vault.open(tenant_id, EMBEDDINGS_KEY, settings.key_encrypted)
        return ServiceEmbedder(
            self.service,
            ServiceAddress(settings.url, settings.model, key),
            EmbeddingModel(settings.model, settings.dimension),
            patience or self.for_a_document,
        )


class AskedBefore:
    """The latest questions' vectors, in this process: what is asked again is embedded once.

    Each tenant's are its own, and a digest stands for the words: nobody's question is kept.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._vectors: OrderedDict[bytes, Vector] = OrderedDict()

    @staticmethod
    def key(tenant_id: UUID, url: str | None, model: EmbeddingModel, question: str) -> bytes:
        said = f"{tenant_id}\n{url}\n{model.name}\n{model.dimension}\n{question}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()

    def find(self, key: bytes) -> Vector | None:
        vector = self._vectors.get(key)
        if vector is not None:
            self._vectors.move_to_end(key)
        return vector

    def keep(self, key: bytes, vector: Vector) -> None:
        self._vectors[key] = vector
        self._vectors.move_to_end(key)
        while len(self._vectors) > self._most:
            self._vectors.popitem(last=False)


def model_of(settings: EmbeddingSettings) -> EmbeddingModel:
    if settings.model is None or settings.dimension is None:
        return BuiltInEmbedder.model
    return EmbeddingModel(settings.model, settings.dimension)


async def describe(db: Database, tenant_id: UUID) -> EmbeddingsView:
    async with db.tenant_tx(tenant_id) as tx:
        settings = await queries.get_embedding_settings(tx)
        waiting = await queries.count_waiting(tx)
    model = model_of(settings)
    return EmbeddingsView(
        base_url=settings.url,
        model=model.name,
        dimension=model.dimension,
        has_key=settings.key_encrypted is not None,
        documents_waiting=waiting,
    )


async def change(db: Database, tenant_id: UUID, embedders: Embedders, new: NewEmbeddings) -> None:
    """Ask the service once, keep what works, and have every document embedded anew. Until that is
    done, searches go by the embeddings that are there.

    Raises EmbeddingsIncomplete, EmbeddingFailed, EmbeddingRefused, UrlNotAllowed.
    """
    if (new.base_url is None) != (new.model is None) or (new.key and new.base_url is None):
        raise EmbeddingsIncomplete
    if new.base_url is None or new.model is None:
        async with db.tenant_tx(tenant_id) as tx:
            await queries.set_embedding_settings(tx, EmbeddingSettings(None, None, None, None))
            await queries.embed_again(tx, BuiltInEmbedder.model)
        return

    async with db.tenant_tx(tenant_id) as tx:
        before = await queries.get_embedding_settings(tx)
    url = str(embedders.service.guard.check(new.base_url)).rstrip("/")
    key = new.key
    # A key goes to the address that it was stored for, and to no other.
    kept = before.key_encrypted if key is None and before.url == url else None
    if kept is not None:
        key = await embedders.vault.open(tenant_id, EMBEDDINGS_KEY, kept)
    address = ServiceAddress(url, new.model, key)
    probe = await embedders.service.ask(address, ["olá"], "query", FOR_A_QUESTION)
    model = EmbeddingModel(new.model, len(probe[0]))
    if key is None:
        async with db.tenant_tx(tenant_id) as tx:
            await queries.set_embedding_settings(
                tx, EmbeddingSettings(url, model.name, model.dimension, None)
            )
            await queries.embed_again(tx, model)
    else:
        async with embedders.vault.tenant_tx(tenant_id) as secrets:
            await _store(secrets, EmbeddingSettings(url, model.name, model.dimension, key), model)


async def _store(secrets: SecretTx, settings: EmbeddingSettings, model: EmbeddingModel) -> None:
    assert settings.key_encrypted is not None, "here still the plain one"
    stored = await secrets.encrypt(EMBEDDINGS_KEY, settings.key_encrypted)
    await queries.set_embedding_settings(
        secrets.tx, EmbeddingSettings(settings.url, settings.model, settings.dimension, stored)
    )
    await queries.embed_again(secrets.tx, model)
