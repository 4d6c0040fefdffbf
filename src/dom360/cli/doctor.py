"""`dom360 doctor`."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from dom360.launch.doctor.database import check_database
from dom360.launch.doctor.findings import Finding, Level
from dom360.launch.doctor.machine import check_machine
from dom360.settings import get_settings

COLOURS = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "red"}


def doctor(*, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False) -> None:
    """Check this installation; the help text is in `texts.DOCTOR`.

    Parameters
    ----------
    as_json
        Print a list of {check, level, message, advice}.
    """
    settings = get_settings()
    findings = [*check_machine(settings), *check_database(settings)]
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=2) + "\n")
    else:
        _show(findings)
    sys.exit(1 if any(finding.level is Level.FAIL for finding in findings) else 0)


def _show(findings: list[Finding]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        colour = COLOURS[finding.level]
        advice = f"\n→ {finding.advice}" if finding.advice else ""
        table.add_row(f"[{colour}]{finding.level}[/]", finding.check, finding.message + advice)
    Console(highlight=False).print(table)
