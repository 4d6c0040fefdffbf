"""Repeats and limits under conditions that HTTP alone can't bring about."""

import asyncio

import pytest

from dom360.agent_api.ratelimit import RateLimiter
from dom360.agent_api.repeats import KEPT_S, MOST_KEPT, Repeats
from dom360.agent_api.trace import trace_id_from
from dom360.protocol import AgentAnswer, AgentRequest
from tests.agent_api.bodies import body

ANSWER = AgentAnswer.model_validate(
    {"agent_output": {"text": "Oi"}, "usage": {"input_tokens": 1, "output_tokens": 1}}
)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Work:
    def __init__(self, *, fails: int = 0) -> None:
        self.calls = 0
        self.fails = fails

    async def __call__(self) -> AgentAnswer:
        self.calls += 1
        await asyncio.sleep(0.01)
        if self.calls <= self.fails:
            raise ConnectionError("the model is away")
        return ANSWER


def new_request() -> AgentRequest:
    return AgentRequest.model_validate(body())


async def test_concurrent_repeats_act_once():
    repeats, work, request = Repeats(), Work(), new_request()

    await asyncio.gather(*(repeats.once(request, work) for _ in range(50)))

    assert work.calls == 1


async def test_a_caller_who_leaves_does_not_stop_the_work():
    repeats, work, request = Repeats(), Work(), new_request()
    first = asyncio.create_task(repeats.once(request, work))
    await asyncio.sleep(0)
    first.cancel()

    assert await repeats.once(request, work) == ANSWER
    assert work.calls == 1


async def test_a_failed_try_may_be_repeated():
    repeats, work, request = Repeats(), Work(fails=1), new_request()
    with pytest.raises(ConnectionError):
        await repeats.once(request, work)

    assert await repeats.once(request, work) == ANSWER


async def test_old_answers_are_forgotten():
    clock = Clock()
    repeats, work, request = Repeats(clock), Work(), new_request()
    await repeats.once(request, work)
    clock.now += KEPT_S + 1

    await repeats.once(request, work)

    assert work.calls == 2


async def test_the_memory_for_repeats_is_bounded():
    repeats = Repeats()

    async def at_once() -> AgentAnswer:
        return ANSWER

    for _ in range(MOST_KEPT + 50):
        await repeats.once(new_request(), at_once)

    assert len(repeats._kept) <= MOST_KEPT


def test_a_limit_counts_each_tenant_and_starts_anew():
    clock = Clock()
    limiter = RateLimiter(2, clock)

    verdicts = [limiter.take("a") for _ in range(3)]
    other = limiter.take("b")
    clock.now += 60

    assert [verdict.allowed for verdict in verdicts if verdict] == [True, True, False]
    assert other is not None
    assert other.remaining == 1
    again = limiter.take("a")
    assert again is not None
    assert again.allowed


def test_without_a_limit_nothing_is_counted():
    assert RateLimiter(0).take("a") is None


@pytest.mark.parametrize(
    "traceparent", [None, "", "00-" + "0" * 32 + "-b7ad6b7169203331-01", "ff-" + "a" * 32, "x"]
)
def test_an_unusable_trace_is_replaced(traceparent):
    assert len(trace_id_from(traceparent)) == 32
    assert trace_id_from(traceparent) != "0" * 32
