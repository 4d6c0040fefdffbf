from uuid import UUID

from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound
from dom360.usage.models import Period, Today
from dom360.usage.schemas import ConsumptionDay

_SQL = load_beside(__file__)


async def get_today(tx: Tx) -> Today:
    today = await tx.find(Today, _SQL["today"])
    if today is None:
        raise NotFound
    return today


async def list_consumption(
    tx: Tx, period: Period, *, inbox_id: UUID | None
) -> list[ConsumptionDay]:
    """By day, then inbox. Days without a message are absent."""
    return await tx.list(
        ConsumptionDay,
        _SQL["list_consumption"],
        first_day=period.first_day,
        last_day=period.last_day,
        inbox_id=inbox_id,
    )
