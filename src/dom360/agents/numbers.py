"""Numbers in running text: digits with Brazilian or English separators, scales, and words."""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d[\d.,]*|[a-z]+")
_UNITS = {
    word: value
    for value, words in {
        0: "zero", 1: "um uma one", 2: "dois duas two", 3: "tres three", 4: "quatro four",
        5: "cinco five", 6: "seis six", 7: "sete seven", 8: "oito eight", 9: "nove nine",
        10: "dez ten", 11: "onze eleven", 12: "doze twelve", 13: "treze thirteen",
        14: "quatorze catorze fourteen", 15: "quinze fifteen", 16: "dezesseis sixteen",
        17: "dezessete seventeen", 18: "dezoito eighteen", 19: "dezenove nineteen",
        20: "vinte twenty", 30: "trinta thirty", 40: "quarenta forty",
        50: "cinquenta cinquentinha fifty",
        60: "sessenta sixty", 70: "setenta seventy", 80: "oitenta eighty", 90: "noventa ninety",
        100: "cem cento cenzao cenzinho", 200: "duzentos duzentas duzentao duzentinhos",
        300: "trezentos trezentas trezentao trezentinhos", 400: "quatrocentos quatrocentas",
        500: "quinhentos quinhentas quinhentao quinhentinhos", 600: "seiscentos seiscentas",
        700: "setecentos setecentas", 800: "oitocentos oitocentas", 900: "novecentos novecentas",
        1000: "milao milzinho",
    }.items()
    for word in words.split()
}  # fmt: skip
_SCALES = {
    "hundred": 100, "duzia": 12, "duzias": 12, "dozen": 12, "mil": 1_000, "k": 1_000,
    "pau": 1_000, "paus": 1_000,
    "thousand": 1_000, "grand": 1_000, "milhao": 1_000_000, "milhoes": 1_000_000, "mi": 1_000_000,
    "million": 1_000_000,
}  # fmt: skip
_HALVES = ("meia", "meio")  # of a scale: "meia dúzia", "meio milhão"
# Nobody means more than these; a bound for hostile texts.
MOST_NUMBERS = 12
MOST_DIGITS = 15
_JOINERS = frozenset({"e", "and"})
# "uma clínica" is an article, "uma dúzia" a number: these count only beside another number.
_ARTICLES = frozenset({"um", "uma", "one"})


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    start: int
    end: int
    is_article: bool = False


@lru_cache(maxsize=1024)
def find_numbers(folded: str) -> tuple[Number, ...]:
    """All numbers, left to right. `is_article` marks a lone "um", "uma" or "one"."""
    found: list[Number] = []
    group: list[re.Match[str]] = []
    for token in _TOKEN.finditer(folded):
        if len(found) >= MOST_NUMBERS:
            return tuple(found)
        if group and not _joins(folded, group, token):
            found += _read(group)
            group = []
        if group or _is_numeric(token.group()):
            group.append(token)
    return (*found, *_read(group))


def _is_numeric(word: str) -> bool:
    if word[0].isdigit():
        return len(word) <= MOST_DIGITS
    return word in _UNITS or word in ("mil", "thousand", "duzia", "dozen", *_HALVES)


def _joins(folded: str, group: list[re.Match[str]], token: re.Match[str]) -> bool:
    gap = folded[group[-1].end() : token.start()]
    word, before = token.group(), group[-1].group()
    if gap.strip() not in ("", "-") or (gap.strip() == "-" and word[0].isdigit()):
        return False
    if word in _SCALES:
        return True
    if word in _JOINERS:
        return before not in _JOINERS
    if not _is_numeric(word):
        return False
    if before in _JOINERS:
        before = group[-2].group() if len(group) > 1 else before
    if before in _SCALES:
        # "2 mil e 500" is one number, "2k e 3k" are two.
        return not word[0].isdigit() or _digits(word) >= 100
    return _continues(before, word)


def _continues(before: str, word: str) -> bool:
    """ "vinte e um" is one number; "10 e 20" and "dez e vinte" are two."""
    tens, units = _UNITS.get(before, 0), _UNITS.get(word, 100)
    return units < 100 <= tens or (units < 10 and 20 <= tens < 100)


def _read(group: list[re.Match[str]]) -> list[Number]:
    while group and group[-1].group() in _JOINERS:
        group = group[:-1]
    if not group or (len(group) == 1 and group[0].group() in _HALVES):
        return []
    total, current, scale = 0.0, 0.0, 1
    for token in group:
        word = token.group()
        if word in _HALVES and scale > 1 and not current:
            # "Um milhão e meio".
            total += scale / 2
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0.0
        elif word not in _JOINERS:
            current += 0.5 if word in _HALVES else _digits(word)
    alone = len(group) == 1 and group[0].group() in _ARTICLES
    return [Number(total + current, group[0].start(), group[-1].end(), alone)]


def _digits(word: str) -> float:
    if word in _UNITS:
        return _UNITS[word]
    text = word.rstrip(".,")
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
        return float(re.sub(r"[.,]", "", text))
    whole, separator, decimals = text.replace(",", ".").rpartition(".")
    if not separator:
        return float(decimals)
    return float(f"{re.sub(r'[.,]', '', whole)}.{decimals}")
