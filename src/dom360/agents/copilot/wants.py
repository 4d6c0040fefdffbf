"""Which kind of request a message is.

What COPILOT must not do is recognised first, and a question never writes. For the rest, everything
in the message that speaks for a kind is weighed: the ways in which it is asked for (ways), and
what is named in it (evidence). The weightiest kind is the one.
"""

import re
from functools import lru_cache

from dom360.agents.copilot import evidence
from dom360.agents.copilot.guards import forbidden, wants_change
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.kinds import Want
from dom360.agents.copilot.orders import (
    COMMENT,
    POSTPOSED,
    QUESTION_WORDS,
    TARGET_BARE,
    TARGET_FIRST,
    asks_how,
    wants_to_write,
)
from dom360.agents.copilot.people import IT, who_in
from dom360.agents.copilot.ways import TALK, WAYS

_COMMENTS = (re.compile(COMMENT), POSTPOSED, TARGET_FIRST, TARGET_BARE)
_WHERE_IS = re.compile(
    r"\b(?:cade|onde (?:e que )?(?:esta|anda|ficou|parou|se encontra)|em (?:que|qual) (?:etapa"
    r"|fase|estado"
    r"|estagio|pe|ponto|status)|where is)\b"
)
_MORE = re.compile(
    r"^\W*(?:e |quero |pode |me |ver |mostr\w+ |traz\w* |manda |show |the |os |as |a |tem |ha "
    r"|quais "
    r"|existem? |passa |segue |vai |any |are there |ok |beleza )*"
    r"(?:mais(?: (?:\d+|leads?|algu(?:ns|em|ma|mas|m)|outr[oa]s?|resultados|desses|ai|por favor"
    r"|uns|dez))*|proxim[oa]s?(?: (?:pagina|\d+|leads))?"
    r"|continu\w+|o resto|restante|outr[oa]s|seguintes?|more|next(?: page)?|continue|the rest)\W*$"
)
_MORE_AT_END = re.compile(r"\W*(?:\w+ ){0,2}(?:mais|more)\W*")
_SMALL_TALK = re.compile(
    r"^\W*(?:oi+e?|ola+|opa|e ai|bom dia|boa tarde|boa noite|hello|hi|hey)\b|\btudo (?:bem"
    r"|bom|cert\w+|joia|ok|tranquil\w+|beleza|na paz|em paz)\b|\b(?:copilot|por ai|com voces?|ai"
    r"|pessoal|gente)\b|\bcomo (?:vai"
    r"|voce esta|esta voce)\b|\bhow are you\b|[^\w\s]"
)
# From here on a kind is named outright, and what else the message holds are its filters.
_NAMED = 6.0
# Less evidence than this for leads is none: a day alone asks for nothing.
_ENOUGH = 2.0
# Kinds beside which "como cadastro um lead?" asks how to.
_BESIDE_HOW = frozenset(
    {Want.LEADS, Want.FIND_LEAD, Want.ABILITIES, Want.GREETING, Want.THANKS, Want.KNOWLEDGE}
)


@lru_cache(maxsize=2048)
def recognise(heard: Heard) -> Want:
    """Cached: a request is read whole, in its parts, and again once it is history."""
    guarded = forbidden(heard)
    if guarded:
        return guarded
    changes = wants_change(heard)
    if wants_to_write(heard):
        if any(one.search(heard.plain) for one in _COMMENTS):
            return Want.COMMENT
        return Want.CHANGE if changes else Want.CREATE_LEAD
    if _MORE.search(heard.plain):
        return Want.MORE
    if changes:
        return Want.CHANGE
    weights = _weigh(heard)
    best = max(weights, key=lambda want: weights[want], default=None)
    if (best is None or best in _BESIDE_HOW) and asks_how(heard):
        return Want.HOW_TO
    if best is None:
        return Want.MORE if _MORE_AT_END.fullmatch(heard.plain) else Want.OTHER
    return best


def _weigh(heard: Heard) -> dict[Want, float]:
    """Where two weigh the same, the first of the ways."""
    weights: dict[Want, float] = {}
    for want, weight, pattern in WAYS:
        if weight > weights.get(want, 0) and pattern.search(heard.plain):
            weights[want] = weight
    if max(weights.values(), default=0) > 7 and not _WHERE_IS.search(heard.plain):
        return weights
    for want, weight in _named_in(heard, named=Want.LEADS in weights):
        if weight:
            weights[want] = max(weights.get(want, 0), weight)
    return weights


def _named_in(heard: Heard, *, named: bool) -> list[tuple[Want, float]]:
    words = len(_SMALL_TALK.sub(" ", heard.plain).split())
    asks = re.search(QUESTION_WORDS, heard.plain) is not None
    leads = evidence.for_leads(heard) + (5 if named else 0)
    talk = re.search(rf"\b{TALK} (?:com|with|d[aeo])\b", heard.plain)
    whose = who_in(heard) or IT.search(heard.plain)
    return [
        (Want.SUMMARY, (6 if whose else 4) if talk else 0),
        (Want.FIND_LEAD, 8.5 if whose and not talk and _WHERE_IS.search(heard.plain) else 0),
        (Want.FIND_LEAD, evidence.for_somebody(heard)),
        (Want.LEADS, min(leads, _NAMED) if leads >= _ENOUGH else 0),
        (Want.KNOWLEDGE, evidence.for_documents(heard, words=words, asks=asks)),
    ]


def asks_by_day_alone(heard: Heard) -> bool:
    """ "quantos temos neste trimestre?" names nothing but a period."""
    return not any(pattern.search(heard.plain) for *_, pattern in WAYS) and (
        evidence.for_leads(heard) <= _ENOUGH
    )
