"""The database did it, and its answer was lost on the way: the call made again goes on with what it
did, at once. Nobody else gets it.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dom360.db.database import Database
from dom360.turns import actions
from dom360.turns.actions import RunnerSettings, TurnRunner
from dom360.turns.errors import TurnInProgress
from dom360.turns.models import TurnRequest
from dom360.turns.schemas import NewTurn, TurnAnswer
from dom360.web.agent_client import AgentClient
from tests.doubles.fake_agent import FakeAgent
from tests.support.postgres import ScratchDatabase
from tests.support.world import Maker, TenantWorld

# Far longer than a test: whoever waited for it would be seen.
LEASE_MARGIN_MS = 60_000
TRIES = 3


class Forgetful(Database):
    """Loses the connection right after what it did, for the calls that `losing` says."""

    def __init__(self, url: str, *, pool_size: int = 4) -> None:
        super().__init__(url, pool_size=pool_size)
        self._losing: list[bool] = []
        self._lost_by_call: ContextVar[list[int] | None] = ContextVar("lost", default=None)

    def lose(self, *which: bool, in_a_row: int = TRIES - 1) -> None:
        """One after the other; no call more than `in_a_row` times."""
        self._losing = list(which)
        self._in_a_row = in_a_row

    async def call(self, *names: Any, **params: Any) -> Any:
        before = self._lost_by_call.set([0])
        try:
            return await super().call(*names, **params)
        finally:
            self._lost_by_call.reset(before)

    @asynccontextmanager
    async def _connection(self, role: Any) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        async with super()._connection(role) as connection:
            yield connection
        lost = self._lost_by_call.get()
        if lost and self._losing and lost[0] < self._in_a_row and self._losing.pop(0):
            lost[0] += 1
            raise psycopg.OperationalError("the connection is lost")


@pytest.fixture
async def lossy(database: ScratchDatabase) -> AsyncIterator[Forgetful]:
    made = Forgetful(database.app_url, pool_size=8)
    yield made
    await made.close()


@pytest.fixture
async def runner(lossy: Forgetful, fake_agent: FakeAgent) -> AsyncIterator[TurnRunner]:
    async with AgentClient() as agents:
        yield TurnRunner(lossy, agents, RunnerSettings(fake_agent.url, LEASE_MARGIN_MS, 3))


def asked(world: TenantWorld, request_id: str = "r-1", message: str = "Olá") -> TurnRequest:
    return actions.check(
        NewTurn(
            inbox_id=world.inbox_id,
            message=message,
            sender_phone="+5511987654321",
            sender_name="Ana",
            request_id=request_id,
        )
    )


def turns(database: ScratchDatabase, world: TenantWorld) -> list[tuple[str, str, int]]:
    return database.rows(
        "select request_id, state, attempt from dom360.turns where tenant_id = %s "
        "order by user_message_index",
        world.tenant_id,
    )


async def test_a_message_whose_storing_lost_its_answer_goes_on_at_once(
    runner: TurnRunner, lossy: Forgetful, tenant: TenantWorld, database: ScratchDatabase
):
    request = asked(tenant)
    lossy.lose(True, True)

    turn = await runner.begin(tenant.tenant_id, request)
    answer = await runner.start(tenant.tenant_id, request, turn)

    assert (turn.outcome, turn.attempt) == ("calling", 1)
    assert isinstance(answer, TurnAnswer)
    assert turns(database, tenant) == [("r-1", "answered", 1)]


async def test_who_sends_it_again_to_the_same_process_need_not_wait_for_the_lease(
    runner: TurnRunner, lossy: Forgetful, tenant: TenantWorld, fake_agent: FakeAgent
):
    request = asked(tenant)
    lossy.lose(*[True] * TRIES, in_a_row=TRIES)
    with pytest.raises(psycopg.OperationalError):
        await runner.begin(tenant.tenant_id, request)

    again = await asyncio.gather(
        *(runner.begin(tenant.tenant_id, request) for _ in range(4)), return_exceptions=True
    )

    calling = [one for one in again if not isinstance(one, BaseException)]
    assert [(one.outcome, one.attempt) for one in calling] == [("calling", 1)]
    assert sum(isinstance(one, TurnInProgress) for one in again) == 3


async def test_another_process_does_not_get_it(
    runner: TurnRunner, lossy: Forgetful, tenant: TenantWorld, db: Database, fake_agent: FakeAgent
):
    request = asked(tenant)
    lossy.lose(True)
    await runner.begin(tenant.tenant_id, request)

    async with AgentClient() as agents:
        other = TurnRunner(db, agents, RunnerSettings(fake_agent.url, LEASE_MARGIN_MS, 3))
        with pytest.raises(TurnInProgress):
            await other.begin(tenant.tenant_id, request)


async def test_another_process_does_not_get_one_that_waits_for_its_place(
    runner: TurnRunner, tenant: TenantWorld, db: Database, fake_agent: FakeAgent
):
    await runner.begin(tenant.tenant_id, asked(tenant))
    waiting = await runner.begin(tenant.tenant_id, asked(tenant, "r-2"))
    assert waiting.outcome == "accepted"

    async with AgentClient() as agents:
        other = TurnRunner(db, agents, RunnerSettings(fake_agent.url, LEASE_MARGIN_MS, 3))
        with pytest.raises(TurnInProgress):
            await other.begin(tenant.tenant_id, asked(tenant, "r-2"))


async def test_a_repair_whose_claim_lost_its_answer_is_one_attempt(
    runner: TurnRunner, lossy: Forgetful, tenant: TenantWorld, database: ScratchDatabase
):
    turn = await runner.begin(tenant.tenant_id, asked(tenant))
    database.rows(
        "update dom360.turns set lease_until = now() - interval '1 second' where tenant_id = %s",
        tenant.tenant_id,
    )
    lossy.lose(True)

    assert await runner.repair(tenant.tenant_id, turn.turn_id, turn.attempt) == "answered"

    assert turns(database, tenant) == [("r-1", "answered", 2)]


@settings(max_examples=12, deadline=None)
@given(losing=st.lists(st.booleans(), max_size=24))
def test_whichever_answers_are_lost_every_message_is_answered_once_and_without_a_wait(
    losing: list[bool],
    database: ScratchDatabase,
    fake_agent_server: FakeAgent,
    one_loop: asyncio.Runner,
):
    one_loop.run(_play(losing, database, fake_agent_server))


@pytest.fixture(scope="module")
def one_loop():
    with asyncio.Runner() as runner:
        yield runner


async def _play(losing: list[bool], database: ScratchDatabase, agent: FakeAgent) -> None:
    lossy = Forgetful(database.app_url)
    world = await Maker(lossy).tenant()
    requests = [asked(world, f"r-{number}") for number in range(3)]
    # Never as often as a call is tried: that one would say 503.
    lossy.lose(*losing)
    async with AgentClient() as agents:
        runner = TurnRunner(lossy, agents, RunnerSettings(agent.url, LEASE_MARGIN_MS, 3))
        began = time.monotonic()
        answers = await asyncio.gather(*(_turn(runner, world, one) for one in requests))
    await lossy.close()

    assert time.monotonic() - began < LEASE_MARGIN_MS / 1000 / 2
    assert all(isinstance(one, TurnAnswer) for one in answers)
    assert [turn[1:] for turn in turns(database, world)] == [("answered", 1)] * 3
    assert len(agent.calls(tenant_id=world.tenant_id)) == 3


async def _turn(runner: TurnRunner, world: TenantWorld, request: TurnRequest) -> object:
    turn = await runner.begin(world.tenant_id, request)
    return await runner.start(world.tenant_id, request, turn)
