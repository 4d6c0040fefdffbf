"""Which leads an operator means: states, scores, people, inboxes, texts, order and number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dom360.agents.copilot.calendar_words import COUNT_WORDS, count_of
from dom360.agents.copilot.corrections import CORRECTION
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.owners import owner_in
from dom360.agents.copilot.periods import Found
from dom360.agents.copilot.residue import Residue
from dom360.agents.copilot.spans import Period

STATES = ("NEW", "QUALIFYING", "QUALIFIED", "NURTURING", "SCHEDULED", "RESCHEDULED", "COMPLETED",
          "UNQUALIFIED", "CLOSED")  # fmt: skip
_OPEN_STATES = ["NEW", "QUALIFYING", "QUALIFIED", "NURTURING", "SCHEDULED", "RESCHEDULED"]
MOST_LISTED = 50


def _state(state: str, pattern: str) -> tuple[str, re.Pattern[str]]:
    return state, re.compile(pattern)


# The first that matches takes the words it matched: "desqualificados" holds "qualificados".
_STATE_WORDS = (
    _state(
        "UNQUALIFIED",
        r"\b(?:desqualific(?:ad\w+|amos|ou|aram|ando|uei)|(?:conseg\w+|deu pra) desqualificar"
        r"|nao[ -]qualificad\w+|(?:perdemos |perdid\w+ )?"
        r"(?:por )?(?:falta de|sem|fora d[eo]|nao (?:tem|tinham?)|fugi\w* d[eo]) perfil"
        r"|descart(?:ad\w+|amos|ou)"
        r"|unqualified|disqualif(?:y|ied)|not qualified)\b",
    ),
    _state(
        "QUALIFYING",
        r"\b(?:in qualification|(?:em|sendo|na) (?:qualificacao|triagem)|sendo qualificad\w+"
        r"|(?:se )?qualificando"
        r"|qualifying|being qualified)\b",
    ),
    _state(
        "QUALIFIED",
        r"\b(?:qualific(?:ad\w+|amos|ou|aram|uei)|(?:conseg\w+|deu pra) qualificar|qualif(?:ied"
        r"|y))\b",
    ),
    _state(
        "RESCHEDULED",
        r"\b(?:(?:reagend|remarc)(?:ad\w+|amos|ou|aram|uei)|re(?:agendamentos?|marcac\w+)"
        r"|reschedul\w+)\b",
    ),
    _state(
        "COMPLETED",
        r"\b(?:conclui(?:d\w+|mos|u|ram)|(?:reunio(?:es)?|reuniao|visitas?|demos?)? ?(?:ja )?"
        r"(?:realizad\w+|finalizad\w+|feitas)|completed|com reuniao (?:feita|realizada)"
        r"|(?:ja )?(?:fez|fizeram|tiveram|teve) (?:a )?(?:reuniao|visita|demo\w*|call))\b",
    ),
    _state(
        "SCHEDULED",
        r"\b(?:agend(?:ad\w+|amos|ou|aram|ei)|(?:conseg\w+|deu pra) (?:agendar|marcar)"
        r"|agendamentos?|(?:com|vir\w+|tem) (?:reuniao|visita"
        r"|demo\w*|call|hora(?:rio)?)(?: (?:marcad\w+|agendad\w+))?|marc(?:ad\w+|ou|amos|aram)"
        r"(?: (?:uma )?reuniao)?|reunioes(?: (?:marcad\w+|agendad\w+))?|scheduled"
        r"|with (?:a )?meetings?(?: booked)?|booked)\b",
    ),
    _state(
        "NURTURING", r"\b(?:(?:em |na )?nutricao|nutrindo|nutrid[oa]s?|nurturing|being nurtured)\b"
    ),
    _state(
        "CLOSED",
        r"\b(?:fech(?:ad\w+|amos|ou|aram|ei)|(?:conseg\w+|deu pra) fechar|encerr(?:ad\w+|amos|ou"
        r"|aram)|arquivad\w+|closed?)\b",
    ),
    _state(
        "NEW",
        r"\b(?:(?:leads?|contatos?|clientes?) novinh?[oa]s?|(?:leads?|contatos?"
        r"|clientes?) nov[oa]s?"
        r"|(?<!mais )nov[oa]s (?:leads?|contatos?|clientes?)|quant[oa]s (?:(?:foram|sao) )?(?:os "
        r"|as )?"
        r"nov[oa]s|new (?:leads?|contacts?)"
        r"|(?:estado|status|etapa|fase|state|stage|como) (?:nov[oa]s?|new)|recem[- ]chegad\w+)\b"
        r"|^\W*nov[oa]s(?=\s*(?:d[aeo]s?\b|n[ao]\b|[|]))|\b(?:alguem|gente|algum|alguma|nenhum"
        r"|nenhuma|[oa]s"
        r"|d[oa]s) nov[oa]s?(?=\s*(?:d[aeo]s?\b|n[ao]\b|$"
        r"|[|,.?!]))",
    ),
    *(_state(state, rf"\b{state.lower()}\b") for state in STATES if state != "NEW"),
)
_ANY_STATE = re.compile("|".join(pattern.pattern for _, pattern in _STATE_WORDS))
_NEW_BESIDE = re.compile(
    r"\b(?:nov[oa]s|new)\b(?=\s*(?:,|e|ou|or|and|x|vs|versus|/|\||$))|(?<=\|)\s*(?:,|e|ou|and"
    r"|or)\s*nov[oa]s\b"
)
_CAPITALS_NEW = re.compile(r"\bNEW\b")
_OPEN = re.compile(r"\b(?:em aberto|abert[oa]s|ativ[oa]s|em andamento|open|active)\b")
_EXCEPT = re.compile(
    r"\b(?:exceto|menos|sem contar|fora|excluindo|tirando|except|excluding|but not"
    r"|(?:ainda )?nao (?:estao|sejam|sao|foram|ficaram|estejam)|ainda nao|(?:are"
    r"|were|have|has) not(?: (?:yet|been))?|not yet)\b"
)
_POINTS = r"\s*(?:pontos|pts|points|de (?:score|pontuacao|nota))?"
_NOT_POINTS = (
    r"(?![\d/]|\s*(?:dias?|func\w*|pessoas|mil\b|k\b|reais|anos?|mes\w*|semanas?|horas?|days"
    r"|people|employees|months|%))"
)
_SCORE_RANGE = re.compile(
    r"\b(?:entre|de|score|pontuacao|nota|between|from)\s+(?:de\s+)?(\d{1,3})\s*(?:e|a|ate|to"
    r"|and|-)\s*(\d{1,3})"
    + _POINTS + _NOT_POINTS
)  # fmt: skip
_AT_LEAST = re.compile(
    r"(?:\b(?:acima d[eo]s?|mais (?:de|do que|que)|maior(?:es)? (?:que|do que|ou igua\w+ a"
    r"|de)|a partir de|pelo menos|no minimo"
    r"|minim[oa](?: de)?|superior(?:es)? a|above|over|at least|more than|greater than|from"
    r"|min(?:imum)?)\s+(?:d[eo]\s+|of\s+)?|>=?\s*)(\d{1,3})"
    + _POINTS + _NOT_POINTS
)  # fmt: skip
_OR_MORE = re.compile(
    r"\b(\d{1,3})\s*(?:pontos|pts|points)?\s*(?:\+(?!\d)|(?:pontos )?(?:(?:ou|e|or|and) (?:mais"
    r"|acima|more|above|up)|(?:pra|para) (?:cima|mais)|em diante))" + _NOT_POINTS
)
_OR_LESS = re.compile(
    r"\b(\d{1,3})\s*(?:pontos|pts|points)?\s*(?:(?:ou|e|or|and) (?:menos|abaixo|less|below|under)"
    r"|(?:pra|para) (?:baixo|menos))" + _NOT_POINTS
)
_AT_MOST = re.compile(
    r"(?:\b(?:abaixo d[eo]s?|menos (?:de|do que|que)|menor(?:es)? (?:que|do que|ou igua\w+ a"
    r"|de)|ate|no maximo|inferior(?:es)? a"
    r"|below|under|at most|less than|up to|maxim[oa](?: de)?|max(?:imum)?)\s+(?:d[eo]\s+|of\s+)?"
    r"|<=?\s*)(\d{1,3})" + _POINTS + _NOT_POINTS
)  # fmt: skip
_EXACT_SCORE = re.compile(
    r"\b(?:score|pontuacao|nota)\s+(?:de\s+|igual a\s+|=\s*|of\s+)?(\d{1,3})\b"
    r"|\bcom\s+(\d{1,3})\s+(?:pontos|pts)\b"
)
_ABOUT_SCORE = re.compile(r"\b(?:pontos|pts|pontuacao|score|nota|points)\b")
_HOT = re.compile(r"(?<!mais )\b(?:quent(?:es?|inh[oa]s?)|hot)\b")
_COLD = re.compile(r"(?<!mais )\b(?:fri[oa]s?|gelad[oa]s?|cold)\b")
_WARM = re.compile(r"\b(?:morn[oa]s?|warm)\b")
_ANY_WARMTH = re.compile("|".join(one.pattern for one in (_HOT, _COLD, _WARM)))
_UNOWNED = re.compile(
    r"\b(?:sem (?:nenhum |um )?(?:don[oa]|responsavel|vendedor\w*|atendente|atribuicao|ninguem)"
    r"|(?:esperando|aguardando|falta\w*|procurando|precisa\w* de) (?:um )?(?:don[oa]|responsavel"
    r"|vendedor\w*|alguem"
    r"|atendente)|orfaos?|(?:ainda )?nao (?:(?:foi|foram|esta|estao|ficou|ficaram) )?(?:atribui"
    r"|designa|distribui|assumi|direciona)d\w+(?: (?:a|para|pra|por|com) (?:ninguem"
    r"|nenhum\w*(?: \w+)?))?"
    r"|nao (?:tem|tenha|ha) (?:dono|responsavel|vendedor\w*)|ninguem (?:assumiu|pegou|atende\w*"
    r"|cuida)"
    r"|(?:com|por|de|a) ninguem(?: (?:[a-z]+ndo(?: conta)?|responsavel))?"
    r"|(?:nao (?:tem|ha) )?ninguem (?:esta )?[a-z]+ndo(?: conta)?"
    r"|(?:with )?(?:nobody|no one) (?:is |yet )?assigned"
    r"|unowned|unassigned|(?:(?:has|have|is|are|was|were) )?not (?:been )?(?:assigned|picked up"
    r"|owned"
    r"|taken)(?: (?:to|by) any\w+)?(?: yet)?|(?:nobody|no one) (?:has |is )?(?:owns?|picked|took"
    r"|handl"
    r"\w+|working)|needs? an owner|with no owner"
    r"|without (?:an? )?owner|no owner)\b"
)
_MINE = re.compile(
    r"\b(?:meus (?:leads|contatos)|my leads|(?:atribuid\w+|assigned) (?:a|para|to) (?:mim|me))\b"
)
_BEST = re.compile(
    r"\b(?:(?<!r )melhor|melhores|maior(?:es)? (?:pontuac\w+|scores?|notas?)|mais (?:quentes"
    r"|bem pontuad\w+|promissor\w+|pontos)"
    r"|(?:com|por) (?:maior |mais |melhor )?(?:pontuacao|pontos|score)\b(?!\s*(?:\d|de\b"
    r"|acima|abaixo|maior|menor|entre|minim|maxim|superior|inferior|igual|ate))"
    r"|(?:ordem (?:decrescente )?(?:de|por)|ordenad\w+ (?:pel[ao]s?|por)|ranking (?:de"
    r"|por)) (?:maior |melhor )?"
    r"(?:pontuacao|pontos|score|nota)"
    r"|best|hottest|highest|by score|top)\b"
)
_STALEST = re.compile(
    r"\b(?:(?:ha|faz) (?:mais|muito) tempo(?: sem (?:atividade|contato|resposta|retorno|interac\w+"
    r"|mensage\w+|falar))?|mais (?:antig[oa]s|velh[oa]s|parad[oa]s?"
    r"|tempo (?:sem|parad\w+))|parad[oa]s?"
    r"|esquecid[oa]s?|abandonad[oa]s?"
    r"|atividade mais antiga|sem (?:atividade|contato|resposta) ha mais tempo|oldest|stalest"
    r"|longest (?:silence|idle))\b"
)
_NEWEST = re.compile(
    r"\b(?:mais (?:nov[oa]s|recentes)|recentes|ultim[oa] (?:leva|remessa|safra)"
    r"|acabaram de (?:cheg|entr)\w*|recem[- ]criad\w+|ultim[oa]s(?: \d+)? (?:leads"
    r"|contatos|cadastr\w+)|ultim[oa] (?:lead|contato|cliente|cadastro)\b"
    r"|(?:leads|contatos) mais recentes|newest|latest|most recent|ultim[oa]s(?= \d+\b|\s*(?:$|["
    r"|,.?!])))\b"
)
_N = rf"((?:\d{{1,3}}|{COUNT_WORDS})\b)"
_LIMIT = re.compile(
    rf"\btop\s+{_N}|\b(?:os|as|the)?\s*{_N}\s+(?:primeir|melhor|mais (?:quent|nov"
    r"|recent|antig|parad|bem pontuad|promissor)|ultim|best|newest|latest|hottest|oldest|first"
    r"|leads?\b(?! ?por)"
    r"|qualificad|desqualificad|agendad|fechad|com (?:maior|mais|melhor))\w*"
    rf"|\b(?:primeir[oa]s|ultim[oa]s|melhores|first|last|latest|best)\s+{_N}(?!\s*(?:dias?|semanas?"
    r"|mes\w*|horas?|anos?|days|weeks|months|hours))"
    rf"|\b(?:so|apenas|somente|only|ate|limite(?: de)?|no maximo|max)\s+{_N}\s+(?:leads"
    rf"|resultados|results)\b"
    rf"|\b(?:uns|umas|apenas|somente|so)\s+{_N}\s*(?=$|[|,.?!])"
)
# "Qual lead tem a maior pontuação?" wants one.
_ONE = re.compile(
    r"\b(?:qual|quem|which|who)\b[^|,;?!]{0,20}\b(?:lead|contato|cliente|contact|customer)\b"
    r"|\bquem (?:e|foi|tem|esta)\b|\bultim[oa] (?:lead|contato|cliente|cadastro)\b"
    r"|\b(?:o|the) (?:melhor |best |latest )?(?:lead|contato|cliente) (?:mais|com (?:mais|maior)"
    r"|que (?:tem|esta) (?:mais|maior|a maior))|\b(?:the )?(?:best|hottest|latest|newest) (?:lead"
    r"|contact)\b"
)
_NO_MEETING = re.compile(
    r"\b(?:sem|without)(?: a| an| uma| nenhuma)? (?:reuniao|reunioes|visita|demo\w*|call|horario"
    r"|meetings?)(?: (?:ainda )?(?:marcad|agendad)\w+| booked| scheduled)?\b"
)
_COUNT = re.compile(
    r"\b(?:quant[oa]s?|(?:qual (?:o |e o )?)?(?:numero|total|quantidade) (?:de|of)|cont(?:e"
    r"|ar|agem)|how many|count|number of)\b"
)
_COUNT_OF_PEOPLE = re.compile(r"\bquant[oa]s? (?:pontos|funcionarios)\b")


@dataclass(slots=True)
class LeadQuery:
    """`arguments` are query_leads' own; `notes` name what was asked for and can't be filtered."""

    arguments: dict[str, Any] = field(default_factory=dict)
    periods: list[Period] = field(default_factory=list)
    counts: bool = False
    limit: int | None = None
    notes: list[str] = field(default_factory=list)
    unread: str | None = None  # a condition that no filter was made of


def read_leads(heard: Heard, found: Iterable[Found], *, inbox_id: str | None = None) -> LeadQuery:
    """`inbox_id` is the inbox that "this inbox" means."""
    residue = Residue(heard)
    query = LeadQuery()
    for one in found:
        residue.hide(one.start, one.end)
        query.periods.append(one.period)
    query.counts = bool(_COUNT.search(heard.plain)) and not _COUNT_OF_PEOPLE.search(heard.plain)
    _order(residue, query)
    _people(residue, query)
    _scores(residue, query)
    query.unread = _without_meeting(residue, heard)
    _states(residue, query, heard)
    query.notes += residue.unfiltered()
    query.arguments |= residue.places(inbox_id)
    owner = owner_in(residue)
    sought = residue.sought()
    query.arguments |= {"owner": owner} if owner else {}
    query.arguments |= {"search": sought} if sought else {}
    if "owner" in query.arguments and CORRECTION.search(heard.plain):
        query.arguments.pop("unowned", None)  # "sem dono, aliás, com a Rita"
    query.unread = query.unread or residue.unread()
    return query


def read_scope(
    heard: Heard, found: Iterable[Found], *, inbox_id: str | None = None
) -> dict[str, Any]:
    """The inbox and the source that figures are asked for."""
    residue = Residue(heard)
    for one in found:
        residue.hide(one.start, one.end)
    return residue.places(inbox_id)


def _order(residue: Residue, query: LeadQuery) -> None:
    limit = residue.take(_LIMIT, keep=True)
    if limit:
        number = count_of(next(group for group in limit.groups() if group))
        query.limit = max(1, min(number, MOST_LISTED))
    one = _ONE.search(residue.plain) is not None
    for sort, pattern in (("stalest", _STALEST), ("created", _NEWEST), ("score", _BEST)):
        if residue.take(pattern):
            query.arguments["sort"] = sort
            query.limit = query.limit or (1 if one else None)
            break
    for found in list(_LIMIT.finditer(residue.plain)):
        number = next(place for place, group in enumerate(found.groups(), 1) if group)
        residue.hide(found.start(), found.end(number))  # "3 qualificados": the state stays


def _people(residue: Residue, query: LeadQuery) -> None:
    if residue.take(_UNOWNED):
        query.arguments["unowned"] = True
    if residue.take(_MINE):
        query.notes.append("mine")


def _scores(residue: Residue, query: LeadQuery) -> None:
    residue.correct(_ANY_WARMTH)
    about = bool(_ABOUT_SCORE.search(residue.plain))
    both = residue.take(_SCORE_RANGE) if about else None
    if both and int(both[1]) <= int(both[2]) <= 100:
        query.arguments |= {"min_score": int(both[1]), "max_score": int(both[2])}
        return
    residue.correct(_AT_LEAST)
    residue.correct(_AT_MOST)
    low = residue.take(_OR_MORE) or residue.take(_AT_LEAST)
    if low and int(low[1]) <= 100:
        query.arguments["min_score"] = int(low[1])
    high = residue.take(_OR_LESS) or residue.take(_AT_MOST)
    if high and int(high[1]) <= 100:
        query.arguments["max_score"] = int(high[1])
    exact = residue.take(_EXACT_SCORE) if not (low or high) else None
    if exact and int(exact[1] or exact[2]) <= 100:
        score = int(exact[1] or exact[2])
        query.arguments |= {"min_score": score, "max_score": score}
    for pattern, bounds in ((_HOT, (70, None)), (_WARM, (50, 69)), (_COLD, (None, 49))):
        if residue.take(pattern):
            named = dict(zip(("min_score", "max_score"), bounds, strict=True))
            # "Frios, abaixo de 30": the number says what cold means.
            set_already = query.arguments.keys() & {"min_score", "max_score"}
            query.arguments |= {
                name: value
                for name, value in named.items()
                if value is not None and not set_already
            }


def _without_meeting(residue: Residue, heard: Heard) -> str | None:
    """ "sem reunião marcada": its "marcada" is no state."""
    found = residue.take(_NO_MEETING)
    return " ".join(heard.written(*found.span()).split()) if found else None


def _states(residue: Residue, query: LeadQuery, heard: Heard) -> None:
    residue.correct(_ANY_STATE)
    except_at = residue.take(_EXCEPT)
    states = [state for state, pattern in _STATE_WORDS if residue.take(pattern)]
    if _CAPITALS_NEW.search(heard.text) or (states and residue.take(_NEW_BESIDE)):
        states.append("NEW")
    if except_at and states:
        states = [state for state in STATES if state not in states]
    elif not states and residue.take(_OPEN):
        states = list(_OPEN_STATES)
    if states:
        query.arguments["states"] = [state for state in STATES if state in states]
