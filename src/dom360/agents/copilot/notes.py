"""Reading the comment that an operator dictates: its words stay as they are."""

import re
from dataclasses import dataclass

from dom360.agents.copilot.first_names import may_be_somebody
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.marks import PHONE, UUID
from dom360.agents.copilot.orders import POSTPOSED, TARGET_BARE, TARGET_FIRST
from dom360.agents.copilot.people import IT, Who, exactly_who, who_in


@dataclass(frozen=True, slots=True)
class Note:
    who: Who | None
    text: str | None


_TARGET = rf"(?:{UUID.pattern}|{PHONE.pattern})"
_THAT = re.compile(
    r"\s*(?:,\s*)?(?:que|that|o seguinte|(?:diz|fal|inform|avis|cont)(?:endo|ando)(?: que)?"
    r"|saying(?: that)?|[-\u2013\u2014])\s+"
)
_AFTER_TARGET = re.compile(rf"{_TARGET}")
_AFTER_IT = re.compile(rf"{_TARGET}|{IT.pattern}")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_NAMED_THAT = re.compile(
    r"\b(?:n[ao]|d[ao]|pr[ao]|para|sobre|on|to|about|for)\s+(?:[ao]\s+|the\s+)?(?:(?:lead"
    r"|contato|cliente|ficha|cadastro|registro|perfil|historico|contact|customer)\s+(?:d[ao]\s+)?)?"
    r"(?P<name>[^\W\d][\w.'-]*(?:\s+[\w.'-]+){0,5}?)\s+(?:(?:diz|fal|inform|avis|cont)(?:endo"
    r"|ando)\s+)?(?:que|that|saying|(?:diz|fal|inform|avis|cont)(?:endo|ando))\s+"
)
_TO_LEAD_AT_END = re.compile(
    r"\s+(?:n[ao]|para [ao]|pr[ao]|sobre [ao]|d[ao]|on|to)\s+(?:the\s+)?(?:lead|contato"
    r"|cliente|ficha|contact|customer)\b"
)
_LEAD_IN = re.compile(
    r"^\W*(?:[\w]+[, ]+){0,4}?(?:anot\w+|coment\w+|adicion\w+|registr\w+|escrev\w+|coloc\w+"
    r"|coloque|ponha|inclu\w+|insir\w+|deix\w+|faca|faz|fazer|add|comment|note|write|leave|put)\b"
    r"(?:\s+ai)?(?:\s+(?:um |uma |o |a |the )?(?:nov[oa] |new )?(?:comentarios?|notas?"
    r"|anotac\w+|observac\w+|comments?|notes?))?(?:\s+(?:que|that|dizendo(?: que)?"
    r"|saying))?\s*"
)
_BEFORE_TARGET = re.compile(
    r"\b(?:n[ao]|pr[ao]|para|sobre|on|to|for|about)\s+(?:[ao]\s+|the\s+)?(?:(?:lead|contato|cliente"
    r"|ficha|contact|customer)\s+(?:d[ao]\s+)?)?$"
    r"|^\W*(?:[a-z]+ )?(?:anot|coment|registr|escrev|note|comment)[a-z]*\s+$"
)
_OF_IT = re.compile(r"(?:'?s?)?(?: (?:lead|profile|record|file|card|contact|account))?")
_QUOTES = re.compile(r"^[\"“”«'](.*)[\"“”»']$", re.DOTALL)
_QUOTED = re.compile(r"[\"“«]([^\"”»]+)[\"”»]")


def read_note(heard: Heard, cited_id: str | None) -> Note:
    """Who is meant, and what to write, from its first to its last character as it was said."""
    return (
        _target_first(heard)
        or _text_first(heard, cited_id)
        or _target_that(heard, cited_id)
        or _after_colon(heard, cited_id)
        or _in_quotes(heard, cited_id)
        or _name_that(heard)
        or _around_target(heard)
        or _after_name(heard)
        or _rest(heard, cited_id)
    )


def _target_first(heard: Heard) -> Note | None:
    """ "11 98765-4321: anota que ele prefere boleto" """
    found = TARGET_FIRST.match(heard.plain) or TARGET_BARE.match(heard.plain)
    if not found:
        return None
    to = heard.part(found.start("to"), found.end("to"))
    if not exactly_who(to) and not may_be_somebody(to.text.strip()):
        return None
    return Note(exactly_who(to) or Who("name", to.text.strip()), _text(heard, found.end()))


def _text_first(heard: Heard, cited_id: str | None) -> Note | None:
    """ "a Ana Souza pediu desconto, anota isso nela" """
    found = POSTPOSED.match(heard.plain)
    if not found:
        return None
    text, onto = ("text", "to") if found["text"] else ("english", "onto")
    before = heard.part(0, found.end(text))
    to = heard.part(max(found.start(onto), found.end(text)), len(heard.plain))
    if found.start(onto) < 0:  # "..., anota"
        to = heard.part(len(heard.plain), len(heard.plain))
    for_us = re.match(r"\s*(?:pr[ao]|para|for) (?:mim|a gente|gente|nos|me|us)\b", to.plain)
    it_is_there = for_us or IT.search(to.plain) or not to.plain.strip(" .!")
    who = exactly_who(to) or (None if it_is_there else who_in_order(to, cited_id))
    who = who or who_in(before, cited_id) or who_in(to, cited_id)
    return Note(who, before.text.strip())


