"""The words of the calendar, in Portuguese and English."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro january jan", "fevereiro february fev feb", "marco march mar",
            "abril april abr apr", "maio may mai", "junho june jun", "julho july jul",
            "agosto august ago aug", "setembro september set sep", "outubro october out oct",
            "novembro november nov", "dezembro december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# Longest first: a pattern takes the first that fits.
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b"
# Names of months that are nothing else: "Marco" is a man, "may" a verb.
MONTH_LONG = "|".join(
    name for name in _MONTHS if len(name) > 4 and name not in ("marco", "march", "abril", "julho")
) + "|abril|julho|maio"  # fmt: skip
THIS = r"(?:n|d)?(?:est|ess)[ea]|this|the current"
ORDINAL = {
    "primeiro": 1, "primeira": 1, "first": 1, "segundo": 2, "segunda": 2, "second": 2,
    "terceiro": 3, "third": 3, "quarto": 4, "fourth": 4, "ultimo": 4, "ultima": 4,
}  # fmt: skip
_WEEKDAYS = {
    "segunda": 0, "monday": 0, "terca": 1, "tuesday": 1, "quarta": 2, "wednesday": 2, "quinta": 3,
    "thursday": 3, "sexta": 4, "friday": 4, "sabado": 5, "saturday": 5, "domingo": 6, "sunday": 6,
}  # fmt: skip
WEEKDAY = "|".join(_WEEKDAYS)
_COUNTS = {
    "um": 1, "uma": 1, "one": 1, "duas": 2, "dois": 2, "two": 2, "tres": 3, "three": 3,
    "quatro": 4, "four": 4, "cinco": 5, "five": 5, "seis": 6, "six": 6, "sete": 7, "seven": 7,
    "oito": 8, "eight": 8, "nove": 9, "nine": 9, "dez": 10, "ten": 10, "doze": 12, "twelve": 12,
    "quinze": 15, "vinte": 20, "trinta": 30, "thirty": 30, "sessenta": 60, "noventa": 90,
}  # fmt: skip
COUNT = r"\d{1,4}|" + "|".join(_COUNTS)
# Without "um", which is an article first.
COUNT_WORDS = "|".join(word for word in _COUNTS if word not in ("um", "uma", "one"))


def month_of(name: str) -> int:
    return _MONTHS[name]


def weekday_of(name: str) -> int:
    return _WEEKDAYS[name]


def count_of(text: str) -> int:
    return _COUNTS.get(text) or int(text)
