"""Writing down what an SDR turn found out: fields with their evidence, and the meeting."""

from typing import Any

from dom360.agents.phrasing import Topic
from dom360.agents.tools import Tools

CALLS = ("update_qualification", "offer_meeting")


async def record(structured: dict[str, Any], tools: Tools) -> None:
    """Tell the lead what `structured` holds. What is known already changes nothing.

    All fields are sent at every turn: what an earlier turn could not store is stored by this one.
    """
    arguments: dict[str, Any] = {
        "fields": {name: _field(found) for name, found in structured["fields"].items()},
        "interest": structured["interest"],
    }
    if structured.get("refused"):
        arguments["fit"] = "never"
    await tools.call("update_qualification", arguments)
    if structured["next_question"] == Topic.BOOKING.value:
        await tools.call("offer_meeting", {"asked_by_contact": structured["wanted_meeting"]})


def _field(found: dict[str, Any]) -> dict[str, Any]:
    """Without an index the newest message is the evidence, and the tool refuses a null."""
    return {name: value for name, value in found.items() if name != "message_index" or value}
