"""What the company does, as a sector's name in the conversation's language."""

import re

from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import answer_phrase
from dom360.agents.extract.sectors import SECTORS
from dom360.agents.language import Language
from dom360.agents.text import Said, clean_name, fold

_STRONG = tuple(re.compile(rf"\b(?:{sector.own})\b") for sector in SECTORS)
_WEAK = tuple(re.compile(rf"\b(?:{sector.own}|{sector.shared})\b") for sector in SECTORS)
# What comes before a business word when people speak of their own.
_OWN = re.compile(
    r"\b(?:somos|sou|tenho|temos|minha|meu|nossa|nosso|ramo|setor|area|segmento|trabalh\w+|vend\w+"
    r"|mexo|mexemos|atuamos|atuo|dono|dona|aqui (?:e|eh)|we are|we're|i'm|i am|run|own|have|my|our"
    r"|sector|industry|sell|business)\b[^.?!]{0,30}$"
)
_LEAD_IN = re.compile(
    r"^(?:(?:nos |a gente |eu |we |i )?(?:somos|sou|trabalh\w+|atua\w*|mexe?\w*|vend\w+"
    r"|faz(?:e\w+)?|faco|produ[zc]\w+|e|eh|we'?re"
    r"|we are|are|sell|do|work|make|it'?s)\s+)?(?:(?:com|de|do|da|no|na|em|in|with|uma?|an?|the|o|a"
    r"|ramo|setor|area|segmento|sector|industry)\s+)*"
)


def names_a_business(name: str) -> bool:
    folded = fold(name)
    return any(pattern.search(folded) for pattern in _STRONG)


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    if asked is Field.SECTOR:
        return _known(said, _WEAK, language, ANSWERED) or _free(said)
    if own := _known(said, _WEAK, language, NAMED, only_own=True):
        return own
    if asked is Field.COMPANY or not said.text.endswith("?"):
        return _known(said, _STRONG, language, INFERRED)
    return None


def of_company(name: str, language: Language) -> Learned | None:
    """A name such as "Clínica Sorriso" tells the sector, too."""
    return _known(Said.of(name), _STRONG, language, INFERRED)


def _known(
    said: Said,
    patterns: tuple[re.Pattern[str], ...],
    language: Language,
    confidence: float,
    *,
    only_own: bool = False,
) -> Learned | None:
    for pattern, sector in zip(patterns, SECTORS, strict=True):
        for match in pattern.finditer(said.folded):
            own = _OWN.search(said.folded[: match.start()])
            if (only_own and not own) or (said.sentence_at(match.start()).is_question and not own):
                continue
            return Learned(
                Field.SECTOR, sector.portuguese if language == "pt" else sector.english, confidence
            )
    return None


def _free(said: Said) -> Learned | None:
    lead = _LEAD_IN.match(said.folded)
    rest = Said.of(said.text[lead.end() :]) if lead else said
    name = clean_name(answer_phrase(rest, max_words=6))
    return Learned(Field.SECTOR, name, INFERRED) if len(name) > 1 and not name.isdigit() else None
