"""What the contact can or does spend: an amount, its currency and, where said, how often."""

import re

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract.model import ANSWERED, NAMED, Field, Learned
from dom360.agents.extract.phrases import corrects, only_hedges
from dom360.agents.language import Language
from dom360.agents.numbers import Number, find_numbers
from dom360.agents.text import Said

# Below this a bare number beside a spending word is rather a count.
SMALLEST = 100
# An answer to our question may be less, but "5" is no sum that anyone plans with.
SMALLEST_ANSWER = 30
_AROUND_AMOUNT = re.compile(
    r"\b(?:por|ao|no|per|a|cada|todo|every|each) (?:mes|ano|month|year)\b|\bmensa\w+|\banua\w+"
    r"|\bmonthly|\byearly|\breais\b|\bno (?:comeco|inicio|total)\b|\bpara comecar\b"
    r"|\b(?:invest|gast|pag|pens|consig|pod|spend|pay|afford)\w*|\bk\b|\bmil\b|\bmilh\w+"
    r"|\d[\d.,]*k?|[^\w\s]"
)
_BEFORE = re.compile(r"(?:r\$|us\$|\$|€|\busd|\bbrl|\beur)\s*$")
_AFTER = re.compile(
    r"^\s*(?:reais|real\b|reaus?\b|dinheiros\b|contos?\b|pilas?\b|pratas?\b|mangos\b|dolares"
    r"|dollars|bucks|usd|brl"
    r"|euros?|€)"
)
_SPENDING = re.compile(
    r"\b(?:gast\w+|invest\w+|orcamento|verba|budget|pag(?:o|amos|ar)|teto|spend\w*|pay(?:ing)?"
    r"|afford"
    r"|disponi\w+|separa\w+|reserva\w+)\b"
)
# "20 mil separados", "1500 pra começar": what the sum is for comes after it.
_SET_ASIDE = re.compile(
    r"^\s*(?:reais |conto |por mes |mensais )?(?:separad|reservad|guardad|disponi|aprovad|em caixa"
    r"|(?:pra|para) (?:isso|esse|este|essa|comecar|investir|gastar|iniciar|o projeto)|set aside"
    r"|budgeted|available|to (?:spend|invest|start))"
)
# In an answer, a number of things: "300 produtos".
_COUNTED = re.compile(r"^\s+(?!reais\b|contos\b|mensais\b|anuais\b|dolares\b|euros\b)[a-z]{3,}s\b")
_REVENUE = re.compile(
    r"\b(?:fatur\w+|receita|revenue|turnover|lucr\w+|per[cd]\w+|los[ei]\w*|vend\w+|cobr\w+|aluguel"
    r"|folha|salarios?|ticket|dev(?:o|e|em|endo)|divida|prejuizo|deix\w+ de (?:ganhar|vender)"
    r"|ganh\w+|charge|rent|owe\w*|debt)\b"
)
_OTHER_NOUN = re.compile(
    r"^\s*(?:%|por cento|percent|(?:func|cli|lead|pessoa|pedido|hora|dia|mes|meses|ano|people"
    r"|customer|order"
    r"|employee|hour|day|month(?!ly)|week|colabor|paciente|aluno|semana|year|loja|user"
    r"|usuario)\w*\b)"
)
# "150 mês" answers how much.
_BARE_MONTH = re.compile(r"\s*mes\b(?! que vem)")
_MONTH = re.compile(
    r"(?:por|ao|/|p/|a|per|every|each|todo)\s?(?:mes|month)\b|\d\s?(?:reais |contos? "
    r"|pilas? )?mes\b|mensa\w+|monthly|/mo\b"
)
_YEAR = re.compile(
    r"(?:por|ao|no|/|a|pr?o|para o|per|every|each|todo|esse|este|neste|nesse|this)\s?(?:ano"
    r"|year)\b|anua\w+"
    r"|yearly|annual\w*"
)


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    candidates = [
        (_strength(said, number, asked), number)
        for number in find_numbers(said.folded)
        if not number.is_article and number.value > 0
    ]
    usable = [(strength, number) for strength, number in candidates if strength > 0]
    if not usable:
        return None
    # "entre 3 e 5 mil": the most certain, and among equals the largest.
    strength, number = max(usable, key=lambda pair: (pair[0], pair[1].value))
    if corrects(said):
        # "Uns 900. Aliás, pode colocar 1200": what corrects comes last.
        strength, number = 2, usable[-1][1]
    value: dict[str, object] = {
        "amount": int(number.value) if number.value == int(number.value) else number.value,
        "currency": _currency(said, number, language),
        "period": _period(said, number, asked),
    }
    return Learned(Field.BUDGET, value, NAMED if strength > 1 else ANSWERED)  # type: ignore[arg-type]


def _strength(said: Said, number: Number, asked: Field | None) -> int:
    """0: not a budget; 1: the answer to our question; 2: named as money or as spending."""
    sentence = said.sentence_at(number.start)
    before, after = said.folded[: number.start], said.folded[number.end :]
    a_month = asked is Field.BUDGET and _BARE_MONTH.match(after)
    if (_OTHER_NOUN.match(after) and not a_month) or sentence.is_question:
        return 0
    clause = said.folded[max(sentence.start, number.start - 40) : number.start]
    spending = bool(_SPENDING.search(clause))
    if _REVENUE.search(clause) and not spending:
        return 0
    if _BEFORE.search(before) or _AFTER.match(after):
        return 2 if spending or asked is not Field.EMPLOYEES else 1
    monthly = (_MONTH.match(after.lstrip()) or _YEAR.match(after.lstrip())) and number.value >= (
        SMALLEST_ANSWER if spending or asked is Field.BUDGET else SMALLEST
    )
    if _SET_ASIDE.match(after) and number.value >= SMALLEST:
        return 2
    if monthly or (spending and (number.value >= SMALLEST or asked is Field.BUDGET)):
        return 2
    if asked is not Field.BUDGET or _COUNTED.match(after):
        return 0
    return 1 if number.value >= SMALLEST or _is_bare(said, number) else 0


def _is_bare(said: Said, number: Number) -> bool:
    """The clause is this amount and little else, and not so small that it counts something."""
    if number.value < SMALLEST_ANSWER and not _SPENDING.search(said.folded):
        return False
    return any(
        clause.start <= number.start < clause.end
        and only_hedges(
            Said.of(said.folded[clause.start : clause.end]),
            number.start - clause.start,
            min(number.end, clause.end) - clause.start,
            _AROUND_AMOUNT,
        )
        for clause in whole_clauses(said)
    )


def _currency(said: Said, number: Number, language: Language) -> str:
    around = said.folded[max(0, number.start - 5) : number.end + 10]
    if "r$" in around or "reais" in around or "brl" in around:
        return "BRL"
    if "€" in around or "eur" in around:
        return "EUR"
    if "$" in around or re.search(r"usd|dol|buck", around):
        return "USD"
    return "BRL" if language == "pt" else "USD"


def _period(said: Said, number: Number, asked: Field | None) -> str | None:
    near = said.folded[max(0, number.start - 25) : number.end + 25]
    if corrects(said) or asked is Field.BUDGET:
        near = said.folded
    if _MONTH.search(near):
        return "month"
    return "year" if _YEAR.search(near) else None
