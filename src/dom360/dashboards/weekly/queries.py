from datetime import datetime
from typing import Literal
from uuid import UUID

from dom360.dashboards.weekly.models import Addressee, Recipient, Subscription
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.errors import NotFound

_SQL = load_beside(__file__)


async def find_subscription(tx: Tx, user_id: UUID) -> Subscription | None:
    return await tx.find(Subscription, _SQL["find_subscription"], user_id=user_id)


async def subscribe(tx: Tx, user_id: UUID) -> None:
    """A second time changes nothing."""
    await tx.run(_SQL["subscribe"], user_id=user_id)


async def unsubscribe(tx: Tx, user_id: UUID) -> None:
    await tx.run(_SQL["unsubscribe"], user_id=user_id)


async def unsubscribe_by_token(tx: Tx, token: UUID) -> None:
    await tx.run(_SQL["unsubscribe_by_token"], token=token)


async def list_due(tx: Tx, now: datetime) -> list[Recipient]:
    """Whose report is to be sent at this moment, in all companies. As dom360_admin."""
    return await tx.list(Recipient, _SQL["list_due"], now=now)


async def claim(tx: Tx, to: Recipient, now: datetime) -> int | None:
    """Which try it is; None where somebody else has it, or it is done."""
    tries = await tx.value(_SQL["claim"], user_id=to.user_id, week=to.week, now=now)
    assert tries is None or isinstance(tries, int)
    return tries


async def announce(tx: Tx, to: Recipient, tries: int) -> bool:
    """Whether it is still ours: from here on nobody sends it again."""
    rows = await tx.run(_SQL["announce"], user_id=to.user_id, week=to.week, tries=tries)
    return rows == 1


async def end_mail(tx: Tx, to: Recipient, state: Literal["sent", "refused"]) -> None:
    await tx.run(_SQL["end_mail"], user_id=to.user_id, week=to.week, state=state)


async def put_off(tx: Tx, to: Recipient, now: datetime) -> None:
    await tx.run(_SQL["put_off"], user_id=to.user_id, week=to.week, now=now)


async def find_addressee(tx: Tx, user_id: UUID) -> Addressee | None:
    return await tx.find(Addressee, _SQL["find_addressee"], user_id=user_id)


async def describe_company(tx: Tx) -> Addressee:
    found = await tx.find(Addressee, _SQL["describe_company"])
    if found is None:
        raise NotFound
    return found
