"""Parts of a month or year, weekdays in a row, and spans named without "este": read before the
other periods (PARTS) and after them (WHOLE).
"""

import re
from datetime import date, timedelta

from dom360.agents.copilot.calendar_words import (
    COUNT,
    MONTH,
    ORDINAL,
    THIS,
    WEEKDAY,
    count_of,
    month_of,
    weekday_of,
)
from dom360.agents.copilot.spans import (
    Period,
    Rule,
    back,
    day_period,
    month_period,
    months,
    rule,
    until_today,
    year_of,
)

_PAST = r"(?:passad[oa]|anterior|que passou)"
# "do mês", "do mês passado", "de outubro de 2025"
_OF_MONTH = (
    rf"d[eo]\s+(?:(?:mes\s+de\s+)?(?P<month>{MONTH})(?:\s+(?:de\s+)?(?P<year>20\d\d))?"
    rf"|(?:(?:{THIS})\s+)?(?P<mes>mes)\b(?P<past>\s+{_PAST})?(?:\s+atual|\s+corrente)?)"
)
_OF_THIS_MONTH = rf"(?:{_OF_MONTH}|dest[ea]\s+(?P<mes2>mes)\b|dess[ea]\s+(?P<mes3>mes)\b)"


def _month(match: re.Match[str], today: date) -> Period:
    if match["month"]:
        month = month_of(match["month"])
        return month_period(int(match["year"] or year_of(month, today)), month)
    return months(today.year, today.month - (1 if match["past"] else 0), 1)


def _days_of(month: Period, first: int, last: int | None) -> Period:
    """`last` None: to the end."""
    begin = month.first_day
    assert begin
    end = month.last_day if last is None else min(begin.replace(day=last), month.last_day)
    return Period(begin.replace(day=first), end)


def _week_of_month(match: re.Match[str], today: date) -> Period:
    """Seven days each, from the first on; the last are the last seven."""
    month = _month(match, today)
    if match["nth"] in ("ultimo", "ultima", "last"):
        return Period(back(month.last_day, 6), month.last_day)
    number = ORDINAL[match["nth"]]
    return _days_of(month, 7 * number - 6, 7 * number)


def _first_days(match: re.Match[str], today: date) -> Period | None:
    count = count_of(match["n"] or match["n2"])
    if not 1 <= count <= 28:
        return None
    month = _month(match, today)
    if match["end"]:
        return Period(back(month.last_day, count - 1), month.last_day)
    return _days_of(month, 1, count)


def _third_of_month(match: re.Match[str], today: date) -> Period:
    part = match["part"][:3]
    if part in ("fim", "fin"):
        return _days_of(_month(match, today), 21, None)
    return _days_of(
        _month(match, today), *((11, 20) if part == "mei" or part == "mea" else (1, 10))
    )


def _start_of_year(match: re.Match[str], today: date) -> Period:
    year = today.year - (1 if match["past"] else 0)
    return months(year, 10, 3) if match["part"][:2] == "fi" else months(year, 1, 3)


def _week_of_day(match: re.Match[str], today: date) -> Period:
    day, month = int(match["d"]), int(match["m"] or 0)
    if match["month"]:
        month = month_of(match["month"])
    if month:
        when = date(year_of(month, today), month, day)
    else:
        known = today if day <= today.day else today.replace(day=1) - timedelta(days=1)
        when = known.replace(day=day)
    monday = back(when, when.weekday())
    return Period(monday, monday + timedelta(days=6))


def _day_of_last_week(match: re.Match[str], today: date) -> Period:
    """ "quarta da semana passada" """
    monday = back(today, today.weekday() + (14 if match["two"] else 7))
    return day_period(monday + timedelta(days=weekday_of(match["day"])))


def _weekdays(match: re.Match[str], today: date) -> Period | None:
    """ "de segunda a quarta": from the latest Monday on; "segunda e terça": where they touch."""
    first, last = weekday_of(match["first"]), weekday_of(match["last"])
    length = (last - first) % 7
    ranged = match["link"] not in ("e", "and") or match["from"] == "entre"
    if not ranged and length != 1:
        return None
    begins = back(today, (today.weekday() - first) % 7)
    if match["past"]:
        begins = back(today, today.weekday() + 7 - first)
    elif not ranged and begins + timedelta(days=length) > today:
        begins = back(begins, 7)
    whole = Period(begins, begins + timedelta(days=length))
    return whole if match["past"] else until_today(whole, today)


