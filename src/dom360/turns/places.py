"""Waiting for one's place in a conversation, inside one process.

The database decides whose time it is; this only saves most of the asking. When a turn ends, the
next waiter of its conversation is woken; everybody else asks again after a while, because the
turn before may be in another process.
"""

import asyncio
import heapq
from itertools import count
from uuid import UUID

POLL_S = 0.5


class Places:
    def __init__(self) -> None:
        self._waiting: dict[UUID, list[tuple[int, int, asyncio.Event]]] = {}
        self._tie = count()

    async def wait(self, conversation_id: UUID, message_index: int) -> None:
        """Return when woken, or after POLL_S."""
        event = asyncio.Event()
        entry = (message_index, next(self._tie), event)
        queue = self._waiting.setdefault(conversation_id, [])
        heapq.heappush(queue, entry)
        try:
            async with asyncio.timeout(POLL_S):
                await event.wait()
        except TimeoutError:
            pass
        finally:
            queue.remove(entry)
            heapq.heapify(queue)
            if not queue:
                self._waiting.pop(conversation_id, None)

    def wake_next(self, conversation_id: UUID) -> None:
        queue = self._waiting.get(conversation_id)
        if queue:
            queue[0][2].set()
