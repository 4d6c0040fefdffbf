"""What a contact wants with one message, by word patterns in Portuguese and English.

Patterns see folded text (lower case, no accents, abbreviations spelled out). They describe how
people say a thing, never one sentence. Several intents may hold at once.
"""

import re
from enum import StrEnum

from dom360.agents.clauses import clauses, questions
from dom360.agents.text import Said


class Intent(StrEnum):
    GREETING = "greeting"
    SMALL_TALK = "small_talk"
    PRODUCT = "product"
    PRICE = "price"
    MEETING = "meeting"
    PERSON = "person"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    REFUSAL = "refusal"
    LATER = "later"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    IS_BOT = "is_bot"
    WHY = "why"
    CLARIFY = "clarify"
    OFF_TOPIC = "off_topic"
    ANNOYED = "annoyed"
    SUPPORT = "support"
    EXPENSIVE = "expensive"
    QUESTION = "question"


_WISH = (
    r"(?:quer(?:o|ia|emos)|gostar(?:ia|iamos)|pode(?:mos|ria|riamos)?|posso|da (?:pra|para)|vamos"
    r"|bora|consig[ao]|conseguimos|tem como|prefiro|topo|aceito|preciso|como (?:faco|fazer)"
    r"|(?:quando|onde) (?:posso|podemos)|teria como|seria possivel|rola"
    r"|want|like|can we|could we|can i|could i|let'?s|shall we|when can|love|happy to)"
)
_MEET = (
    r"(?:agend(?:ar|amos|e|o)\b|marc(?:ar|amos)\b|reuniao|reunir|\bcall\b|chamada"
    r"|demo(?:nstracao)?\b"
    r"|apresentacao|visita|videoconferencia|videochamada|bate.?papo|conversa (?:com|por)|hangout"
    r"|\bmeet\b|\bzoom\b|book|schedule|meet(?:ing)?|appointment)"
)
_STAFF = (
    r"(?:pessoa|humano|atendente|alguem|vendedor\w*|consultor\w*|especialista|representante"
    r"|gente de verdade|ser humano|responsavel|gerente|comercial|voces por telefone"
    r"|human|person|someone|somebody|agent|representative|sales ?person|rep\b|operator)"
)
_PROFANITY = (
    r"(?:saco|droga|merda|porra|palhacada|absurdo|ridicul\w+|pessim\w+|horrivel|lixo|chat[oa])"
)

