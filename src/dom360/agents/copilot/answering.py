"""COPILOT's built-in policy: an operator's requests become few bounded calls of its tools, and what
those say becomes the answer.

Every answer names the filters that were applied and the records that were used. What a tool refuses
is said, never guessed; what was not understood is said too.
"""

import re
from collections.abc import Awaitable, Callable, Mapping

from dom360.agents.copilot import figures, leads, records, saying, talks, writes
from dom360.agents.copilot.about import about_of
from dom360.agents.copilot.ask import Ask, today_of
from dom360.agents.copilot.desk import Desk, Refused, TooManyCalls
from dom360.agents.copilot.filters import LeadQuery, read_scope
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.kinds import Want
from dom360.agents.copilot.parts import MOST_PARTS, Part, split
from dom360.agents.copilot.people import lead_cited
from dom360.agents.copilot.periods import find_periods
from dom360.agents.copilot.spans import Period
from dom360.agents.copilot.thread import CHANGEABLE, Thread, read_thread
from dom360.agents.copilot.wants import asks_by_day_alone
from dom360.agents.draft import Draft
from dom360.agents.language import Language
from dom360.agents.memory import language_of, recent
from dom360.agents.phrasing.copilot import TEXTS, CopilotTexts
from dom360.agents.text import MAX_READ_CHARS, Said
from dom360.agents.tools import Tools
from dom360.protocol import AgentRequest, ToolRefusal

CALLS = (
    "query_leads",
    "search_lead_by_phone",
    "create_lead",
    "add_comment_to_lead",
    "summarize_conversation",
    "query_consumption",
    "query_funnel",
    "list_crm_entities",
    "describe_crm_entity",
    "search_knowledge_base",
)
_ONLY_COUNTS = re.compile(
    r"^\W*(?:e |and )?(?:quant[oa]s|how many)\b(?!.{0,25}\b(?:leads?|contatos|contacts)\b)"
)
_AND_ANOTHER = re.compile(r"^\W*(?:e|and)\s(?:\S+\s*){1,3}$")
_ENDED = re.compile(r"[?!.;](?:\s|$)")
_ANSWERS: Mapping[Want, Callable[[Ask], Awaitable[str]]] = {
    Want.LEADS: leads.answer,
    Want.FIND_LEAD: records.one_lead,
    Want.CREATE_LEAD: writes.create_lead,
    Want.COMMENT: writes.comment,
    Want.SUMMARY: talks.summary,
    Want.LAST_MESSAGE: talks.last_message,
    Want.CONSUMPTION: figures.consumption,
    Want.FUNNEL: figures.funnel,
    Want.ENTITIES: records.entities,
    Want.KNOWLEDGE: records.from_documents,
}


async def answer(request: AgentRequest, tools: Tools | None) -> Draft:
    """Deterministic: the same request, with the same results of its tools, gets the same text."""
    history = recent(request)
    language = language_of(request, Said.of(request.message.content), history)
    thread = read_thread(request)
    parts = split(thread.heard)
    desk = Desk(tools) if tools is not None else None
    text = (
        await _with_tools(request, desk, language, thread, parts)
        if desk is not None
        else _without_tools(request, TEXTS[language], parts[0].want)
    )
    wants = [part.want.value for part in parts]
    return Draft(
        text=text,
        structured={
            "request": wants[0],
            "requests": list(wants),
            "tools": [call.name for call in desk.made] if desk else [],
            "messages_read": len(history),
        },
        read=(
            *(message.content[:MAX_READ_CHARS] for message in history),
            thread.heard.text,
        ),
        hits=tuple(desk.hits) if desk else (),
    )


def fixed_text(texts: CopilotTexts, want: Want) -> str | None:
    """What needs no data."""
    return {
        Want.SECRET: texts.keeps_secrets,
        Want.FOREIGN: texts.only_own_company,
        Want.DELETE: texts.never_deletes,
        Want.CHANGE: texts.never_changes,
        Want.HOW_TO: texts.how_to_write,
        Want.THANKS: texts.thanks,
    }.get(want)


def _without_tools(request: AgentRequest, texts: CopilotTexts, want: Want) -> str:
    """With the conversation in the request and nothing else: it never guesses a number."""
    if want is Want.SUMMARY:
        return talks.own_summary(texts, request)
    if want is Want.COUNT:
        return talks.own_count(texts, request)
    if want is Want.LAST_MESSAGE:
        return talks.own_last_message(texts, request)
    if want.value in texts.missing:
        return texts.cannot_reach.format(data=texts.missing[want.value])
    offline = {Want.ABILITIES: texts.abilities_offline, Want.GREETING: texts.greeting_offline}
    return (
        fixed_text(texts, want) or offline.get(want) or texts.not_understood.format(understood="")
    )


async def _with_tools(
    request: AgentRequest, desk: Desk, language: Language, thread: Thread, parts: list[Part]
) -> str:
    texts = TEXTS[language]
    if thread.cancelled:
        return texts.cancelled
    changed = thread.changed_request() if len(parts) == 1 else None
    said: list[str] = []
    inherited: list[Period] = []
    cited_id, found_id = thread.cited_id, None
    about = about_of(request.message.content)
    for number, part in enumerate(parts[:MOST_PARTS]):
        ask = Ask(
            request, part.heard, language, texts, desk, thread.answers, cited_id,
            found_id, inherited or _period_after(request, parts, number), about,
        )  # fmt: skip
        if number and _goes_on_counting(parts[number - 1], part):
            changed = (parts[number - 1].want, parts[number - 1].heard)
        text = await _answer_part(ask, part.want, thread, changed)
        found_id = lead_cited(text) or found_id
        cited_id = found_id or cited_id
        # "Tem lead parado? Mostra os parados" asks once.
        said += [text] if text not in said else []
        # "leads de hoje e consumo": one sentence, one period.
        goes_on = not _ENDED.search(part.heard.text)
        inherited = ([one.period for one in ask.found_periods] or inherited) if goes_on else []
    said += [_left_out(texts, part.heard) for part in parts[MOST_PARTS:]]
    return "\n\n".join(said)


