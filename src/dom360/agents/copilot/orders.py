"""Orders to write a lead or a comment. A question never is one."""

import re

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.marks import PHONE, UUID

LEAD = r"(?:leads?|contatos?|clientes?|oportunidades?|prospects?|contacts?|customers?)"
PLEASE = (
    r"(?:pode(?:ria|m)?|consegue|da (?:pra|para)|quero|preciso|gostaria|can|could|please|would)"
)
# An order to do something: "cadastre", "cadastrar", not "cadastrados", "cadastrei".
ADD = (
    r"(?:cri[ae]r?|cadastr(?:e|a|ar|em)|adicion(?:e|a|ar|em)|registr(?:e|a|ar|em)|inclu(?:a|i|ir)"
    r"|insir[ae]|inserir|lanc(?:e|a|ar)|salv(?:e|a|ar)|bot(?:e|a|ar)|coloc\w{1,2}"
    r"|coloque|create|add|register|save|insert)"
)
SYSTEM = r"(?:sistema|crm|base|cadastro|lista|agenda|planilha|plataforma|system|database)"
NOTE_NOUN = (
    r"(?:comentarios?|recados?|lembretes?|notas?|anotac(?:ao|oes)|observac(?:ao|oes)|comments?"
    r"|notes?)"
)
# "pôr", folded, is mostly "por": a verb only before what is put.
_TO_PUT = (
    rf"por(?=\s+(?:(?:um|uma|[ao]|ess[ae]|mais um|mais uma)\s+)?(?:{NOTE_NOUN}|{LEAD})\b"
    rf"|\s+n[ao]\s+{SYSTEM}\b)"
)
NOTE = (
    r"(?:anot(?:e|a|ar|em|ai)|coment(?:e|a|ar|em)|observ(?:e|ar)|escrev(?:a|e|er)|deix(?:e|a|ar)"
    rf"|ponha|poe|{_TO_PUT}|jog(?:a|ue|ar)|comment|note|write|leave|put)"
)
# Into the system: "joga no sistema", "sobe esse contato". Alone they order nothing.
_PUT = (
    rf"(?:{ADD}|jog(?:a|ue|ar)|sob(?:e|ir)|suba|guard(?:a|e|ar)|grav(?:a|e|ar)|ponha|poe|{_TO_PUT}"
    r"|anot(?:a|e|ar)|tac(?:a|ar)|mete|enfi(?:a|e|ar)|put|store|log)"
)
COMMENT = (
    r"\b(?:anot(?:e|a|ar|em)|coment(?:e|a|ar|em))\b"
    r"(?!\s+d[aeo]|\s+(?:ai\s+)?(?:um|uma|mais um)\s+(?:nov[oa]\s+)?(?:lead|contato|cliente)\b)"
    rf"|\b(?:{ADD}|{NOTE}|faca|faz|fazer|make)\s+(?:ai\s+)?(?:um |uma |a |o |the |this |esse "
    r"|este |essa )?"
    rf"(?:nov[oa] |new )?{NOTE_NOUN}\b"
    rf"|\b(?:{ADD}|{NOTE}|{_PUT})\s+(?:ai\s+|aqui\s+)?(?:n[ao]|pr[ao]|para|sobre|em|on|to|for)\s+"
    rf"(?:[ao]\s+|the\s+)?(?!{SYSTEM}\b|mim\b|me\b|eu\b|gente\b)(?:{UUID.pattern}"
    r"|[+(]?\d[\d\s().-]{6,20}\d|[a-z][\w.'-]*(?:\s+[\w.'-]+){0,5}?)\s*"
    r"(?:(?<!\d):|:(?!\d)|\s-\s|\bque\b|\bthat\b)"
    rf"|\b(?:{ADD}|{NOTE}|{_PUT})\s+n[ao]\s+(?:cadastro|ficha|registro|perfil|historico)\s+d[ao]\s+"
    r"[a-z][\w.'-]*(?:\s+[\w.'-]+){0,4}?\s*(?:(?<!\d):|\bque\b)"
    rf"|\b(?:{ADD}|{NOTE})\s+(?:ai\s+)?que\b"
    r"|\b(?:deix(?:e|a|ar)|fiqu?e|fica)\s+(?:ai\s+)?(?:registrad|anotad|salv|documentad)[oa]\b"
    rf"|\b(?:{ADD}|{NOTE})\s+(?:ai\s+)?(?:n[ao]|para [ao]|pr[ao]|on|to|in)\s+(?:the\s+)?{LEAD}\b"
    rf"|\b(?:comment|note)\s+(?:on|that|for|about|to)\b|^\W*(?:comentario|nota|anotacao|observacao"
    r"|comment|note)\b[^:?]{0,60}(?::|\s-\s|\sque\s)"
)
# "ela pediu desconto, anota isso nela": the text comes first.
POSTPOSED = re.compile(
    r"^(?P<text>.{3,}?)\s*[,.;-]\s*(?:por favor |pode |e )*(?:anot|registr|coment|coloc|bot"
    r"|escrev|deix|salv)\w*"
    r"(?:\s+(?:ai\s+)?(?:isso|isto|essa informacao|essa|la|ai)\b(?:\s+ai)?(?P<to>[^?]{0,60})|\W*)$"
    r"|^(?P<english>.{3,}?)\s*[,.;-]\s*(?:please |can you |could you |and |pls )*(?:write|note|log"
    r"|put"
    r"|jot|record|save|add)\s+(?:that|this|it)\b(?:\s+down)?(?P<onto>[^?]{0,60})$",
    re.DOTALL,
)
# Whose it is comes first, as in "11 98765-4321: anota que ele prefere boleto".
TARGET_FIRST = re.compile(
    r"^\W*(?:(?:pr[ao]|para [ao]|n[ao]|sobre [ao])\s+)?(?:(?:lead|contato|cliente"
    r"|ficha)\s+(?:d[ao]\s+)?)?"
    rf"(?P<to>{UUID.pattern}|\+?\(?\d[\d\s().-]{{6,20}}\d"
    r"|[^\W\d][\w.'-]*(?:\s+[\w.'-]+){0,3}?)\s*[:,-]\s*"
    r"(?:(?:anot(?:e|a|ar)|coment(?:e|a|ar)|registr(?:e|a|ar))\s*(?:ai\s*)?(?:que\b|:)"
    r"|(?:comentario|nota|anotacao|observacao)\s*:)\s*"
)
# The same without a mark between: "no 11 98765-4321 comenta que ...".
TARGET_BARE = re.compile(
    r"^\W*(?:pr[ao]|para [ao]|n[ao]|sobre [ao]|em)\s+(?:(?:lead|contato|cliente"
    r"|ficha)\s+(?:d[ao]\s+)?)?"
    rf"(?P<to>{UUID.pattern}|\+?\(?\d[\d\s().-]{{6,20}}\d"
    rf"|[^\W\d][\w.'-]*(?:\s+[\w.'-]+){{0,3}}?)\s+"
    r"(?:anot|coment|registr|escrev|coloc|bot|deix|adicion)(?:e|a|ar)\s*(?:ai\s*)?"
    r"(?:que\b|:|(?=[\"“«]))\s*"
)
# "Ana, 11 98765-4321, cadastra aí": the order comes last.
CREATE_LAST = re.compile(
    r"(?:[,.;!\n-]|\d)\s*(?:(?:por favor|pode|e|ai|da pra|consegue|favor)[\s,]+)*"
    r"(?:(?:cadastr|adicion|registr|salv|lanc|cri)(?:a|e|ar)|inclu[iar]+|inser[eir]+|insira|add)"
    r"(?: (?:ai|isso|el[ea]|pra mim|para mim|por favor|pfv|no sistema|no crm|na base|esse|essa|este"
    r"|lead|contato|cliente|como lead|pra gente|it|them))*\W*$"
)
_FILLER = (
    r"(?:oi+|ola|opa|bom dia|boa tarde|boa noite|hi|hello|hey|copilot|por favor|favor|please"
    r"|pode(?:ria)?(?: me)?|consegue|(?:da|daria|dava) (?:pra|para)|tem como|e (?:pra|para)"
    r"|quero(?: que)?|queria(?: que)?|preciso(?: que| de)?|gostaria(?: de| que)?|vamos|vou"
    r"|bora|ai|entao|agora|tambem|e|and|depois|then|also|me"
    r"|voce|eu|so|ja|can you|could you|would you|i want(?: you)? to|i need(?: you)? to|let'?s"
    r"|now|ok|certo|beleza|obrigad[oa])"
)
# A lead told of, and not ordered: as in "chegou um lead novo: Ana, 11 98765-4321".
_ANNOUNCED = (
    rf"^\W*(?:{_FILLER}[\s,.!]+)*(?:(?:chegou|entrou|tenho|temos|segue|surgiu|apareceu|mais"
    rf"|tem)\s+)?"
    r"(?:(?:um|uma|o|a|outr[oa])\s+)?(?:nov[oa] (?:lead|contato|cliente|cadastro)"
    r"|(?:lead|contato|cliente|cadastro) nov[oa]|(?:lead|contato|cliente) (?:pra"
    r"|para) cadastr(?:ar|o)|nov[oa](?=\s*:)"
    r"|cadastro(?: de (?:um )?(?:nov[oa] )?(?:lead|contato|cliente))?(?=[^a-z]*[a-z]{3}))(?: (?:pra"
    r"|para) cadastrar)?"
    r"(?: (?:n[ao] (?:area|pedaco|base|sistema|crm|casa|radar)|chegando|entrando|aqui|ai|pra gente"
    r"|no ar))*\s*(?:[:!,\n-]|(?=[a-z]+ (?:[a-z]+ ){0,3}[+(]?\d[\d\s().-]{7,}))"
)
_CREATE = (
    rf"\b{ADD}\b(?!\s+[ao]s\b)[^.:;?\n]{{0,25}}?\b(?:lead|contato|cliente|prospect|oportunidade"
    r"|contact|customer)\b|^\W*(?:nov[oa]|new) (?:lead|contato|cliente|contact"
    r"|customer)\b(?=.*(?::|\d{4}))"
    r"|\b(?:faz|faca|fazer|abr[aei]r?|quero|preciso de)\s+(?:um|mais um"
    r"|outro)\s+(?:nov[oa] )?(?:cadastro|registro"
    r"|lead|contato)\b(?=[\s\S]*\d{4})"
    rf"|\b{ADD}\b(?=[\s\S]{{0,80}}\d{{4}}[\s-]?\d{{4}})"
    rf"|\b{_PUT}\b(?!\s+(?:ai\s+|aqui\s+)?na tela).{{0,40}}?\b(?:{SYSTEM}|lead|contato|cliente"
    rf"|numero|telefone|contact|customer)\b"
    r"(?=[\s\S]*\d{4})"
    rf"|{_ANNOUNCED}(?=[\s\S]*\d{{4}})"
)
_ORDER = (
    rf"^\W*(?:{_FILLER}[\s,.!]+)*(?:n[ao] (?:lead|contato"
    rf"|cliente)\b.{{3,40}}?[\s,]+)?(?:{ADD}|{NOTE}|{_PUT}|faca|faz|fazer|make|abr[aei]r?)\b"
    rf"|^\W*(?:{_FILLER}[\s,.!]+)*(?:nov[oa]|new) (?:lead|contato|cliente|contact|customer)\b"
    rf"|{_ANNOUNCED}"
    rf"|^\W*(?:{_FILLER}[\s,.!]+)*(?:comentario|nota|anotacao|observacao|comment|note)\b"
)
QUESTION_WORDS = (
    r"^\W*(?:e |mas |entao |so |and )?(?:como|quem|quando|onde|por que|pra que|qual|quais"
    r"|quant[oa]s?"
    r"|o que|sera que|ja|devo|deveria|eu (?:posso|consigo|devo)|posso|se eu|existe|tem como|ha como"
    r"|how|who|when|where|why|which|what|did|does|do|is|was|has|have|should|may i|can i)\b"
    r"|\b(?:ja (?:foi|esta|foram)|foi|foram|was|were) (?:\w+ )?(?:cadastrad|criad|anotad|registrad"
    r"|adicionad|incluid|created|added|registered)"
)
_NEGATED = rf"\b(?:nao|nunca|jamais|don'?t|do not|never)\s+(?:me\s+|the\s+)?(?:{ADD}|{NOTE})\b"


