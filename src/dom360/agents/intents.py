"""What a contact wants with one message, by word patterns in Portuguese and English.

Patterns see folded text (lower case, no accents). They describe how people say a thing, never one
sentence. Several intents may hold at once.
"""

import re
from enum import StrEnum

from dom360.agents.text import Said


class Intent(StrEnum):
    GREETING = "greeting"
    PRODUCT = "product"
    PRICE = "price"
    MEETING = "meeting"
    PERSON = "person"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    REFUSAL = "refusal"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    IS_BOT = "is_bot"
    WHY = "why"
    QUESTION = "question"


_WISH = (
    r"(?:quer(?:o|ia|emos)|gostar(?:ia|iamos)|pode(?:mos|ria|riamos)?|posso|da (?:pra|para)|vamos"
    r"|bora|consig[ao]|tem como|prefiro|topo|aceito|preciso|como (?:faco|fazer)|(?:quando|onde) "
    r"(?:posso|podemos)|want|like|can we|could we|can i|could i|let'?s|shall we|when can|love)"
)
_MEET = (
    r"(?:agend(?:ar|amos|e|o)|marc(?:ar|amos)|reuniao|reunir|call|chamada|demo(?:nstracao)?\b"
    r"|apresentacao|visita|videoconferencia|book|schedule|meet(?:ing)?|appointment)"
)
_STAFF = (
    r"(?:pessoa|humano|atendente|alguem|vendedor\w*|consultor\w*|especialista|representante"
    r"|gente de verdade|ser humano|human|person|someone|somebody|agent|representative|sales ?person"
    r"|rep\b|operator)"
)

