"""Budgets in PostgreSQL. Turns hold and charge them in the turn functions, not here."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

import psycopg

from dom360.budgets.errors import BudgetExists, BudgetNotFound, BudgetTargetNotFound
from dom360.budgets.models import Budget, Change, Usual
from dom360.budgets.schemas import NewBudget
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside

_SQL = load_beside(__file__)


@dataclass(frozen=True)
class _Period:
    period: str
    period_start: date


async def list_budgets(tx: Tx) -> list[Budget]:
    return await tx.list(Budget, _SQL["list_budgets"], budget_id=None)


async def get_budget(tx: Tx, budget_id: UUID) -> Budget:
    found = await tx.find(Budget, _SQL["list_budgets"], budget_id=budget_id)
    if found is None:
        raise BudgetNotFound
    return found


async def add_budget(tx: Tx, new: NewBudget) -> UUID:
    """Raises BudgetExists, BudgetTargetNotFound."""
    usual = await tx.find(Usual, _SQL["usual"], inbox_id=new.inbox_id)
    assert usual is not None, "an aggregate always answers"
    try:
        made = await tx.value(
            _SQL["add_budget"],
            **new.model_dump(),
            usual_tokens=usual.tokens,
            usual_micro_usd=usual.micro_usd,
        )
    except psycopg.errors.UniqueViolation:
        raise BudgetExists from None
    except psycopg.errors.ForeignKeyViolation:
        raise BudgetTargetNotFound from None
    assert isinstance(made, UUID)
    return made


async def find_alike(tx: Tx, new: NewBudget) -> UUID | None:
    """The budget of the same scope, period and kind: there is one at most."""
    for budget in await list_budgets(tx):
        same = (budget.inbox_id, budget.api_key_id, budget.period, budget.kind)
        if same == (new.inbox_id, new.api_key_id, new.period, new.kind):
            return budget.id
    return None


async def recount(tx: Tx, budget_id: UUID) -> None:
    """Set the counters from what was consumed in the period. Nothing where the budget is gone."""
    row = await tx.find(_Period, _SQL["lock_budget"], budget_id=budget_id)
    if row is not None:
        await tx.run(_SQL["recount_budget"], budget_id=budget_id, period_start=row.period_start)


async def lock_budget(tx: Tx, budget_id: UUID) -> Budget:
    if await tx.find(_Period, _SQL["lock_budget"], budget_id=budget_id) is None:
        raise BudgetNotFound
    return await get_budget(tx, budget_id)


async def change_budget(tx: Tx, budget_id: UUID, change: Change) -> None:
    await tx.run(_SQL["change_budget"], budget_id=budget_id, **asdict(change))


async def remove_budget(tx: Tx, budget_id: UUID) -> None:
    if await tx.run(_SQL["remove_budget"], budget_id=budget_id) == 0:
        raise BudgetNotFound
