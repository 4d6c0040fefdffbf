"""Starts a program that must not outlive its starter: `python -m dom360.launch.guard`.

On Linux the guard becomes the program, so the program is the starter's direct child. Elsewhere it
stays as the program's parent, passes signals on and ends it when the starter is gone.
"""

import argparse
import os
import signal
import subprocess
import sys
import time

from dom360.kit.process import POLL_SECONDS, die_with_parent

PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP)


def command_line(
    command: list[str], *, parent: int, sig: signal.Signals, account: tuple[int, int] | None
) -> list[str]:
    """How to start `command` under the guard, as `account` (uid, gid) if given."""
    options = ["--parent", str(parent), "--signal", str(int(sig))]
    if account:
        options += ["--uid", str(account[0]), "--gid", str(account[1])]
    return [sys.executable, "-m", "dom360.launch.guard", *options, "--", *command]


def main() -> None:
    options = _parser().parse_args()
    _become(options.uid, options.gid)
    sig = signal.Signals(options.signal)
    if sys.platform == "linux" and not options.watch:
        die_with_parent(sig, parent=options.parent)
        os.execvp(options.command[0], options.command)  # noqa: S606  # that is its purpose
    sys.exit(_watch_over(options.command, options.parent, sig))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dom360.launch.guard")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--signal", type=int, required=True)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--watch", action="store_true", help="stay beside the program, as on macOS")
    parser.add_argument("command", nargs="+")
    return parser


def _become(uid: int | None, gid: int | None) -> None:
    if uid is None or gid is None:
        return
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _watch_over(command: list[str], parent: int, sig: signal.Signals) -> int:
    program = subprocess.Popen(command)
    for passed_on in PASSED_ON:
        signal.signal(passed_on, lambda number, _: program.send_signal(number))
    told = False
    while program.poll() is None:
        if not told and os.getppid() != parent:
            told = True
            program.send_signal(sig)
        time.sleep(POLL_SECONDS / 5)
    code = program.returncode
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    main()
