from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.knowledge.errors import DocumentNotFound
from dom360.knowledge.models import (
    CarriedModel,
    ClaimedDocument,
    DocumentFilter,
    DocumentRef,
    DocumentRow,
    EmbeddingSettings,
    MatchingPassage,
    NearPassage,
    NewDocument,
    PassageHit,
    PassageText,
    SearchSettings,
    WaitingDocument,
)
from dom360.knowledge.passages import Passage
from dom360.knowledge.schemas import PassageView, UsedIn
from dom360.llm.embeddings import EmbeddingModel, Vector

_SQL = load_beside(__file__)
PIECE_BYTES = 512 * 1024


async def put_document(
    tx: Tx, new: NewDocument, *, media_type: str | None, sha256: bytes | None
) -> DocumentRef:
    found = await tx.find(
        DocumentRef,
        _SQL["put_document"],
        name=new.name,
        source_kind=new.source_kind,
        url=new.url,
        media_type=media_type,
        sha256=sha256,
        bytes=len(new.content) if new.content is not None else None,
        uploaded_by=new.uploaded_by,
    )
    assert found is not None
    return found


async def find_same(tx: Tx, name: str, sha256: bytes) -> DocumentRef | None:
    return await tx.find(DocumentRef, _SQL["find_same"], name=name, sha256=sha256)


async def count_other_documents(tx: Tx, name: str) -> int:
    return cast("int", await tx.value(_SQL["count_documents"], name=name))


async def put_file(tx: Tx, document: DocumentRef | ClaimedDocument, content: bytes) -> None:
    """In the place of whatever was there, of older versions too."""
    which = {"document_id": document.id, "version": document.version}
    await tx.run(_SQL["drop_file"], **which)
    for position, start in enumerate(range(0, len(content), PIECE_BYTES)):
        piece = content[start : start + PIECE_BYTES]
        await tx.run(_SQL["add_piece"], position=position, content=piece, **which)
    await tx.run(_SQL["drop_other_files"], **which)


async def read_file(tx: Tx, document_id: UUID, version: int) -> bytes:
    pieces = await tx.list(_Piece, _SQL["list_pieces"], document_id=document_id, version=version)
    return b"".join(piece.content for piece in pieces)


async def get_document(tx: Tx, document_id: UUID) -> DocumentRow:
    found = await list_documents(
        tx, DocumentFilter(), before=None, limit=1, document_id=document_id
    )
    if not found:
        raise DocumentNotFound
    return found[0]


async def list_documents(
    tx: Tx,
    only: DocumentFilter,
    *,
    before: tuple[datetime, UUID] | None,
    limit: int,
    document_id: UUID | None = None,
) -> list[DocumentRow]:
    """Newest first."""
    before_at, before_id = before or (None, None)
    return await tx.list(
        DocumentRow,
        _SQL["list_documents"],
        document_id=document_id,
        state=only.state,
        source_kind=only.source_kind,
        search=_pattern(only.search) if only.search else None,
        before_at=before_at,
        before_id=before_id,
        limit=limit,
    )


async def get_locale(tx: Tx) -> str:
    return str(await tx.value(_SQL["get_locale"]))


async def list_passages(tx: Tx, document_id: UUID, *, after: int, limit: int) -> list[PassageView]:
    return await tx.list(
        PassageView, _SQL["list_passages"], document_id=document_id, after=after, limit=limit
    )


async def delete_document(tx: Tx, document_id: UUID) -> None:
    if not await tx.run(_SQL["delete_document"], document_id=document_id):
        raise DocumentNotFound


async def retry_document(tx: Tx, document_id: UUID) -> bool:
    return bool(await tx.run(_SQL["retry_document"], document_id=document_id))


async def list_waiting(db: Database, limit: int) -> list[WaitingDocument]:
    """Of every tenant, each in turn."""
    async with db.platform_tx("dom360_jobs") as tx:
        return await tx.list(WaitingDocument, _SQL["list_waiting"], limit=limit)


async def claim_document(tx: Tx, document_id: UUID, *, lease_s: float) -> ClaimedDocument | None:
    """None where somebody else has it, or it is gone or done."""
    return await tx.find(
        ClaimedDocument, _SQL["claim_document"], document_id=document_id, lease_s=lease_s
    )


async def keep_document(
    tx: Tx, document: ClaimedDocument, *, lease_s: float, done: int | None = None
) -> bool:
    """Whether it is still ours to work on; then for another `lease_s`."""
    return bool(await tx.run(_SQL["keep_document"], lease_s=lease_s, done=done, **_claim(document)))


async def note_fetched(
    tx: Tx, document: ClaimedDocument, *, media_type: str, sha256: bytes, size: int
) -> None:
    await tx.run(
        _SQL["note_fetched"],
        document_id=document.id,
        version=document.version,
        media_type=media_type,
        sha256=sha256,
        bytes=size,
    )


async def drop_version(tx: Tx, document: ClaimedDocument) -> None:
    await tx.run(_SQL["drop_version"], document_id=document.id, version=document.version)


async def add_passages(
    tx: Tx, document: ClaimedDocument, passages: Iterable[tuple[int, Passage]]
) -> None:
    for position, passage in passages:
        await tx.run(
            _SQL["add_passage"],
            document_id=document.id,
            version=document.version,
            position=position,
            heading=passage.heading,
            body=passage.body,
        )


async def note_extracted(tx: Tx, document: ClaimedDocument, total: int) -> None:
    await tx.run(
        _SQL["note_extracted"], document_id=document.id, version=document.version, total=total
    )


