"""The product's services as processes of their own, ended by their id."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from dom360.kit.keyring import new_key
from tests.support.postgres import ScratchDatabase
from tests.support.warm_start import WarmProcess

START_S = 90
# The services' keys for stored secrets. Not a secret: every run has its own databases.
TEST_KEYS = new_key("test")
# Of the same name, and another key.
WRONG_KEYS = "test:" + "A" * 42 + "E="
# Agents get tools in the tests: see dom360.agent_tools.capability.
CALLBACK_SECRET = "a secret of the tests, long enough to sign with"


Process = subprocess.Popen[bytes] | WarmProcess
Start = Callable[[list[str], dict[str, str], Path], Process]


@dataclass(frozen=True)
class Service:
    """A running service. `url` is where it listens, if it does."""

    process: Process
    url: str
    log: Path

    def kill(self) -> None:
        """kill -9 of the server and all of its workers, without a chance to say goodbye."""
        for process in self.family():
            process.kill()
        self.process.wait(timeout=10)

    def freeze(self) -> None:
        """Stop every process of it in mid-air (SIGSTOP): it can then only be killed."""
        for process in self.family():
            process.suspend()

    def thaw(self) -> None:
        """Let every frozen process of it go on."""
        for process in self.family():
            process.resume()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.thaw()
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()

    def family(self) -> list[psutil.Process]:
        """The server and its workers, as far as they still live."""
        try:
            parent = psutil.Process(self.process.pid)
            return [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []


@contextmanager
def backend(
    database: ScratchDatabase,
    agent_url: str,
    log_dir: Path,
    *,
    start: Start = WarmProcess,
    **env: str,
) -> Iterator[Service]:
    """The Backend API on a free port, ready."""
    port = free_port()
    settings = {
        "DOM360_BACKEND_PORT": str(port),
        "DOM360_AGENT_URL": agent_url,
        "DOM360_CALLBACK_SECRET": CALLBACK_SECRET,
        # All tests sign in from one address, and some of them wrongly on purpose.
        "DOM360_SIGN_IN_TRIES_PER_ADDRESS": "100000",
        **env,
    }
    log = log_dir / f"backend-{port}.log"
    with _service(start, "backend", database, log, settings, port) as service:
        wait_until_ready(service, "/readyz")
        yield service


@contextmanager
def worker(
    database: ScratchDatabase,
    agent_url: str,
    log_dir: Path,
    *,
    start: Start = WarmProcess,
    **env: str,
) -> Iterator[Service]:
    """The worker, at work."""
    settings = {
        "DOM360_AGENT_URL": agent_url,
        "DOM360_CALLBACK_SECRET": CALLBACK_SECRET,
        **env,
    }
    log = log_dir / f"worker-{free_port()}.log"
    with _service(start, "worker", database, log, settings, 0) as service:
        _wait_for_line(service, "worker.ready")
        yield service


@contextmanager
def agent(
    log_dir: Path, *, at: int | None = None, start: Start = WarmProcess, **env: str
) -> Iterator[Service]:
    """The product's own Agent API. It gets no database."""
    port = at or free_port()
    settings = {"DOM360_AGENT_PORT": str(port), **env}
    log = log_dir / f"agent-{port}.log"
    with _service(start, "agent", None, log, settings, port) as service:
        wait_until_ready(service, "/healthz")
        yield service


@contextmanager
def frontend(behind: Service, log_dir: Path, *, start: Start = WarmProcess) -> Iterator[Service]:
    """The built pages, with /api handed on to `behind`."""
    port = free_port()
    backend_port = behind.url.rpartition(":")[2]
    settings = {"DOM360_FRONTEND_PORT": str(port), "DOM360_BACKEND_PORT": backend_port}
    log = log_dir / "frontend.log"
    with _service(start, "frontend", None, log, settings, port) as service:
        wait_until_ready(service, "/")
        yield service


def from_nothing(arguments: list[str], env: dict[str, str], output: Path) -> Process:
    """Start the command as its users do, who have nothing imported."""
    with output.open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dom360", *arguments],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


@contextmanager
def _service(
    start: Start,
    part: str,
    database: ScratchDatabase | None,
    log: Path,
    env: dict[str, str],
    port: int,
) -> Iterator[Service]:
    addresses = (
        {
            "DATABASE_URL": database.owner_url,
            "DATABASE_APP_URL": database.app_url,
            "DOM360_ENCRYPTION_KEYS": TEST_KEYS,
        }
        if database
        else {}
    )
    environment = {
        **os.environ,
        **addresses,
        "DOM360_HOST": "127.0.0.1",
        # The doubles live here; a test of the guard takes it away.
        "DOM360_PRIVATE_DESTINATIONS": '["localhost", "127.0.0.0/8"]',
        **env,
    }
    process = start(["serve", part], environment, log)
    service = Service(process, f"http://127.0.0.1:{port}", log)
    try:
        yield service
    finally:
        service.stop()


def wait_until_ready(service: Service, path: str) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(service.url + path, timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError(f"{service.url} did not get ready:\n{service.log.read_text()[-4000:]}")


def _wait_for_line(service: Service, text: str) -> None:
    deadline = time.monotonic() + START_S
    while text not in service.log.read_text():
        assert service.process.poll() is None, service.log.read_text()[-4000:]
        assert time.monotonic() < deadline, service.log.read_text()[-4000:]
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
