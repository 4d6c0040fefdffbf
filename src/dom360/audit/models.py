"""What is written down, and what a look at a chain finds."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from dom360.db.actor import ActorKind


@dataclass(frozen=True)
class Subject:
    """What a change is about: a table, and the row's id where it is one row."""

    table: str
    id: str | None = None


@dataclass(frozen=True)
class EntryRow:
    seq: int
    id: UUID
    created_at: datetime
    actor_kind: ActorKind
    actor_id: str | None
    actor_name: str | None
    action: str
    subject_table: str
    subject_id: str | None
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    request_id: str | None
    address: str | None
    hash: str


@dataclass(frozen=True)
class EntryFilter:
    action: str | None = None
    actor_kind: str | None = None
    actor_id: str | None = None
    subject_table: str | None = None
    subject_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Chain:
    """One tenant's head, and the newest row that is really there, at one moment."""

    tenant_id: UUID
    slug: str | None
    has_head: bool
    must_have_head: bool
    head_seq: int
    head_hash: bytes
    kept_from: int
    kept_prev: bytes
    newest_seq: int


@dataclass(frozen=True)
class Link:
    """A row as verification sees it. `sound`: its hash is that of its content."""

    seq: int
    created_at: datetime
    prev_hash: bytes
    hash: bytes
    sound: bool


FindingCode = Literal["edited", "missing", "unlinked", "repeated", "head", "head_missing"]


@dataclass(frozen=True)
class Finding:
    """What is wrong, from which to which row."""

    code: FindingCode
    first_seq: int
    last_seq: int
    message: str


@dataclass
class ChainReport:
    """What verification found of one tenant. `findings` keeps the first, `found` counts all."""

    tenant_id: UUID
    slug: str | None
    head_seq: int
    head_hash: str
    entries: int = 0
    found: int = 0
    findings: list[Finding] = field(default_factory=list)
