"""Dates, numbers, filters and records in the operator's words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dom360.agents.copilot.ask import Ask
from dom360.agents.moments import zone_of

_CURRENCIES = {"BRL": "R$", "USD": "US$", "EUR": "€"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(ask: Ask, value: float, digits: int = 0) -> str:
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if ask.language == "pt" else text


def counted(ask: Ask, thing: str, count: int) -> str:
    """ "1 lead", "1.234 leads" """
    return f"{number(ask, count)} {ask.texts.things[thing][count != 1]}"


def share(ask: Ask, part: int, whole: int) -> str:
    percent = 100 * part / whole if whole else 0
    return f"{number(ask, percent, 0 if percent == round(percent) else 1)}%"


def dollars(ask: Ask, micro_usd: int) -> str:
    """Small sums keep the digits that make them more than nothing."""
    amount = micro_usd / 1_000_000
    return number(ask, amount, 2 if amount >= 100 or not amount else 4)


def day(ask: Ask, value: date | str) -> str:
    when = date.fromisoformat(value) if isinstance(value, str) else value
    if ask.language == "pt":
        return f"{when:%d/%m/%Y}"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def moment(ask: Ask, value: str) -> str:
    """A time of day in the tenant's zone."""
    at = datetime.fromisoformat(value)
    local = at.astimezone(zone_of(ask.request)) if at.tzinfo else at
    return f"{day(ask, local.date())} {local:%H:%M}"


def period(ask: Ask, first: str | None, last: str | None) -> str:
    texts = ask.texts
    if first and last:
        if first == last:
            return texts.one_day.format(day=day(ask, first))
        return texts.period.format(first=day(ask, first), last=day(ask, last))
    if first:
        return texts.since.format(first=day(ask, first))
    return texts.until.format(last=day(ask, last)) if last else ""


def filters(ask: Ask, applied: Mapping[str, Any]) -> str:
    days = period(ask, applied.get("first_day"), applied.get("last_day"))
    said = [ask.texts.created_in.format(period=days)] if days else []
    said += [
        ask.texts.filter_words[name].format(value=_filter_value(ask, name, value))
        for name, value in applied.items()
        if name in ask.texts.filter_words
    ]
    return ask.texts.filters.format(filters="; ".join(said)) if said else ask.texts.no_filter


def _filter_value(ask: Ask, name: str, value: object) -> str:
    if name == "states" and isinstance(value, list):
        return ", ".join(state(ask, one) for one in value)
    if name == "sort":
        return ask.texts.sorts.get(str(value), str(value))
    return one_line(str(value))


def state(ask: Ask, code: str) -> str:
    name = ask.texts.states.get(code)
    return f"{name} ({code})" if name else code


def one_line(text: str, most: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def lead_line(ask: Ask, lead: Mapping[str, Any]) -> str:
    return ask.texts.lead.format(
        name=one_line(lead.get("name") or ask.texts.unnamed, 80),
        phone=lead.get("phone") or "-",
        state=state(ask, lead["state"]),
        score=lead["score"],
        id=lead["id"],
    )


def lead_details(ask: Ask, lead: Mapping[str, Any]) -> list[str]:
    """What is known of one lead, each field with the message that says it."""
    texts = ask.texts
    lines = [lead_line(ask, lead)]
    for name, label in texts.fields.items():
        known = (lead.get("fields") or {}).get(name)
        if known:
            index = known.get("message_index")
            evidence = f" ({texts.evidence.format(index=index)})" if index else ""
            lines.append(f"- {label}: {field_value(ask, name, known['value'])}{evidence}")
    for name, label in texts.details.items():
        if lead.get(name):
            lines.append(f"- {label}: {_detail(ask, name, lead[name])}")
    return lines


def _detail(ask: Ask, name: str, value: str) -> str:
    if name.endswith("_at"):
        return moment(ask, value)
    return ask.texts.interests.get(value, value) if name == "interest" else one_line(value)


def field_value(ask: Ask, name: str, value: object) -> str:
    if isinstance(value, bool | int | float):
        return number(ask, value)
    if not isinstance(value, dict):
        return one_line(str(value))
    if name == "budget":
        return _budget(ask, value)
    if name == "authority":
        who = value.get("who")
        decides = ask.texts.decides.get(str(value.get("decides")), str(value.get("decides")))
        return f"{decides} ({one_line(str(who))})" if who else decides
    return one_line(str(value.get("text") or value.get("within_days") or "-"))


def _budget(ask: Ask, value: Mapping[str, Any]) -> str:
    amount = value.get("amount")
    if amount is None:
        return "-"
    sign = _CURRENCIES.get(str(value.get("currency")), str(value.get("currency") or ""))
    return f"{sign} {number(ask, float(amount))}{ask.texts.per.get(str(value.get('period')), '')}"


def comments(ask: Ask, found: list[Mapping[str, Any]], most: int) -> list[str]:
    texts = ask.texts
    if not found:
        return []
    return [texts.comments] + [
        texts.comment.format(
            at=moment(ask, one["at"]), by=one_line(one["by"], 60), text=one_line(one["text"], 300)
        )
        for one in found[:most]
    ]
