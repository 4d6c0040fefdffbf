"""`dom360 audit …`: the audit log."""

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter
from rich.console import Console

from dom360.settings import get_settings

if TYPE_CHECKING:
    from dom360.audit.models import ChainReport

app = App(name="audit")
out = Console(highlight=False)


@app.command
def verify(
    *,
    tenant: str | None = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Prove that nothing was edited, removed or reordered; exit code 1 when something was.

    Safe at any time, also while the product is in use. Keep an answer of --json somewhere else: it
    names each chain's end (head_seq, head_hash), which a later rewriting cannot reach.

    Parameters
    ----------
    tenant
        Only this company, by its slug.
    as_json
        Print one line of JSON a company.
    """
    sys.exit(asyncio.run(_verify(tenant, as_json=as_json)))


async def _verify(slug: str | None, *, as_json: bool) -> int:
    from dom360.audit.verify import verify_chains
    from dom360.db.database import Database

    db = Database(get_settings().required_app_url())
    chains = entries = found = 0
    try:
        async for report in verify_chains(db, slug=slug):
            chains, entries = chains + 1, entries + report.entries
            found += report.found
            _print_json(report) if as_json else _print(report)
    finally:
        await db.close()
    if not as_json:
        verdict = f"[red]{found} findings[/]" if found else "[green]whole[/]"
        out.print(f"{chains} chains, {entries} entries: {verdict}")
    return 1 if found else 0


def _print(report: "ChainReport") -> None:
    name = report.slug or f"{report.tenant_id} (no such company any more)"
    for finding in report.findings:
        rows = f"{finding.first_seq}"
        if finding.last_seq != finding.first_seq:
            rows += f" to {finding.last_seq}"
        out.print(f"[red]{finding.code}[/] {name} seq {rows}: {finding.message}")
    if report.found > len(report.findings):
        out.print(f"… {report.found - len(report.findings)} more of {name}")


def _print_json(report: "ChainReport") -> None:
    from dataclasses import asdict

    line = {**asdict(report), "tenant_id": str(report.tenant_id), "whole": report.found == 0}
    sys.stdout.write(json.dumps(line) + "\n")
