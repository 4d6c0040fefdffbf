"""A date that a contact names, as days from the day it was said: "antes do Natal", "até março".

A stretch of time counts to its end, because that is until when something is wanted.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro january jan", "fevereiro february fev feb", "marco march mar",
            "abril april abr apr", "maio may", "junho june jun", "julho july jul",
            "agosto august ago aug", "setembro september set sept sep",
            "outubro october out oct", "novembro november nov", "dezembro december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# "Mar", "set" and "out" are words, too, and "may" is one: only beside a preposition or a part.
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_LONG = frozenset(name for name in _MONTHS if len(name) > 4) | {"maio", "june", "july"}
_LONG_MONTH = "|".join(sorted(_LONG))
_OF = r"(?: d[eo]| of(?: the)?)?(?: mes de)? "
_PART = (
    r"(?P<part>comeco|inicio|primeira quinzena|meio|meados|metade|segunda quinzena|fim|final"
    r"|finalzinho|comecinho|virada|start|beginning|early|middle|mid|end|late)"
)
_YEAR = (
    r"(?:,? (?:d[eo] |of )?(?P<year>20\d\d)|(?P<next> d[eo] (?:ano que vem|proximo ano)"
    r"|,? next year| que vem))?"
)
_BEFORE = re.compile(r"\b(?:antes d[aeo]s?|before)(?: (?:the|chegar))*\s*$")
_AFTER = re.compile(
    r"\b(?:depois d[aeo]s?|apos(?: [ao]s?)?|passad[oa]s? [ao]s?|a partir d[aeo]s?|passar [ao]s?"
    r"|after|following)(?: the)?\s*$"
)
_HINTED = re.compile(
    r"(?:\b(?:em|ate|ate o|n[ao]|pra|para|pro|d[eo]|antes de|depois de|desde|a partir de|so em"
    r"|la (?:por|pra)|in|by|until|before|after|of|around|maybe|next|this) |^\W*)$"
)
_NAMED_MONTH = re.compile(rf"\b(?:{_PART}[ -]?{_OF}|mid-)?(?P<month>{_MONTH})\b{_YEAR}")
_DAY = re.compile(
    rf"\b(?:dia )?(?P<day>\d{{1,2}})(?:º|o|st|nd|rd|th)?(?:/(?P<number>1[0-2]"
    rf"|0?[1-9])\b(?:/\d{{2,4}})?"
    rf"| (?:de |of )?(?P<month>{_MONTH})\b)|\b(?P<english>{_LONG_MONTH}) (?P<last>\d{{1,2}})\b"
    r"|\bdia (?P<alone>\d{1,2})\b(?!/)"
)
_NEARLY_OVER = 45
_QUARTER = re.compile(
    r"\b(?:(?P<pt>primeir|segund|terceir|quart|ultim|[1-4][oº]?)[oº]? ?tri(?:mestre)?\b"
    r"|q(?P<q>[1-4])\b|(?P<en>first|second|third|fourth|last) quarter\b"
    r"|(?P<half>primeiro|segundo|[12][oº]?|first|second) (?:semestre|half)\b)"
    r"(?P<next>[^.,;!?]{0,12}\b(?:ano que vem|proximo ano|next year))?"
    r"(?:[^.,;!?]{0,6}\b(?P<year>20\d\d))?"
)
_PART_OF_YEAR = re.compile(
    rf"\b{_PART}(?: d[eo]| of(?: the)?)? ?(?P<which>este ano|esse ano|ano que vem|proximo ano"
    r"|next year|this year|the year|ano|year)\b"
)
_PART_OF_MONTH = re.compile(
    rf"\b{_PART}(?: d[eo]| of(?: the)?)? ?(?P<which>este mes|esse mes|mes que vem|proximo mes"
    r"|next month|this month|the month|mes|month)\b"
)
_THIS_YEAR = re.compile(r"\b(?:ainda )?(?:n?este|n?esse|this) (?:ano|year)\b")
_WEEKDAY = re.compile(
    r"\b(?P<day>segunda|terca|quarta|quinta|sexta|sabado|domingo|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)(?:-feira| feira)?\b"
)
_WEEKDAYS = (
    "segunda monday", "terca tuesday", "quarta wednesday", "quinta thursday", "sexta friday",
    "sabado saturday", "domingo sunday",
)  # fmt: skip
_ORDINALS = {"primeir": 1, "segund": 2, "terceir": 3, "quart": 4, "ultim": 4,
             "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}  # fmt: skip
# After something is not on its very day.
_SOON_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class When:
    start: int
    end: int
    days: int


def find_date(folded: str, today: date) -> When | None:
    """The first date that is named, by whatever names it most exactly."""
    for finder in (_on_day, _in_quarter, _in_part_of_year, _in_part_of_month, _on_event,
                   _in_month, _in_this_year, _on_weekday):  # fmt: skip
        found = finder(folded, today)
        if found:
            day, start, end = found
            return _when(folded, today, day, start, end)
    return None


Found = tuple[date, int, int]


def _when(folded: str, today: date, day: date, start: int, end: int) -> When:
    if after := _AFTER.search(folded[:start]):
        # "A partir de março" begins in it, "depois de março" after it.
        later = timedelta() if after.group().startswith("a partir") else _SOON_AFTER
        day, start = day + later, after.start()
    elif before := _BEFORE.search(folded[:start]):
        start = before.start()
    return When(start, end, max((day - today).days, 1))


def _on_day(folded: str, today: date) -> Found | None:
    for found in _DAY.finditer(folded):
        day = int(found["day"] or found["last"] or found["alone"])
        if found["alone"]:
            month = today.month if day > today.day else today.month + 1
        else:
            month = int(found["number"] or _MONTHS[found["month"] or found["english"]])
        if (named := _date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)) is None:
            continue
        return _coming(named, today), *found.span()
    return None


def _in_quarter(folded: str, today: date) -> Found | None:
    found = _QUARTER.search(folded)
    if found is None:
        return None
    told = found["pt"] or found["q"] or found["en"] or found["half"]
    number = _ORDINALS.get(told.rstrip("oº"), 0) or int(re.sub(r"\D", "", told) or 0)
    month = number * (6 if found["half"] else 3)
    if not 1 <= month <= 12:
        return None
    year = int(found["year"] or (today.year + bool(found["next"])))
    end = _last_day(year, month)
    fixed = found["year"] or found["next"]
    # Half a year that is nearly over is the next one.
    least = today + timedelta(days=_NEARLY_OVER if found["half"] else 0)
    return end if fixed or end >= least else _last_day(year + 1, month), *found.span()


def _in_part_of_year(folded: str, today: date) -> Found | None:
    found = _PART_OF_YEAR.search(folded)
    if found is None:
        return None
    which, part = found["which"], found["part"]
    coming = which in ("ano que vem", "proximo ano", "next year")
    month = 2 if _opens(part) else 7 if _is_middle(part) else 12
    day = _last_day(today.year + coming, month)
    return day if coming or day >= today else _last_day(today.year + 1, month), *found.span()


def _in_part_of_month(folded: str, today: date) -> Found | None:
    found = _PART_OF_MONTH.search(folded)
    if found is None:
        return None
    coming = found["which"] in ("mes que vem", "proximo mes", "next month")
    month = _last_day(today.year, today.month)
    if coming or _part_of(month, found["part"]) < today:
        month = _month_after(month)
    return _part_of(month, found["part"]), *found.span()


def _in_month(folded: str, today: date) -> Found | None:
    for found in _NAMED_MONTH.finditer(folded):
        name, part = found["month"], found["part"]
        hinted = part or found["year"] or _HINTED.search(folded[: found.start()])
        if not hinted and name not in _LONG:
            continue
        month = _MONTHS[name]
        if found["year"]:
            year = int(found["year"])
        else:
            year = today.year + (
                month < today.month or (month == today.month and bool(found["next"]))
            )
        if not today.year <= year <= today.year + 9:
            continue
        before = not part and _BEFORE.search(folded[: found.start()])
        whole = _last_day(year, month)
        return whole.replace(day=1) if before else _part_of(whole, part), *found.span()
    return None


def _in_this_year(folded: str, today: date) -> Found | None:
    found = _THIS_YEAR.search(folded)
    return (date(today.year, 12, 31), *found.span()) if found else None


def _on_weekday(folded: str, today: date) -> Found | None:
    for found in _WEEKDAY.finditer(folded):
        number = next(i for i, names in enumerate(_WEEKDAYS) if found["day"] in names.split())
        rest = folded[found.end() : found.end() + 3]
        # "Segunda via", "quarta loja": with "até" or "na" it is a day.
        named = re.search(r"(?:ate|n[ao]|by|on|until|proxim[ao]|essa|esta|ja na?)(?: a| o)? $",
                          folded[: found.start()])  # fmt: skip
        if named or "feira" in found.group() or not rest.strip(" .!"):
            days = (number - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=days), *found.span()
    return None


def _on_event(folded: str, today: date) -> Found | None:
    for pattern, day_in in _EVENTS:
        for found in pattern.finditer(folded):
            day = day_in(today.year)
            return day if day >= today else day_in(today.year + 1), *found.span()
    return None


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _easter(year: int) -> date:
    """Gregorian, after Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (8 * b + 13) // 25
    g = (19 * a + b - d - f + 15) % 30
    h, i = divmod(c, 4)
    j = (32 + 2 * e + 2 * h - g - i) % 7
    k = (a + 11 * g + 22 * j) // 451
    month, day = divmod(g + j - 7 * k + 114, 31)
    return date(year, month, day + 1)


