"""What a model's turn established, as `structured` says it: from the tool calls that it made."""

from typing import Any

from dom360.agents.language import Language
from dom360.agents.memory import topic_of
from dom360.agents.model.toolbox import Toolbox
from dom360.agents.steps import booking_link
from dom360.protocol import AgentRequest

_LANGUAGES: dict[Language, str] = {"pt": "pt-BR", "en": "en"}


def sdr_facts(
    request: AgentRequest, toolbox: Toolbox, text: str, language: Language
) -> dict[str, Any]:
    """The same keys as the built-in policy's, as far as a model's turn can tell them."""
    facts: dict[str, Any] = {
        "fields": _fields(toolbox),
        "next_question": _next_question(request, text),
        "language": _LANGUAGES[language],
    }
    for arguments, result in toolbox.learned:
        lead = result.get("lead") or {}
        facts |= {"score": lead.get("score"), "bant": lead.get("bant")}
        facts["interest"] = lead.get("interest")
        if arguments.get("fit") == "never":
            facts["refused"] = True
    return facts


def copilot_facts(toolbox: Toolbox) -> dict[str, Any]:
    return {"request": "model", "tools": toolbox.names_called}


def _fields(toolbox: Toolbox) -> dict[str, Any]:
    """What this turn stored; what a tool refused is not known."""
    fields: dict[str, Any] = {}
    for arguments, _ in toolbox.learned:
        for name, found in (arguments.get("fields") or {}).items():
            if isinstance(found, dict) and found.get("value") is not None:
                fields[name] = {
                    "value": found["value"],
                    "confidence": found.get("confidence", 0.7),
                    "message_index": found.get("message_index"),
                }
    return fields


def _next_question(request: AgentRequest, text: str) -> str | None:
    link = booking_link(request)
    if link and link in text:
        return "booking"
    topic = topic_of(text)
    return topic.value if topic else None
