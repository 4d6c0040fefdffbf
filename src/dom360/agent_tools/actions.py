"""Running an agent's tool: the same for HTTP and for MCP.

A tool's capability is proven twice. Its signature says for which turn it was made; the turn's row,
read in the transaction of the tool's own work, says that this turn still runs.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import orjson
from pydantic import ValidationError

from dom360.agent_tools import copilot, queries, sdr, trail
from dom360.agent_tools.capability import Capability
from dom360.agent_tools.errors import (
    ArgumentsInvalid,
    CapabilityEnded,
    ToolCallIdReused,
    ToolNotAllowed,
    ToolNotFound,
)
from dom360.agent_tools.knowledge import KnowledgeSearch, knowledge_tool
from dom360.agent_tools.models import Call, OpenTurn, Result, Tool
from dom360.agent_tools.queries import CallKey
from dom360.db.database import Database, Tx
from dom360.errors import Dom360Error, Invalid
from dom360.kit.schema import Body
from dom360.protocol.wire import WireError, check_storable

_CALL_ID_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-")


class Toolbox:
    """The tools that there are. `knowledge` brings in search_knowledge_base."""

    def __init__(self, db: Database, knowledge: KnowledgeSearch | None = None) -> None:
        self._db = db
        extra = (knowledge_tool(knowledge),) if knowledge else ()
        self._tools: dict[str, dict[str, Tool[Any]]] = {
            "SDR": _by_name((*sdr.TOOLS, *extra)),
            "COPILOT": _by_name((*copilot.TOOLS, *extra)),
        }

    def list_tools(self, capability: Capability) -> list[Tool[Any]]:
        """What this capability may call."""
        tools = self._tools[capability.agent_type].values()
        return [tool for tool in tools if tool.scope in capability.scopes]

    async def check(self, capability: Capability) -> None:
        """Raise CapabilityEnded where the turn is over."""
        async with self._db.tenant_tx(capability.tenant_id) as tx:
            _living(await queries.find_open_turn(tx, capability, "none"))

    async def run(
        self,
        capability: Capability,
        name: str,
        arguments: Mapping[str, Any],
        *,
        call_id: str | None = None,
    ) -> Result:
        """Call one tool. Raises a Dom360Error, whose sentence is written for the agent too."""
        tool = self._find(capability, name)
        key = _key(capability, name, arguments, call_id, once=bool(tool and tool.once_by_arguments))
        trail.begin(key)
        try:
            if tool is None:
                raise ToolNotAllowed
            read = _read(tool, arguments)
            if tool.writes:
                return await self._write(tool, key, read)
            return await self._look(tool, key, read)
        except Dom360Error as refusal:
            if not isinstance(refusal, CapabilityEnded | ToolCallIdReused):
                await self._note_refusal(key, refusal)
            raise

    def _find(self, capability: Capability, name: str) -> Tool[Any] | None:
        """None where there is such a tool, but not for this capability."""
        if not any(name in tools for tools in self._tools.values()):
            raise ToolNotFound
        tool = self._tools[capability.agent_type].get(name)
        return tool if tool and tool.scope in capability.scopes else None

    async def _look(self, tool: Tool[Any], key: CallKey, arguments: Body) -> Result:
        """A tool that reads: a repeat reads again."""
        capability = key.capability
        async with self._db.tenant_tx(capability.tenant_id) as tx:
            turn = _living(await queries.find_open_turn(tx, capability, tool.hold))
            call = Call(capability, turn)
            await trail.note_read(tx, key)
            if tool.handler is not None:
                return await tool.handler(tx, call, arguments)
        assert tool.outside is not None, "a tool has one of the two"
        return await tool.outside(self._db, call, arguments)

    async def _write(self, tool: Tool[Any], key: CallKey, arguments: Body) -> Result:
        """A tool that changes something: once for each turn and call id."""
        assert tool.handler is not None, "who writes works in the transaction"
        capability = key.capability
        async with self._db.tenant_tx(capability.tenant_id) as tx:
            if tool.first is not None:
                await tool.first(tx, capability, arguments)
            turn = await queries.find_open_turn(tx, capability, tool.hold)
            done = await self._done_before(tx, key, turn)
            if done is not None:
                return done
            call = Call(capability, _living(turn))
            if not await queries.claim_call(tx, key):
                # It was committed while we waited for it.
                done = await self._done_before(tx, key, turn)
                assert done is not None, "what holds the key is stored with its result"
                return done
            result = await tool.handler(tx, call, arguments)
            written = await trail.note_written(tx, key, result)
        self._db.changed(capability.tenant_id)
        return written

    async def _done_before(self, tx: Tx, key: CallKey, turn: OpenTurn | None) -> Result | None:
        """What the first call answered. Also where that call itself ended the turn."""
        if turn is None or turn.state not in ("calling", "handed_over"):
            return None
        stored = await queries.find_call(tx, key)
        if stored is None:
            return None
        if stored.tool != key.tool or stored.body_hash != key.body_hash:
            raise ToolCallIdReused
        return stored.result

    async def _note_refusal(self, key: CallKey, refusal: Dom360Error) -> None:
        """In a transaction of its own: the tool's was rolled back. Under another id: the agent may
        try the same once more and succeed."""
        refused = replace(
            key, call_id=f"refused:{hashlib.sha256(key.call_id.encode()).hexdigest()}"
        )
        forbidden = isinstance(refusal, ToolNotAllowed)
        async with self._db.tenant_tx(key.capability.tenant_id) as tx:
            if await queries.find_open_turn(tx, key.capability, "none"):
                await trail.note_refused(tx, refused, refusal.code, forbidden=forbidden)


def _by_name(tools: Iterable[Tool[Any]]) -> dict[str, Tool[Any]]:
    return {tool.name: tool for tool in tools}


def _living(turn: OpenTurn | None) -> OpenTurn:
    if turn is None or turn.state != "calling":
        raise CapabilityEnded
    return turn


def _read(tool: Tool[Any], arguments: Mapping[str, Any]) -> Body:
    try:
        check_storable(dict(arguments))
        read: Body = tool.arguments.model_validate(dict(arguments))
    except WireError as problem:
        raise ArgumentsInvalid(f"The arguments are {problem}.") from None
    except ValidationError as problem:
        raise ArgumentsInvalid(extra={"errors": _explained(problem)}) from None
    return read


def _explained(problem: ValidationError) -> list[dict[str, str]]:
    """Where and why, without what was sent."""
    found = problem.errors(include_input=False, include_url=False, include_context=False)
    return [
        {
            "field": ".".join(str(part) for part in one["loc"]).encode("utf-8", "replace").decode(),
            "code": one["type"],
            "message": one["msg"],
        }
        for one in found[:20]
    ]


def _key(
    capability: Capability,
    name: str,
    arguments: Mapping[str, Any],
    call_id: str | None,
    *,
    once: bool,
) -> CallKey:
    """Without an id every call is a call of its own; but a tool whose act would show twice takes
    the same arguments for the same call."""
    try:
        said = orjson.dumps(dict(arguments), option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError):
        raise ArgumentsInvalid from None
    body_hash = hashlib.sha256(name.encode() + b"\0" + said).digest()
    if call_id is None:
        call_id = f"made:{body_hash.hex() if once else uuid4().hex}"
    elif not 1 <= len(call_id) <= 100 or not _CALL_ID_CHARS.issuperset(call_id):
        raise Invalid(
            "A tool call id has 1 to 100 letters, digits and . _ : - only.",
            code="TOOL_CALL_ID_INVALID",
        )
    return CallKey(capability, name, call_id, body_hash)
