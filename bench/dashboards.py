"""`python -m bench.dashboards`: how quickly the dashboards answer over years of counters.

Measured is what one request asks of the database and computes, body included, through the pool and
the role that serve it; not the HTTP server around it. It makes rollup rows, not messages, and lets
the worker's own functions fold the days and add up the weeks; a few leads have changed since.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bench.cluster import SQL, Cluster, cluster
from dom360.dashboards import cost, funnel, performance, queries, usage
from dom360.dashboards.models import Question
from dom360.dashboards.periods import span
from dom360.dashboards.schemas import Head
from dom360.db.database import Database, Tx
from dom360.db.named_queries import load_queries

_SQL = load_queries(SQL / "dashboards.sql")
TARGET_MS = 100
_DASHBOARDS: dict[str, Callable[[Tx, Question], Awaitable[Head]]] = {
    "usage": usage.dashboard,
    "cost": cost.dashboard,
    "performance": performance.dashboard,
    "funnel": funnel.dashboard,
}


@dataclass(frozen=True)
class Size:
    tenants: int = 1000
    days: int = 1095
    messages: int = 10_000_000
    rounds: int = 30

    @property
    def numbers(self) -> dict[str, int]:
        rows = self.days * 3 * 16 * 5
        return {
            "tenants": self.tenants,
            "days": self.days,
            "a_row": max(2, self.messages // rows),
            "conversations": self.messages // 12,
            "leads": self.messages // 100,
            "failures": self.messages // 400,
            "repaired": self.messages // 2000,
            "handovers": self.messages // 240,
        }


@dataclass(frozen=True)
class Measured:
    dashboard: str
    days: int
    p50_ms: float
    p95_ms: float


def make(made: Cluster, size: Size) -> UUID:
    """The rows. Returns the largest tenant."""
    with made.connect() as connection:
        connection.execute("set session_replication_role = replica")
        for name in (
            "make_tenants", "make_settings", "make_inboxes", "make_small", "make_large",
            "make_conversations", "make_leads", "make_failures", "make_repaired", "make_handovers",
        ):  # fmt: skip
            connection.execute(_SQL[name], size.numbers)
        with connection.transaction():
            for name in ("set_tenant", "fold", "roll", "mark_some"):
                connection.execute(_SQL[name], size.numbers)
        connection.execute(_SQL["analyze"])
        found = connection.execute("select bench.tenant(0)").fetchall()[0][0]
    assert isinstance(found, UUID)
    return found


async def measure(app_url: str, tenant_id: UUID, size: Size) -> list[Measured]:
    """Each dashboard of the largest tenant over a month, a year and everything."""
    db = Database(app_url, pool_size=2)
    try:
        found = []
        for days in sorted({min(size.days, d) for d in (30, 365, 1095)}):
            for name, dashboard in _DASHBOARDS.items():
                took = [await _once(db, tenant_id, dashboard, days) for _ in range(size.rounds + 3)]
                kept = sorted(took[3:])
                found.append(Measured(name, days, _share(kept, 0.5), _share(kept, 0.95)))
    finally:
        await db.close()
    return found


async def _once(
    db: Database, tenant_id: UUID, dashboard: Callable[[Tx, Question], Awaitable[Head]], days: int
) -> float:
    began = time.perf_counter()
    async with db.tenant_tx(tenant_id) as tx:
        clock = await queries.get_clock(tx)
        first = clock.today - timedelta(days=days - 1)
        asked = span(
            clock.today, first_day=first, last_day=clock.today, preset=None, granularity=None
        )
        answer = await dashboard(tx, Question(span=asked, clock=clock))
    answer.model_dump_json()
    return (time.perf_counter() - began) * 1000


def _share(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tenants", type=int, default=Size.tenants)
    parser.add_argument("--days", type=int, default=Size.days)
    parser.add_argument("--messages", type=int, default=Size.messages)
    parser.add_argument("--rounds", type=int, default=Size.rounds)
    size = Size(**vars(parser.parse_args()))
    with cluster() as made:
        tenant_id = make(made, size)
        found = asyncio.run(measure(made.app_url, tenant_id, size))
    for one in found:
        sys.stdout.write(json.dumps(vars(one)) + "\n")
    return 0 if all(one.p95_ms < TARGET_MS for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
