"""Words as a reader compares them: folded, stemmed a little, with typos and chat spelling."""

import re
from functools import lru_cache

from dom360.agents.text import fold

_TOKEN = re.compile(
    r"\d+(?:[.,/]\d+)*"  # 1.000 or 2,5 or 3/8
    r"|[a-z]+(?:['\-&][a-z0-9]+)*"
    r"|%"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SQUARES = str.maketrans({"²": "2", "³": "3", "º": " ", "ª": " ", "°": " "})
_METRES = {"m2": "metroquadrado", "m3": "metrocubico"}
_METRE = re.compile(r"\bm[23]\b")
_NUMBER_WORDS = {
    word: str(number)
    for number, words in {
        2: "dois duas two", 3: "tres three", 4: "quatro four", 5: "cinco five", 6: "seis six",
        7: "sete seven", 8: "oito eight", 9: "nove nine", 10: "dez ten", 12: "doze twelve",
        15: "quinze fifteen", 20: "vinte twenty", 30: "trinta thirty", 100: "cem hundred",
        1000: "mil thousand",
    }.items()
    for word in words.split()
}  # fmt: skip
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6"}
# Longest first; what is left must keep three letters.
_ENDINGS = """
    amento amentos imento imentos acao acoes icao icoes ucao ador adora edor edora idor idora
    avel ivel ancia encia anca enca ariamos eriamos iriamos aremos eremos iremos assem essem
    ando endo indo aria eria iria aram eram iram avam amos emos imos ado ada ido ida ar er ir
    am em ou ei iu ara era ira a e o ing ed
"""
# Verbs whose first person hides them.
_IRREGULAR = {
    "perco": "perder", "peco": "pedir", "meco": "medir", "trago": "trazer", "trouxe": "trazer",
    "durmo": "dormir", "sirvo": "servir", "visto": "vestir", "sinto": "sentir", "ouco": "ouvir",
    "caiba": "caber", "caibo": "caber", "valha": "valer", "saio": "sair", "caiu": "cair",
    "morreu": "morrer", "pus": "por", "ponho": "por", "venho": "vir", "repito": "repetir",
    "divido": "dividir", "subo": "subir", "descubro": "descobrir", "fujo": "fugir",
}  # fmt: skip
# "cachorrinha", "hotelzinho". What is left must keep four letters: "vinho" and "linha" are whole.
_DIMINUTIVE = re.compile(r"(?<=[a-z]{4})z?inh[oa]$")
_SUFFIXES = sorted(_ENDINGS.split(), key=len, reverse=True)


def tokens(text: str) -> list[str]:
    """Folded words and numbers; "AC-II" gives "acii" beside its parts "ac" and "2"."""
    found: list[str] = []
    folded = _METRE.sub(lambda match: _METRES[match.group()], fold(text).translate(_SQUARES))
    for match in _TOKEN.finditer(folded):
        found += _forms(match.group())
    return found


def _forms(word: str) -> list[str]:
    if word[0].isdigit():
        return [_number(word)]
    if word.isalpha():
        return [_NUMBER_WORDS.get(word) or _ROMAN.get(word) or word]
    parts = re.split(r"['\-&]", word)
    return ["".join(parts), *(_ROMAN.get(part, part) for part in parts if len(part) > 1)]


def _number(digits: str) -> str:
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "")
    whole, comma, decimals = digits.replace(",", ".").partition(".")
    return f"{whole}.{decimals}" if comma and decimals.strip("0") else whole


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A light stem: number, gender and the usual endings of verbs and nouns."""
    if not word.isalpha() or len(word) < 4:
        return word
    word = _IRREGULAR.get(word, word)
    word = _DIMINUTIVE.sub("", _singular(word.removesuffix("mente")))
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word.removesuffix(suffix)
    return word


def _singular(word: str) -> str:
    for plural, singular in (
        ("ntis", "ntil"), ("veis", "vel"), ("fis", "fil"), ("oes", "ao"), ("aes", "ao"),
        ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m"), ("res", "r"), ("zes", "z"),
        ("ies", "y"),
    ):  # fmt: skip
        if word.endswith(plural) and len(word) - len(plural) >= 2:
            return word.removesuffix(plural) + singular
    return word if word.endswith(("ss", "amos", "emos", "imos")) else word.removesuffix("s")


def alike(one: str, other: str) -> bool:
    """Two stems that mean one word: a common beginning, or a typo in a word that is long enough."""
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    short, long = sorted((one, other), key=len)
    # "preparam" loses one "ar" more than "preparar".
    if len(short) > 2 and long[len(short) :] in ("ar", "er", "ir") and long.startswith(short):
        return True
    if len(short) < 5:
        return False
    if short[:5] == long[:5] and len(long) <= 10:
        return True
    allowed = 2 if len(short) >= 8 else 1
    if len(long) - len(short) > allowed:
        return False
    return _distance(short, long, allowed) <= allowed


def _distance(one: str, other: str, limit: int) -> int:
    """Edits between two words (neighbours swapped count once); above `limit` any number."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (left != right)
            )
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before_last, last = last, current
    return last[-1]
