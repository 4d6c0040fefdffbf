"""HTTP load at a fixed concurrency, from a process of its own: `python -m bench.load`.

It reads an `Order` as JSON, writes a line when it is warm, then one `Point` as JSON. It ends by
itself: every client stops at the deadline, and no request waits longer than its time limit.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any
from uuid import uuid4

import uvloop

from bench.http_client import BrokenAnswer, Connection, write_request
from bench.point import Point, summarise

REQUEST_SECONDS = 30
# No point may run longer than this, whatever was ordered.
MOST_SECONDS = 3_600
MOST_CLIENTS = 256


@dataclass(frozen=True, slots=True)
class Target:
    """Who asks: a tenant's key and inbox, and how many contacts of it talk."""

    key: str
    inbox_id: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Order:
    """`kind`: chat, stream, or get and post (then `paths` and `bodies` are drawn from, with the
    target's key).

    Each client keeps to contacts of its own: two messages of one conversation at once would measure
    its order, not the turn. `one_conversation` asks for just that.
    """

    host: str
    port: int
    kind: str
    clients: int
    seconds: float
    warmup_s: float
    targets: list[Target] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    one_conversation: bool = False
    seed: int = 1


def run_load(order: Order, *, when_warm: Callable[[], object] = lambda: None) -> Point:
    """Run the load in another process and wait for it. `when_warm`: called as measuring begins."""
    assert order.seconds + order.warmup_s <= MOST_SECONDS
    assert order.clients <= MOST_CLIENTS
    with subprocess.Popen(
        [sys.executable, "-m", "bench.load"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late = Timer(order.seconds + order.warmup_s + 2 * REQUEST_SECONDS, process.kill)
        late.start()
        try:
            process.stdin.write(json.dumps(asdict(order)).encode())
            process.stdin.close()
            process.stdout.readline()
            when_warm()
            told = process.stdout.read()
        finally:
            late.cancel()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, "bench.load")
    said = json.loads(told)
    said.pop("per_second")
    return Point(**said)


def main() -> None:
    said: dict[str, Any] = json.load(sys.stdin)
    targets = [Target(**one) for one in said.pop("targets")]
    point = uvloop.run(_run(Order(**said, targets=targets)))
    json.dump(point.as_json(), sys.stdout)


async def _run(order: Order) -> Point:
    starts = time.perf_counter() + order.warmup_s
    ends = starts + order.seconds
    latencies: list[float] = []
    errors: Counter[str] = Counter()
    async with asyncio.TaskGroup() as clients:
        for number in range(order.clients):
            clients.create_task(_client(order, number, starts, ends, latencies, errors))
        await asyncio.sleep(starts - time.perf_counter())
        sys.stdout.write("warm\n")
        sys.stdout.flush()
    return summarise(order.clients, order.seconds, latencies, dict(errors))


async def _client(
    order: Order,
    number: int,
    starts: float,
    ends: float,
    latencies: list[float],
    errors: Counter[str],
) -> None:
    draw = _drawer(order, number)
    async with Connection(order.host, order.port) as connection:
        while (sent := time.perf_counter()) < ends:
            failure = await _ask(connection, draw())
            done = time.perf_counter()
            if done < starts or done > ends:
                continue
            if failure:
                errors[failure] += 1
            else:
                latencies.append((done - sent) * 1000)


async def _ask(connection: Connection, raw: bytes) -> str | None:
    """What went wrong, or None."""
    try:
        async with asyncio.timeout(REQUEST_SECONDS):
            answer = await connection.request(raw)
    except (OSError, BrokenAnswer, TimeoutError) as problem:
        await asyncio.sleep(0.01)
        return type(problem).__name__
    if answer.status != 200:
        return str(answer.status)
    if answer.body.startswith(b"event:") and b"event: error" in answer.body:
        return "stream"
    return None


def _drawer(order: Order, number: int) -> Callable[[], bytes]:
    rng = random.Random(order.seed * 1_000_003 + number)  # which contact asks
    host = f"{order.host}:{order.port}"
    if order.kind == "get":
        return lambda: _get(rng, order, host)
    if order.kind == "post":
        return lambda: _post(rng, order, host)
    return lambda: _chat(rng, order, host, number)


def _get(rng: random.Random, order: Order, host: str) -> bytes:
    target = rng.choice(order.targets)
    return write_request(
        "GET", host, rng.choice(order.paths), {"Authorization": f"Bearer {target.key}"}
    )


def _post(rng: random.Random, order: Order, host: str) -> bytes:
    target = rng.choice(order.targets)
    headers = {"Authorization": f"Bearer {target.key}", "Content-Type": "application/json"}
    body = rng.choice(order.bodies).encode()
    return write_request("POST", host, rng.choice(order.paths), headers, body)


def _chat(rng: random.Random, order: Order, host: str, number: int) -> bytes:
    target = rng.choice(order.targets)
    body = {
        "inbox_id": target.inbox_id,
        "message": "Olá, quero saber mais sobre os planos para a minha empresa",
        "sender_phone": phone(
            0 if order.one_conversation else _contact(rng, target, order, number)
        ),
        "request_id": uuid4().hex,
    }
    headers = {"Authorization": f"Bearer {target.key}", "Content-Type": "application/json"}
    if order.kind == "stream":
        headers["Accept"] = "text/event-stream"
    return write_request("POST", host, "/api/chat", headers, json.dumps(body).encode())


def _contact(rng: random.Random, target: Target, order: Order, number: int) -> int:
    """One of this client's own: its numbers leave the client's rest, divided by all clients."""
    own = max(1, target.contacts // order.clients)
    return rng.randrange(own) * order.clients + number


def phone(number: int) -> str:
    """The same in bench/sql/data.sql and bench/sql/turn.pgbench."""
    return f"+55119{number:08}"


if __name__ == "__main__":
    main()
