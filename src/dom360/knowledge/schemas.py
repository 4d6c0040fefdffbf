"""Bodies of the knowledge endpoints."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from dom360.kit.schema import Body, View
from dom360.knowledge.models import DocumentState, SourceKind


class NewPage(Body):
    """An address to read. Its name is the address, unless another one is given."""

    url: Annotated[str, Field(min_length=1, max_length=2000)]
    name: Annotated[str, Field(min_length=1, max_length=300)] | None = None


class Question(Body):
    query: Annotated[str, Field(min_length=1, max_length=2000)]
    top_k: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None, description="How many at most; the company's setting when absent."
    )
    min_score: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="Leave out what scores less; the company's setting when absent."
    )


class Failure(View):
    code: str
    detail: str


class DocumentView(View):
    """`progress_done` of `progress_total` passages are embedded while its state is embedding.
    `passages` counts what searches find: of the version before, until a new one is ready."""

    id: UUID
    name: str
    source_kind: SourceKind
    url: str | None
    media_type: str | None
    bytes: int | None
    version: int
    state: DocumentState
    progress_done: int
    progress_total: int
    error: Failure | None
    searchable: bool
    passages: int
    embedding_model: str | None
    embedding_dimension: int | None
    uploaded_by: UUID | None
    uploaded_by_name: str | None
    created_at: datetime
    updated_at: datetime
    indexed_at: datetime | None


class DocumentPage(View):
    items: list[DocumentView]
    cursor: str | None


class PassageView(View):
    id: UUID
    position: int
    heading: str
    text: str


class PassagePage(View):
    items: list[PassageView]
    cursor: str | None


class Hit(View):
    """`score` compares with the threshold of the settings; the order is that of the search, which
    knows more than the score. `text_match` is the share of the question's words found. `position`
    is the passage's place in its document."""

    document_id: UUID
    passage_id: UUID
    position: int
    source: str
    heading: str | None
    snippet: str
    score: float
    text_match: float


class SearchAnswer(View):
    """`by_meaning` is false where passages were found by their words only: pgvector is missing, or
    the embeddings service did not answer in time."""

    enabled: bool
    by_meaning: bool
    min_score: float
    hits: list[Hit]


class UsedIn(View):
    """An answer that an agent gave with this document at hand."""

    conversation_id: UUID
    message_id: UUID
    message_index: int
    agent_type: str | None
    excerpt: str
    score: float | None
    created_at: datetime


class Uses(View):
    """Of the latest answers, newest first; `looked_at` says of how many."""

    items: list[UsedIn]
    looked_at: int


class EmbeddingsView(View):
    """Where embeddings come from. Null in `base_url`: the built-in model."""

    base_url: str | None
    model: str
    dimension: int
    has_key: bool
    documents_waiting: int


class NewEmbeddings(Body):
    """An OpenAI-compatible service, or null in both for the built-in model. Without a key the
    stored one is kept while the address stays the same."""

    base_url: Annotated[str, Field(max_length=500)] | None = None
    model: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S+$")] | None = None
    key: Annotated[str, Field(min_length=1, max_length=4096)] | None = None
