"""How the models have been doing lately, as this process saw it. Nobody is called to find out.

A model that failed again and again is left alone for a while: contacts are answered by the next one
at once, and don't wait for the same deadline each time.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from dom360.llm.faults import Reason
from dom360.llm.spec import ModelSpec

FAILURES_TO_REST = 3
REST_S = 30.0
# How long a failure counts that nothing followed.
REMEMBERED_S = 300.0
_MOST_KEPT = 2_000
# These are not the model's weakness but this conversation's.
_ONE_TURN_ONLY = frozenset({Reason.TOO_LONG, Reason.EMPTY_ANSWER})
# These may be: one contact's words must not put the model to rest for everybody.
_NO_REST = frozenset({Reason.REFUSED, Reason.BAD_ANSWER})


@dataclass(slots=True)
class _Record:
    failures: int = 0
    last_failure: float = 0.0
    reason: Reason | None = None
    tried_again: float = 0.0


class Health:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: OrderedDict[ModelSpec, _Record] = OrderedDict()

    def succeeded(self, spec: ModelSpec) -> None:
        self._records.pop(spec, None)

    def failed(self, spec: ModelSpec, reason: Reason) -> None:
        if reason in _ONE_TURN_ONLY:
            return
        record = self._records.setdefault(spec, _Record())
        if self._clock() - record.last_failure > REMEMBERED_S:
            record.failures = 0
        record.failures += reason not in _NO_REST
        record.last_failure, record.reason = self._clock(), reason
        self._records.move_to_end(spec)
        while len(self._records) > _MOST_KEPT:
            self._records.popitem(last=False)

    def rests(self, spec: ModelSpec) -> bool:
        """Whether to leave it alone now. One question a rest is let through, to see."""
        record = self._records.get(spec)
        if record is None or record.failures < FAILURES_TO_REST:
            return False
        now = self._clock()
        if now - max(record.last_failure, record.tried_again) < REST_S:
            return True
        record.tried_again = now
        return False

    def trouble(self, spec: ModelSpec) -> Reason | None:
        """Why its last question failed, where no good one came after it."""
        record = self._records.get(spec)
        fresh = record is not None and self._clock() - record.last_failure < REMEMBERED_S
        return record.reason if record and fresh else None
