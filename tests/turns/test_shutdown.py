"""SIGTERM: the backend finishes what it has begun, then goes, and leaves nobody behind."""

import asyncio
import signal

import psutil
import pytest

from tests.support.stage import Stage, until


@pytest.mark.parametrize("streamed", [False, True])
async def test_a_running_caller_gets_the_answer(stage: Stage, streamed: bool):
    world = await stage.tenant(agent_timeout_ms=5000)
    with stage.backend() as service:
        client = stage.client(world, service)
        send = client.stream if streamed else client.chat
        stage.agent.mode("hold", times=1)
        calling = asyncio.create_task(send("Um momento", request_id="r-1"))
        await stage.agent.wait_for_calls(1)
        family = service.family()

        service.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        still_at_work = not calling.done()
        stage.agent.release()
        answer = await calling
        await until(lambda: service.process.poll() is not None, timeout_s=12)

    assert still_at_work
    assert answer.status == 200
    assert b"echo: Um momento" in answer.raw
    assert service.process.returncode == 0
    assert len(family) > 1
    assert not [one for one in family if psutil.pid_exists(one.pid) and one.is_running()]
    assert stage.turns(world) == [("r-1", "answered", 1, None)]


async def test_what_is_not_done_in_time_is_left_to_the_worker(stage: Stage):
    world = await stage.tenant(agent_timeout_ms=60000)
    with stage.backend() as service:
        stage.agent.mode("hold", times=1)
        client = stage.client(world, service)
        calling = asyncio.create_task(client.chat("Demora", request_id="r-1"))
        await stage.agent.wait_for_calls(1)
        service.process.send_signal(signal.SIGTERM)
        await until(lambda: service.process.poll() is not None, timeout_s=25)
        await asyncio.gather(calling, return_exceptions=True)

    assert stage.turns(world) == [("r-1", "calling", 1, None)]
    stage.end_lease(world.tenant_id)
    await stage.repair()
    assert (await stage.client(world).chat("Demora", request_id="r-1")).status == 200
