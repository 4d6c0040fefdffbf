"""A process's models: made once each, over two HTTP clients."""

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Self

from dom360.llm.health import Health
from dom360.llm.http import open_client
from dom360.llm.providers import build
from dom360.llm.spec import Limits, ModelSpec, platform_chain, platform_limits
from dom360.settings import Settings
from dom360.web.ssrf import Guard

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

_MOST_KEPT = 512


class Models:
    """`chain` and `limits` are the platform's: what a tenant chose nothing of its own for."""

    def __init__(
        self,
        guard: Guard | None = None,
        chain: tuple[ModelSpec, ...] = (),
        limits: Limits | None = None,
    ) -> None:
        self.chain = chain
        self.limits = limits or Limits()
        self.health = Health()
        self._guard = guard or Guard()
        self._made: OrderedDict[ModelSpec, Model[Any]] = OrderedDict()
        self._trusted: httpx2.AsyncClient | None = None
        self._judged: httpx2.AsyncClient | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Models":
        return cls(
            Guard(settings.private_destinations),
            platform_chain(settings),
            platform_limits(settings),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def get(self, spec: ModelSpec) -> "Model[Any]":
        """Raises Unusable. The key is part of what a model is remembered by: a new one is new."""
        made = self._made.get(spec)
        if made is None:
            # In a thread: the first of a provider loads its library, which takes a second or two.
            made = await asyncio.to_thread(build, spec, self._client(trusted=spec.trusted))
            self._made[spec] = made
            while len(self._made) > _MOST_KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(spec)
        return made

    async def close(self) -> None:
        for client in (self._trusted, self._judged):
            if client is not None:
                await client.aclose()

    def _client(self, *, trusted: bool) -> "httpx2.AsyncClient":
        if trusted:
            self._trusted = self._trusted or open_client(None)
            return self._trusted
        self._judged = self._judged or open_client(self._guard)
        return self._judged