def _target_that(heard: Heard, cited_id: str | None) -> Note | None:
    """ "anote no lead 11 98765-4321 que ela quer desconto", "anote nele que ..." """
    target = _AFTER_IT.search(heard.plain)
    that = _THAT.match(heard.plain, target.end()) if target else None
    if not target or not that or ":" in heard.plain[: target.start()]:
        return None
    who = who_in(heard.part(0, target.end()), cited_id)
    return Note(who, _text(heard, that.end()))


def _after_colon(heard: Heard, cited_id: str | None) -> Note | None:
    colon = _COLON.search(heard.plain)
    if not colon:
        return None
    named = _NAMED_THAT.search(heard.plain)
    if named and named.end() < colon.start() and not exactly_who(heard.part(0, colon.start())):
        return None
    return Note(who_in_order(heard.part(0, colon.start()), cited_id), _text(heard, colon.end()))


def _in_quotes(heard: Heard, cited_id: str | None) -> Note | None:
    quoted = _QUOTED.search(heard.plain)
    if not quoted:
        return None
    around = Heard.of(heard.written(0, quoted.start()) + " " + heard.written(quoted.end()))
    return Note(
        who_in_order(around, cited_id), heard.written(quoted.start(1), quoted.end(1)).strip()
    )


def _name_that(heard: Heard) -> Note | None:
    """ "anota na Ana Souza que ela quer desconto" """
    named = _NAMED_THAT.search(heard.plain)
    if not named or exactly_who(heard):
        return None
    end = next(
        (end for start, end in heard.names if start == named.start("name")), named.end("name")
    )
    if not _OF_IT.fullmatch(heard.plain[end : named.end("name")]):
        end = named.end("name")  # "Ana Souza's lead" is Ana Souza, "Ana e filhos" is not Ana
    name = heard.written(named.start("name"), end)
    is_lead = re.search(r"\b(?:lead|contato|cliente|ficha|contact|customer)\b", named.group())
    if not is_lead and not may_be_somebody(name):
        return None
    return Note(Who("name", name), _text(heard, named.end()))


def _around_target(heard: Heard) -> Note | None:
    """ "anote no lead 11 98765-4321 ligar amanhã", or the text before "no lead ..." """
    target = _AFTER_TARGET.search(heard.plain)
    if not target:
        return None
    after = _text(heard, target.end())
    return Note(exactly_who(heard), after or _before_lead(heard))


def _after_name(heard: Heard) -> Note | None:
    """ "põe na ana souza quer a proposta hoje" """
    for start, end in heard.names:
        if not _BEFORE_TARGET.search(heard.plain[:start]) or ":" in heard.plain[:start]:
            continue
        text = _text(heard, end)
        if text and len(text.split()) > 1:
            return Note(Who("name", heard.written(start, end)), text)
    return None


def _rest(heard: Heard, cited_id: str | None) -> Note:
    before = _before_lead(heard)
    if before:
        return Note(who_in_order(heard, cited_id), before)
    who = who_in_order(heard, cited_id)
    lead_in = _LEAD_IN.match(heard.plain)
    text = _text(heard, lead_in.end()) if lead_in and who is None else None
    aimed = (
        re.match(
            r"(?:n[ao]|para [ao]|on|to)\s+(?:the )?(?:lead|contato|cliente|contact)\b\W*$",
            Heard.of(text).plain,
        )
        if text
        else None
    )
    return Note(who, None if aimed else text)


def _before_lead(heard: Heard) -> str | None:
    """ "anote ligar amanhã no lead ..." """
    place, lead_in = _TO_LEAD_AT_END.search(heard.plain), _LEAD_IN.match(heard.plain)
    if not place or not lead_in or place.start() <= lead_in.end():
        return None
    return heard.written(lead_in.end(), place.start()).strip() or None


def who_in_order(head: Heard, cited_id: str | None) -> Who | None:
    found = who_in(head, cited_id)
    if found or head.has(r"\b(?:nele|nela|nesse|neste|nessa|nesta)\b"):
        return found
    name = re.search(
        r"\b(?:n[ao]|pr[ao]|para|sobre|d[ao]|on|to|about|for)\s+(?:[ao]\s+"
        r"|the\s+)?(?P<name>[^\W\d][\w.'-]*(?:\s+[\w.'-]+){0,5})\s*$",
        head.plain,
    )
    if not name or re.match(
        r"(?:lead|contato|cliente|contact|customer|sistema|crm)s?\b", name["name"]
    ):
        return None
    return Who("name", head.written(name.start("name"), name.end("name")).strip())


def _text(heard: Heard, start: int) -> str | None:
    text = heard.written(start).lstrip(" ,;-\u2013\u2014:").strip()
    quoted = _QUOTES.match(text)
    inside = quoted[1].strip() if quoted and not re.search(r"[\"“”]", quoted[1]) else text
    return inside or None
