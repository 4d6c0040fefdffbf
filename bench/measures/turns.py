"""Turns a second: the product, its limit (the same two calls from pgbench), the naive baseline."""

from typing import Any

from bench import data, services
from bench.cluster import SQL
from bench.point import Point
from bench.stage import Stage

_NAIVE_SCHEMA = SQL.parent / "naive" / "schema.sql"


def measure(stage: Stage) -> dict[str, Any]:
    series: dict[str, list[Point]] = {"pgbench": [], "chat": [], "stream": []}
    wal_before, turns_before = data.written(stage.cluster)
    with stage.backend() as backend:
        for clients in stage.plan.clients:
            stage.say("  the two database calls, from pgbench")
            series["pgbench"].append(stage.pgbench(clients))
            for kind in ("chat", "stream"):
                stage.say(f"  POST /api/chat ({'JSON' if kind == 'chat' else 'streamed'})")
                series[kind].append(stage.load(backend, kind, clients))
    wal, turns = data.written(stage.cluster)
    series |= _naive(stage)
    figures = {name: [point.as_json() for point in points] for name, points in series.items()}
    written = {"turns": turns - turns_before, "wal_bytes": wal - wal_before}
    return {**figures, "written": written}


def _naive(stage: Stage) -> dict[str, list[Point]]:
    _make_naive_data(stage)
    series: dict[str, list[Point]] = {}
    for name, shared in (("naive", False), ("naive_shared_client", True)):
        with services.naive(stage.cluster, stage.agent.url, shared_client=shared) as naive:
            stage.say(
                f"  naive baseline, {'one HTTP client' if shared else 'an HTTP client a call'}"
            )
            series[name] = [stage.load(naive, "chat", clients) for clients in stage.plan.clients]
    return series


def _make_naive_data(stage: Stage) -> None:
    """The same tenants and keys, and nothing else: it starts empty, which is to its advantage."""
    with stage.cluster.connect() as connection:
        connection.execute(_NAIVE_SCHEMA.read_bytes())
        connection.execute(
            "insert into naive.tenants (id, name)"
            " select bench.tenant(n), 'Empresa ' || n from generate_series(0, %s) n",
            [stage.plan.tenants - 1],
        )
        for number, target in enumerate(stage.population.targets):
            connection.execute(
                "insert into naive.api_keys values (%s, bench.tenant(%s))", [target.key, number]
            )
