"""Endpoints that are called so often that the framework's way to them costs more than they do.

Such an endpoint is a route like all others: for its description, for the permission table, and for
every request that is not plain. A plain one goes straight to its function: finding the route,
solving dependencies and checking the answer again took half of a short read's processor time
(docs/performance.md).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import psycopg
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dom360.errors import Dom360Error
from dom360.web.body_limit import replay
from dom360.web.problems import refusal

# Gets the request and its whole body. None: not plain, so nothing was done, and the route answers.
# It lets nobody in whom the route would refuse, and refuses by the same errors.
Shortcut = Callable[[Request, bytes], Awaitable[Response | None]]


@dataclass(frozen=True)
class _Route:
    """What logs and metrics ask for in the place of a route."""

    path: str


class Direct:
    """`shortcuts` by method and path, as in the permission table ("GET /api/messages").

    It stands inside of `BodyLimit`, which has read the body.
    """

    def __init__(self, app: ASGIApp, shortcuts: Mapping[str, Shortcut]) -> None:
        self._app = app
        self._shortcuts = shortcuts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            shortcut = self._shortcuts.get(f"{scope['method']} {scope['path']}")
            if shortcut is not None:
                await self._try(shortcut, scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _try(self, shortcut: Shortcut, scope: Scope, receive: Receive, send: Send) -> None:
        body: bytes = (await receive()).get("body", b"")
        receive = replay(body, receive)
        scope["route"] = _Route(scope["path"])
        try:
            answer = await shortcut(Request(scope, receive), body)
        except (Dom360Error, psycopg.OperationalError) as error:
            answer = refusal(error)
        await (answer or self._app)(scope, receive, send)
