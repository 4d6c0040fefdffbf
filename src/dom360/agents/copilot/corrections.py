"""Where somebody corrects themselves in the middle: "de ontem, quer dizer, de hoje"."""

import re
from collections.abc import Iterator, Sequence

from dom360.agents.copilot.edits import Edit

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


_NUMBER_ANEW = re.compile(r"(?:[oa]s |de |d[ao]s |the )?(?P<number>\d{1,3})(?= *(?:$|[,.?!]))")
_NUMBER = re.compile(r"(?<![\d/.-])\d{1,3}(?![\d/.-])")
_BEFORE_NAME = re.compile(r"(?:(?:\b(?:d|n|pel|pr)?[ao]|\bde|\bcom|\bpara|\bthe|\bfrom)\s)*$")
_PLACE_ANEW = re.compile(
    r"\b(?:inbox|caixa(?: de entrada)?|canal|channel) (?:d[aeo] )?(?P<old>[\w-]+)$"
)


# "não é a Ana que eu quero, é a Carla", "não quero os de ontem, quero os de hoje"
_DENIED = re.compile(
    r"^\W*nao (?:e|eh|quero|queria|era|sao|precisa ser|pedi)\b[^,.;?!]{2,50}[,.;]\s*"
    r"(?:e|eh|sim|mas sim|mas|quero|queria|era|sao|pedi)\s+(?:e |sim )?"
    r"|^\W*nao (?:(?:[oa]s?|d[aeo]s?|n[ao]s?|com|em|pel[ao]s?) )+[^,.;?!]{2,30}[,;]\s*"
    r"(?:(?:e|mas|sim) )*(?=(?:[oa]s?|d[aeo]s?|n[ao]s?|com|em|pel[ao]s?) )"
)


def taken_back(plain: str, names: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """A number, a person or an inbox said anew: the new one stands where the old one was."""
    done = 0
    denied = _DENIED.match(plain)
    if denied and re.match(r"\S+ \S", plain[denied.end() :]):
        done = denied.end()
        yield 0, done, ""
    for mark in CORRECTION.finditer(plain):
        old = _old_of(plain, mark, names)
        if old is None or old[0] < done or mark.start() < done:
            continue
        start, end, new, done = old
        yield start, end, new
        if new:
            yield mark.start(), done, ""


def _old_of(
    plain: str, mark: re.Match[str], names: Sequence[tuple[int, int]]
) -> tuple[int, int, str, int] | None:
    anew = _NUMBER_ANEW.match(plain, mark.end())
    before = list(_NUMBER.finditer(plain, 0, mark.start()))
    if anew and before:
        return (*before[-1].span(), anew["number"], anew.end())
    begins = re.match(r"(?:(?:d|n|pel|pr)?[ao] |de |com |para |the |from )*", plain[mark.end() :])
    place = mark.end() + (begins.end() if begins else 0)
    people = [name for name in names if name[1] <= mark.start()]
    if people and any(start == place for start, _ in names):
        prepared = _BEFORE_NAME.search(plain[: people[-1][0]])
        start = prepared.start() if prepared and place > mark.end() else people[-1][0]
        return (start, mark.end(), "", mark.end()) if people[-1][1] == mark.start() else None
    inbox = _PLACE_ANEW.search(plain[: mark.start()])
    return (inbox.start("old"), mark.end(), "", mark.end()) if inbox else None
