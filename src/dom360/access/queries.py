from datetime import datetime
from uuid import UUID

from dom360.access.errors import EmailTaken
from dom360.access.models import Acting, ApiKey, LiveApiKey, LiveSession, NewUser, SignInMatch, User
from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound
from dom360.kit.tokens import TenantToken

_SQL = load_beside(__file__)


async def find_sign_in(db: Database, email: str) -> SignInMatch | None:
    return await db.call(SignInMatch, _SQL["find_sign_in"], role="dom360_auth", email=email)


async def find_session(db: Database, token: TenantToken) -> LiveSession | None:
    return await db.call(
        LiveSession,
        _SQL["find_session"],
        role="dom360_auth",
        tenant=token.tenant_id,
        token_hash=token.hash,
    )


async def find_api_key(db: Database, token: TenantToken) -> LiveApiKey | None:
    return await db.call(
        LiveApiKey,
        _SQL["find_api_key"],
        role="dom360_auth",
        tenant=token.tenant_id,
        key_hash=token.hash,
    )


async def get_user(tx: Tx, user_id: UUID) -> User:
    user = await tx.find(User, _SQL["get_user"], user_id=user_id)
    if user is None:
        raise NotFound
    return user


async def update_password_hash(tx: Tx, user_id: UUID, password_hash: str) -> None:
    await tx.run(_SQL["update_password_hash"], user_id=user_id, password_hash=password_hash)


async def add_session(tx: Tx, user_id: UUID, token_hash: bytes, expires_at: datetime) -> None:
    await tx.run(_SQL["add_session"], user_id=user_id, token_hash=token_hash, expires_at=expires_at)


async def revoke_session(tx: Tx, session_id: UUID) -> None:
    await tx.run(_SQL["revoke_session"], session_id=session_id)


async def choose_tenant(
    tx: Tx, session_id: UUID, *, home_tenant_id: UUID, acting_tenant_id: UUID, acting: Acting
) -> None:
    """For dom360_admin: the session is one tenant's, the chosen tenant another."""
    await tx.run(
        _SQL["choose_tenant"],
        session_id=session_id,
        home_tenant_id=home_tenant_id,
        acting_tenant_id=acting_tenant_id,
        reason=acting.reason,
        until=acting.until,
    )


async def leave_tenant(tx: Tx, session_id: UUID, *, home_tenant_id: UUID) -> None:
    await tx.run(_SQL["leave_tenant"], session_id=session_id, home_tenant_id=home_tenant_id)


async def add_api_key(
    tx: Tx, name: str, *, prefix: str, key_hash: bytes, created_by: UUID | None
) -> ApiKey:
    key = await tx.find(
        ApiKey,
        _SQL["add_api_key"],
        name=name,
        prefix=prefix,
        key_hash=key_hash,
        created_by=created_by,
    )
    assert key is not None, "an insert returns its row"
    return key


async def list_api_keys(tx: Tx) -> list[ApiKey]:
    """Newest first, at most 200."""
    return await tx.list(ApiKey, _SQL["list_api_keys"])


async def revoke_api_key(tx: Tx, api_key_id: UUID) -> None:
    if not await tx.run(_SQL["revoke_api_key"], api_key_id=api_key_id):
        raise NotFound


async def add_user(tx: Tx, new: NewUser, password_hash: str) -> UUID:
    """Store a person. Raises EmailTaken. For dom360_admin only."""
    user_id = await tx.value(
        _SQL["add_user"],
        home_tenant_id=new.tenant_id,
        email=new.email,
        name=new.name,
        role=new.role,
        password_hash=password_hash,
    )
    assert isinstance(user_id, UUID)
    added = await tx.run(
        _SQL["add_sign_in_email"], email=new.email, home_tenant_id=new.tenant_id, user_id=user_id
    )
    if not added:
        raise EmailTaken
    return user_id
