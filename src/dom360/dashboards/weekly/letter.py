"""The mail itself: HTML for whoever sees it, and the same as text.

Charts are table cells with a background colour and the number beside them. Gmail and Outlook take
inline SVG out and hold pictures back until the reader lets them load; cells are drawn everywhere,
are read aloud as the numbers that they are, and load nothing from anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote
from uuid import UUID

from dom360.dashboards.weekly.figures import Week
from dom360.dashboards.weekly.models import Addressee
from dom360.dashboards.weekly.words import Words
from dom360.mail.post import Mail

_INBOXES = 5
_WIDTH = 240
_FONT = "font-family:Arial,Helvetica,sans-serif;color:#1f2933"


@dataclass(frozen=True)
class Line:
    """A figure, and how it stands to the week before."""

    name: str
    value: str
    change: str = ""


@dataclass(frozen=True)
class Bar:
    name: str
    value: int


@dataclass(frozen=True)
class Chart:
    title: str
    bars: Sequence[Bar]


def weekly_mail(
    week: Week, to: Addressee, tenant_id: UUID, public_url: str, message_id: str | None = None
) -> Mail:
    words = Words(to.locale)
    root = public_url.rstrip("/")
    token = f"{tenant_id}.{to.token}"
    days = {"first": words.day(week.first_day), "last": words.day(week.last_day)}
    # In a subject a company's name has to be one line.
    company = " ".join(to.company.split())
    return Mail(
        to.email,
        words.say("subject", company=company, **days),
        _text(week, to, words, root, token),
        html=_html(week, to, words, root, token),
        unsubscribe=f"{root}/api/reports/weekly/unsubscribe?token={quote(token)}",
        message_id=message_id,
    )


def lines_of(week: Week, words: Words) -> list[Line]:
    now, was = week.cost.totals, week.cost.previous_totals
    work, worked = week.performance.totals, week.performance.previous_totals
    leads, led = week.funnel.totals, week.funnel.previous_totals
    # It was asked to compare.
    assert was is not None
    assert worked is not None
    assert led is not None

    def line(name: str, value: int, before: int) -> Line:
        return Line(words.say(name), words.number(value), words.change(value, before))

    return [
        line("conversations", now.conversations, was.conversations),
        line("answers", now.answers, was.answers),
        line("leads", leads.leads, led.leads),
        line("qualified", now.qualified_leads, was.qualified_leads),
        line("meetings", now.meetings, was.meetings),
        Line(
            words.say("cost"),
            words.money(now.cost.micro_usd, now.cost.micro_brl),
            words.change(now.cost.micro_usd, was.cost.micro_usd),
        ),
        line("errors", work.errors, worked.errors),
        Line(
            words.say("p95"), words.seconds(work.agent.p95_ms), words.seconds(worked.agent.p95_ms)
        ),
        Line(
            words.say("hits"),
            words.share(work.knowledge.hit_rate),
            words.share(worked.knowledge.hit_rate),
        ),
    ]


def charts_of(week: Week, words: Words) -> list[Chart]:
    days = zip(week.usage.buckets, week.usage.series, strict=True)
    return [
        Chart(
            words.say("by_day"),
            [Bar(words.weekday(day.key), point.messages) for day, point in days],
        ),
        Chart(
            words.say("funnel"),
            [Bar(words.say(step.step), step.leads) for step in week.funnel.steps],
        ),
        Chart(
            words.say("inboxes"),
            [Bar(part.name, part.total_tokens) for part in week.usage.by_inbox[:_INBOXES]],
        ),
    ]


def _head(week: Week, to: Addressee, words: Words) -> list[str]:
    intro = words.say(
        "intro",
        company=to.company,
        first=words.day(week.first_day),
        last=words.day(week.last_day),
    )
    return [words.say("hello", name=to.name), intro] if to.name else [intro]


def _text(week: Week, to: Addressee, words: Words, root: str, token: str) -> str:
    said = [*_head(week, to, words), ""]
    said += [f"{one.name}: {one.value} ({one.change})" for one in lines_of(week, words)]
    for chart in charts_of(week, words):
        if chart.bars:
            said += ["", chart.title]
            said += [f"  {bar.name}: {words.number(bar.value)}" for bar in chart.bars]
    if week.usage.reconciled.state == "differs":
        said += ["", words.say("partial")]
    said += ["", f"{words.say('open')}: {root}/dashboards/usage"]
    if to.token:
        said += ["", words.say("why"), f"{words.say('end')}: {root}/unsubscribe#{quote(token)}"]
    return "\n".join(said) + "\n"


def _html(week: Week, to: Addressee, words: Words, root: str, token: str) -> str:
    head = "".join(f"<p style='{_FONT}'>{escape(line)}</p>" for line in _head(week, to, words))
    rows = "".join(
        f"<tr><td style='{_FONT};padding:4px 16px 4px 0'>{escape(one.name)}</td>"
        f"<td style='{_FONT};padding:4px 16px 4px 0;font-weight:bold'>{escape(one.value)}</td>"
        f"<td style='{_FONT};padding:4px 0;color:#52606d'>{escape(one.change)}</td></tr>"
        for one in lines_of(week, words)
    )
    charts = "".join(_chart(chart, words) for chart in charts_of(week, words) if chart.bars)
    warning = (
        f"<p style='{_FONT}'><b>{escape(words.say('partial'))}</b></p>"
        if week.usage.reconciled.state == "differs"
        else ""
    )
    return (
        f"<!doctype html><html lang='{words.language}'><head><meta charset='utf-8'>"
        f"<title>{escape(words.say('title'))}</title></head>"
        "<body style='margin:0;padding:24px;background:#ffffff'>"
        f"<h1 style='{_FONT};font-size:20px'>{escape(words.say('title'))}</h1>{head}{warning}"
        f"<table role='presentation' cellpadding='0' cellspacing='0'>{rows}</table>{charts}"
        f"<p style='{_FONT}'><a href='{escape(root)}/dashboards/usage'>"
        f"{escape(words.say('open'))}</a></p>{_end(to, words, root, token)}</body></html>"
    )


def _chart(chart: Chart, words: Words) -> str:
    most = max(bar.value for bar in chart.bars) or 1
    rows = "".join(
        f"<tr><td style='{_FONT};padding:3px 12px 3px 0'>{escape(bar.name)}</td><td>"
        f"<table role='presentation' cellpadding='0' cellspacing='0'><tr>"
        f"<td bgcolor='#2563eb' width='{max(1, round(_WIDTH * bar.value / most))}' height='14'"
        f" style='font-size:1px;line-height:1px'>&nbsp;</td>"
        f"<td style='{_FONT};padding-left:8px'>{words.number(bar.value)}</td>"
        "</tr></table></td></tr>"
        for bar in chart.bars
    )
    return (
        f"<h2 style='{_FONT};font-size:16px'>{escape(chart.title)}</h2>"
        f"<table role='presentation' cellpadding='0' cellspacing='0'>{rows}</table>"
    )


def _end(to: Addressee, words: Words, root: str, token: str) -> str:
    if to.token is None:
        return ""
    return (
        f"<p style='{_FONT};font-size:12px;color:#52606d'>{escape(words.say('why'))} "
        f"<a href='{escape(root)}/unsubscribe#{quote(token)}'>{escape(words.say('end'))}</a></p>"
    )
