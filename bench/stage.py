"""What the measures stand on: the server with its population, the agent, and the processes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from bench import services
from bench.cluster import Cluster, cluster
from bench.data import Population, analyze, populate
from bench.load import Order, run_load
from bench.pgbench import run_pgbench
from bench.plan import Plan
from bench.point import Point
from bench.services import Service

Say = Callable[[str], None]


@dataclass(frozen=True)
class Stage:
    plan: Plan
    cluster: Cluster
    population: Population
    agent: Service
    say: Say

    @contextmanager
    def backend(self, **settings: str) -> Iterator[Service]:
        with services.backend(self.cluster, self.agent.url, **settings) as service:
            yield service

    def load(
        self,
        service: Service,
        kind: str,
        clients: int,
        **more: Any,  # fields of Order
    ) -> Point:
        """One point over HTTP, with what every process spent on it."""
        order = Order(
            host="127.0.0.1",
            port=service.port,
            kind=kind,
            clients=clients,
            seconds=more.pop("seconds", self.plan.seconds),
            warmup_s=self.plan.warmup_s,
            targets=list(more.pop("targets", self.population.targets)),
            **more,
        )
        processes = {
            "server": service.process.pid,
            "agent": self.agent.process.pid,
            "postgresql": self.cluster.pid,
        }
        watch = services.Watch(processes)
        point = run_load(order, when_warm=watch.begin)
        return self._told(replace(point, spent=watch.spent()))

    def pgbench(self, clients: int, **more: str) -> Point:
        run_pgbench(
            self.cluster,
            self.population,
            clients=clients,
            seconds=max(1, self.plan.warmup_s),
            **more,
        )
        watch = services.Watch({"postgresql": self.cluster.pid})
        point = run_pgbench(
            self.cluster, self.population, clients=clients, seconds=self.plan.seconds, **more
        )
        return self._told(replace(point, spent=watch.spent()))

    def _told(self, point: Point) -> Point:
        self.say(
            f"    {point.clients:>3} clients  {point.per_second:>8.1f}/s  p50 {point.p50:.1f} ms"
            f"  p99 {point.p99:.1f} ms  errors {point.errors or 0}"
        )
        return point


@contextmanager
def stage(plan: Plan, say: Say) -> Iterator[Stage]:
    """A server as it is after its first minutes: with some turns, and statistics of every table."""
    say(f"PostgreSQL with fsync on; {plan.tenants} tenants, {plan.contacts} conversations each")
    with cluster() as made, services.instant_agent() as agent:
        population = populate(made, tenants=plan.tenants, contacts=plan.contacts)
        run_pgbench(made, population, clients=1, seconds=max(1, plan.warmup_s))
        with made.connect() as connection:
            analyze(connection)
        yield Stage(plan, made, population, agent, say)
