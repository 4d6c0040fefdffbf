"""What a fake agent has seen: every call, when, with what, and which calls ran side by side."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

ConversationKey = tuple[str, str]


@dataclass
class Call:
    """One request as it arrived. Times are seconds on the monotonic clock."""

    order: int
    path: str
    headers: dict[str, str]
    raw: bytes
    body: dict[str, Any] | None
    started: float
    # The client's end of the connection: calls with the same one came over the same connection.
    peer: str = ""
    reused: bool = False
    # Another call of the same conversation was still under way when this one arrived.
    overlapped: bool = False
    ended: float | None = None
    # 'answered', 'cut' (the agent broke the connection) or 'client_gone' (the caller did).
    outcome: str | None = None

    @property
    def request_id(self) -> str | None:
        return None if self.body is None else self.body.get("request_id")

    @property
    def tenant_id(self) -> str | None:
        return _id_in(self.body, "tenant", "tenant_id")

    @property
    def conversation(self) -> ConversationKey | None:
        conversation_id = _id_in(self.body, "conversation", "id")
        return None if conversation_id is None else (self.tenant_id or "", conversation_id)

    def to_json(self) -> dict[str, Any]:
        shown = asdict(self) | {"request_id": self.request_id, "tenant_id": self.tenant_id}
        shown["raw"] = self.raw.decode("utf-8", "replace")
        shown["conversation_id"] = self.conversation[1] if self.conversation else None
        return shown


def _id_in(body: dict[str, Any] | None, part: str, name: str) -> str | None:
    found = (body or {}).get(part)
    return str(found[name]) if isinstance(found, dict) and name in found else None


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


@dataclass
class Records:
    """Safe to read from the test's thread while the agent's thread writes."""

    _calls: list[Call] = field(default_factory=list)
    _open: dict[int, Call] = field(default_factory=dict)
    _peers: set[str] = field(default_factory=set)
    _count: int = 0
    _peak: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, path: str, headers: dict[str, str], raw: bytes, peer: str) -> Call:
        body = _parsed(raw)
        with self._lock:
            call = Call(self._count, path, headers, raw, body, time.monotonic(), peer)
            call.overlapped = call.conversation is not None and any(
                other.conversation == call.conversation for other in self._open.values()
            )
            call.reused = peer in self._peers
            self._peers.add(peer)
            self._count += 1
            self._calls.append(call)
            self._open[call.order] = call
            self._peak = max(self._peak, len(self._open))
            return call

    def end(self, call: Call, outcome: str) -> None:
        with self._lock:
            call.ended, call.outcome = time.monotonic(), outcome
            self._open.pop(call.order, None)

    def clear(self) -> None:
        """Forget the past. Calls under way go on, and still count for overlaps."""
        with self._lock:
            self._calls.clear()
            self._peak = len(self._open)

    @property
    def peak(self) -> int:
        """The most calls that were ever under way at one moment."""
        return self._peak

    @property
    def under_way(self) -> int:
        return len(self._open)

    def calls(
        self,
        *,
        request_id: str | None = None,
        tenant_id: object = None,
        conversation_id: object = None,
    ) -> list[Call]:
        """In order of arrival; each argument narrows the list."""
        with self._lock:
            found = list(self._calls)
        tests: list[Callable[[Call], bool]] = []
        if request_id is not None:
            tests.append(lambda call: call.request_id == request_id)
        if tenant_id is not None:
            tests.append(lambda call: call.tenant_id == str(tenant_id))
        if conversation_id is not None:
            tests.append(lambda call: (call.conversation or ("", ""))[1] == str(conversation_id))
        return [call for call in found if all(test(call) for test in tests)]

    def overlaps(self) -> list[Call]:
        """Calls that came while another of their own conversation was under way: must be none."""
        return [call for call in self.calls() if call.overlapped]
