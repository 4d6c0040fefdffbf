"""The main difficulty, in the contact's own words."""

import re

from dom360.agents.extract.model import ANSWERED, INFERRED, Field, Learned
from dom360.agents.text import Said

MAX_CHARS = 300
_TROUBLE = re.compile(
    r"\b(?:problemas?|dificuldades?|perco|perd(?:emos|endo|e|er)|demor\w+|nao (?:consig\w+"
    r"|damos conta"
    r"|dou conta)|atras\w+|bagunc\w+|desorganiz\w+|reclam\w+|gargalo|desafio|sofr\w+|complica\w+"
    r"|retrabalho|na mao|planilhas?|falta (?:de|um)|sobrecarreg\w+|esquec\w+|some[mr]?|caos"
    r"|inadimplen\w+"
    r"|struggl\w+|problems?|challenges?|los(?:e|ing)|too (?:slow|much|many)|pain|hard to"
    r"|can'?t keep"
    r"|wast\w+|manual(?:ly)?|mess|miss(?:ing|ed)?|no-?shows?|bottleneck|overwhelm\w+)\b"
)
_NONE = re.compile(
    r"\b(?:nao (?:temos|tenho|ha|tem)|sem|no|nenhum\w*|don't have(?: any)?) (?:nenhum\w* )?"
    r"(?:problemas?|dificuldades?|problems?|difficult\w+)|^\W*(?:nenhum\w*|nada|none|nothing)\W*$"
)
_NEED = re.compile(
    r"\b(?:precis(?:o|amos)|quer(?:o|emos|ia|iamos)|need|want|would like)(?: \w+)? (?:to )?"
    r"(?:organiz\w+|automatiz\w+|automat\w+|melhor\w+|reduz\w+|diminu\w+|aument\w+|control\w+"
    r"|integr\w+"
    r"|vender|atender|respond\w+|captar|improve|reduce|increase|organi[sz]e|sell more|track"
    r"|manage|grow)"
)


def find(said: Said, asked: Field | None, *, answers: bool) -> Learned | None:
    """`answers` says that the message can be an answer: no question, no refusal, no small talk."""
    if _NONE.search(said.folded):
        return None
    for sentence in said.sentences():
        part = said.folded[sentence.start : sentence.end]
        if not sentence.is_question and (_TROUBLE.search(part) or _NEED.search(part)):
            confidence = ANSWERED if asked is Field.PAIN else INFERRED
            text = said.text if asked is Field.PAIN else said.text[sentence.start : sentence.end]
            return Learned(Field.PAIN, _short(text), confidence)
    if asked is Field.PAIN and answers and "?" not in said.text and not said.text.isdigit():
        return Learned(Field.PAIN, _short(said.text), ANSWERED)
    return None


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_CHARS else flat[: MAX_CHARS - 1].rstrip() + "…"
