"""Whatever callers do at once, every conversation stays in order and every answer is told alike."""

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.doubles.fake_agent import FakeAgent
from tests.support.ledger import assert_books_agree
from tests.support.postgres import ScratchDatabase
from tests.support.stage import until
from tests.support.world import Answer, Client, Maker, TenantWorld

LEAVES_AFTER_S = 0.02


@dataclass(frozen=True)
class Step:
    """One caller. Callers with the same `slot` repeat each other, if all else is the same too."""

    slot: int
    contact: int
    agent_type: str
    message: str
    how: str

    @property
    def request_id(self) -> str:
        return f"slot-{self.slot}"


steps = st.builds(
    Step,
    slot=st.integers(0, 9),
    contact=st.integers(0, 2),
    agent_type=st.sampled_from(["SDR", "SDR", "COPILOT"]),
    message=st.sampled_from(["um", "dois"]),
    how=st.sampled_from(["json", "json", "stream", "leave"]),
)
# Each wave is sent at once; the next one follows when all of it is answered.
programs = st.lists(st.lists(steps, min_size=1, max_size=10), min_size=1, max_size=3)
# What the agent does with the first call of a slot; later ones succeed. (No broken connection: the
# client may repeat the call by itself then, which the protocol allows.)
faults = st.dictionaries(
    st.integers(0, 9), st.sampled_from(["500", "garbage", "503", "slow"]), max_size=4
)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(waves=programs, faults=faults)
async def test_any_program_of_callers_keeps_the_promises(
    client_of,
    make: Maker,
    fake_agent: FakeAgent,
    database: ScratchDatabase,
    waves: list[list[Step]],
    faults: dict[int, str],
):
    world = await make.tenant()
    set_wide_budgets(database, world)
    client = client_of(world)
    fake_agent.clear()
    for slot, fault in faults.items():
        fake_agent.mode(fault, request_id=f"slot-{slot}", times=1, ms=60)

    told: dict[str, set[bytes]] = defaultdict(set)
    for wave in waves:
        answers = await asyncio.gather(*(perform(client, step) for step in wave))
        for step, answer in zip(wave, answers, strict=True):
            if answer is not None:
                note(told, step, answer)
    await until(lambda: not open_turns(database, world))

    assert all(len(different) == 1 for different in told.values()), "one request id, one answer"
    assert_one_open_conversation_each(database, world)
    assert_the_agent_was_asked_once_an_attempt(database, world, fake_agent)
    assert_calls_were_in_order(database, world, fake_agent)
    assert_budgets_say_what_was_consumed(database, world)
    assert_books_agree(database)


async def perform(client: Client, step: Step) -> Answer | None:
    body = client.turn(
        step.message,
        sender_phone=f"+551198765432{step.contact}",
        agent_type=step.agent_type,
        request_id=step.request_id,
    )
    accept = "text/event-stream" if step.how == "stream" else "application/json"
    call = asyncio.create_task(client.post("/api/chat", body, headers={"Accept": accept}))
    if step.how != "leave":
        return await call
    await asyncio.sleep(LEAVES_AFTER_S)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    return None


def note(told: dict[str, set[bytes]], step: Step, answer: Answer) -> None:
    """Remember what this request id was told; anything but an answer must be a known refusal."""
    if answer.status != 200:
        assert (answer.status, answer.code) in {
            (409, "TURN_IN_PROGRESS"),
            (422, "REQUEST_ID_REUSED"),
            (502, "AGENT_ERROR"),
            (502, "AGENT_BAD_ANSWER"),
            (503, "AGENT_UNAVAILABLE"),
        }, answer.raw
    elif step.how == "json":
        told[step.request_id].add(answer.raw)
    else:
        assert answer.raw.count(b"event: user_message") == 1
        last = answer.raw.decode().rstrip("\n").rpartition("\n\n")[2]
        assert last.startswith(("event: assistant_message", "event: error")), last
        said = json.loads(last.partition("data: ")[2])
        assert said["request_id"] == step.request_id


def open_turns(database: ScratchDatabase, world: TenantWorld) -> int:
    return database.value(
        "select count(*) from dom360.turns "
        "where tenant_id = %s and state in ('accepted', 'calling')",
        world.tenant_id,
    )


def set_wide_budgets(database: ScratchDatabase, world: TenantWorld) -> None:
    """Budgets that refuse nothing, and count all the same."""
    database.rows(
        "insert into dom360.budgets"
        " (tenant_id, scope, inbox_id, period, kind, max_tokens, period_start)"
        " select %s, scope, inbox_id, period, 'hard', 1000000000,"
        "        dom360.budget_period(%s, period, now())"
        "   from (values ('tenant', null, 'day'), ('inbox', %s::uuid, 'month'))"
        "        b (scope, inbox_id, period)",
        world.tenant_id,
        world.tenant_id,
        world.inbox_id,
    )


def assert_budgets_say_what_was_consumed(database: ScratchDatabase, world: TenantWorld) -> None:
    """And nothing is held for turns that are over."""
    wrong = database.rows(
        "select b.scope, b.used_tokens, b.held_tokens, b.held_micro_usd, m.tokens"
        "  from dom360.budgets b,"
        "       (select coalesce(sum(total_tokens), 0) as tokens from dom360.messages"
        "         where tenant_id = %s) m"
        " where b.tenant_id = %s"
        "   and (b.used_tokens, b.held_tokens, b.held_micro_usd) <> (m.tokens, 0, 0)",
        world.tenant_id,
        world.tenant_id,
    )
    assert wrong == []


def assert_one_open_conversation_each(database: ScratchDatabase, world: TenantWorld) -> None:
    crowded = database.rows(
        "select contact_id, agent_type, count(*) from dom360.conversations "
        "where tenant_id = %s group by 1, 2 having count(*) > 1",
        world.tenant_id,
    )
    assert crowded == []


def assert_the_agent_was_asked_once_an_attempt(
    database: ScratchDatabase, world: TenantWorld, agent: FakeAgent
) -> None:
    turns = database.rows(
        "select t.request_id, t.attempt, t.state, count(m.id) "
        "from dom360.turns t left join dom360.messages m "
        "on m.tenant_id = t.tenant_id and m.turn_id = t.id and m.role = 'assistant' "
        "where t.tenant_id = %s group by 1, 2, 3",
        world.tenant_id,
    )
    for request_id, attempts, state, answers in turns:
        calls = agent.calls(tenant_id=world.tenant_id, request_id=request_id)
        assert len(calls) == attempts, request_id
        assert answers == (state == "answered"), request_id
        assert len({call.body["message"]["content"] for call in calls}) == 1


def assert_calls_were_in_order(
    database: ScratchDatabase, world: TenantWorld, agent: FakeAgent
) -> None:
    """Of each conversation never two at once, and first attempts in the order of the questions."""
    assert not agent.records.overlaps()
    asked: dict[str, list[str]] = defaultdict(list)
    for call in agent.calls(tenant_id=world.tenant_id):
        of_conversation = asked[call.conversation[1]]
        if call.request_id not in of_conversation:
            of_conversation.append(call.request_id)
    for conversation, request_ids in asked.items():
        stored = database.rows(
            "select request_id from dom360.turns where tenant_id = %s and conversation_id = %s "
            "order by user_message_index",
            world.tenant_id,
            conversation,
        )
        assert request_ids == [row[0] for row in stored]
