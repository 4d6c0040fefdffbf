"""What an operator wants, by how people ask for it in Portuguese and English.

The patterns describe ways of asking, not sentences. Two rules stand above them: a question never
writes, and what COPILOT must not do is recognised before what it can.
"""

import re
from enum import StrEnum

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.marks import BARE_NAME, FULL_NAME, PHONE, UUID
from dom360.agents.copilot.orders import (
    ADD,
    COMMENT,
    LEAD,
    NOTE_NOUN,
    PLEASE,
    QUESTION_WORDS,
    asks_how,
    wants_to_write,
)


class Want(StrEnum):
    SECRET = "secret"  # noqa: S105 -- what is asked for, none itself
    FOREIGN = "foreign"
    DELETE = "delete"
    CHANGE = "change"
    HOW_TO = "how_to"
    COMMENT = "comment"
    CREATE_LEAD = "create_lead"
    SUMMARY = "summary"
    COUNT = "count"
    LAST_MESSAGE = "last_message"
    FIND_LEAD = "find_lead"
    KNOWLEDGE = "knowledge"
    FUNNEL = "funnel"
    CONSUMPTION = "consumption"
    ENTITIES = "entities"
    LEADS = "leads"
    MORE = "more"
    ABILITIES = "abilities"
    THANKS = "thanks"
    GREETING = "greeting"
    OTHER = "other"


SMALL_TALK = frozenset({Want.THANKS, Want.GREETING})

