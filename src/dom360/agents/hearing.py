"""What a message wants, in the light of the question that it answers.

Asked what troubles them, people tell of others: "cliente pede segunda via", "já fecharam com
outra", "a moça fica pedindo para falar com o gerente". None of that is said to us.
"""

import re
from dataclasses import replace
from functools import lru_cache

from dom360.agents.clauses import clauses, questions
from dom360.agents.extract import Field, Learned
from dom360.agents.intents import Intent, recognise
from dom360.agents.text import Said, fold

# What a trouble's words look like without being meant for us.
OFTEN_TOLD = frozenset(
    {Intent.SUPPORT, Intent.MEETING, Intent.PERSON, Intent.OFF_TOPIC, Intent.EXPENSIVE,
     Intent.PRICE, Intent.PRODUCT, Intent.GOODBYE, Intent.ANNOYED, Intent.IS_BOT}
)  # fmt: skip
# These are, unless the clause names who else wants no more.
TOLD_OF_OTHERS = frozenset({Intent.REFUSAL, Intent.LATER})
_OTHERS = re.compile(
    r"\b(?:client\w*|pacient\w*|alun\w*|noiv\w*|morador\w*|el[ea]s?|pessoal|povo|galera|hospede\w*"
    r"|consumidor\w*|comprador\w*|interessad\w*|lead\w*|visitant\w*|pais|mae|familia\w*|outr[oa]s?"
    r"|concorren\w+|fornecedor\w*|cara|caras|customers?|patients?|they|people|parents|students?"
    r"|guests?|buyers?|someone)\b"
)
_MEANT_FOR_US = re.compile(
    r"\?|\b(?:voces?|you|quero|queria|gostaria|prefiro|preciso falar|pod(?:e|em|eria)\b|posso|vamos"
    r"|me (?:pass|mand|lig|cham|deix|envi|fal|ret|tir|expl|conect)\w*|obrigad[oa]|valeu|tchau"
    r"|ate (?:mais|logo)|thanks?|bye|(?:nao|sem) (?:tenho |temos |tem )?(?:mais )?interesse"
    r"|i(?:'d| would)? (?:want|like|prefer)|let'?s|can i|could i|please|(?:me |te )?respond[ae]\b"
    r"|nao (?:quero|queremos|preciso)|ja (?:falei|disse|respondi|temos|tenho|contratei|fechei|uso)"
    r"|ja sou|sou cliente|meu (?:pedido|boleto)|minha (?:fatura|conta|senha|consulta)"
    r"|not interested|perda de tempo|waste of time|agora nao|nao agora|outra hora)"
)
_PLAIN = frozenset({Field.EMPLOYEES, Field.BUDGET, Field.AUTHORITY, Field.TIMELINE})
_OWN_BUSINESS = re.compile(
    r"\b(?:somos|sou|tenho|temos|trabalh(?:o|amos)|vend(?:o|emos)|fac?(?:o|zemos)|produzimos|minha"
    r" (?:empresa|loja|escola)|we(?:'re| are| make| sell| run)|i(?:'m| am| run| own))\b"
)
# "Não sei como organizar os pedidos" is a trouble, and no "I don't know".
_AT_A_LOSS = re.compile(
    r"\b(?:nao sei|nao sabemos|ninguem sabe|don'?t know) (?:mais )?(?:como|how|o que fazer|quem)\b"
)
_NOTHING = re.compile(r"\W*(?:zero|nada|nenhum|nothing|none)\b(?!.*\d)")
_BY_MONTH = re.compile(r"\b(?:por mes|mensa(?:l|is)|a month|per month|monthly)\b[^?]*\?")
_BY_YEAR = re.compile(r"\b(?:por ano|anua(?:l|is)|a year|per year|yearly)\b[^?]*\?")


def in_context(said: Said, intents: frozenset[Intent], asked: Field | None) -> frozenset[Intent]:
    if asked in _PLAIN and Intent.OFF_TOPIC in intents and not questions(said):
        # "Eu e minha namorada": to a plain question it is the answer.
        intents -= {Intent.OFF_TOPIC}
    if Intent.OFF_TOPIC in intents and _OWN_BUSINESS.search(said.folded) and not questions(said):
        intents -= {Intent.OFF_TOPIC}
    if asked is Field.BUDGET and _NOTHING.match(said.folded):
        intents |= {Intent.UNKNOWN}
    if asked is Field.PAIN and _AT_A_LOSS.search(said.folded):
        intents -= {Intent.UNKNOWN}
    if asked is not Field.PAIN or not intents & (OFTEN_TOLD | TOLD_OF_OTHERS):
        return intents
    told = [clause.span for clause in clauses(said)
            if not clause.is_question
            and not _MEANT_FOR_US.search(said.folded[clause.start : clause.end])]  # fmt: skip
    of_others = [span for span in told if _OTHERS.search(said.folded[slice(*span)])]
    unmeant = OFTEN_TOLD - recognise(said.without(told))
    return intents - unmeant - (TOLD_OF_OTHERS - recognise(said.without(of_others)))


def in_talk(item: Learned, our_last: str) -> Learned:
    """What was learned, with what our question says of it."""
    if item.field is Field.BUDGET and isinstance(item.value, dict):
        asked = fold(our_last)
        period = "month" if _BY_MONTH.search(asked) else "year" if _BY_YEAR.search(asked) else None
        if period and item.value.get("period") is None:
            return replace(item, value={**item.value, "period": period})
    return item


def without_name(said: Said, contact: str) -> Said:
    """ "Edson da TransEd", "Hiroshi Tanaka, diretor": who speaks is no company."""
    name = _introduction(fold(contact)) if contact else None
    found = name.search(said.folded) if name else None
    return said.without([found.span(1)]) if found else said


@lru_cache(maxsize=256)
def _introduction(contact: str) -> re.Pattern[str] | None:
    """The contact's name where they introduce themselves with it."""
    words = [word for word in contact.split() if len(word) > 1]
    titles = (
        "seu",
        "dona",
        "sr",
        "sra",
        "dr",
        "dra",
        "eng",
        "prof",
        "profa",
        "mr",
        "mrs",
        "ms",
        "cap",
    )
    names = [word for word in words if word.strip(".") not in titles]
    if not names:
        return None
    rest = "".join(rf"(?: {re.escape(word)})?" for word in names[1:])
    return re.compile(
        r"(?:^|[.!?,\n]\s*|\b(?:(?:aqui|nome) (?:e|eh)|sou|chamo|fala|is|i'?m) (?:[oa] )?)"
        rf"({re.escape(names[0])}{rest})(?=\s*,|\s+(?:(?:aqui|falando|here)\b"
        r"|(?:d[aoe]|from|at|with)\s))"
    )
