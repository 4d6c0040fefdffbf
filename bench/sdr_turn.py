"""How long a turn of the built-in SDR takes at one client: a question that the documents answer.

    .venv/bin/python -m bench.sdr_turn [turns]

Everything is started as `dom360 up` starts it: PostgreSQL with fsync on, the backend, our Agent API
that calls its tools over HTTP. One company with the documents of an eval is asked the eval's
questions, six by each contact. Prints milliseconds of `POST /api/chat`, and what is in them.
"""

import asyncio
import os
import statistics
import sys
import time
from collections import defaultdict
from typing import Any
from uuid import UUID

import aiohttp

from bench import services
from bench.cluster import Cluster, cluster
from bench.data import populate
from bench.load import Target
from dom360.db.database import Database
from dom360.db.vault import Vault
from dom360.knowledge import actions as knowledge
from dom360.knowledge.embedding import Embedders
from dom360.knowledge.ingest import Ingester, IngestSettings
from dom360.knowledge.jobs import ingest_waiting
from dom360.launch.postgres import free_port
from dom360.llm.embedding_service import EmbeddingService
from dom360.llm.embeddings import BuiltInEmbedder
from dom360.web.ssrf import Guard
from evals.knowledge.cases import cases, documents

COMPANY = "clinic"
TENANT = UUID(f"b0000000-0000-7000-8000-{0:012x}")
QUESTIONS_EACH = 6
WARM_UP = 12


async def teach(made: Cluster) -> None:
    db, built_in = Database(made.app_url), BuiltInEmbedder(threads=2)
    async with EmbeddingService(Guard()) as service:
        embedders = Embedders(built_in, service, Vault(db, None))
        async with db.tenant_tx(TENANT) as tx:
            for file in documents(COMPANY):
                await knowledge.add_file(tx, file.name, file.read_bytes(), by=None)
        ingester = Ingester(db, embedders, Guard(), IngestSettings(2**20))
        await asyncio.gather(ingest_waiting(ingester), ingest_waiting(ingester))
    built_in.close()
    await db.close()


async def measure(url: str, target: Target, turns: int) -> dict[str, list[float]]:
    questions = [case.ask for case in cases(COMPANY) if case.has_answer]
    times: dict[str, list[float]] = defaultdict(list)
    headers = {"Authorization": f"Bearer {target.key}"}
    async with aiohttp.ClientSession(url, headers=headers) as http:
        for turn in range(WARM_UP + turns):
            body = {
                "inbox_id": target.inbox_id,
                "message": questions[turn % len(questions)],
                "sender_phone": f"+55119{80_000_000 + turn // QUESTIONS_EACH}",
                "request_id": f"turn-{turn}",
            }
            started = time.perf_counter()
            async with http.post("/api/chat", json=body) as answer:
                told = await answer.json()
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {told}")
            if turn >= WARM_UP:
                times["the turn, whole"].append((time.perf_counter() - started) * 1000)
                _note_parts(times, told)
    return times


def _note_parts(times: dict[str, list[float]], told: dict[str, Any]) -> None:
    times["  as the backend counts it"].append(told["latency_ms"])
    for call in told["assistant_message"]["tool_calls"]:
        times[f"    {call['name']}"].append(call["ms"])


def tell(times: dict[str, list[float]]) -> None:
    for name, taken in times.items():
        ordered = sorted(taken)
        p95 = ordered[max(0, int(len(ordered) * 0.95) - 1)]
        print(
            f"{name:<30} {len(ordered):>4}   min {ordered[0]:6.1f}"
            f"   median {statistics.median(ordered):6.1f}   p95 {p95:6.1f}   max {ordered[-1]:6.1f}"
        )


def main(turns: int) -> None:
    agent_port = free_port()
    with cluster() as made:
        (target,) = populate(made, tenants=1, contacts=1).targets
        asyncio.run(teach(made))
        with (
            services.backend(made, f"http://127.0.0.1:{agent_port}") as backend,
            services.agent(backend.url, agent_port) as agent,
        ):
            processes = {
                "backend": backend.process.pid,
                "agent": agent.process.pid,
                "postgresql": made.pid,
            }
            watch = services.Watch(processes)
            times = asyncio.run(measure(backend.url, target, turns))
            spent = watch.spent()
    load = os.getloadavg()[0]
    print(f"{turns} turns at one client, load average of the machine {load:.1f}")
    tell(times)
    each = {name: f"{one.cpu_s * 1000 / (turns + WARM_UP):.1f}" for name, one in spent.items()}
    print(f"processor time a turn in milliseconds: {each}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120)
