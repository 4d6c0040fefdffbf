"""The tools of one answer: few calls, and a refusal that can be said."""

from collections.abc import Mapping
from typing import Any

from dom360.agents.tools import Tools
from dom360.protocol import RagHit, ToolCall, ToolRefusal

MOST_CALLS = 4
_WRITES = frozenset({"create_lead", "add_comment_to_lead"})


class Refused(Exception):
    """A tool didn't do it; `refusal` says why, where it is known."""

    def __init__(self, refusal: ToolRefusal | None) -> None:
        self.refusal = refusal


class TooManyCalls(Exception):
    """The answer would take more calls than one turn may make."""


class Desk:
    """Stands before a turn's tools, and is itself such tools."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._calls = 0
        self.made: list[ToolCall] = tools.made
        self.hits: list[RagHit] = []
        self._read: dict[str, dict[str, Any]] = {}
        # What was read of leads, by their ids.
        self.leads: dict[str, Mapping[str, Any]] = {}

    @property
    def calls_left(self) -> int:
        return MOST_CALLS - self._calls

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        if self.calls_left <= 0:
            return None
        self._calls += 1
        return await self._tools.call(name, arguments)

    async def ask(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The result. Raises Refused, TooManyCalls."""
        # Two requests of one message may need the same lead.
        asked = f"{name} {sorted(arguments.items(), key=str)}"
        if asked in self._read:
            return self._read[asked]
        if self.calls_left <= 0:
            raise TooManyCalls
        found = await self.call(name, arguments)
        if found is None:
            raise Refused(self.made[-1].refusal if self.made else None)
        if name not in _WRITES:
            self._read[asked] = found
            one = found.get("lead")
            for lead in [*found.get("leads", ()), *([one] if one else ())]:
                self.leads[str(lead["id"])] = lead
        return found
