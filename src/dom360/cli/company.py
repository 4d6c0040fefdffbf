"""`dom360 tenant create`, `list`, `show`, `suspend`, `resume`, `delete`, `undelete`."""

from typing import Literal
from uuid import UUID

from dom360.cli.common import Json, find_company, out, read, run, show
from dom360.db.database import Database
from dom360.people import letters
from dom360.platform import actions, queries
from dom360.platform.models import CompanyFilter
from dom360.platform.schemas import (
    CompanyCreated,
    CompanyPage,
    CompanyView,
    Deletion,
    FirstAdmin,
    NewCompany,
    Reason,
)
from dom360.settings import get_settings


def create(
    slug: str,
    *,
    name: str,
    admin_email: str,
    admin_name: str,
    plan: str | None = None,
    locale: str | None = None,
    timezone: str | None = None,
    as_json: Json = False,
) -> None:
    """Make a company with its first inbox, and a link for its first administrator: good for 7 days,
    once, shown this once.

    What is left out is the platform's default.

    Examples:

      dom360 tenant create acme --name 'Acme' --admin-email ana@acme.example --admin-name Ana
    """
    admin = read(FirstAdmin, email=admin_email, name=admin_name)
    new = read(
        NewCompany, slug=slug, name=name, admin=admin, plan=plan, locale=locale, timezone=timezone
    )

    async def work(db: Database) -> CompanyCreated:
        return await actions.create(db, new, _show_link)

    made = run(work)
    show(
        made,
        f"Made {made.company.name} ({made.company.id}). The link for {made.admin_email} "
        f"(shown once): {made.invitation_link}",
        as_json=as_json,
    )


async def _show_link(_: UUID, __: UUID, token: str) -> str:
    return letters.invitation_link(get_settings().link_url, token)


def list_(
    *,
    search: str | None = None,
    status: Literal["active", "suspended", "deleting"] | None = None,
    plan: str | None = None,
    as_json: Json = False,
) -> None:
    """Say which companies there are, at most 1,000 by name."""
    only = CompanyFilter(search, status, plan)

    async def work(db: Database) -> CompanyPage:
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.page_of_companies(tx, only, cursor=None, limit=1000)

    page = run(work)
    if as_json:
        show(page, "", as_json=True)
        return
    for company in page.items:
        out.print(_line(company))


def show_(slug: str, *, as_json: Json = False) -> None:
    """Show a company: its state, plan and figures."""

    async def work(db: Database) -> CompanyView:
        found = await find_company(db, slug)
        async with db.platform_tx("dom360_admin") as tx:
            return actions.view(await queries.get_company(tx, found.id))

    company = run(work)
    show(company, _line(company), as_json=as_json)


def suspend(slug: str, *, reason: str, as_json: Json = False) -> None:
    """Refuse a company's people, keys and contacts. Everything is kept."""
    why = read(Reason, reason=reason).reason

    async def work(db: Database) -> CompanyView:
        found = await find_company(db, slug)
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.suspend(tx, found.id, why)

    company = run(work)
    show(company, _line(company), as_json=as_json)


def resume(slug: str, *, as_json: Json = False) -> None:
    """Let a suspended company work again."""

    async def work(db: Database) -> CompanyView:
        found = await find_company(db, slug)
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.resume(tx, found.id)

    company = run(work)
    show(company, _line(company), as_json=as_json)


def delete(
    slug: str, *, confirm: str, reason: str, grace_days: int | None = None, as_json: Json = False
) -> None:
    """Refuse a company at once, and delete all of it when the grace time is over.

    Parameters
    ----------
    confirm:
        The company's slug once more.
    grace_days:
        How long it can be taken back with 'undelete'. Without it: the platform's default.
    """
    deletion = read(Deletion, confirm=confirm, reason=reason, grace_days=grace_days)

    async def work(db: Database) -> CompanyView:
        found = await find_company(db, slug)
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.delete(tx, found.id, deletion)

    company = run(work)
    show(company, _line(company), as_json=as_json)


def undelete(slug: str, *, as_json: Json = False) -> None:
    """Take a deletion back, before the grace time is over."""

    async def work(db: Database) -> CompanyView:
        found = await find_company(db, slug)
        async with db.platform_tx("dom360_admin") as tx:
            return await actions.undelete(tx, found.id)

    company = run(work)
    show(company, _line(company), as_json=as_json)


def _line(company: CompanyView) -> str:
    state: str = company.status
    if company.delete_after:
        state += f", deleted after {company.delete_after:%Y-%m-%d %H:%M %Z}"
    figures = f"{company.inboxes} inboxes, {company.people} people"
    return f"{company.slug}: {company.name}, {state}, plan {company.plan}, {figures}"