_SHOW = (
    r"(?:mostr\w+|qual|quais|me (?:da|de|passa|passe|manda|mande|diz|diga|fala|fale|envia|envie"
    r"|conta|conte)|list\w+|revel\w+|envi\w+|exib\w+|quero|preciso|ver|copi\w+|imprim\w+|repit\w+"
    r"|show|give|tell|what(?: is| are|'s)|print|send|reveal|repeat|need|want)"
)
_SECRETS = (
    r"(?:(?:chaves?|keys?|tokens?|credencia\w+|segredos?)\s+(?:d[aeo]s?\s+)?(?:api|acesso|agente"
    r"|integracao|autenticacao|openai|anthropic|modelo|criptografia|secreta\w*|seguranca|sessao"
    r"|webhook|servidor|banco)|api[ -]?keys?|access tokens?|(?:bearer|jwt|secret) ?(?:tokens?"
    r"|keys?)?"
    r"|(?:seus?|teus?|your) (?:tokens?|chaves?|keys?)|senhas?|passwords?|credencia\w+"
    r"|credentials?|secrets?|segredos?|variave\w+ de ambiente"
    r"|environment variables?|string de conexao|connection string)"
)
_INSIDES = (
    r"(?:(?:seu|teu|your|the|o|system) (?:\w+ )?prompt|prompt (?:do|de) sistema|system prompt"
    r"|(?:suas|tuas|as|your) (?:\w+ )?instruc\w+|your (?:\w+ )?(?:instructions|rules)"
    r"|ignor\w+ (?:\w+ ){0,3}(?:instruc\w+|regras|instructions|rules)|developer mode"
    r"|modo (?:desenvolvedor|admin\w*|root))"
)
_OTHERS = (
    r"(?:(?:d[aeo]s?|n[ao]s?|em) outr[ao]s? (?:empresas?|tenants?|contas|organizac\w+|clinicas?"
    r"|lojas?)|outr[ao]s? tenants?|todas as empresas|todos os tenants|empresa concorrente"
    r"|concorrentes?|(?:an)?other (?:compan\w+|tenants?|organi[sz]ations?)"
    r"|all (?:compan\w+|tenants)|every (?:company|tenant)|competitors?"
    r"|(?:do|da|no|of|from) (?:the )?tenant (?!atual|current)\w+)"
)
_TO_CHANGE = (
    r"(?:mud(?:e|a|ar)|alter(?:e|a|ar)|troque|troc(?:a|ar)(?=\s+(?:[ao]s?|meu|minha"
    r"|noss[ao])\b)|configur(?:e|a|ar)|defin(?:a|e|ir)"
    r"|ativ(?:e|a|ar)|desativ(?:e|a|ar)|habilit(?:e|a|ar)|deslig(?:ue|a|ar)|atualiz(?:e|a|ar)"
    r"|edit(?:e|a|ar)|corrij?(?:a|e)|corrigir|mov(?:a|e|er)|atribu(?:a|i|ir)|transfir(?:a|e)"
    r"|transferir|encerr(?:e|ar)|fech(?:e|ar)|reabr(?:a|ir)|bloque(?:ie|ia|ar)|convid(?:e|a|ar)"
    r"|marc(?:a|ar)|marque|qualifique|qualific(?:a|ar)|desqualifi(?:que|ca|car)|agend(?:e|ar)"
    r"|reagend(?:e|ar)|cancel(?:e|a|ar)|aument(?:e|ar)|diminu(?:a|ir)|mescl(?:e|ar)"
    r"|import(?:e|ar)|export(?:e|ar)|change|set|updat?e|enable|disable|turn (?:on|off)|edit|move"
    r"|assign|transfer|close|reopen|block|invite|mark|schedule|cancel|merge|import|export|switch)"
)
_POLITE = (
    r"^\W*(?:(?:por favor|please|ai|entao|agora|voce"
    rf"|{PLEASE}(?: you)?(?: me)?)[,\s]+)*"
)
_SEND = (
    r"(?:mand(?:e|a|ar)|envi(?:e|a|ar)|respond(?:a|er)|lig(?:ue|a|ar)|send|reply|call|text"
    r"|email)"
)
_CHANGE = (
    rf"{_POLITE}{_TO_CHANGE}\b"
    rf"|{_POLITE}{_SEND}\b.{{0,40}}\b(?:mensage\w+|e-?mail|sms|propostas?|contrato|whatsapp"
    r"|messages?)\b"
    rf"|{_POLITE}{_SEND}\s+(?:\w+\s+){{0,3}}?(?:para?|pr[ao]|ao?|to)\s+(?:[ao]\s+|the\s+)?{LEAD}\b"
    rf"|{_POLITE}{ADD}\s+(?:(?:uma?|[ao]|an?|the|nov[oa]|new)\s+)*(?:usuari|user|inbox|caixa"
    r"|canal|chave|key"
    r"|api|agente|agent|webhook|tenant|empresa|conta\b|senha|password|reuniao|meeting)\w*"
)
_KNOWS = (
    r"base de conhecimento|knowledge base|\bdocument\w*|\bmanua(?:l|is)\b|\bpolitic[ao]s?\b"
    r"|\bpolic(?:y|ies)\b"
    r"|\bo que diz\w*|\bwhat (?:does|do) (?:the|our)\b.*\bsay\b|\bprocedimentos?\b|\bregulamento"
    r"|\bcontrato (?:padrao|de)|\bfaq\b|\bgarantia\b|\bdevoluc\w+|\breembols\w+|\bquanto custa\w*"
    r"|\bpreco\b|\bprecos\b|\bmensalidade\b|\bhorario de (?:func|atend)\w+|\bprazo de\b"
    r"|\bnoss[ao]s? (?:plano|servico|produto)s?"
    r"|\bwarranty|\brefunds?\b|\bprice of\b|\bhow much (?:is|does)\b|\bopening hours"
)
_TALK = (
    r"(?:conversa|chat|papo|atendimento|dialogo|historico d[aeo] (?:conversa|mensagens)"
    r"|conversation|thread)"
)
_LIST = (
    r"(?:quant[oa]s|quais|list\w+|mostr\w+|me (?:da|de|traz|traga|passa|manda|mostra)|busc\w+"
    r"|procur\w+"
    r"|filtr\w+|encontr\w+|ver|veja|exib\w+|traz\w*|traga|quero|relatorio|relacao|top"
    r"|how many|which"
    r"|show|list|find|search|get|give|count|numero de|total de)"
)
_LEADS = r"(?:leads?|contatos|clientes|oportunidades|prospects|contacts|customers)"
_BETWEEN = (
    r"(?:os|as|de|por|me|meus|minhas|nossos|todos|todas|tod[oa]|dos|das|sao|foram|temos|tem"
    r"|tivemos|estao|mais|novos|novas|ultimos|ultimas|melhores"
    r"|a lista|lista|the|my|our|all|new|best|latest|are|were|list|of|\d+|{STATES})"
)
_ARRIVED = (
    r"(?:cheg|entr|apareceu|veio|vieram|chamou|chamaram|se cadastr|escrev|mandou|arriv|came"
    r"|wrote|joined|signed)\w*"
)
_STATE_WORDS = (
    r"(?:(?:des)?qualificad[oa]s?|qualificando|(?:re)?agendad[oa]s?|remarcad[oa]s?|nutricao"
    r"|fechad[oa]s?"
    r"|encerrad[oa]s?|concluid[oa]s?|(?:un)?qualified|(?:re)?scheduled|nurturing|closed|completed)"
)
_BETWEEN = _BETWEEN.replace("{STATES}", _STATE_WORDS)


