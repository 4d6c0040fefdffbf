"""Helpers of the finders: what a short answer really says."""

import re
from itertools import islice

from dom360.agents.text import Said

_LEAD_IN = re.compile(
    r"^(?:\W+|(?:entao|olha|bom|bem|ah|hum|na verdade|acho que|sim|claro|oi|ola|opa|bom dia"
    r"|boa tarde|boa noite|ok|okay|beleza|blz|ta bom|certo|entendi|perfeito|well|so|um+|uh|hi"
    r"|hello|sure|yes|i think|it'?s|that'?s|e|eh|eu|that"
    r" would be|would be|seria|sao)(?:\b(?!')\W*))+"
)
_CUT = re.compile(
    r"[.,;!?\n(]|\s[-\u2013\u2014]\s|\s(?:e|and|mas|but|com|with|que|which|where|onde|aqui)\s"
)
_NOT_A_NAME = re.compile(
    r"\b(?:quero|queria|gostaria|preciso|quanto|qual|quais|como|saber|posso|pode|voce|voces|vcs|vc"
    r"|want|would|how|what|which|can|could|you|your|know|nao|not|no|don't|obrigad[oa]|thanks?|ok"
    r"|okay|sim|yes|claro|sure|tudo|bem|beleza|later|por ?que|why)\b"
)


def answer_phrase(said: Said, *, max_words: int, pieces: int = 1) -> str:
    """The heart of a short answer, or nothing where it is a question, a wish or small talk."""
    start = _lead_in_end(said.folded)
    cuts = list(islice(_CUT.finditer(said.folded, start), pieces))
    end = cuts[-1].start() if len(cuts) == pieces else len(said.text)
    phrase, folded = said.text[start:end].strip(" -\u2013\u2014:\"'"), said.folded[start:end]
    words = phrase.split()
    if not words or len(words) > max_words or _NOT_A_NAME.search(folded):
        return ""
    return phrase if any(char.isalnum() for char in phrase) and "?" not in said.text else ""


def without_lead_in(said: Said) -> Said:
    """ "Ok então, é a Farmácia Popular" without what comes before the matter."""
    return Said.of(said.text[_lead_in_end(said.folded) :])


def _lead_in_end(folded: str) -> int:
    lead = _LEAD_IN.match(folded)
    # "É" alone is an answer's first word, but a text of nothing else is kept whole.
    return lead.end() if lead and lead.end() < len(folded) else 0
