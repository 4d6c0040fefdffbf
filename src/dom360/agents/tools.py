"""Tools as the agents see them: a name and arguments in, a result or nothing out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dom360.protocol import ToolCall, ToolRefusal


class Tools(Protocol):
    """The tools of one turn. `made` lists the calls so far, for the answer."""

    made: list[ToolCall]

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        """The tool's result. None where it refused or can't be reached: answer without it."""
        ...


@dataclass(frozen=True, slots=True)
class ToolOffer:
    """A tool that the turn's capability allows, as the Backend describes it."""

    name: str
    description: str
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ToolOutcome:
    """A result, or why there is none; `errors` says where the arguments were wrong."""

    result: dict[str, Any] | None
    refusal: ToolRefusal | None = None
    errors: str = ""


class ModelTools(Tools, Protocol):
    """What a model needs besides: which tools there are, and why one refused."""

    async def offered(self) -> list[ToolOffer]:
        """Exactly the tools that the capability lists; none where the Backend can't be reached."""
        ...

    async def ask(self, name: str, arguments: Mapping[str, Any], *, call_id: str) -> ToolOutcome:
        """Call a tool. The same `call_id` acts once in a turn, however often it comes."""
        ...
