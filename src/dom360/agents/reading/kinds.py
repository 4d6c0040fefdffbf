"""What kind of answer a question wants, and whether a text holds one."""

import re
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    MONEY = "money"
    HOUR = "hour"
    DAY = "day"
    DURATION = "duration"
    COUNT = "count"
    PLACE = "place"
    PHONE = "phone"
    MAIL = "mail"
    PERSON = "person"
    PERCENT = "percent"
    NEEDS = "needs"
    MEASURE = "measure"
    SINCE = "since"
    AGE = "age"


_UNITS = (
    r"(?:minutos?|min|horas?|hs?|dias?|semanas?|mes(?:es)?|anos?|minutes?|hours?|days?|weeks?"
    r"|months?|years?)\b"
)
WEEKDAYS = (
    "segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo", "feriado",
    "fim-de-semana", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_DAY_NAMES = (
    r"(?:segundas?|tercas?|quartas?|quintas?|sextas?|sabados?|domingos?|feriados?|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday)"
)
_MONTHS = (
    r"janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
)
DAY_RANGE = re.compile(
    rf"{_DAY_NAMES}(?:-feira)? (?:a|ate|to|through) {_DAY_NAMES}|todos os dias|diariamente"
    r"|every day|24 horas por dia"
)
_FREE = (
    r"\bgr?atis|gratuit|sem custo|de graca|\bisent|inclu(?:id|s)|nossa conta|\bfree\b|sob consulta"
)
_PRICE = r"r\$ ?\d|(?:us)?\$ ?\d|€ ?\d|\d (?:reais|dolares)"
_NAMED_PRICE = re.compile(_PRICE)
_HOLDS = {
    Kind.MONEY: re.compile(rf"{_PRICE}|\d ?%|{_FREE}"),
    Kind.HOUR: re.compile(
        r"\b\d{1,2} ?h(?:\d\d)?\b|\b\d{1,2}:\d\d|\b\d{1,2} ?(?:am|pm)\b|24 horas|meia-noite"
        r"|meio-dia|hora (?:exata|marcada)"
    ),
    Kind.DAY: re.compile(
        rf"\b{_DAY_NAMES}|\bdias? \d|\b(?:{_MONTHS})\b|por ano|todo (?:dia|mes)|\b\d{{1,2}} de cada"
        rf"|\d (?!anos?\b|years?\b){_UNITS}|\d(?=[a-z]){_UNITS}|na hora|mesmo dia|imediat"
    ),
    Kind.DURATION: re.compile(
        rf"\d+(?:[.,]\d+)? ?(?:dias? )?(?:uteis )?{_UNITS}|na hora\b|imediat|mesmo dia|no ato\b"
        r"|\b(?:um|uma|dois|duas|tres) (?:minuto|hora|dia|semana|mes|ano)s?\b|one (?:hour|day|week)"
        r"|\b(?:uma|duas|tres|\d+) vez(?:es)? (?:por|ao|a cada|na|no)\b|\ba cada \w+"
        r"|ordem de chegada|(?:todo|cada) (?:dia|mes|semana|ano)|\bdiari|sem(?:anal|pre)"
    ),
    Kind.COUNT: re.compile(
        r"\d|\b(?:duas|dois|tres|quatro|cinco|seis|sete|oito|nove|dez|two|three|four|five|six"
        r"|uma? unica|ilimitad|unlimited)\b"
    ),
    Kind.PLACE: re.compile(
        r"\b(?:rua|avenida|av\.|alameda|praca|rodovia|estrada|travessa|bairro|centro|unidades?|sala"
        r"|andar|em frente|ao lado|atras|loja|piscina|quadra|patio|recepcao|balcao|portal|site"
        r"|street|avenue|floor|regiao|em [a-z]+\.)|\w ?> ?\w|https?:|\w\.(?:com|example|br)\b"
    ),
    Kind.PHONE: re.compile(r"\(?\d{2}\)? ?9?\d{4}[- ]?\d{4}|0800[ \d-]{6,}|\+\d{8,}"),
    Kind.MAIL: re.compile(r"[\w.+-]+@[\w-]+\.\w"),
    Kind.PERCENT: re.compile(r"\d ?%|r\$ ?\d"),
    Kind.MEASURE: re.compile(
        r"\d ?(?:kg|kgs|g|gr|quilos?|gramas?|toneladas?|mm|cm|m|metros?|centimetros?|km|m2|m3|ml|l"
        r"|litros?|polegadas?)\b|\d ?x ?\d"
    ),
    Kind.SINCE: re.compile(
        r"\bdesde (?:\w+ de )?\d{4}|\bfundad|\b(?:ha|com|mais de|completa\w*) (?:mais de )?\d+ anos"
        r"|\b(?:em|de) (?:19|20)\d\d\b|\bsince|\b\d+ anos de (?:mercado|experiencia|historia|casa)"
    ),
    Kind.AGE: re.compile(
        r"\b(?:\d+|menos|mais) (?:a \d+ )?(?:anos|meses)\b|\bmenores|\bmaiores|\bidade|\bage"
    ),
    Kind.NEEDS: re.compile(
        r"\bexig|\bnecessari|\bprecis|\bobrigatori|documento|\b(?:rg|cpf|cnpj)\b|comprovante"
        r"|carteir"
        r"|\bleve\b|\btraga|\btrazer|\brequire|\bmust\b|\bneed|\bbring"
    ),
}
_NAMES = re.compile(r"\b(?:Dra?\.|Sra?\.|[A-ZÀ-Ý][a-zà-ÿ]+) (?:d[aeo]s? )?[A-ZÀ-Ý][a-zà-ÿ]+")


@lru_cache(maxsize=20_000)
def holds(kind: Kind, text: str, folded: str) -> bool:
    if kind is Kind.PERSON:
        return bool(_NAMES.search(text))
    return bool(_HOLDS[kind].search(folded))


def names_a_price(folded: str) -> bool:
    return bool(_NAMED_PRICE.search(folded))


_ASKS = {
    Kind.DURATION: (
        r"quanto tempo|quant[oa]s? (?:horas|dias|semanas|meses|anos|minutos)|\bprazo\b|demora"
        r"|(?:com|qual) (?:que |a )?frequencia|de quanto em quanto|tempo (?:leva|dura)|\bvalidade\b"
        r"|quanto (?:dura|leva)|how (?:long|often|many (?:days|hours|weeks|months|years))"
        r"|tolerancia|quando (?:fica|chega|sai|volta)"
    ),
    Kind.HOUR: (
        r"que horas?|ate (?:que|quantas) horas|\bhorarios?\b|a partir de que hora|what time"
        r"|opening hours"
    ),
    Kind.DAY: (
        r"(?:que|quais|qual|cada) (?:o |os )?dias?\b|\bquando\b|em que data|(?:ate|desde) quando"
        r"|que mes|when\b|which days?|what days?"
    ),
    Kind.MONEY: (
        r"quanto (?:e que |e |eh |que )?(?:e\b|eh\b|custa|fica|sai|ta\b|esta|cobra|pag|vale|seria"
        r"|voces cobra|vcs cobra|a |o )(?! ?[a-z]+ndo\b)|\bprecos?\b|\bvalor(?:es)?\b|\bcusta"
        r"|\bcustos?\b"
        r"|\b(?:taxa|tarifa)s?\b"
        r"|por quanto|quanto\?*$|how much|\bprices?\b|\bcosts?\b|\bfees?\b|(?:ta|e|sai) quanto"
        r"|mult\w+ de quanto|gratis a partir de quanto"
    ),
    Kind.COUNT: (
        r"\bquant[oa]s\b|quant[oa]s? (?:rende|mede|pesa|cabe|leva|a mais)|how many|\blimites?\b"
        r"|qual (?:a )?idade|quantidade|versao minima"
    ),
    Kind.MEASURE: (
        r"\bquanto (?:e que )?(?:pesa\w*|mede\w*)|(?:qual|quais|que) (?:e )?(?:o |a )?(?:peso"
        r"|altura"
        r"|largura|comprimento|profundidade|espessura|medidas?|dimens\w+)\b|how (?:heavy|tall|big)"
    ),
    Kind.AGE: (
        r"\b(?:de|com|tem|tenho|tinha|fez|faz) \d+ (?:anos|aninhos|meses)\b(?! (?:atras|de |para"
        r"|pra))"
        r"|\bidade\b|how old (?:do|must)"
    ),
    Kind.SINCE: (
        r"quantos anos (?:de (?:mercado|existencia|experiencia)|tem (?:a |de )?(?:empresa|loja"
        r"|clinica"
        r"|escola|casa|voces))|ha quant[oa]s? (?:tempo|anos) (?:voces |a (?:empresa"
        r"|loja) )?(?:exist"
        r"|est[aã]o? no mercado|trabalh|funcion|abri)|quando (?:(?:voces |a (?:empresa"
        r"|loja) )(?:abri"
        r"|comec|surgi)|(?:a (?:empresa|loja) )?foi (?:fundad|abert|criad))|how old is the"
        r"|since when"
    ),
    Kind.PHONE: (
        r"\btelefones?\b|\bfone\b|numero (?:do|de) (?:whats|zap|tel)|phone number"
        r"|qual (?:o |e o )?(?:zap|whats\w*|wpp)|passa o (?:zap|whats\w*|tel)"
    ),
    Kind.MAIL: r"(?:qual|que|passa|manda\w*|what) .{0,12}\be-?mail\b",
    Kind.PERSON: r"\bquem (?:e|eh|sao|foi|atende|faz)\b|\bquem\b|\bwho\b|nome d[aeo]",
    Kind.PERCENT: r"(?:qual|quanto|quais).{0,12} descontos?\b|quantos? por cento",
    Kind.NEEDS: (
        r"(?:o )?que (?:eu )?(?:precis|lev[oa]|tenho que levar|devo levar|e necessario|e preciso)"
        r"|(?:quais|que) (?:os )?(?:documentos|requisitos)|what (?:do i|should i) (?:need|bring)"
        r"|(?:which|what) documents"
    ),
    Kind.PLACE: r"\bonde\b|\bendereco\b|\blocalizacao\b|(?:em )?qual unidade|where\b|\baddress",
}  # fmt: skip
_ASKED = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKS.items())
# "quanto tempo custa" doesn't exist: what the more exact kind has taken, the wider one leaves.
_YIELDS = (
    (Kind.COUNT, Kind.DURATION),
    (Kind.DAY, Kind.HOUR),
    (Kind.COUNT, Kind.MEASURE),
    (Kind.COUNT, Kind.SINCE),
    (Kind.DURATION, Kind.SINCE),
    (Kind.DAY, Kind.SINCE),
)
# "Lente que escurece quando sai na rua" asks for no day.
_IN_PASSING = re.compile(
    r"(?<=\bou )quando (?=[a-z]{3})"
    r"|(?<=[a-z]{4} )(?<!\bsabe )(?<!\bsaber )(?<!\bdesde )(?<!\bdizer )quando (?=[a-z]{3})"
)


def kinds_of(folded: str) -> frozenset[Kind]:
    """The kinds any of which would answer; none where the question leaves it open."""
    folded = _IN_PASSING.sub(" ", folded)
    found = {kind for kind, pattern in _ASKED if pattern.search(folded)}
    for wide, exact in _YIELDS:
        if exact in found:
            found.discard(wide)
    if Kind.DAY in found and Kind.DURATION not in found and "quando" in folded:
        found.add(Kind.DURATION)
    return frozenset(found)
