"""Each dashboard of the largest company, over years of counters, on a server of its own."""

import asyncio
from dataclasses import asdict
from typing import Any

from bench import dashboards
from bench.cluster import cluster
from bench.stage import Stage

_YEARS = 1095


def measure(stage: Stage) -> dict[str, Any]:
    """In the process, without HTTP around it (see bench.dashboards)."""
    size = dashboards.Size(
        tenants=stage.plan.tenants,
        days=_YEARS,
        messages=stage.plan.messages,
        rounds=10 * stage.plan.seconds,
    )
    with cluster() as made:
        stage.say(f"  {size.days} days of {size.tenants} companies")
        tenant_id = dashboards.make(made, size)
        found = asyncio.run(dashboards.measure(made.app_url, tenant_id, size))
    return {"size": asdict(size), "answers": [asdict(one) for one in found]}
