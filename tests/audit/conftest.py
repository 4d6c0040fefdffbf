"""Reading the log from behind, as the superuser, who sees every tenant's."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from tests.support.postgres import ScratchDatabase


@dataclass(frozen=True)
class Entry:
    seq: int
    actor: str
    action: str
    subject: str
    old: Any
    new: Any
    request_id: str | None
    address: str | None


@dataclass(frozen=True)
class Trail:
    """The log of one database. `after` looks from a place on, so that a test sees only its own."""

    database: ScratchDatabase

    def of(self, tenant_id: UUID, *, after: int = 0) -> list[Entry]:
        rows = self.database.rows(
            "select seq, actor_kind || ':' || coalesce(actor_id, ''), action, "
            "subject_table || ':' || coalesce(subject_id, ''), old, new, request_id, address "
            "from dom360.audit_log where tenant_id = %s and seq > %s order by seq",
            tenant_id,
            after,
        )
        return [Entry(*row) for row in rows]

    def length(self, tenant_id: UUID) -> int:
        return len(self.of(tenant_id))

    async def wait_for(self, tenant_id: UUID, *, after: int, count: int = 1) -> list[Entry]:
        """Refused sign-ins are written beside the answer."""
        deadline = time.monotonic() + 5
        while len(found := self.of(tenant_id, after=after)) < count:
            assert time.monotonic() < deadline, f"only {found}"
            await asyncio.sleep(0.02)
        return found


@pytest.fixture
def trail(database: ScratchDatabase) -> Trail:
    return Trail(database)


@pytest.fixture
def as_actor(database: ScratchDatabase) -> Callable[..., None]:
    """Run statements in one transaction of the superuser, with an actor set."""

    def run(tenant_id: UUID, kind: str, actor_id: str, *statements: str) -> None:
        script = ";".join(statements)
        database.rows(
            f"begin; select dom360.set_tenant('{tenant_id}');"
            f"select dom360.set_actor('{kind}', '{actor_id}', 'req-1', '192.0.2.7');"
            f"{script}; commit"
        )

    return run
