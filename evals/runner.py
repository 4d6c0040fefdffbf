"""Running the suites and telling what came out, for a person and for a file."""

import importlib
import importlib.util
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.result import Metric, SuiteResult

# "companies" is the knowledge suite over three of its companies: what every build has time for.
SUITES = ("knowledge", "leads", "operators")
SMALL_SUITES = {"companies": ("knowledge", "run_small")}
# More lines than these help nobody on a screen; the file holds them all.
MOST_FAILURES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Finished:
    result: SuiteResult
    seconds: float


async def run_suites(names: Iterable[str], console: Console) -> list[Finished]:
    """One suite after another: they share the machine's two cores with nothing."""
    finished = []
    for name in names:
        run = find_suite(name)
        if run is None:
            console.print(f"{name}: no such suite yet, left out", style="yellow")
            continue
        started = time.perf_counter()
        result = await run()
        finished.append(Finished(result, time.perf_counter() - started))
    return finished


def find_suite(name: str) -> Callable[[], Awaitable[SuiteResult]] | None:
    folder, function = SMALL_SUITES.get(name, (name, "run"))
    if importlib.util.find_spec(f"evals.{folder}") is None:
        return None
    if importlib.util.find_spec(f"evals.{folder}.suite") is None:
        return None
    run: Callable[[], Awaitable[SuiteResult]] = getattr(
        importlib.import_module(f"evals.{folder}.suite"), function
    )
    return run


def show(finished: Iterable[Finished], console: Console) -> None:
    for one in finished:
        console.print(_table(one))
        failures = one.result.failures
        for line in failures[:MOST_FAILURES_SHOWN]:
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
        if len(failures) > MOST_FAILURES_SHOWN:
            console.print(f"  … and {len(failures) - MOST_FAILURES_SHOWN} more")


def _table(one: Finished) -> Table:
    result = one.result
    table = Table(title=f"{result.suite}: {result.cases} cases in {one.seconds:.1f} s")
    table.add_column("metric")
    table.add_column("value", justify="right")
    table.add_column("target", justify="right")
    table.add_column("passed")
    for metric in result.metrics:
        table.add_row(metric.name, f"{metric.value:.3f}", _target(metric), _verdict(metric))
    return table


def _target(metric: Metric) -> str:
    return "" if metric.target is None else f"{metric.target:.3f}"


def _verdict(metric: Metric) -> str:
    if metric.target is None:
        return "told only"
    return "[green]yes[/green]" if metric.passed else "[bold red]NO[/bold red]"


def write_json(finished: Iterable[Finished], file: Path) -> None:
    """The same in a file: `passed` on each metric, suite and on the whole."""
    suites = [_suite(one) for one in finished]
    whole = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "passed": all(suite["passed"] for suite in suites),
        "suites": suites,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _suite(one: Finished) -> dict[str, object]:
    result = one.result
    return {
        "suite": result.suite,
        "cases": result.cases,
        "seconds": round(one.seconds, 2),
        "passed": result.passed,
        "metrics": [asdict(metric) | {"passed": metric.passed} for metric in result.metrics],
        "failures": list(result.failures),
    }
