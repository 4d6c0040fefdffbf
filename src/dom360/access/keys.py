"""API keys: made, shown once, rotated, revoked."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from dom360.access import queries
from dom360.access.errors import KeyIsGone, UnknownScope
from dom360.access.models import PLATFORM_SCOPES, USUAL_SCOPES, ApiKey, NewKey
from dom360.access.schemas import Scope
from dom360.db.database import Tx
from dom360.errors import Invalid
from dom360.kit import tokens

_PREFIX_SHOWN = len(tokens.API_KEY_PREFIX) + 6
MAX_GRACE = timedelta(days=30)


async def create(tx: Tx, new: NewKey, *, of_platform: bool = False) -> tuple[ApiKey, str]:
    """The stored key and its one and only showing. Raises UnknownScope, Invalid."""
    _check_scopes(new.scopes, of_platform=of_platform)
    if new.expires_at is not None and new.expires_at <= datetime.now(UTC):
        raise Invalid("A key ends in the future. Choose a later time.", code="KEY_EXPIRES_TOO_SOON")
    return await _add(tx, new)


async def create_usual(tx: Tx, name: str) -> tuple[ApiKey, str]:
    """A key that may do what a TENANT_USER may, without an end."""
    return await _add(tx, NewKey(name, USUAL_SCOPES))


async def rotate(
    tx: Tx, api_key_id: UUID, *, grace: timedelta, by: UUID | None
) -> tuple[ApiKey, str]:
    """A new key that may do the same; the old one ends when the grace time is over.

    Raises NotFound, KeyIsGone for one that ended already.
    """
    now = datetime.now(UTC)
    old = await queries.lock_api_key(tx, api_key_id)
    if old.revoked_at is not None or (old.expires_at is not None and old.expires_at <= now):
        raise KeyIsGone
    lasts = old.expires_at - old.created_at if old.expires_at else None
    new = NewKey(
        old.name,
        frozenset(old.scopes),
        expires_at=now + lasts if lasts else None,
        created_by=by,
        replaces=old.id,
    )
    await queries.end_api_key(tx, old.id, now + min(grace, MAX_GRACE))
    return await _add(tx, new)


async def _add(tx: Tx, new: NewKey) -> tuple[ApiKey, str]:
    assert tx.tenant_id is not None, "a key belongs to a tenant"
    key = tokens.mint(tokens.API_KEY_PREFIX, tx.tenant_id)
    stored = await queries.add_api_key(
        tx, new, prefix=key[:_PREFIX_SHOWN], key_hash=tokens.hash_token(key)
    )
    return stored, key


def _check_scopes(scopes: frozenset[Scope], *, of_platform: bool) -> None:
    allowed = scopes <= PLATFORM_SCOPES if of_platform else not scopes & PLATFORM_SCOPES
    if not scopes or not allowed:
        raise UnknownScope
