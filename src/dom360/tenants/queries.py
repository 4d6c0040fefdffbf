from dataclasses import asdict
from typing import cast
from uuid import UUID

from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound
from dom360.tenants.models import AccountVars, NewTenant, Tenant

_SQL = load_beside(__file__)


async def get_tenant(tx: Tx, tenant_id: UUID) -> Tenant:
    """One customer. The platform's own tenant is not one."""
    tenant = await tx.find(Tenant, _SQL["get_tenant"], tenant_id=tenant_id)
    if tenant is None:
        raise NotFound
    return tenant


async def find_by_slug(tx: Tx, slug: str) -> Tenant | None:
    return await tx.find(Tenant, _SQL["find_by_slug"], slug=slug)


async def has_customers(tx: Tx) -> bool:
    return bool(await tx.value(_SQL["any_customer"]))


async def add_tenant(tx: Tx, new: NewTenant) -> UUID:
    """Store a tenant with its slug and settings. For dom360_admin only."""
    tenant_id = await tx.value(_SQL["add_tenant"], slug=new.slug, name=new.name, kind=new.kind)
    assert isinstance(tenant_id, UUID)
    await tx.run(_SQL["add_slug"], slug=new.slug, new_tenant_id=tenant_id)
    await tx.run(
        _SQL["add_account_vars"],
        new_tenant_id=tenant_id,
        locale=new.locale,
        timezone=new.timezone,
    )
    return tenant_id


async def add_inbox(tx: Tx, tenant_id: UUID, name: str) -> UUID:
    inbox_id = await tx.value(_SQL["add_inbox"], new_tenant_id=tenant_id, name=name)
    assert isinstance(inbox_id, UUID)
    return inbox_id


async def get_settings(tx: Tx) -> AccountVars:
    found = await tx.find(AccountVars, _SQL["get_settings"])
    if found is None:
        raise NotFound
    return found


async def lock_settings(tx: Tx) -> AccountVars:
    """Held to the end of the transaction: what was checked together is stored together."""
    found = await tx.find(AccountVars, _SQL["lock_settings"])
    if found is None:
        raise NotFound
    return found


async def update_settings(tx: Tx, settings: AccountVars) -> None:
    """All but the secrets, which have statements of their own."""
    await tx.run(_SQL["update_settings"], **asdict(settings))


async def rename(tx: Tx, name: str) -> None:
    await tx.run(_SQL["rename"], name=name)


async def is_timezone(tx: Tx, name: str) -> bool:
    return bool(await tx.value(_SQL["is_timezone"], timezone=name))


async def set_agent_key(tx: Tx, stored: str | None, ends_in: str | None = None) -> None:
    """`stored` is a ciphertext, as everywhere below; None forgets the key."""
    await tx.run(_SQL["set_agent_key"], stored=stored, ends_in=ends_in)


async def set_crm_token(tx: Tx, stored: str | None, ends_in: str | None = None) -> None:
    await tx.run(_SQL["set_crm_token"], stored=stored, ends_in=ends_in)


async def find_crm_token(tx: Tx) -> str | None:
    return cast("str | None", await tx.value(_SQL["find_crm_token"]))


async def set_channel_token(tx: Tx, inbox_id: UUID, stored: str | None) -> None:
    if not await tx.run(_SQL["set_channel_token"], inbox_id=inbox_id, stored=stored):
        raise NotFound


async def find_channel_token(tx: Tx, inbox_id: UUID) -> str | None:
    return cast("str | None", await tx.value(_SQL["find_channel_token"], inbox_id=inbox_id))
