"""Answers about many leads: lists, counts, and the pages after them."""

from collections.abc import Mapping
from typing import Any

from dom360.agents.copilot import saying
from dom360.agents.copilot.ask import Ask
from dom360.agents.copilot.desk import MOST_CALLS
from dom360.agents.copilot.filters import MOST_LISTED, LeadQuery, read_leads

MOST_SHOWN = 10
# A count names the leads where they are few.
_NAMED_BY_COUNT = 3
# Few periods are a comparison; more is a report.
_MOST_PERIODS = 3


def query_of(ask: Ask) -> LeadQuery:
    query = read_leads(ask.heard, ask.found_periods, inbox_id=ask.inbox_id)
    if not query.periods:
        query.periods = list(ask.inherited)
    return query


async def answer(ask: Ask, query: LeadQuery | None = None) -> str:
    query = query or query_of(ask)
    texts = [ask.texts.notes[note] for note in query.notes]
    if query.unread:
        texts.append(ask.texts.unread.format(quote=saying.one_line(query.unread, 60)))
    if "mine" in query.notes:
        return "\n".join(texts)
    arguments = [dict(period.arguments()) for period in query.periods[:_MOST_PERIODS]] or [{}]
    texts += [await _listed(ask, query, days | query.arguments) for days in arguments]
    return "\n".join(texts)


async def _listed(ask: Ask, query: LeadQuery, arguments: Mapping[str, Any]) -> str:
    limit = query.limit or (_NAMED_BY_COUNT if query.counts else MOST_SHOWN)
    found = await ask.desk.ask("query_leads", {**arguments, "limit": limit})
    leads = found["leads"][:limit]
    lines = [headline(ask, found, arguments)]
    if query.counts and not query.limit and found["total"] > _NAMED_BY_COUNT:
        return lines[0]
    lines += [saying.lead_line(ask, lead) for lead in leads]
    if len(leads) < found["total"]:
        lines.append(_where(ask, found, 1, len(leads)))
    return "\n".join(lines)


def headline(ask: Ask, found: Mapping[str, Any], arguments: Mapping[str, Any]) -> str:
    """How many, and by which filters."""
    texts = ask.texts
    said = saying.filters(ask, arguments)
    if not found["total"]:
        return texts.no_leads.format(filters=said)
    leads = f"{_total(ask, found)} {texts.things['leads'][found['total'] != 1]}"
    return texts.lead_count.format(leads=leads, filters=said)


def _total(ask: Ask, found: Mapping[str, Any]) -> str:
    total = saying.number(ask, found["total"])
    return ask.texts.at_least.format(total=total) if found.get("total_is_at_least") else total


def _where(ask: Ask, found: Mapping[str, Any], first: int, last: int) -> str:
    said = ask.texts.shown.format(first=first, last=last, total=_total(ask, found))
    return f"{said} {ask.texts.ask_for_more}" if last < found["total"] else said


async def next_page(ask: Ask, query: LeadQuery, page: int) -> str:
    """The list again, from where the pages before it ended. The tool's pages are longer than ours,
    so few calls lead far."""
    size = query.limit or MOST_SHOWN
    first, last = page * size, (page + 1) * size
    if last > MOST_LISTED * MOST_CALLS:
        return ask.texts.too_many_calls
    days = query.periods[0].arguments() if query.periods else {}
    arguments = {**days, **query.arguments}
    found = await ask.desk.ask("query_leads", {**arguments, "limit": min(last, MOST_LISTED)})
    leads = list(found["leads"])
    while len(leads) < last and found.get("cursor"):
        more = {**arguments, "limit": MOST_LISTED, "cursor": found["cursor"]}
        found = await ask.desk.ask("query_leads", more)
        leads += found["leads"]
    shown = leads[first:last]
    if not shown:
        return ask.texts.no_more
    return "\n".join(
        [
            headline(ask, found, arguments),
            *(saying.lead_line(ask, lead) for lead in shown),
            _where(ask, found, first + 1, first + len(shown)),
        ]
    )
