"""The agents' tools over HTTP. Not part of the public API description: which tools there are, and
with which arguments, depends on the capability, and GET /api/agent-tools says it.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request

from dom360.agent_tools.errors import ArgumentsInvalid
from dom360.agent_tools.guards import Holder, Tools
from dom360.protocol.wire import WireError, load_json

router = APIRouter(prefix="/api/agent-tools", tags=["agent tools"], include_in_schema=False)


@router.get("")
async def list_tools(capability: Holder, tools: Tools) -> dict[str, Any]:
    """What this capability may call, with a JSON Schema of the arguments."""
    await tools.check(capability)
    return {
        "tools": [
            {
                "name": tool.name,
                "description": tool.description,
                "input_schema": tool.arguments.model_json_schema(),
            }
            for tool in tools.list_tools(capability)
        ]
    }


@router.post("/{name}")
async def run_tool(
    name: str,
    request: Request,
    capability: Holder,
    tools: Tools,
    x_tool_call_id: Annotated[str | None, Header()] = None,
) -> dict[str, Any]:
    """Call one tool. The body holds its arguments; the answer is what it found or did."""
    arguments = _arguments(await request.body())
    return await tools.run(capability, name, arguments, call_id=x_tool_call_id)


def _arguments(raw: bytes) -> dict[str, Any]:
    try:
        body = load_json(raw) if raw.strip() else {}
    except WireError as problem:
        raise ArgumentsInvalid(f"The body is {problem}.") from None
    if not isinstance(body, dict):
        raise ArgumentsInvalid("The body must be a JSON object with the tool's arguments.")
    return body
