"""Keep a process from outliving the one that started it."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.5
# To a server that waits for its connections before it stops: end those that never end themselves.
END_STREAMS = signal.SIGUSR1


def die_with_parent(sig: signal.Signals = signal.SIGTERM, *, parent: int | None = None) -> None:
    """Have `sig` sent to this process when its parent ends, however it ends.

    Call it after any change of user (the kernel forgets the request then), and pass `parent` when
    the parent's id is known: if it is gone already, the signal comes at once. On Linux the kernel
    watches the parent's *thread* that forked, so start children from a thread that stays.
    """
    expected = os.getppid() if parent is None else parent
    if sys.platform == "linux":
        _ask_the_kernel(sig)
    else:
        threading.Thread(target=_watch, args=(expected, sig), daemon=True).start()
    if os.getppid() != expected:
        os.kill(os.getpid(), sig)


def insist_after_parent(parent: int, *, patience_s: float) -> None:
    """End this process for good when `parent` is gone: SIGTERM once more, then SIGKILL.

    For a process whose handlers are somebody else's: a signal that comes while they are being set
    is lost, and the kernel's word of `die_with_parent` comes only once.
    """

    def insist() -> None:
        _watch(parent, signal.SIGTERM)
        time.sleep(patience_s)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=insist, daemon=True).start()


def _ask_the_kernel(sig: signal.Signals) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")


def _watch(expected: int, sig: signal.Signals) -> None:
    while os.getppid() == expected:
        time.sleep(POLL_SECONDS)
    os.kill(os.getpid(), sig)
