"""Knowledge search over HTTP by the number of passages; embedding a question by itself."""

import asyncio
import json
import time
from typing import Any
from uuid import UUID

from bench.knowledge_search import Language
from bench.passages import add_passages
from bench.point import Point, summarise
from bench.stage import Stage
from dom360.llm.embeddings import BuiltInEmbedder, Vector

_PATH = "/api/knowledge/search"
_CENTERS = 50


def measure(stage: Stage) -> dict[str, Any]:
    """A company for each size; each is searched beside those of the sizes before it."""
    language = Language(1)
    centers, embedding = asyncio.run(_embed(language))
    clients = sorted({1, min(4, max(stage.plan.clients))})
    steps = []
    for number, passages in enumerate(stage.plan.passages):
        stage.say(f"  {passages:,} passages")
        started = time.monotonic()
        add_passages(stage.cluster, _tenant(number), passages, language, centers)
        took = round(time.monotonic() - started, 1)
        step: dict[str, Any] = {"passages": passages, "load_s": took}
        bodies = [json.dumps({"query": question}) for question in language.questions]
        targets = stage.population.targets[number : number + 1]
        with stage.backend() as backend:
            step["search"] = [
                stage.load(
                    backend, "post", count, targets=targets, paths=[_PATH], bodies=bodies
                ).as_json()
                for count in clients
            ]
        steps.append(step)
    return {"steps": steps, "embedding": embedding.as_json()}


async def _embed(language: Language) -> tuple[list[Vector], Point]:
    """What passages are about, and what reading a question costs before any search."""
    embedder = BuiltInEmbedder()
    centers = await embedder.embed([language.text(20) for _ in range(_CENTERS)], "passage")
    took = []
    for question in language.questions:
        started = time.perf_counter()
        await embedder.embed([question], "query")
        took.append((time.perf_counter() - started) * 1000)
    embedder.close()
    return centers, summarise(1, sum(took) / 1000, took, {})


def _tenant(number: int) -> UUID:
    return UUID(f"b0000000-0000-7000-8000-{number:012x}")
