from datetime import datetime
from uuid import UUID

from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.inboxes.errors import InboxNotFound
from dom360.kit.tokens import TenantToken
from dom360.web_chat.models import (
    FoundChat,
    OpenChat,
    ThreadConversation,
    ThreadRow,
    Visitor,
    VisitorContact,
    WebChat,
)

_SQL = load_beside(__file__)


async def find_web_chat(
    db: Database, key: TenantToken, written: str, visitor: TenantToken | None
) -> FoundChat | None:
    """`written` is the key as it stands in the page: being public, it is stored so."""
    return await db.call(
        FoundChat,
        _SQL["find_web_chat"],
        role="dom360_auth",
        tenant=key.tenant_id,
        key=written,
        token_hash=visitor.hash if visitor else None,
    )


async def get_settings(tx: Tx, inbox_id: UUID) -> WebChat:
    found = await tx.find(WebChat, _SQL["find_settings"], inbox_id=inbox_id)
    if found is None:
        raise InboxNotFound
    return found


async def lock_settings(tx: Tx, inbox_id: UUID) -> WebChat:
    await tx.value(_SQL["lock_inbox"], inbox_id=inbox_id)
    return await get_settings(tx, inbox_id)


async def save_settings(tx: Tx, chat: WebChat) -> None:
    await tx.run(_SQL["save_settings"], **vars(chat))


async def find_open_chat(tx: Tx, inbox_id: UUID) -> OpenChat | None:
    return await tx.find(OpenChat, _SQL["find_open_chat"], inbox_id=inbox_id)


async def add_contact(tx: Tx, *, phone: str, claimed_phone: str, name: str) -> UUID | None:
    """None where `phone` is taken: draw another one."""
    made = await tx.value(_SQL["add_contact"], phone=phone, claimed_phone=claimed_phone, name=name)
    assert made is None or isinstance(made, UUID)
    return made


async def add_visitor(
    tx: Tx, inbox_id: UUID, contact_id: UUID, *, token_hash: bytes, expires_at: datetime
) -> None:
    await tx.run(
        _SQL["add_visitor"],
        inbox_id=inbox_id,
        contact_id=contact_id,
        token_hash=token_hash,
        expires_at=expires_at,
    )


async def end_visitor(tx: Tx, visitor_id: UUID) -> None:
    await tx.run(_SQL["end_visitor"], visitor_id=visitor_id)


async def touch_visitor(tx: Tx, visitor_id: UUID, expires_at: datetime) -> None:
    await tx.run(_SQL["touch_visitor"], visitor_id=visitor_id, expires_at=expires_at)


async def find_contact(tx: Tx, contact_id: UUID) -> VisitorContact | None:
    """None once the person was erased."""
    return await tx.find(VisitorContact, _SQL["find_contact"], contact_id=contact_id)


async def list_conversations(tx: Tx, visitor: Visitor, *, limit: int) -> list[ThreadConversation]:
    return await tx.list(
        ThreadConversation,
        _SQL["list_conversations"],
        contact_id=visitor.contact_id,
        inbox_id=visitor.door.inbox_id,
        limit=limit,
    )


async def list_messages(
    tx: Tx, conversations: list[ThreadConversation], *, limit: int
) -> list[ThreadRow]:
    return await tx.list(
        ThreadRow,
        _SQL["list_messages"],
        conversations=[one.id for one in conversations],
        since=min(one.created_at for one in conversations),
        limit=limit,
    )
