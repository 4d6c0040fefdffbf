"""How each way of naming a period is read: a pattern and what it means, the narrow ones first."""

import re
from datetime import date, timedelta

from dom360.agents.copilot.calendar_words import (
    COUNT,
    MONTH,
    MONTH_LONG,
    ORDINAL,
    THIS,
    WEEKDAY,
    count_of,
    month_of,
    weekday_of,
)
from dom360.agents.copilot.spans import (
    MOST_DAYS,
    Period,
    Rule,
    back,
    day_period,
    full_year,
    month_period,
    months,
    rule,
    until_today,
    year_of,
)


def _week(match: re.Match[str], today: date) -> Period:
    monday = back(today, today.weekday())
    if match["this"]:
        return Period(monday, today)
    weeks = 2 if match["two"] else 1
    first = back(monday, 7 * weeks)
    return Period(first, first + timedelta(days=6))


def _weekend(match: re.Match[str], today: date) -> Period:
    """The latest that is over; "este" is the one that runs or comes with this week."""
    saturday = back(today, (today.weekday() - 5) % 7)
    if match["this"]:
        saturday = back(today, today.weekday()) + timedelta(days=5)
    elif saturday + timedelta(days=1) >= today:
        saturday = back(saturday, 7)
    return Period(saturday, saturday + timedelta(days=1))


def _calendar_month(match: re.Match[str], today: date) -> Period:
    if match["this"]:
        return Period(today.replace(day=1), today)
    return months(today.year, today.month - (2 if match["two"] else 1), 1)


def _calendar_year(match: re.Match[str], today: date) -> Period:
    if match["this"]:
        return Period(date(today.year, 1, 1), today)
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


_SIZES = {"semestre": 6, "bimestre": 2}


def _relative_span(match: re.Match[str], today: date) -> Period:
    size = _SIZES.get(match["span"], 3)
    begins = (today.month - 1) // size * size + 1
    if match.groupdict().get("this"):
        return until_today(months(today.year, begins, size), today)
    return months(today.year, begins - size, size)


def _numbered_span(match: re.Match[str], today: date) -> Period | None:
    groups = match.groupdict()
    size = _SIZES.get(groups.get("span") or "", 3)
    number = ORDINAL.get(groups.get("nth") or "", 0) or int(match["digit"] or 0)
    if not 1 <= number <= 12 // size:
        return None
    begins = (number - 1) * size + 1
    year = full_year(match["year"]) if match["year"] else year_of(begins, today)
    return months(year, begins, size)


def _half_month(match: re.Match[str], today: date) -> Period | None:
    number = ORDINAL.get(match["nth"] or "", 0)
    if number not in (1, 2, 4):
        return None
    if number == 4 and not match["of"]:
        return Period(back(today, 14), today)
    month = month_of(match["month"]) if match["month"] else today.month
    whole = month_period(int(match["year"] or year_of(month, today)), month)
    assert whole.first_day
    middle = whole.first_day.replace(day=15)
    return (
        Period(whole.first_day, middle)
        if number == 1
        else Period(middle + timedelta(1), whole.last_day)
    )


# What "os últimos dias" means where no number says it.
_SOME = {"h": 24, "d": 7, "s": 4, "w": 4, "m": 3, "a": 2, "y": 2}


