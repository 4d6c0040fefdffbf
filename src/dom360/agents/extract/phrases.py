"""Helpers of the finders: what a short answer really says."""

import re
from itertools import islice

from dom360.agents.text import Said

_LEAD_IN = re.compile(
    r"^(?:\W+|(?:bom dia|boa (?:tarde|noite)|(?:pode |podem )?(?:anot|coloc|escrev)\w+(?: ai"
    r"| la)?|poe ai|nome(?= ?:)|a gente"
    r"|nos|entao|olha|bom|bem|ah|hum|na verdade|acho que|sim|claro|oi|ola|opa"
    r"|bom dia"
    r"|boa tarde|boa noite|ok|okay|beleza|ta bom|certo|entendi|perfeito|vixe|nossa|eita|putz|rapaz"
    r"|cara|well|so|um+|uh|hi|hello|sure|yes|i think|(?:it'?s|this is|that'?s)(?: for)?"
    r"|(?:e|eh|seria) (?:pra|para)(?: [ao])?|e|eh|eu|that"
    r" would be|would be|seria|sao)(?:\b(?!')\W*))+"
)
_CUT = re.compile(
    r"[.,;!?\n(]|\s[-\u2013\u2014]\s|\s(?:e|and|mas|but|com|with|que|which|where|onde|aqui)\s"
)
_NOT_A_NAME = re.compile(
    r"\b(?:quero|queria|gostaria|preciso|quanto|qual|quais|como|saber|posso|pode|voce|voces"
    r"|want|would|how|what|which|can|could|you|your|know|nao|not|no|don't|obrigad[oa]|thanks?|ok"
    r"|okay|sim|yes|claro|sure|tudo|bem|beleza|later|por ?que|why|depende|talvez|maybe|legal|nada"
    r"|entendi|acho|sei|calma|espera|perai|antes|depois|nothing|none|nenhum\w*|isso|aquilo|algo"
    r"|something|anything|hein|caro|caros|carinho|salgado)\b"
)
# Words that carry no matter of their own. A message of nothing else answers nothing.
# Of the talk itself; a number beside one of them is its number.
_TALK_WORDS = """
    pergunta perguntas mensagem mensagens teste testando test testing question message msg resposta
    audio imagem foto figurinha video sticker documento arquivo image answer exemplo example numero
    number item opcao option
"""
_TALK = frozenset(_TALK_WORDS.split())
_FILLER_WORDS = """
    pergunta perguntas mensagem mensagens teste testando test testing question message msg
    resposta answer exemplo example asdf qwerty lorem ipsum abc xyz blah bla numero number item
    opcao option ok okay entendi legal show top massa bacana certo sim nao oi ola opa hm hmm hum
    ah eh bom boa dia tarde noite bem tudo isso so e a o as os um uma de da do que ta esta
    interessante otimo perfeito claro beleza nada aqui sei la hehe haha rs kkk kk pois ne yes no
    sure fine cool great nice good right well the an of it is this that hello hi hey nothing none
    talvez maybe depende alo continua continue pronto verdade na alias corrigindo digo errei ops
    desculpa
"""
_FILLER = _TALK | frozenset(_FILLER_WORDS.split())
_CORRECTION = re.compile(
    r"\b(?:na verdade|alias|corrig\w+|correcao|quis dizer|queria dizer|me enganei|errei|errado"
    r"|minto|perai|pera ai|corrijo|retifico|opa,?(?= sao| somos| e )"
    r"|digo|melhor dizendo|ou melhor|nao,? (?:sao|somos|e|poe|bota|coloca|deixa|melhor|faz)\b"
    r"|actually|i meant?|sorry,? (?:it'?s|we)"
    r"|correction|rather|ops|inverti|troquei|confundi)\b|^\W*(?:ops|quer dizer)\b|\*\s*$|^\s*\*"
)
# What may stand beside a bare number without making it the number of something else.
_HEDGE_WORDS = """
    talvez mas depende provavelmente normalmente geralmente tipo cada uma vez perhaps probably but
    uns umas um uma cerca de mais ou menos aproximadamente quase perto por volta em torno acho que
    creio eu entre ate a e no max min
    maximo minimo somos sao seria seriam deve dar da ser hoje aqui ai la
    atualmente agora so apenas somente total ao todo tipo assim na casa dos das faixa media com
    tem temos tenho pelos pelas bem verdade alias nao sim isso entao olha bom mil desculpa
    corrigindo errei digo ops the about around roughly maybe like i think say between and or to up
    some poucos poucas tantos approximately over under at least most only just we are it is it's
    us in right now
    currently well actually sorry yes not o os as mesmo conto contos minha nossa meu passa passam
    chega chegam quantidade valor budget orcamento verba limite teto inicio
"""
_HEDGES = frozenset(_HEDGE_WORDS.split())
_KEYS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}|^k+$|^(?:ha|he|rs){2,}")


def is_filler(said: Said) -> bool:
    """Nothing but filler, numbers beside filler ("Pergunta 2"), or keys hit at random."""
    words = said.words
    content = [word for word in words if word not in _FILLER and not word[0].isdigit()]
    if content:
        return all(_KEYS.search(word) for word in content)
    return not any(word[0].isdigit() for word in words) or bool(_TALK & set(words))


def only_hedges(said: Said, start: int, end: int, more: re.Pattern[str]) -> bool:
    """Nothing of weight beside this span: "acho que uns 40" but not "Pergunta 40"."""
    rest = said.folded[:start] + " " + said.folded[end:]
    words = re.findall(r"[a-z']+", more.sub(" ", rest))
    return all(word in _HEDGES for word in words)


def corrects(said: Said) -> bool:
    return bool(_CORRECTION.search(said.folded))


def corrected_at(said: Said) -> int:
    """Where the correction is announced; what it corrects stands before."""
    found = _CORRECTION.search(said.folded)
    return found.start() if found else 0


def answer_phrase(said: Said, *, max_words: int, pieces: int = 1) -> str:
    """The heart of a short answer, or nothing where it is a question, a wish or small talk."""
    start = _lead_in_end(said.folded)
    cuts = list(islice(_CUT.finditer(said.folded, start), pieces))
    end = cuts[-1].start() if len(cuts) == pieces else len(said.text)
    phrase, folded = said.quote(start, end).strip(" \n-\u2013\u2014:\"'"), said.folded[start:end]
    words = phrase.split()
    if not words or len(words) > max_words or _NOT_A_NAME.search(folded):
        return ""
    if is_filler(Said.of(phrase)):
        return ""
    return phrase if any(char.isalnum() for char in phrase) and "?" not in said.text else ""


def without_lead_in(said: Said) -> Said:
    """ "Ok então, é a Farmácia Popular" without what comes before the matter."""
    start = _lead_in_end(said.folded)
    return Said.of(said.quote(start, len(said.text)))


def _lead_in_end(folded: str) -> int:
    lead = _LEAD_IN.match(folded)
    # "É" alone is an answer's first word, but a text of nothing else is kept whole.
    return lead.end() if lead and lead.end() < len(folded) else 0
