"""The benchmark's tenants and messages."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import psycopg

from bench.cluster import SQL, Cluster
from bench.load import Target
from dom360.db.named_queries import load_queries
from dom360.kit import tokens

_SQL = load_queries(SQL / "data.sql")
MONTHS = 12
# Messages of a conversation: a short sale.
DEPTH = 8
# Conversations that are written at once: a step of the progress, and of a writer's memory.
CHUNK = 5_000
WRITERS = 2

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Population:
    """`contacts` of each tenant are in a conversation now, each `DEPTH` messages long."""

    tenants: int
    contacts: int
    targets: tuple[Target, ...]

    @property
    def active_messages(self) -> int:
        return self.tenants * self.contacts * DEPTH


def populate(cluster: Cluster, *, tenants: int, contacts: int) -> Population:
    """Make the tenants with what they talk about now."""
    numbers = {"tenants": tenants, "contacts": contacts, "depth": DEPTH}
    with cluster.connect() as connection:
        connection.execute(_SQL["quiet"])
        for step in (
            "make_tenants",
            "make_slugs",
            "make_settings",
            "make_inboxes",
            "make_contacts",
            "make_active_conversations",
        ):
            connection.execute(_SQL[step], numbers)
        _make_months(connection)
        connection.execute(_SQL["make_active_messages"], numbers)
        targets = tuple(_make_target(connection, n, contacts) for n in range(tenants))
        _count(connection)
    return Population(tenants, contacts, targets)


def add_old_messages(
    cluster: Cluster, messages: int, *, spread: int, already: int, progress: Progress
) -> float:
    """Fill the past year with closed conversations of the first `spread` tenants.

    `already` is how many such messages there are. Returns the seconds it took, with the counters,
    which agree with the messages afterwards.
    """
    started = time.monotonic()
    steps = _steps(messages // DEPTH, already // DEPTH)
    done = 0
    with ThreadPoolExecutor(WRITERS) as writers:
        for count in writers.map(lambda step: _write(cluster, step, spread), steps):
            done += count * DEPTH
            took = time.monotonic() - started
            progress(f"{done:,} of {messages:,} messages, {done / took:,.0f}/s")
    with cluster.connect() as connection:
        _count(connection)
    return time.monotonic() - started


def analyze(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    connection.execute(_SQL["analyze"])


def _count(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    analyze(connection)
    with connection.transaction():
        for step in ("quiet", "forget_counters", "count"):
            connection.execute(_SQL[step])


def written(cluster: Cluster) -> tuple[int, int]:
    """Bytes of WAL ever written, and turns ever stored."""
    with cluster.connect() as connection:
        wal, turns = connection.execute(_SQL["written"]).fetchall()[0]
    assert isinstance(wal, int)
    assert isinstance(turns, int)
    return wal, turns


def sizes(cluster: Cluster) -> dict[str, dict[str, object]]:
    """Of the tables that grow with every message: bytes with their indexes, and rows."""
    with cluster.connect() as connection:
        found = connection.execute(_SQL["sizes"]).fetchall()
    return {str(name): {"bytes": size, "rows": rows} for name, size, rows in found}


def _steps(conversations: int, first: int) -> list[tuple[int, int, int]]:
    """(month, first number, how many): every month gets its share, chunk by chunk."""
    share, rest = divmod(conversations, MONTHS)
    steps = []
    for month in range(MONTHS):
        left = share + (month < rest)
        at = first
        while left > 0:
            steps.append((month, at, min(CHUNK, left)))
            at, left = at + CHUNK, left - CHUNK
    return steps


def _write(cluster: Cluster, step: tuple[int, int, int], spread: int) -> int:
    month, first, count = step
    numbers = {
        "month": month,
        "first": _first_day(month + 1),
        "from": first,
        "conversations": count,
        "depth": DEPTH,
        "spread": spread,
    }
    with cluster.connect() as connection:
        connection.execute(_SQL["quiet"])
        connection.execute(_SQL["make_old_conversations"], numbers)
        connection.execute(_SQL["make_old_messages"], numbers)
    return count


def _make_months(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    for back in range(1, MONTHS + 1):
        connection.execute(_SQL["make_month"], {"first": _first_day(back)})


def _first_day(months_back: int) -> date:
    today = datetime.now(UTC).date()
    month = today.year * 12 + today.month - 1 - months_back
    return date(month // 12, month % 12 + 1, 1)


def _make_target(
    connection: psycopg.Connection[tuple[object, ...]], number: int, contacts: int
) -> Target:
    tenant_id = UUID(f"b0000000-0000-7000-8000-{number:012x}")
    key = tokens.mint(tokens.API_KEY_PREFIX, tenant_id)
    connection.execute(_SQL["make_key"], {"n": number, "hash": tokens.hash_token(key)})
    return Target(key, f"b1000000-0000-7000-8000-{number:012x}", contacts)
