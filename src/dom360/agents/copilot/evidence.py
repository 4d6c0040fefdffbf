"""How much in a message speaks for a request that it doesn't name outright.

"os qualificados de ontem" names no lead, and a state and a day say what it is about; "a Ana Souza
já agendou?" names somebody; "posso parcelar?" is for the documents.
"""

import re
from datetime import date

from dom360.agents.copilot.filters import LeadQuery, read_leads
from dom360.agents.copilot.first_names import may_be_somebody
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.marks import BARE_NAME, CAPITALS, FULL_NAME, PHONE, UUID
from dom360.agents.copilot.people import IT, business_in_passing, named_in_passing, who_in
from dom360.agents.copilot.periods import find_periods

# Whether a period is named doesn't depend on the day.
_ANY_DAY = date(2026, 6, 15)
_LEADS = re.compile(r"\bleads\b|\bcontatos\b|\boportunidades\b|\bprospects\b|\bcontacts\b")
_SEVERAL = re.compile(
    r"\b(?:(?:des|nao[ -])?qualificad[oa]s|(?:re)?agendad[oa]s|(?:re)?marcad[oa]s|fechad[oa]s"
    r"|encerrad[oa]s|concluid[oa]s|finalizad[oa]s|descartad[oa]s|arquivad[oa]s|nutrid[oa]s|nov[oa]s"
    r"|(?:em|na) (?:nutricao|qualificacao|triagem)|nutricao|reunioes|agendamentos|sem perfil"
    r"|(?:algum|alguma|nenhum|nenhuma|cada) \w+ad[oa]"
    r"|(?:un)?qualified|(?:re)?scheduled|closed|completed)\b"
)
_ASKS_FOR_MANY = re.compile(
    r"\b(?:quant[oa]s|quais|quem(?! e\b)|list\w+|relacao|alguem|alguns|algumas|algum|alguma|ninguem"
    r"|mostr\w+|puxa\w*|traz|traga|filtr\w+|top|ver|ve|veja|separa|levanta|[oa]s que|so [oa]s"
    r"|apenas [oa]s|somente [oa]s|todos [oa]s|me (?:da|passa|manda|diz|fala|ve)|who|which|list|show"
    r"|how many|any|aqueles)\b"
)
_ARRIVED = re.compile(
    r"\b(?:cheg(?:ou|aram)|entr(?:ou|aram)|ca(?:iu|iram)|aparec(?:eu|eram)|(?:veio|vieram)"
    r"|cadastrad[oa]s|criad[oa]s|capt(?:ou|amos|aram|ad[oa]s)|arrived|joined|came in)\b"
)
# What the company's documents tell: what one may, must or can do, for how much and how long.
_FOR_DOCUMENTS = re.compile(
    r"\b(?:posso|podem?|podemos|precis(?:a|o|am|amos)|aceit\w+|permit\w+|como (?:e que )?(?:faz\w*"
    r"|faco"
    r"|funciona\w*"
    r"|e feit\w+|solicit\w+|pedi\w*|cancel\w+|proced\w+)|onde|por que|quanto tempo|possivel"
    r"|deve(?:m|mos)?"
    r"|oferec\w+|vend(?:e|em|emos)|faz(?:em|emos)|prazos?|entrega\w*|pagamentos?|parcel\w+"
    r"|descontos?|frete|estoque|nota fiscal|horarios?|convenios?|planos?|produtos?|servicos?"
    r"|quanto custa|precos?|abr(?:e|em|imos)|atende(?:m|mos)|can i|do you|where|why|how long)\b"
)
_ASKS_TO_KNOW = re.compile(
    r"\b(?:explic\w+|pergunt\w+ (?:se|como|qual|quanto|quando|onde)|(?:quer\w*|gostaria de|preciso"
    r"|precisava) (?:saber|entender)|sabe (?:se|como"
    r"|qual)"
    r"|tira\w* (?:uma )?duvida|me (?:diz|fala|conta) (?:se|como|qual)|explain|want to know)\b"
)
_ATTRIBUTE = re.compile(
    r"\b(?:funcionarios|empresa|orcamento|verba|pontos|pontuacao|score|setor|prazo|interesse"
    r"|origem|responsavel|estado|status|decide|dor|reuniao|etapa|fase|situacao|employees|company"
    r"|budget|sector|source|owner|meeting)\b"
)
# More than what leads weigh that nobody names.
_ONE_PERSON = 6.5
_ASKS_HOW_MANY = re.compile(r"\b(?:quant[oa]s|quais|list\w+|how many|which)\b")
_SUBJECT = re.compile(
    r"(?:^\W*(?:e )?|\b(?:se|que|sera que|quando|if|whether|when|has|did|is|does|was)\s|[,.;:]\s*)"
    r"(?:[ao]\s|the\s)?$"
)
_DOES = re.compile(
    r"\s+(?:(?:ja|ainda|nao|tambem|so|already|still|ever)\s+)*"
    r"(?:tem|esta|ta|quer|vem|vai|foi|fez|e\b|pode|disse|marc|agend|[a-z]{2,}(?:ou|eu|iu|ndo)\b"
    r"|book|schedul|repl|answer|com(?:e|ing)|sign|buy|bought)"
)
_BEFORE_SOMEBODY = re.compile(
    r"\b(?:(?:cliente|contato|customer|contact)|(?:sobre|about)(?: [ao]| the)?)\s+"
)
_PERSON = re.compile(
    r"\blead\b|\b(?:ficha|perfil|detalhes?|dados|informac\w+|situacao|status|cadastr\w+|contato"
    r"|details|profile|info)\b|\bquem e\b|\bwho is\b|\b(?:fal[ae]|conta|conte) (?:mais "
    r"|tudo )?(?:d[ao]"
    r"|sobre)\b|\btell me about\b|\b(?:busc|procur|encontr|localiz|ach|abr[aei]|puxa)\w*\b"
    r"|\b(?:find|search|look up)\b|\b(?:telefone|celular|numero|whatsapp|e-?mail) d[ao]\b|\bphone\b"
    r"|\btelefone\b|\bcade\b|\bconhec\w+\b|\b(?:pontuacao|pontos|score|interesse) d[ao]\b"
)


