"""An ASGI application for granian: says its process id, or fails to load."""

import asyncio
import os
import signal


def create_app():
    return app


def deaf():
    """An application whose process lost its SIGTERM."""

    async def unhearing(scope, receive, send):
        if scope["type"] == "lifespan":
            asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        await app(scope, receive, send)

    return unhearing


def broken():
    raise RuntimeError("this application does not load")


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            kind = (await receive())["type"]
            await send({"type": f"{kind}.complete"})
            if kind == "lifespan.shutdown":
                return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(os.getpid()).encode()})