def _last(match: re.Match[str], today: date) -> Period | None:
    unit, number = match["unit"], match["n"] or match["n2"]
    kind = unit[0]
    several = unit.endswith("s") and unit != "mes"
    count = count_of(number) if number else (_SOME[kind] if several else 1)
    if not 1 <= count <= 9999:
        return None
    if kind == "h":
        return Period(back(today, -(-count // 24)), today)
    if kind in "dsw":
        days = min(count * (1 if kind == "d" else 7), MOST_DAYS)
        return Period(back(today, days - 1), today)
    size = min(count * (12 if kind in "ay" else 1), 36)
    whole = months(today.year, today.month - size, 1)
    assert whole.first_day
    same_day = min(today.day, whole.last_day.day)
    return Period(whole.first_day.replace(day=same_day) + timedelta(days=1), today)


def _ago(match: re.Match[str], today: date) -> Period:
    days = count_of(match["n"]) * (7 if match["unit"][0] in "sw" else 1)
    return day_period(back(today, min(days, MOST_DAYS)))


def _weekday(match: re.Match[str], today: date) -> Period:
    days = (today.weekday() - weekday_of(match["day"])) % 7
    if days == 0 and match["past"]:
        days = 7
    return day_period(back(today, days))


def _day_range(match: re.Match[str], today: date) -> Period | None:
    """ "de 1 a 15 de outubro", "entre 01/10 e 15/10/2025", "do dia 3 ao dia 9"."""
    both_named = match["word"] and int(match["d2"]) == int(match["d1"]) + 1  # "dias 5 e 6"
    between = match["from"] in ("entre", "between")
    if (match["link"] in ("e", "and")) != between and not both_named:
        return None
    month = _named_or_number(match["m2"], match["name2"])
    if month is None:
        month = _month_meant(match, today)
    if month is None and not match["word"]:
        return None  # "de 2 a 5 funcionários" is no period
    year = match["y2"] or match["year2"] or match["y1"]
    last = _dated(int(match["d2"]), month, year, today)
    first_month = _named_or_number(match["m1"], match["name1"]) or last.month
    first = date(
        full_year(match["y1"]) if match["y1"] else last.year, first_month, int(match["d1"])
    )
    if first > last and not match["y1"]:
        first = first.replace(year=first.year - 1)
    return Period(first, last) if first <= last else None


def _named_or_number(number: str | None, name: str | None) -> int | None:
    if name:
        return month_of(name)
    return int(number) if number else None


def _month_meant(match: re.Match[str], today: date) -> int | None:
    """Of "deste mês", "do mês passado"."""
    if not match.groupdict().get("of"):
        return None
    return (today.month - 2) % 12 + 1 if match["of_past"] else today.month


def _dated(day: int, month: int | None, year: str | None, today: date) -> date:
    """Without a month, the latest such day."""
    if month is None:
        known = today if day <= today.day else today.replace(day=1) - timedelta(days=1)
        return known.replace(day=day)
    return date(full_year(year) if year else year_of(month, today), month, day)


def _date(match: re.Match[str], today: date) -> Period:
    groups = match.groupdict()
    month = _named_or_number(groups.get("m"), groups.get("name")) or _month_meant(match, today)
    return day_period(_dated(int(match["d"]), month, groups.get("y"), today))


def _iso(match: re.Match[str], today: date) -> Period:
    return day_period(date.fromisoformat(match[0]))


def _named_month(match: re.Match[str], today: date) -> Period:
    groups = match.groupdict()
    month = _named_or_number(groups.get("m"), groups.get("name"))
    assert month
    year = full_year(groups["y"]) if groups.get("y") else year_of(month, today)
    return month_period(year, month)


def _month_of_year(match: re.Match[str], today: date) -> Period:
    is_past = match["past"] or match["past2"]
    return month_period(today.year - (1 if is_past else 0), month_of(match["name"]))


def _year(match: re.Match[str], today: date) -> Period:
    return Period(date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31))


_NTH = "|".join(ORDINAL)
_PAST = r"(?:passad[oa]|anterior|que passou)"
_SLASH = r"(?:/(?P<{m}>\d{{1,2}})(?:/(?P<{y}>\d{{4}}|\d{{2}}))?)?"
# "dia 10 do mês passado", "dias 1 a 5 deste mês"
_OF_MES = rf"(?P<of>\s+(?:d[eo]|{THIS})\s+mes\b(?P<of_past>\s+{_PAST})?)?"
_D1, _D2 = _SLASH.format(m="m1", y="y1"), _SLASH.format(m="m2", y="y2")


RULES: tuple[Rule, ...] = (
    rule(
        _day_range,
        rf"\b(?:(?P<from>entre|de|do|desde|from|between)\s+(?:os?\s+)?)?(?P<word>dias?\s+)?"
        rf"(?<![\d/])(?P<d1>\d{{1,2}}){_D1}(?:\s+(?:de\s+|of\s+)?(?P<name1>{MONTH}))?"
        r"\s*(?P<link>\be\b|\ba\b|\bao\b|\bate\b|\bto\b|\band\b|\buntil\b|\bthrough\b|-)\s*"
        rf"(?:o\s+)?(?:dia\s+)?(?P<d2>\d{{1,2}}){_D2}(?![\d/:h])(?:\s+(?:de\s+"
        rf"|of\s+)?(?P<name2>{MONTH}))?"
        rf"(?:\s+(?:de\s+)?(?P<year2>\d{{4}}))?{_OF_MES}(?!\s*(?:pontos|points|func|pessoas|mil))",
    ),
    rule(
        _month_of_year,
        rf"\b(?P<name>{MONTH})\s+(?:do|deste|desse|of|this"
        rf"|last)\s+(?:ano(?P<past>\s+{_PAST})?|(?P<past2>last )?year)\b",
    ),
    rule(
        _iso,
        r"\b\d{4}-\d{2}-\d{2}\b",
    ),
    rule(
        lambda m, t: day_period(back(t, 2)),
        r"\b(?:anteontem|antes de ontem|day before yesterday)\b",
    ),
    rule(
        lambda m, t: day_period(back(t, 1)),
        r"\b(?:ontem|yesterday)\b",
    ),
    rule(
        lambda m, t: day_period(t),
        r"\b(?:hoje (?:de manha|a tarde|a noite|cedo)|(?:hoje )?de manha (?:ate agora|pra ca)"
        r"|esta manha"
        r"|hoje|today|this (?:morning|afternoon))\b(?!\s+(?:em dia|na (?:base|carteira)"
        r"|no (?:sistema|crm"
        r"|funil|total)|em carteira))",
    ),
    rule(
        _weekend,
        rf"\b(?:(?P<this>{THIS})\s+|ultimo\s+|last\s+)?(?:(?:fim|final) de semana"
        rf"|weekend)(?:\s+{_PAST})?\b",
    ),
    rule(
        _week,
        rf"\b(?:(?P<this>{THIS}) (?:semana|week)|semana atual|semana {_PAST}|last week"
        r"|previous week"
        r"|(?P<two>(?:semana retrasada|penultima semana)|week before last))\b",
    ),
    rule(
        _calendar_month,
        rf"\b(?:(?P<this>(?:{THIS}) (?:mes|month)|mes (?:atual|corrente)|current month)|mes {_PAST}"
        r"|(?:last|previous) month|(?P<two>mes retrasado|month before last))\b",
    ),
    rule(
        _calendar_year,
        rf"\b(?:(?P<this>(?:{THIS}) (?:ano|year)|ano (?:atual|corrente)|current year)|ano {_PAST}"
        r"|(?:last|previous) year)\b",
    ),
    rule(
        _relative_span,
        rf"\b(?:(?P<this>{THIS})\s+(?P<span>trimestre|quarter|bimestre|semestre)\b)",
    ),
    rule(
        _relative_span,
        r"\b(?:ultimo\s+|last\s+|previous\s+)(?P<span>trimestre|quarter|bimestre|semestre)\b",
    ),
    rule(
        _relative_span,
        rf"\b(?P<span>trimestre|quarter|bimestre|semestre)\s+{_PAST}\b",
    ),
    rule(
        _numbered_span,
        rf"\b(?:(?P<nth>{_NTH})|(?P<digit>[1-4])(?:\s?[ºoª°a]|st|nd|rd"
        r"|th)?)\s*(?P<span>trimestre|tri\b|quarter|bimestre|semestre)"
        r"(?:\s+(?:de\s+|of\s+)?(?P<year>20\d\d))?\b",
    ),
    rule(
        _numbered_span,
        r"\b[tq](?P<digit>[1-4])(?:\s*(?:de\s+|/|of\s+)?(?P<year>20\d\d|\d\d))?\b",
    ),
    rule(
        _half_month,
        rf"\b(?P<nth>{_NTH})\s+(?:quinzena|metade)(?P<of>\s+d[eo]\s+(?:mes(?: "
        rf"de)?\s*)?(?P<month>{MONTH})?)?"
        r"(?:\s+(?:de\s+)?(?P<year>20\d\d))?\b",
    ),
    rule(
        _last,
        rf"(?:\b(?P<n>{COUNT})\s+)?\b(?:ultim[oa]s?|past|last|previous)\s+(?:(?P<n2>{COUNT})\s*)?"
        r"(?P<unit>h(?:oras?|rs?)?|dias?|semanas?|mes(?:es)?|anos?|hours?|days?|weeks?"
        r"|months?|years?)\b",
    ),
    rule(
        _last,
        rf"\b(?:de\s+|ha\s+|faz\s+)?(?P<n>{COUNT})(?P<n2>)\s+(?P<unit>dias?|semanas?|mes(?:es)?"
        rf"|anos?)"
        r"\s+(?:pra|para) ca\b",
    ),
    rule(
        _ago,
        rf"\b(?:(?:ha|faz)\s+)?(?P<n>{COUNT})\s+(?P<unit>dias?|semanas?|days?"
        r"|weeks?)\s+(?:atras|ago)\b",
    ),
    rule(
        _weekday,
        rf"\b(?P<day>{WEEKDAY})-?\s*feira(?P<past>\s+{_PAST})?\b",
    ),
    rule(
        _weekday,
        r"(?:(?<=\bna )|(?<=\bno )|(?<=\bda )|(?<=\bdo )|(?<=\bde )|(?<=\bdesde )|(?<=\ba )"
        r"|(?<=\bate )|(?<=\bentre )|(?<=\bbetween )"
        rf"|(?<=\bnesta )|(?<=\bon )|(?<=\bsince )|(?<=\blast )"
        rf"|(?<=\bultima )|(?<=\bultimo ))(?P<day>{WEEKDAY})(?P<past>\s+{_PAST})?\b"
        r"(?!\s+(?:pagina|vez|via|mensagem|opcao|etapa|parte|page|reuniao))",
    ),
    rule(
        _weekday,
        rf"\b(?P<day>{WEEKDAY})(?P<past>\s+{_PAST})\b",
    ),
    rule(
        _date,
        rf"\b(?<!top )(?<!primeiros )(?<!melhores )(?<!ultimos )(?:dia\s+)?(?P<d>[0-3]?\d)"
        rf"(?<!\d\d\d)[ºo°]?\s+(?:de\s+|of\s+)?(?P<name>{MONTH})(?:\s*(?:,"
        r"|de|of)?\s*(?P<y>20\d\d))?\b",
    ),
    rule(
        _date,
        rf"\b(?P<name>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd"
        r"|th)?(?:,?\s+(?P<y>20\d\d))?\b(?![\d/])",
    ),
    rule(
        _date,
        r"(?<![\d/.,-])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?(?![\d/])",
    ),
    rule(
        _date,
        r"(?<![\d/.,-])(?P<d>\d{1,2})(?P<by>[.-])(?P<m>\d{1,2})(?P=by)(?P<y>20\d\d)(?!\d)",
    ),
    rule(
        lambda m, t: day_period(_dated(1, None, None, t)),
        r"\bdia primeiro\b",
    ),
    rule(
        _date,
        r"\b(?:dia|day)\s+(?P<d>\d{1,2})(?:[ºo°])?(?!\w)(?!\s*(?:as|h)\b)" + _OF_MES,
    ),
    rule(
        _named_month,
        r"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)\b",
    ),
    rule(
        _named_month,
        rf"\b(?P<name>{MONTH})\s?/\s?(?P<y>\d\d)(?!\d)",
    ),
    rule(
        _named_month,
        r"\bmes\s+(?P<m>0?[1-9]|1[0-2])(?!\d|/)",
    ),
    rule(
        _named_month,
        rf"\b(?P<name>{MONTH})(?:\s*/\s*|\s+de\s+|\s+of\s+|\s+|,\s*)(?P<y>20\d\d)\b",
    ),
    rule(
        _named_month,
        r"\b(?P<pre>(?:em|de|do|no mes de|mes de|in|of|during|desde|since|ate|until|entre|e"
        rf"|a)\s+)(?P<name>{MONTH})",
    ),
    rule(
        _named_month,
        rf"\b(?P<name>{MONTH_LONG})\b",
    ),
    rule(
        _year,
        r"(?P<pre>\b(?:em|de|ano de|ano|in|of|desde|since|ate|entre|e|a"
        r"|durante)\s+)(?P<y>20\d\d)\b(?![-/.,]\d)"
        r"(?!\s*(?:leads|func|pessoas|pontos|tokens|reais))",
    ),
    rule(
        _year,
        r"(?<![\d/.,$+-])\b(?P<y>20[0-4]\d)(?=\s*[?.!]*$)",
    ),
)
