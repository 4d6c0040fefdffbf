"""When the contact wants it, as said and as a number of days where that is clear."""

import re
from datetime import date

from dom360.agents.extract.dates import find_date
from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.numbers import find_numbers
from dom360.agents.text import Said, clean_name

_URGENT = (
    r"(?:pra|para) (?:ja|ontem|hoje|agora)|urgen\w+|quanto antes|mais (?:rapido|breve"
    r"|cedo) possivel"
    r"|(?<!nao )(?:com|tenho|temos|na) (?:muita |bastante |uma )?pressa|(?<!mais )o mais rapido"
    r"|imediat\w+|asap|right away|immediate\w*|as soon as (?:possible|we can)"
    r"|quanto antes melhor|assim que (?:der|possivel|puder\w*)"
)
_END = (
    r"(?:ate|no|para|pro|by|before|antes d[oe])(?: o| the)? (?:fim|final|end) (?:do|d?este|d?esse"
    r"|of(?: the"
    r"| this)?) "
)
_BY_THE_END = re.compile(rf"\b{_END}(?:ano|year|mes|month)\b")
# (pattern, days). A pattern of the first list says "when" in any message.
_CLEAR: tuple[tuple[re.Pattern[str], int | None], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), days)
    for pattern, days in (
        (_URGENT, 7),
        ((r"(?:sem|nao (?:temos|tenho|tem|ha)) (?:muita )?(?:pressa|urgencia)"
          r"|so (?:pesquis|olh)ando|no (?:rush|hurry)|just (?:looking|browsing|exploring)"), None),
        (_END + r"(?:ano|year)", 365),
        (_END + r"(?:mes|month)", 30),
    )
)  # fmt: skip
# These need the question, or a wish beside them: "esse mês perdemos dez clientes" is no deadline.
_EVENT = (
    r"(?:(?:em|ate|antes|depois|apos|a partir|n[ao]s?|pr[ao]|para|until|before|after|by|for)"
    r"(?: d[aeo]s?| [ao]s?| the)? )?(?:natal|carnaval|pascoa|ferias|fim de ano|final de ano"
    r"|black friday|dia d[aeo]s? (?:maes|pais|namorados|criancas)|volta as aulas|safra|colheita"
    r"|verao|inverno|temporada|ano novo|reveillon|festas|sao joao|inauguracao|christmas|summer"
    r"|winter|spring|the holidays|new year|thanksgiving)"
)
_PART_OF_YEAR = (
    r"(?:primeiro|segundo|[12][oº]?) (?:semestre|trimestre) d[eo] (?:ano que vem|proximo ano"
    r"|20\d\d)"
    r"|(?:n?o |pr[ao] |para o |d[eo] |by |at |in )?(?:the )?(?:comeco|inicio|meados|meio|fim|final"
    r"|metade"
    r"|start|beginning|middle|end|early|late) (?:d[eo] |of )?(?:the )?(?:ano que vem|proximo ano"
    r"|(?:proximo |segundo |primeiro )?semestre(?: que vem)?|next year"
    r"|(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro"
    r"|dezembro|january"
    r"|february|march|april|june|july|august|september|october|november|december))"
)
_ASKED: tuple[tuple[re.Pattern[str], int | None], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), days)
    for pattern, days in (
        (_EVENT, None),
        (_PART_OF_YEAR, None),
        (r"(?:ainda )?(?:essa|esta|nessa|nesta|this) (?:semana|week)", 7),
        (r"(?:com|muita|na) calma|sem (?:data|prazo|previsao)|quando der", None),
        (r"(?:ess[ae] |n?est[ae] )?quinzena(?! que vem)", 15),
        (r"(?:quinzena que vem|(?:n?a )?proxima quinzena)", 30),
        (r"(?:semana que vem|(?:n?a )?proxima semana|next week)", 14),
        (r"(?:ainda )?(?:n?esse|n?este|this) (?:mes|month)", 30),
        (r"mes que vem|(?:n?o )?proximo mes|next month", 60),
        (r"(?:n?esse|n?este|(?:n?o )?proximo|this|next) (?:trimestre|quarter)", 90),
        (r"(?:n?esse|n?este|(?:n?o )?proximo|segundo|primeiro) semestre", 180),
        (r"(?:n?esse|n?este|this) (?:ano|year)", 365),
        (r"ano que vem|(?:n?o )?proximo ano|next year", 365),
        ((
            r"(?:em |ate |para |depois de |a partir de |antes de |in |by |after "
            r"|from )?(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto"

         r"|setembro"
         r"|outubro|novembro|dezembro|january|february|march|april|june|july|august|september"
         r"|october"
         r"|november|december)"), None),
        (r"(?:with)?in (?:a|one|the) week", 7),
        (r"(?:with)?in (?:a|one) month", 30),
        (r"(?:with)?in (?:a|one) year", 365),
        (r"(?:in )?(?:a )?(?:couple|few)(?: of)? weeks|(?:umas|algumas|poucas) semanas", 21),
        (r"(?:in )?(?:a )?(?:couple|few)(?: of)? months|(?:uns|alguns|poucos) meses", 90),
        (r"hoje|amanha|agora|ja|logo|today|tomorrow|now|soon", 7),
        (r"ontem|yesterday", 7),
    )
)  # fmt: skip
# An answer in free words speaks of time: "depois do carnaval", "quando a obra acabar".
_TEMPORAL = re.compile(
    r"\b(?:depois|antes|apos|quando|assim que|ate|inicio|comeco|meio|fim|final|dia|dias"
    r"|semanas?|mes"
    r"|meses|ano|anos|trimestre|semestre|quinzena|natal|carnaval|pascoa|ferias|feriado|verao"
    r"|inverno"
    r"|outono|primavera|safra|temporada|volta as aulas|breve|cedo|rapido|curto prazo|medio prazo"
    r"|longo prazo|after|before|when|once|until|beginning|end|soon|season|holidays?|christmas"
    r"|spring"
    r"|summer|autumn|fall|winter|days?|weeks?|months?|years?)\b|\b\d{1,2}/\d{1,2}\b"
)
_DENIES = re.compile(r"\b(?:nao|nunca|nem|not|never|don'?t|sei|know)\b")
MOST_WORDS = 9
MOST_WORDS_OF_A_SPAN = 5
_WISH = re.compile(
    r"\b(?:quer\w+|precis\w+|comec\w+|implant\w+|resolv\w+|contrat\w+|gostar\w+|decid\w+"
    r"|fech\w+|pretend\w+|rodando|funcionando|pront[oa]|inaugur\w+|abr(?:o|imos|ir|e)\b"
    r"|start\w*|need\w*|want\w*|decide|launch|begin|prazo|previs\w+|deadline|ideia e)\b"
)
_SPAN_BEFORE = re.compile(
    r"(?:\bem|\bdentro de|\bdaqui(?: a)?|\bate|\bprazo de|\bwithin|\bin|\bnext|\bproxim[oa]s)"
    r"(?: (?:uns|umas|cerca de|no maximo|mais ou menos|about|the next|around|ate))*\s*$"
)
_UNIT = re.compile(r"^\s*(dias?|semanas?|mes(?:es)?|anos?|days?|weeks?|months?|years?)\b")
_DAYS = {"d": 1, "s": 7, "w": 7, "m": 30, "a": 365, "y": 365}


