"""How many requests in a minute: counted in this process, or by Redis for all of them together.

Windows are fixed minutes of the clock: one addition for each limit, so the hot path pays next to
nothing; at the turn of a minute up to twice the limit may pass. The headers are those of
draft-ietf-httpapi-ratelimit-headers-10.
"""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, cast

import structlog
from limits.aio.storage import RedisStorage
from starlette.requests import Request

from dom360.errors import TooMany
from dom360.settings import Settings

log = structlog.get_logger(__name__)

WINDOW_S = 60
# A Redis that is slower than this costs more than it is worth.
REDIS_PATIENCE_S = 0.15
# How long nobody asks a Redis that failed. Then one request does, and the others go on without.
REDIS_PAUSE_S = 5.0
# What one process remembers in a minute. Beyond it, it begins anew: too generous, never too strict.
MOST_COUNTS = 200_000

# A test of a model costs money and lets a company's administrator knock at other people's doors.
MODEL_TESTS_PER_TENANT = 10

Kind = Literal[
    "address", "key", "user", "tenant", "web_address", "web_chat", "visitor", "model_test"
]


class RateLimited(TooMany):
    code = "RATE_LIMITED"

    @classmethod
    def of(cls, verdict: "Verdict") -> Self:
        whose = {
            "address": "from this network address",
            "key": "with this API key",
            "user": "by this person",
            "tenant": "of this company",
            "web_address": "to web chats from this network address",
            "web_chat": "to this chat",
            "visitor": "of this visitor",
            "model_test": "to test models",
        }[verdict.kind]
        return cls(
            f"Too many requests {whose}: {verdict.limit} a minute. Go on in {verdict.resets_in_s} "
            "seconds.",
            retry_after_s=verdict.resets_in_s,
        )


@dataclass(frozen=True, slots=True)
class Count:
    """Whose requests are counted. `key` is an id or an address."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: Kind
    limit: int
    remaining: int
    resets_in_s: int
    allowed: bool


class _Redis:
    """Counts of all processes. `add` gives None where Redis is not there, or not in time."""

    def __init__(self, url: str) -> None:
        self._storage = RedisStorage(
            f"async+{url}",
            implementation="redispy",
            key_prefix="dom360:rate",
            # The library types its options as text and hands them on to Redis' client, which wants
            # numbers. No retries: the request has an answer without Redis.
            **cast(
                "dict[str, Any]",
                {"socket_timeout": REDIS_PATIENCE_S, "socket_connect_timeout": REDIS_PATIENCE_S},
            ),
        )
        errors = self._storage.base_exceptions
        known = errors if isinstance(errors, tuple) else (errors,)
        self._troubles: tuple[type[BaseException], ...] = (*known, OSError, TimeoutError)
        self._silent_until = 0.0

    async def add(self, keys: Sequence[str]) -> list[int] | None:
        now = time.monotonic()
        if now < self._silent_until:
            return None
        try:
            async with asyncio.timeout(REDIS_PATIENCE_S):
                # Twice the window: a Redis whose clock is behind must not forget too early.
                adding = (self._storage.incr(key, 2 * WINDOW_S) for key in keys)
                counts = await asyncio.gather(*adding)
        except self._troubles as error:
            if now >= self._silent_until:
                self._silent_until = time.monotonic() + REDIS_PAUSE_S
                log.warning("rate_limits.redis_away", error=type(error).__name__)
            return None
        return list(counts)


class RateLimits:
    """One for each process. A limit of 0 is none. Without Redis each of the `processes` that serve
    together keeps its part of a limit.
    """

    def __init__(
        self,
        limits: dict[Kind, int],
        *,
        redis_url: str | None = None,
        processes: int = 1,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._limits = limits
        self._redis = _Redis(redis_url) if redis_url else None
        self._processes = processes
        self._clock = clock
        self._window = -1
        self._counts: Counter[str] = Counter()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        redis_url = settings.rate_redis_url.get_secret_value() if settings.rate_redis_url else None
        return cls(
            {
                "address": settings.rate_per_address,
                "key": settings.rate_per_key,
                "user": settings.rate_per_user,
                "tenant": settings.rate_per_tenant,
                "web_address": settings.rate_web_per_address,
                "web_chat": settings.rate_per_web_chat,
                "visitor": settings.rate_per_visitor,
                "model_test": MODEL_TESTS_PER_TENANT,
            },
            redis_url=redis_url,
            processes=settings.backend_workers,
        )

    async def take(self, *counts: Count) -> list[Verdict]:
        """Count one request on each of them. Raises nothing: the verdicts say what passed."""
        limited = [count for count in counts if self._limits.get(count.kind)]
        if not limited:
            return []
        now = self._clock()
        window = int(now // WINDOW_S)
        keys = [f"{count.kind}/{count.key}/{window}" for count in limited]
        resets_in = max(1, math.ceil((window + 1) * WINDOW_S - now))

        # Always counted here too: when Redis goes in the middle of a minute, nobody begins at 0.
        here = self._add_here(window, keys)
        everywhere = await self._redis.add(keys) if self._redis else None
        share = 1 if everywhere else self._processes
        return [
            self._judge(count.kind, used, share, resets_in)
            for count, used in zip(limited, everywhere or here, strict=True)
        ]

    def _add_here(self, window: int, keys: Sequence[str]) -> list[int]:
        if window != self._window or len(self._counts) >= MOST_COUNTS:
            self._window = window
            self._counts = Counter()
        self._counts.update(keys)
        return [self._counts[key] for key in keys]

    def _judge(self, kind: Kind, used: int, share: int, resets_in_s: int) -> Verdict:
        limit = math.ceil(self._limits[kind] / share)
        return Verdict(kind, limit, max(0, limit - used), resets_in_s, used <= limit)


def headers_of(verdicts: Sequence[Verdict]) -> list[tuple[bytes, bytes]]:
    """RateLimit-Policy says what holds, RateLimit what is left (structured fields, RFC 9651)."""
    if not verdicts:
        return []
    policies = ", ".join(f'"{one.kind}";q={one.limit};w={WINDOW_S}' for one in verdicts)
    left = ", ".join(f'"{one.kind}";r={one.remaining};t={one.resets_in_s}' for one in verdicts)
    return [(b"ratelimit-policy", policies.encode()), (b"ratelimit", left.encode())]


async def spend(request: Request, *counts: Count) -> None:
    """Count this request, and leave the headers for its answer. Raises RateLimited."""
    limits: RateLimits = request.app.state.rates
    verdicts = await limits.take(*counts)
    told = request.scope.setdefault("state", {}).setdefault("rate_limits", [])
    told.extend(verdicts)
    for verdict in verdicts:
        if not verdict.allowed:
            raise RateLimited.of(verdict)
