"""Periods as operators write them, in Portuguese and English: days of the tenant's time zone."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro january", "fevereiro february", "marco march", "abril april", "maio may",
            "junho june", "julho july", "agosto august", "setembro september", "outubro october",
            "novembro november", "dezembro december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_UNITS = {"dia": 1, "day": 1, "semana": 7, "week": 7, "mes": 30, "month": 30}
_WORDS = {"duas": 2, "dois": 2, "tres": 3, "quatro": 4, "seis": 6, "two": 2, "three": 3, "six": 6}
_NUMBER = r"(\d{1,4}|" + "|".join(_WORDS) + ")"
_LAST = re.compile(
    rf"(?:\b{_NUMBER}\s+)?\b(?:ultim[oa]s?|past|last|previous)\s+(?:{_NUMBER}\s+)?"
    r"(dia|semana|mes|day|week|month)(?:s|es)?\b"
)
_BETWEEN = re.compile(
    r"\b(?:entre|de|from|between)\s+(?:o\s+dia\s+)?(\d{1,2})(?:/(\d{1,2}))?(?:/(\d{4}))?"
    r"\s+(?:e|a|ate|to|and)\s+(?:o\s+dia\s+)?(\d{1,2})(?:/(\d{1,2}))?(?:/(\d{4}))?"
    r"(?:\s+(?:de|of)\s+([a-z]+))?"
)
_IN_MONTH = re.compile(
    r"\b(?:em|de|no mes de|in|of)\s+(" + "|".join(_MONTHS) + r")(?:\s+(?:de\s+)?(\d{4}))?\b"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first_day: date
    last_day: date

    def arguments(self) -> dict[str, str]:
        return {"first_day": self.first_day.isoformat(), "last_day": self.last_day.isoformat()}


def read_period(folded: str, today: date) -> Period | None:
    """The period that a folded text names. None where it names none, or one that can't be."""
    try:
        return _named(folded, today) or _between(folded, today) or _month(folded, today)
    except ValueError:  # 31 of February
        return None


def _named(folded: str, today: date) -> Period | None:
    if re.search(r"\b(?:hoje|today)\b", folded):
        return Period(today, today)
    if re.search(r"\b(?:anteontem)\b", folded):
        return Period(today - timedelta(days=2), today - timedelta(days=2))
    if re.search(r"\b(?:ontem|yesterday)\b", folded):
        return Period(today - timedelta(days=1), today - timedelta(days=1))
    if re.search(r"\b(?:esta|nesta|dessa|desta|essa|this) (?:semana|week)\b", folded):
        return Period(today - timedelta(days=today.weekday()), today)
    if re.search(r"\bsemana passada\b", folded):
        monday = today - timedelta(days=today.weekday() + 7)
        return Period(monday, monday + timedelta(days=6))
    if re.search(r"\b(?:(?:est|nest|dest|ess|dess|ness)e mes|this month)\b", folded):
        return Period(today.replace(day=1), today)
    if re.search(r"\b(?:mes passado|mes anterior|last month)\b", folded):
        last = today.replace(day=1) - timedelta(days=1)
        return Period(last.replace(day=1), last)
    if re.search(r"\b(?:(?:est|nest|dest|ess)e ano|this year)\b", folded):
        return Period(today.replace(month=1, day=1), today)
    return _last(folded, today)


def _last(folded: str, today: date) -> Period | None:
    found = _LAST.search(folded)
    if found is None:
        return None
    number = found[2] or found[1] or "1"
    count = _WORDS.get(number) or int(number)
    days = min(max(count, 1) * _UNITS[found[3]], 1100)
    return Period(today - timedelta(days=days - 1), today)


def _between(folded: str, today: date) -> Period | None:
    found = _BETWEEN.search(folded)
    if found is None:
        return None
    named = _MONTHS.get(found[7] or "")
    if named is None and not found[5]:
        return None  # "de 2 a 5 funcionários" is no period
    month = named or int(found[5])
    year = int(found[6]) if found[6] else _year_of(month, today)
    last = date(year, month, int(found[4]))
    first = date(int(found[3] or year), int(found[2] or month), int(found[1]))
    return Period(first, last) if first <= last else None


def _month(folded: str, today: date) -> Period | None:
    found = _IN_MONTH.search(folded)
    if found is None:
        return None
    month = _MONTHS[found[1]]
    year = int(found[2]) if found[2] else _year_of(month, today)
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _year_of(month: int, today: date) -> int:
    """A month without a year is the latest one that has begun."""
    return today.year if month <= today.month else today.year - 1
