"""Consumption figures."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from dom360.access.guards import ReaderTx
from dom360.usage import actions
from dom360.usage.schemas import Consumption, ConsumptionMonths, GroupBy

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])


@router.get("/consumption", operation_id="get_consumption")
async def get_consumption(
    tx: ReaderTx,
    first_day: date | None = None,
    last_day: date | None = None,
    inbox_id: UUID | None = None,
    group_by: Annotated[tuple[GroupBy, ...], Query()] = (),
) -> Consumption:
    """Messages, tokens and cost by day and inbox, in the tenant's own days.

    `group_by` may be given several times; the sums are then in `groups` as well.
    """
    return await actions.consumption(
        tx, first_day=first_day, last_day=last_day, inbox_id=inbox_id, group_by=group_by
    )


@router.get("/consumption/months", operation_id="get_consumption_months")
async def get_consumption_months(
    tx: ReaderTx, first_month: date | None = None, last_month: date | None = None
) -> ConsumptionMonths:
    """Consumption by month, agent type and model, from a summary that is filled every night."""
    return await actions.months(tx, first_month=first_month, last_month=last_month)
