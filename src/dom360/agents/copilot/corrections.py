"""Where somebody corrects themselves in the middle: "de ontem, quer dizer, de hoje"."""

import re

CORRECTION = re.compile(
    r"(?:\s*(?:,|\.{2,3}|\u2026|-|;)\s*|\s+)(?:nao(?=,)|nao nao|nao,? (?:pera|espera|perdao"
    r"|desculpa"
    r"|quis dizer|melhor)|quer dizer|quis dizer|digo|ou melhor|melhor dizendo|alias|op+s+"
    r"|pera(?: ai)?|perai|espera|perdao|desculpa|corrigindo|errei|na verdade|i mean|sorry"
    r"|no(?= wait|,)(?: wait)?|wait no|scratch that|actually|rather)\b[\s,.:]*"
)


def without_corrected(plain: str, pattern: re.Pattern[str], taken: str) -> str:
    """What was said before a correction and said anew after it, hidden."""
    for mark in CORRECTION.finditer(plain):
        if not pattern.search(plain, mark.end()):
            continue
        before = list(pattern.finditer(plain, 0, mark.start()))
        for old in before[-1:]:
            hidden = taken * (old.end() - old.start())
            plain = plain[: old.start()] + hidden + plain[old.end() :]
    return plain