def _goes_on_counting(before: Part, part: Part) -> bool:
    """ "Quantos novos hoje e quantos na semana passada?": the second counts the same."""
    if before.want in CHANGEABLE and part.want in (Want.OTHER, Want.KNOWLEDGE):
        return part.heard.has(_AND_ANOTHER)  # "novembro teve quantos? e outubro?"
    both = before.want is part.want is Want.LEADS
    return both and part.heard.has(_ONLY_COUNTS) and asks_by_day_alone(part.heard)


def _period_after(request: AgentRequest, parts: list[Part], number: int) -> list[Period]:
    """ "Quantos qualificados e quantos agendados na semana?": the week is both's."""
    part, after = parts[number], parts[number + 1 : number + 2]
    if not after or _ENDED.search(part.heard.text):
        return []
    both = (part.want, after[0].want)
    counts = all(one.heard.has(r"\bquant[oa]s\b|\bhow many\b") for one in (part, after[0]))
    figures = set(both) == {Want.FUNNEL, Want.CONSUMPTION} and len(part.heard.plain.split()) <= 7
    counts = figures or (counts and set(both) == {Want.LEADS})
    today = today_of(request)
    return [one.period for one in find_periods(after[0].heard.plain, today)] if counts else []


async def _answer_part(
    ask: Ask, want: Want, thread: Thread, changed: tuple[Want, Heard] | None
) -> str:
    try:
        if changed:
            return await _changed(ask, *changed)
        if want is Want.MORE:
            return await _more(ask, thread)
        if want in _ANSWERS:
            return await _ANSWERS[want](ask)
        return _said_without_data(ask, want)
    except Refused as refused:
        return _refusal(ask.texts, refused.refusal)
    except TooManyCalls:
        return ask.texts.too_many_calls


def _said_without_data(ask: Ask, want: Want) -> str:
    texts = ask.texts
    if want is Want.COUNT:
        return talks.own_count(texts, ask.request)
    fixed = fixed_text(texts, want)
    own = {Want.ABILITIES: texts.abilities, Want.GREETING: texts.greeting}
    return fixed or own.get(want) or _not_understood(ask)


def _not_understood(ask: Ask) -> str:
    """With what could be read of it, so that the operator sees what is missing."""
    query = leads.query_of(ask)
    known = {**(query.periods[0].arguments() if query.periods else {}), **query.arguments}
    understood = ""
    if known:
        filters = saying.filters(ask, known)
        understood = ask.texts.understood.format(parts=filters.split(": ", 1)[1].rstrip("."))
    return ask.texts.not_understood.format(understood=understood)


async def _more(ask: Ask, thread: Thread) -> str:
    before = thread.list_before()
    if before is None:
        return ask.texts.no_list_before
    heard, page = before
    return await leads.next_page(ask, leads.query_of(_as(ask, heard)), page)


async def _changed(ask: Ask, want: Want, before: Heard) -> str:
    """The earlier request, with what this message says instead."""
    earlier = _as(ask, before)
    if not ask.found_periods:
        ask.inherited = [one.period for one in earlier.found_periods]
    if want is Want.LEADS:
        return await leads.answer(ask, _merged(leads.query_of(earlier), leads.query_of(ask)))
    old = read_scope(before, earlier.found_periods, inbox_id=ask.inbox_id)
    scope = old | read_scope(ask.heard, ask.found_periods, inbox_id=ask.inbox_id)
    return await (figures.consumption if want is Want.CONSUMPTION else figures.funnel)(ask, scope)


def _merged(old: LeadQuery, new: LeadQuery) -> LeadQuery:
    bounds = {"min_score", "max_score"}
    kept = dict(old.arguments)
    if bounds & new.arguments.keys():  # "e os frios?" after the hot ones
        kept = {name: value for name, value in kept.items() if name not in bounds}
    return LeadQuery(
        arguments=kept | new.arguments,
        periods=new.periods or old.periods,
        counts=old.counts,
        limit=new.limit or old.limit,
        notes=new.notes,
        unread=new.unread or old.unread,
    )


def _as(ask: Ask, heard: Heard) -> Ask:
    return Ask(ask.request, heard, ask.language, ask.texts, ask.desk)


def _refusal(texts: CopilotTexts, refusal: ToolRefusal | None) -> str:
    code = refusal.code if refusal else None
    if refusal is None or code == "UNREACHABLE":
        return texts.failed
    known = texts.refusals.get(code or "")
    if known:
        names = (refusal.details or {}).get("names")
        shown = ", ".join(str(name) for name in names) if isinstance(names, list) else "-"
        return known.format(names=shown)
    return texts.refused.format(reason=refusal.message) if refusal.message else texts.failed


def _left_out(texts: CopilotTexts, heard: Heard) -> str:
    return texts.left_out.format(quote=saying.one_line(heard.text, 80))
