"""The command `dom360` in processes of its own that need not import it first.

Importing the product takes seconds of a core, and a run of the tests starts it a hundred times. So
one process imports it once, and every start is a fork of that one: with its own environment, output
and end, by the same `main`. A start from nothing is proven by the tests of the command line, by the
benchmark's and by those of the whole product in a browser.
"""

import atexit
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

IMPORTED = (
    "dom360.cli.main",
    "dom360.launch.serve",
    "dom360.backend.app",
    "dom360.agent_api.app",
    "dom360.worker.main",
    "dom360.launch.frontend_server.app",
)

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__, *IMPORTED])


class WarmProcess:
    """What the tests use of `subprocess.Popen`."""

    def __init__(
        self,
        arguments: Sequence[str],
        env: Mapping[str, str],
        output: Path,
        *,
        errors: Path | None = None,
        said: Path | None = None,
    ) -> None:
        files = (said or Path(os.devnull), output, errors or output)
        for written in files[1:]:
            written.write_bytes(b"")  # Whoever reads it at once finds it.
        self._process: ForkServerProcess = _context.Process(
            target=_dom360, args=(list(arguments), dict(env), [str(file) for file in files])
        )
        self._process.start()
        assert self._process.pid
        self.pid: int = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("dom360", timeout)
        return self._process.exitcode

    def send_signal(self, sig: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)


def dom360(
    arguments: Sequence[str], env: Mapping[str, str], *, said: str = "", timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` would say of the command."""
    with tempfile.TemporaryDirectory() as made:
        said_to, output, errors = (Path(made) / name for name in ("in", "out", "err"))
        said_to.write_text(said)
        process = WarmProcess(arguments, env, output, errors=errors, said=said_to)
        try:
            code = process.wait(timeout)
        finally:
            process.send_signal(signal.SIGKILL)
        return subprocess.CompletedProcess(
            list(arguments), code, output.read_text(), errors.read_text()
        )


def _dom360(arguments: list[str], env: dict[str, str], files: list[str]) -> None:
    """In the fork: be what `python -m dom360 ...` would be."""
    missing = [name for name in IMPORTED if name not in sys.modules]
    assert not missing, f"started cold: {missing}"
    multiprocessing.set_start_method(None, force=True)  # The product's own choice.
    os.environ.clear()
    os.environ.update(env)
    sys.argv[:] = ["dom360", *arguments]
    for descriptor, file in enumerate(files):
        opened = os.open(file, os.O_WRONLY | os.O_APPEND if descriptor else os.O_RDONLY)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin = os.fdopen(0, closefd=False)

    from dom360.cli.main import main

    try:
        main()
    finally:
        atexit._run_exitfuncs()  # A fork ends without them.