_PATTERNS: dict[Intent, str] = {
    Intent.GREETING: r"^\W*(?:oi+e?|ola+|opa|e ?a[ei]|salve|bom dia|boa (?:tarde|noite)|hello|hi+"
    r"|hey|good (?:morning|afternoon|evening))\b",
    Intent.SMALL_TALK: r"\b(?:(?:tudo|como) (?:bem|bom|certo|joia|tranquilo|vai|voces? (?:esta"
        r"|vai|vao)"
    r"|voces? estao))\b\W*(?:com voces?)?\s*(?:\?|$)|^\W*(?:e ai\W+)?beleza\W*$"
    r"|^\W*tudo (?:bem|bom)\b|\be voces?\s*\?"
    r"|how are you|how'?s it going",
    Intent.PRODUCT: r"\b(?:procur\w+|busc\w+|vendo|interess\w+ (?:n[oa]s?|em|por)) (?:[oa]s? "
    r"|uma? )?"
    r"(?:plano|servico|pacote)\b|\bprodutos?\b|\bservicos? (?:de )?voces|\bplanos\b"
    r"|como (?:e que )?"
    r"funciona|o que (?:e que )?(?:voces?|a empresa) (?:faz|fazem|vende|vendem|oferece)"
    r"|(?:saber|conhecer|entender) (?:mais|melhor|sobre|um pouco|o que|como)|mais (?:informac"
    r"|detalhes)"
    r"|\binformac\w+ (?:d[aeo]s?|sobre)|catalogo"
    r"|\bvoces (?:tem|fazem|vendem|trabalham|atendem|oferecem|integram|entregam|aceitam)\b"
    r"|(?:me )?(?:fal|cont|explic)\w+ (?:mais |um pouco )?(?:sobre|d[aeo]s?) (?:o |a )?(?:produto"
    r"|servico|plano|sistema|solucao|voces)|what (?:do|does) (?:you|it|your \w+) (?:do|sell|offer)"
    r"|how (?:does|do) (?:it|this|your)\b|(?:tell|know|learn|hear) (?:me )?(?:more )?about"
    r"|your (?:products?|services?|solutions?)|more info|do you (?:offer|sell|have|support"
    r"|integrate)",
    Intent.PRICE: r"quanto (?:que |e que )?(?:custa\w*|fica|sai|ta\b|esta\b|e\b|cobra|seria"
        r"|vou pagar"
    r"|vale)|(?<!bom )(?<!melhor )(?<!menor )(?<!depende do )(?<!dependendo do )\bprecos?\b"
    r"|\bcotacao\b"
    r"|(?:qual|que|saber|passa\w*|informa\w*|manda\w*) (?:e )?(?:o |os |a |as |me )*(?:valor"
    r"|mensalidade|investimento|custo)"
    r"|^\W*valor(?:es)?\W*$|\bcobr(?:a|am)\b|tabela de|(?:pedir|fazer|quer\w+|mand\w+) (?:um )?"
    r"orcamento|how much (?:is|does|do|for|would|are)|\bpric(?:e|es|ing)\b"
    r"|what (?:does|do) (?:it|they|you) (?:cost|charge)|\bquote\b",
    Intent.MEETING: rf"\b{_WISH}\b[^.?!\n]{{0,40}}\b{_MEET}|^\W*(?:agendar|marcar|schedule|book)\b"
    r"|(?:qual|que|quais) (?:dia|horario)s? (?:voces|tem|esta|livre|disponive)"
    r"|(?:^\W*|\bvoces )(?:tem|ha) (?:algum |um )?(?:horario|agenda|vaga)\b|me (?:passa"
    r"|manda) (?:o link"
    r"|a agenda)|\b(?:agenda|marca) (?:uma? |a )?(?:reuniao|call|demo\w*|conversa|horario)",
    Intent.PERSON: r"(?:falar|conversar|tratar|negociar|resolver|discutir"
    r"|ver isso)(?: \w+){0,3}? com (?:um |uma |o |a |algum |alguma )?"
    rf"{_STAFF}\b|(?:atendid[oa]|pass[ae]\w*|transf\w+|cham\w+|encaminh\w+"
        r"|liga\w*)"
    rf"(?: \w+){{0,2}}? (?:com |pra |para |por |um |uma |o |a |algum |alguma )*{_STAFF}\b"
    rf"|(?:quero|queria|prefiro|preciso de|tem) (?:um |uma |algum |alguma |o |a )?"
    r"(?:atendente|humano|pessoa de verdade|atendimento humano|alguem (?:ai|para|pra))"
    r"|atendimento humano|\b(?:pode|quero que) (?:me )?cham(?:ar|e)\b(?: (?:ela|ele|alguem|sim)"
    r"|\W*$)"
    rf"|(?:talk|speak|chat|connect|transfer|pass)\b.{{0,15}}\b(?:to|with|me) (?:an? |the |your )?"
    rf"(?:real |actual |live )?{_STAFF}|\bme lig(?:a|ar|ue|uem)\b|lig(?:a|ar|ue) (?:pra|para) mim"
    r"|call me\b|real (?:person|human)|human (?:please|agent)",
    Intent.THANKS: r"\b(?:muito )?(?:obrigad[oa]|brigad[oa]|valeu|agradeco|grat[oa]"
    r"|thanks?|thank you)\b",
    Intent.GOODBYE: r"\b(?:tchau|xau|ate (?:mais|logo|breve|amanha|a proxima)|bye|goodbye"
    r"|see (?:you|ya)|talk later|abracos?|beijos?|bom (?:fim de semana|feriado))\b|(?:era"
    r"|e) so isso"
    r"|por (?:enquanto|hoje) e so|that'?s all|\bfalou\W*$|have a (?:good|nice|great) (?:day|one"
    r"|weekend)|(?:bom|otimo|boa) (?:trabalho|semana|resto de dia)(?: (?:pra|para) voces?)?\W*$",
    Intent.REFUSAL: r"(?:nao|sem) (?:tenho |temos |tem |ha |houve )?(?:mais )?(?:nenhum |muito )?"
    r"interesse|nao (?:quero|queremos|preciso|precisamos)(?: mais)?(?: nada| disso"
    r"| receber)?(?: nao)?\W*$"
    r"|nao (?:quero|queremos) (?:mais|nada|receber|comprar|contratar|esse|essa|isso)"
    r"|nao (?:me|nos) interessa|^\W*nao\W+(?:muito )?obrigad[oa]|nao (?:faz|fez) sentido (?:pra"
    r"|para)"
    r"|par(?:a|e|em) de (?:me )?(?:mandar|enviar|encher|ligar|chamar)|me (?:tir|remov|exclu)[aeir]+"
    r"|descadastr|nao me (?:mand|cham|lig|incomod|envi)|me deix[ae] em paz|not interested"
    r"|ja (?:temos|tenho|contrat(?:ei|amos)|fech(?:ei|amos)|uso"
    r"|usamos) (?:um |uma |com )?(?:outr[oa]|fornecedor|concorrente|solucao)|no interest"
    r"|stop (?:messaging|texting|writing|sending|contacting)"
    r"|unsubscribe|leave me alone|(?:don'?t|do not) (?:contact|message|text|write)|^\W*no\W+thank"
    r"|(?:we|i) (?:don'?t|do not) need (?:this|it|that)",
    Intent.LATER: r"\b(?:nao (?:consigo|posso|da pra|da para|vou conseguir|tenho como) (?:ver|olhar"
    r"|falar"
    r"|conversar|parar|pensar)(?: \w+){0,2}? (?:isso|nisso|agora|hoje)\b|(?:cham\w+|procur\w+"
    r"|retorn\w+|volt\w+"
    r"|fal\w+)(?: comigo)? (?:so )?em (?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\w+"
    r"|(?:volto|(?:e|eu|ja|depois) retorno|te (?:aviso|falo|chamo|retorno"
    r"|respondo|procuro))(?! a (?:ter|usar))\b"
    r"|agora (?:eu )?(?:nao\b|(?:to|estou|estamos|ta) (?:sem|ocupad|corrid|complicad"
    r"|dificil|apertad|ruim|(?:n[ao]|em) (?:correria|reuniao|atendimento|transito|meio|rua)"
    r"|dirigindo|trabalhando"
    r"|atendendo|viajando)|(?:to|estou)\W*$)|no momento nao|(?:podemos|vamos|da (?:pra"
    r"|para)) (?:falar|conversar|ver"
    r"|retomar)(?: \w+)? (?:em (?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\w+"
    r"|no (?:comeco|inicio"
    r"|ano|proximo)|depois|mais (?:pra|para)|(?:mes|ano) que vem)|nao (?:e|esta sendo) (?:o"
    r"|um bom) momento"
    r"|so (?:pro |para o |no |em |la por )?(?:ano que vem|proximo (?:ano|semestre|mes)|mes que vem"
    r"|semestre que vem|janeiro|fevereiro|marco)|nao (?:quer\w+|precis\w+) (?:disso |isso "
    r"|nada )?agora"
    r"|nao agora|mais (?:pra|para) (?:a )?frente|em outro momento|outra hora"
    r"|quem sabe (?:depois|mais"
    r"|um dia|no futuro)|talvez (?:depois|mais (?:pra|para)|no futuro|ano que vem)"
    r"|(?:me )?(?:cham\w+|procur\w+|retorn\w+|volt\w+) (?:a (?:me )?\w+ )?(?:(?:so )?depois"
    r"|mais tarde"
    r"|mais (?:pra|para)|outra hora|(?:semana|mes|ano) que vem|no (?:ano|mes) que vem"
    r"|(?:no|em) (?:comeco|inicio|fim|final)|daqui (?:a )?(?:uns?|\d|alguns))"
    r"|depois (?:eu )?(?:te )?(?:cham|fal|vejo|volt|retorn|respond|cont|mand|pass|explic)\w*"
    r"|nao (?:temos|tenho) (?:verba"
    r"|budget|caixa|grana|dinheiro) (?:agora|esse|este|no momento)|so (?:pesquis\w+|olhando"
    r"|curios\w+"
    r"|sondando)|(?:esse|este) ano nao|(?:vou|preciso) pensar|sem tempo agora|estou (?:sem tempo"
    r"|ocupad\w+|corrid\w+)|a gente (?:ve|conversa) (?:isso )?depois)"
    r"|\b(?:not (?:right )?now|not (?:at )?(?:the|this) (?:moment|time)|maybe (?:later|next|in)"
    r"|some other time|later this year|(?:check|get|circle) back|reach out (?:again )?(?:in|next)"
    r"|just (?:looking|browsing|researching)|bad timing|too busy)\b",
    Intent.YES: r"^\W*(?:sim|claro|com certeza|(?:pode|isso|quero)(?: ser| sim| mesmo)?(?=\W*$"
    r"|[,.!])|ok(?:ay)?|pode (?:sim|ser|mandar|pedir|chamar|passar)|por favor|perfeito|otimo"
    r"|(?:acho|seria) (?:otimo|bom|legal)|faz sentido|quero sim|manda(?: sim)?\W*$|uhum|aham"
    r"|beleza|bora|fechado|combinado|aceito|topo|marcado|agendado|yes|yeah|yep|sure|of course"
    r"|please(?: do)?|sounds good|perfect|great|go ahead)\b",
    Intent.NO: r"^\W*(?:nao|nop|nem|negativo|ainda nao|agora nao|nope|no(?=\W*$|,|\W+(?:i|we|it"
    r"|thank\w*|not)\b)|not (?:yet|now|really))\b",
    Intent.UNKNOWN: r"ainda (?:precis|falta|vou|vamos|temos|tenho)\w* (?:\w+ )?(?:defin|decid"
    r"|pens|calcul)\w+"
    r"|isso (?:\w+ ){0,2}(?:vejo|ve|vemos|penso|pensamos|resolvo) depois"
    r"|nao (?:tem|temos|tenho|ha) (?:dinheiro|grana|recurso|condic)"
    r"|deix\w+ (?:\w+ ){0,2}(?:pra|para) depois"
    r"|sigilos|confidencia|nao (?:estou|sou) autorizad|nao (?:divulg|revel)\w+"
    r"|\bsei nao\b|so (?:ele|ela|eles|[oa] \w+|(?:o |a )?(?:meu|minha) \w+)"
    r"(?: que)? sabe\w*"
    r"|nao (?:par(?:ou|ei|amos)\b|cheg(?:ou|uei|amos) a|sent(?:ei|amos)|calcul\w+"
    r"|conversei|conversamos|olhei|olhamos|discuti\w*|combin\w+)|(?:esta|ta|segue|fica|ainda"
    r"|anda) (?:\w+ )?(?:em|sob|sendo)"
    r" (?:discuss\w+|analis\w+|avaliac\w+"
    r"|avaliad\w+|estud\w+|definic\w+|definid\w+|negociac\w+|discutid\w+)"
    r"|ainda (?:\w+ )?(?:levantando|vendo|avaliando"
    r"|estudando|analisando|definindo|pensando|decidindo|orcando)|nao (?:ha|tenho|temos"
    r"|existe) (?:um |uma |o |nenhum\w* )?"
    r"(?:numero|valor|data|teto|verba|orcamento|previsao|prazo)|still (?:deciding|figuring"
    r"|working on|looking|under)"
    r"|(?:to be|not) (?:decided|defined|set)|^\W*nada (?:demais|de mais|nao|em especial"
    r"|especifico|que eu)"
    r"|^\W*nenhum\w*\W*$"
    r"|nao (?:entendo (?:d|nad)\w+|sei|tenho (?:ideia|certeza|isso|como|nocao|esse)|faco ideia"
    r"|lembro"
    r"|defini\w*|decidi\w*|pens\w+|temos (?:ideia|isso|um valor|nada)|paramos|foi defini)|sei la"
    r"|sem ideia|prefiro nao|nao (?:quero|gosto de|posso) (?:falar|dizer|informar|passar|responder)"
    r"|(?:ainda )?(?:a|por) definir|sem (?:orcamento|verba|previsao|prazo) (?:ainda|definid)"
    r"|(?:isso )?(?:depende|varia)\b(?! (?:so |tudo )?d[aoe]s? (?:mim|meu|minha|noss|soci|chefe"
    r"|diret|gerent))"
    r"|nao tem (?:um )?(?:valor|orcamento|prazo)"
    r"|don'?t (?:really )?know|no idea|not sure|rather not|haven'?t (?:decided|thought)"
    r"|not defined|it depends\W*$|hard to say",
    Intent.IS_BOT: r"(?:voces?|tu|isso|aqui) (?:e|eh|seria) (?:um |uma )?(?:robo|bot|ia\b|maquina"
    r"|inteligencia|pessoa|humano|gente)|(?:estou )?falando com (?:um |uma )?(?:robo|bot|maquina"
    r"|pessoa|humano|ia\b|gente)|(?:e|eh|isso) (?:um |uma )?(?:robo|bot)\b|(?:resposta|mensagem)"
    r" automatica|are you (?:an? )?(?:real |actual )?(?:bot|robot|ai|human|machine|person)"
    r"|is this (?:an? )?(?:bot|robot|ai|automated|real)|am i (?:talking|speaking"
    r"|chatting) (?:to|with)"
    r" (?:an? )?(?:bot|robot|ai|machine|human|real)",
    Intent.WHY: r"(?:por ?que|pra que|para que) (?:e que )?(?:voces? )?(?:quer|precisa|pergunt|ta\b"
    r"|esta\b|isso\b|tant[oa]s?\b)|por ?que (?:essa|essas|tanta)|pra que (?:essa|esse|isso)"
    r"|(?:o que|que) (?:e que )?isso (?:muda|importa|tem a ver)|why (?:do you|are you) (?:ask|need"
    r"|want)|why\W*$|^\W*por ?que\W*\?",
    Intent.CLARIFY: r"como assim|nao entendi|em que sentido|o que (?:voce )?quer dizer|que tipo de"
    r" (?:dificuldade|coisa|problema)|pode (?:explicar|repetir)|what do you mean|don'?t understand"
    r"|didn'?t (?:get|understand)|can you (?:explain|clarify)|^\W*(?:ha|hein|hã|como|oi)\s*\?+\W*$",
    Intent.OFF_TOPIC: r"\b(?:futebol|corinthians|palmeiras|flamengo|vasco|gremio|time (?:voce"
        r"|de futebol)"
    r"|torce|(?<!depois da )(?<!antes da )copa do mundo|jogo (?:de|do|ontem|hoje)|quem ganhou"
    r"|bbb\b|novela|filme|serie|musica"
    r"|cantor\w*|piada|poema|poesia|receita de|horoscopo|signo|politica\b(?! d[aeo])"
    r"|(?<!depois das )(?<!antes das )(?<!apos as )(?<!depois da )eleic\w+"
    r"|presidente (?:da republica|do brasil|lula|dos estados)|bolsonaro|lula|(?:acredita em|existe"
    r"|quem e|fala\w* de) deus\b"
    r"|religi\w+|previsao do tempo|vai chover"
    r"|chov\w+"
    r"|capital d[aoe]|namora\w*|casad[oa]|solteir[oa]|me ama|bonit[oa]|quantos anos voce"
    r"|onde voce mora"
    r"|qual (?:e )?(?:o )?seu (?:nome|signo|time)|que (?:horas sao|dia e hoje)|loteria"
    r"|mega.?sena|bitcoin"
    r"|quanto e \d+ ?[x*+/-]|raiz quadrada|sentido da vida|traduz\w*|dever de casa|redacao"
    r"|football|soccer|weather|joke|poem|recipe|movie|song|horoscope|election|president of"
    r"|capital of|marry|girlfriend|boyfriend|what time is it|how old are you|meaning of life"
    r"|lottery"
    r"|translate|homework)\b|como (?:esta|ta) o (?:tempo|clima)|(?:calor|frio|chuva"
    r"|transito) (?:hoje|hein"
    r"|ne|demais|danad)|^\W*(?:k{3,}|(?:h[aeu]){2,}h?|(?:rs)+)\W*$",
    Intent.ANNOYED: r"ja (?:falei|disse|respondi|expliquei|informei|te (?:falei|disse|passei))\b"
    r"|(?:quanta|tanta|tantas|chega de|para (?:de|com)) (?:pergunta|perguntar|me perguntar|fazer"
    r" pergunta)\w*|(?:voces?|isso) (?:nao (?:entende|sabe|le|ajuda|responde|serve)"
    r"|so (?:pergunt|enrol|"
    rf"repet)\w*)|nao (?:foi|e) isso que|\bque {_PROFANITY}|(?:atendimento|servico|robo|bot)"
    rf" (?:e |eh |muito )?{_PROFANITY}|^\W*{_PROFANITY}\W*$|respond[ae] (?:logo|o que|a minha)"
    r"|(?:to|estou|fiquei) (?:irritad|de saco cheio|cansad[oa] d)|perda de tempo"
    r"|perdendo (?:meu )?tempo"
    r"|que enrolacao|i (?:already|just) (?:told|said|answered)|stop asking|so many questions"
    r"|this is (?:ridiculous|annoying|useless|a waste)|you (?:don'?t|are not|aren'?t) (?:listen"
    r"|understand|help)\w*|waste of time|not what i asked",
    Intent.EXPENSIVE: r"\b(?:muito |bem |meio |achei |esta |ta |e |acho |ficou "
        r"|pesad\w* )+car[oa]s?\b|\bcaro"
    r" demais|salgad[oa]\b(?! \w)|fora do (?:meu |nosso )?orcamento|(?:too|very|quite|pretty"
    r"|so) expensive"
    r"|can'?t afford|over (?:my|our) budget|too much money",
    Intent.SUPPORT: r"\bja sou (?:cliente|aluno|paciente|assinante)|sou cliente (?:de )?voces"
    r"|(?:meu|minha|nosso|nossa) (?:pedido|boleto|fatura|entrega|compra|assinatura|conta|senha"
    r"|acesso"
    r"|contrato|consulta)\b[^.?!\n]{0,30}\b(?:nao|atras\w+|erro|venc\w+|cancel\w+|errad\w+"
    r"|bloque\w+"
    r"|veio)|(?:minha|meu|quero|preciso|manda\w*|tirar|emitir|^\W*)(?: (?:a|da|de|uma))? (?:segunda"
    r"|2a) via|(?:quero|preciso|como) (?:\w+ )?(?:cancelar|trocar|devolver|reclamar)"
    r"|fazer uma reclamacao|suporte tecnico|esqueci (?:a |minha )?senha|(?:enviar|mandar|deixar)"
    r" (?:meu |um )?curriculo|i'?m (?:already )?a customer|my (?:order|invoice|account|subscription"
    r"|password)\b.{0,30}\b(?:not|never|wrong|late|locked|cancel\w*)|cancel my",
}  # fmt: skip
_COMPILED = {intent: re.compile(pattern) for intent, pattern in _PATTERNS.items()}
_NEGATED_WISH = re.compile(
    rf"\b(?:nao|don'?t|do not)\b.{{0,12}}{_WISH}[^,.;!?]{{0,30}}(?:{_MEET}|{_STAFF})"
)
# What can stand before a "sim" or a "não".
_POLITE = re.compile(
    r"^(?:\W|(?:oi+|ola+|opa|bom dia|boa (?:tarde|noite)|hello|hi|hey|tudo (?:bem|bom)"
    r"|olha|entao|ah|bom|hum+|well)\b)+"
)
# A clause with one of these is no answer to our question and asks nothing of the documents.
NO_ANSWER = frozenset(
    {Intent.MEETING, Intent.PERSON, Intent.THANKS, Intent.GOODBYE, Intent.REFUSAL, Intent.LATER,
     Intent.UNKNOWN, Intent.IS_BOT, Intent.WHY, Intent.CLARIFY, Intent.OFF_TOPIC, Intent.ANNOYED,
     Intent.SUPPORT, Intent.SMALL_TALK, Intent.EXPENSIVE}
)  # fmt: skip
_NOT_FOR_THE_DOCUMENTS = NO_ANSWER - {Intent.THANKS, Intent.UNKNOWN, Intent.LATER, Intent.SUPPORT}
_ABOUT_THE_OFFER = frozenset({Intent.PRICE, Intent.PRODUCT})


