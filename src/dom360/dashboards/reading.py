"""Where dashboards read: the replica where one is set and fresh enough, else the primary."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request

from dom360.access.guards import Reader
from dom360.db.database import Tx
from dom360.db.replica import Replica
from dom360.web.deps import Db


@dataclass(frozen=True)
class Reading:
    tx: Tx
    source: Literal["primary", "replica"]


async def _reading(request: Request, me: Reader, db: Db) -> AsyncIterator[Reading]:
    assert me.tenant_id is not None
    replica: Replica | None = request.app.state.replica
    if replica is None:
        async with db.tenant_tx(me.tenant_id) as tx:
            yield Reading(tx, "primary")
        return
    async with replica.tenant_tx(me.tenant_id) as (tx, is_replica):
        yield Reading(tx, "replica" if is_replica else "primary")


DashReading = Annotated[Reading, Depends(_reading, scope="function")]


async def _tx(reading: DashReading) -> Tx:
    return reading.tx


DashTx = Annotated[Tx, Depends(_tx, scope="function")]