def _want(want: Want, pattern: str) -> tuple[Want, re.Pattern[str]]:
    return want, re.compile(pattern)


# The first that matches decides, so the narrow ones stand first.
_WANTS: tuple[tuple[Want, re.Pattern[str]], ...] = (
    _want(
        Want.SECRET,
        rf"\b{_SHOW}\b.{{0,40}}\b{_SECRETS}(?!\w)|\b{_SHOW}\b.{{0,30}}\b{_INSIDES}"
        rf"|^\W*{_SECRETS}\b|\bignor\w+ (?:\w+ ){{0,3}}(?:instruc\w+|regras|instructions|rules)\b"
        r"|\bsystem prompt\b|\bprompt d[eo] sistema\b",
    ),
    _want(
        Want.FOREIGN,
        rf"\b{_OTHERS}\b",
    ),
    _want(
        Want.DELETE,
        r"\b(?:apag(?:a|ar|ue|uem)|exclu(?:a|i|ir|am)|delet(?:a|ar|e|em)|remov(?:a|e|er|am)"
        r"|elimin(?:a|ar|e)|limp(?:a|ar|e)|erase|delete|remove|wipe|drop)\b",
    ),
    _want(
        Want.SUMMARY,
        rf"\b(?:resum(?:a|e|o|ir|am|ao|inho)|recapitul\w+|summar\w+|recap)\b|tl;?dr"
        r"|\b(?:(?:sobre|d)?o que|what)\b.{0,15}\b(?:fal|convers|trat|combin|talk"
        r"|discuss)\w*.{0,12}\b(?:com|with)\b"
        r"|\bsobre o que\b.{0,15}\b(?:fal|convers)\w+"
        r"|\b(?:o que (?:rolou|aconteceu|foi dito|conversa\w+)|como (?:foi|esta|anda"
        rf"|terminou))\b.{{0,20}}\b{_TALK}"
        rf"|\b(?:what happened|how did)\b.{{0,20}}\b{_TALK}|\b{_LIST}\b.{{0,15}}\b(?:a"
        rf"|the) {_TALK} (?:com|with|d[aeo])\b",
    ),
    _want(
        Want.COUNT,
        r"(?:quantas|numero de|total de|conta\w* as|how many|number of|count)(?: the)?"
        r" (?:mensage\w+|messages)\b(?=.*\b(?:aqui|(?:n|d)?est[ae]|(?:n|d)?ess[ae]|na conversa"
        r"|this|here|conversation)\b)",
    ),
    _want(
        Want.LAST_MESSAGE,
        r"ultim[oa]s? (?:mensage\w+|coisa)|last message|o que (?:o |a )?(?:contato"
        r"|cliente|lead|ele|ela) (?:disse|falou|escreveu|respondeu)"
        r"|what did (?:the )?(?:contact|customer|lead"
        r"|he|she|they)|\bo que (?:[\w+().-]+ ){1,5}(?:disse|falou|escreveu|respondeu|pediu"
        r"|perguntou)\b|\bwhat did (?:\w+ ){1,4}(?:say|write|ask|answer)\b",
    ),
    _want(
        Want.FIND_LEAD,
        rf"\b{NOTE_NOUN}\b.{{0,30}}\b(?:d[aeo]|n[ao]|sobre|com|of|on|about)\b",
    ),
    _want(
        Want.KNOWLEDGE,
        _KNOWS,
    ),
    _want(
        Want.FUNNEL,
        r"\bfunil\b|\bpipeline\b|\bconversao\b|\bconversoes\b|\btaxas? de (?:conver|qualif"
        r"|agend)\w+"
        r"|\bfunnel|\bconversion|\bpor (?:estado|etapa|fase|status)\b|\bem cada (?:estado"
        r"|etapa|fase)\b"
        r"|\bby (?:state|stage|status)\b|\bin each (?:state|stage)\b",
    ),
    _want(
        Want.CONSUMPTION,
        r"\bconsum\w+|\btokens?\b|\bgast(?:o|os|amos|ou|aram|ei|a|am|ando)\b|\bcust(?:o|os|ou"
        r"|aram|ando)\b"
        r"|\bfatura\w*|\busage\b|\bspen[dt]\w*|\bcosts?\b|\bquantas (?:mensagens|conversas"
        r"|respostas|interac\w+)\b"
        r"|\bquantos (?:atendimentos|erros|turnos)\b|\bhow many (?:messages|conversations"
        r"|answers|errors)\b"
        r"|\b(?:volume|numero|total) de (?:mensagens|conversas|atendimentos)\b",
    ),
    _want(
        Want.ENTITIES,
        r"\b(?:o que|quais|what)\b.{0,20}\b(?:crm)\b|\bentidades?\b|\btabelas?\b|\b(?:quais"
        r"|que) (?:tipos? de )?(?:dados|registros"
        r"|informacoes)\b"
        r"|\b(?:quais|que) (?:sao )?(?:os |as )?(?:campos|inboxes|caixas|canais)\b"
        r"|\bcampos? d[aeo]s?\b|\bentit(?:y|ies)\b|\b(?:what|which) (?:data|records"
        r"|inboxes)\b"
        r"|\bfields? (?:of|do|does|exist|are)\b|\bwhat fields|\bo que (?:e|significa) (?:um "
        rf"|uma )?{LEAD}\b|\blist\w* (?:os |as |the )?(?:inboxes|canais|caixas)",
    ),
    _want(
        Want.LEADS,
        r"\bleads\b|\b(?:contatos|oportunidades|prospects)\b"
        rf"|\b{_LIST}\s+(?:{_BETWEEN}\s+)*{_LEADS}\b"
        rf"|\b{_LEADS} (?:nov|qualific|desqualific|quent|fri|agendad|sem )"
        rf"|\b{_LIST}\s+(?:{_BETWEEN}\s+)*{_STATE_WORDS}\b"
        rf"|\b(?:quem|who|alguem|anyone)\s+(?:\w+ )?{_ARRIVED}\b|\b(?:tem|ha|existe|algum"
        r"|alguma|nenhum|cada|any|is there)\s+(?:algum |an? )?lead\b",
    ),
    _want(
        Want.ABILITIES,
        r"o que (?:e que )?(?:voce|ce|tu) (?:faz|sabe|consegue|pode)|\bajuda\b|\bajudar?\b"
        r"|\bhelp\b|como"
        r" (?:voce|isso|eu uso) ?(?:pode|funciona|te|voce)?|what can you|\bcomandos\b"
        r"|\bcommands\b|\bexemplos\b",
    ),
    _want(
        Want.THANKS,
        r"^\W*(?:muito |mt )?(?:obrigad\w+|obg|valeu|vlw|brigad\w+|agradec\w+|thanks?"
        r"|thank you|show de bola"
        r"|perfeito|otimo|beleza|blz|ok(?:ay)?|top|great|perfect)\b",
    ),
    _want(
        Want.GREETING,
        r"^\W*(?:oi+e?|ola+|opa|e ai|bom dia|boa (?:tarde|noite)|tudo (?:bem|bom)|hello|hi"
        r"|hey|good \w+)\b",
    ),
)
_MORE = re.compile(
    r"^\W*(?:e |quero |pode |me |ver |mostr\w+ |traz\w* |manda |show |the |os |as |a )*"
    r"(?:mais(?: (?:\d+|leads|alguns|resultados|por favor))?|proxim[oa]s?(?: (?:pagina|\d+|leads))?"
    r"|continu\w+|o resto|restante|outr[oa]s|seguintes?|more|next(?: page)?|continue|the rest)\W*$"
)
_ATTRIBUTE = re.compile(
    r"\b(?:funcionarios|empresa|orcamento|verba|pontos|pontuacao|score|setor|prazo|interesse"
    r"|origem|responsavel"
    r"|estado|status|decide|dor|reuniao|employees|company|budget|sector|source|owner|meeting)\b"
)
_BEFORE_SOMEBODY = re.compile(
    r"\b(?:(?:cliente|contato|customer|contact)|(?:sobre|about)(?: [ao]| the)?)\s+"
)
_PERSON = re.compile(
    r"\blead\b|\b(?:ficha|perfil|detalhes?|dados|informac\w+|situacao|status|details"
    r"|profile|info)\b"
    r"|\bquem e\b|\bwho is\b|\b(?:fal[ae]|conta) (?:mais )?(?:d[ao]|sobre)\b|\btell me about\b"
    r"|\b(?:busc|procur|encontr|localiz|ach)\w+\b|\b(?:find|search|look up)\b"
    r"|\btelefone d[ao]\b|\bphone\b|\btelefone\b"
)
_SMALL_TALK = re.compile(
    r"^\W*(?:oi+e?|ola+|opa|e ai|bom dia|boa tarde|boa noite|hello|hi|hey)\b|\btudo (?:bem"
    r"|bom|certo|joia|ok)\b"
    r"|\bcomo (?:vai|voce esta|esta voce)\b|\bhow are you\b|[^\w\s]"
)
_STRONG_LEADS = re.compile(r"\bleads\b|\bcontatos\b|\boportunidades\b|\bprospects\b|\bcontacts\b")