def find(said: Said, asked: Field | None, today: date | None = None) -> Learned | None:
    """`today` is the day on which it was said."""
    was_asked = asked is Field.TIMELINE
    confidence = ANSWERED if was_asked else NAMED
    if dated := _dated(said, today, was_asked=was_asked):
        return dated
    for pattern, days in _CLEAR:
        if match := pattern.search(said.folded):
            return _learned(said, match.start(), match.end(), days, confidence)
    if span := _span(said, was_asked=was_asked):
        return span
    for pattern, days in _ASKED:
        for match in pattern.finditer(said.folded):
            if was_asked or ((days is None or days > 7) and _wished(said, match.start())):
                sure = confidence if days else INFERRED
                return _learned(said, match.start(), match.end(), days, sure)
    free = _free_words(said) if was_asked else ""
    return _free(free) if free else None


def _dated(said: Said, today: date | None, *, was_asked: bool) -> Learned | None:
    """A date of the calendar; "em dezembro vendemos o dobro" wishes for nothing."""
    found = find_date(said.folded, today) if today else None
    if found is None or _span(said, was_asked=was_asked):
        return None
    if was_asked:
        return _learned(said, found.start, found.end, found.days, ANSWERED)
    wished = _wished(said, found.start) or _BY_THE_END.search(said.folded)
    return _learned(said, found.start, found.end, found.days, NAMED) if wished else None


def _free_words(said: Said) -> str:
    """The sentence that speaks of time, where it is short and denies nothing."""
    for sentence in said.sentences():
        part = said.folded[sentence.start : sentence.end]
        if _TEMPORAL.search(part) and not _DENIES.search(part) and len(part.split()) <= MOST_WORDS:
            return clean_name(said.quote(sentence.start, sentence.end))
    return ""


def _free(text: str) -> Learned:
    """An answer that names no day: "depois do carnaval"."""
    return Learned(Field.TIMELINE, {"text": text, "within_days": None}, INFERRED)


def _span(said: Said, *, was_asked: bool) -> Learned | None:
    """ "em 3 meses", "within two weeks"; as an answer also a bare "3 meses"."""
    for number in find_numbers(said.folded):
        unit = _UNIT.match(said.folded[number.end :])
        before = _SPAN_BEFORE.search(said.folded[: number.start])
        # "Em até 60 dias" and nothing else says when, whatever was asked.
        meant = len(said.words) <= MOST_WORDS_OF_A_SPAN or _wished(said, number.start)
        if not unit or not (was_asked or (before and meant)):
            continue
        days = round(number.value) * _DAYS[unit.group(1)[0]]
        start = before.start() if before else number.start
        return _learned(said, start, number.end + unit.end(), days, NAMED)
    return None


def _wished(said: Said, position: int) -> bool:
    sentence = said.sentence_at(position)
    return not sentence.is_question and bool(
        _WISH.search(said.folded[sentence.start : sentence.end])
    )


def _learned(said: Said, start: int, end: int, days: int | None, confidence: float) -> Learned:
    text = clean_name(said.quote(start, end))
    return Learned(Field.TIMELINE, {"text": text, "within_days": days}, confidence)
