"""The database's connections break: requests succeed all the same or say 503, and nothing is
charged twice.
"""

import asyncio

from tests.support.problems import assert_problem
from tests.support.stage import Stage, answered
from tests.support.world import Answer

_CUT = """
select pg_terminate_backend(pid, 500) from pg_stat_activity
 where datname = current_database() and usename like 'dom360%%'
"""


def cut(stage: Stage) -> None:
    """Every connection of the application to this database ends."""
    stage.database.rows(_CUT)


def assert_served_or_told_to_wait(answer: Answer) -> None:
    if answer.status == 503:
        assert_problem(answer, 503, "DATABASE_UNAVAILABLE")
        assert int(answer.headers["Retry-After"]) > 0
    elif answer.status == 409:
        assert_problem(answer, 409, "TURN_IN_PROGRESS")
    else:
        assert answer.status == 200, answer.raw


async def test_connections_that_broke_between_requests_are_replaced(stage: Stage):
    world = await stage.tenant()
    client = stage.client(world)
    await asyncio.gather(*(client.get("/api/conversations") for _ in range(20)))

    for n in range(2):
        cut(stage)
        answer = await client.chat("Ainda funciona?", request_id=f"r-{n}")
        assert answer.status == 200, answer.raw
        cut(stage)
        answer = await client.get("/api/conversations")
        assert answer.status == 200, answer.raw


async def test_connections_that_break_during_a_turn_cost_nothing(stage: Stage):
    world = await stage.tenant(agent_timeout_ms=10_000)
    client = stage.client(world)
    stage.agent.mode("hold", times=1)
    calling = asyncio.create_task(client.chat("Segure firme", request_id="r-1"))
    await stage.agent.wait_for_calls(1)
    cut(stage)
    stage.agent.release()

    answer = await calling

    assert answer.status == 200
    assert stage.turns(world) == [("r-1", "answered", 1, None)]


async def test_connections_that_break_all_the_time_charge_nothing_twice(stage: Stage):
    world = await stage.tenant(agent_timeout_ms=10_000)
    client = stage.client(world)
    stage.agent.mode("slow", ms=30)

    async def keep_cutting() -> None:
        for _ in range(12):
            await asyncio.to_thread(cut, stage)
            await asyncio.sleep(0.1)

    _, *answers = await asyncio.gather(
        keep_cutting(),
        *(
            client.chat("De novo", request_id=f"r-{n}", sender_phone=f"+55119876540{n % 4:02}")
            for n in range(24)
        ),
        *(client.get("/api/dashboard/consumption") for _ in range(10)),
    )

    for answer in answers:
        assert_served_or_told_to_wait(answer)
    stage.end_lease(world.tenant_id)
    for _ in range(10):
        await stage.repair()
    for n in range(24):
        phone = f"+55119876540{n % 4:02}"
        again = await stage.client(world).chat("De novo", request_id=f"r-{n}", sender_phone=phone)
        assert again.status == 200, again.raw
    assert len(stage.messages(world)) == 48


async def test_a_lock_that_lasts_is_answered_with_503(stage: Stage):
    world = await stage.tenant()
    client = stage.client(world)
    await client.chat("Primeiro", request_id="r-1")

    async with stage.conversation_held(world):
        answer = await client.chat("Segundo", request_id="r-2")
    again = await answered(client, "Segundo", "r-2")

    assert_problem(answer, 503, "DATABASE_UNAVAILABLE")
    assert again.status == 200
    assert len(stage.messages(world)) == 4


async def test_a_stream_that_loses_the_database_says_so(stage: Stage):
    world = await stage.tenant()
    stage.agent.mode("hold", times=1)
    calling = asyncio.create_task(stage.client(world).stream("Escute", request_id="r-1"))
    await stage.agent.wait_for_calls(1)

    async with stage.conversation_held(world):
        stage.agent.release()
        answer = await calling

    assert answer.status == 200
    assert b"event: error" in answer.raw
    assert b"DATABASE_UNAVAILABLE" in answer.raw
