"""The measured processes: started, watched, and ended by their ids."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.cluster import Cluster
from bench.point import Spent
from dom360.kit.keyring import new_key
from dom360.launch.postgres import free_port

START_SECONDS = 120
_ROOT = Path(__file__).parents[1]
# One for the run: a database knows its keys.
_KEYS = new_key("bench")


@dataclass(frozen=True)
class Service:
    process: subprocess.Popen[bytes]
    port: int
    started_in_s: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def instant_agent() -> Iterator[Service]:
    port = free_port()
    with _running([sys.executable, "-m", "bench.instant_agent", str(port)], port, {}) as service:
        yield service


@contextmanager
def backend(cluster: Cluster, agent_url: str, **settings: str) -> Iterator[Service]:
    """The Backend API as `dom360 up` starts it, with our agent behind it."""
    port = free_port()
    environment = _environment(cluster, agent_url, port) | settings
    command = [sys.executable, "-m", "dom360", "serve", "backend"]
    with _running(command, port, environment, path="/readyz") as service:
        yield service


@contextmanager
def part(cluster: Cluster, agent_url: str, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another part of the product, which nobody asks anything."""
    environment = _environment(cluster, agent_url, free_port())
    process = subprocess.Popen(
        [sys.executable, "-m", "dom360", "serve", name],
        cwd=_ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        _stop(process)


def _environment(cluster: Cluster, agent_url: str, port: int) -> dict[str, str]:
    return {
        "DATABASE_URL": cluster.owner_url,
        "DATABASE_APP_URL": cluster.app_url,
        "DOM360_ENCRYPTION_KEYS": _KEYS,
        "DOM360_CALLBACK_SECRET": "a secret of the benchmark, long enough to sign with",
        "DOM360_BACKEND_PORT": str(port),
        "DOM360_AGENT_PORT": str(port),
        "DOM360_AGENT_URL": agent_url,
        "DOM360_PRIVATE_DESTINATIONS": '["127.0.0.0/8"]',
        "DOM360_LOG_LEVEL": "WARNING",
    }


@contextmanager
def agent(backend_url: str, port: int) -> Iterator[Service]:
    """Our own Agent API, whose tools call this backend."""
    environment = {
        "DOM360_AGENT_PORT": str(port),
        "DOM360_CALLBACK_URL": backend_url,
        "DOM360_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "dom360", "serve", "agent"]
    with _running(command, port, environment, path="/healthz") as service:
        yield service


@contextmanager
def naive(cluster: Cluster, agent_url: str, *, shared_client: bool) -> Iterator[Service]:
    """The first version that is usually written (bench/naive/)."""
    port = free_port()
    environment = {
        "NAIVE_DATABASE_URL": cluster.owner_url,
        "NAIVE_AGENT_URL": agent_url,
        "NAIVE_SHARED_CLIENT": "1" if shared_client else "",
    }
    command = [sys.executable, "-m", "bench.naive", str(port)]
    with _running(command, port, environment, path="/healthz") as service:
        yield service


class Watch:
    """What processes and their children spend from now on."""

    def __init__(self, processes: Mapping[str, int]) -> None:
        self._processes = processes
        self.begin()

    def begin(self) -> None:
        """Now, and not when it was made: what was spent on warming up does not count."""
        self._before = {name: _cpu(pid) for name, pid in self._processes.items()}

    def spent(self) -> dict[str, Spent]:
        return {
            name: Spent(round(_cpu(pid) - self._before[name], 2), round(rss_mb(pid), 1))
            for name, pid in self._processes.items()
        }


def family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _cpu(pid: int) -> float:
    total = 0.0
    for process in family(pid):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        # Of those that ended meanwhile: PostgreSQL's processes come and go.
        total += times.children_user + times.children_system
    return total


def rss_mb(pid: int) -> float:
    """Private memory where the system tells it: shared buffers would count once a process."""
    total = 0
    for process in family(pid):
        try:
            total += process.memory_full_info().uss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total / 1024**2


@contextmanager
def _running(
    command: list[str], port: int, environment: Mapping[str, str], *, path: str = "/"
) -> Iterator[Service]:
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=_ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_until_ready(process, f"http://127.0.0.1:{port}{path}")
        yield Service(process, port, round(time.monotonic() - started, 2))
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    children = family(process.pid)
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        for one in children:
            one.kill()
        process.wait(timeout=5)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=1):  # our own http address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} did not get ready")
