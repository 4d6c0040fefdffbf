"""Ctrl-C, SIGTERM and SIGHUP: the first asks for an orderly end, the next one hurries it."""

import signal
from types import FrameType, TracebackType
from typing import Self

WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Raised in the main thread by the first signal. Not an Exception: nothing may swallow it."""

    def __init__(self, number: int) -> None:
        self.signal = signal.Signals(number)
        super().__init__(self.signal.name)


class Interrupts:
    """As a context: the first signal raises Interrupted, later ones only set `forced`."""

    def __init__(self) -> None:
        self.forced = False
        self._asked: int | None = None
        self._stopping = False
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        for watched in WATCHED:
            before = signal.getsignal(watched)
            if watched is signal.SIGHUP and before is signal.SIG_IGN:
                continue  # nohup: the operator wants it to stay
            self._before[watched] = before
            signal.signal(watched, self._handle)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for watched, before in self._before.items():
            signal.signal(watched, before)  # type: ignore[arg-type]  # what getsignal gave

    def stop_raising(self) -> None:
        """The end has begun: a signal from now on means 'at once'."""
        self._stopping = True

    def raise_again(self) -> None:
        """What is raised while Python clears an object away is only written to standard error, and
        the signal would be lost: whoever waits in a loop looks here."""
        if self._asked is not None and not self._stopping:
            raise Interrupted(self._asked)

    def is_forced(self) -> bool:
        return self.forced

    def _handle(self, number: int, _: FrameType | None) -> None:
        if self._stopping or self._asked is not None:
            self.forced = True
            return
        self._asked = number
        raise Interrupted(number)
