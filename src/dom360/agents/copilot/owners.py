"""Who is in charge of the leads that are asked for: "os leads da Rita", "quem o João atende"."""

import re

from dom360.agents.copilot.businesses import is_business
from dom360.agents.copilot.channels import CHANNEL
from dom360.agents.copilot.first_names import may_be_somebody
from dom360.agents.copilot.residue import TAKEN, Residue

_OWNER = re.compile(
    r"\b(?:(?:d[aeo]|com|para|pel[ao])\s+(?:[ao]\s+)?)?(?:respons[a-z]+|don[oa]|vendedor[a]?"
    r"|atendente|consultor[a]?|owner)"
    r"\s*(?:e|eh|:|=|is|d[eo])?\s+(?:[ao]\s+)?(?=\w)"
    r"|\b(?:atribuid\w+|assigned|designad\w+)\s+(?:a|ao|para|pra|pro|to|com)\s+(?:[ao]\s+)?"
    r"|\bcarteira d[aeo]\s+|\bowned by\s+"
)
# "que estão com a Rita", "que o João está atendendo": told from other things by the capital.
_WITH = re.compile(
    r"\b(?:estao|esta|ficaram|ficou|cuidad\w+|atendid\w+|acompanhad\w+|tocad\w+)\s+(?:com|por"
    r"|pel[ao])\s+"
    r"(?:[ao]\s+)?(?=\w)"
)
# "linkedin e com a rita"
_AND_WITH = re.compile(
    r"(?:^|[,;|]|\b(?:e|leads|contatos|clientes|quem|so|apenas"
    r"|[a-z]+ad[oa]s))\s*\bcom\s+[ao]\s+(?=\w)"
    r"|[a-z|]\s+(?:para|pra|pro)\s+(?:[ao]\s+)?(?=\w)"
)
_ATTENDS = re.compile(
    r"\b(?:que|quem|leads|contatos)\s+(?:[ao]\s+)?(?P<name>(?!(?:a gente|ninguem)\b)"
    r"(?:(?!\b(?:que|leads|contatos|sao|os|as)\b)[^|,;?!]){2,40}?)\s+(?:(?:esta|ta|anda"
    r"|vem)\s+)?(?:cuidando"
    r"|atendendo|tocando"
    r"|acompanhando|cuida|atende|toca|acompanha|pegou|assumiu)\b"
)
_ARE_OF = re.compile(
    r"\b(?:del[ea]s|dess[ea]s|que|quais|of them)\s+(?:sao|estao|pertencem|are|belong)\s+(?:d[ao]"
    r"|com [ao]|a|ao|to|with)\s+(?=[a-z])"
)
_FRONTED = re.compile(
    r"^\W*(?:e )?(?:d[aeo]|com [ao]|pel[ao]) (?P<name>[^,?!.;|]{2,40}),\s*(?:quais|quant|quem|qual"
    r"|tem|ha\b)"
)
# "Quantos leads o João Pedro tem na carteira?": told by the capital.
_HOLDS = re.compile(
    r"\b(?:leads?|contatos|clientes|oportunidades|contacts|customers)\s+(?:(?:does"
    r"|do)\s+)?(?:[ao]\s+)?"
    r"(?P<name>[^|,;?!]{2,40}?)\s+(?:tem|possui|carrega|recebeu|ganhou|pegou|has|have|got)\b"
    r"|\b(?:leads?|contatos|clientes|quant[oa]s)\s+(?:tem|possui|estao com"
    r"|ficaram com)\s+(?:[ao]\s+)"
    r"(?P<last>[a-z][\w'-]+(?: [a-z][\w'-]+)?)(?=\s*(?:$|[|,?!.]|e\b|n[ao]\b|hoje))"
    r"|^\W*(?:e )?(?:[ao] )?(?P<first>[^|,;?!]{2,40}?) (?:ja )?(?:esta com|ta com|tem|possui|fechou"
    r"|agendou|qualificou|atendeu|recebeu|pegou|converteu|has|got)"
    r" (?:quant[oa]s|quais|algum|how many|any)(?! (?:pontos|pts|func|pessoas|mensage|points"
    r"|employees))"
)
_ASKS_HOW_MANY = re.compile(
    r"\b(?:quant[oa]s|how many)\b(?! (?:pontos|pts|func|pessoas|mensage|points|employees|dias"
    r"|vezes))"
    r"|\b(?:quais|que|which) (?:sao )?(?:os |as )?(?:leads|contatos|clientes)\b"
)
_HAS = re.compile(
    r"\s+(?:(?:ja|ainda|nao|never)\s+)*(?:tem|possui|carrega|recebeu|ganhou|pegou|assumiu|esta com"
    r"|ficou com"
    r"|fechou|agendou|qualificou|atendeu|converteu|cuida|atende|esta (?:atendendo|cuidando|tocando)"
    r"|has|have|got|closed|booked|owns?|handles?|manages?|works|is (?:handling|working|taking"
    r"|in charge)"
    r"|esta (?:trabalhando|com))\b|\s+(?:[|]+\s*)?(?:(?:ja|ainda|nao)\s+)*[|]{4}"
)
_POSSESSES = re.compile(r"'?s?\s+(?:[a-z|]+\s+)?(?:leads|contacts|customers)\b")
_LEADS_OF_WHOM = re.compile(
    r"\b(?:leads|contatos|clientes|contacts|customers|quem|que|whom?|that)\s+(?:(?:does|do|did"
    r"|is)\s+)?"
    r"(?:[ao]\s+)?$"
)
_STATED_OF = re.compile(
    r"\b(?:(?:des)?qualificad|(?:re)?agendad|remarcad|fechad|concluid|encerrad"
    r"|nov)[oa]s\s+d[ao]\s+(?=\w)"
)
_THE_ONES = re.compile(r"[oa]s ")
_SEVERAL_OF = re.compile(
    r"\b(?:leads|contatos|clientes|oportunidades|[oa]s(?= d[ao] ))\s+d[ao]\s+(?=\w)"
)
_IS_OWNER = re.compile(
    r"\b(?:que\s+)?(?:[ao]|the)\s+(?P<name>[^|,;?!]{2,40}?)\s+(?:e|eh|is)\s+(?:[ao] "
    r"|the )?(?:respons[a-z]+|don[oa]|vendedor\w*|owner)\b"
)


