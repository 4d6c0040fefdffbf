"""Puts the pages and the proxy under one origin."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web
from yarl import URL

from dom360.launch.frontend_server.pages import Pages
from dom360.launch.frontend_server.proxy import Proxy
from dom360.settings import Settings

# Chat streams may be open for long, and the supervisor waits ten seconds.
SHUTDOWN_SECONDS = 3
PROXY = web.AppKey("proxy", Proxy)


def create_app(dist: Path, backend: URL) -> web.Application:
    """Run it with `handler_cancellation`, so that a browser's leaving reaches the backend."""
    app = web.Application()
    app.cleanup_ctx.append(lambda app: _proxy(app, backend))
    app.on_shutdown.append(_leave_listeners)
    app.router.add_route("*", "/api", _forward)
    app.router.add_route("*", "/api/{path:.*}", _forward)
    app.router.add_get("/{path:.*}", Pages(dist).serve)
    return app


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    asyncio.run(_serve(settings))


async def _proxy(app: web.Application, backend: URL) -> AsyncIterator[None]:
    app[PROXY] = Proxy(backend)
    yield
    await app[PROXY].close()


async def _leave_listeners(app: web.Application) -> None:
    app[PROXY].leave_listeners()


async def _forward(request: web.Request) -> web.StreamResponse:
    return await request.app[PROXY].forward(request)


async def _serve(settings: Settings) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    app = create_app(settings.frontend_dist, _backend(settings))
    runner = web.AppRunner(
        app, handler_cancellation=True, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.frontend_port).start()
        await ended.wait()
    finally:
        await runner.cleanup()


def _backend(settings: Settings) -> URL:
    return URL.build(scheme="http", host=settings.reach_host, port=settings.backend_port)
