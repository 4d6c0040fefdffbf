"""The same tools as an MCP server (streamable HTTP, stateless), for any agent that speaks MCP.

Every request carries the capability as its bearer token and stands alone: no session outlives a
turn.
"""

from typing import Any

import orjson
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
)
from mcp_types import Tool as McpTool
from starlette.requests import Request

from dom360 import __version__
from dom360.agent_tools.actions import Toolbox
from dom360.agent_tools.capability import Capability
from dom360.agent_tools.mcp_endpoint import SCOPE_KEY
from dom360.errors import Dom360Error
from dom360.logs import get_logger
from dom360.web.problems import as_ours, body_of

log = get_logger(__name__)

# In a call's _meta: makes it safe to repeat. Without it the arguments do.
CALL_ID_META = "tool_call_id"
Context = ServerRequestContext[Any, Any]


def make_manager(toolbox: Toolbox) -> StreamableHTTPSessionManager:
    """One for each start of the application: `run` it, and hand it requests."""

    async def list_tools(ctx: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(
            tools=[
                McpTool(
                    name=tool.name,
                    description=tool.description,
                    input_schema=tool.arguments.model_json_schema(),
                )
                for tool in toolbox.list_tools(_capability(ctx))
            ]
        )

    async def call_tool(ctx: Context, params: CallToolRequestParams) -> CallToolResult:
        call_id = (params.meta or {}).get(CALL_ID_META)
        try:
            result = await toolbox.run(
                _capability(ctx),
                params.name,
                params.arguments or {},
                call_id=str(call_id) if call_id is not None else None,
            )
        except Dom360Error as refusal:
            return _answer(body_of(refusal), is_error=True)
        except Exception as error:  # the door: the SDK would tell the agent our insides
            log.exception("mcp.tool_failed", tool=params.name, error=type(error).__name__)
            return _answer(body_of(as_ours(error)), is_error=True)
        return _answer(result, is_error=False)

    server = Server("dom360", version=__version__, on_list_tools=list_tools, on_call_tool=call_tool)
    return StreamableHTTPSessionManager(server, json_response=True, stateless=True)


def _capability(ctx: Context) -> Capability:
    assert isinstance(ctx.request, Request), "streamable HTTP hands the request on"
    capability = ctx.request.scope[SCOPE_KEY]
    assert isinstance(capability, Capability)
    return capability


def _answer(body: dict[str, Any], *, is_error: bool) -> CallToolResult:
    text = TextContent(type="text", text=orjson.dumps(body).decode())
    return CallToolResult(content=[text], structured_content=body, is_error=is_error)
