"""kill -9 of the backend at three points of a turn: the message is answered and charged once."""

import asyncio
import time

import aiohttp
import pytest

from tests.support.services import Service
from tests.support.stage import LEASE_S, Stage, answered, until
from tests.support.world import TenantWorld

QUESTION = "Ainda está aí?"
TOLD_ONCE = [(1, "user", QUESTION), (2, "assistant", f"echo: {QUESTION}")]


async def begin(stage: Stage, service: Service, world: TenantWorld) -> asyncio.Task:
    """A call that is with the agent; the agent holds its first answer."""
    stage.agent.mode("hold", times=1)
    calling = asyncio.create_task(stage.client(world, service).chat(QUESTION, request_id="r-1"))
    await stage.agent.wait_for_calls(1)
    return calling


async def lost(calling: asyncio.Task) -> None:
    """The caller of a killed process gets no answer at all."""
    with pytest.raises(aiohttp.ClientError):
        await calling


async def test_killed_during_the_agents_call_the_repeat_gets_the_answer(stage: Stage):
    world = await stage.tenant()
    with stage.backend() as service:
        calling = await begin(stage, service, world)
        service.kill()
        await lost(calling)

    client = stage.client(world)
    first = await answered(client, QUESTION, "r-1")
    again = await client.chat(QUESTION, request_id="r-1")

    assert first.status == again.status == 200
    assert first.raw == again.raw
    assert stage.messages(world) == TOLD_ONCE
    assert stage.turns(world) == [("r-1", "answered", 2, None)]
    assert len(stage.agent.calls()) == 2, "one call was lost with the process"


async def test_killed_during_the_agents_call_the_worker_alone_answers(stage: Stage):
    world = await stage.tenant()
    with stage.worker():
        with stage.backend() as service:
            calling = await begin(stage, service, world)
            killed_at = time.monotonic()
            service.kill()
            await lost(calling)

        await until(lambda: stage.state(world, "r-1") == "answered")
        took_s = time.monotonic() - killed_at

    answer = await stage.client(world).chat(QUESTION, request_id="r-1")
    assert took_s < LEASE_S + 5
    assert answer.status == 200
    assert stage.messages(world) == TOLD_ONCE
    assert len(stage.agent.calls()) == 2


@pytest.mark.parametrize("by", ["worker", "repeat"])
async def test_killed_before_the_commit_the_answer_is_asked_for_again(stage: Stage, by: str):
    world = await stage.tenant(agent_timeout_ms=10_000)
    with stage.backend() as service:
        calling = await begin(stage, service, world)
        async with stage.conversation_held(world):
            stage.agent.release()
            finishing = await stage.waiting_process()
            service.kill()
            stage.database.rows("select pg_terminate_backend(%s, 1000)", finishing)
        await lost(calling)
    assert stage.turns(world) == [("r-1", "calling", 1, None)]
    assert len(stage.messages(world)) == 1

    stage.end_lease(world.tenant_id)
    if by == "worker":
        await stage.repair()
        assert stage.state(world, "r-1") == "answered"
    answer = await answered(stage.client(world), QUESTION, "r-1")

    assert answer.status == 200
    assert stage.messages(world) == TOLD_ONCE
    assert stage.turns(world) == [("r-1", "answered", 2, None)]
    assert len(stage.agent.calls()) == 2


async def test_killed_after_the_commit_the_stored_answer_is_told(stage: Stage):
    world = await stage.tenant(agent_timeout_ms=10_000)
    with stage.backend() as service:
        calling = await begin(stage, service, world)
        async with stage.conversation_held(world):
            stage.agent.release()
            await stage.waiting_process()
            service.freeze()
        await until(lambda: stage.state(world, "r-1") == "answered")
        service.kill()
        await lost(calling)

    answer = await stage.client(world).chat(QUESTION, request_id="r-1")

    assert answer.status == 200
    assert stage.messages(world) == TOLD_ONCE
    assert stage.turns(world) == [("r-1", "answered", 1, None)]
    assert len(stage.agent.calls()) == 1


async def test_a_frozen_backend_that_comes_back_changes_and_charges_nothing(stage: Stage):
    world = await stage.tenant()
    with stage.backend() as service, stage.worker():
        calling = await begin(stage, service, world)
        service.freeze()
        stage.agent.release()
        await until(lambda: stage.state(world, "r-1") == "answered")
        service.thaw()

        late = await calling
        again = await stage.client(world, service).chat(QUESTION, request_id="r-1")

    assert late.status == 200, "the first caller gets the answer that the worker stored"
    assert late.raw == again.raw
    assert stage.messages(world) == TOLD_ONCE
    assert stage.turns(world) == [("r-1", "answered", 2, None)]
