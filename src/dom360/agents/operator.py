"""COPILOT with tools: an operator's request becomes one bounded query, and its result the answer.

It says which filters it applied and cites the ids of the records. What a tool refuses is said,
never guessed.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from dom360.agents.copilot import Want, recognise
from dom360.agents.draft import Draft
from dom360.agents.memory import language_of, recent
from dom360.agents.periods import read_period
from dom360.agents.phrasing.operator import TEXTS, OperatorTexts
from dom360.agents.text import Said
from dom360.agents.tools import Tools
from dom360.protocol import AgentRequest

CALLS = (
    "query_leads",
    "search_lead_by_phone",
    "query_consumption",
    "query_funnel",
    "list_crm_entities",
)
MOST_SHOWN = 10
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{6,}\d")
_SCORE = re.compile(
    r"\b(?:acima de|mais de|maior que|a partir de|pelo menos|no minimo|above|over|at least)"
    r"\s+(?:de\s+)?(\d{1,3})\b(?!\s*(?:dias|func|pessoas|mil|days|people))"
)
_LOW_SCORE = re.compile(
    r"\b(?:abaixo de|menos de|menor que|ate|no maximo|below|under|at most)\s+(\d{1,3})\s*"
    r"(?:pontos|points)\b"
)
# The first that matches takes the words it matched: "desqualificados" holds "qualificados".
_STATES = tuple(
    (state, re.compile(pattern))
    for state, pattern in (
        ("UNQUALIFIED", r"\b(?:desqualificad\w+|nao qualificad\w+|unqualified)\b"),
        ("QUALIFYING", r"\b(?:em qualificacao|qualificando|qualifying)\b"),
        ("QUALIFIED", r"\b(?:qualificad\w+|qualified)\b"),
        ("RESCHEDULED", r"\b(?:reagendad\w+|remarcad\w+|rescheduled)\b"),
        ("SCHEDULED", r"\b(?:agendad\w+|marcad\w+|scheduled)\b"),
        ("NURTURING", r"\b(?:em nutricao|nutricao|nurturing)\b"),
        ("COMPLETED", r"\b(?:concluid\w+|realizad\w+|completed)\b"),
        ("CLOSED", r"\b(?:fechad\w+|encerrad\w+|closed)\b"),
        ("NEW", r"\b(?:leads? nov[oa]s?|nov[oa]s leads?|new leads?)\b"),
    )
)


@dataclass(frozen=True, slots=True)
class _Ask:
    said: Said
    today: date
    texts: OperatorTexts
    tools: Tools


async def answer(request: AgentRequest, tools: Tools) -> Draft | None:
    """None where the request takes no data: the policy without tools answers it."""
    said = Said.of(request.message.content)
    want = recognise(said)
    reply = _REPLIES.get(want)
    if reply is None:
        return None
    ask = _Ask(said, _today(request), TEXTS[language_of(request, said, recent(request))], tools)
    text = await reply(ask)
    return Draft(
        text=text or ask.texts.failed,
        structured={"request": want.value, "tools": [call.name for call in tools.made]},
        read=(said.text,),
    )


def _today(request: AgentRequest) -> date:
    """The tenant's day when the message was written."""
    zone: tzinfo = UTC
    with suppress(KeyError, ValueError):
        zone = ZoneInfo(request.tenant.timezone or "UTC")
    return (request.message.created_at or datetime.now(UTC)).astimezone(zone).date()


async def _leads(ask: _Ask) -> str | None:
    arguments = {**_period(ask), **_filters(ask.said.folded), "limit": MOST_SHOWN}
    found = await ask.tools.call("query_leads", arguments)
    if found is None:
        return None
    filters = _say_filters(ask.texts, found["filters_applied"])
    if not found["leads"]:
        return ask.texts.no_leads.format(filters=filters)
    total = f"{found['total']}{'+' if found['total_is_at_least'] else ''}"
    lines = [ask.texts.leads.format(total=total, filters=filters)]
    lines += [_lead_line(ask.texts, lead) for lead in found["leads"]]
    if len(found["leads"]) < found["total"]:
        lines.append(ask.texts.more.format(shown=len(found["leads"]), total=total))
    return "\n".join(lines)


async def _by_phone(ask: _Ask) -> str | None:
    phone = _PHONE.search(ask.said.text)
    if phone is None:
        return await _leads(ask)
    found = await ask.tools.call("search_lead_by_phone", {"phone": phone[0].strip()})
    if found is None:
        return None
    if not found["found"]:
        return ask.texts.not_found.format(phone=phone[0].strip())
    return _lead_line(ask.texts, found["lead"])


async def _consumption(ask: _Ask) -> str | None:
    found = await ask.tools.call("query_consumption", _period(ask))
    if found is None:
        return None
    totals = found["totals"]
    return ask.texts.consumption.format(
        first=found["first_day"],
        last=found["last_day"],
        messages=totals["messages"],
        conversations=totals["conversations"],
        tokens=totals["total_tokens"],
        cost=f"{totals['cost_micro_usd'] / 1_000_000:.4f}",
        errors=totals["errors"],
    )


async def _funnel(ask: _Ask) -> str | None:
    found = await ask.tools.call("query_funnel", _period(ask))
    if found is None:
        return None
    filters = _say_filters(ask.texts, found["filters_applied"])
    steps = [
        ask.texts.step.format(state=step["state"], leads=step["leads"]) for step in found["steps"]
    ]
    return "\n".join([ask.texts.funnel.format(total=found["total"], filters=filters), *steps])


async def _entities(ask: _Ask) -> str | None:
    found = await ask.tools.call("list_crm_entities", {})
    if found is None:
        return None
    return ask.texts.entities.format(names=", ".join(one["name"] for one in found["entities"]))


_REPLIES: Mapping[Want, Callable[[_Ask], Awaitable[str | None]]] = {
    Want.LEADS: _leads,
    Want.FIND_PHONE: _by_phone,
    Want.CONSUMPTION: _consumption,
    Want.FUNNEL: _funnel,
    Want.ENTITIES: _entities,
}


def _period(ask: _Ask) -> dict[str, Any]:
    period = read_period(ask.said.folded, ask.today)
    return dict(period.arguments()) if period else {}


def _filters(folded: str) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    rest, states = folded, []
    for state, pattern in _STATES:
        if pattern.search(rest):
            states.append(state)
            rest = pattern.sub(" ", rest)
    if states:
        filters["states"] = states
    if (low := _SCORE.search(folded)) and int(low[1]) <= 100:
        filters["min_score"] = int(low[1])
    if (high := _LOW_SCORE.search(folded)) and int(high[1]) <= 100:
        filters["max_score"] = int(high[1])
    if re.search(r"\bsem (?:dono|responsavel)|\bunowned|without an? owner", folded):
        filters["unowned"] = True
    if re.search(r"\b(?:melhores|maior pontuacao|mais quentes|best|hottest|top)\b", folded):
        filters["sort"] = "score"
    return filters


def _say_filters(texts: OperatorTexts, applied: Mapping[str, Any]) -> str:
    said = [
        f"{texts.names.get(name, name)} {', '.join(value) if isinstance(value, list) else value}"
        if value is not True
        else texts.names.get(name, name)
        for name, value in applied.items()
    ]
    return texts.filters.format(filters="; ".join(said)) if said else texts.no_filter


def _lead_line(texts: OperatorTexts, lead: Mapping[str, Any]) -> str:
    return texts.lead.format(
        name=" ".join((lead["name"] or texts.unnamed).split()),
        phone=lead["phone"] or "-",
        state=lead["state"],
        score=lead["score"],
        id=lead["id"],
    )
