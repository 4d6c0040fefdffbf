"""What so many messages a day need, from what a turn was measured to cost."""

from dataclasses import dataclass
from typing import Any

# The busiest second against the average one: business hours, and their rush. Ours to assume.
BUSIEST = 6
# How far a core is loaded in that second, so that answers stay quick and a neighbour can fail.
LOADED = 0.5
# What an agent with a model takes, seconds.
AGENT_S = 4.0
MESSAGES_A_TURN = 2
_DAY_S = 86_400
_YEAR = 365
_GB = 1024**3


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one turn: CPU in milliseconds, bytes, and how long its calls hold a connection."""

    backend_cpu_ms: float
    database_cpu_ms: float
    database_ms: float
    wal_bytes: float
    disk_bytes: float


@dataclass(frozen=True, slots=True)
class Capacity:
    """`average` and `busiest` are turns a second; `waiting` are turns whose agent is at work."""

    average: float
    busiest: float
    backend_cores: float
    database_cores: float
    waiting: float
    connections: float
    wal_gb: float
    disk_gb: float


def cost_of(parts: dict[str, Any]) -> Cost | None:
    """None where the run measured no turns, or how the tables grow."""
    turns, sizes = parts.get("turns"), parts.get("growth", {}).get("sizes")
    if not turns or not sizes:
        return None
    busy = max(
        (one for one in turns["chat"] if one["clients"] <= 16), key=lambda one: one["clients"]
    )
    alone = min(turns["pgbench"], key=lambda one: one["clients"])
    cpu = {name: 1000 * one["cpu_s"] / busy["count"] for name, one in busy["spent"].items()}
    return Cost(
        backend_cpu_ms=cpu["server"],
        database_cpu_ms=cpu["postgresql"],
        database_ms=alone["p50"],
        wal_bytes=turns["written"]["wal_bytes"] / turns["written"]["turns"],
        disk_bytes=MESSAGES_A_TURN * _a_row(sizes["messages"]) + _a_row(sizes["turns"]),
    )


def plan_for(messages_a_day: int, cost: Cost) -> Capacity:
    turns = messages_a_day / MESSAGES_A_TURN
    average = turns / _DAY_S
    busiest = average * BUSIEST
    return Capacity(
        average=average,
        busiest=busiest,
        backend_cores=busiest * cost.backend_cpu_ms / 1000 / LOADED,
        database_cores=busiest * cost.database_cpu_ms / 1000 / LOADED,
        waiting=busiest * AGENT_S,
        connections=busiest * cost.database_ms / 1000,
        wal_gb=turns * cost.wal_bytes / _GB,
        disk_gb=turns * cost.disk_bytes * _YEAR / _GB,
    )


def _a_row(table: dict[str, int]) -> float:
    return table["bytes"] / table["rows"] if table["rows"] else 0.0
