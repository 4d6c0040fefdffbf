"""Turns that nobody works on any more, and the worker that looks for them."""

import asyncio

from dom360.turns import actions, queries
from dom360.turns.actions import TurnRunner
from dom360.turns.jobs import MAX_REPAIRS, MAX_REPAIRS_OF_A_TENANT
from dom360.turns.models import TurnRequest
from dom360.turns.schemas import NewTurn, TurnAnswer
from dom360.web.agent_client import AgentClient
from tests.support.problems import assert_problem
from tests.support.stage import Stage, answered, until
from tests.support.world import TenantWorld


def asked(
    world: TenantWorld, message: str, request_id: str, phone: str = "+5511987654321"
) -> TurnRequest:
    return actions.check(
        NewTurn(
            inbox_id=world.inbox_id,
            message=message,
            sender_phone=phone,
            sender_name=f"Ana {world.canary}",
            request_id=request_id,
        )
    )


async def begun_and_left(stage: Stage, world: TenantWorld, *request_ids: str) -> None:
    """Turns that a process stored and then died of: the lease is over, nothing else happened."""
    async with AgentClient() as agents:
        runner = stage.runner(agents)
        for request_id in request_ids:
            await runner.begin(world.tenant_id, asked(world, f"fala {request_id}", request_id))
    stage.end_lease(world.tenant_id)


async def many_left(stage: Stage, world: TenantWorld, count: int) -> None:
    """The same in as many conversations."""
    async with AgentClient() as agents:
        runner = stage.runner(agents)
        for number in range(count):
            phone = f"+55119{number:08}"
            await runner.begin(world.tenant_id, asked(world, "fala", f"r-{number}", phone))
    stage.end_lease(world.tenant_id)


