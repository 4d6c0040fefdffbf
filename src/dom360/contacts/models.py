from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class PersonRow:
    """A row that hangs on a contact, as JSON."""

    table_name: str
    content: dict[str, Any]


@dataclass(frozen=True)
class ContactState:
    """`is_talking`: it has an open conversation."""

    archived_at: datetime | None
    anonymised_at: datetime | None
    is_talking: bool


@dataclass(frozen=True)
class Erasure:
    """`fresh`: of this very transaction, not of a call before."""

    receipt_id: UUID
    contact_id: UUID
    erased_at: datetime
    counts: dict[str, int]
    fresh: bool
