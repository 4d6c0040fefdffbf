"""Signing in and out, and API keys."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from dom360.access import passwords, queries
from dom360.access.errors import InvalidCredentials, TenantSuspended
from dom360.access.models import USUAL_SCOPES, ApiKey, Principal, User
from dom360.access.refusals import Refusals
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.actor import act_as
from dom360.db.database import Database, Tx
from dom360.errors import Unauthenticated
from dom360.kit import tokens

_PREFIX_SHOWN = len(tokens.API_KEY_PREFIX) + 6


async def sign_in(
    db: Database, email: str, password: str, *, hours: int, refusals: Refusals
) -> tuple[str, Principal]:
    """The session's token and who it belongs to. Raises InvalidCredentials, TenantSuspended."""
    match = await queries.find_sign_in(db, email.strip().lower())
    user: User | None = None
    if match:
        async with db.tenant_tx(match.tenant_id) as tx:
            user = await queries.get_user(tx, match.user_id)

    # No transaction is open while the hash is computed.
    verified = await passwords.verify(user.password_hash if user else None, password)
    if not (match and user and verified) or user.disabled:
        refusals.note(match, "disabled" if verified else "credentials")
        raise InvalidCredentials
    if user.tenant_status != "active":
        refusals.note(match, "tenant_suspended")
        raise TenantSuspended

    act_as("platform" if user.role == "MASTER" else "user", str(user.id))
    token = tokens.mint(tokens.SESSION_PREFIX, match.tenant_id)
    expires_at = datetime.now(UTC) + timedelta(hours=hours)
    async with db.tenant_tx(match.tenant_id) as tx:
        await queries.add_session(tx, user.id, tokens.hash_token(token), expires_at)
        if passwords.needs_rehash(user.password_hash):
            await queries.update_password_hash(tx, user.id, passwords.hash_password(password))

    principal = await authenticate_session(db, token)
    return token, principal


async def authenticate_session(db: Database, cookie: str) -> Principal:
    """Who this cookie belongs to. Raises Unauthenticated for anything but a live session."""
    token = tokens.read(tokens.SESSION_PREFIX, cookie)
    session = await queries.find_session(db, token) if token else None
    if token is None or session is None:
        raise Unauthenticated
    if session.tenant_status != "active":
        raise TenantSuspended
    is_master = session.role == "MASTER"
    return Principal(
        tenant_id=session.acting_tenant_id if is_master else token.tenant_id,
        home_tenant_id=token.tenant_id,
        role=session.role,
        user_id=session.user_id,
        session_id=session.session_id,
        session_expires_at=session.expires_at,
    )


async def authenticate_api_key(db: Database, key: str) -> Principal:
    """Which tenant this key speaks for. Raises Unauthenticated for anything but a live key."""
    token = tokens.read(tokens.API_KEY_PREFIX, key)
    found = await queries.find_api_key(db, token) if token else None
    if token is None or found is None:
        raise Unauthenticated("This API key is not valid. Check it, or make a new one.")
    if found.tenant_status != "active":
        raise TenantSuspended
    return Principal(
        tenant_id=token.tenant_id,
        home_tenant_id=token.tenant_id,
        role="TENANT_USER",
        api_key_id=found.api_key_id,
        scopes=USUAL_SCOPES,
    )


async def choose_tenant(tx: Tx, me: Principal, tenant_id: UUID) -> None:
    """Let a MASTER work in a tenant, and let that tenant know. For dom360_admin only."""
    assert me.session_id is not None, "a MASTER is a person with a session"
    await queries.choose_tenant(
        tx, me.session_id, home_tenant_id=me.home_tenant_id, acting_tenant_id=tenant_id
    )
    await audit.append(tx, tenant_id, "platform.tenant_chosen", Subject("tenants", str(tenant_id)))


async def create_api_key(tx: Tx, name: str, *, created_by: UUID | None) -> tuple[ApiKey, str]:
    """The stored key and its one and only showing."""
    assert tx.tenant_id is not None, "a key belongs to a tenant"
    key = tokens.mint(tokens.API_KEY_PREFIX, tx.tenant_id)
    stored = await queries.add_api_key(
        tx,
        name,
        prefix=key[:_PREFIX_SHOWN],
        key_hash=tokens.hash_token(key),
        created_by=created_by,
    )
    return stored, key
