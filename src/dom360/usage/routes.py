"""Consumption figures."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter

from dom360.access.guards import ReaderTx
from dom360.usage import actions
from dom360.usage.schemas import Consumption

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])


@router.get("/consumption", operation_id="get_consumption")
async def get_consumption(
    tx: ReaderTx,
    first_day: date | None = None,
    last_day: date | None = None,
    inbox_id: UUID | None = None,
) -> Consumption:
    """Messages, tokens and cost by day and inbox, in the tenant's own days."""
    return await actions.consumption(tx, first_day=first_day, last_day=last_day, inbox_id=inbox_id)
