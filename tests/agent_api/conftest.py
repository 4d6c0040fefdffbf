"""The real service: granian serving the Agent API on a real port, called over HTTP."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

PORTS = range(22_400, 22_600)
KEY = "a-key-for-tests"


@dataclass(frozen=True)
class Service:
    url: str
    log: Path


def free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port for the Agent API")


@contextmanager
def serve(directory: Path, **settings: str) -> Iterator[Service]:
    """Start the service in an empty directory, with no database and only these settings."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("D")}
    log = directory / "agent.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "asgi", "--factory",
             "--host", "127.0.0.1", "--port", str(port), "dom360.agent_api.app:create_app"],
            cwd=directory, env={**kept, **settings}, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process, log)
            yield Service(f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            process.wait(15)


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the Agent API did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def service(tmp_path_factory) -> Iterator[Service]:
    with serve(tmp_path_factory.mktemp("agent")) as running:
        yield running


@pytest.fixture(scope="session")
def guarded(tmp_path_factory) -> Iterator[Service]:
    """The same with a key and a limit of 5 turns a minute."""
    settings = {"DOM360_AGENT_KEY": KEY, "DOM360_AGENT_RATE_PER_MINUTE": "5"}
    with serve(tmp_path_factory.mktemp("guarded"), **settings) as running:
        yield running


@pytest.fixture
async def http(service):
    async with aiohttp.ClientSession(service.url) as session:
        yield session
