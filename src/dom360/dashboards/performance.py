"""How quickly and how well the answers came."""

from collections.abc import Sequence
from dataclasses import dataclass

from dom360.dashboards import queries
from dom360.dashboards.models import Event, Question, Timed
from dom360.dashboards.parts import by_bucket, grouped, head, share, total
from dom360.dashboards.periods import Span
from dom360.dashboards.schemas import (
    ErrorCount,
    Knowledge,
    Latency,
    PerformanceDashboard,
    PerformanceTotals,
    SlowAgent,
)
from dom360.db.database import Tx
from dom360.usage.latency import AGENT_BOUNDS_MS, PLATFORM_BOUNDS_MS, percentile

_SLOWEST = 10


@dataclass(frozen=True)
class _Work:
    """All that is known of a stretch of time."""

    timed: Sequence[Timed]
    events: Sequence[Event]

    def failures(self) -> list[Event]:
        return [one for one in self.events if one.kind == "failed"]

    def happened(self, kind: str) -> int:
        return sum(one.events for one in self.events if one.kind == kind)

    def split(self, span: Span, asked: Question) -> "list[_Work]":
        buckets = span.buckets(asked.clock.today)
        parts = zip(
            by_bucket(self.timed, buckets),
            by_bucket(self.events, buckets),
            strict=True,
        )
        return [_Work(*part) for part in parts]


async def dashboard(tx: Tx, asked: Question) -> PerformanceDashboard:
    work = await _read(tx, asked, asked.span)
    earlier = asked.span.before() if asked.compare else None
    before = await _read(tx, asked, earlier) if earlier else None
    return PerformanceDashboard(
        **await head(tx, asked),
        totals=_totals(work),
        previous_totals=_totals(before) if before else None,
        series=[_totals(part) for part in work.split(asked.span, asked)],
        previous_series=[_totals(part) for part in before.split(earlier, asked)]
        if before and earlier
        else None,
        errors_by_code=_errors(work.failures()),
        slowest_agents=_slowest(work.timed),
    )


async def _read(tx: Tx, asked: Question, span: Span) -> _Work:
    return _Work(
        timed=await queries.list_timed(tx, asked, span),
        events=await queries.list_events(tx, asked, span),
    )


def _totals(work: _Work) -> PerformanceTotals:
    answers = total(work.timed, "answers")
    errors = work.happened("failed")
    hits, misses = (
        total(work.timed, "grounded_answers"),
        total(work.timed, "knowledge_misses"),
    )
    timeouts = sum(one.events for one in work.failures() if "TIMEOUT" in one.code)
    return PerformanceTotals(
        answers=answers,
        errors=errors,
        error_rate=share(errors, answers + errors),
        timeouts=timeouts,
        retries=total(work.timed, "retries"),
        repaired=work.happened("repaired"),
        handovers=work.happened("handover"),
        knowledge=Knowledge(hits=hits, misses=misses, hit_rate=share(hits, hits + misses)),
        agent=_latency(work.timed, "agent_ms", AGENT_BOUNDS_MS),
        platform=_latency(work.timed, "platform_ms", PLATFORM_BOUNDS_MS),
        first_token=_latency(work.timed, "first_ms", AGENT_BOUNDS_MS),
    )


def _latency(rows: Sequence[Timed], name: str, bounds: Sequence[int]) -> Latency:
    counts = [sum(bucket) for bucket in zip(*(getattr(row, name) for row in rows), strict=True)]
    answers = sum(counts)
    return Latency(
        answers=answers,
        mean_ms=round(total(rows, f"{name}_sum") / answers) if answers else None,
        p50_ms=percentile(bounds, counts, 0.5),
        p95_ms=percentile(bounds, counts, 0.95),
        p99_ms=percentile(bounds, counts, 0.99),
    )


def _errors(failures: Sequence[Event]) -> list[ErrorCount]:
    """The most frequent first."""
    all_of_them = total(failures, "events")
    found = [
        ErrorCount(
            code=code,
            errors=total(some, "events"),
            share=share(total(some, "events"), all_of_them) or 0.0,
        )
        for code, some in grouped(failures, lambda one: one.code).items()
    ]
    return sorted(found, key=lambda one: (-one.errors, one.code))


def _slowest(timed: Sequence[Timed]) -> list[SlowAgent]:
    """By the time within which 95 of 100 answers came."""
    found = [
        SlowAgent(
            agent_type=agent_type, model=model, agent=_latency(some, "agent_ms", AGENT_BOUNDS_MS)
        )
        for (agent_type, model), some in grouped(
            timed, lambda one: (one.agent_type, one.model)
        ).items()
    ]
    found = [one for one in found if one.agent.p95_ms is not None]
    found.sort(key=lambda one: (-(one.agent.p95_ms or 0), one.agent_type, one.model))
    return found[:_SLOWEST]
