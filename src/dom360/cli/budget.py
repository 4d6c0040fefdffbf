"""`dom360 budget …`: what companies may consume."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Console

from dom360.budgets import actions, queries
from dom360.budgets.schemas import (
    MAX_AMOUNT,
    BudgetList,
    BudgetPatch,
    BudgetView,
    Kind,
    NewBudget,
    PeriodName,
    ScopeName,
)
from dom360.db.database import Database
from dom360.errors import Invalid
from dom360.settings import get_settings
from dom360.usage.queries import get_company

app = App(name="budget")
out = Console(highlight=False, soft_wrap=True)

_MICRO = 1_000_000
Json = Annotated[bool, Parameter(name="--json", negative="")]
Tokens = Annotated[int, Parameter(validator=Number(gte=1, lte=MAX_AMOUNT))]
Usd = Annotated[Decimal, Parameter(validator=Number(gte=Decimal("0.000001"), lte=10**9))]
Percent = Annotated[int, Parameter(validator=Number(gte=1, lte=100))]


@app.command(name="list")
def list_budgets(tenant: str, *, as_json: Json = False) -> None:
    """Show a company's budgets and how they stand."""
    found = asyncio.run(_list(tenant))
    if as_json:
        sys.stdout.write(BudgetList(items=found).model_dump_json(indent=2) + "\n")
        return
    for budget in found:
        _show(budget)
    if not found:
        out.print(f"{tenant} has no budgets.")


@app.command(name="set")
def set_budget(
    tenant: str,
    *,
    period: PeriodName,
    kind: Kind,
    tokens: Tokens | None = None,
    usd: Usd | None = None,
    inbox: UUID | None = None,
    api_key: UUID | None = None,
    warn: Percent = 80,
    as_json: Json = False,
) -> None:
    """Make a budget, or change the one there is for the same scope, period and kind.

    Parameters
    ----------
    kind:
        hard: a message that does not fit is refused before the agent is asked. soft: only told.
    tokens:
        How many tokens may be used. Without it they are not limited.
    usd:
        How many US dollars, for example 12.50. Answers without a known price count as 0.
    inbox:
        For this inbox alone.
    api_key:
        For this API key alone, and the keys of its rotations.
    warn:
        At how many percent to warn.
    """
    if inbox is not None and api_key is not None:
        raise Invalid("A budget is for an inbox or for an API key. Name one of them.")
    scope: ScopeName = "inbox" if inbox else "api_key" if api_key else "tenant"
    new = NewBudget(
        scope=scope,
        inbox_id=inbox,
        api_key_id=api_key,
        period=period,
        kind=kind,
        max_tokens=tokens,
        max_micro_usd=None if usd is None else int(usd * _MICRO),
        warn_percent=warn,
    )
    budget = asyncio.run(_set(tenant, new))
    if as_json:
        sys.stdout.write(budget.model_dump_json(indent=2) + "\n")
    else:
        _show(budget)


@app.command
def remove(tenant: str, budget_id: UUID, *, as_json: Json = False) -> None:
    """Take a budget away; nothing holds the messages back that it held."""
    asyncio.run(_remove(tenant, budget_id))
    if as_json:
        sys.stdout.write(f'{{"removed": "{budget_id}"}}\n')
    else:
        out.print(f"Removed {budget_id}.")


def _show(budget: BudgetView) -> None:
    whose = budget.scope if budget.scope == "tenant" else (
        f"{budget.scope} {budget.inbox_id or budget.api_key_id}")  # fmt: skip
    out.print(f"{budget.id}  {whose}, {budget.kind}, a {budget.period}: {budget.state}")
    if budget.tokens.limit is not None:
        out.print(f"  tokens {budget.tokens.used} of {budget.tokens.limit}")
    if budget.micro_usd.limit is not None:
        used, limit = (Decimal(n) / _MICRO for n in (budget.micro_usd.used, budget.micro_usd.limit))
        out.print(f"  USD {used:f} of {limit:f}")
    out.print(f"  begins anew {budget.resets_at:%Y-%m-%d %H:%M %Z}")


@asynccontextmanager
async def _company(slug: str) -> AsyncIterator[tuple[Database, UUID]]:
    db = Database(get_settings().required_app_url())
    try:
        async with db.platform_tx("dom360_admin") as tx:
            company = await get_company(tx, slug)
        yield db, company.tenant_id
    finally:
        await db.close()


async def _list(slug: str) -> list[BudgetView]:
    async with _company(slug) as (db, tenant_id), db.tenant_tx(tenant_id) as tx:
        return [actions.view(budget) for budget in await queries.list_budgets(tx)]


async def _set(slug: str, new: NewBudget) -> BudgetView:
    async with _company(slug) as (db, tenant_id):
        async with db.tenant_tx(tenant_id) as tx:
            there = await queries.find_alike(tx, new)
            if there is not None:
                patch = BudgetPatch(
                    max_tokens=new.max_tokens,
                    max_micro_usd=new.max_micro_usd,
                    warn_percent=new.warn_percent,
                )
                return await actions.change(tx, there, patch)
        return await actions.add(db, tenant_id, new)


async def _remove(slug: str, budget_id: UUID) -> None:
    async with _company(slug) as (db, tenant_id), db.tenant_tx(tenant_id) as tx:
        await queries.remove_budget(tx, budget_id)
