"""A company from its first day to its last. Every act is in its log and in the platform's."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

import psycopg

from dom360.access import queries as access
from dom360.access.errors import EmailTaken
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database, Tx
from dom360.errors import Invalid, InvalidField
from dom360.kit.cursors import read_cursor, write_cursor
from dom360.people import actions as people
from dom360.people.schemas import NewInvitation
from dom360.platform import queries
from dom360.platform.errors import CompanyDeleting, SlugTaken, WrongConfirmation
from dom360.platform.models import Company, CompanyFilter
from dom360.platform.queries import Place
from dom360.platform.schemas import (
    CompanyCreated,
    CompanyPage,
    CompanyPatch,
    CompanyView,
    DefaultsPatch,
    DefaultsView,
    Deletion,
    NewCompany,
)
from dom360.tenants import queries as tenants
from dom360.tenants.models import NewTenant
from dom360.usage import queries as usage

# Company, invitation and the link's token; the link comes back where it was not sent.
Carry = Callable[[UUID, UUID, str], Awaitable[str | None]]

# Addresses of our own may begin with these one day.
_RESERVED = frozenset({"platform", "admin", "api", "www", "app"})


async def page_of_companies(
    tx: Tx, only: CompanyFilter, *, cursor: str | None, limit: int
) -> CompanyPage:
    found = await queries.list_companies(tx, only, after=read_place(cursor), limit=limit + 1)
    items = found[:limit]
    return CompanyPage(
        items=[view(company) for company in items],
        cursor=place_of(items[-1].name, items[-1].id) if len(found) > limit else None,
    )


async def create(db: Database, new: NewCompany, carry: Carry) -> CompanyCreated:
    """A company with its first inbox, and an invitation for its first administrator, which `carry`
    takes to them: all of it or nothing.

    Raises SlugTaken, EmailTaken, InvalidField.
    """
    if new.slug in _RESERVED:
        raise SlugTaken
    admin = NewInvitation(email=new.admin.email, name=new.admin.name, role="TENANT_ADMIN")
    if await access.find_sign_in(db, admin.email) is not None:
        raise EmailTaken
    async with db.platform_tx("dom360_admin") as tx:
        if new.timezone is not None:
            await _check_timezone(tx, new.timezone)
        tenant_id = await _add_tenant(tx, new)
        inbox_id = await tenants.add_inbox(tx, tenant_id, new.inbox_name)
        invitation_id, token = await people.invite_first(tx, tenant_id, admin)
        plan = new.plan or (await queries.get_defaults(tx)).plan
        await queries.set_plan(tx, tenant_id, plan)
        await _note(tx, "platform.tenant_created", tenant_id, {"slug": new.slug, "plan": plan})
        company = await queries.get_company(tx, tenant_id)
    return CompanyCreated(
        company=view(company),
        inbox_id=inbox_id,
        admin_email=admin.email,
        invitation_link=await carry(tenant_id, invitation_id, token),
    )


async def change(tx: Tx, tenant_id: UUID, patch: CompanyPatch) -> CompanyView:
    """Its name and its plan."""
    before = await queries.lock_company(tx, tenant_id)
    changes: dict[str, Any] = patch.changes()
    if "name" in changes:
        await queries.rename_company(tx, tenant_id, patch.name)
    if changes.get("plan", before.plan) != before.plan:
        await queries.set_plan(tx, tenant_id, patch.plan)
        plans = {"from": before.plan, "to": patch.plan}
        subject = Subject("tenant_plans", str(tenant_id))
        await audit.append(tx, tenant_id, "tenant.plan_changed", subject, new=plans)
    if changes:
        await _note(tx, "platform.tenant_changed", tenant_id, changes)
    return view(await queries.get_company(tx, tenant_id))


async def suspend(tx: Tx, tenant_id: UUID, reason: str) -> CompanyView:
    """Refuse its people, its keys and its contacts, and keep everything. Safe to repeat."""
    await _lock_kept(tx, tenant_id)
    await queries.suspend(tx, tenant_id, reason)
    await _note(tx, "platform.tenant_suspended", tenant_id, {"reason": reason})
    return view(await queries.get_company(tx, tenant_id))


async def resume(tx: Tx, tenant_id: UUID) -> CompanyView:
    """Safe to repeat."""
    company = await _lock_kept(tx, tenant_id)
    if company.status != "active":
        await queries.resume(tx, tenant_id)
        await _note(tx, "platform.tenant_resumed", tenant_id)
    return view(await queries.get_company(tx, tenant_id))


async def delete(tx: Tx, tenant_id: UUID, deletion: Deletion) -> CompanyView:
    """Refuse it at once, and let the worker delete all of it when the grace time is over.

    Repeated, it says what stands already. Raises WrongConfirmation.
    """
    company = await queries.lock_company(tx, tenant_id)
    if deletion.confirm != company.slug:
        raise WrongConfirmation
    if company.status == "deleting":
        return view(company)
    days = deletion.grace_days or (await queries.get_defaults(tx)).delete_grace_days
    await queries.mark_deleting(tx, tenant_id, reason=deletion.reason, days=days)
    await queries.end_acting(tx, tenant_id)
    facts = {"reason": deletion.reason, "grace_days": days}
    await _note(tx, "platform.tenant_deleted", tenant_id, facts)
    return view(await queries.get_company(tx, tenant_id))


async def undelete(tx: Tx, tenant_id: UUID) -> CompanyView:
    """Take a deletion back: it is what it was before, active or suspended. Safe to repeat."""
    company = await queries.lock_company(tx, tenant_id)
    if company.status == "deleting":
        await queries.unmark_deleting(tx, tenant_id)
        await _note(tx, "platform.tenant_undeleted", tenant_id)
    return view(await queries.get_company(tx, tenant_id))


async def view_defaults(tx: Tx) -> DefaultsView:
    return DefaultsView(**asdict(await queries.get_defaults(tx)))


async def change_defaults(tx: Tx, patch: DefaultsPatch) -> DefaultsView:
    before = await queries.lock_defaults(tx)
    changes: dict[str, Any] = patch.changes()
    if "timezone" in changes:
        await _check_timezone(tx, patch.timezone)
    if changes:
        await queries.update_defaults(tx, replace(before, **changes))
        await _note(tx, "platform.defaults_changed", None, changes)
    return await view_defaults(tx)


def view(company: Company) -> CompanyView:
    return CompanyView(**asdict(company))


def read_place(cursor: str | None) -> Place | None:
    """Raises Invalid for what is no cursor of ours."""
    if cursor is None:
        return None
    parts = read_cursor(cursor, 2)
    company_id = _as_uuid(parts[0]) if parts else None
    if parts is None or company_id is None or "\x00" in parts[1]:
        raise Invalid("Pass the cursor exactly as it was given.", code="INVALID_CURSOR")
    return parts[1], company_id


def place_of(name: str, company_id: UUID) -> str:
    return write_cursor(str(company_id), name)


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _add_tenant(tx: Tx, new: NewCompany) -> UUID:
    try:
        return await tenants.add_tenant(
            tx, NewTenant(new.slug, new.name, locale=new.locale, timezone=new.timezone)
        )
    except psycopg.errors.UniqueViolation:
        raise SlugTaken from None


async def _lock_kept(tx: Tx, tenant_id: UUID) -> Company:
    company = await queries.lock_company(tx, tenant_id)
    if company.status == "deleting":
        raise CompanyDeleting
    return company


async def _check_timezone(tx: Tx, name: str) -> None:
    if not await tenants.is_timezone(tx, name):
        raise InvalidField(
            "timezone", "unknown_timezone", "Name a time zone like America/Sao_Paulo."
        )


async def _note(
    tx: Tx, action: str, tenant_id: UUID | None, facts: Mapping[str, object] | None = None
) -> None:
    """Into the platform's own log, where there is one. The company's is written by its triggers."""
    home = await usage.find_platform(tx)
    if home is not None:
        subject = Subject("tenants", str(tenant_id) if tenant_id else None)
        await audit.append(tx, home, action, subject, new=facts)