_PATTERNS: dict[Intent, str] = {
    Intent.GREETING: r"^\W*(?:oi+e?|ola+|opa|e ?a[ei]|salve|bom dia|boa (?:tarde|noite)|hello|hi+"
    r"|hey|good (?:morning|afternoon|evening))\b",
    Intent.PRODUCT: r"\bprodutos?\b|\bservicos? (?:de )?(?:voces|vcs)|\bplanos\b|como (?:e que )?"
    r"funciona|o que (?:e que )?(?:vo?ce?s?|a empresa) (?:faz|fazem|vende|vendem|oferece)"
    r"|(?:saber|conhecer) (?:mais|melhor|sobre|um pouco)|mais (?:informac|detalhes)|catalogo"
    r"|\b(?:voces|vcs) (?:tem|fazem|vendem|trabalham|atendem|oferecem|integram)\b"
    r"|what (?:do|does) (?:you|it|your \w+) (?:do|sell|offer)|how (?:does|do) (?:it|this|your)\b"
    r"|(?:tell|know|learn|hear) (?:me )?(?:more )?about|your (?:products?|services?|solutions?)"
    r"|more info|do you (?:offer|sell|have|support|integrate)",
    Intent.PRICE: r"quanto (?:e que )?(?:custa|fica|sai|ta|e\b|cobra|seria)|\bprecos?\b"
    r"|(?:qual|que|saber|passa\w*|informar?|manda\w*) (?:e )?(?:o |os |a |me )*(?:valor"
    r"|mensalidade)"
    r"|^\W*valor(?:es)?\W*$|\bcobr(?:a|am)\b|tabela de|how much (?:is|does|do|for|would)"
    r"|\bpric(?:e|es|ing)\b"
    r"|what (?:does|do) (?:it|they|you) (?:cost|charge)",
    Intent.MEETING: rf"\b{_WISH}\b.{{0,40}}\b{_MEET}|^\W*(?:agendar|marcar|schedule|book)\b"
    r"|(?:qual|que|quais) (?:dia|horario)s? (?:voces|vcs|tem|esta|livre)",
    Intent.PERSON: r"(?:falar|conversar|atendid[oa]|pass\w+|transf\w+|cham\w+|liga\w*)"
    rf"(?: \w+){{0,2}}? (?:com |pra |para |por |um |uma |o |a |algum |alguma )*{_STAFF}\b"
    rf"|(?:quero|queria|prefiro|preciso de|tem) (?:um |uma |algum |alguma |o |a )?"
    r"(?:atendente|humano|pessoa de verdade|atendimento humano|alguem (?:ai|para|pra))"
    rf"|(?:talk|speak|chat|connect|transfer|pass)\b.{{0,15}}\b(?:to|with|me) (?:an? |the |your )?"
    rf"(?:real |actual |live )?{_STAFF}|\bme lig(?:a|ar|ue)\b|lig(?:a|ar|ue) (?:pra|para) mim"
    rf"|call me\b|real (?:person|human)|human (?:please|agent)",
    Intent.THANKS: r"\b(?:muito )?(?:obrigad[oa]|obg|brigad[oa]|vlw|valeu|agradeco|grat[oa]"
    r"|thanks?|thank you|thx)\b",
    Intent.GOODBYE: r"\b(?:tchau|xau|ate (?:mais|logo|breve|amanha|a proxima)|flw|bye|goodbye"
    r"|see (?:you|ya)|talk later)\b|(?:era|e) so isso|por (?:enquanto|hoje) e so|that'?s all"
    r"|\bfalou\W*$|have a (?:good|nice|great) (?:day|one|weekend)",
    Intent.REFUSAL: r"(?:nao|sem) (?:tenho |temos |tem |ha |houve )?(?:nenhum )?interesse"
    r"|nao (?:quero|queremos|preciso|precisamos)(?: mais)?(?: nada| disso| receber)?\W*$"
    r"|nao (?:quero|queremos) (?:mais|nada|receber|comprar)|^\W*nao\W+(?:muito )?obrigad[oa]"
    r"|par(?:a|e|em) de (?:me )?(?:mandar|enviar|encher|ligar|chamar)|me (?:tir|remov)[ae]"
    r"|descadastr|nao me (?:mand|cham|lig|incomod)|me deix[ae] em paz|not interested"
    r"|no interest|stop (?:messaging|texting|writing|sending|contacting)|unsubscribe"
    r"|leave me alone|(?:don'?t|do not) (?:contact|message|text|write)|^\W*no\W+thank",
    Intent.YES: r"^\W*(?:sim|claro|com certeza|(?:pode|isso|quero)(?: ser| sim| mesmo)?(?=\W*$"
    r"|[,.!])|ok(?:ay)?"
    r"|beleza|blz|bora|fechado|combinado|aceito|topo|yes|yeah|yep|sure|of course|please(?: do)?"
    r"|sounds good)\b",
    Intent.NO: r"^\W*(?:nao|nop|nem|negativo|ainda nao|agora nao|nope|no(?=\W*$|,|\W+(?:i|we|it"
    r"|thank\w*|not)\b)|not (?:yet|now|really))\b",
    Intent.UNKNOWN: r"nao (?:sei|tenho (?:ideia|certeza|isso|como)|faco ideia|lembro|defini\w*"
    r"|decidi\w*|pens\w+|temos (?:ideia|isso|um valor))|sei la|sem ideia|prefiro nao"
    r"|(?:ainda )?(?:a|por) definir|sem (?:orcamento|verba|previsao|prazo) (?:ainda|definid)"
    r"|don'?t (?:really )?know|no idea|not sure|rather not|haven'?t (?:decided|thought)"
    r"|not defined",
    Intent.IS_BOT: r"(?:voce|vc|tu|isso|aqui) (?:e|eh|seria) (?:um |uma )?(?:robo|bot|ia\b|maquina"
    r"|inteligencia|pessoa|humano)|(?:estou )?falando com (?:um |uma )?(?:robo|bot|maquina|pessoa)"
    r"|are you (?:an? )?(?:real |actual )?(?:bot|robot|ai|human|machine|person)|is this a bot",
    Intent.WHY: r"(?:por ?que|pra que|para que) (?:voce |vc |voces |vcs )?(?:quer|precisa|pergunt)"
    r"|por ?que (?:essa|tanta) pergunta|why (?:do you|are you) (?:ask|need|want)|why\W*$",
}  # fmt: skip
_COMPILED = {intent: re.compile(pattern) for intent, pattern in _PATTERNS.items()}
_NEGATED_WISH = re.compile(
    rf"\b(?:nao|don'?t|do not)\b.{{0,12}}{_WISH}[^,.;!?]{{0,30}}(?:{_MEET}|{_STAFF})"
)


def recognise(said: Said) -> frozenset[Intent]:
    found = {intent for intent, pattern in _COMPILED.items() if pattern.search(said.folded)}
    if _NEGATED_WISH.search(said.folded):
        found -= {Intent.MEETING, Intent.PERSON}
    if Intent.IS_BOT in found:
        found.discard(Intent.PERSON)
    if Intent.MEETING in found:
        found.discard(Intent.GOODBYE)
    if "?" in said.text and not found - {Intent.GREETING, Intent.THANKS} and _asks(said):
        found.add(Intent.QUESTION)
    return frozenset(found)


_SMALL_TALK = re.compile(
    r"(?:tudo|td|tdo) (?:bem|bom|certo|joia)|como (?:vai|esta)|how are you|blz|beleza"
)


def _asks(said: Said) -> bool:
    """A question about something; "tudo bem?" is a greeting."""
    return any(
        sentence.is_question and not _SMALL_TALK.search(said.folded[sentence.start : sentence.end])
        for sentence in said.sentences()
    )
