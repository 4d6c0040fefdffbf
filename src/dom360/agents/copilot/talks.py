"""What was said in a conversation: this one, from the request, or a contact's, with the tool."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dom360.agents.copilot import people, saying
from dom360.agents.copilot.ask import Ask
from dom360.agents.copilot.people import Who, who_in
from dom360.agents.memory import CONTACT_ROLES, OUR_ROLES, recent
from dom360.agents.phrasing.copilot import CopilotTexts
from dom360.protocol import AgentRequest

_THIS = re.compile(
    r"\b(?:(?:n|d)?est[ae]|(?:n|d)?ess[ae]|this|nossa|our) (?:conversa|chat|papo|atendimento"
    r"|conversation)\b|\baqui\b|\bhere\b"
)
_OTHER_TALK = re.compile(
    r"\b(?:d[aeo]|com|with|of)\s+(?:[ao]\s+|the\s+)?(?:lead|contato|cliente|contact|customer)\b"
)

_SOMEBODY = re.compile(r"\b(?:el[ea]|he|she|they)\b")

_Message = Mapping[str, Any]


async def summary(ask: Ask) -> str:
    who = _whose(ask)
    if who is None:
        if ask.heard.has(_OTHER_TALK):
            return ask.texts.ask_conversation
        return own_summary(ask.texts, ask.request)
    found = await _read(ask, who)
    return found if isinstance(found, str) else _told(ask, found)


async def last_message(ask: Ask) -> str:
    who = _whose(ask)
    if who is None:
        return own_last_message(ask.texts, ask.request)
    found = await _read(ask, who)
    if isinstance(found, str):
        return found
    theirs = [one for one in found["messages"] if _side(one["role"]) == "user"]
    said = ask.texts.last_said.format(quote=_quote(theirs[-1])) if theirs else ask.texts.no_history
    return f"{_headline(ask, found['conversation'])}\n{said}"


def _whose(ask: Ask) -> Who | None:
    if "lead" in ask.answers:
        return people.bare_name(ask.answers["lead"])
    exact = people.exactly_who(ask.heard)
    found = None if not exact and _means_this(ask) else who_in(ask.heard, ask.cited_id)
    if found is None and ask.about:
        return Who("conversation", ask.about.conversation_id)
    # "Quem é 21 91111-3333 e o que ele falou?"
    just_found = ask.found_id if ask.heard.has(_SOMEBODY) else None
    return found or (Who("id", just_found) if just_found else None)


def _means_this(ask: Ask) -> bool:
    """Beside a conversation, "this lead" is that one's, too."""
    return ask.heard.has(_THIS) or (ask.about is not None and ask.heard.has(people.IT))


async def _read(ask: Ask, who: Who) -> dict[str, Any] | str:
    """The conversation, or the text that says why there is none."""
    if who.kind == "conversation":
        return await ask.desk.ask("summarize_conversation", {"conversation_id": who.value})
    if who.kind == "phone":
        return await ask.desk.ask("summarize_conversation", {"phone": who.value})
    if (
        who.kind == "id"
        and not ask.heard.has(r"\blead\b")
        and who.value not in (ask.cited_id, ask.found_id)
    ):
        return await ask.desk.ask("summarize_conversation", {"conversation_id": who.value})
    found = await people.find(ask, who)
    if found.lead is None:
        return f"{found.says}\n{ask.texts.ask_which}" if found.several else found.says
    return await ask.desk.ask("summarize_conversation", {"phone": found.lead["phone"]})


def _told(ask: Ask, found: Mapping[str, Any]) -> str:
    lines = [_headline(ask, found["conversation"])]
    lines += _said(ask.texts, found["messages"])
    if found.get("lead"):
        lines += saying.lead_details(ask, found["lead"])
    return "\n".join(lines)


def _headline(ask: Ask, conversation: Mapping[str, Any]) -> str:
    texts = ask.texts
    return texts.conversation.format(
        name=saying.one_line(conversation.get("contact_name") or texts.unnamed, 80),
        phone=conversation.get("contact_phone") or "-",
        id=conversation["id"],
        status=texts.statuses.get(conversation["status"], conversation["status"]),
        handler=texts.handlers.get(conversation["handled_by"], conversation["handled_by"]),
        messages=saying.counted(ask, "messages", conversation["message_count"]),
    )


def own_summary(texts: CopilotTexts, request: AgentRequest) -> str:
    messages = _own(request)
    if not messages:
        return texts.no_history
    return "\n".join([own_count(texts, request), *_said(texts, messages)])


def own_count(texts: CopilotTexts, request: AgentRequest) -> str:
    total = len(request.conversation.history)
    if not total:
        return texts.no_history
    roles = Counter(_side(message["role"]) for message in _own(request))
    sides = ", ".join(f"{roles[side]} {name}" for side, name in texts.sides.items() if roles[side])
    if total == 1:
        return texts.count_one.format(sides=sides)
    return texts.count.format(total=total, sides=sides)


def own_last_message(texts: CopilotTexts, request: AgentRequest) -> str:
    theirs = [message for message in _own(request) if _side(message["role"]) == "user"]
    if not theirs:
        return texts.no_history
    return texts.last_said.format(quote=_quote(theirs[-1]))


def _own(request: AgentRequest) -> list[_Message]:
    return [
        {"role": one.role, "text": one.content, "message_index": one.message_index}
        for one in recent(request)
    ]


def _said(texts: CopilotTexts, messages: Sequence[_Message]) -> list[str]:
    theirs = [one for one in messages if _side(one["role"]) == "user"]
    ours = [one for one in messages if _side(one["role"]) == "assistant"]
    lines = [texts.first_said.format(quote=_quote(theirs[0]))] if theirs else []
    if len(theirs) > 1:
        lines.append(texts.last_said.format(quote=_quote(theirs[-1])))
    if ours:
        lines.append(texts.last_answered.format(quote=_quote(ours[-1])))
    return lines


def _side(role: str) -> str:
    if role.lower() in CONTACT_ROLES:
        return "user"
    return "assistant" if role.lower() in OUR_ROLES else "other"


def _quote(message: _Message) -> str:
    """The message's words, cut to one line, with its number where it has one."""
    index = message.get("message_index")
    return f"“{saying.one_line(message['text'])}”" + (f" (#{index})" if index is not None else "")
