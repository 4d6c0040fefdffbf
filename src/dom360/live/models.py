import re
import time
from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Self

from dom360.protocol.sse import encode_event, encode_id

# Events are kept for an hour; whoever was away for longer loads everything anew.
_KEPT_S = 50 * 60
_PLACE = re.compile(r"(\d{1,12})\.(\d{1,20}:\d{1,20}:(?:\d{1,20}(?:,\d{1,20})*)?)")


@dataclass(frozen=True)
class Place:
    """How far somebody has read: what they hand back as Last-Event-ID."""

    at: int
    seen: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None where it is none of ours, or so old that what followed is gone."""
        match = _PLACE.fullmatch(text)
        if match is None or time.time() - int(match[1]) > _KEPT_S:
            return None
        low, high, _ = match[2].split(":")
        return cls(int(match[1]), match[2]) if 0 < int(low) <= int(high) < 2**63 else None

    def __str__(self) -> str:
        return f"{self.at}.{self.seen}"


@dataclass(frozen=True)
class Batch:
    """What happened between two places. `lost`: not all of it is here, load everything anew."""

    seen: str
    at: int
    lost: bool
    events: list[dict[str, Any]]

    @property
    def place(self) -> Place:
        return Place(self.at, self.seen)

    def is_about(self, subjects: Set[str]) -> bool:
        return self.lost or any(event["id"] in subjects for event in self.events)

    def encode(self) -> bytes:
        """One event, whole or not at all: a connection that breaks inside it repeats all of it."""
        if self.lost:
            return encode_event("reset", {}, id=str(self.place))
        if not self.events:
            return encode_id(str(self.place))
        return encode_event("changes", {"changes": self.events}, id=str(self.place))
