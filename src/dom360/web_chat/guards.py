"""Who comes in by a web chat: pages of the origins that the company named, their visitors."""

from typing import Annotated

import structlog
from fastapi import Depends, Header, Request

from dom360.access.throttle import address_count
from dom360.kit import tokens
from dom360.kit.tokens import TenantToken
from dom360.settings import Settings
from dom360.web.client_address import client_address
from dom360.web.deps import AppSettings, Db
from dom360.web.rate_limits import Count, spend
from dom360.web_chat import queries
from dom360.web_chat.actions import KEY_PREFIX, VISITOR_PREFIX
from dom360.web_chat.errors import ChatUnavailable, ChatUnknown, OriginNotAllowed, VisitorUnknown
from dom360.web_chat.models import Door, FoundChat, Visitor


async def _found(
    public_key: str,
    request: Request,
    db: Db,
    settings: AppSettings,
    authorization: Annotated[str | None, Header()] = None,
) -> tuple[Door, FoundChat]:
    """Counts before it looks, so that guessing keys costs the database little."""
    await spend(request, *_address(request, settings))
    key = tokens.read(KEY_PREFIX, public_key)
    found = (
        await queries.find_web_chat(db, key, public_key, _visitor(authorization)) if key else None
    )
    if key is None or found is None:
        raise ChatUnknown
    origin = request.headers.get("origin")
    if origin is None or origin not in found.allowed_origins:
        raise OriginNotAllowed
    open_to(request, origin)
    await spend(request, Count("web_chat", str(found.inbox_id)))
    if found.tenant_status != "active":
        raise ChatUnavailable
    structlog.contextvars.bind_contextvars(tenant_id=str(key.tenant_id))
    return Door(key.tenant_id, found.inbox_id, origin), found


async def _door(found: Annotated[tuple[Door, FoundChat], Depends(_found)]) -> Door:
    return found[0]


async def _known_visitor(
    found: Annotated[tuple[Door, FoundChat], Depends(_found)], request: Request
) -> Visitor:
    visitor = Visitor.of(*found)
    if visitor is None:
        raise VisitorUnknown
    await spend(request, Count("visitor", str(visitor.id)))
    return visitor


# A page that may show this chat, whoever sits before it.
OpenDoor = Annotated[Door, Depends(_door)]
# The same, and somebody who wrote here before.
KnownVisitor = Annotated[Visitor, Depends(_known_visitor)]


def open_to(request: Request, origin: str) -> None:
    """From here on the answer, be it a refusal, may be read by this page."""
    request.scope.setdefault("state", {})["opened_to"] = origin


async def may_show(db: Db, public_key: str, origin: str | None) -> bool:
    """Whether pages of this origin may show the chat of this key."""
    key = tokens.read(KEY_PREFIX, public_key)
    found = await queries.find_web_chat(db, key, public_key, None) if key and origin else None
    return found is not None and origin in found.allowed_origins


def _visitor(authorization: str | None) -> TenantToken | None:
    scheme, _, token = (authorization or "").partition(" ")
    return tokens.read(VISITOR_PREFIX, token.strip()) if scheme.lower() == "bearer" else None


def _address(request: Request, settings: Settings) -> list[Count]:
    """Our own proxies are not counted; whom they speak for is."""
    address = client_address(request.scope, frozenset(settings.trusted_proxies))
    if address in settings.trusted_proxies:
        return []
    return [Count("web_address", address_count(address).key)]
