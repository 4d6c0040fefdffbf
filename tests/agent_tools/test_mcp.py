"""The same tools over MCP, called with the official SDK's own client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from mcp.client.client import Client as McpClient
from mcp.client.streamable_http import streamable_http_client

from dom360.agent_tools.mcp_server import CALL_ID_META
from tests.agent_tools.conftest import AgentTurn
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem


@asynccontextmanager
async def mcp(turn: AgentTurn, token: str | None = None) -> AsyncIterator[McpClient]:
    headers = {"Authorization": f"Bearer {token or turn.token}"}
    url = f"{turn.callback['base_url']}/api/mcp"
    async with (
        httpx2.AsyncClient(headers=headers, timeout=30) as http,
        McpClient(streamable_http_client(url, http_client=http)) as client,
    ):
        yield client


async def test_an_mcp_client_lists_and_calls_the_tools(sdr: AgentTurn):
    async with mcp(sdr) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        made = await client.call_tool("create_lead", {"name": "Ana"})
        found = await client.call_tool("search_lead_by_phone", {})

    assert "hand_to_human" in tools
    assert "query_leads" not in tools
    assert tools["add_comment_to_lead"].input_schema["required"] == ["text"]
    assert made.structured_content["created"] is True
    assert found.structured_content["lead"]["id"] == made.structured_content["lead"]["id"]


async def test_many_first_callers_share_one_server(sdr: AgentTurn):
    async with mcp(sdr) as one, mcp(sdr) as other:
        lists = await asyncio.gather(*(client.list_tools() for client in (one, other) * 4))

    assert len({tuple(tool.name for tool in found.tools) for found in lists}) == 1


async def test_copilot_has_its_own_list(copilot: AgentTurn):
    async with mcp(copilot) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        leads = await client.call_tool("query_leads", {"limit": 5})

    assert {"query_leads", "query_funnel"} <= names
    assert "hand_to_human" not in names
    assert leads.structured_content["total"] == 0


async def test_a_refusal_is_told_to_the_model(sdr: AgentTurn):
    async with mcp(sdr) as client:
        wrong = await client.call_tool("add_comment_to_lead", {"text": "x", "tenant_id": "y"})
        foreign = await client.call_tool("query_leads", {})
        unknown = await client.call_tool("drop_everything", {})

    assert [one.structured_content["code"] for one in (wrong, foreign, unknown)] == [
        "ARGUMENTS_INVALID",
        "TOOL_NOT_ALLOWED",
        "TOOL_NOT_FOUND",
    ]
    assert wrong.is_error


async def test_a_call_id_makes_a_call_safe_to_repeat(sdr: AgentTurn, database: ScratchDatabase):
    async with mcp(sdr) as client:
        for call_id in ("a", "a", "b"):
            await client.call_tool(
                "add_comment_to_lead", {"text": "oi"}, meta={CALL_ID_META: call_id}
            )

    count = database.value(
        "select count(*) from dom360.lead_events where kind = 'comment' and tenant_id = %s",
        sdr.capability.tenant_id,
    )
    assert count == 2


async def test_mcp_takes_nothing_but_the_capability(sdr: AgentTurn):
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    key = f"Bearer {sdr.client.world.api_key}"
    for authorization in ("", key, "Bearer x", "Basic x"):
        answer = await sdr.client.post("/api/mcp", call, headers={"Authorization": authorization})
        assert_problem(answer, 401, "CAPABILITY_INVALID")


async def test_mcp_ends_with_the_turn(sdr: AgentTurn):
    await sdr.end()

    answer = await sdr.client.post(
        "/api/mcp",
        {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
        headers={"Authorization": f"Bearer {sdr.token}"},
    )

    assert_problem(answer, 401, "CAPABILITY_ENDED")


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
async def test_there_is_no_session_to_keep_open(sdr: AgentTurn, method: str):
    answer = await sdr.client.call(
        method,
        "/api/mcp",
        headers={"Authorization": f"Bearer {sdr.token}", "Accept": "application/json"},
    )

    assert 400 <= answer.status < 500
