"""`dom360 doctor`."""

import json
import sys
from dataclasses import asdict
from typing import Annotated, NoReturn

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from dom360.launch.doctor.database import check_database
from dom360.launch.doctor.findings import Finding, Level
from dom360.launch.doctor.machine import check_machine
from dom360.settings import Settings, get_settings

COLOURS = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "red"}


def doctor(
    *,
    isolation: Annotated[bool, Parameter(negative="")] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Check this installation; the help text is in `texts.DOCTOR`.

    Parameters
    ----------
    isolation
        Try, as the services' roles, to reach one tenant's rows as another. Changes nothing.
    as_json
        Print a list of {check, level, message, advice}; of --isolation, {findings, count, …}.
    """
    settings = get_settings()
    if isolation:
        _test_isolation(settings, as_json=as_json)
    findings = [*check_machine(settings), *check_database(settings)]
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=2) + "\n")
    else:
        _show(findings)
    sys.exit(1 if any(finding.level is Level.FAIL for finding in findings) else 0)


def _test_isolation(settings: Settings, *, as_json: bool) -> NoReturn:
    from dom360.db import leak_test

    report = leak_test.run(settings.required_app_url())
    if as_json:
        answer = {**asdict(report), "count": len(report.findings)}
        sys.stdout.write(json.dumps(answer, indent=2) + "\n")
    else:
        for finding in report.findings:
            sys.stdout.write(finding + "\n")
        sys.stdout.write(f"{len(report.findings)} findings\n")
    sys.exit(1 if report.findings else 0)


def _show(findings: list[Finding]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        colour = COLOURS[finding.level]
        advice = f"\n→ {finding.advice}" if finding.advice else ""
        table.add_row(f"[{colour}]{finding.level}[/]", finding.check, finding.message + advice)
    Console(highlight=False).print(table)
