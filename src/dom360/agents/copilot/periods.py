"""Periods as operators name them, in Portuguese and English: whole days of the tenant's time zone.

A text is read by rules, the narrow ones first; what one rule has read is not read again. Then
neighbours are joined ("de janeiro a março") and opened ("desde segunda", "até ontem").
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dom360.agents.copilot.corrections import CORRECTION
from dom360.agents.copilot.period_parts import PARTS, WHOLE
from dom360.agents.copilot.period_rules import RULES
from dom360.agents.copilot.spans import MOST_DAYS, Period


@dataclass(frozen=True, slots=True)
class Found:
    """`start` to `end` is the stretch of text that names the period."""

    period: Period
    start: int
    end: int


def read_period(plain: str, today: date) -> Period | None:
    """The first period that a text names. None where it names none, or one that can't be."""
    found = find_periods(plain, today)
    return found[0].period if found else None


@lru_cache(maxsize=1024)
def find_periods(plain: str, today: date) -> tuple[Found, ...]:
    found: list[Found] = []
    rest = plain
    for pattern, read in (*PARTS, *RULES, *WHOLE):
        for match in pattern.finditer(rest):
            start, end = _stretch(match)
            try:
                period = read(match, today)
            except (ValueError, OverflowError):  # 31 of February: read, and no period
                rest = _hidden(rest, start, end)
                continue
            if period:
                found.append(Found(_bounded(period), start, end))
                rest = _hidden(rest, start, end)
    found.sort(key=lambda one: one.start)
    return tuple(_opened(one, plain, today) for one in _joined(_corrected(found, plain), plain))


def _corrected(found: list[Found], plain: str) -> list[Found]:
    """ "de ontem, quer dizer, de hoje": the last counts, and all of it names the period."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        if before and CORRECTION.search(plain[before.end : one.start]):
            kept[-1] = Found(one.period, before.start, one.end)
        else:
            kept.append(one)
    return kept


def _stretch(match: re.Match[str]) -> tuple[int, int]:
    """Without the little word before it, which may join or open the period."""
    before = match.re.groupindex.get("pre")
    return (match.end("pre") if before and match["pre"] else match.start()), match.end()


def _hidden(text: str, start: int, end: int) -> str:
    return text[:start] + "#" * (end - start) + text[end:]


def _bounded(period: Period) -> Period:
    if period.first_day is None:
        return period
    return Period(
        max(period.first_day, _days_before(period.last_day, MOST_DAYS - 1)), period.last_day
    )


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


_FROM = re.compile(r"\b(entre|between|de|do|da|desde|from)\s+(?:o\s+|a\s+|os\s+)?(?:dias?\s+)?$")
_TO = re.compile(
    r"\s*(?:,\s*)?(e|and|ate|a|ao|pra|para|to|until|till|through|-)\s*(?:o\s+|a\s+)?(?:dia\s+)?"
)


def _joined(found: list[Found], plain: str) -> list[Found]:
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        whole = _range(before, one, plain) if before else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(one)
    return joined


def _range(first: Found, last: Found, plain: str) -> Found | None:
    lead_in = _FROM.search(plain[: first.start])
    link = _TO.fullmatch(plain[first.end : last.start])
    if not link or not first.period.first_day:
        return None
    if (link[1] in ("e", "and")) != (lead_in is not None and lead_in[1] in ("entre", "between")):
        return None
    begins, ends = first.period.first_day, last.period.last_day
    if begins > ends:
        begins = begins.replace(year=begins.year - 1)
    return Found(
        _bounded(Period(begins, ends)), lead_in.start() if lead_in else first.start, last.end
    )


_OPEN = re.compile(
    r"\b(?:(?P<since>desde|a partir|since|starting(?: on| from)?)|(?P<until>ate|until|till|up to)"
    r"|(?P<before>antes|anterior(?:es)? a|before)|(?P<after>depois|apos|after))"
    r"\s+(?:de\s+|do\s+|da\s+|o\s+|a\s+|on\s+)*(?:comeco\s+d[aeo]\s+|inicio\s+d[aeo]\s+|dia\s+)?$"
)
_TILL_NOW = re.compile(
    r"\s*(?:pra ca|para ca|ate (?:hoje|agora)|em diante|onwards?|(?:un)?til now)\b"
)


def _opened(found: Found, plain: str, today: date) -> Found:
    """ "desde segunda" ends today, "até ontem" has no beginning."""
    word = _OPEN.search(plain[: found.start])
    later = _TILL_NOW.match(plain[found.end :])
    period, begins = found.period, found.period.first_day
    if word is None and later is None:
        return found
    start = word.start() if word else found.start
    end = found.end + (later.end() if later else 0)
    if begins and (later or (word and word["since"])):
        period = Period(begins, max(today, begins))
    elif word and word["until"]:
        period = Period(None, period.last_day)
    elif word and word["before"] and begins:
        period = Period(None, begins - timedelta(days=1))
    elif word and word["after"]:
        begins = min(period.last_day + timedelta(days=1), today)
        period = Period(begins, today)
    return Found(_bounded(period), start, end)
