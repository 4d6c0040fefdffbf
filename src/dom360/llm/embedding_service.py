"""Embeddings from an OpenAI-compatible service: `POST {base_url}/embeddings`.

The address is somebody's entry, so each connection is judged by the guard, and what comes back is
checked before it is believed.
"""

import asyncio
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
import orjson

from dom360.errors import BadGateway
from dom360.llm.embeddings import EmbeddingModel, Purpose, Vector
from dom360.web.ssrf import Guard, UrlNotAllowed, refusal_of

# Texts in one call: what every known service takes.
BATCH = 32
_MOST_BYTES = 32 * 1024 * 1024
_LONGEST_PAUSE_S = 20.0


class EmbeddingFailed(BadGateway):
    """`worth_retrying` says whether the same could work later."""

    code = "EMBEDDINGS_FAILED"
    detail = "The embeddings service did not give a usable answer. Check its address and model."
    worth_retrying = True


class EmbeddingRefused(EmbeddingFailed):
    code = "EMBEDDINGS_REFUSED"
    detail = "The embeddings service refused the request. Check the key, the model and the address."
    worth_retrying = False


@dataclass(frozen=True)
class ServiceAddress:
    base_url: str
    model: str
    key: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Patience:
    """How long to go on: a person waits for a question, nobody for a document."""

    tries: int
    timeout_s: float


FOR_A_QUESTION = Patience(tries=1, timeout_s=3.0)
FOR_A_DOCUMENT = Patience(tries=5, timeout_s=60.0)


class _Again(Exception):
    """It may work when tried again, after `after_s` if the service said so."""

    def __init__(self, after_s: float | None = None) -> None:
        self.after_s = after_s


class EmbeddingService:
    """The process's connections to embedding services. Use it as `async with`."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=self.guard.connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def ask(
        self, address: ServiceAddress, texts: Sequence[str], purpose: Purpose, patience: Patience
    ) -> list[Vector]:
        """One vector a text. Raises EmbeddingFailed, EmbeddingRefused, UrlNotAllowed."""
        said = [_prefixed(address.model, one, purpose) for one in texts]
        found: list[Vector] = []
        for start in range(0, len(said), BATCH):
            found += await self._ask_batch(address, said[start : start + BATCH], patience)
        if len({len(vector) for vector in found}) > 1:
            raise EmbeddingFailed("The embeddings service answers with vectors of two lengths.")
        return found

    async def _ask_batch(
        self, address: ServiceAddress, texts: list[str], patience: Patience
    ) -> list[Vector]:
        pause = 0.5
        for left in reversed(range(patience.tries)):
            try:
                async with asyncio.timeout(patience.timeout_s):
                    return await self._post(address, texts)
            except _Again as again:
                wait = again.after_s if again.after_s is not None else pause
            except (aiohttp.ClientError, OSError, TimeoutError, UnicodeError) as error:
                if refusal_of(error) is not None:
                    raise UrlNotAllowed from None
                wait = pause
            if left:
                # With jitter: the workers that were refused together do not come back together.
                await asyncio.sleep(min(wait, _LONGEST_PAUSE_S) * random.uniform(0.8, 1.2))  # noqa: S311
                pause *= 2
        raise EmbeddingFailed("The embeddings service is away or busy. It is tried again later.")

    async def _post(self, address: ServiceAddress, texts: list[str]) -> list[Vector]:
        assert self._session is not None, "used as `async with`"
        url = self.guard.check(f"{address.base_url.rstrip('/')}/embeddings")
        headers = {"Authorization": f"Bearer {address.key}"} if address.key else {}
        body = {"model": address.model, "input": texts, "encoding_format": "float"}
        async with self._session.post(
            url, json=body, headers=headers, allow_redirects=False
        ) as response:
            if response.status == 429 or response.status >= 500:
                raise _Again(_seconds(response.headers.get("Retry-After")))
            if response.status != 200:
                raise EmbeddingRefused(
                    f"The embeddings service answers with status {response.status}. "
                    "Check the key, the model and the address."
                )
            return _vectors(await _read(response), len(texts))


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise EmbeddingFailed("The embeddings service answers far too much.")
    return bytes(body)


def _vectors(raw: bytes, wanted: int) -> list[Vector]:
    try:
        items: list[Any] = sorted(orjson.loads(raw)["data"], key=lambda item: int(item["index"]))
        vectors = [[float(number) for number in item["embedding"]] for item in items]
    except (ValueError, TypeError, KeyError):
        raise EmbeddingFailed from None
    if len(vectors) != wanted or not all(map(_is_usable, vectors)):
        raise EmbeddingFailed("The embeddings service does not answer with one vector a text.")
    return vectors


def _is_usable(vector: Vector) -> bool:
    return 1 <= len(vector) <= 8192 and all(map(math.isfinite, vector)) and any(vector)


def _prefixed(model: str, text: str, purpose: Purpose) -> str:
    """The E5 family was trained to be told what a text is."""
    return f"{purpose}: {text}" if "e5" in model.lower() else text


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdigit() else None


@dataclass(frozen=True)
class ServiceEmbedder:
    """One tenant's model at its service."""

    service: EmbeddingService
    address: ServiceAddress
    model: EmbeddingModel
    patience: Patience

    async def embed(self, texts: Sequence[str], purpose: Purpose) -> list[Vector]:
        vectors = await self.service.ask(self.address, texts, purpose, self.patience)
        if any(len(vector) != self.model.dimension for vector in vectors):
            raise EmbeddingFailed(
                f"The embeddings service answers with vectors of {len(vectors[0])} numbers, and "
                f"{self.model.dimension} were agreed. Save its settings again."
            )
        return vectors
