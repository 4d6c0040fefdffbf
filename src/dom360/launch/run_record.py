"""One `up` at a time in a state directory, and no leftovers of one that was killed."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from dom360.launch.errors import LaunchError
from dom360.launch.files import write_private

LEFTOVER_SECONDS = 10


@contextmanager
def only_one(state_dir: Path) -> Iterator[None]:
    """Hold the state directory's lock; raise LaunchError when another process holds it."""
    with (state_dir / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise LaunchError(
                f"DOM360 is already up in {state_dir} (pid {lock.read().strip() or 'unknown'}). "
                "Stop it there, or set DOM360_STATE_DIR and other ports for a second one."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def is_up(state_dir: Path) -> bool:
    """Whether a `dom360 up` runs in this state directory."""
    path = state_dir / "up.lock"
    if not path.exists():
        return False
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class RunRecord:
    """Which processes belong to this run. The next run looks here when this one was killed."""

    def __init__(self, state_dir: Path) -> None:
        self._file = state_dir / "run.json"
        self._parts: list[dict[str, object]] = []

    def add(self, name: str, pid: int) -> None:
        self._parts.append({"name": name, "pid": pid, "created": _created(pid)})
        write_private(self._file, json.dumps(self._parts))

    def clear(self) -> None:
        self._file.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """Processes of a killed run are on their way out; wait for them, then insist."""
        leftovers = [process for part in self._read() if (process := _same_process(part))]
        _, alive = psutil.wait_procs(leftovers, timeout=LEFTOVER_SECONDS)
        for process in alive:
            process.kill()
        psutil.wait_procs(alive, timeout=LEFTOVER_SECONDS)
        self.clear()

    def _read(self) -> list[dict[str, object]]:
        try:
            found = json.loads(self._file.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return []
        return found if isinstance(found, list) else []


def _created(pid: int) -> float:
    try:
        created: float = psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return time.time()
    return created


def _same_process(part: dict[str, object]) -> psutil.Process | None:
    """The process of that record, unless its id belongs to another one by now."""
    try:
        process = psutil.Process(int(str(part["pid"])))
        recorded = float(str(part["created"]))
        return process if abs(process.create_time() - recorded) < 1 else None
    except (psutil.NoSuchProcess, KeyError, ValueError):
        return None
