"""Knowledge inside the product."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from dom360.knowledge.kinds import Kind

SourceKind = Literal["file", "url"]
DocumentState = Literal["queued", "extracting", "embedding", "ready", "failed"]


@dataclass(frozen=True)
class NewDocument:
    """What somebody brings: a file's bytes, or an address that a worker will read."""

    name: str
    source_kind: SourceKind
    content: bytes | None = None
    kind: Kind | None = None
    url: str | None = None
    uploaded_by: UUID | None = None


@dataclass(frozen=True)
class DocumentRef:
    id: UUID
    version: int
    created: bool


@dataclass(frozen=True)
class DocumentRow:
    id: UUID
    name: str
    source_kind: SourceKind
    url: str | None
    media_type: str | None
    sha256: bytes | None
    bytes: int | None
    version: int
    served_version: int | None
    state: DocumentState
    error_code: str | None
    progress_done: int
    progress_total: int
    passages: int
    embedding_model: str | None
    embedding_dimension: int | None
    uploaded_by: UUID | None
    uploaded_by_name: str | None
    created_at: datetime
    updated_at: datetime
    indexed_at: datetime | None


@dataclass(frozen=True)
class DocumentFilter:
    state: DocumentState | None = None
    source_kind: SourceKind | None = None
    search: str | None = None


@dataclass(frozen=True)
class ClaimedDocument:
    """A document that this worker works on, until its lease ends."""

    id: UUID
    name: str
    source_kind: SourceKind
    url: str | None
    media_type: str | None
    sha256: bytes | None
    version: int
    attempts: int
    extracted: bool


@dataclass(frozen=True)
class WaitingDocument:
    tenant_id: UUID
    document_id: UUID


@dataclass(frozen=True)
class PassageText:
    """What of a passage is embedded."""

    id: UUID
    heading: str
    body: str


@dataclass(frozen=True)
class PassageHit:
    id: UUID
    document_id: UUID
    position: int
    name: str
    url: str | None
    heading: str
    body: str


@dataclass(frozen=True)
class EmbeddingSettings:
    """A tenant's own service, or None for the built-in model."""

    url: str | None
    model: str | None
    dimension: int | None
    key_encrypted: str | None


@dataclass(frozen=True)
class SearchSettings:
    """What a search has to know first. `models` are those that passages carry."""

    enabled: bool
    top_k: int
    match_threshold: float
    has_vectors: bool
    url: str | None
    model: str | None
    dimension: int | None
    key_encrypted: str | None


@dataclass(frozen=True)
class CarriedModel:
    model: str
    dimension: int
    passages: int


@dataclass(frozen=True)
class NearPassage:
    passage_id: UUID
    similarity: float


@dataclass(frozen=True)
class MatchingPassage:
    passage_id: UUID
    text_match: float