def recognise(heard: Heard) -> Want:
    guarded = _forbidden_first(heard.plain)
    if guarded:
        return guarded
    if wants_to_write(heard):
        return Want.COMMENT if re.search(COMMENT, heard.plain) else Want.CREATE_LEAD
    if _MORE.search(heard.plain):
        return Want.MORE
    if re.search(_CHANGE, heard.plain) and not heard.is_question:
        return Want.CHANGE
    found = next((want for want, pattern in _WANTS if pattern.search(heard.plain)), None)
    return _unsaid(heard, found) or found or Want.OTHER


def _unsaid(heard: Heard, found: Want | None) -> Want | None:
    """What a message means beyond its key words; None where those decide."""
    about_leads = found in (None, Want.LEADS)
    if (about_leads or found in (Want.ABILITIES, Want.GREETING, Want.THANKS)) and asks_how(heard):
        return Want.HOW_TO
    if found is None and re.search(rf"\b{_TALK} (?:com|with|d[aeo])\b", heard.plain):
        return Want.SUMMARY
    if about_leads and _one_person(heard):
        return Want.FIND_LEAD
    words = len(_SMALL_TALK.sub(" ", heard.plain).split())
    if found in (None, Want.GREETING) and heard.is_question and words > 2:
        return Want.KNOWLEDGE
    if found is not None:
        return None
    if re.fullmatch(r"\W*(?:\w+ ){0,2}(?:mais|more)\W*", heard.plain):
        return Want.MORE
    if BARE_NAME.fullmatch(heard.text):
        return Want.FIND_LEAD
    return Want.KNOWLEDGE if words > 3 and re.search(QUESTION_WORDS, heard.plain) else None


