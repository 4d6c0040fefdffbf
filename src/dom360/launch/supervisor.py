"""Starts parts one after the other, watches them, and stops all of them when one ends."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from dom360.launch.errors import LaunchError
from dom360.launch.interrupts import Interrupts
from dom360.launch.parts import Part, RunningPart, Runs
from dom360.launch.processes import tail
from dom360.launch.run_record import RunRecord

READY_SECONDS = 60
POLL_SECONDS = 0.1


class Supervisor:
    """Holds what runs. The caller guarantees `stop_all`, whatever happens in between."""

    def __init__(self, console: Console, record: RunRecord, interrupts: Interrupts) -> None:
        self._console = console
        self._record = record
        self._interrupts = interrupts
        self._running: list[Runs] = []

    def adopt(self, running: Runs) -> None:
        """Watch and stop something that runs already. Last adopted is first stopped."""
        self._running.append(running)
        self._record.add(running.name, running.process.pid)

    def start(self, parts: list[Part]) -> None:
        """Start all of them, then wait until each is ready. A crash meanwhile is a LaunchError."""
        started = []
        for part in parts:
            running = part.start()
            self.adopt(running)
            started.append(running)
        for running in started:
            with progress(self._console, f"{running.name} ready"):
                self._wait_until_ready(running)

    def watch(self) -> None:
        """Block until a part ends by itself, which is a LaunchError, or a signal interrupts."""
        while True:
            self._refuse_ended()
            time.sleep(POLL_SECONDS)

    def stop_all(self) -> None:
        self._interrupts.stop_raising()
        while self._running:
            running = self._running.pop()
            with progress(self._console, f"{running.name} stopped"):
                running.stop(self._interrupts.is_forced)
        self._record.clear()

    def _wait_until_ready(self, running: RunningPart) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not running.is_ready():
            self._refuse_ended()
            if time.monotonic() > deadline:
                raise LaunchError(
                    f"The {running.name} was not ready in {READY_SECONDS} s. {_log_of(running)}"
                )
            time.sleep(POLL_SECONDS)

    def _refuse_ended(self) -> None:
        self._interrupts.raise_again()
        for running in self._running:
            code = running.returncode()
            if code is not None:
                raise LaunchError(f"The {running.name} ended {_how(code)}. {_log_of(running)}")


@contextmanager
def progress(console: Console, done: str) -> Iterator[None]:
    """One line for a step that worked, with the time it took; a spinner meanwhile on a terminal."""
    started = time.monotonic()
    with console.status(f"{done} …"):
        yield
    console.print(f"  [green]✓[/] {done} [dim]({time.monotonic() - started:.1f} s)[/]")


def _how(code: int) -> str:
    return f"by signal {-code}" if code < 0 else f"with exit code {code}"


def _log_of(running: Runs) -> str:
    return f"Its log {running.log_file} ends with:\n{tail(running.log_file)}"
