"""Budgets: made, changed, and how they stand."""

from datetime import timedelta
from uuid import UUID

from dom360.budgets import queries
from dom360.budgets.errors import BudgetScopeMismatch, BudgetWithoutLimit
from dom360.budgets.models import Budget, Change
from dom360.budgets.schemas import Amounts, BudgetPatch, BudgetView, NewBudget, State
from dom360.db.database import Database, Tx


async def add(db: Database, tenant_id: UUID, new: NewBudget) -> BudgetView:
    """Raises BudgetScopeMismatch, BudgetWithoutLimit, BudgetExists, BudgetTargetNotFound."""
    _check(new)
    async with db.tenant_tx(tenant_id) as tx:
        budget_id = await queries.add_budget(tx, new)
    # Apart from the first: by now every turn that ends sees the budget, or is in the sums.
    async with db.tenant_tx(tenant_id) as tx:
        await queries.recount(tx, budget_id)
        return view(await queries.get_budget(tx, budget_id))


async def change(tx: Tx, budget_id: UUID, patch: BudgetPatch) -> BudgetView:
    """Raises BudgetNotFound, BudgetWithoutLimit."""
    old = await queries.lock_budget(tx, budget_id)
    given = patch.model_dump(exclude_unset=True)
    new = Change(
        kind=given.get("kind", old.kind),
        max_tokens=given.get("max_tokens", old.max_tokens),
        max_micro_usd=given.get("max_micro_usd", old.max_micro_usd),
        warn_percent=given.get("warn_percent", old.warn_percent),
    )
    if new.max_tokens is None and new.max_micro_usd is None:
        raise BudgetWithoutLimit
    await queries.change_budget(tx, budget_id, new)
    return view(await queries.get_budget(tx, budget_id))


def view(budget: Budget) -> BudgetView:
    tokens = _amounts(budget, budget.max_tokens, budget.used_tokens, budget.held_tokens)
    money = _amounts(budget, budget.max_micro_usd, budget.used_micro_usd, budget.held_micro_usd)
    share = max(one.used / one.limit for one in (tokens, money) if one.limit)
    return BudgetView(
        id=budget.id,
        scope=budget.scope,
        inbox_id=budget.inbox_id,
        api_key_id=budget.api_key_id,
        period=budget.period,
        kind=budget.kind,
        warn_percent=budget.warn_percent,
        state=_state(share, budget.warn_percent),
        tokens=tokens,
        micro_usd=money,
        used_percent=round(share * 100, 1),
        starts_at=budget.starts_at,
        resets_at=budget.resets_at,
        warned_at=budget.warned_at,
        exhausted_at=budget.exhausted_at,
        created_at=budget.created_at,
    )


def _check(new: NewBudget) -> None:
    given = (new.inbox_id is not None, new.api_key_id is not None)
    if given != (new.scope == "inbox", new.scope == "api_key"):
        raise BudgetScopeMismatch
    if new.max_tokens is None and new.max_micro_usd is None:
        raise BudgetWithoutLimit


def _amounts(budget: Budget, limit: int | None, used: int, held: int) -> Amounts:
    # In the first moments of a period one answer says nothing about the rest of it.
    elapsed = max(budget.now - budget.starts_at, timedelta(hours=1))
    forecast = max(used, round(used * ((budget.resets_at - budget.starts_at) / elapsed)))
    left = None if limit is None else max(0, limit - used - held)
    return Amounts(limit=limit, used=used, held=held, left=left, forecast=forecast)


def _state(share: float, warn_percent: int) -> State:
    if share >= 1:
        return "exhausted"
    return "warning" if share * 100 >= warn_percent else "ok"
