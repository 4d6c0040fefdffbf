"""`python -m bench`: what `make bench` and `dom360 bench` run. On loopback; it ends by itself.

Exit 0 where every target is reached without an error, 1 where one is missed.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import report
from bench.plan import PARTS, QUICK, SMOKE, Plan
from bench.stage import Stage, stage


def main(arguments: list[str] | None = None) -> int:
    chosen = _parse(arguments)
    plan = _plan(chosen)
    console = Console(width=None if sys.stdout.isatty() else 140)
    run = measure(plan, console)
    if chosen.json:
        report.write(run, chosen.json)
    reached = report.show(run, console)
    if chosen.compare:
        report.compare(run, report.load_run(chosen.compare), console)
    return 0 if reached else 1


def measure(plan: Plan, console: Console) -> dict[str, Any]:
    """Run the plan's parts on one server. Growth comes before reads: those want its rows."""

    def say(line: str) -> None:
        console.print(line, markup=False, highlight=False)

    with stage(plan, say) as made:
        run = report.describe_run(plan, made.cluster.settings())
        run["parts"] = {part: _measure(part, made) for part in _in_order(plan)}
    return run


def _in_order(plan: Plan) -> list[str]:
    parts = [part for part in PARTS if part in plan.parts]
    return [*parts, "soak"] if plan.soak_minutes else parts


def _measure(part: str, made: Stage) -> dict[str, Any]:
    made.say(part)
    figures: dict[str, Any] = import_module(f"bench.measures.{part}").measure(made)
    return figures


def _plan(chosen: argparse.Namespace) -> Plan:
    plan = SMOKE if chosen.smoke else QUICK if chosen.quick else Plan()
    changes = {
        "seconds": chosen.seconds,
        "tenants": chosen.tenants,
        "messages": chosen.messages,
        "soak_minutes": chosen.soak,
        "clients": tuple(chosen.clients) if chosen.clients else None,
        "parts": tuple(chosen.part) if chosen.part else None,
    }
    return replace(plan, **{name: value for name, value in changes.items() if value is not None})


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dom360 bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about five minutes")
    parser.add_argument("--smoke", action="store_true", help="seconds: that it runs at all")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this (repeatable)")
    parser.add_argument("--seconds", type=_within(1, 600), help="of one point (20)")
    parser.add_argument("--clients", type=_within(1, 64), nargs="+", help="concurrency (1 16 64)")
    parser.add_argument("--tenants", type=_within(1, 10_000), help="(1000)")
    parser.add_argument("--messages", type=_within(1_000, 50_000_000), help="to grow to (1000000)")
    parser.add_argument("--soak", type=_within(1, 120), metavar="MINUTES", help="steady load, last")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="with a run written earlier")
    return parser.parse_args(arguments)


def _within(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text.replace("_", ""))
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"from {least} to {most}")
        return value

    return number


if __name__ == "__main__":
    sys.exit(main())