def owner_in(residue: Residue) -> str | None:
    """The name, taken out of what is left."""
    found = (
        _fronted(residue)
        or _theirs(residue)
        or _who_is_owner(residue)
        or _who_holds(residue)
        or residue.named_after(_OWNER)
        or residue.named_after(_WITH, capital=True)
        or residue.named_after(_AND_WITH, capital=True)
        or _first_name_of_several(residue)
    )
    return residue.heard.as_typed(found) if found else None


def _fronted(residue: Residue) -> str | None:
    """ "Da Rita, quais já viraram reunião?" """
    found = _FRONTED.match(residue.plain)
    name = residue.heard.cased_stretch(*found.span("name")) if found else ""
    if not found or not name[:1].isupper() or is_business(name):
        return None
    residue.hide(found.start(), found.end("name"))
    return name


def _theirs(residue: Residue) -> str | None:
    """ "Quantos deles são da Rita?" """
    for found in _ARE_OF.finditer(residue.plain):
        name = residue.name_at(found.end())
        if name and name[0].isupper() and not is_business(name):
            residue.hide(found.start(), found.end() + len(name))
            return name
    return None


def _who_is_owner(residue: Residue) -> str | None:
    """ "que o Pedro Alves é responsável" """
    found = _IS_OWNER.search(residue.plain) or _ATTENDS.search(residue.plain)
    holds = _HOLDS.search(residue.plain) or _HOLDS.search(residue.heard.plain)
    group = "name"
    if not found and holds:
        group = next(name for name in ("name", "last", "first") if holds[name])
        found = holds if residue.heard.is_large(holds.start(group)) else None
    if not found:
        return None
    # What is counted stays: "tem quantos leads agendados".
    residue.hide(found.start(group), found.end(group) if group == "first" else found.end())
    return residue.heard.cased_stretch(*found.span(group))


def _who_holds(residue: Residue) -> str | None:
    """ "quantos leads qualificados a rita tem" """
    asks = _ASKS_HOW_MANY.search(residue.heard.plain)
    for start, end in residue.heard.names:
        theirs = _POSSESSES.match(residue.plain, end)
        if not (asks or theirs or _LEADS_OF_WHOM.search(residue.plain[:start])):
            continue
        free = TAKEN not in residue.plain[start:end]
        if free and (theirs or _HAS.match(residue.plain, end)):
            residue.hide(start, end)
            return residue.heard.cased_stretch(start, end)
    return None


def _first_name_of_several(residue: Residue) -> str | None:
    """ "os leads da Rita" are hers; a whole name or a company's is what is looked for."""
    found = _SEVERAL_OF.search(residue.plain) or _STATED_OF.search(residue.heard.plain)
    name = residue.name_at(found.end()) if found else None
    alone = name and name[0].isupper() and name.isalpha() and name[1:].islower()
    if found and name and _THE_ONES.match(found.group()):  # "e os do João Pedro?"
        alone = may_be_somebody(name.lower())
    if not found or not name or not alone or is_business(name) or CHANNEL.match(name.lower()):
        return None
    residue.hide(found.start(), found.end() + len(name))
    return name
