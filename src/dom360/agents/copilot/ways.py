"""How people ask for each kind of request, in Portuguese and English.

The patterns describe ways of asking, not sentences. The weight says how much a way of asking
speaks for its kind where a message holds several: "resuma" outweighs "leads", which outweighs
"bom dia".
"""

import re

from dom360.agents.copilot.kinds import Want
from dom360.agents.copilot.orders import LEAD, NOTE_NOUN

TALK = (
    r"(?:conversa|chat|papo|atendimento|dialogo|bate-?papo|historico d[aeo] (?:conversa|mensagens)"
    r"|conversation|thread)\b"
)
_LIST = (
    r"(?:quant[oa]s|quais|list\w+|mostr\w+|me (?:da|de|traz|traga|passa|manda|mostra)|busc\w+"
    r"|procur\w+|filtr\w+|encontr\w+|ver|veja|exib\w+|traz\w*|traga|quero|relatorio|relacao|top"
    r"|how many|which|show|list|find|search|get|give|count|numero de|total de)"
)
_LEADS = r"(?:leads?|contatos|clientes|oportunidades|prospects|contacts|customers)"
_STATE_WORDS = (
    r"(?:(?:des)?qualificad[oa]s?|qualificando|(?:re)?agendad[oa]s?|remarcad[oa]s?|nutricao"
    r"|fechad[oa]s?|encerrad[oa]s?|concluid[oa]s?|(?:un)?qualified|(?:re)?scheduled|nurturing"
    r"|closed|completed)"
)
_BETWEEN = (
    r"(?:os|as|de|por|me|meus|minhas|nossos|todos|todas|tod[oa]|dos|das|sao|foram|temos|tem"
    r"|tivemos|estao|mais|novos|novas|ultimos|ultimas|melhores|a lista|lista|the|my|our|all|new"
    rf"|best|latest|are|were|list|of|\d+|{_STATE_WORDS})"
)
_ARRIVED = (
    r"(?:cheg|entr|apareceu|veio|vieram|chamou|chamaram|se cadastr|escrev|mandou|caiu|cairam"
    r"|procurou|procuraram|arriv|came|wrote|joined|signed)\w*"
)
_SPAN = r"(?:dia|semana|mes|trimestre|semestre|ano|periodo|day|week|month|quarter|year)"
_ARTIFICIAL = r"(?:ia|i\.a|ai|inteligencia artificial|agentes?|bots?|robos?|copilot|sdr|gpt|llm)"
# "resumo do funil" asks for the funnel.
_NOT_OF_TALK = (
    r"(?!(?:\s+\w+){0,3}\s+(?:leads|consumo|gastos?|custos?|funil|tokens?|vendas|contatos"
    rf"|conversao|usage|funnel|{_SPAN})\b)"
)


# "com nota entre 60 e 90" is a score, "nota fiscal" a paper.
_NOT_A_MARK = (
    r"(?!\s+(?:fiscal|entre|de \d|acima|abaixo|maior|menor|minima|maxima|superior|inferior|ate|\d"
    r"|media|alta|baixa))"
)


def _way(want: Want, weight: float, pattern: str) -> tuple[Want, float, re.Pattern[str]]:
    return want, weight, re.compile(pattern)


