"""Budgets of a company, its inboxes and its API keys."""

from uuid import UUID

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access.guards import Admin, AdminTx, ReaderTx
from dom360.budgets import actions, queries
from dom360.budgets.schemas import BudgetList, BudgetPatch, BudgetView, NewBudget
from dom360.web.deps import Db

router = APIRouter(prefix="/api/budgets", tags=["budgets"])


@router.get("", operation_id="list_budgets")
async def list_budgets(tx: ReaderTx) -> BudgetList:
    """All budgets, with what is used, held and left in their present periods."""
    return BudgetList(items=[actions.view(budget) for budget in await queries.list_budgets(tx)])


@router.post("", status_code=HTTP_201_CREATED, operation_id="create_budget")
async def create_budget(body: NewBudget, me: Admin, db: Db) -> BudgetView:
    """Set a budget. What was consumed in the period already counts, but for that of API keys."""
    assert me.tenant_id is not None
    return await actions.add(db, me.tenant_id, body)


@router.patch("/{budget_id}", operation_id="change_budget")
async def change_budget(budget_id: UUID, body: BudgetPatch, tx: AdminTx) -> BudgetView:
    """Raise or lower a budget. Holds from the next message on."""
    return await actions.change(tx, budget_id, body)


@router.delete("/{budget_id}", status_code=HTTP_204_NO_CONTENT, operation_id="remove_budget")
async def remove_budget(budget_id: UUID, tx: AdminTx) -> None:
    await queries.remove_budget(tx, budget_id)
