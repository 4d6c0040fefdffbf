"""The main difficulty, in the contact's own words."""

import re

from dom360.agents.clauses import clauses
from dom360.agents.extract.model import ANSWERED, INFERRED, Field, Learned
from dom360.agents.extract.names import is_title
from dom360.agents.text import Said, Sentence, clean_name

MAX_CHARS = 300
_TROUBLE = re.compile(
    r"\b(?:problemas?|dificuldades?|perco|perd(?:emos|endo|e|er)|demor\w+|nao (?:consig\w+"
    r"|damos conta"
    r"|dou conta)|atras\w+|bagunc\w+|desorganiz\w+|reclam\w+|gargalo|desafio|sofr\w+|complica\w+"
    r"|retrabalho|na mao|planilhas?|falta (?:de|um)|sobrecarreg\w+|esquec\w+|some[mr]?|caos"
    r"|inadimplen\w+|cancelam\w*|remarc\w+|desmarc\w+|adia[mr]?\b|evasao|evad\w+"
    r"|fic\w+ \w+ndo|o dia (?:todo|inteiro)|toda hora|rotatividade"
    r"|faltas?\b|faltam|filas?\b"
    r"|lent[oa]s?|desperdic\w+"
    r"|prejuizo|erros?\b|baix[oa]s? (?:conversao|procura|venda)\w*|pouc[oa]s? (?:client|vend"
    r"|lead|alun"
    r"|pacient|moviment)\w*|ninguem (?:respond|atend|consegu)\w+|nao (?:da|dao|sobra|tem"
    r"|temos) (?:tempo"
    r"|conta|controle|visibilidade)|caiu|caindo|queda|parad[oa]s?|sem controle|dor de cabeca"
    r"|trava\w*"
    r"|toma\w* (?:muito |nosso )?tempo|(?:gast|perd)\w+ (?:muito )?tempo|manualmente|duplicad\w+"
    r"|churn|dropp\w+|declin\w+|late\b|errors?\b|complain\w*|slow\b|takes? (?:too|hours|forever)"
    r"|hours (?:a|per|every) (?:day|week)|spreadsheets?|disorgani\w+|no one (?:answers|follows)\w*"
    r"|struggl\w+|problems?|challenges?|los(?:e|ing)|too (?:slow|much|many)|pain|hard to"
    r"|can'?t keep"
    r"|wast\w+|manual(?:ly)?|mess|miss(?:ing|ed)?|no-?shows?|bottleneck|overwhelm\w+)\b"
)
# Somebody or something of theirs that doesn't do what it should.
_OTHERS_FAIL = re.compile(
    r"\b(?:(?:os|as|[ao]|meus?|minhas?|nossos?|nossas?|the|our|my) (?:\w+ ){1,3}?(?:nao|nunca"
    r"|never|don'?t|doesn'?t"
    r"|won'?t) (?:me |nos |se |us )?(?!e\b|sou\b|tem\b|quer|sei\b|precis|decid|is\b|know|want"
    r"|need)\w+"
    r"|ninguem (?!precis|decid|mais|alem)\w+|errad[oa]s?\b|nobody \w+|no one \w+|wrong\b"
    r"|sempre (?:da|dao|falt\w+"
    r"|atras\w+|esquec\w+|perd\w+|sobra\w*))\b"
)
_NONE = re.compile(
    r"\b(?:nao (?:temos|tenho|ha|tem)|sem|no|nenhum\w*|don't have(?: any)?) (?:nenhum\w* )?"
    r"(?:problemas?|dificuldades?|problems?|difficult\w+)|^\W*(?:nenhum\w*|nada|none"
    r"|nothing)(?: (?:demais|de mais|especial|especifico|nao"
    r"|special|really|in particular))*\W*$"
)
_NEED = re.compile(
    r"\b(?:precis(?:o|amos)|quer(?:o|emos|ia|iamos)|need|want|would like)(?: \w+)? (?:to )?"
    r"(?:(?:de |um |uma )?(?:ajuda|sistema|solucao|ferramenta|controle)|mais (?:client|vend"
    r"|lead|alun"
    r"|pacient|organiz|control)\w*|agiliz\w+|padroniz\w+|economiz\w+|centraliz\w+|cresc\w+"
    r"|fideliz\w+"
    r"|more (?:clients|customers|leads|sales|students)|a (?:system|tool|way)|save time"
    r"|organiz\w+|automatiz\w+|automat\w+|melhor\w+|reduz\w+|diminu\w+|aument\w+|control\w+"
    r"|integr\w+"
    r"|vender|atender|respond\w+|captar|improve|reduce|increase|organi[sz]e|sell more|track"
    r"|manage|grow)"
)


_BUSINESS = re.compile(r"\d|\b(?:somos|sou|tenho|temos|trabalho|aqui e|we are|we're|i'm|i run)\b")
_WHAT_WE_DO = re.compile(
    r"(?:(?:eu|a gente|nos|aqui)\s+)?(?:somos|sou|vend(?:o|emos|e)|trabalh(?:o|amos) (?:com"
    r"|n[oa])|fabric\w+"
    r"|fazemos|faco|atu(?:o|amos)|tenho|temos|e uma?\b|we (?:are|sell|make|have)|i (?:sell|run"
    r"|own))\b"
)
_PLAIN_WORDS = re.compile(r"[a-z]{4,}")


def tells_trouble(folded: str) -> bool:
    return bool(_TROUBLE.search(folded) or _OTHERS_FAIL.search(folded))


def find(said: Said, asked: Field | None) -> Learned | None:
    if _NONE.search(said.folded):
        return None
    for sentence in said.sentences():
        part = said.folded[sentence.start : sentence.end]
        if tells_trouble(part) or _NEED.search(part):
            confidence = ANSWERED if asked is Field.PAIN else INFERRED
            start = sentence.start if asked is Field.PAIN else _opens(said, sentence)
            text = said.written if asked is Field.PAIN else said.quote(start, sentence.end)
            return Learned(Field.PAIN, _short(text), confidence)
    if asked is Field.PAIN and is_title(clean_name(said.written)):
        return None
    if asked is Field.PAIN and _WHAT_WE_DO.match(said.folded.strip()):
        return None
    if asked is Field.PAIN and _PLAIN_WORDS.search(said.folded):
        return Learned(Field.PAIN, _short(said.written), ANSWERED)
    return None


def _opens(said: Said, sentence: Sentence) -> int:
    """Where the trouble begins in a sentence that tells of the business first."""
    for clause in clauses(said):
        part = said.folded[clause.start : clause.end]
        inside = sentence.start <= clause.start < sentence.end
        if inside and (tells_trouble(part) or _NEED.search(part)):
            before = said.folded[sentence.start : clause.start]
            return clause.start if _BUSINESS.search(before) else sentence.start
    return sentence.start


def _short(text: str) -> str:
    flat = " ".join(text.split()).strip(" ,-")
    return flat if len(flat) <= MAX_CHARS else flat[: MAX_CHARS - 1].rstrip() + "…"
