"""Tools as the agents see them: a name and arguments in, a result or nothing out."""

from collections.abc import Mapping
from typing import Any, Protocol

from dom360.protocol import ToolCall


class Tools(Protocol):
    """The tools of one turn. `made` lists the calls so far, for the answer."""

    made: list[ToolCall]

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        """The tool's result. None where it refused or can't be reached: answer without it."""
        ...
