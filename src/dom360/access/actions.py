"""Who a cookie or a key belongs to, and the platform's people in their companies."""

from uuid import UUID

from dom360.access import queries
from dom360.access.errors import refusal_of
from dom360.access.known_keys import KnownKeys
from dom360.access.models import PLATFORM_SCOPES, Acting, Principal
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database, Tx
from dom360.errors import Unauthenticated
from dom360.kit import tokens


async def authenticate_session(db: Database, cookie: str) -> Principal:
    """Who this cookie belongs to. Raises Unauthenticated for anything but a live session."""
    token = tokens.read(tokens.SESSION_PREFIX, cookie)
    session = await queries.find_session(db, token) if token else None
    if token is None or session is None:
        raise Unauthenticated
    if session.tenant_status != "active":
        raise refusal_of(session.tenant_status)
    is_master = session.role == "MASTER"
    until = session.acting_until if is_master else None
    return Principal(
        tenant_id=session.acting_tenant_id if is_master else token.tenant_id,
        home_tenant_id=token.tenant_id,
        role=session.role,
        user_id=session.user_id,
        session_id=session.session_id,
        session_expires_at=session.expires_at,
        acting=Acting(session.acting_reason or "", until) if until else None,
    )


async def authenticate_api_key(keys: KnownKeys, key: str) -> Principal:
    """Whom this key speaks for: its tenant, or the platform where it is one of the platform's.

    Raises Unauthenticated for anything but a live key.
    """
    token = tokens.read(tokens.API_KEY_PREFIX, key)
    found = await keys.find(token) if token else None
    if token is None or found is None:
        raise Unauthenticated("This API key is not valid. Check it, or make a new one.")
    if found.tenant_status != "active":
        raise refusal_of(found.tenant_status)
    of_platform = found.tenant_kind == "platform"
    scopes = frozenset(found.scopes)
    return Principal(
        tenant_id=None if of_platform else token.tenant_id,
        home_tenant_id=token.tenant_id,
        role="MASTER" if of_platform else "TENANT_USER",
        api_key_id=found.api_key_id,
        # Whatever a row says: a company's key reaches nothing of the platform's, and the reverse.
        scopes=scopes & PLATFORM_SCOPES if of_platform else scopes - PLATFORM_SCOPES,
    )


async def choose_tenant(tx: Tx, me: Principal, tenant_id: UUID, acting: Acting) -> None:
    """Let a MASTER work in a company for a while, and let it know why. For dom360_admin only."""
    assert me.session_id is not None, "a MASTER is a person with a session"
    if me.tenant_id not in (None, tenant_id):
        await leave_tenant(tx, me)
    await queries.choose_tenant(
        tx,
        me.session_id,
        home_tenant_id=me.home_tenant_id,
        acting_tenant_id=tenant_id,
        acting=acting,
    )
    facts = {"reason": acting.reason, "until": acting.until.isoformat()}
    subject = Subject("tenants", str(tenant_id))
    await audit.append(tx, tenant_id, "platform.tenant_chosen", subject, new=facts)


async def leave_tenant(tx: Tx, me: Principal) -> None:
    """End it before its time. Safe to repeat. For dom360_admin only."""
    assert me.session_id is not None, "a MASTER is a person with a session"
    if me.role != "MASTER" or me.tenant_id is None:
        return
    await queries.leave_tenant(tx, me.session_id, home_tenant_id=me.home_tenant_id)
    subject = Subject("tenants", str(me.tenant_id))
    await audit.append(tx, me.tenant_id, "platform.tenant_left", subject)
