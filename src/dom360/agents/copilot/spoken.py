"""Reading what is dictated to a phone: numbers said as words, and the little words that fill a
sentence, say nothing and stand between the ones that do.
"""

import re
from collections.abc import Iterator

from dom360.agents.copilot.calendar_words import MONTH
from dom360.agents.copilot.edits import Edit, Traced
from dom360.agents.numbers import Number, find_numbers

# "15 de dez", "dez/26" and "em dez" are December.
_OF_A_MONTH = re.compile(r"(?:\d{1,2}[ºo°]? (?:de )?|\b(?:em|mes de|desde|ate) )$")
_AFTER_A_MONTH = re.compile(r"\s*/\s*\d|\s+(?:de )?20\d\d\b|\W*$|\s+(?:pra|ate|a|e)\b")
# Words of these are no count where they stand alone: "do zero", "mil desculpas".
_NO_COUNT = frozenset({"zero", "mil", "thousand", "meia", "meio", "k", "mi", "pau", "paus"})
_OPENING = re.compile(
    r"^\W*(?:(?:entao|tipo(?: assim)?|assim|olha(?: so)?|olhe|escuta|veja bem|(?:e )?o seguinte"
    r"|seguinte|ah+|ahn+|hu+m+|eh+|ue|ei|pois e|vamos la|deixa eu (?:ver|te (?:perguntar|pedir))"
    r"|(?:e )?(?:outra coisa|mais uma coisa)|me tira uma duvida|uma duvida|um favor"
    r"|(?:me )?faz(?: um| o)? favor|me ajuda aqui|por favor|por gentileza|please|well|uh+|um+m"
    r"|listen|(?:bom|bem|cara|mano|gente|pessoal|like)(?=\s*[,.:\u2026-]))\b[\s,.:\u2026-]*)+"
    r"(?=\S+\s+\S)"
)
_BETWEEN = re.compile(
    r"\s*,\s*(?:sabe|viu|entendeu|tipo(?: assim)?|sei la|assim|digamos(?: assim)?|por exemplo"
    r"|vamos dizer|you know|like)\s*,(?=\s)"
    r"|\s*,?\s+(?:ne|viu|entendeu|tipo assim)\b(?=\s|[,.?!]|$)"
)


def as_written(traced: Traced, text: str) -> Traced:
    """`text` is what was typed, of which `traced` is the folded form."""
    addressed = traced.edited(_titles(traced, text))
    counted = addressed.edited(_numbers(addressed, text))
    return counted.edited(_fillers(counted.plain))


# Whom it is for and how politely, in the middle of an order.
_FOR_US = re.compile(
    r"(?<=[a-z])(?<!ad[oa])(?<!ad[oa]s)(?<!signed) (?:(?:pra|para) (?:mim|a gente|gente|nos)"
    r"|por (?:favor|gentileza|obsequio)|fazendo (?:o )?favor|rapidinho)(?= [a-z])"
)
_TITLE = re.compile(r"\b(?:dona|seu|senhora?|sra?\.?) (?=[a-z])")
# "os 3 + antigos"
_PLUS = re.compile(r"(?<![\d+])\+(?= [a-z])|(?<=\d) \+(?= [a-z])(?! (?:de|pontos|pts))")
_MONTHS = re.compile(rf"\b(?:{MONTH})\s?(?P<slash>/)\s?(?=(?:{MONTH}))")
# "últimos 7d"
_DAYS_SHORT = re.compile(r"(?<=\d)\s?d(?!\w)")
# "aí" and "lá" after an order point nowhere.
_THERE = re.compile(
    r"\b(?!(?:e|por|the|our|your|my|an|of|for|by|on|with|and|this|is|does|did|how|d[ao]|com|[ao]"
    r"|uma?"
    r"|ness[ae]|quanto)\b)[a-z]+(?P<there> (?:ai|la))(?= [a-z])"
)
# "pode deixar um recado pro Bruno? fala que eu ligo"
_TELL_THAT = re.compile(
    r"(?P<note>\b(?:recados?|comentarios?|notas?|anotac\w+|observac\w+|lembretes?|note|comment)\b"
    r"[^?:]{3,60})(?P<ask>\?\s+(?:fala|diz|diga|escreve|avisa|informa|say)(?: que| that|:))\s"
)


def _titles(traced: Traced, text: str) -> Iterator[Edit]:
    """ "a dona carla" is Carla; "Dona Carla" is what somebody may be called in the records."""
    for title in _TITLE.finditer(traced.plain):
        name, typed = traced.back[title.end()], traced.back[title.start()]
        if text[name].isupper() and text[typed].islower():
            yield title.start(), title.end(), ""


def _numbers(traced: Traced, text: str) -> Iterator[Edit]:
    """ "quinze dias", "setenta e cinco pontos"; not "Três Irmãos"."""
    for number in find_numbers(traced.plain):
        word = traced.plain[number.start : number.end]
        typed = traced.back[number.start]
        is_name = typed > 0 and text[typed].isupper() and not text.isupper()
        if traced.plain[: number.start].endswith("por ") and word in ("cento", "cem"):
            continue
        if number.is_article or word[0].isdigit() or word in _NO_COUNT or is_name:
            continue
        if number.value != int(number.value) or (
            word == "dez" and _is_december(traced.plain, number)
        ):
            continue
        yield number.start, number.end, str(int(number.value))


def _is_december(plain: str, number: Number) -> bool:
    before, after = plain[: number.start], plain[number.end :]
    return bool(_OF_A_MONTH.search(before) and _AFTER_A_MONTH.match(after))


def _fillers(plain: str) -> Iterator[Edit]:
    opening = _OPENING.match(plain)
    start = opening.end() if opening else 0
    if opening:
        yield 0, start, ""
    told = _TELL_THAT.search(plain)
    fillers = [*_BETWEEN.finditer(plain, start)]
    fillers += _FOR_US.finditer(plain, start)
    edits = [(one.start(), one.end(), "") for one in fillers]
    edits += [(one.start(), one.end(), " dias") for one in _DAYS_SHORT.finditer(plain, start)]
    edits += [(*one.span("there"), "") for one in _THERE.finditer(plain, start)]
    edits += [(*told.span("ask"), " que")] if told else []
    edits += [(one.start(), one.end(), _more(one)) for one in _PLUS.finditer(plain, start)]
    edits += [(*one.span("slash"), " a ") for one in _MONTHS.finditer(plain, start)]
    yield from sorted(edits)


def _more(plus: re.Match[str]) -> str:
    return " mais" if plus.group().startswith(" ") else "mais"
