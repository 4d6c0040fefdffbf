"""Knowledge: documents, what is in them, and asking them."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Request, UploadFile
from fastapi.responses import Response
from starlette.status import HTTP_200_OK, HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access.guards import Admin, Reader, ReaderTx, Writer, WriterTx
from dom360.knowledge import actions, embedding, queries, views
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.errors import FileMissing, FileTooLarge
from dom360.knowledge.models import DocumentFilter, DocumentState, SourceKind
from dom360.knowledge.schemas import (
    DocumentPage,
    DocumentView,
    EmbeddingsView,
    NewEmbeddings,
    NewPage,
    PassagePage,
    Question,
    SearchAnswer,
    Uses,
)
from dom360.knowledge.search import KnowledgeBase
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/knowledge", tags=["knowledge"])

Cursor = Annotated[str | None, Query(max_length=300)]
Limit = Annotated[int, Query(ge=1, le=100)]


async def _knowledge(request: Request) -> KnowledgeBase:
    knowledge: KnowledgeBase = request.app.state.knowledge
    return knowledge


async def _embedders(request: Request) -> Embedders:
    embedders: Embedders = request.app.state.embedders
    return embedders


async def _filter(
    state: DocumentState | None = None,
    source_kind: SourceKind | None = None,
    search: Annotated[str | None, Query(max_length=200, description="In the name.")] = None,
) -> DocumentFilter:
    # PostgreSQL cannot even be asked for NUL; nothing has it, so nothing is found.
    return DocumentFilter(state, source_kind, search.replace("\x00", "\ufffd") if search else None)


Knowledge = Annotated[KnowledgeBase, Depends(_knowledge)]
Embedding = Annotated[Embedders, Depends(_embedders)]
Only = Annotated[DocumentFilter, Depends(_filter)]


@router.get("/documents", operation_id="list_documents")
async def list_documents(
    tx: ReaderTx, only: Only, cursor: Cursor = None, limit: Limit = 50
) -> DocumentPage:
    """The newest first; the answer's cursor gets the next page."""
    return await views.page_of_documents(tx, only, cursor=cursor, limit=limit)


@router.post(
    "/documents",
    status_code=HTTP_201_CREATED,
    responses={HTTP_200_OK: {"model": DocumentView, "description": "A document of that name."}},
    operation_id="upload_document",
)
async def upload_document(
    me: Writer,
    tx: WriterTx,
    settings: AppSettings,
    response: Response,
    file: Annotated[
        UploadFile | None, File(description="PDF, DOCX, XLSX, MD, TXT, HTML, CSV")
    ] = None,
) -> DocumentView:
    """Take a file in, to be read in the background: follow its `state`. The same name again
    replaces the document: its old passages are found until the new ones are ready.
    """
    if file is None:
        raise FileMissing
    content = await file.read(settings.knowledge_max_file_bytes + 1)
    if len(content) > settings.knowledge_max_file_bytes:
        raise FileTooLarge
    stored = await actions.add_file(tx, file.filename or "", content, by=me.user_id)
    if not stored.created:
        response.status_code = HTTP_200_OK
    return await views.detail(tx, stored.id)


@router.post(
    "/documents/url",
    status_code=HTTP_201_CREATED,
    responses={HTTP_200_OK: {"model": DocumentView, "description": "A document of that name."}},
    operation_id="add_page",
)
async def add_page(
    body: NewPage, me: Writer, tx: WriterTx, request: Request, response: Response
) -> DocumentView:
    """Note a public address, to be read in the background."""
    guard = request.app.state.guard
    stored = await actions.add_page(tx, guard, body.url, body.name, by=me.user_id)
    if not stored.created:
        response.status_code = HTTP_200_OK
    return await views.detail(tx, stored.id)


@router.get("/documents/{document_id}", operation_id="get_document")
async def get_document(document_id: UUID, tx: ReaderTx) -> DocumentView:
    return await views.detail(tx, document_id)


@router.delete(
    "/documents/{document_id}", status_code=HTTP_204_NO_CONTENT, operation_id="delete_document"
)
async def delete_document(document_id: UUID, tx: WriterTx) -> None:
    """With its file, its passages and their embeddings."""
    await actions.delete(tx, document_id)


@router.post("/documents/{document_id}/retry", operation_id="retry_document")
async def retry_document(document_id: UUID, tx: WriterTx) -> DocumentView:
    """Read it once more: what failed, or a page that has changed."""
    await actions.retry(tx, document_id)
    return await views.detail(tx, document_id)


@router.get("/documents/{document_id}/passages", operation_id="list_passages")
async def list_passages(
    document_id: UUID,
    tx: ReaderTx,
    start: Annotated[int, Query(ge=0, le=1_000_000, description="The first one's position.")] = 0,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> PassagePage:
    """What searches find of it, in its order. A cursor goes on from the answer before."""
    return await views.page_of_passages(tx, document_id, start=start, cursor=cursor, limit=limit)


@router.get(
    "/documents/{document_id}/file",
    response_class=Response,
    responses={HTTP_200_OK: {"content": {"application/octet-stream": {}}}},
    operation_id="download_document",
)
async def download_document(document_id: UUID, tx: ReaderTx) -> Response:
    """The bytes as they came, to be saved and never shown by a browser."""
    document = await queries.get_document(tx, document_id)
    content = await queries.read_file(tx, document.id, document.version)
    name = quote(document.name[:200].rpartition("/")[2] or "document", safe="")
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@router.get("/documents/{document_id}/uses", operation_id="list_document_uses")
async def list_uses(document_id: UUID, tx: ReaderTx, limit: Limit = 20) -> Uses:
    """Which of the latest answers were given with it at hand."""
    return await views.uses(tx, document_id, limit=limit)


@router.post("/search", operation_id="search_knowledge")
async def search_knowledge(
    body: Question, me: Reader, db: Db, knowledge: Knowledge
) -> SearchAnswer:
    """Ask the knowledge base as an agent would, and see the scores."""
    assert me.tenant_id is not None
    return await knowledge.search(
        db, me.tenant_id, body.query, top_k=body.top_k, min_score=body.min_score
    )


@router.get("/embeddings", operation_id="get_embeddings")
async def get_embeddings(me: Admin, db: Db) -> EmbeddingsView:
    """Which model turns passages into numbers. The key is not shown."""
    assert me.tenant_id is not None
    return await embedding.describe(db, me.tenant_id)


@router.put("/embeddings", operation_id="set_embeddings")
async def set_embeddings(
    body: NewEmbeddings, me: Admin, db: Db, embedders: Embedding
) -> EmbeddingsView:
    """Change the model, after one question to it. Every document is embedded anew in the
    background; until then it is found by the embeddings that it has.
    """
    assert me.tenant_id is not None
    await embedding.change(db, me.tenant_id, embedders, body)
    return await embedding.describe(db, me.tenant_id)
