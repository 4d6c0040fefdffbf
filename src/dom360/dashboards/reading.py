"""Where dashboards read: the replica where one is set and fresh enough, else the primary."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends

from dom360.access.guards import Reader
from dom360.db.database import Tx
from dom360.web.deps import Db


async def _dash_tx(me: Reader, db: Db) -> AsyncIterator[Tx]:
    assert me.tenant_id is not None
    async with db.tenant_tx(me.tenant_id) as tx:
        yield tx


DashTx = Annotated[Tx, Depends(_dash_tx, scope="function")]
