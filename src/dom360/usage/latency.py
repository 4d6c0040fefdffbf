"""Reading the latency histograms of the counters.

The bounds are milliseconds and belong to their bucket; the last bucket has no upper bound. They are
those of `sql/functions/base/latency_buckets.sql`.
"""

from collections.abc import Sequence

AGENT_BOUNDS_MS = (100, 250, 500, 1000, 2000, 3000, 5000, 8000, 12000, 20000, 30000, 60000)
PLATFORM_BOUNDS_MS = (10, 25, 50, 100, 250, 500, 1000, 2500, 10000)

AGENT_COLUMNS = (*(f"agent_ms_{bound}" for bound in AGENT_BOUNDS_MS), "agent_ms_more")
PLATFORM_COLUMNS = (*(f"platform_ms_{bound}" for bound in PLATFORM_BOUNDS_MS), "platform_ms_more")


def percentile(bounds: Sequence[int], counts: Sequence[int], share: float) -> int | None:
    """The time within which this share (0 to 1) of the answers came, in milliseconds.

    Inside a bucket the answers count as spread evenly, so the error is at most the bucket's width.
    In the last bucket only its lower bound is known. None without answers.
    """
    total = sum(counts)
    if total == 0:
        return None
    wanted, seen, lower = share * total, 0, 0
    for bound, count in zip(bounds, counts, strict=False):
        if count and seen + count >= wanted:
            return round(lower + (bound - lower) * (wanted - seen) / count)
        seen, lower = seen + count, bound
    return lower