class SlowAgents(AgentClient):
    """An agent whose answers come to this process only when the test lets them."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()
        self.let_go = asyncio.Event()

    async def call(self, call, on_event=None, exchange=None):
        answer = await super().call(call, on_event, exchange)
        self.arrived.set()
        await self.let_go.wait()
        return answer


async def complete(runner: TurnRunner, world: TenantWorld, request_id: str) -> TurnAnswer:
    request = asked(world, f"fala {request_id}", request_id)
    turn = await runner.begin(world.tenant_id, request)
    return await runner.complete(world.tenant_id, request, turn)


async def test_a_turn_with_a_good_lease_is_left_alone(stage: Stage):
    world = await stage.tenant()
    async with AgentClient() as agents:
        await stage.runner(agents).begin(world.tenant_id, asked(world, "fala r-1", "r-1"))

    await stage.repair()

    assert stage.turns(world) == [("r-1", "calling", 1, None)]
    assert stage.agent.calls() == []


async def test_a_turn_whose_attempts_are_used_up_fails(stage: Stage):
    world = await stage.tenant()
    await begun_and_left(stage, world, "r-1")
    stage.database.rows("update dom360.turns set attempt = 3 where tenant_id = %s", world.tenant_id)

    await stage.repair()

    assert stage.turns(world) == [("r-1", "failed", 4, "TURN_ABANDONED")]
    assert stage.agent.calls() == [], "its agent was asked often enough"
    errors = stage.database.value(
        "select sum(errors) from dom360.consumption_inbox_daily where tenant_id = %s",
        world.tenant_id,
    )
    assert errors == 1


async def test_a_person_may_send_an_abandoned_message_again(stage: Stage):
    world = await stage.tenant()
    await begun_and_left(stage, world, "r-1")
    stage.database.rows("update dom360.turns set attempt = 3 where tenant_id = %s", world.tenant_id)
    await stage.repair()

    answer = await stage.client(world).chat("fala r-1", request_id="r-1")

    assert answer.status == 200
    assert [message[2] for message in stage.messages(world)] == ["fala r-1", "echo: fala r-1"]


async def test_a_turn_that_fails_while_repaired_says_why(stage: Stage):
    world = await stage.tenant()
    await begun_and_left(stage, world, "r-1")
    stage.agent.mode("500", times=1)

    await stage.repair()

    assert stage.turns(world) == [("r-1", "failed", 2, "AGENT_ERROR")]


async def test_an_abandoned_turn_lets_its_successors_through(stage: Stage):
    world = await stage.tenant()
    await begun_and_left(stage, world, "r-1")
    behind = asyncio.create_task(stage.client(world).chat("e eu?", request_id="r-2"))
    await asyncio.sleep(0.3)
    assert not behind.done()

    await stage.repair()

    assert (await behind).status == 200
    assert [call.request_id for call in stage.agent.calls()] == ["r-1", "r-2"]
    assert stage.turns(world) == [("r-1", "answered", 2, None), ("r-2", "answered", 1, None)]


async def test_a_queue_whose_process_died_is_answered_in_order(stage: Stage):
    world = await stage.tenant()
    names = [f"r-{n}" for n in range(1, 6)]
    await begun_and_left(stage, world, *names)

    for _ in names:
        await stage.repair()

    assert [turn[1] for turn in stage.turns(world)] == ["answered"] * 5, "a look each, no waiting"
    assert [call.request_id for call in stage.agent.calls()] == names
    assert not stage.agent.records.overlaps()


async def test_worker_and_repeat_race_for_one_answer(stage: Stage):
    for _ in range(4):
        world = await stage.tenant()
        await begun_and_left(stage, world, "r-1")

        client = stage.client(world)
        repeats = [client.chat("fala r-1", request_id="r-1") for _ in range(3)]
        *answers, _, _ = await asyncio.gather(*repeats, stage.repair(), stage.repair())

        final = await answered(client, "fala r-1", "r-1")
        assert {answer.status for answer in answers} <= {200, 409}
        assert {answer.raw for answer in answers if answer.status == 200} <= {final.raw}
        assert [turn[:3] for turn in stage.turns(world)] == [("r-1", "answered", 2)]
        assert len(stage.messages(world)) == 2
        assert len(stage.agent.calls(tenant_id=world.tenant_id)) == 1


async def test_a_late_answer_of_a_turn_that_was_taken_over_is_dropped(stage: Stage):
    world = await stage.tenant()
    async with SlowAgents() as slow:
        stage.agent.mode("ok", text="tarde demais", input_tokens=1000, times=1)
        first = asyncio.create_task(complete(stage.runner(slow), world, "r-1"))
        await slow.arrived.wait()
        stage.end_lease(world.tenant_id)
        await stage.repair()
        slow.let_go.set()

        said = await first

    assert said.assistant_message.content == "echo: fala r-1", "everybody is told the stored one"
    assert [message[2] for message in stage.messages(world)] == ["fala r-1", "echo: fala r-1"]
    charged = stage.database.value(
        "select sum(input_tokens) from dom360.consumption_inbox_daily where tenant_id = %s",
        world.tenant_id,
    )
    assert charged == 11


async def test_a_late_answer_while_another_attempt_runs_is_not_an_error(stage: Stage):
    world = await stage.tenant()
    async with SlowAgents() as slow:
        first = asyncio.create_task(complete(stage.runner(slow), world, "r-1"))
        await slow.arrived.wait()
        stage.end_lease(world.tenant_id)
        stage.agent.mode("hold", times=1)
        second = asyncio.create_task(stage.repair())
        await stage.agent.wait_for_calls(2)
        slow.let_go.set()

        result = (await asyncio.gather(first, return_exceptions=True))[0]
        stage.agent.release()
        await second

    assert getattr(result, "code", result) == "TURN_IN_PROGRESS"
    assert stage.turns(world) == [("r-1", "answered", 2, None)]


async def test_one_hanging_agent_does_not_keep_others_from_repair(stage: Stage):
    hanging, healthy = await stage.tenant(agent_timeout_ms=60_000), await stage.tenant()
    await begun_and_left(stage, hanging, "r-1")
    stage.agent.mode("hang", tenant_id=hanging.tenant_id)
    with stage.worker():
        await stage.agent.wait_for_calls(1)
        await begun_and_left(stage, healthy, "r-1")
        await stage.agent.wait_for_calls(1, tenant_id=healthy.tenant_id)


async def test_a_tenant_that_left_hundreds_behind_shares_the_worker(stage: Stage):
    hanging, healthy = await stage.tenant(agent_timeout_ms=60_000), await stage.tenant()
    await many_left(stage, hanging, 3 * MAX_REPAIRS)
    stage.agent.mode("hang", tenant_id=hanging.tenant_id)
    with stage.worker():
        await stage.agent.wait_for_calls(MAX_REPAIRS_OF_A_TENANT)
        await begun_and_left(stage, healthy, "r-1")
        await until(lambda: stage.state(healthy, "r-1") == "answered")
        asked_of_the_hanging = stage.agent.calls(tenant_id=hanging.tenant_id)

    assert len(asked_of_the_hanging) == MAX_REPAIRS_OF_A_TENANT


async def test_the_tenants_take_turns_in_the_list_of_abandoned_turns(stage: Stage):
    loud, quiet = await stage.tenant(), await stage.tenant()
    await many_left(stage, loud, 4)
    await begun_and_left(stage, quiet, "r-1")

    first = await queries.list_abandoned_turns(stage.db, 2)

    assert {turn.tenant_id for turn in first} == {loud.tenant_id, quiet.tenant_id}


async def test_a_turn_that_cannot_be_repaired_spares_the_worker(stage: Stage):
    """A tenant whose settings make no valid request for its agent: the others go on."""
    broken, healthy = await stage.tenant(), await stage.tenant()
    await begun_and_left(stage, broken, "r-1")
    stage.database.rows(
        "update dom360.tenants set name = repeat('x', 600) where id = %s", broken.tenant_id
    )
    with stage.worker() as worker:
        await until(lambda: stage.turns(broken)[0][2] == 2)
        await begun_and_left(stage, healthy, "r-1")
        await until(lambda: stage.state(healthy, "r-1") == "answered")
        stage.end_lease(broken.tenant_id)
        await until(lambda: stage.turns(broken)[0][2] == 3)
        stage.end_lease(broken.tenant_id)
        await until(lambda: stage.state(broken, "r-1") == "failed")
        running = worker.process.poll() is None

    assert running
    assert stage.turns(broken) == [("r-1", "failed", 4, "TURN_ABANDONED")]


async def test_a_repeat_meets_a_failed_turn_and_its_reason(stage: Stage):
    world = await stage.tenant()
    await begun_and_left(stage, world, "r-1")
    stage.agent.mode("503", times=2)

    first = await stage.client(world).chat("fala r-1", request_id="r-1")
    second = await stage.client(world).chat("fala r-1", request_id="r-1")

    assert_problem(first, 503, "AGENT_UNAVAILABLE")
    assert_problem(second, 503, "AGENT_UNAVAILABLE")
    assert len(stage.messages(world)) == 1


async def test_what_a_dead_turn_held_is_given_back_when_it_is_repaired(stage: Stage):
    world = await stage.tenant()
    stage.database.rows(
        "insert into dom360.budgets (tenant_id, scope, period, kind, max_tokens, period_start)"
        " values (%s, 'tenant', 'month', 'hard', 100000, dom360.budget_period(%s, 'month', now()))",
        world.tenant_id,
        world.tenant_id,
    )
    counters = (
        "select used_tokens, held_tokens, held_micro_usd from dom360.budgets where tenant_id = %s"
    )
    await begun_and_left(stage, world, "r-1")
    held = stage.database.rows(counters, world.tenant_id)

    await stage.repair()

    assert held == [(0, 2000, 2000)]
    assert stage.state(world, "r-1") == "answered"
    assert stage.database.rows(counters, world.tenant_id) == [(18, 0, 0)]
