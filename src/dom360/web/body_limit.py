"""How large a body may be, and how one is refused that nobody will read."""

import asyncio
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dom360.db.database import MonthWasMissing
from dom360.web.json_depth import MAX_DEPTH, is_too_deep
from dom360.web.problems import problem

MAX_BODY_BYTES = 256 * 1024
# What a refused sender may still send to us before the connection ends.
LINGER_S = 5.0
LINGER_BYTES = 64 * 1024 * 1024


class BodyLimit:
    """Refuses bodies over the limit with 413, whether or not they announce their length. Whoever
    has the body can also run a request again (`MonthWasMissing`).

    `larger` names the paths of uploads with limits of their own.
    """

    def __init__(
        self,
        app: ASGIApp,
        max_bytes: int = MAX_BODY_BYTES,
        larger: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._max_bytes)
        if _declared_length(scope) > limit:
            await refuse(_too_large(limit), scope, receive, send)
            return

        # A bytearray: bytes would be copied anew with each piece of a large upload.
        body, more = bytearray(), scope["method"] not in ("GET", "HEAD")
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > limit:
                await refuse(_too_large(limit), scope, receive, send)
                return
        if _is_json(scope) and is_too_deep(body):
            said = f"The body nests deeper than {MAX_DEPTH} levels."
            await problem(400, "INVALID_JSON", said)(scope, receive, send)
            return
        await self._run(scope, bytes(body), receive, send)

    async def _run(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Hand the read body on. Where a row found its month missing, the request is run again: its
        transaction was undone, the month is there now, and nothing was answered yet."""
        untouched, started = dict(scope), False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, replay(body, receive), send_and_note)
        except MonthWasMissing:
            if started:
                raise
            await self._app(untouched, replay(body, receive), send)


async def refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request whose body nobody has read, and let its sender see the answer.

    A connection that is closed while its sender still writes is reset, and the answer is lost with
    it. So what still comes is taken and thrown away, for a while; then the connection ends.
    """
    answer.headers["Connection"] = "close"
    await answer(scope, receive, send)
    thrown_away = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_S):
            while thrown_away < LINGER_BYTES:
                message = await receive()
                thrown_away += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def _too_large(limit: int) -> Response:
    said = f"The body is over {limit // 1024} kB. Send less."
    return problem(413, "PAYLOAD_TOO_LARGE", said)


def replay(body: bytes, receive: Receive) -> Receive:
    """Hand the read body on once; after that the real connection speaks (a client that leaves)."""
    pending: list[MutableMapping[str, Any]] = [
        {"type": "http.request", "body": body, "more_body": False}
    ]

    async def next_message() -> Message:
        return pending.pop() if pending else await receive()

    return next_message


def _is_json(scope: Scope) -> bool:
    """Without a type the framework takes a body for JSON, too."""
    types = [value for name, value in scope["headers"] if name == b"content-type"]
    return not types or b"json" in types[0].lower()


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
