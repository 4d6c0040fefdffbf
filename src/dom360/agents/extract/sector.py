"""What the company does, as a sector's name in the conversation's language."""

import re

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract import pain
from dom360.agents.extract.model import ANSWERED, GUESSED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import answer_phrase
from dom360.agents.extract.sectors import SECTORS
from dom360.agents.language import Language
from dom360.agents.text import Said, clean_name, fold

_STRONG = tuple(re.compile(rf"\b(?:{sector.own})\b") for sector in SECTORS)
_WEAK = tuple(re.compile(rf"\b(?:{sector.own}|{sector.shared})\b") for sector in SECTORS)
# What comes before a business word when people speak of their own.
_OWN = re.compile(
    r"\b(?:somos|sou|tenho|temos|minha|meu|nossa|nosso|ramo|setor|area|segmento|trabalh(?:o"
    r"|amos) (?:com|n[ao]|em)|vend\w+"
    r"|mexo|mexemos|atuamos|atuo|dono|dona|aqui (?:e|eh)|we are|we're|i'm|i am|run"
    r"|own|have|my|our"
    r"|sector|industry|sell|business)\b[^.?!]{0,30}$"
    r"|\b(?:e|eh|sao|it'?s)\s+(?:(?:uma?|an?)\s+)?(?:(?:pequen|small)\w*\s+)?$"
)
_LEAD_IN = re.compile(
    r"^(?:(?:nos|a gente|eu|aqui|we|i)\s+)?(?:(?:somos|sou|trabalh\w+|atua\w*|mexe?\w*|vend\w+"
    r"|prest\w+|faz(?:e\w+)?|faco|produ[zc]\w+|e|eh|we'?re"
    r"|we are|are|sell|do|work|make|it'?s)\s+)?(?:(?:com|de|do|da|no|na|em|in|with|uma?|an?|the|o|a"
    r"|ramo|setor|area|segmento|servicos? de|sector|industry)\s+)*"
)
# "6 lojas" counts and doesn't say what they are.
_COUNTS = re.compile(r"(?:\d|\b(?:duas|tres|quatro|cinco|varias|algumas|two|three|several))\s*$")
# "faço mentoria de carreira", told unasked.
_TRADE = re.compile(
    r"\b(?:trabalho com|trabalhamos com|mexo com|mexemos com|vendo|vendemos|fabrico"
    r"|fabricamos|faco|fazemos|produzo|produzimos|alugo|alugamos|we sell"
    r"|we make)\s+((?!pouc|menos|mal\b|muit|bem\b|tud|isso\b|na\b|no\b|em\b|pel|online|[ao]s?\b"
    r"|mais\b|uma?\b|it\b|them\b|more\b|less\b|parte\b|quest|orcament|propost|control|cota)"
    r"[a-z-]{3,}(?: (?:de|do|da|para|e) [a-z]{3,}| [a-z]+(?:ad[ao]s?|ic[ao]s?|ais|is)\b)?)"
)
# "somos uma ong de projetos sociais", "sou coach de carreira".
_KIND = re.compile(
    r"\b(?:(?:a gente e|somos)\s+(?=[a-z]+ (?:de|para|tecnic|especializ))|(?:somos|sou"
    r"|(?:aqui )?e)\s+uma?\s+|(?:we are|we're|i'm|it's)\s+an?\s+)(?:(?:pequen|nov"
    r"|micro|small|new)\w*\s+)?"
    r"(?:(?:empresa|negocio|company|business|firma)\s+(?:de|que faz|for|of)\s+)?"
    r"((?!empresa|negocio|company|business|firma|pessoa|equipe|time|team|grupo|group|client"
    r"|duvida|problem|pergunta"
    r"|pouco|bocado|tanto|vez|reuniao|sistema|plano|interess|site|projeto\b|ideia|dificuld"
    r"|desafio|assunto"
    r"|questao|forma|jeito|robo|bot|person|human|quest|challenge|lot|bit|luta|sofrimento"
    r"|correria|loucura"
    r"|novela|inferno|mess|pain|nightmare|famil|dos|das|exempl|coisa|thing)[a-z-]{3,}"
    r"(?: [a-z]+(?:ic[ao]s?|ad[ao]s?))?(?: (?:de|do|da|para|of|for) [a-z]{3,}(?: [a-z]+(?:ais"
    r"|ic[ao]s?|ad[ao]s?))?)?)"
)
_TRADE_REST = re.compile(
    r"(?: (?:de|para|e|em|of|for|and) \w+| \w+(?:ic[ao]s?|ais|al|in[ao]s?|ad[ao]s?))*"
)
# "vidraçaria", "floricultura": the word says the trade.
_TRADE_WORD = re.compile(r"\b([a-z]{3,}(?:aria|eria|cultura))\b")
_NOT_A_TRADE = re.compile(
    r"\d|\b(?:ninguem|sempre|nunca|nao|clientes?|todo dia|nobody|never|always|customers?)\b"
    r"|^(?:gente|quem|tem|temos|tenho|esta|estou|estamos|vou|vamos|foi|era|fica|ja|ainda"
    r"|muito|pouco|meu"
    r"|minha"
    r"|eu|a gente|we|i|my)\b|\b(?:esta|estou|estamos|fica|crescendo|sozinh[oa]|funcionarios"
    r"|pessoas|people)\b"
)


