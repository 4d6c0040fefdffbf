"""A web chat's settings, and who writes there.

A visitor is a stranger. The number that they type is kept as a claim, beside a number that belongs
to nobody: it finds no contact, continues no conversation and joins no lead. What makes them the
same stranger as yesterday is the token in their browser, and nothing else (docs/web-chat.md).
"""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from dom360.db.database import Tx
from dom360.inboxes.errors import InboxArchived
from dom360.kit import tokens
from dom360.kit.phones import visitor_number
from dom360.leads.actions import read_phone
from dom360.protocol.request import is_blank
from dom360.turns.errors import EmptyMessage
from dom360.turns.models import TurnRequest
from dom360.web_chat import queries
from dom360.web_chat.errors import ChatUnavailable, NoOrigins, VisitorUnknown
from dom360.web_chat.models import Door, Visitor, WebChat
from dom360.web_chat.schemas import (
    ChatConfig,
    NewVisitor,
    NewVisitorMessage,
    VisitorSession,
    WebChatPatch,
    WebChatView,
)

KEY_PREFIX = "web_"
VISITOR_PREFIX = "v_"
# From the last visit on; the database adds no more than a year from the first.
TOKEN_LIFE = timedelta(days=30)
_DRAWS = 5


async def change(tx: Tx, inbox_id: UUID, patch: WebChatPatch) -> WebChatView:
    """Raises InboxNotFound, InboxArchived, NoOrigins."""
    before = await _lock(tx, inbox_id)
    changes: dict[str, Any] = patch.changes()
    if "allowed_origins" in changes:
        changes["allowed_origins"] = list(dict.fromkeys(changes["allowed_origins"]))
    chat = replace(before, public_key=before.public_key or _new_key(tx), **changes)
    if chat.enabled and not chat.allowed_origins:
        raise NoOrigins
    await queries.save_settings(tx, chat)
    return view(chat)


async def rotate_key(tx: Tx, inbox_id: UUID) -> WebChatView:
    """The old key opens nothing any more; visitors go on where the page has the new one."""
    chat = replace(await _lock(tx, inbox_id), public_key=_new_key(tx))
    await queries.save_settings(tx, chat)
    return view(chat)


async def get_config(tx: Tx, door: Door) -> ChatConfig:
    chat = await queries.find_open_chat(tx, door.inbox_id)
    if chat is None:
        raise ChatUnavailable
    return ChatConfig.model_validate(vars(chat))


async def begin(tx: Tx, door: Door, new: NewVisitor) -> VisitorSession:
    """A new stranger, whatever number they type. Raises InvalidPhone."""
    assert tx.tenant_id is not None
    claimed = await read_phone(tx, new.phone)
    contact_id = None
    for _ in range(_DRAWS):
        contact_id = contact_id or await queries.add_contact(
            tx, phone=visitor_number(), claimed_phone=claimed, name=new.name
        )
    if contact_id is None:
        raise ChatUnavailable
    token = tokens.mint(VISITOR_PREFIX, tx.tenant_id)
    expires_at = datetime.now(UTC) + TOKEN_LIFE
    await queries.add_visitor(
        tx,
        door.inbox_id,
        contact_id,
        token_hash=tokens.hash_token(token),
        expires_at=expires_at,
    )
    return VisitorSession(token=token, expires_at=expires_at)


async def end(tx: Tx, visitor: Visitor) -> None:
    await queries.end_visitor(tx, visitor.id)


async def turn_of(tx: Tx, visitor: Visitor, new: NewVisitorMessage) -> TurnRequest:
    """In the visitor's own conversation, with SDR and nobody else: COPILOT tells a company's
    figures."""
    if is_blank(new.message):
        raise EmptyMessage
    await queries.touch_visitor(tx, visitor.id, datetime.now(UTC) + TOKEN_LIFE)
    contact = await queries.find_contact(tx, visitor.contact_id)
    if contact is None or contact.phone is None:
        raise VisitorUnknown
    said = {"visitor": str(visitor.id), "message": new.message}
    return TurnRequest(
        request_id=request_prefix(visitor) + new.request_id,
        body_hash=hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest(),
        inbox_id=visitor.door.inbox_id,
        agent_type="SDR",
        conversation_id=None,
        phone=contact.phone,
        name=None,
        content=new.message,
    )


def request_prefix(visitor: Visitor) -> str:
    """Apart for each visitor: what others call their messages neither collides nor is found out."""
    return f"web-{visitor.id.hex}-"


def view(chat: WebChat) -> WebChatView:
    return WebChatView(
        inbox_id=chat.inbox_id,
        enabled=chat.enabled,
        public_key=chat.public_key,
        allowed_origins=chat.allowed_origins,
        title=chat.title,
        color=chat.color,
        position=chat.position,
        privacy_url=chat.privacy_url,
    )


async def _lock(tx: Tx, inbox_id: UUID) -> WebChat:
    chat = await queries.lock_settings(tx, inbox_id)
    if chat.archived:
        raise InboxArchived
    return chat


def _new_key(tx: Tx) -> str:
    assert tx.tenant_id is not None
    return tokens.mint(KEY_PREFIX, tx.tenant_id)
