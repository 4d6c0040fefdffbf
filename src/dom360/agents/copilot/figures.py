"""Consumption and the funnel, from the books."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dom360.agents.copilot import saying
from dom360.agents.copilot.ask import Ask
from dom360.agents.copilot.filters import read_scope
from dom360.agents.copilot.spans import Period

_REAIS = re.compile(r"\br\$|\breais\b|\bem real\b|\bbrl\b")
_BY_DAY = re.compile(r"\b(?:por dia|dia a dia|diari[oa]|cada dia|by day|per day|daily|each day)\b")
_BY_INBOX = re.compile(
    r"\b(?:por (?:inbox|caixa|canal)|cada (?:inbox|caixa|canal)|(?:by|per) inbox|each inbox)\b"
)
_MOST_LINES = 31
_THINGS = ("messages", "conversations", "answers", "errors")
# Where a lead is that is, or was, good enough to meet.
_QUALIFIED = frozenset({"QUALIFIED", "SCHEDULED", "RESCHEDULED", "COMPLETED"})
_MEETING = frozenset({"SCHEDULED", "RESCHEDULED", "COMPLETED"})
_MOST_PERIODS = 3


async def consumption(ask: Ask, scope: Mapping[str, Any] | None = None) -> str:
    scope = _scope(ask) if scope is None else scope
    only = {name: value for name, value in scope.items() if name != "source"}
    said = [await _consumed(ask, {**days, **only}) for days in _periods(ask)]
    if ask.heard.has(_REAIS):
        said.append(ask.texts.in_dollars)
    return "\n".join(said)


async def _consumed(ask: Ask, arguments: Mapping[str, Any]) -> str:
    found = await ask.desk.ask("query_consumption", arguments)
    totals, texts = found["totals"], ask.texts
    placed = {name: value for name, value in arguments.items() if name.startswith("inbox")}
    lines = [
        texts.consumption.format(
            period=saying.period(ask, found["first_day"], found["last_day"]),
            cost=saying.dollars(ask, totals["cost_micro_usd"]),
            filters=f" {saying.filters(ask, placed)}" if placed else "",
            tokens=saying.counted(ask, "tokens", totals["total_tokens"]),
            input=saying.number(ask, totals["input_tokens"]),
            output=saying.number(ask, totals["output_tokens"]),
            **{name: saying.counted(ask, name, totals[name]) for name in _THINGS},
        )
    ]
    if totals.get("unpriced_answers"):
        answers = saying.counted(ask, "answers", totals["unpriced_answers"])
        lines.append(texts.unpriced.format(answers=answers))
    if ask.heard.has(_BY_DAY):
        lines += [texts.by_day, *_split(ask, found["days"], "day")]
    if ask.heard.has(_BY_INBOX):
        names = await _inbox_names(ask) if found["days"] else {}
        lines += [texts.by_inbox, *_split(ask, found["days"], "inbox_id", names)]
    return "\n".join(lines)


async def _inbox_names(ask: Ask) -> dict[str, str]:
    """None of them where the answer has no call left: ids are said then."""
    described = await ask.desk.call("describe_crm_entity", {"entity": "inboxes"}) or {}
    return {one["id"]: one["name"] for one in described.get("records") or ()}


def _split(
    ask: Ask, days: list[Mapping[str, Any]], by: str, names: Mapping[str, str] | None = None
) -> list[str]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in days:
        for name in ("total_tokens", "cost_micro_usd", "messages"):
            sums[one[by]][name] += one[name]
    return [
        ask.texts.day_line.format(
            day=saying.day(ask, key) if by == "day" else (names or {}).get(key, key),
            tokens=saying.counted(ask, "tokens", total["total_tokens"]),
            cost=saying.dollars(ask, total["cost_micro_usd"]),
            messages=saying.counted(ask, "messages", total["messages"]),
        )
        for key, total in sorted(sums.items())[-_MOST_LINES:]
    ]


async def funnel(ask: Ask, scope: Mapping[str, Any] | None = None) -> str:
    scope = _scope(ask) if scope is None else scope
    return "\n".join([await _steps(ask, {**days, **scope}) for days in _periods(ask)])


async def _steps(ask: Ask, arguments: Mapping[str, Any]) -> str:
    found = await ask.desk.ask("query_funnel", arguments)
    texts, total = ask.texts, found["total"]
    lines = [
        texts.funnel.format(
            leads=saying.counted(ask, "leads", total), filters=saying.filters(ask, arguments)
        )
    ]
    if not total:
        return lines[0]
    lines += [
        texts.step.format(
            state=saying.state(ask, step["state"]),
            leads=saying.number(ask, step["leads"]),
            share=saying.share(ask, step["leads"], total),
        )
        for step in found["steps"]
    ]
    reached = {step["state"]: step["leads"] for step in found["steps"]}
    lines.append(
        texts.converted.format(
            qualified=_reached(ask, reached, _QUALIFIED, total),
            scheduled=_reached(ask, reached, _MEETING, total),
        )
    )
    return "\n".join(lines)


def _reached(ask: Ask, leads: Mapping[str, int], states: frozenset[str], total: int) -> str:
    count = sum(leads.get(state, 0) for state in states)
    return f"{saying.number(ask, count)} ({saying.share(ask, count, total)})"


def _scope(ask: Ask) -> dict[str, Any]:
    if ask.heard.has(_BY_INBOX):
        return {}
    return read_scope(ask.heard, ask.found_periods, inbox_id=ask.inbox_id)


def _periods(ask: Ask) -> list[dict[str, str]]:
    named: list[Period] = [one.period for one in ask.found_periods] or list(ask.inherited)
    return [period.arguments() for period in named[:_MOST_PERIODS]] or [{}]
