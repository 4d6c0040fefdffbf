"""A message in the requests that it holds: "quantos leads hoje e quanto gastamos?" has two.

What is dictated is never cut: from the order to write a comment on, everything belongs to it.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.kinds import SMALL_TALK, Want
from dom360.agents.copilot.marks import BARE_NAME, PHONE
from dom360.agents.copilot.orders import POSTPOSED, TARGET_BARE, TARGET_FIRST, creates_last
from dom360.agents.copilot.wants import asks_by_day_alone, recognise

MOST_PARTS = 4
_ENDS = re.compile(r"[?!;]+\s+|(?<!\bdr)(?<!\bdra)(?<!\bsr)(?<!\bsra)\.\s+|\n+")
# " e " begins another request where one of these follows.
_JOINS = re.compile(
    r"(?:\s*,\s*|\s+)(?:e|and|alem disso|depois|mais|also)?\s*"
    r"(?:tambem\s+|also\s+|depois\s+|then\s+|ja\s+)?(?<=\s)"
    r"(?=(?:quant[oa]s?|qual|quais|como (?:esta|anda|foi)|mostr\w+|list[ae]r?\b|resum[aeo]\b"
    r"|me (?:mostr|da|diz|diga|fala|passa|list|traz)\w*|busqu?[ae]\b|procur[ae]\b|cadastr[ae]\b"
    r"|cri[ae]\b|anot[ae]\b|coment[ae]\b|adicion[ae]\b|registr[ae]\b|o consumo|consumo|o funil"
    r"|funil|o custo|os leads|leads|a conversao|o que (?:el[ea]s?|voce|diz|foi|rolou)|how (?:many"
    r"|much|is)|show|list"
    r"|summarize|what|create|comment|add|the (?:funnel|usage)|funnel|usage"
    r"|(?:[oa]s? )?(?:gastos?|custos?|despesas?|tokens|conversao|pipeline|resumo|leads"
    r"|ultim[oa] (?:mensagem|recado|resposta)"
    r"|(?:[oa]s )?(?:\d+ )?(?:melhores|mais quentes|ultimos) (?:leads|contatos)"
    r"|em (?:que|qual) (?:pe|etapa|fase|ponto))\b)\b)"
)
# "leads de ontem? não, de hoje": what comes before is taken back.
# "quem são os responsáveis, digo, os leads sem responsável": the whole request again.
_ANEW = re.compile(
    r"\s*[,.;\u2026-]+\s*(?=(?:digo|quer dizer|na verdade|alias|ou melhor|errei|i mean"
    r"|sorry),? (?:[oa]s "
    r"|me |the )?(?:leads|contatos|clientes|quant[oa]s|quais|mostr|list|consumo|funil|funnel|resum"
    r"|how many))"
)
_TAKES_BACK = re.compile(
    r"^\W*(?:nao,|nao nao|ops|opa,? errei|errei|quer dizer|digo,|na verdade|alias,"
    r"|pensando (?:bem|melhor)"
    r"|ou melhor|melhor,|no,|sorry|actually)"
)
_WHOLE = (POSTPOSED, TARGET_FIRST, TARGET_BARE)
# "Da Rita, quais já viraram reunião?": whose they are, said first.
_FRONTED = re.compile(
    r"^\W*(?:e )?(?:d[aeo]s?|n[ao]s?|com|por|pel[ao]s?|of|from|in)(?: [ao])? [^,?!.;]{2,40},\s*$"
)
# "Sem responsável, quantos estão assim?"
_THE_SAME = re.compile(
    r"\bquant[oa]s (?:\w+ )?(?:assim|ness[ae] (?:situacao|caso|estado|condicao))\b"
)
# "lê a conversa da Carla e me diz o que ela quer"
_WHAT_THEY_SAID = re.compile(r"\bo que (?:foi que )?el[ea]\b|\bwhat (?:he|she|they)\b")
# "E do facebook, quantos?"
_ONLY_ASKS = re.compile(
    r"^\W*(?:quant[oa]s|quais|quem|how many)(?: (?:sao|foram|vieram|tem|temos|deu))?\W*$"
)
_OWN_FIGURES = frozenset({Want.FUNNEL, Want.CONSUMPTION})
_PLACE = re.compile(r"\b(?:inbox|caixa|canal|channel)\b")
# Whether what joins is more than a space.
_LINK = re.compile(r"\b(?:e|and|alem disso|depois|also|tambem|then)\s*(?:\w+\s+)?$|,\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    heard: Heard
    want: Want


def split(heard: Heard) -> list[Part]:
    """At least one; small talk beside a request is left out."""
    whole = creates_last(heard) or any(one.match(heard.plain) for one in _WHOLE)
    if whole and (want := recognise(heard)) in (Want.COMMENT, Want.CREATE_LEAD):
        return [Part(heard, want)]
    cuts = [0, *_cuts(heard), len(heard.plain)]
    parts: list[Part] = []
    for start, end in pairwise(cuts):
        part = heard.part(start, end)
        want = recognise(part)
        if want is Want.COMMENT:
            parts.append(Part(heard.part(start, len(heard.plain)), want))
            break
        back = _TAKES_BACK.match(part.plain)
        if back and want is not Want.OTHER:
            parts.clear()
        if back and not part.plain[back.end() :].strip(" ,.;?!") and end < len(heard.plain):
            parts.clear()
            continue
        if part.plain.strip(" ,.;?!"):
            parts.append(Part(part, want))
    merged = _merged(heard, parts)
    asked = [part for part in merged if part.want not in SMALL_TALK]
    return asked or merged[:1] or [Part(heard, recognise(heard))]


def _cuts(heard: Heard) -> list[int]:
    plain = heard.plain
    # What is dictated of a lead may stand in lines, or between semicolons.
    dictated = recognise(heard) is Want.CREATE_LEAD
    ends = [
        match.end()
        for match in _ENDS.finditer(plain)
        if not (dictated and (match.group().strip() in ("", ";") or _phone_follows(plain, match)))
    ]
    joins = [join.end() for join in _JOINS.finditer(plain) if _LINK.search(join.group())]
    joins += [anew.end() for anew in _ANEW.finditer(plain)]
    return sorted({place for place in (*ends, *joins) if 0 < place < len(plain)})


def _phone_follows(plain: str, end: re.Match[str]) -> bool:
    """ "Pode cadastrar o Seu Osmar? 44 98765-0001": the number belongs to the order."""
    return bool(PHONE.search(plain, end.end())) and not PHONE.search(plain[: end.start()])


def _merged(heard: Heard, parts: list[Part]) -> list[Part]:
    """A piece that asks nothing belongs to the request beside it."""
    merged: list[Part] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before and _belongs(before, part):
            whole = _joined(heard, before.heard, part.heard)
            unclear = before.want is Want.OTHER or _is_fronted(before) or _is_period(before)
            want = part.want if unclear else before.want
            merged[-1] = Part(whole, want)
        else:
            merged.append(part)
    return merged


def _belongs(before: Part, part: Part) -> bool:
    if before.want in SMALL_TALK or part.want in SMALL_TALK:
        return False
    if part.want is Want.OTHER:
        return not part.heard.is_question or part.heard.has(_ONLY_ASKS)
    if _is_fronted(before):
        return True
    if before.want is Want.LEADS and part.heard.has(_THE_SAME):
        return True
    if before.want is Want.SUMMARY and part.want is Want.LAST_MESSAGE:
        return bool(_WHAT_THEY_SAID.search(part.heard.plain)) and not part.heard.names
    if before.want is Want.FIND_LEAD and _asks_of_it(before, part):
        return True
    if _goes_on(before, part) or BARE_NAME.fullmatch(before.heard.cased.rstrip(" ,")):
        return True
    if before.want is Want.KNOWLEDGE:
        return not before.heard.is_question  # "segundo os documentos, quantos dias ...?"
    return before.want is Want.OTHER and not before.heard.is_question


def _is_fronted(part: Part) -> bool:
    plain = part.heard.plain
    return part.want not in _OWN_FIGURES and len(plain.split()) <= 4 and bool(_FRONTED.match(plain))


def _is_period(part: Part) -> bool:
    """ "Do dia 1 ao dia 10 de novembro, quantos chegaram?" """
    return part.want is Want.KNOWLEDGE and asks_by_day_alone(part.heard)


def _asks_of_it(before: Part, part: Part) -> bool:
    """ "aquele lead da Loja do Bruno, qual o score?" """
    ended = re.search(r"[?!.;]\s*$", before.heard.plain)
    short = len(part.heard.plain.split()) <= 5
    return part.want is Want.KNOWLEDGE and short and not ended


def _goes_on(before: Part, part: Part) -> bool:
    """In the same sentence: "tokens e custo de ontem", "de cada etapa, quantos temos este mês?" """
    if re.search(r"[?!.;]\s*$", before.heard.plain):
        return False
    if before.want is part.want and part.want in _OWN_FIGURES:
        return not (before.heard.has(_PLACE) and part.heard.has(_PLACE))
    return before.want in _OWN_FIGURES and part.want is Want.LEADS and asks_by_day_alone(part.heard)


def _joined(whole: Heard, first: Heard, second: Heard) -> Heard:
    start = whole.plain.index(first.plain)
    end = whole.plain.index(second.plain, start + len(first.plain)) + len(second.plain)
    return whole.part(start, end)
