"""The parts of DOM360 that run as processes of their own."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dom360.launch.processes import Stopping, never, spawn, stop
from dom360.settings import Settings, environment

# The owner never serves; the agents hold no database credentials and don't sign their own
# capabilities, and the frontend needs none of it.
# Empty rather than absent, because settings would find the embedded database's file otherwise.
NOT_OWNER = {"DATABASE_URL": ""}
NO_DATABASE = NOT_OWNER | {
    "DATABASE_APP_URL": "",
    "DOM360_ENCRYPTION_KEYS": "",
    "DOM360_CALLBACK_SECRET": "",
}
# The model's key is the agents' alone.
NO_MODEL = {"DOM360_MODEL_API_KEY": ""}
# People who try DOM360 on their own machine have their agents there too. Whoever sets
# DOM360_PRIVATE_DESTINATIONS, if only to [], decides for themselves.
THIS_MACHINE = ("localhost", "127.0.0.0/8", "::1/128")
PROBE_SECONDS = 2


class Runs(Protocol):
    """Something the supervisor watches and stops."""

    @property
    def name(self) -> str: ...
    @property
    def log_file(self) -> Path: ...
    @property
    def process(self) -> subprocess.Popen[bytes]: ...
    def returncode(self) -> int | None: ...
    def stop(self, forced: Callable[[], bool] = never) -> None: ...


@dataclass(frozen=True)
class Part:
    """A service: how to start it, and where it answers once it is ready."""

    name: str
    command: tuple[str, ...]
    log_file: Path
    ready_url: str | None = None  # None: ready as soon as it runs
    env: Mapping[str, str] = field(default_factory=dict)
    stopping: Stopping = field(default_factory=Stopping)

    def start(self) -> "RunningPart":
        env = environment(**self.env)
        process = spawn(self.command, log=self.log_file, env=env, ask=self.stopping.ask)
        return RunningPart(self, process)


@dataclass(frozen=True)
class RunningPart:
    part: Part
    process: subprocess.Popen[bytes]

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def log_file(self) -> Path:
        return self.part.log_file

    def returncode(self) -> int | None:
        return self.process.poll()

    def stop(self, forced: Callable[[], bool] = never) -> None:
        stop(self.process, self.part.stopping, forced=forced)

    def is_ready(self) -> bool:
        return self.part.ready_url is None or answers(self.part.ready_url)


def answers(url: str) -> bool:
    """Whether a GET is answered with 200."""
    try:
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS) as response:  # noqa: S310  # ours
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def services(settings: Settings) -> list[Part]:
    """In the order of their start; the supervisor ends them in the opposite order."""
    host = settings.reach_host
    agent = f"http://{host}:{settings.agent_port}/healthz"
    backend = f"http://{host}:{settings.backend_port}/api/health"
    frontend = f"http://{host}:{settings.frontend_port}/"
    callers = NOT_OWNER | NO_MODEL | _destinations(settings) | _links(settings)
    return [
        _service("agent", settings, NO_DATABASE | _destinations(settings), ready=agent),
        _service("worker", settings, callers),
        _service("backend", settings, callers, ready=backend),
        _service("frontend", settings, NO_DATABASE | NO_MODEL, ready=frontend),
    ]


def _destinations(settings: Settings) -> dict[str, str]:
    decided = "private_destinations" in settings.model_fields_set
    chosen = settings.private_destinations if decided else THIS_MACHINE
    return {"DOM360_PRIVATE_DESTINATIONS": json.dumps(chosen)}


def _links(settings: Settings) -> dict[str, str]:
    """Whoever tries DOM360 on their own machine, without a mail server, finds the links to new
    passwords in the backend's log. Not where others can reach it: a link lets in who reads it."""
    if "print_links" in settings.model_fields_set:
        return {}
    alone = settings.host in ("127.0.0.1", "::1", "localhost") and settings.smtp_host is None
    return {"DOM360_PRINT_LINKS": "true"} if alone else {}


def _service(
    name: str, settings: Settings, env: Mapping[str, str], *, ready: str | None = None
) -> Part:
    return Part(
        name=name,
        command=(sys.executable, "-m", "dom360", "serve", name),
        log_file=settings.state_dir / "logs" / f"{name}.log",
        ready_url=ready,
        env=env,
    )
