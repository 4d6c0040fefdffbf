"""`python -m bench.tables RUN.json`: writes the tables of docs/performance.md from a saved run.

Between the markers `<!-- bench: NAME -->` and `<!-- end -->`; a table whose part was not measured
stays as it is.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import capacity
from bench.report import load_run, points_of
from bench.targets import count_errors, targets

DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"
_PLACE = re.compile(r"(<!-- bench: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_COLUMNS = ("p50", "p95", "p99", "max")
Run = dict[str, Any]


def main() -> None:
    run = load_run(Path(sys.argv[1]))
    DOCUMENT.write_text(fill(DOCUMENT.read_text(encoding="utf-8"), run), encoding="utf-8")


def fill(text: str, run: Run) -> str:
    """The text with every table that this run has figures for."""

    def table(place: re.Match[str]) -> str:
        made = _TABLES[place[2]](run)
        return f"{place[1]}{made}\n{place[3]}" if made else place[0]

    return _PLACE.sub(table, text)


def _machine(run: Run) -> str:
    machine, plan, server = run["machine"], run["plan"], run["postgresql"]
    versions = ", ".join(f"{name} {one}" for name, one in run["versions"].items())
    return (
        f"{run['at'][:10]}, commit {run['commit']}: {machine['cores']} cores, "
        f"{machine['memory_gb']:g} GB, {machine['system']} {machine['processor']}; PostgreSQL "
        f"{server['server_version']} with fsync {server['fsync']} and synchronous_commit "
        f"{server['synchronous_commit']}, everything on this one machine; {versions}. "
        f"{plan['seconds']} s a point after {plan['warmup_s']} s, {plan['tenants']:,} companies. "
        f"Errors in all points: {count_errors(run['parts'])}."
    )


def _targets(run: Run) -> str:
    return _markdown(
        ("target", "bound", "measured", ""),
        (
            (
                one.name,
                f"{'≥' if one.at_least else '≤'} {one.bound:g}",
                f"{one.value:g}",
                "reached" if one.reached else "**missed**",
            )
            for one in targets(run["parts"])
        ),
    )


def _points(*parts: str) -> Callable[[Run], str]:
    def table(run: Run) -> str:
        found = {part: run["parts"][part] for part in parts if part in run["parts"]}
        rows = [
            (
                name,
                str(point["clients"]),
                f"{point['per_second']:,.0f}",
                *(f"{point[column]:.1f}" for column in _COLUMNS),
                _spent(point),
            )
            for figures in found.values()
            for name, point in points_of(figures)
        ]
        heads = ("", "clients", "a second", *(f"{one} ms" for one in _COLUMNS), "CPU ms each")
        return _markdown(heads, rows)

    return table


def _spent(point: dict[str, Any]) -> str:
    """By process: what one answer took of a core."""
    return ", ".join(
        f"{name} {1000 * one['cpu_s'] / point['count']:.2f}"
        for name, one in point["spent"].items()
        if point["count"] and one["cpu_s"]
    )


def _memory(run: Run) -> str:
    figures = run["parts"].get("startup")
    if not figures:
        return ""
    rows = [("starts in", f"{min(figures['start_s'])} s")]
    rows += [(f"{name} at rest", f"{size:.0f} MB") for name, size in figures["at_rest_mb"].items()]
    rows += [("backend after load", f"{figures['after_load_mb']:.0f} MB")]
    if soak := run["parts"].get("soak"):
        kept = " → ".join(
            f"{size:.0f}" for size in soak["memory_mb"][:: len(soak["memory_mb"]) // 6 or 1]
        )
        rows += [(f"backend over {len(soak['memory_mb'])} minutes of load", f"{kept} MB")]
    return _markdown(("", ""), rows)


def _dashboards(run: Run) -> str:
    answers = run["parts"].get("dashboards", {}).get("answers", [])
    return _markdown(
        ("dashboard", "days", "p50 ms", "p95 ms"),
        ((one["dashboard"], str(one["days"]), f"{one['p50_ms']:.1f}", f"{one['p95_ms']:.1f}")
         for one in answers),
    )  # fmt: skip


def _capacity(run: Run) -> str:
    cost = capacity.cost_of(run["parts"])
    if cost is None:
        return ""
    plans = [capacity.plan_for(messages, cost) for messages in (100_000, 1_000_000, 10_000_000)]
    lines = [
        ("turns a second: average, busiest", [f"{p.average:.1f}, {p.busiest:.0f}" for p in plans]),
        ("cores for backends", [f"{p.backend_cores:.1f}" for p in plans]),
        ("cores for PostgreSQL", [f"{p.database_cores:.1f}" for p in plans]),
        ("turns with an agent at once", [f"{p.waiting:,.0f}" for p in plans]),
        ("connections in use at once", [f"{p.connections:.1f}" for p in plans]),
        ("WAL a day", [f"{p.wal_gb:,.1f} GB" for p in plans]),
        ("disk a year", [f"{p.disk_gb:,.0f} GB" for p in plans]),
    ]
    return _markdown(
        ("messages a day", "100,000", "1,000,000", "10,000,000"),
        ((name, *values) for name, values in lines),
    )


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if not lines:
        return ""
    return "\n".join(["| " + " | ".join(heads) + " |", "| --- " * len(heads) + "|", *lines])


_TABLES: dict[str, Callable[[Run], str]] = {
    "machine": _machine,
    "targets": _targets,
    "turns": _points("turns"),
    "hot": _points("hot"),
    "rls": _points("rls"),
    "growth": _points("growth"),
    "reads": _points("reads"),
    "knowledge": _points("knowledge"),
    "memory": _memory,
    "dashboards": _dashboards,
    "capacity": _capacity,
}

if __name__ == "__main__":
    main()
