"""What the companies consume, from the counters: messages are never looked at."""

from dataclasses import asdict
from datetime import date, timedelta

from dom360.db.database import Tx
from dom360.errors import Invalid
from dom360.platform import queries
from dom360.platform.actions import place_of, read_place
from dom360.platform.models import Days, Figures
from dom360.platform.schemas import CompanyFiguresView, Metrics, PlatformFiguresView
from dom360.usage.latency import AGENT_BOUNDS_MS, percentile

DEFAULT_DAYS = 30
MAX_DAYS = 400


def days_of(first_day: date | None, last_day: date | None, *, today: date) -> Days:
    """Both included; without them the last 30 up to today."""
    last = last_day or today
    first = first_day or max(last, date.min + timedelta(DEFAULT_DAYS)) - timedelta(DEFAULT_DAYS - 1)
    if first > last:
        raise Invalid("first_day is after last_day. Swap them.", code="INVALID_PERIOD")
    if (last - first).days >= MAX_DAYS:
        raise Invalid(f"Ask for at most {MAX_DAYS} days at once.", code="INVALID_PERIOD")
    return Days(first, last)


async def page_of_metrics(
    tx: Tx, days: Days, *, cursor: str | None, limit: int, words: str | None = None
) -> Metrics:
    after = read_place(cursor)
    found = await queries.list_figures(tx, days, words=words, after=after, limit=limit + 1)
    items = found[:limit]
    totals = await queries.get_totals(tx, days)
    return Metrics(
        first_day=days.first_day,
        last_day=days.last_day,
        totals=PlatformFiguresView(**_shown(totals)),
        items=[CompanyFiguresView(**_shown(one)) for one in items],
        cursor=place_of(items[-1].name, items[-1].tenant_id) if len(found) > limit else None,
    )


def _shown(figures: Figures) -> dict[str, object]:
    counted = asdict(figures)
    latency = counted.pop("latency_ms_sum")
    buckets = counted.pop("agent_ms")
    return {
        **counted,
        "mean_ms": round(latency / figures.answers) if figures.answers else None,
        "p95_ms": percentile(AGENT_BOUNDS_MS, buckets, 0.95),
    }
