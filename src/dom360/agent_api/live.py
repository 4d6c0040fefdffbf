"""What a turn tells while it is at work. Whoever begins to listen late hears it from the start."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

Event = tuple[str, dict[str, Any]]


class Live:
    def __init__(self) -> None:
        self._told: list[Event] = []
        self._news = asyncio.Event()
        self._over = False

    def tell(self, name: str, data: dict[str, Any]) -> None:
        self._told.append((name, data))
        self._wake()

    def end(self) -> None:
        self._over = True
        self._wake()

    async def listen(self) -> AsyncIterator[Event]:
        """Every event until the end."""
        heard = 0
        while True:
            for event in self._told[heard:]:
                heard += 1
                yield event
            if self._over and heard == len(self._told):
                return
            if heard == len(self._told):
                await self._news.wait()

    async def begun(self) -> None:
        """Until there is something to tell, or nothing will come any more."""
        while not self._told and not self._over:
            await self._news.wait()

    def _wake(self) -> None:
        """Each waiter waits on the event that was there; the next news get a new one."""
        news, self._news = self._news, asyncio.Event()
        news.set()