_EVENTS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), day_in)
    for pattern, day_in in (
        (r"natal|christmas|xmas", lambda year: date(year, 12, 25)),
        ((r"reveillon|ano novo|virada do ano|virar o ano|virada|festas(?: de fim de ano)?"
          r"|fim de ano|final de ano|new year'?s?(?: eve)?|the holidays|year end"),
         lambda year: date(year, 12, 31)),
        (r"carnaval", lambda year: _easter(year) - timedelta(days=47)),
        (r"pascoa|semana santa|easter", _easter),
        (r"dia das maes|mother'?s day", lambda year: _nth_weekday(year, 5, 6, 2)),
        (r"dia dos namorados", lambda year: date(year, 6, 12)),
        (r"sao joao|festas? juninas?", lambda year: date(year, 6, 24)),
        (r"dia dos pais", lambda year: _nth_weekday(year, 8, 6, 2)),
        (r"dia das criancas", lambda year: date(year, 10, 12)),
        (r"black friday|thanksgiving", lambda year: _nth_weekday(year, 11, 3, 4)),
        ((r"volta as aulas|inicio das aulas|comeco das aulas|inicio do ano letivo|ano letivo"),
         lambda year: date(year, 2, 10)),
    )
)  # fmt: skip


def _opens(part: str) -> bool:
    return part.startswith(("comec", "inicio", "primeira", "start", "beginning", "early"))


def _is_middle(part: str) -> bool:
    return part.startswith(("meio", "meados", "metade", "mid"))


def _part_of(month: date, part: str | None) -> date:
    """`month` is its last day."""
    if part and _opens(part):
        return month.replace(day=10)
    return month.replace(day=15) if part and _is_middle(part) else month


def _coming(day: date, today: date) -> date:
    return day if day >= today else _date(day.year + 1, day.month, day.day) or day


def _month_after(day: date) -> date:
    return _last_day(day.year + day.month // 12, day.month % 12 + 1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
