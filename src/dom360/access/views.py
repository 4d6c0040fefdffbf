"""What people see of themselves and of their company."""

from uuid import UUID

from dom360.access import queries
from dom360.access.models import Principal, SessionRow, User
from dom360.access.schemas import ActingView, OpenSession, SessionView, TenantView, UserView
from dom360.db.database import Database
from dom360.tenants import queries as tenants


async def session(db: Database, me: Principal) -> SessionView:
    """Who is signed in, and where they work."""
    assert me.user_id is not None
    assert me.session_expires_at is not None
    async with db.tenant_tx(me.home_tenant_id) as tx:
        found = await queries.get_user(tx, me.user_id)
    acting = me.acting
    return SessionView(
        user=user(found),
        tenant=await _tenant(db, me.tenant_id),
        acting=ActingView(reason=acting.reason, until=acting.until) if acting else None,
        expires_at=me.session_expires_at,
    )


def user(found: User) -> UserView:
    return UserView(
        id=found.id,
        email=found.email,
        name=found.name,
        role=found.role,
        locale=found.locale,
        has_password=found.password_hash is not None,
        second_factor=found.second_factor,
    )


def open_session(row: SessionRow, *, current: UUID | None) -> OpenSession:
    return OpenSession(
        id=row.id,
        browser=row.user_agent,
        address=row.address,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        current=row.id == current,
    )


async def _tenant(db: Database, tenant_id: UUID | None) -> TenantView | None:
    if tenant_id is None:
        return None
    async with db.tenant_tx(tenant_id) as tx:
        tenant = await tenants.get_tenant(tx, tenant_id)
    return TenantView(
        id=tenant.id,
        slug=tenant.slug,
        name=tenant.name,
        locale=tenant.locale,
        timezone=tenant.timezone,
    )