def recognise(said: Said) -> frozenset[Intent]:
    found = _matching(said.folded)
    polite = _POLITE.match(said.folded)
    if polite and polite.end() < len(said.folded):
        rest = said.folded[polite.end() :]
        found |= {one for one in (Intent.YES, Intent.NO) if _COMPILED[one].search(rest)}
    if _NEGATED_WISH.search(said.folded):
        found -= {Intent.MEETING, Intent.PERSON}
    if Intent.IS_BOT in found:
        found.discard(Intent.PERSON)
    if Intent.MEETING in found:
        found.discard(Intent.GOODBYE)
    if Intent.REFUSAL in found:
        found -= {Intent.LATER, Intent.MEETING}
    if any(
        _is_plain_question(said.folded[a:b], marked="?" in said.text) for a, b in questions(said)
    ):
        found.add(Intent.QUESTION)
    return frozenset(found)


def _matching(folded: str) -> set[Intent]:
    return {intent for intent, pattern in _COMPILED.items() if pattern.search(folded)}


def _is_plain_question(clause: str, *, marked: bool) -> bool:
    """A question about something else than what the other intents name."""
    intents = _matching(clause)
    return not intents & (_NOT_FOR_THE_DOCUMENTS | _ABOUT_THE_OFFER) and len(clause.strip()) > 3


def asked_of_us(said: Said) -> tuple[str, ...]:
    """The questions that the company's documents may answer, in the contact's words."""
    spans = [
        span
        for span in questions(said)
        if not _matching(said.folded[slice(*span)]) & _NOT_FOR_THE_DOCUMENTS
        and any(char.isalpha() for char in said.folded[slice(*span)])
    ]
    if not spans:
        spans = [
            clause.span
            for clause in clauses(said)
            if _matching(said.folded[slice(*clause.span)]) & _ABOUT_THE_OFFER
            and not _matching(said.folded[slice(*clause.span)]) & _NOT_FOR_THE_DOCUMENTS
        ]
    return tuple(said.text[a:b].strip(" ,-\n") for a, b in spans)


def without_asides(said: Said, *, keep: frozenset[Intent] = frozenset()) -> Said:
    """What may answer our question: no thanks, greetings, wishes and excuses."""
    asides = [
        clause.span
        for clause in clauses(said)
        if _matching(said.folded[slice(*clause.span)]) & (NO_ANSWER - keep)
    ]
    polite = _POLITE.match(said.folded)
    if polite and polite.end() < len(said.folded):
        asides.append((0, polite.end()))
    return said.without(asides)
