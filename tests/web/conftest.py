"""What the tests of outgoing calls share."""

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from dom360.protocol import AgentRequest
from dom360.web.agent_call import AgentCall
from dom360.web.agent_client import AgentClient
from dom360.web.ssrf import Guard
from tests.doubles.fake_agent import FakeAgent
from tests.fixtures_agent import fake_agent, fake_agent_server

__all__ = ["fake_agent", "fake_agent_server"]

# The fake agents live here; without this the guard would let no test reach them.
THIS_MACHINE = Guard(["localhost", "127.0.0.0/8"])
MakeCall = Callable[..., AgentCall]


def agent_request(
    request_id: str = "r-1", text: str = "Olá, quero saber sobre produtos", **parts: Any
) -> AgentRequest:
    return AgentRequest.model_validate(
        {
            "request_id": request_id,
            "tenant": {"tenant_id": parts.get("tenant_id", 7), "name": "Aurora"},
            "routing": {"inbox_id": 3, "agent_type": parts.get("agent_type", "SDR")},
            "message": {"content": text},
            "sender": {"phone_e164": "+5511987654321", "name": "Ana"},
            "conversation": {"id": parts.get("conversation_id", 42)},
        }
    )


@pytest.fixture
def make_call(fake_agent: FakeAgent) -> MakeCall:
    """A call to the fake agent; keywords replace the call's fields."""

    def make(request_id: str = "r-1", **changes: Any) -> AgentCall:
        fields: dict[str, Any] = {
            "endpoint_url": fake_agent.url,
            "agent_type": "SDR",
            "request": agent_request(request_id),
            "timeout_ms": 5_000,
        }
        return AgentCall(**(fields | changes))

    return make


@pytest.fixture
async def client() -> AsyncIterator[AgentClient]:
    async with AgentClient(THIS_MACHINE) as started:
        yield started


@pytest.fixture
def full_backlog() -> Iterator[str]:
    """An address whose queue of new connections is full, so that nobody gets through."""
    with socket.socket() as listener, ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(8):
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def peers(fake_agent: FakeAgent) -> Callable[[], set[str]]:
    """The clients' addresses of all calls so far: one for each connection."""
    return lambda: {call.peer for call in fake_agent.calls()}
