from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.inboxes.errors import InboxNotFound
from dom360.inboxes.models import AgentType, Inbox

_SQL = load_beside(__file__)


@dataclass(frozen=True)
class _Id:
    id: UUID


@dataclass(frozen=True)
class InboxFields:
    """What people write about an inbox."""

    name: str
    default_agent_type: AgentType | None = None
    greeting: str | None = None
    away_message: str | None = None
    business_hours: dict[str, Any] | None = None

    def params(self) -> dict[str, object]:
        hours = self.business_hours
        return {**vars(self), "business_hours": None if hours is None else Jsonb(hours)}


async def list_inboxes(tx: Tx, *, archived: bool = False) -> list[Inbox]:
    """The oldest first, at most 500; archived ones on demand."""
    return await tx.list(Inbox, _SQL["list_inboxes"], archived=archived)


async def get_inbox(tx: Tx, inbox_id: UUID) -> Inbox:
    found = await tx.find(Inbox, _SQL["find_inbox"], inbox_id=inbox_id)
    if found is None:
        raise InboxNotFound
    return found


async def lock_open_inboxes(tx: Tx) -> list[UUID]:
    return [one.id for one in await tx.list(_Id, _SQL["lock_open_inboxes"])]


async def add_inbox(tx: Tx, fields: InboxFields) -> UUID:
    inbox_id = await tx.value(_SQL["add_inbox"], **fields.params())
    assert isinstance(inbox_id, UUID)
    return inbox_id


async def update_inbox(tx: Tx, inbox_id: UUID, fields: InboxFields) -> None:
    await tx.run(_SQL["update_inbox"], inbox_id=inbox_id, **fields.params())


async def archive_inbox(tx: Tx, inbox_id: UUID) -> None:
    await tx.run(_SQL["archive_inbox"], inbox_id=inbox_id)


async def restore_inbox(tx: Tx, inbox_id: UUID) -> None:
    await tx.run(_SQL["restore_inbox"], inbox_id=inbox_id)
