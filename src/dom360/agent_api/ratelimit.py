"""How many turns a tenant may ask for in a minute. A fixed window, kept in this process."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

WINDOW_S = 60
MOST_TENANTS = 10_000


@dataclass(frozen=True, slots=True)
class Verdict:
    allowed: bool
    remaining: int
    resets_in_s: int

    @property
    def headers(self) -> dict[str, str]:
        """`X-RateLimit-Reset` counts seconds from now, like `Retry-After`."""
        shown = {
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.resets_in_s),
        }
        return shown if self.allowed else {**shown, "Retry-After": str(self.resets_in_s)}


class RateLimiter:
    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = per_minute
        self._clock = clock
        self._window = -1
        self._used: dict[str, int] = {}

    def take(self, tenant_id: str) -> Verdict | None:
        """Count one turn. `None` means that no limit is set."""
        if not self._limit:
            return None
        now = self._clock()
        window = int(now // WINDOW_S)
        # Forgetting all tenants at once when there are too many errs on the generous side.
        if window != self._window or len(self._used) >= MOST_TENANTS:
            self._window, self._used = window, {}
        used = self._used.get(tenant_id, 0) + 1
        self._used[tenant_id] = used
        resets_in = max(1, math.ceil((window + 1) * WINDOW_S - now))
        return Verdict(used <= self._limit, max(0, self._limit - used), resets_in)
