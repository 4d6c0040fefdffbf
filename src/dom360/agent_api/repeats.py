"""A repeated `request_id` gets the first answer again and acts only once.

Kept in this process, for as long as a caller may still repeat a call. Repeats that come while the
first is still at work wait for it. A failed first try is forgotten, so that a repeat can succeed.
"""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from dom360.agent_api.live import Live
from dom360.protocol import AgentAnswer, AgentRequest
from dom360.protocol.wire import dump_json

MOST_KEPT = 5_000
KEPT_S = 600.0


class DifferentContent(Exception):
    """The same request_id came with another message."""


@dataclass(frozen=True, slots=True)
class Running:
    """A turn at work, or done. `trace_id` is that of the call that began it."""

    fingerprint: bytes
    task: asyncio.Task[AgentAnswer]
    live: Live
    trace_id: str
    since: float


class Repeats:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[bytes, Running] = OrderedDict()

    def begin(
        self, request: AgentRequest, trace_id: str, work: Callable[[Live], Awaitable[AgentAnswer]]
    ) -> Running:
        """Start the work, or find the call that did. Raises `DifferentContent`."""
        self._forget_old()
        key, fingerprint = _key(request), fingerprint_of(request)
        kept = self._kept.get(key)
        if kept is None:
            live = Live()
            task = asyncio.ensure_future(_run(work, live))
            kept = Running(fingerprint, task, live, trace_id, self._clock())
            self._kept[key] = kept
            task.add_done_callback(lambda done: self._forget_failed(key, done))
        elif kept.fingerprint != fingerprint:
            raise DifferentContent
        return kept

    async def once(
        self, request: AgentRequest, work: Callable[[], Awaitable[AgentAnswer]]
    ) -> AgentAnswer:
        """The answer of the one call that does the work. Raises `DifferentContent`."""
        kept = self.begin(request, "", lambda _: work())
        # Shielded: when one caller goes away, the work and the others go on.
        return await asyncio.shield(kept.task)

    def _forget_failed(self, key: bytes, task: asyncio.Task[AgentAnswer]) -> None:
        # Asking for the error marks it as seen: its caller may have left.
        if task.cancelled() or task.exception() is not None:
            kept = self._kept.get(key)
            if kept is not None and kept.task is task:
                del self._kept[key]

    def _forget_old(self) -> None:
        horizon = self._clock() - KEPT_S
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if oldest.since > horizon and len(self._kept) < MOST_KEPT:
                return
            self._kept.popitem(last=False)


async def _run(work: Callable[[Live], Awaitable[AgentAnswer]], live: Live) -> AgentAnswer:
    try:
        return await work(live)
    finally:
        live.end()


def _key(request: AgentRequest) -> bytes:
    parts = [request.tenant.tenant_id, request.request_id, request.routing.agent_type.value]
    return dump_json(parts)


def fingerprint_of(request: AgentRequest) -> bytes:
    """What makes two calls the same: who said what to whom.

    History, callback, options and agent stay out: a caller that repairs a turn builds them anew,
    with a fresh token, and means the same turn.
    """
    parts = [
        request.routing.inbox_id,
        request.conversation.id,
        request.sender.phone_e164 if request.sender else None,
        request.message.content_type,
        request.message.content,
    ]
    return hashlib.sha256(dump_json(parts)).digest()
