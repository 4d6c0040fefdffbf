"""Showing a run, writing it, and comparing it with an earlier one."""

import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from bench.plan import Plan
from bench.targets import Target, count_errors, targets

_ROOT = Path(__file__).parents[1]
_LIBRARIES = ("fastapi", "granian", "psycopg", "aiohttp", "uvloop", "pydantic")


def describe_run(plan: Plan, settings: dict[str, str]) -> dict[str, Any]:
    """The machine, the versions and the settings that the figures hold for."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "plan": plan.as_json(),
        "machine": {
            "cores": psutil.cpu_count(),
            "memory_gb": round(psutil.virtual_memory().total / 1024**3, 1),
            "system": platform.system(),
            "processor": platform.machine(),
        },
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
        "postgresql": settings,
    }


def show(run: dict[str, Any], console: Console) -> bool:
    """Print points and targets; whether every target was reached without an error."""
    console.print(_points(run["parts"]))
    judged = targets(run["parts"])
    console.print(_targets(judged))
    errors = count_errors(run["parts"])
    console.print(f"errors: {errors}", style="bold red" if errors else "green")
    return not errors and all(target.reached for target in judged)


def write(run: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(run, indent=2) + "\n", encoding="utf-8")


def compare(run: dict[str, Any], earlier: dict[str, Any], console: Console) -> None:
    """The ratios side by side: figures of two runs are only comparable as ratios inside each."""
    before = {target.name: target for target in targets(earlier["parts"])}
    table = Table("compared with " + earlier["at"], "earlier", "now", title="Ratios of both runs")
    for target in targets(run["parts"]):
        if (old := before.get(target.name)) is not None:
            table.add_row(target.name, f"{old.value:g}", f"{target.value:g}")
    console.print(table)


def _points(parts: dict[str, Any]) -> Table:
    table = Table(
        "part", "what", "clients", "/s", "p50 ms", "p95", "p99", "max", "CPU ms each", "errors"
    )
    for part, figures in parts.items():
        for name, point in points_of(figures):
            spent = sum(one["cpu_s"] for one in point["spent"].values())
            table.add_row(
                part,
                name,
                str(point["clients"]),
                f"{point['per_second']:,.1f}",
                *(f"{point[key]:.2f}" for key in ("p50", "p95", "p99", "max")),
                f"{1000 * spent / point['count']:.2f}" if point["count"] else "",
                str(sum(point["errors"].values())),
            )
    return table


def points_of(figures: object, name: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every point in the figures, named by the way to it."""
    if isinstance(figures, dict):
        if "per_second" in figures:
            return [(name, figures)]
        size = next(
            (
                f"{figures[key]:,} {key}"
                for key in ("messages", "tenants", "passages")
                if isinstance(figures.get(key), int)
            ),
            "",
        )
        return [
            found
            for key, value in figures.items()
            for found in points_of(value, " ".join(filter(None, (name, size, key))))
        ]
    if isinstance(figures, list):
        return [found for one in figures for found in points_of(one, name)]
    return []


def _targets(judged: list[Target]) -> Table:
    table = Table("target", "measured", "bound", "")
    for target in judged:
        sign = "≥" if target.at_least else "≤"
        table.add_row(
            target.name,
            f"{target.value:g}",
            f"{sign} {target.bound:g}",
            "[green]reached[/]" if target.reached else "[red]missed[/]",
        )
    return table


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # whichever git there is
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or "unknown"


def load_run(file: Path) -> dict[str, Any]:
    try:
        run: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        sys.exit(f"{file} is no saved run: {problem}")
    return run
