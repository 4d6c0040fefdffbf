"""The door of the MCP server, which is made when somebody first asks for it.

The SDK brings 20 MB and more than a second of start-up to a process; most installations never ask.
"""

import asyncio
import importlib
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from dom360.agent_tools.actions import Toolbox
from dom360.agent_tools.guards import read_capability
from dom360.errors import Dom360Error
from dom360.web.problems import problem

# Where the endpoint leaves the capability that it let in.
SCOPE_KEY = "dom360.capability"

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class McpServer:
    """One for each start of the application; `close` it at the end."""

    def __init__(self, toolbox: Toolbox) -> None:
        self._toolbox = toolbox
        self._manager: asyncio.Future[StreamableHTTPSessionManager] | None = None
        self._work: asyncio.Task[None] | None = None

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._manager is None:
            # Set before the first await: two first callers share one server.
            self._manager = asyncio.get_running_loop().create_future()
            # In a context of its own: it outlives the caller and must not act as them.
            self._work = asyncio.create_task(self._run(self._manager), context=Context())
        manager = await asyncio.shield(self._manager)
        await manager.handle_request(scope, receive, send)

    async def close(self) -> None:
        if self._work:
            self._work.cancel()
            with suppress(asyncio.CancelledError):
                await self._work

    async def _run(self, made: "asyncio.Future[StreamableHTTPSessionManager]") -> None:
        """A task of the server's own: what is entered here must be left in the same task."""
        try:
            sdk = await asyncio.to_thread(importlib.import_module, "dom360.agent_tools.mcp_server")
            manager = sdk.make_manager(self._toolbox)
            async with manager.run():
                made.set_result(manager)
                await asyncio.Event().wait()
        except Exception as error:
            if made.done():
                raise
            # Its callers wait: they, and not the log of a lost task, hear of it.
            made.set_exception(error)


class McpEndpoint:
    """The ASGI application at /api/mcp: lets in whoever holds the capability of a running turn."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = self._app.state
        request = Request(scope)
        try:
            capability = read_capability(state.capabilities, request.headers.get("authorization"))
            await state.toolbox.check(capability)
        except Dom360Error as refusal:
            answer = problem(refusal.status, refusal.code, refusal.detail)
            await answer(scope, receive, send)
            return
        scope[SCOPE_KEY] = capability
        await state.mcp.handle(scope, receive, send)
