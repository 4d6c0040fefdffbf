"""The day and hour that a contact names for a meeting, as a moment of the tenant's time zone."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dom360.protocol import AgentRequest

_WEEKDAYS = (
    r"segunda|monday", r"terca|tuesday", r"quarta|wednesday", r"quinta|thursday", r"sexta|friday",
    r"sabado|saturday", r"domingo|sunday",
)  # fmt: skip
_NEAR = ((r"depois de amanha|day after tomorrow", 2), (r"amanha|tomorrow", 1), (r"hoje|today", 0))
_DATE = re.compile(r"\b(?:dia )?(\d{1,2})/(\d{1,2})\b")
_DAY_OF_MONTH = re.compile(r"\bdia (\d{1,2})\b")
_HOUR = re.compile(
    r"\b(\d{1,2})(?:\s?h(?:oras?|rs?)?\s?(\d{2})?\b|:(\d{2})(?:\s?h)?|\s?([ap]m)\b"
    r"|(?= da (?:manha|tarde|noite)))|\b(?:as|at|umas|pelas) (\d{1,2})(?:[h:](\d{2}))?\b"
)
_AFTERNOON = re.compile(r"\b(?:da|a|de) (?:tarde|noite)\b|\bpm\b|afternoon|evening")
_ANY_DAY = re.compile(
    rf"\b(?:{'|'.join(_WEEKDAYS)}|{'|'.join(pattern for pattern, _ in _NEAR)})\b|\bdia \d"
    r"|\b\d{1,2}/\d{1,2}\b|\b(?:de|pela|a|na parte da) (?:manha|tarde|noite)\b|mornings?"
    r"|afternoons?"
    r"|(?:semana|mes) que vem|next week|qualquer (?:dia|horario)|any (?:day|time)"
)


def names_a_time(folded: str) -> bool:
    """A day, an hour or a part of the day."""
    return bool(_ANY_DAY.search(folded) or _HOUR.search(folded))


def meeting_moment(folded: str, request: AgentRequest) -> datetime | None:
    """None where the day or the hour is open, or it isn't known what day it is for the tenant."""
    now = _now(request)
    if now is None:
        return None
    day, hour = _day(folded, now), _hour(folded)
    if day is None or hour is None:
        return None
    moment = day.replace(hour=hour[0], minute=hour[1], second=0, microsecond=0)
    return moment if moment > now else None


def zone_of(request: AgentRequest) -> tzinfo:
    with suppress(KeyError, ValueError, OSError):
        return ZoneInfo(request.tenant.timezone or "UTC")
    return UTC


def _now(request: AgentRequest) -> datetime | None:
    said_at, name = request.message.created_at, request.tenant.timezone
    if said_at is None or said_at.tzinfo is None or not name:
        return None
    try:
        return said_at.astimezone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _day(folded: str, now: datetime) -> datetime | None:
    if date := _DATE.search(folded):
        return _on(now, int(date.group(1)), int(date.group(2)))
    for pattern, days in _NEAR:
        if re.search(rf"\b(?:{pattern})\b", folded):
            return now + timedelta(days=days)
    for weekday, pattern in enumerate(_WEEKDAYS):
        if re.search(rf"\b(?:{pattern})\b", folded):
            # "terça" said on a Tuesday is next week's.
            return now + timedelta(days=(weekday - now.weekday() - 1) % 7 + 1)
    if day := _DAY_OF_MONTH.search(folded):
        number = int(day.group(1))
        return _on(now, number, now.month) if number > now.day else _on(now, number, now.month + 1)
    return None


def _on(now: datetime, day: int, month: int) -> datetime | None:
    year = now.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    try:
        found = now.replace(year=year, month=month, day=day)
    except ValueError:
        return None
    return found if found.date() >= now.date() else _next_year(found)


def _next_year(found: datetime) -> datetime | None:
    try:
        return found.replace(year=found.year + 1)
    except ValueError:  # 29 February
        return None


def _hour(folded: str) -> tuple[int, int] | None:
    if re.search(r"\bmeio.dia\b|\bnoon\b", folded):
        return 12, 0
    found = _HOUR.search(folded)
    if found is None:
        return None
    hour = int(found.group(1) or found.group(5))
    minute = int(found.group(2) or found.group(3) or found.group(6) or 0)
    if hour < 12 and _AFTERNOON.search(folded):
        hour += 12
    return (hour, minute) if hour < 24 and minute < 60 else None