def wants_to_write(heard: Heard) -> bool:
    """An order with something to write. It stands at the beginning: a question that holds such a
    word further on ("o lead que o João cadastra") writes nothing. "Não anote" is no order either.
    """
    plain = heard.plain
    if heard.is_question and re.match(_ANNOUNCED, plain):
        return False
    if TARGET_FIRST.match(plain) and not heard.is_question:
        return True
    if (TARGET_BARE.match(plain) and not heard.is_question) or creates_last(heard):
        return True
    if POSTPOSED.match(plain) and not re.search(QUESTION_WORDS, plain):
        return True
    if not re.search(rf"(?:{COMMENT})|(?:{_CREATE})", plain) or not re.match(_ORDER, plain):
        return False
    head = plain.split(":")[0]
    return (
        not re.search(QUESTION_WORDS, head)
        and not re.search(_NEGATED, head)
        and not _is_ability(heard)
    )


def creates_last(heard: Heard) -> bool:
    last = CREATE_LAST.search(heard.plain)
    if last is None or re.search(QUESTION_WORDS, heard.plain):
        return False
    return PHONE.search(heard.plain[: last.start() + 1]) is not None


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
        rf"\b(?:como|how)\b.{{0,30}}\b(?:{ADD}|cadastro|crio|adiciono|registro|{NOTE}|anoto"
        r"|comento)\b"
    )
    able = (
        rf"\b(?:pode|consegue|sabe|da (?:pra|para)|can you|could you)\b.{{0,20}}\b(?:{ADD}"
        rf"|{NOTE})\b"
    )
    if heard.is_question and re.search(able, heard.plain) and _is_ability(heard):
        return True
    return re.search(how, heard.plain) is not None or (
        re.search(rf"(?:{COMMENT})|(?:{_CREATE})", heard.plain) is not None and _is_ability(heard)
    )
