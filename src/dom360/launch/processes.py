"""Start a child in its own session, and end it with everything it started."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dom360.launch.accounts import Account
from dom360.launch.guard import command_line

LOG_LIMIT_BYTES = 10_000_000
TAIL_LINES = 15
POLL_SECONDS = 0.03


def never() -> bool:
    return False


@dataclass(frozen=True)
class Stopping:
    """How a child is asked to end: `ask`, after `patience_s` (or when `forced`) `insist`."""

    ask: signal.Signals = signal.SIGTERM
    patience_s: float = 10.0
    insist: signal.Signals = signal.SIGKILL


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    ask: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command`, its output in `log`. If this process dies, the kernel sends it `ask`.

    Call it from a thread that lives as long as the child should: see `die_with_parent`.
    """
    ids = (account.uid, account.gid) if account else None
    guarded = command_line(list(command), parent=os.getpid(), sig=ask, account=ids)
    with _open_log(log) as output:
        return subprocess.Popen(
            guarded,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
        )


def stop(
    process: subprocess.Popen[bytes],
    stopping: Stopping,
    *,
    forced: Callable[[], bool] = never,
) -> None:
    """Return when the process and its whole group are gone."""
    if process.poll() is None:
        process.send_signal(stopping.ask)
    else:
        _signal_group(process.pid, stopping.ask)  # its leader is dead; these outlived it
    deadline = time.monotonic() + stopping.patience_s
    while group_lives(process) and time.monotonic() < deadline and not forced():
        time.sleep(POLL_SECONDS)
    for last_word in (stopping.insist, signal.SIGKILL):
        if not group_lives(process):
            break
        _signal_group(process.pid, last_word)
        _wait_for_group(process, seconds=5)
    process.wait()


def group_lives(process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is None:
        return True
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def tail(log: Path) -> str:
    """The last lines of a log, for an error message."""
    if not log.exists():
        return "(no log)"
    lines = log.read_text(errors="replace").splitlines()
    return "\n".join(lines[-TAIL_LINES:]) or "(the log is empty)"


def _wait_for_group(process: subprocess.Popen[bytes], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while group_lives(process) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)


def _signal_group(group: int, sig: signal.Signals) -> None:
    try:
        os.killpg(group, sig)
    except (ProcessLookupError, PermissionError):
        return  # it went by itself in the meantime (macOS says permission for zombies)


def _open_log(log: Path) -> BinaryIO:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log.open("ab")
