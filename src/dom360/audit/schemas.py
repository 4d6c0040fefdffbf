"""Bodies of the audit endpoint."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from dom360.db.actor import ActorKind
from dom360.kit.schema import View


class ActorView(View):
    """Who did it. `name` is a person of this company; null for everybody and everything else."""

    kind: ActorKind
    id: str | None
    name: str | None


class SubjectView(View):
    table: str
    id: str | None


class AuditEntry(View):
    """One change. `old` and `new` hold the changed fields; secrets in them read "[hidden]"."""

    seq: int = Field(description="1, 2, 3 … without gaps: the order of the log.")
    id: UUID
    created_at: datetime
    actor: ActorView
    action: str
    subject: SubjectView
    old: dict[str, object] | None
    new: dict[str, object] | None
    request_id: str | None
    address: str | None
    hash: str = Field(description="SHA-256 over this entry and the hash before it, in hex.")


class AuditPage(View):
    """Newest first. `cursor` fetches the next page; null at the end."""

    items: list[AuditEntry]
    cursor: str | None
