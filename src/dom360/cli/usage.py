"""`dom360 usage …`: prices, the monthly summary, and the proof that the counters are right."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Console

from dom360.db.database import Database
from dom360.settings import get_settings
from dom360.usage import actions, queries
from dom360.usage.jobs import refresh_summary
from dom360.usage.models import Books, ModelPrice
from dom360.usage.pricing import KEEP_S
from dom360.usage.reconcile import reconcile as books_of

app = App(name="usage")
price = App(name="price", help="Prices of your own, before the published ones.")
app.command(price)
out = Console(highlight=False, soft_wrap=True)

Json = Annotated[bool, Parameter(name="--json", negative="")]
MicroUsd = Annotated[int, Parameter(validator=Number(gte=0, lte=10_000_000_000))]


@price.command(name="set")
def set_price(
    model: str,
    *,
    input: MicroUsd,  # noqa: A002
    output: MicroUsd,
    cached: MicroUsd | None = None,
    tenant: str | None = None,
    from_: Annotated[date | None, Parameter(name="--from")] = None,
    as_json: Json = False,
) -> None:
    """Set what a model costs: micro-USD for a million tokens, so 2500000 for 2.50 dollars.

    Answers that are stored keep the price they had.

    Parameters
    ----------
    cached:
        For input tokens that the provider had cached. Without it they cost as much as others.
    tenant:
        The company's slug. Without it the price is for every company that has none of its own.
    from_:
        The first day on which it holds, in the company's time zone; for all companies, in UTC.
        Without it: from now on.
    """
    new = ModelPrice(tenant, model, datetime.now(UTC), input, output,
                     input if cached is None else cached)  # fmt: skip
    stored = asyncio.run(_set_price(new, from_))
    if as_json:
        told = {"model": model, "tenant": tenant, "valid_from": stored.isoformat()}
        out.print_json(json.dumps(told))
        return
    whose = tenant or "every company"
    out.print(f"{model} for {whose} from {stored:%Y-%m-%d %H:%M:%S} UTC on.")
    out.print(f"Running services notice within {KEEP_S:.0f} seconds.")


@price.command(name="list")
def list_prices(*, as_json: Json = False) -> None:
    """Show the prices that were set, past, present and to come."""
    found = asyncio.run(_list_prices())
    if as_json:
        rows = [
            {**asdict(p), "tenant": p.slug, "valid_from": p.valid_from.isoformat()} for p in found
        ]
        out.print_json(json.dumps([{k: v for k, v in row.items() if k != "slug"} for row in rows]))
        return
    for p in found:
        since = f"{p.valid_from.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        costs = f"input {p.input}, output {p.output}, cached {p.cached}"
        out.print(f"{p.model}  {p.slug or 'every company'}  from {since}: {costs}")


@price.command(name="remove")
def remove_price(model: str, *, tenant: str | None = None, as_json: Json = False) -> None:
    """Take back all prices set for a model; the published ones count again."""
    count = asyncio.run(_remove_prices(model, tenant))
    if as_json:
        out.print_json(json.dumps({"model": model, "tenant": tenant, "removed": count}))
        return
    out.print(f"Removed {count}." if count else "There was none.")


@app.command
def refresh(*, as_json: Json = False) -> None:
    """Fill the monthly summary anew, now. The worker does it every night."""

    async def run() -> datetime:
        async with _database() as db:
            return await refresh_summary(db)

    true_for = asyncio.run(run())
    if as_json:
        out.print_json(json.dumps({"true_for": true_for.isoformat()}))
    else:
        out.print(f"The monthly summary is true for {true_for:%Y-%m-%d %H:%M:%S %Z}.")


@app.command
def reconcile(
    *,
    tenant: str | None = None,
    day: date | None = None,
    repair: Annotated[bool, Parameter(negative="")] = False,
    as_json: Json = False,
) -> None:
    """Prove that the counters equal the messages, for every company and day. Safe at any time.

    The exit code is 1 where they differ and nothing was repaired.

    Parameters
    ----------
    tenant:
        The company's slug. Without it: all of them.
    day:
        One day of the company's time zone. Without it: every day whose messages are still there.
    repair:
        Put right what differs, a day in a transaction. No message waits and none is lost.
    """
    books = asyncio.run(_reconcile(tenant, day, repair=repair))
    if as_json:
        sys.stdout.write(json.dumps([asdict(book) for book in books], default=str, indent=2) + "\n")
    else:
        for book in books:
            _show(book)
    sys.exit(1 if any(not book.agree and not book.repaired for book in books) else 0)


def _show(book: Books) -> None:
    before = f", {book.days_before} earlier days not provable" if book.days_before else ""
    verdict = "agrees" if book.agree else "repaired" if book.repaired else "DIFFERS"
    out.print(f"{book.slug}: {book.first_day} to {book.last_day}{before}: {verdict}")
    for found in book.differences:
        wrong = ", ".join(f"{name} {said} instead of {right}"
                          for name, (said, right) in found.wrong.items())  # fmt: skip
        place = f"inbox {found.inbox_id}, {found.agent_type} {found.model or 'no model'}"
        out.print(f"  {found.day}, {place}: {wrong}")
    for week in book.figure_weeks_off:
        out.print(f"  the week of {week}: the sums of its leads and events are wrong")


@asynccontextmanager
async def _database() -> AsyncIterator[Database]:
    db = Database(get_settings().required_app_url())
    try:
        yield db
    finally:
        await db.close()


async def _set_price(new: ModelPrice, first_day: date | None) -> datetime:
    async with _database() as db, db.platform_tx("dom360_admin") as tx:
        company = await queries.get_company(tx, new.slug) if new.slug else None
        if first_day:
            zone = ZoneInfo(company.timezone) if company else UTC
            new = replace(new, valid_from=datetime.combine(first_day, time(), zone))
        await actions.set_price(tx, new, company)
    return new.valid_from.astimezone(UTC)


async def _remove_prices(model: str, slug: str | None) -> int:
    async with _database() as db, db.platform_tx("dom360_admin") as tx:
        company = await queries.get_company(tx, slug) if slug else None
        return await actions.remove_prices(tx, model, company)


async def _list_prices() -> list[ModelPrice]:
    async with _database() as db, db.platform_tx("dom360_admin") as tx:
        return await queries.list_prices(tx)


async def _reconcile(slug: str | None, day: date | None, *, repair: bool) -> list[Books]:
    async with _database() as db:
        return [book async for book in books_of(db, slug=slug, day=day, repair=repair)]