def _this_span(match: re.Match[str], today: date) -> Period:
    span = match["span"]
    if span in ("dia", "day", "d"):
        return day_period(today)
    if span in ("semana", "week", "w"):
        return Period(back(today, today.weekday()), today)
    if span == "quinzena":
        return Period(today.replace(day=1 if today.day < 16 else 16), today)
    size = {
        "mes": 1,
        "month": 1,
        "m": 1,
        "bimestre": 2,
        "trimestre": 3,
        "quarter": 3,
        "semestre": 6,
    }
    wide = size.get(span, 12)
    return until_today(months(today.year, (today.month - 1) // wide * wide + 1, wide), today)


def _half_before(match: re.Match[str], today: date) -> Period:
    if today.day > 15:
        return Period(today.replace(day=1), today.replace(day=15))
    return _days_of(months(today.year, today.month - 1, 1), 16, None)


_NTH = "|".join(ORDINAL)
_SPAN = r"(?P<span>semana|mes|ano|bimestre|trimestre|semestre|quinzena|week|month|quarter|year)"

PARTS: tuple[Rule, ...] = (
    rule(
        _week_of_month,
        rf"\b(?P<nth>{_NTH})\s+(?:semana|week)\s+{_OF_THIS_MONTH}",
    ),
    rule(
        _first_days,
        rf"\b(?:(?P<n>{COUNT})\s+)?(?:primeir[oa]s|(?P<end>ultim[oa]s))\s+(?:(?P<n2>{COUNT})\s+)?"
        rf"dias\s+{_OF_THIS_MONTH}",
    ),
    rule(
        _third_of_month,
        rf"\b(?P<part>comeco|comecinho|inicio|meio|meados|fim|finalzinho|final)\s+{_OF_THIS_MONTH}",
    ),
    rule(
        _start_of_year,
        rf"\b(?P<part>comeco|inicio|fim"
        rf"|final)\s+d[eo]\s+(?:(?:{THIS})\s+)?ano(?P<past>\s+{_PAST})?\b",
    ),
    rule(
        _week_of_day,
        rf"\bsemana\s+do\s+(?:dia\s+)?(?P<d>\d{{1,2}})(?:/(?P<m>\d{{1,2}}))?(?:\s+de\s+(?P<month>{MONTH}))?"
        r"(?!\d)",
    ),
    rule(
        _day_of_last_week,
        rf"\b(?P<day>{WEEKDAY})(?:-?\s*feira)?\s+d[ae]\s+(?:outra\s+)?semana\s+"
        r"(?:passada|anterior|(?P<two>retrasada))\b",
    ),
    rule(
        _weekdays,
        rf"\b(?:(?P<from>entre|de|da|do|na|no)\s+)?(?:a\s+)?(?P<first>{WEEKDAY})(?:-?\s*feira)?\s+"
        rf"(?P<link>e|a|ate|and|to)\s+(?:(?:a|na|no|da|do)\s+)?(?P<last>{WEEKDAY})(?:-?\s*feira)?"
        rf"(?P<past>\s+(?:da\s+semana\s+)?{_PAST})?(?!\w)",
    ),
    rule(
        _half_before,
        rf"\bquinzena\s+{_PAST}",
    ),
)
WHOLE: tuple[Rule, ...] = (
    rule(
        lambda m, t: day_period(t),
        rf"\b(?:{THIS})\s+(?:madrugada|manha|tarde|noite)\b|\bagora (?:cedo|pouco|ha pouco)\b"
        r"|\bneste dia\b|\bthis (?:morning|afternoon|evening)\b|\btonight\b",
    ),
    rule(
        _this_span,
        rf"\b(?:{THIS})\s+{_SPAN}\b",
    ),
    rule(_this_span, rf"\b[oa]\s+{_SPAN}\s+(?:inteir[oa]|tod[oa]|corrente|atual)\b"),
    rule(_this_span, r"\b(?P<span>day|week|month|quarter|year)[- ]to[- ]date\b"),
    rule(
        _this_span,
        r"\b(?P<pre>(?:d|n)[ao]\s+)(?P<span>dia|semana|mes|ano|bimestre|trimestre|semestre"
        r"|quinzena)\b"
        r"(?!\s*(?:[#\d]|d[aeo]\b|que (?:vem|entra|passou|foi)\b|a dia|seguinte|passad|anterior"
        r"|retrasad|util))",
    ),
)