def _forbidden_first(plain: str) -> Want | None:
    first = (Want.SECRET, Want.FOREIGN, Want.DELETE)
    dictated = re.search(rf"(?:{COMMENT})", plain)
    found = next((w for w, p in _WANTS if w in first and p.search(plain)), None)
    if found and dictated and not _asks_before(plain, found, dictated.start()):
        return None  # "anote: mandar a senha nova" is a comment about a password
    return found


def _asks_before(plain: str, want: Want, place: int) -> bool:
    pattern = next(p for w, p in _WANTS if w is want)
    return pattern.search(plain[:place]) is not None


def _one_person(heard: Heard) -> bool:
    if PHONE.search(heard.plain) or UUID.search(heard.plain):
        return True
    if _STRONG_LEADS.search(heard.plain):
        return False
    asks_of_one = _ATTRIBUTE.search(heard.plain) and FULL_NAME.search(heard.text)
    return bool(asks_of_one or _PERSON.search(heard.plain) or _names_somebody(heard))


def _names_somebody(heard: Heard) -> bool:
    """ "o cliente João", "sobre a Ana", not "o cliente pode trocar?" """
    return any(
        heard.written(word.end(), word.end() + 1).isupper()
        for word in _BEFORE_SOMEBODY.finditer(heard.plain)
    )
