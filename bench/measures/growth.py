"""Cost of a turn as the tables grow: ten times more messages at each step, in a year of months."""

from dataclasses import replace
from typing import Any

from bench.data import add_old_messages, sizes
from bench.stage import Stage

_FIRST = 10_000


def measure(stage: Stage) -> dict[str, Any]:
    clients = max(clients for clients in stage.plan.clients if clients <= 16)
    steps: list[dict[str, Any]] = []
    stored = 0
    for messages in _steps(stage.plan.messages):
        # The last step is one company's: it has the rows that the reads look at.
        last = messages == stage.plan.messages
        stage.say(f"  {messages:,} older messages")
        took = add_old_messages(
            stage.cluster,
            messages - stored,
            spread=1 if last else stage.plan.tenants,
            already=stored,
            progress=stage.say,
        )
        stored = messages
        point = stage.pgbench(clients)
        with stage.backend() as backend:
            api = stage.load(backend, "chat", clients)
        steps.append(
            {
                "messages": messages,
                "load_s": round(took, 1),
                "pgbench": point.as_json(),
                "chat": api.as_json(),
            }
        )
    return {
        "messages": steps,
        "tenants": _by_tenants(stage, clients),
        "sizes": sizes(stage.cluster),
    }


def _steps(most: int) -> list[int]:
    steps = []
    size = _FIRST
    while size < most:
        steps.append(size)
        size *= 10
    return [*steps, most]


def _by_tenants(stage: Stage, clients: int) -> list[dict[str, Any]]:
    """The same load on fewer of the tenants."""
    points = []
    for tenants in (1, 100, 1_000):
        if tenants > stage.plan.tenants:
            continue
        stage.say(f"  {tenants} tenants")
        some = replace(stage.population, tenants=tenants)
        point = replace(stage, population=some).pgbench(clients)
        points.append({"tenants": tenants, "pgbench": point.as_json()})
    return points
