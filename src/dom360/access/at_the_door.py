"""Uploads are asked who they come from before their body is read.

The framework reads a body before its dependencies look who is there. That is no matter for a few
kilobytes; an upload would be kept in memory for anybody.
"""

from collections.abc import Collection

import psycopg
from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from dom360.access.guards import let_in
from dom360.access.permissions import PERMISSIONS
from dom360.errors import Dom360Error
from dom360.web.body_limit import refuse
from dom360.web.problems import refusal


class AskFirst:
    """`paths` are those of uploads. Who is let in here is not asked again."""

    def __init__(self, app: ASGIApp, paths: Collection[str]) -> None:
        self._app = app
        self._paths = frozenset(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in self._paths:
            await self._app(scope, receive, send)
            return
        if f"{scope['method']} {scope['path']}" in PERMISSIONS:
            try:
                await let_in(Request(scope))
            except (Dom360Error, psycopg.OperationalError) as error:
                await refuse(refusal(error), scope, receive, send)
                return
        await self._app(scope, receive, send)