# Where two weigh the same, the first.
WAYS: tuple[tuple[Want, float, re.Pattern[str]], ...] = (
    _way(
        Want.COUNT,
        10,
        r"(?:quantas|numero de|total de|conta\w* as|how many|number of|count)(?: the)?"
        r" (?:mensage\w+|messages)\b(?=.*\b(?:aqui|(?:n|d)?e(?:st|ss)[ae](?! (?:semana|mes|ano"
        r"|quinzena"
        r"|trimestre|semestre))|na conversa|this(?! (?:week|month|year))|here|conversation)\b)",
    ),
    _way(
        Want.SUMMARY,
        9,
        rf"\b(?:resum(?:a|e|o|ir|am|ao|ida|idinho|inho)|recapitul\w+|summar\w+"
        rf"|recap)\b{_NOT_OF_TALK}"
        r"|tl;?dr|\b(?:(?:sobre|d)?o que|what)\b.{0,15}\b(?:fal|convers|trat|combin|talk"
        r"|discuss)\w*.{0,12}\b(?:com|with)\b|\bsobre o que\b.{0,15}\b(?:fal|convers)\w+"
        r"|\b(?:do|sobre o|com o) que (?:e que )?(?:el[ea]s?|[ao] [a-z]+(?: [a-z]+)?) (?:reclam"
        r"|fal|convers"
        r"|trat|pergunt|quer|coment)\w*"
        rf"|\bem que (?:pe|ponto) (?:esta|anda|ficou|parou) (?:[ao] )?{TALK}"
        r"|\b(?:o que|what) (?:ficou|foi|was|a gente) (?:combinad|acertad|decidid|tratad|conversad"
        r"|combinou|acertou|agreed|discussed)\w*"
        r"|\b(?:o que (?:rolou|aconteceu|foi dito|conversa\w+)|como (?:foi|esta|anda|ta"
        rf"|terminou|ficou))\b.{{0,20}}\b{TALK}"
        rf"|\b(?:what happened|how did)\b.{{0,20}}\b{TALK}|\b(?:assunto|tema|pontos) d[ao] {TALK}"
        rf"|\b(?:a par|por dentro|em dia) (?:d[aeo]|com)\b|\b{_LIST}\b.{{0,15}}\b(?:a|o|the) {TALK}"
        r" (?:com|with|d[aeo])\b",
    ),
    _way(
        Want.LAST_MESSAGE,
        9,
        r"\bultim[oa]s? (?:mensage\w+|coisa|resposta|fala|recado)|last message"
        r"|\blast (?:thing|words?)\b.{0,30}\b(?:said|wrote|sent|asked)\b|\b(?:said|wrote"
        r"|sent) last\b"
        r"|\bo que (?:o |a )?(?:contato|cliente|lead|ele|ela) (?:disse|falou|escreveu|respondeu"
        r"|mandou|quer|queria)"
        r"|what did (?:the )?(?:contact|customer|lead|he|she|they)"
        r"|\b(?:o|que|e) que (?:foi que )?(?:[\w+().-]+ ){1,5}(?:disse|falou|escreveu|respondeu"
        r"|pediu"
        r"|perguntou|mandou|quer|queria|deseja|precisa)\b|\bo que (?:disse|falou|escreveu"
        r"|respondeu|pediu|perguntou|mandou)"
        r" [ao] (?=\w)|\b(?:disse|falou|escreveu|respondeu|pediu|perguntou|mandou) o que\b"
        r"|\b(?:o|que|e) que (?:foi que )?(?:[\w+().-]+ ){1,6}(?:pedindo|querendo|perguntando"
        r"|falando|precisando|reclamando|buscando)\b"
        r"|\brespondeu\W*$"
        r"|\bwhat did (?:\w+ ){1,4}(?:say|write|ask|answer|want|need|request|reply)\b"
        r"|\bwhat does (?:\w+ ){1,4}(?:want|need)\b"
        r"|\bo que (?:[\w+().-]+ ){1,5}(?:tinha|havia) (?:pedido|dito|falado|perguntado|mandado"
        r"|escrito)\b",
    ),
    _way(
        Want.KNOWLEDGE,
        8,
        r"base de conhecimento|knowledge base|\bdocument(?:os?|acao|s|ation)?\b|\bmanua(?:l|is)\b"
        r"|\bpolitic[ao]s?\b|\bpolic(?:y|ies)\b|\bo que diz\w*"
        r"|\bwhat (?:does|do) (?:the|our)\b.*\bsay\b|\bprocedimentos?\b|\bregulamento"
        r"|\bcontrato (?:padrao|de)|\bfaq\b|\bhorario de (?:func|atend)\w+",
    ),
    _way(
        Want.CONSUMPTION,
        8,
        rf"\b{_ARTIFICIAL} (?:bill|cost|spend|expense|usage|budget|invoice)s?\b"
        rf"|\b(?:uso|utilizacao) (?:d[aeo]s? )?{_ARTIFICIAL}\b"
        rf"|\bcusta\w*\b.{{0,20}}\b{_ARTIFICIAL}\b|\b{_ARTIFICIAL}\b.{{0,20}}\bcusta\w*\b"
        rf"|\b(?:conta|despesas?|valor|preco|fatura) (?:d[ao]s? |com (?:[ao] )?){_ARTIFICIAL}\b"
        rf"|\b(?:saiu|deu|ficou|pag\w+|torr\w+|queim\w+)\b.{{0,25}}\b{_ARTIFICIAL}\b"
        rf"|\b{_ARTIFICIAL}\b.{{0,25}}\b(?:saiu|deu|ficou|torr\w+|queim\w+|dinheiro|grana|reais)\b",
    ),
    _way(
        Want.FIND_LEAD,
        7,
        rf"\b{NOTE_NOUN}\b{_NOT_A_MARK}.{{0,30}}\b(?:d[aeo]|n[ao]|sobre|com|of|on|about)\b",
    ),
    _way(
        Want.FUNNEL,
        8,
        r"\bfunil\b|\b(?:quantos|qual (?:[ao] )?) ?%|% d[aeo]s leads|\b(?:quant[oa]s? por cento"
        r"|quant[oa]s? porcento|por ?centagem|percentual|proporcao|percentage|share)\b",
    ),
    _way(
        Want.FUNNEL,
        8,
        r"\b(?:qual|quais|que|which|what)(?: [ao]s?| the)? (?:etapas?|fases?|estagios?|stages?"
        r"|estados?|status)"
        r"\b.{0,20}\b(?:mais|menos|maior|menor|tem|most|fewest|concentr\w+|acumul\w+|trava\w*"
        r"|par\w+)\b"
        r"|\b(?:em|in) (?:que|qual|which) (?:etapa|fase|estagio|stage) (?:a gente|nos|estao os"
        r"|os leads"
        r"|mais|perdemos|we)",
    ),
    _way(
        Want.FUNNEL,
        7,
        r"\bfunil\b|\bpipeline\b|\bconversao\b|\bconversoes\b|\btaxas? de (?:conver|qualif"
        r"|agend)\w+|\bfunnel|\bconversion|\b(?:por|em) (?:estado|etapa|fase|status|estagio)\b"
        r"|\b(?:em |n?a |de )?cada (?:estado|etapa|fase|estagio|status)\b"
        r"|\b(?:by|per) (?:state|stage|status)\b|\bin each (?:state|stage)\b"
        rf"|\b(?:resumo|balanco|panorama|visao geral|desempenho|performance"
        rf"|resultados?) (?:geral )?"
        rf"(?:(?:de |das )?vendas )?(?:d[aeo]s?|dest[ae]|dess[ae]) (?:vendas\b|leads\b.*\b(?:por"
        rf"|em)\b"
        rf"|{_SPAN}\b)|\b(?:convert(?:eu|emos|eram|endo))\b",
    ),
    _way(
        Want.CONSUMPTION,
        7,
        r"\bconsum\w+|\btokens?\b|\bgast(?:o|os|amos|ou|aram|ei|a|am|ando|ar)\b|\bcust(?:o|os|ou"
        r"|aram|ando)\b|\bdespesas?\b|\bfatura\w*|\busage\b|\bspen[dt]\w*|\bcosts?\b|\bbilling\b"
        r"|\bquantas (?:\w+ ){0,2}?(?:mensagens|conversas|respostas|interac\w+)\b"
        r"|\bquantos (?:\w+ ){0,2}?(?:atendimentos|erros|turnos)\b|\bhow many (?:messages"
        r"|conversations|answers|errors)\b"
        r"|\b(?:volume|numero|total|quantidade) de (?:mensagens|conversas|atendimentos|respostas)\b"
        r"|\bmensagens (?:trocadas|enviadas|recebidas|respondidas)\b"
        r"|\bquanto (?:ja )?(?:a gente )?(?:pag\w+|torr\w+|queim\w+|us(?:ou|amos|aram))\b",
    ),
    _way(
        Want.ENTITIES,
        6,
        r"\b(?:o que|quais|what)\b.{0,20}\b(?:crm)\b|\bentidades?\b|\btabelas?\b|\b(?:quais"
        r"|que) (?:tipos? de )?(?:dados|registros|informacoes)\b"
        r"|\b(?:quais|que|quant[oa]s|list\w+|mostr\w+|ver|temos|tem|existem?) (?:(?:sao|os|as|o|a"
        r"|noss[ao]s|todos|todas|the|our|temos|mais|de|nomes?|dos|das) ){0,3}(?:campos|inbox(?:es)?"
        r"|caixas"
        r"(?: de entrada)?|canais)\b|\bcampos? d[aeo]s?\b|\bentit(?:y|ies)\b|\b(?:what"
        r"|which) (?:data"
        r"|records|inboxes|channels)\b|\bfields? (?:of|do|does|exist|are)\b|\bwhat fields"
        rf"|\bo que (?:e|significa) (?:um |uma )?{LEAD}\b"
        r"|\b(?:que|quais|qual|what) (?:tipos? de )?(?:coisas?|dados?|informac\w+|registros?|infos?"
        r"|data|information|records)\b.{0,25}\b(?:ver|ve|acessa\w*|consulta\w*|enxerga\w*"
        r"|tem acesso"
        r"|disponive\w+|see|access)\b|\ba que (?:dados|informacoes) (?:voce )?tem acesso"
        r"|\blist\w* (?:the )?(?:inboxes|channels)|\bo que (?:da (?:pra|para)|posso) consultar",
    ),
    _way(
        Want.LEADS,
        5,
        r"\bleads\b|\b(?:contatos|oportunidades|prospects)\b"
        rf"|\b{_LIST}\s+(?:{_BETWEEN}\s+)*{_LEADS}\b"
        rf"|\b{_LEADS} (?:nov|qualific|desqualific|quent|fri|agendad|sem )"
        rf"|\b{_LIST}\s+(?:{_BETWEEN}\s+)*{_STATE_WORDS}\b"
        rf"|\b(?:quem|who|alguem|anyone)\s+(?:\w+ )?{_ARRIVED}\b|\b(?:tem|ha|existe|algum"
        r"|alguma|nenhum|cada|any|is there)\s+(?:algum |an? )?lead\b",
    ),
    _way(
        Want.KNOWLEDGE,
        4,
        r"\bgarantia\b|\bdevoluc\w+|\breembols\w+|\bquanto custa\w*|\bprecos?\b|\bmensalidade\b"
        r"|\bprazo de\b|\bnoss[ao]s? (?:plano|servico|produto)s?|\bwarranty|\brefunds?\b"
        r"|\bprice of\b|\bhow much (?:is|does)\b|\bopening hours|\btabela de precos?\b",
    ),
    _way(
        Want.ABILITIES,
        6,
        r"\bo que (?:e que )?(?:voce|ce|tu) (?:faz|sabe|consegue|pode)(?! (?:sobre|d[ao])\b)"
        r"|\bwhat can you(?! (?:tell|say|find))|\bo que (?:e que )?(?:eu )?(?:posso|da (?:pra"
        r"|para)) (?:te )?(?:pedir"
        r"|perguntar|fazer)\b"
        r"|\b(?:como|no que|em que) (?:e que )?(?:voce|ce) (?:pode|consegue)(?: me)? ajudar"
        r"|\bserve (?:pra|para) que\b|\b(?:suas|tuas) (?:funcoes|funcionalidades|capacidades)\b"
        r"|\b(?:pra"
        r"|para) que (?:que )?(?:voce )?serve",
    ),
    _way(
        Want.ABILITIES,
        3,
        r"\bajuda\b|\bajudar?\b|\bhelp\b|\bcomo (?:voce|isso|eu uso|te uso|usar)\b(?: pode"
        r"| funciona"
        r"| te| voce)?|\bcomandos\b|\bcommands\b|\bexemplos\b|\bsocorro\b",
    ),
    _way(
        Want.THANKS,
        4,
        r"^\W*(?:\w+\W+){0,3}?(?:obrigad\w+|brigad\w+|valeu|agradec\w+|thanks?"
        r"|thank you)\b(?:\W+\w+){0,2}?"
        r"(?:\W+(?:pel[ao]s?|por|for)\b(?:\W+\w+){1,3})?\W*$",
    ),
    _way(
        Want.THANKS,
        2,
        r"^\W*(?:muito |mt )?(?:obrigad\w+|obg|valeu|vlw|brigad\w+|agradec\w+|thanks?"
        r"|thank you|show(?= de bola|\W*$|\W+(?:valeu|obrigad|demais|brigad|era\b|ficou))|perfeito"
        r"|otimo"
        r"|beleza|blz|ok(?:ay)?|top(?!\s*\d)|great"
        r"|perfect|massa|tmj|era (?:so )?isso|maravilha|excelente|fechou\W*$|tchau|ate (?:mais"
        r"|logo))\b",
    ),
    _way(
        Want.GREETING,
        1,
        r"^\W*(?:oi+e?|ola+|opa|e ai|eae|eai|iae|salve|alo|bom dia|boa (?:tarde|noite)"
        r"|tudo (?:bem|bom"
        r"|cert\w+|joia|tranquil\w+|beleza)|como vai|fala(?: ai)?(?=\W*(?:$|[,!.]|tudo|copilot|meu"
        r"|galera))|hello|hi"
        r"|hey|good \w+)\b",
    ),
)  # fmt: skip
