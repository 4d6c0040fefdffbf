"""The example agent of docs/agents.md runs, and speaks the protocol."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest

from dom360.protocol import AgentAnswer, AgentErrorAnswer
from tests.agent_api.bodies import body
from tests.agent_api.conftest import free_port

EXAMPLE = Path(__file__).parents[2] / "examples" / "agent.py"


@pytest.fixture
def agent_url():
    port = free_port()
    process = subprocess.Popen([sys.executable, str(EXAMPLE), str(port)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the example agent did not start")


async def test_the_example_answers_in_the_protocol(agent_url):
    request = body(message={"content": "Oi, tudo bem"})
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    async with aiohttp.ClientSession(headers={"traceparent": trace}) as http:
        async with http.post(f"{agent_url}/sdr", json=request) as response:
            answer = AgentAnswer.parse(await response.read())
        async with http.post(f"{agent_url}/sdr", json={"request_id": 1}) as response:
            error = AgentErrorAnswer.parse(await response.read())

    assert "Maria" in answer.agent_output.text
    assert answer.request_id == request["request_id"]
    assert answer.trace_id == "0af7651916cd43dd8448eb211c80319c"
    assert answer.usage.total_tokens > 0
    assert (response.status, error.error.code) == (400, "INVALID_REQUEST")


def test_the_example_stays_small():
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) <= 60
