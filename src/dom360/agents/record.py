"""Writing down what an SDR turn found out: fields with their evidence, fit, and the meeting."""

from typing import Any

from dom360.agents.dialogue import Dialogue
from dom360.agents.intents import Intent
from dom360.agents.knowledge import CALL as SEARCH
from dom360.agents.phrasing import Topic
from dom360.agents.tools import Tools

CALLS = (SEARCH, "create_lead", "update_qualification", "offer_meeting", "add_comment_to_lead")
# With nothing else said a lead stays NEW; QUALIFYING begins with the first valid reply.
_NO_REPLY = frozenset({Intent.GREETING, Intent.SMALL_TALK, Intent.OFF_TOPIC, Intent.YES})


async def record(turn: Dialogue, structured: dict[str, Any], tools: Tools) -> None:
    """Tell the lead what `structured` holds. What is known already changes nothing.

    All fields are sent at every turn: what an earlier turn could not store is stored by this one.
    """
    memory = turn.memory
    if memory.intents <= _NO_REPLY and not memory.fields and not structured["fit"]:
        if memory.is_first_turn:
            await tools.call("create_lead", {})
        return
    arguments: dict[str, Any] = {
        "fields": {name: _field(found) for name, found in structured["fields"].items()},
        "interest": structured["interest"],
    }
    if structured["fit"]:
        arguments["fit"] = structured["fit"]
    await tools.call("update_qualification", arguments)
    if memory.meeting_agreed and (memory.agrees_now or memory.new_fields):
        await tools.call("offer_meeting", _accepted(structured))
    elif turn.topic is Topic.BOOKING:
        await tools.call("offer_meeting", {"asked_by_contact": memory.wanted_meeting})
    if turn.note:
        await tools.call("add_comment_to_lead", {"text": turn.note})


def _accepted(structured: dict[str, Any]) -> dict[str, Any]:
    """Told again while the lead is being qualified: too few criteria don't schedule it yet."""
    at = structured.get("meeting_at")
    return {"accepted": True, **({"meeting_at": at} if at else {})}


def _field(found: dict[str, Any]) -> dict[str, Any]:
    """Without an index the newest message is the evidence, and the tool refuses a null."""
    return {name: value for name, value in found.items() if name != "message_index" or value}
