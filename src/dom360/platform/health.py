"""How the parts of the platform are, each with its numbers and what to do."""

import asyncio
from datetime import UTC, datetime
from typing import Literal

import psycopg

from dom360 import __version__
from dom360.db.database import Database
from dom360.db.partitions import ALARM_BELOW, months_ahead
from dom360.errors import Dom360Error
from dom360.platform import queries
from dom360.platform.models import DatabaseState, QueueState
from dom360.platform.schemas import PartView, PlatformHealth
from dom360.web.agent_client import AgentClient

AGENT_WAIT_S = 3.0
# A job that could have run this long ago means that nobody works, or that it is too much.
OVERDUE_S = 300
LAG_S = 30.0
# Of a hundred.
FULL_AT = 85

Status = Literal["ok", "degraded", "error"]


async def look(db: Database, agents: AgentClient, *, agent_url: str) -> PlatformHealth:
    """Never raises for a part that is down: that is what it tells."""
    database, queue, agent = await asyncio.gather(
        _database_parts(db), _queue_parts(db), _agent_part(agents, agent_url)
    )
    parts = [*database, *queue, agent]
    found = {part.status for part in parts}
    worst: Status = "error" if "error" in found else "degraded" if "degraded" in found else "ok"
    return PlatformHealth(
        status=worst, version=__version__, checked_at=datetime.now(UTC), parts=parts
    )


async def _database_parts(db: Database) -> list[PartView]:
    try:
        async with db.platform_tx("dom360_admin") as tx:
            state = await queries.inspect_database(tx)
        short = {table.parent: table.ahead for table in await months_ahead(db)}
    except (psycopg.Error, Dom360Error):
        problem = "The database does not answer. See its log and the services' log."
        return [PartView(name="database", status="error", problem=problem, figures={})]
    return [_database(state), _replicas(state), _months(short)]


def _database(state: DatabaseState) -> PartView:
    full = state.connections * 100 >= state.max_connections * FULL_AT
    return PartView(
        name="database",
        status="degraded" if full else "ok",
        problem="Nearly all connections are taken. Put PgBouncer in front, or allow more."
        if full
        else None,
        figures={
            "version": state.server_version,
            "size_bytes": state.size_bytes,
            "connections": state.connections,
            "max_connections": state.max_connections,
        },
    )


def _replicas(state: DatabaseState) -> PartView:
    behind = state.lag_s is not None and state.lag_s > LAG_S
    return PartView(
        name="replicas",
        status="degraded" if behind else "ok",
        problem="A replica is behind: what is read there is old." if behind else None,
        figures={"count": state.replicas, "lag_s": state.lag_s},
    )


def _months(ahead: dict[str, int]) -> PartView:
    missing = sorted(table for table, months in ahead.items() if months < ALARM_BELOW)
    return PartView(
        name="months",
        status="error" if missing else "ok",
        problem=f"Months are missing ahead for {', '.join(missing)}. Is a worker running?"
        if missing
        else None,
        figures=dict(ahead),
    )


async def _queue_parts(db: Database) -> list[PartView]:
    try:
        async with db.platform_tx("dom360_jobs") as tx:
            state = await queries.inspect_queue(tx)
            abandoned = await queries.count_abandoned_turns(tx)
    except (psycopg.Error, Dom360Error):
        problem = "The queue cannot be looked at: its database does not answer."
        return [PartView(name="queue", status="error", problem=problem, figures={})]
    return [_worker(state), _queue(state), _turns(abandoned)]


def _worker(state: QueueState) -> PartView:
    return PartView(
        name="worker",
        status="ok" if state.workers else "error",
        problem=None if state.workers else "No worker is running. Start 'dom360 serve worker'.",
        figures={"alive": state.workers, "heartbeat_s": state.heartbeat_s},
    )


def _queue(state: QueueState) -> PartView:
    problem = None
    if state.overdue_s > OVERDUE_S:
        problem = "Jobs wait for too long. Start more workers."
    elif state.failed:
        problem = "Jobs have failed. Look at them, and try them again."
    return PartView(
        name="queue",
        status="degraded" if problem else "ok",
        problem=problem,
        figures={
            "todo": state.todo,
            "doing": state.doing,
            "failed": state.failed,
            "overdue_s": state.overdue_s,
        },
    )


def _turns(abandoned: int) -> PartView:
    return PartView(
        name="turns",
        status="degraded" if abandoned else "ok",
        problem="Turns wait to be repaired; a worker does that." if abandoned else None,
        figures={"abandoned": abandoned},
    )


async def _agent_part(agents: AgentClient, url: str) -> PartView:
    found = await agents.health(url, AGENT_WAIT_S, trusted=True)
    status: Status = "ok" if found.status == "ok" else "degraded" if found.answers else "error"
    return PartView(
        name="agents",
        status=status,
        problem=found.problem
        or (None if status == "ok" else "The platform's agents are not well."),
        figures={
            "latency_ms": found.latency_ms,
            "model": found.model,
            "version": found.version,
            "code": found.code,
        },
    )
