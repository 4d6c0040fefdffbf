"""Passes `/api` on to the backend as it comes, byte for byte and without waiting for the end."""

import asyncio
import json

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from dom360.launch.frontend_server.headers import end_to_end
from dom360.logs import get_logger

CONNECT_SECONDS = 3
UNREACHABLE = {
    "type": "about:blank",
    "title": "Bad Gateway",
    "status": 502,
    "code": "BACKEND_UNREACHABLE",
    "detail": "The backend does not answer. Try again in a few seconds.",
}
# Ours to say: what a client claims about itself is not passed on.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Expect")
# aiohttp's client would add its own where the browser sent none.
ADDED_BY_CLIENT = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")

log = get_logger(__name__)


class Proxy:
    """Holds the connections to one backend. Close it with `close`."""

    def __init__(self, backend: URL) -> None:
        self._backend = backend
        self._session = aiohttp.ClientSession(
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),  # cookies belong to the browsers, not to us
            # A kept connection may close just as a POST goes out on it, which nobody may repeat.
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            skip_auto_headers=ADDED_BY_CLIENT,
        )
        self._listening: set[asyncio.Task[object]] = set()

    def leave_listeners(self) -> None:
        """End the streams that only tell what changes: they have no end of their own to wait for,
        and a browser comes back with the last id it has seen."""
        for listener in self._listening:
            listener.cancel()

    async def close(self) -> None:
        await self._session.close()

    async def forward(self, request: web.Request) -> web.StreamResponse:
        """When the browser goes away this is cancelled, which closes the backend's connection."""
        try:
            upstream = await self._session.request(
                request.method,
                self._address(request),
                headers=_request_headers(request),
                data=request.content if request.can_read_body else None,
                allow_redirects=False,
            )
        except aiohttp.ClientError as problem:
            log.warning("proxy.unreachable", problem=type(problem).__name__)
            return _unreachable()
        async with upstream:
            if request.method == "GET" and upstream.content_type == "text/event-stream":
                return await self._listen(request, upstream)
            return await _stream(request, upstream)

    async def _listen(
        self, request: web.Request, upstream: aiohttp.ClientResponse
    ) -> web.StreamResponse:
        listener = asyncio.current_task()
        assert listener is not None
        self._listening.add(listener)
        try:
            return await _stream(request, upstream)
        finally:
            self._listening.discard(listener)

    def _address(self, request: web.Request) -> URL:
        # Encoded as it came: an escaped slash stays an escaped slash.
        return URL(f"{self._backend.origin()}{request.raw_path}", encoded=True)


async def _stream(request: web.Request, upstream: aiohttp.ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(
        status=upstream.status, reason=upstream.reason, headers=end_to_end(upstream.headers)
    )
    await response.prepare(request)
    try:
        async for chunk in upstream.content.iter_any():
            await response.write(chunk)
    except aiohttp.ClientError as problem:
        # The status is out already. A cut connection is the only honest sign that this is not all.
        log.warning("proxy.cut", problem=type(problem).__name__)
        if request.transport:
            request.transport.abort()
        return response
    await response.write_eof()
    return response


def _request_headers(request: web.Request) -> CIMultiDict[str]:
    headers = end_to_end(request.headers, without=FORWARDED)
    headers["X-Forwarded-For"] = request.remote or "unknown"
    headers["X-Forwarded-Proto"] = request.scheme
    headers["X-Forwarded-Host"] = request.host
    return headers


def _unreachable() -> web.Response:
    return web.Response(
        status=502,
        text=json.dumps(UNREACHABLE),
        content_type="application/problem+json",
        headers={"Retry-After": "2", "Cache-Control": "no-store"},
    )