async def list_unembedded(
    tx: Tx, document: ClaimedDocument, model: EmbeddingModel, *, limit: int
) -> list[PassageText]:
    return await tx.list(
        PassageText,
        _SQL["list_unembedded"],
        document_id=document.id,
        version=document.version,
        model=model.name,
        dimension=model.dimension,
        limit=limit,
    )


async def count_passages(tx: Tx, document: ClaimedDocument) -> int:
    counted = await tx.value(
        _SQL["count_passages"], document_id=document.id, version=document.version
    )
    return cast("int", counted)


async def drop_other_dimension(tx: Tx, document: ClaimedDocument, model: EmbeddingModel) -> None:
    await tx.run(_SQL["drop_other_dimension"], **_vectors_of(document, model))


async def count_embedded(tx: Tx, document: ClaimedDocument, model: EmbeddingModel) -> int:
    return cast("int", await tx.value(_SQL["count_embedded"], **_vectors_of(document, model)))


async def add_vectors(
    tx: Tx, document: ClaimedDocument, model: EmbeddingModel, vectors: Iterable[tuple[UUID, Vector]]
) -> None:
    which = _vectors_of(document, model)
    for passage_id, vector in vectors:
        await tx.run(_SQL["add_vector"], passage_id=passage_id, embedding=vector, **which)


async def serve_document(
    tx: Tx, document: ClaimedDocument, model: EmbeddingModel, passages: int
) -> bool:
    """Let searches find this version instead of the one before. False where it is ours no more."""
    named = {"model": model.name, "dimension": model.dimension}
    served = await tx.run(_SQL["serve_document"], passages=passages, **named, **_claim(document))
    if not served:
        return False
    await tx.run(_SQL["drop_replaced"], document_id=document.id, version=document.version)
    await tx.run(_SQL["drop_replaced_vectors"], document_id=document.id, **named)
    return True


async def fail_document(tx: Tx, document: ClaimedDocument, code: str) -> bool:
    return bool(await tx.run(_SQL["fail_document"], code=code, **_claim(document)))


async def postpone_document(tx: Tx, document: ClaimedDocument, pause_s: float) -> None:
    await tx.run(_SQL["postpone_document"], pause_s=pause_s, **_claim(document))


async def release_document(tx: Tx, document: ClaimedDocument) -> None:
    """Let somebody else have it at once."""
    await tx.run(_SQL["release_document"], **_claim(document))


async def get_embedding_settings(tx: Tx) -> EmbeddingSettings:
    found = await tx.find(EmbeddingSettings, _SQL["get_embedding_settings"])
    assert found is not None, "every tenant has its settings"
    return found


async def set_embedding_settings(tx: Tx, settings: EmbeddingSettings) -> None:
    await tx.run(
        _SQL["set_embedding_settings"],
        url=settings.url,
        model=settings.model,
        dimension=settings.dimension,
        key_encrypted=settings.key_encrypted,
    )


async def embed_again(tx: Tx, model: EmbeddingModel) -> int:
    """Ask for everything that carries another model's vectors. How many documents that are."""
    return await tx.run(_SQL["embed_again"], model=model.name, dimension=model.dimension)


async def count_waiting(tx: Tx) -> int:
    return cast("int", await tx.value(_SQL["count_waiting"]))


async def get_search_settings(tx: Tx) -> SearchSettings:
    found = await tx.find(SearchSettings, _SQL["get_search_settings"])
    assert found is not None, "every tenant has its settings"
    return found


async def list_models(tx: Tx) -> list[CarriedModel]:
    return await tx.list(CarriedModel, _SQL["list_models"])


async def list_nearest(
    tx: Tx, model: str, vector: Vector, *, limit: int, exact: bool
) -> list[NearPassage]:
    return await tx.list(
        NearPassage, _SQL["list_nearest"], model=model, embedding=vector, limit=limit, exact=exact
    )


async def list_similarities(
    tx: Tx, model: str, vector: Vector, passages: list[UUID]
) -> list[NearPassage]:
    return await tx.list(
        NearPassage,
        _SQL["list_similarities"],
        model=model,
        embedding=vector,
        passages=passages,
    )


async def list_matching(tx: Tx, question: str, *, limit: int) -> list[MatchingPassage]:
    return await tx.list(MatchingPassage, _SQL["list_matching"], question=question, limit=limit)


async def list_hits(tx: Tx, passages: list[UUID]) -> list[PassageHit]:
    """In the order of the ids."""
    found = {row.id: row for row in await tx.list(PassageHit, _SQL["list_hits"], passages=passages)}
    return [found[one] for one in passages if one in found]


async def list_uses(tx: Tx, document_id: UUID, *, looked_at: int, limit: int) -> list[UsedIn]:
    return await tx.list(
        UsedIn,
        _SQL["list_uses"],
        document_id=str(document_id),
        looked_at=looked_at,
        limit=limit,
    )


@dataclass(frozen=True)
class _Piece:
    content: bytes


def _vectors_of(document: ClaimedDocument, model: EmbeddingModel) -> dict[str, object]:
    return {
        "document_id": document.id,
        "version": document.version,
        "model": model.name,
        "dimension": model.dimension,
    }


def _claim(document: ClaimedDocument) -> dict[str, object]:
    """What tells our hold of a document from everybody else's."""
    return {
        "document_id": document.id,
        "version": document.version,
        "attempts": document.attempts,
    }


def _pattern(search: str) -> str:
    """The part of a LIKE pattern that means exactly this."""
    return search.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
