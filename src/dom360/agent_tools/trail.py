"""The one place where a tool call is written down, whether it reads or writes, works or is refused.

A row of agent_tool_calls in the transaction of the tool's work. An audit log that also wants to
know of it is told here.
"""

from dom360.agent_tools import queries
from dom360.agent_tools.queries import CallKey
from dom360.db.database import Tx


async def record(tx: Tx, key: CallKey, *, error_code: str | None = None) -> None:
    await queries.note_call(tx, key, error_code=error_code)