def for_leads(heard: Heard) -> float:
    query = read_leads(heard, find_periods(heard.plain, _ANY_DAY))
    weight = _of_filters(heard, query)
    if _ARRIVED.search(heard.plain):
        weight += 1.5
    return weight + (1 if _ASKS_FOR_MANY.search(heard.plain) else 0)


def _of_filters(heard: Heard, query: LeadQuery) -> float:
    said = query.arguments
    weights = {
        "states": 3 if _SEVERAL.search(heard.plain) else 1.5,
        "unowned": 3,
        "owner": 4,
        "source": 2,
        "sort": 2,
        "inbox": 1,
        "inbox_id": 1,
        "min_score": 2,
        "max_score": 2,
    }
    weight = sum(value for name, value in weights.items() if name in said)
    weight += 1 if query.periods else 0
    weight += 1 if query.limit else 0
    return weight + (3 if "mine" in query.notes else 0.5 * len(query.notes))


def for_somebody(heard: Heard) -> float:
    """One lead, by phone, id or name."""
    if PHONE.search(heard.plain) or UUID.search(heard.plain):
        return 7
    if _LEADS.search(heard.plain):
        return 0
    if _is_about_one(heard):
        return _ONE_PERSON
    if _PERSON.search(heard.plain) and (who_in(heard) or IT.search(heard.plain)):
        return 5.5
    named = FULL_NAME.search(heard.cased)
    if (_ATTRIBUTE.search(heard.plain) and named) or _names_somebody(heard):
        return 5.5
    passing = named_in_passing(heard)
    if passing and may_be_somebody(passing.lower()) and _ATTRIBUTE.search(heard.plain):
        return 5.5
    if CAPITALS.search(heard.cased) or BARE_NAME.fullmatch(heard.cased):
        return 3.5
    if passing:
        return 3
    return 3 if re.search(r"\blead\b", heard.plain) else 0


def _is_about_one(heard: Heard) -> bool:
    """ "me diz se a carla silva já marcou reunião": she is who it is about."""
    if _ASKS_HOW_MANY.search(heard.plain):
        return False
    if business_in_passing(heard):
        return True
    return any(
        _SUBJECT.search(heard.plain[:start]) and _DOES.match(heard.plain, end)
        for start, end in heard.names
    )


def _names_somebody(heard: Heard) -> bool:
    """ "o cliente João", "sobre a Ana", not "o cliente pode trocar?" """
    return any(heard.is_large(word.end()) for word in _BEFORE_SOMEBODY.finditer(heard.plain))


def for_documents(heard: Heard, *, words: int, asks: bool) -> float:
    """A question of more than two words that is about nothing else goes to the documents."""
    asks = asks or _ASKS_TO_KNOW.search(heard.plain) is not None
    if not (heard.is_question and words > 2) and not (asks and words > 3):
        return 0
    return 1.5 + min(2 * len(_FOR_DOCUMENTS.findall(heard.plain)), 3)
