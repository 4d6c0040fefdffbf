"""SIGTERM: the backend finishes what it has begun, then goes, and leaves nobody behind."""

import asyncio
import signal

from tests.support.stage import Stage, until


async def test_running_callers_get_their_answers(stage: Stage):
    world = await stage.tenant(agent_timeout_ms=5000)
    with stage.backend() as service:
        client = stage.client(world, service)
        stage.agent.mode("hold", times=2)
        callers = [
            asyncio.create_task(client.chat("Um momento", request_id="r-1")),
            asyncio.create_task(
                client.stream("Um momento", request_id="r-2", sender_phone="+5511987650000")
            ),
        ]
        await stage.agent.wait_for_calls(2)
        family = service.family()

        service.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        still_at_work = [not caller.done() for caller in callers]
        stage.agent.release()
        answers = await asyncio.gather(*callers)
        await until(lambda: service.process.poll() is not None, timeout_s=12)

    assert still_at_work == [True, True]
    for answer in answers:
        assert answer.status == 200
        assert b"echo: Um momento" in answer.raw
    assert service.process.returncode == 0
    assert len(family) > 1
    assert not [one for one in family if one.is_running()], "nobody is left behind"
    assert {turn[1] for turn in stage.turns(world)} == {"answered"}


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
