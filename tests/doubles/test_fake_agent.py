"""The fake agent as a process of its own, driven over its control endpoints."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.doubles.fake_agent import FakeAgent

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.doubles.fake_agent", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().split()[-1]
    process.terminate()
    process.wait(timeout=5)
    process.stdout.close()


@pytest.fixture
async def http(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(address) as session:
        await session.delete("/_control")
        yield session


def turn(request_id: str, conversation_id: int = 1, tenant_id: int = 7) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "tenant": {"tenant_id": tenant_id},
        "message": {"content": "olá"},
        "conversation": {"id": conversation_id},
    }


async def recorded(http: aiohttp.ClientSession) -> dict[str, Any]:
    async with http.get("/_control/requests") as response:
        seen: dict[str, Any] = await response.json()
        return seen


async def until(http: aiohttp.ClientSession, *, under_way: int) -> None:
    async with asyncio.timeout(5):
        # Another process: there is nothing to wait for but its answers.
        while (await recorded(http))["under_way"] != under_way:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_it_speaks_the_protocol(http):
    async with http.get("/healthz") as health, http.get("/.well-known/agent-config") as config:
        assert (await health.json())["status"] == "ok"
        assert (await config.json())["agent_types"] == ["SDR", "COPILOT"]
    async with http.post("/sdr", json=turn("r-1")) as response:
        assert (await response.json())["agent_output"]["text"] == "echo: olá"


async def test_held_calls_wait_for_the_release(http):
    await http.put("/_control", json={"mode": "hold", "request_id": "r-1"})
    held = asyncio.create_task(http.post("/sdr", json=turn("r-1")))
    await until(http, under_way=1)
    assert not held.done()

    await http.post("/_control/release")

    async with await held as response:
        assert response.status == 200
    seen = (await recorded(http))["requests"]
    assert [(call["request_id"], call["outcome"]) for call in seen] == [("r-1", "answered")]


async def test_overlaps_are_seen_within_one_conversation_only(http):
    await http.put("/_control", json={"mode": "hold"})
    calls = [("r-1", 1, 7), ("r-2", 2, 7), ("r-3", 1, 8), ("r-4", 1, 7)]
    tasks = []
    for at, call in enumerate(calls, start=1):
        tasks.append(asyncio.create_task(http.post("/sdr", json=turn(*call))))
        await until(http, under_way=at)
    await http.post("/_control/release")

    await asyncio.gather(*tasks)

    seen = await recorded(http)
    assert seen["peak"] == 4
    assert [call["request_id"] for call in seen["requests"] if call["overlapped"]] == ["r-4"]


async def test_a_caller_that_goes_away_is_recorded(http):
    await http.put("/_control", json={"mode": "hang", "tenant_id": 7})
    task = asyncio.create_task(http.post("/sdr", json=turn("r-1")))
    await until(http, under_way=1)

    task.cancel()

    await until(http, under_way=0)
    assert (await recorded(http))["requests"][0]["outcome"] == "client_gone"


async def test_a_mode_can_be_used_up(http):
    await http.put("/_control", json={"mode": "500", "times": 1})
    await http.put("/_control", json={"mode": "429", "request_id": "r-1", "times": 1})

    found = []
    for _ in range(3):
        async with http.post("/sdr", json=turn("r-1")) as response:
            found.append(response.status)

    assert found == [429, 500, 200]


async def test_an_unknown_mode_is_refused(http):
    async with http.put("/_control", json={"mode": "sing"}) as response:
        assert response.status == 400
        assert "hold" in (await response.json())["error"]


async def test_in_a_test_it_is_clean_each_time(fake_agent: FakeAgent):
    assert fake_agent.calls() == []
