"""The one place where a tool call is written down, whether it reads or writes, works or is refused.

Every call is a row of agent_tool_calls. What changed something, and what an agent tried that it may
not do, is a line of the audit log too. Reading is not: the log's chain is a lock for the tenant.
"""

from dom360.agent_tools import queries
from dom360.agent_tools.models import Result
from dom360.agent_tools.queries import CallKey
from dom360.audit import queries as audit
from dom360.audit.models import Subject
from dom360.db.actor import act_as
from dom360.db.database import Tx


def begin(key: CallKey) -> None:
    """From here on the agent acts, for whatever the audit log's triggers see."""
    act_as("system", f"agent:{key.capability.agent_type}")


async def note_read(tx: Tx, key: CallKey) -> None:
    await queries.note_call(tx, key, error_code=None)


async def note_written(tx: Tx, key: CallKey, result: Result) -> Result:
    """The result as a repeat will get it. The last statement of the tool's transaction."""
    stored = await queries.keep_result(tx, key, result)
    await _tell(tx, key, "agent_tool.called", {"call_id": key.call_id})
    return stored


async def note_refused(tx: Tx, key: CallKey, code: str, *, forbidden: bool) -> None:
    await queries.note_call(tx, key, error_code=code)
    if forbidden:
        await _tell(tx, key, "agent_tool.refused", {"code": code})


async def _tell(tx: Tx, key: CallKey, action: str, what: dict[str, object]) -> None:
    capability = key.capability
    turn = {"turn_id": str(capability.turn_id), "attempt": capability.attempt}
    subject = Subject("agent_tools", key.tool)
    await audit.append(tx, capability.tenant_id, action, subject, new={**turn, **what})
