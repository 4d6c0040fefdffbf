"""What a run has to reach, as ratios of its own figures (issue: performance)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """`value` is to be at least `bound` where `at_least`, else at most."""

    name: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def reached(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def targets(parts: Figures) -> list[Target]:
    """Of the parts that were measured."""
    return [
        target for name, judge in _JUDGES.items() if name in parts for target in judge(parts[name])
    ]


def count_errors(figures: object) -> int:
    """All errors of all points, wherever they stand."""
    if isinstance(figures, dict):
        own = figures.get("errors")
        mine = sum(own.values()) if isinstance(own, dict) else 0
        return mine + sum(count_errors(value) for value in figures.values())
    return sum(map(count_errors, figures)) if isinstance(figures, list) else 0


def _turns(figures: Figures) -> Iterator[Target]:
    chat, limit = _by_clients(figures["chat"]), _by_clients(figures["pgbench"])
    for clients, point in chat.items():
        share = _ratio(point["per_second"], limit[clients]["per_second"])
        yield Target(f"turns/s of what the database alone reaches, {clients} clients", share, 0.45)
    busy = 16 if 16 in chat else max(chat)
    for name, bound in (("naive", 20.0), ("naive_shared_client", 7.0)):
        base = _by_clients(figures[name])[busy]["per_second"]
        yield Target(
            f"turns/s against {name.replace('_', ' ')}, {busy} clients",
            _ratio(chat[busy]["per_second"], base),
            bound,
        )
    if 1 in chat:
        yield Target(
            "platform overhead of a turn against its two database calls, 1 client",
            _ratio(chat[1]["p50"], limit[1]["p50"]),
            3.0,
            at_least=False,
        )
    yield Target(
        f"p99 against p50, {busy} clients",
        _ratio(chat[busy]["p99"], chat[busy]["p50"]),
        4.0,
        at_least=False,
    )


def _reads(figures: Figures) -> Iterator[Target]:
    rows = f"{figures['rows_of_the_largest']:,} rows"
    yield Target(
        f"requests/s for the latest 10 messages of a tenant with {rows}",
        figures["latest_messages_of_the_largest"]["per_second"],
        1_000,
    )
    yield Target(
        f"p50 in the database for the same, ms ({rows})",
        figures["latest_messages_in_the_database"]["p50"],
        1.0,
        at_least=False,
    )


def _hot(figures: Figures) -> Iterator[Target]:
    spread = (figures["spread"]["per_second"] + figures["spread_again"]["per_second"]) / 2
    yield Target(
        "one hot inbox against spread load", _ratio(figures["inbox"]["per_second"], spread), 0.7
    )


def _growth(figures: Figures) -> Iterator[Target]:
    for name in ("messages", "tenants"):
        steps = figures[name]
        if len(steps) > 1:
            costs = [_cpu_a_turn(step["pgbench"]) for step in steps]
            yield Target(
                f"PostgreSQL's CPU a turn from {steps[0][name]:,} to {steps[-1][name]:,} {name}, "
                "the dearest against the first",
                _ratio(max(costs), costs[0]),
                1.15,
                at_least=False,
            )


def _dashboards(figures: Figures) -> Iterator[Target]:
    for days in sorted({one["days"] for one in figures["answers"]}):
        slowest = max(one["p95_ms"] for one in figures["answers"] if one["days"] == days)
        yield Target(
            f"p95 of the slowest dashboard over {days} days, ms", slowest, 100, at_least=False
        )


def _startup(figures: Figures) -> Iterator[Target]:
    yield Target(
        "backend's memory at rest, MB", figures["at_rest_mb"]["backend"], 150, at_least=False
    )


def _soak(figures: Figures) -> Iterator[Target]:
    memory = figures["memory_mb"]
    if len(memory) >= 6:
        third = len(memory) // 3
        early, late = sum(memory[:third]) / third, sum(memory[-third:]) / third
        yield Target(
            "backend's memory, last third against the first",
            _ratio(late, early),
            1.1,
            at_least=False,
        )


_JUDGES = {
    "turns": _turns,
    "reads": _reads,
    "hot": _hot,
    "growth": _growth,
    "dashboards": _dashboards,
    "startup": _startup,
    "soak": _soak,
}


def _by_clients(points: list[Figures]) -> dict[int, Figures]:
    return {point["clients"]: point for point in points}


def _cpu_a_turn(point: Figures) -> float:
    """Milliseconds of PostgreSQL's processes: wall time would measure the neighbours as well."""
    return _ratio(point["spent"]["postgresql"]["cpu_s"] * 1000, point["count"])


def _ratio(value: float, base: float) -> float:
    return round(value / base, 3) if base else 0.0
