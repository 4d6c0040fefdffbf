"""Agents at work: turns that are held open, with the capability that came with them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from dom360.agent_tools.capability import SCOPES, Capability, CapabilityIssuer
from tests.doubles.fake_agent import FakeAgent
from tests.support.services import CALLBACK_SECRET
from tests.support.world import Answer, Client

ISSUER = CapabilityIssuer(CALLBACK_SECRET, "http://backend.example")


@dataclass
class AgentTurn:
    """A turn whose agent is at work: it calls tools until it is let go."""

    client: Client
    callback: dict[str, Any]
    body: dict[str, Any]
    work: asyncio.Task[Answer]
    agent: FakeAgent = field(repr=False)

    @property
    def token(self) -> str:
        return str(self.callback["token"])

    @property
    def capability(self) -> Capability:
        return ISSUER.read(self.token)

    async def tool(
        self, name: str, arguments: object = None, *, call_id: str | None = None, **options: Any
    ) -> Answer:
        token = options.pop("token", self.token)
        headers = {"Authorization": f"Bearer {token}"}
        if call_id is not None:
            headers["X-Tool-Call-ID"] = call_id
        return await self.client.call(
            "POST", f"/api/agent-tools/{name}", json=arguments or {}, headers=headers, **options
        )

    async def ok(self, name: str, arguments: object = None, **options: Any) -> dict[str, Any]:
        answer = await self.tool(name, arguments, **options)
        assert answer.status == 200, answer.raw
        found: dict[str, Any] = answer.json
        return found

    async def end(self) -> Answer:
        """Let the agent answer."""
        self.agent.release()
        return await self.work

    def like(self, **changes: Any) -> str:
        """A rightly signed token that says something else."""
        said = {**self.capability.__dict__, **changes}
        expires_at = said.pop("expires_at", datetime.now(UTC) + timedelta(minutes=1))
        return ISSUER.sign(Capability(**said), expires_at)


StartTurn = Callable[..., Awaitable[AgentTurn]]


@pytest.fixture
async def start_turn(fake_agent: FakeAgent, client: Client) -> AsyncIterator[StartTurn]:
    """Sends a message and returns while the agent is at work on it."""
    begun: list[AgentTurn] = []

    async def start(
        by: Client | None = None, message: str = "Olá", agent_type: str = "SDR", **fields: Any
    ) -> AgentTurn:
        sender = by or client
        request_id = fields.pop("request_id", uuid4().hex)
        fake_agent.mode("hold", request_id=request_id)
        work = asyncio.create_task(
            sender.chat(message, agent_type=agent_type, request_id=request_id, **fields)
        )
        await fake_agent.wait_for_calls(1, request_id=request_id)
        body = fake_agent.calls(request_id=request_id)[-1].body
        turn = AgentTurn(sender, body["callback"], body, work, fake_agent)
        begun.append(turn)
        return turn

    yield start
    fake_agent.release()
    await asyncio.gather(*(turn.work for turn in begun), return_exceptions=True)


@pytest.fixture
async def sdr(start_turn: StartTurn) -> AgentTurn:
    return await start_turn()


@pytest.fixture
async def copilot(start_turn: StartTurn) -> AgentTurn:
    return await start_turn(agent_type="COPILOT", sender_phone="+5511900000000")


def scopes_of(agent_type: str) -> frozenset[str]:
    return frozenset(SCOPES[agent_type])


def lead_id_of(result: dict[str, Any]) -> UUID:
    return UUID(result["lead"]["id"])
