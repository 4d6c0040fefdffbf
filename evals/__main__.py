"""`python -m evals`: exit 0 where every target is reached, 1 where one is missed."""

import argparse
import asyncio
import sys
from pathlib import Path

from rich.console import Console

from evals.runner import SMALL_SUITES, SUITES, run_suites, show, write_json


def main() -> int:
    chosen = _arguments()
    console = Console(width=None if sys.stdout.isatty() else 120)
    finished = asyncio.run(run_suites(chosen.suite or SUITES, console))
    show(finished, console)
    if chosen.json:
        write_json(finished, chosen.json)
    if not finished:
        console.print("No suite ran, so nothing was measured.", style="bold red")
        return 1
    return 0 if all(one.result.passed for one in finished) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument(
        "--suite",
        action="append",
        choices=[*SUITES, *SMALL_SUITES],
        help="only this one (may be repeated)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
