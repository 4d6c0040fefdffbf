"""`python -m bench.naive PORT`, behind the same web server as the product."""

import os
import sys

from granian.constants import Interfaces, Loops
from granian.server import Server

from bench.naive.app import create_app


def make_app() -> object:
    return create_app(
        os.environ["NAIVE_DATABASE_URL"],
        os.environ["NAIVE_AGENT_URL"],
        shared_client=bool(os.environ["NAIVE_SHARED_CLIENT"]),
    )


if __name__ == "__main__":
    Server(
        "bench.naive.__main__:make_app",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        factory=True,
        log_enabled=False,
    ).serve()
