"""A database of its own with services that may be killed: what the accident tests play on."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp
import psycopg

from dom360.db.database import Database
from dom360.turns.actions import RunnerSettings, TurnRunner
from dom360.turns.jobs import repair_abandoned
from dom360.web.agent_client import AgentClient
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.services import Service
from tests.support.world import Answer, Client, Maker, TenantWorld

AGENT_TIMEOUT_MS = 1000
LEASE_MARGIN_MS = 100
# Connecting (at most the agent's deadline), the deadline, the margin: see turn_lease().
LEASE_S = (2 * AGENT_TIMEOUT_MS + LEASE_MARGIN_MS) / 1000
_WAITING = """
select pid from pg_stat_activity
 where datname = current_database() and usename like 'dom360%%' and wait_event_type = 'Lock'
"""


@contextmanager
def quick_backend(
    database: ScratchDatabase, agent_url: str, log_dir: Path, **env: str
) -> Iterator[Service]:
    """A backend with short leases."""
    quick = {"DOM360_TURN_LEASE_MARGIN_MS": str(LEASE_MARGIN_MS), **env}
    with services.backend(database, agent_url, log_dir, **quick) as service:
        yield service


@dataclass(frozen=True)
class Stage:
    database: ScratchDatabase
    db: Database
    survivor: Service
    http: aiohttp.ClientSession
    agent: FakeAgent
    log_dir: Path

    @property
    def make(self) -> Maker:
        return Maker(self.db)

    @contextmanager
    def backend(self, **env: str) -> Iterator[Service]:
        """One that may be killed."""
        with quick_backend(self.database, self.agent.url, self.log_dir, **env) as service:
            yield service

    @contextmanager
    def worker(self) -> Iterator[Service]:
        quick = {
            "DOM360_TURN_LEASE_MARGIN_MS": str(LEASE_MARGIN_MS),
            "DOM360_REPAIR_INTERVAL_S": "0.2",
        }
        with services.worker(self.database, self.agent.url, self.log_dir, **quick) as service:
            yield service

    def runner(self, agents: AgentClient) -> TurnRunner:
        """The engine of a backend or worker, in this process."""
        return TurnRunner(self.db, agents, RunnerSettings(self.agent.url, LEASE_MARGIN_MS, 3))

    async def repair(self) -> None:
        """What a worker does when it looks for abandoned turns, once."""
        async with AgentClient() as agents:
            await repair_abandoned(self.db, self.runner(agents))

    async def tenant(self, agent_timeout_ms: int = AGENT_TIMEOUT_MS) -> TenantWorld:
        """A tenant whose agents get one second, unless told otherwise."""
        world = await self.make.tenant()
        self.database.rows(
            "update dom360.account_vars set agents_timeout_ms = %s where tenant_id = %s",
            agent_timeout_ms,
            world.tenant_id,
        )
        return world

    def client(self, world: TenantWorld, service: Service | None = None) -> Client:
        """Calls the survivor unless told otherwise."""
        return Client(self.http, (service or self.survivor).url, self.make, world)

    @asynccontextmanager
    async def conversation_held(self, world: TenantWorld) -> AsyncIterator[None]:
        """Nobody else gets the tenant's conversations meanwhile. Keep it under two seconds."""
        async with await psycopg.AsyncConnection.connect(self.database.owner_url) as holder:
            await holder.execute(
                "select from dom360.conversations where tenant_id = %s for update",
                [world.tenant_id],
            )
            yield

    async def waiting_process(self) -> int:
        """The server process of the one statement that waits for a lock."""
        await until(lambda: len(self.database.rows(_WAITING)) == 1)
        return int(self.database.value(_WAITING))

    def turns(self, world: TenantWorld) -> list[tuple[str, str, int, str | None]]:
        """(request_id, state, attempt, error_code) of the tenant's turns, in order."""
        return self.database.rows(
            "select request_id, state, attempt, error_code from dom360.turns "
            "where tenant_id = %s order by user_message_index",
            world.tenant_id,
        )

    def state(self, world: TenantWorld, request_id: str) -> str | None:
        return {turn[0]: turn[1] for turn in self.turns(world)}.get(request_id)

    def messages(self, world: TenantWorld) -> list[tuple[int, str, str]]:
        """(message_index, role, content) of the tenant's messages, in order."""
        return self.database.rows(
            "select message_index, role, content from dom360.messages "
            "where tenant_id = %s order by message_index",
            world.tenant_id,
        )

    def end_lease(self, tenant_id: UUID) -> None:
        """As if the time had passed."""
        self.database.rows(
            "update dom360.turns set lease_until = now() - interval '1 second' "
            "where tenant_id = %s and state in ('accepted', 'calling')",
            tenant_id,
        )

    def forget_open_turns(self) -> None:
        """What a test leaves under way must not come up in the next one's repair."""
        self.database.rows(
            "update dom360.turns set state = 'failed', error_code = 'TEST_OVER' "
            "where state in ('accepted', 'calling')"
        )


async def until(reached: Callable[[], Any], timeout_s: float = 8) -> None:
    deadline = time.monotonic() + timeout_s
    while not reached():
        assert time.monotonic() < deadline, "it did not come to that in time"
        await asyncio.sleep(0.02)


async def answered(client: Client, message: str, request_id: str, timeout_s: float = 8) -> Answer:
    """Send the same again, as the 409 says, until it is not under way any more."""
    deadline = time.monotonic() + timeout_s
    while True:
        answer = await client.chat(message, request_id=request_id)
        if answer.status != 409:
            return answer
        assert answer.code == "TURN_IN_PROGRESS"
        assert answer.headers["Retry-After"] == "1"
        assert time.monotonic() < deadline, "the turn is stuck"
        await asyncio.sleep(0.1)
