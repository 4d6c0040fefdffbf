"""What an operator wants, by how people ask for it in Portuguese and English.

The patterns describe ways of asking, not sentences. Two rules stand above them: a question never
writes, and what COPILOT must not do is recognised before what it can.
"""

import re
from enum import StrEnum

from dom360.agents.copilot.heard import Heard


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
    r"|senhas?|passwords?|credencia\w+|credentials?|secrets?|segredos?|variave\w+ de ambiente"
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
    r"|(?:d[ao]s? )concorrentes?|(?:an)?other (?:compan\w+|tenants?|organi[sz]ations?)"
    r"|all (?:compan\w+|tenants)|every (?:company|tenant)|competitors?"
    r"|(?:do|da|no|of|from) (?:the )?tenant (?!atual|current)\w+)"
)
_LEAD = r"(?:leads?|contatos?|clientes?|oportunidades?|prospects?|contacts?|customers?)"
_PLEASE = (
    r"(?:pode(?:ria|m)?|consegue|da (?:pra|para)|quero|preciso|gostaria|can|could|please|would)"
)
# An order to do something: "cadastre", "cadastrar", not "cadastrados", "cadastrei".
_ADD = (
    r"(?:cri[ae]r?|cadastr(?:e|a|ar|em|o)|adicion(?:e|a|ar|em)|registr(?:e|a|ar|em)|inclu(?:a|i|ir)"
    r"|insir[ae]|inserir|lanc(?:e|a|ar)|salv(?:e|a|ar)|bot(?:e|a|ar)|coloc\w{1,2}"
    r"|coloque|create|add|register|save|insert)"
)
_NOTE = (
    r"(?:anot(?:e|a|ar|em|ai)|coment(?:e|a|ar|em)|observ(?:e|ar)|escrev(?:a|e|er)|deix(?:e|a|ar)"
    r"|ponha|poe|por|comment|note|write|leave|put)"
)
_NOTE_NOUN = r"(?:comentarios?|notas?|anotac(?:ao|oes)|observac(?:ao|oes)|comments?|notes?)"
_COMMENT = (
    rf"\b(?:anot(?:e|a|ar|em)|coment(?:e|a|ar|em))\b(?!\s+d[aeo])"
    rf"|\b(?:{_ADD}|{_NOTE}|faca|fazer|make)\s+(?:ai\s+)?(?:um |uma |a |o |the |this |esse "
    r"|este |essa )?"
    rf"(?:nov[oa] |new )?{_NOTE_NOUN}\b"
    rf"|\b(?:{_ADD}|{_NOTE})\s+(?:ai\s+)?(?:n[ao]|para [ao]|pr[ao]|on|to|in)\s+(?:the\s+)?{_LEAD}\b"
    rf"|\b(?:comment|note)\s+(?:on|that|for|about|to)\b|^\W*(?:comentario|nota|anotacao|observacao"
    r"|comment|note)\b[^:?]{0,60}:"
)
_CREATE = (
    rf"\b{_ADD}\b(?!\s+[ao]s\b)[^.:;?\n]{{0,25}}?\b(?:lead|contato|cliente|prospect|oportunidade"
    r"|contact|customer)\b|^\W*(?:nov[oa]|new) (?:lead|contato|cliente|contact"
    r"|customer)\b(?=.*(?::|\d{4}))"
    rf"|\b{_ADD}\b(?=.{{0,60}}\d{{4}}[\s-]?\d{{4}})"
)
_QUESTION_WORDS = (
    r"^\W*(?:e |mas |entao |so |and )?(?:como|quem|quando|onde|por que|pra que|qual|quais"
    r"|quant[oa]s?"
    r"|o que|sera que|ja|devo|deveria|eu (?:posso|consigo|devo)|posso|se eu|existe|tem como|ha como"
    r"|how|who|when|where|why|which|what|did|does|do|is|was|has|have|should|may i|can i)\b"
    r"|\b(?:ja (?:foi|esta|foram)|foi|foram|was|were) (?:\w+ )?(?:cadastrad|criad|anotad|registrad"
    r"|adicionad|incluid|created|added|registered)"
)
_NEGATED = rf"\b(?:nao|nunca|jamais|don'?t|do not|never)\s+(?:me\s+|the\s+)?(?:{_ADD}|{_NOTE})\b"
_TO_CHANGE = (
    r"(?:mud(?:e|a|ar)|alter(?:e|a|ar)|troqu?(?:e|a|ar)|configur(?:e|a|ar)|defin(?:a|e|ir)"
    r"|ativ(?:e|a|ar)|desativ(?:e|a|ar)|habilit(?:e|a|ar)|deslig(?:ue|a|ar)|atualiz(?:e|a|ar)"
    r"|edit(?:e|a|ar)|corrij?(?:a|e)|corrigir|mov(?:a|e|er)|pass(?:e|ar)|atribu(?:a|i|ir)"
    r"|transfir(?:a|e)|transferir|encerr(?:e|ar)|fech(?:e|ar)|reabr(?:a|ir)|bloque(?:ie|ia|ar)"
    r"|convid(?:e|a|ar)|marqu(?:e)|marcar|qualifiqu(?:e)|qualificar|desqualifi(?:que|car)"
    r"|agend(?:e|ar)|reagend(?:e|ar)|cancel(?:e|a|ar)|aument(?:e|ar)|diminu(?:a|ir)|mescl(?:e|ar)"
    r"|import(?:e|ar)|export(?:e|ar)|mand(?:e|a|ar)|envi(?:e|a|ar)|respond(?:a|er)|lig(?:ue|ar)"
    r"|change|set|updat?e|enable|disable|turn (?:on|off)|edit|move|assign|transfer|close|reopen"
    r"|block|invite|mark|schedule|cancel|merge|import|export|send|reply|call|switch)"
)
_CHANGE = (
    r"^\W*(?:(?:por favor|please|ai|entao|agora|voce"
    rf"|{_PLEASE}(?: you)?(?: me)?)[,\s]+)*{_TO_CHANGE}\b"
    r"(?!\s+(?:me\b|a lista|uma lista|os leads\b|as? (?:quantidade|consumo)|por favor$))"
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
PHONE = re.compile(r"(?<![\w/-])(?:\+\s?)?\(?\d[\d\s().-]{6,20}\d(?![\w/]|-\w)")
UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")


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
        r"|he|she|they)|\bo que (?:\w+ ){1,5}(?:disse|falou|escreveu|respondeu|pediu"
        r"|perguntou)\b|\bwhat did (?:\w+ ){1,4}(?:say|write|ask|answer)\b",
    ),
    _want(
        Want.FIND_LEAD,
        rf"\b{_NOTE_NOUN}\b.{{0,30}}\b(?:d[aeo]|n[ao]|sobre|com|of|on|about)\b",
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
        r"\bentidades?\b|\btabelas?\b|\b(?:quais|que) (?:tipos? de )?(?:dados|registros"
        r"|informacoes)\b"
        r"|\b(?:quais|que) (?:sao )?(?:os |as )?(?:campos|inboxes|caixas|canais)\b"
        r"|\bcampos? d[aeo]s?\b|\bentit(?:y|ies)\b|\b(?:what|which) (?:data|records"
        r"|inboxes)\b"
        r"|\bfields? (?:of|do|does|exist|are)\b|\bwhat fields|\bo que (?:e|significa) (?:um "
        rf"|uma )?{_LEAD}\b|\blist\w* (?:os |as |the )?(?:inboxes|canais|caixas)",
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
_PERSON = re.compile(
    rf"\b(?:{_LEAD})\b|\b(?:ficha|perfil|detalhes?|dados|informac\w+|situacao|status|details"
    r"|profile|info)\b"
    r"|\bquem e\b|\bwho is\b|\b(?:fal[ae]|conta) (?:mais )?(?:d[ao]|sobre)\b|\btell me about\b"
    r"|\b(?:busc|procur|encontr|localiz|ach)\w+\b|\b(?:find|search|look up)\b"
    r"|\btelefone d[ao]\b|\bphone\b|\btelefone\b"
)
_STRONG_LEADS = re.compile(r"\bleads\b|\bcontatos\b|\boportunidades\b|\bprospects\b|\bcontacts\b")


def recognise(heard: Heard) -> Want:
    plain = heard.plain
    guarded = _forbidden_first(plain)
    if guarded:
        return guarded
    if wants_to_write(heard):
        return Want.COMMENT if re.search(_COMMENT, plain) else Want.CREATE_LEAD
    if _MORE.search(plain):
        return Want.MORE
    if re.search(_CHANGE, plain) and not heard.is_question:
        return Want.CHANGE
    found = next((want for want, pattern in _WANTS if pattern.search(plain)), None)
    if found in (None, Want.LEADS, Want.ABILITIES, Want.GREETING, Want.THANKS) and asks_how(heard):
        return Want.HOW_TO
    if found in (None, Want.LEADS) and _one_person(heard):
        return Want.FIND_LEAD
    if found in (None, Want.GREETING) and heard.is_question and len(plain.split()) > 2:
        return Want.KNOWLEDGE
    if found is None and re.search(_QUESTION_WORDS, plain) and len(plain.split()) > 3:
        return Want.KNOWLEDGE
    return found or Want.OTHER


def _forbidden_first(plain: str) -> Want | None:
    first = (Want.SECRET, Want.FOREIGN, Want.DELETE)
    dictated = re.search(rf"(?:{_COMMENT})", plain)
    found = next((w for w, p in _WANTS if w in first and p.search(plain)), None)
    if found and dictated and not _asks_before(plain, found, dictated.start()):
        return None  # "anote: mandar a senha nova" is a comment about a password
    return found


def _asks_before(plain: str, want: Want, place: int) -> bool:
    pattern = next(p for w, p in _WANTS if w is want)
    return pattern.search(plain[:place]) is not None


def wants_to_write(heard: Heard) -> bool:
    """An order with something to write. Questions and "não anote" are none."""
    plain = heard.plain
    if not re.search(rf"(?:{_COMMENT})|(?:{_CREATE})", plain):
        return False
    head = plain.split(":")[0]
    return (
        not re.search(_QUESTION_WORDS, head)
        and not re.search(_NEGATED, head)
        and not _is_ability(heard)
    )


def _is_ability(heard: Heard) -> bool:
    """ "Você consegue criar um lead?" asks; "pode criar o lead Ana, 11 98765-4321?" orders."""
    head = heard.plain.split(":")[0]
    asks = heard.is_question and re.search(
        r"\b(?:pode|consegue|sabe|da (?:pra|para)|can you|could you|are you able)\b", head
    )
    return bool(asks) and not (
        PHONE.search(heard.plain) or ":" in heard.plain or UUID.search(heard.plain)
    )


def asks_how(heard: Heard) -> bool:
    """About writing, without an order to write: "como cadastro um lead?" """
    how = (
        rf"\b(?:como|how)\b.{{0,30}}\b(?:{_ADD}|cadastro|crio|adiciono|registro|{_NOTE}|anoto"
        r"|comento)\b"
    )
    return re.search(how, heard.plain) is not None or (
        re.search(rf"(?:{_COMMENT})|(?:{_CREATE})", heard.plain) is not None and _is_ability(heard)
    )


def _one_person(heard: Heard) -> bool:
    if PHONE.search(heard.plain) or UUID.search(heard.plain):
        return True
    return bool(_PERSON.search(heard.plain)) and not _STRONG_LEADS.search(heard.plain)
