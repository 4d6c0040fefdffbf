"""Proving that the counters say what messages, conversations and turns say; repairing them."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import groupby

from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.database import Database, Tx
from dom360.errors import Invalid
from dom360.usage import queries
from dom360.usage.models import Books, Company, Difference, Span


async def reconcile(
    db: Database, *, slug: str | None, day: date | None, repair: bool
) -> AsyncIterator[Books]:
    """One company after the other, or the one named, beside the product: nobody waits for it."""
    async with db.platform_tx("dom360_admin") as tx:
        companies = (
            [await queries.get_company(tx, slug)] if slug else await queries.list_companies(tx)
        )
    for company in companies:
        yield await _reconcile(db, company, day, repair=repair)


async def _reconcile(db: Database, company: Company, day: date | None, *, repair: bool) -> Books:
    span = await _span(db, company, day)
    found: list[Difference] = []
    for first, last in _months(span.first_day, span.last_day):
        async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
            await queries.allow_minutes(tx)
            found += await queries.list_differences(tx, first, last)
    if repair:
        days = sorted({difference.day for difference in found})
        found = [wrong for day in days for wrong in await _repair(db, company, day)]
        await _recount(db, company, span)
    weeks = await _check_figures(db, company, repair=repair) if day is None else []
    if day is None:
        await _keep_proof(db, company, span, [] if repair else found, [] if repair else weeks)
    return Books(
        company.slug,
        span.first_day,
        span.last_day,
        span.days_before,
        tuple(found),
        repair,
        tuple(weeks),
    )


async def _check_figures(db: Database, company: Company, *, repair: bool) -> list[date]:
    """The weeks whose sums are wrong; repaired is what is counted again."""
    async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
        await queries.allow_minutes(tx)
        weeks = await queries.list_figure_weeks_off(tx)
        if repair and weeks:
            await queries.forget_figure_weeks(tx, weeks)
    return weeks


async def _span(db: Database, company: Company, day: date | None) -> Span:
    async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
        span = await queries.get_span(tx)
    if day is None:
        return span
    if day < span.first_day:
        raise Invalid(
            f"The messages of {day} are no longer all there. Choose {span.first_day} or later.",
            code="DAY_NOT_PROVABLE",
        )
    return Span(day, day, 0)


async def _repair(db: Database, company: Company, day: date) -> list[Difference]:
    async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
        await queries.allow_minutes(tx)
        wrong = await queries.repair_day(tx, day)
        if wrong:
            await record_repair(tx, company, day, wrong)
    return wrong


async def _recount(db: Database, company: Company, span: Span) -> None:
    for first, last in _months(span.first_day, span.last_day):
        async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
            await queries.allow_minutes(tx)
            await queries.recount_derived(tx, first, last)


async def _keep_proof(
    db: Database, company: Company, span: Span, found: list[Difference], weeks: list[date]
) -> None:
    said, right = _sums(found)
    off = {name: said[name] - right[name] for name in said}
    if weeks:
        off["figure_weeks"] = len(weeks)
    async with db.tenant_tx(company.tenant_id, role="dom360_jobs") as tx:
        await queries.keep_proof(tx, span, len(found) + len(weeks), off)


async def record_repair(tx: Tx, company: Company, day: date, wrong: list[Difference]) -> None:
    """Write numbers that were changed by hand into the company's audit log."""
    said, right = _sums(wrong)
    subject = Subject("consumption_inbox_daily", day.isoformat())
    await audit.append(tx, company.tenant_id, "usage.repaired", subject, old=said, new=right)


def _sums(wrong: list[Difference]) -> tuple[dict[str, int], dict[str, int]]:
    """What the counters that were off said, over all rows, and what they should have said."""
    said: dict[str, int] = {}
    right: dict[str, int] = {}
    for difference in wrong:
        for name, (metered, counted) in difference.wrong.items():
            said[name] = said.get(name, 0) + metered
            right[name] = right.get(name, 0) + counted
    return said, right


def _months(first_day: date, last_day: date) -> list[tuple[date, date]]:
    """The days in pieces of a month, so that one statement reads a bounded number of messages."""
    days = [first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1)]
    pieces = [list(month) for _, month in groupby(days, key=lambda d: (d.year, d.month))]
    return [(piece[0], piece[-1]) for piece in pieces]
