"""One measured point, and what a process spent on it."""

from dataclasses import asdict, dataclass, field
from math import ceil
from typing import Any


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one process with its children, over one point: CPU seconds, and memory at its end."""

    cpu_s: float
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Point:
    """Latencies in milliseconds. `count` are good answers; `errors` counts the others by kind."""

    clients: int
    seconds: float
    count: int
    p50: float
    p95: float
    p99: float
    max: float
    errors: dict[str, int] = field(default_factory=dict)
    spent: dict[str, Spent] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return self.count / self.seconds if self.seconds else 0.0

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "per_second": round(self.per_second, 2)}


def summarise(
    clients: int, seconds: float, latencies_ms: list[float], errors: dict[str, int]
) -> Point:
    ordered = sorted(latencies_ms) or [0.0]
    return Point(
        clients=clients,
        seconds=round(seconds, 3),
        count=len(latencies_ms),
        p50=percentile(ordered, 0.50),
        p95=percentile(ordered, 0.95),
        p99=percentile(ordered, 0.99),
        max=round(ordered[-1], 3),
        errors=errors,
    )


def percentile(ordered: list[float], share: float) -> float:
    """The nearest-rank percentile of an ordered list."""
    place = max(1, ceil(round(share * len(ordered), 6)))
    return round(ordered[place - 1], 3)
