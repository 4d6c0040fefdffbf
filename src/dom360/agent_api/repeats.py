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

from dom360.protocol import AgentAnswer, AgentRequest
from dom360.protocol.wire import dump_json

MOST_KEPT = 5_000
KEPT_S = 600.0


class DifferentContent(Exception):
    """The same request_id came with another message."""


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: bytes
    task: asyncio.Task[AgentAnswer]
    since: float


class Repeats:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()

    async def once(
        self, request: AgentRequest, work: Callable[[], Awaitable[AgentAnswer]]
    ) -> AgentAnswer:
        """Do the work, or give the answer of the call that did it. Raises `DifferentContent`."""
        self._forget_old()
        key, fingerprint = _key(request), fingerprint_of(request)
        kept = self._kept.get(key)
        if kept is None:
            kept = _Kept(fingerprint, asyncio.ensure_future(_run(work)), self._clock())
            self._kept[key] = kept
        elif kept.fingerprint != fingerprint:
            raise DifferentContent
        try:
            # Shielded: when one caller goes away, the work and the others go on.
            return await asyncio.shield(kept.task)
        except Exception:
            if self._kept.get(key) is kept:
                del self._kept[key]
            raise

    def _forget_old(self) -> None:
        horizon = self._clock() - KEPT_S
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if oldest.since > horizon and len(self._kept) < MOST_KEPT:
                return
            self._kept.popitem(last=False)


async def _run(work: Callable[[], Awaitable[AgentAnswer]]) -> AgentAnswer:
    return await work()


def _key(request: AgentRequest) -> bytes:
    parts = [request.tenant.tenant_id, request.request_id, request.routing.agent_type.value]
    return dump_json(parts)


def fingerprint_of(request: AgentRequest) -> bytes:
    """What makes two calls the same: who said what to whom.

    History, callback and options stay out: a caller that repairs a turn builds them anew, with a
    fresh token, and means the same turn.
    """
    parts = [
        request.routing.inbox_id,
        request.conversation.id,
        request.sender.phone_e164 if request.sender else None,
        request.message.content_type,
        request.message.content,
    ]
    return hashlib.sha256(dump_json(parts)).digest()