def _told_unasked(said: Said) -> Learned | None:
    trade = _TRADE.search(said.folded) or _KIND.search(said.folded)
    if trade is None or pain.tells_trouble(trade.group()):
        return None
    return Learned(Field.SECTOR, clean_name(said.quote(*trade.span(1))), GUESSED)


def names_a_business(name: str) -> bool:
    folded = fold(name)
    return any(pattern.search(folded) for pattern in _STRONG)


def own_words(said: Said) -> str:
    """ "uma clínica odontológica": the contact's words for their business, with the article."""
    for pattern in _STRONG:
        for match in pattern.finditer(said.folded):
            article = re.search(
                r"\b(?:uma?|an?)\s+(?:pequen[ao]\s+|small\s+)?$", said.folded[: match.start()]
            )
            if article:
                more = re.match(
                    r"\s+\w*(?:ic[ao]|ari[ao]|al|iva|ana|inha|eiro|eira|office|clinic|firm"
                    r"|agency|company|store|shop|studio)\b",
                    said.folded[match.end() :],
                )
                end = match.end() + (more.end() if more else 0)
                return clean_name(said.text[article.start() : end]).lower()
    return ""


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    if asked is Field.SECTOR:
        return _known(said, _WEAK, language, ANSWERED) or _free(said)
    if own := _known(said, _WEAK, language, NAMED, only_own=True):
        return own
    whole = _whole_clause(said, language)
    return whole or _known(said, _STRONG, language, INFERRED) or _told_unasked(said)


def _whole_clause(said: Said, language: Language) -> Learned | None:
    """ "…, consultoria": a clause of nothing but a trade."""
    for clause in whole_clauses(said):
        part = said.folded[clause.start : clause.end].strip(" -")
        for pattern, sector in zip(_WEAK, SECTORS, strict=True):
            if (match := pattern.match(part)) and _TRADE_REST.fullmatch(part[match.end() :]):
                name = sector.portuguese if language == "pt" else sector.english
                return Learned(Field.SECTOR, name, INFERRED)
    return None


def of_company(name: str, language: Language) -> Learned | None:
    """A name such as "Clínica Sorriso" tells the sector, too."""
    said = Said.of(name)
    if found := _known(said, _STRONG, language, INFERRED):
        return found
    if found := _known(said, _WEAK, language, INFERRED):
        return found
    first = Said.of(name.split()[0]) if name.split() else said
    trade = _TRADE_WORD.match(first.folded)
    return Learned(Field.SECTOR, first.text.lower(), GUESSED) if trade else None


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
            before = said.folded[: match.start()]
            if _COUNTS.search(before):
                continue
            own = _OWN.search(before)
            if (only_own and not own) or (said.sentence_at(match.start()).is_question and not own):
                continue
            return Learned(
                Field.SECTOR, sector.portuguese if language == "pt" else sector.english, confidence
            )
    return None


def _free(said: Said) -> Learned | None:
    said = Said.of(said.written)
    lead = _LEAD_IN.match(said.folded)
    rest = Said.of(said.quote(lead.end(), len(said.text)) if lead else said.written)
    name = clean_name(answer_phrase(rest, max_words=5))
    if len(name) < 3 or _NOT_A_TRADE.search(fold(name)) or pain.tells_trouble(fold(name)):
        return None
    return Learned(Field.SECTOR, name, INFERRED)
