"""The company's name."""

import re
from collections.abc import Callable

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract import employees, pain
from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.names import (
    WITHOUT_COMPANY,
    is_a_kind,
    is_a_plain_name,
    is_answer,
    is_coined,
    is_in_lower_case,
    is_proper,
    is_title,
    may_be_a_name,
    may_follow_in_lower_case,
    sounds_like_one,
)
from dom360.agents.extract.phrases import answer_phrase, without_lead_in
from dom360.agents.extract.sector import is_a_trade, names_a_business, tells_a_trade
from dom360.agents.language import Language
from dom360.agents.text import Said, clean_name, fold

# A name that was asked for stands alone, or nearly so.
MOST_WORDS_AROUND = 5
# "Boa tardee!" before it is a greeting.
MOST_WORDS_BEFORE = 2
# What stands in the place of a name for people who work for themselves.
NO_COMPANY: dict[Language, str] = {"pt": "sem empresa", "en": "no company"}
_PLACE_OF_WORK = (
    r"(?:empresa|loja|lojinha|clinica|escola|negocio|firma|marca|studio|estudio|salao|oficina"
    r"|escritorio"
    r"|consultorio|espaco|atelie|bar|ponto|rede|franquia|consultoria|construtora|imobiliaria"
    r"|restaurante|padaria|academia|agencia|cooperativa|associacao|company|business"
    r"|shop|store"
    r"|firm|startup|studio|gym|clinic|school|restaurant|practice|agency)"
)
_EXPLICIT = re.compile(
    rf"(?:\b{_PLACE_OF_WORK} (?:se )?cham(?:a|ada|amos)(?:-se)?|\bempresa (?:e|eh) (?:a|o)\b"
    rf"|\bempresa:"
    rf"|\b(?:minha|meu|nossa|nosso|a|o) {_PLACE_OF_WORK}(?: aqui)? (?:e|eh) (?:a|o)\b"
    r"|(?:^|[.,!?\n])\W*(?:e )?(?:a|o) (?:minha|meu|nossa|nosso) (?:e|eh) (?:a|o)\b"
    rf"|\bnome d[ao] (?:minha |nossa |meu |nosso )?{_PLACE_OF_WORK} (?:e|eh|fica|ficou)\b"
    r"|(?<!meu )\bnome (?:certo |correto |completo |fantasia |dela |dele |d[ao] \w+ )?(?:e|eh"
    r"|ficou|vai ser)\b"
    r"|\b(?:se chama|atende (?:por|pelo nome(?: de)?)|(?:conhec\w+|chamam?) (?:a gente )?(?:por"
    r"|como|de)"
    r"|razao social (?:e|eh)|em nome d[ao]s?|(?<!n)(?<!me )represento (?:a|o)\b)"
    r"|(?:^|[,.!?\n-]\s*|\be |\bque |\bai )(?:(?:ela|ele|aqui|la) )?(?:se )?cham(?:a"
    r"|amos)(?:-se)?\b(?! (?:atenc|ela|ele|algu))"
    rf"|\b(?:my |our |the )?{_PLACE_OF_WORK}(?:'s name)? (?:is called|is named|name is|goes by)"
    r"|\bwe(?:'re| are) called|\bit'?s called|\bcalled(?= [a-z])|(?:^|[.,!?\n])\W*(?:mine"
    r"|ours)(?:'s| is)\b|\b(?:the |our )name(?:'s"
    r"| is))\s+(?:[ao] |the )?"
)
# "a loja é kicksdoenzo".
_PLAINLY = re.compile(
    rf"\b(?:a|o|minha|meu|nossa|nosso|my|our|the) {_PLACE_OF_WORK}(?:'s)? (?:e|eh|is)\s+"
    r"|\bempresa (?:e|eh)\s+"
)
# "Somos Flor de Ipê", "we're Copperleaf Dental", "aqui é a Rota Certa".
_WE_ARE = re.compile(
    r"\b(?:somos|we'?re|we are|this is|aqui (?:e|eh)(?: [ao]s?)?|(?:e|eh) [ao]s?|falo (?:pel"
    r"|d)[ao])\s+"
)
_HERE_IS = re.compile(r"^\W*[Aa]qui (?:é|e|eh) (?=[ao]s? |d[ao] )")
_JOINS = frozenset(
    {"de", "da", "do", "das", "dos", "of", "a", "à", "ao", "o", "e", "é", "na", "no", "em", "com",
     "para", "and", "the"}
)  # fmt: skip
_OPENS_KIND = re.compile(rf"(?:uma? |an? )?(?:{_PLACE_OF_WORK}|fabrica|industria|distribuidora)\b")
_KIND_OF_PLACE = re.compile(rf"\b{_PLACE_OF_WORK} $")
_I_AM = re.compile(r"\W*(?:sou|somos|i'?m|we'?re)\b")
_SYMBOLS = re.compile(r"[^\w.)&']+$")
_BRACKETED = re.compile(r"\(([^()\n]{3,40})\)")
# "um salão aqui no bairro chama espaço rosa": in running text, with no mark before it.
_CHAMA = re.compile(
    r"(?<!me )(?<!te )(?<!nos )(?<!se )(?<!e )\bchama (?:[ao] )?"
    r"(?!n[ao]\b|d[eao]\b|pr|por\b|em\b|atenc|isso|ess)"
)
# Who speaks: "gerente da Solaris", "responsável pelo marketing da Vitta".
_ROLE = (
    r"(?:gerente|head|lead|cto|cmo|coo|founder|co-?founder|co-?fundador\w*|presidente|reitor\w*"
    r"|diretor\w*|dono|dona|soci[oa]|proprietari[oa]|responsavel|coordenador\w*|analista"
    r"|secretari[oa]|administrador\w*|fundador\w*|ceo|vendedor\w*|consultor\w*|recepcionista"
    r"|assistente"
    r"|supervisor\w*|comprador\w*|gestor\w*|encarregad[oa]|representante|estagiari[oa]|atendente)"
)
_BELONGING = re.compile(
    r"(?:\b(?:sou,?(?: [oa] \w+,?)?(?: (?!d[aeo]s?\b|n[ao]s?\b)\w+)?(?: e (?!d[aeo]s?\b)\w+)?|somos"
    r"|(?:aqui )?(?:e|eh)(?: [oa] \w+,)?|fal[oa](?:mos)?|falo|escrevo|aqui (?:e|eh)(?: o"
    r"| a)? \w+|(?:aqui )?quem (?:fala|escreve|esta falando) (?:e|eh)(?: o| a)? \w+|meu nome (?:e"
    r"|eh) \w+|me chamo \w+,?|(?<!um )trabalho|trabalhamos|atuo)"
    r" (?:aqui )?(?:d[ao]s?|n[ao]s?|em|pela|pelo|para a|pra)"
    rf"|\b{_ROLE}(?: (?:geral|comercial|administrativ[oa]|financeir[oa]|d[aeo] \w+))? (?:d[ao]"
    rf"|n[ao]|pel[ao])"
    r"|^\W*(?:(?:oi|ola|opa|bom dia|boa tarde|boa noite|hello|hi)\W+)*(?:[a-z]+,"
    r"|aqui,?) (?:aqui )?d[ao]"
    r"|(?:^|\n)[\s,]*(?:aqui |falando )?(?:d[aoe]|from|at|with)(?= )"
    r"|\bsomos [ao]s?\b"
    r"|\b(?:i'?m|i am|we'?re|we are|this is \w+|my name is \w+|it'?s \w+)(?: \w+){0,5}? (?:from"
    r"|with"
    r"|at|over at)"
    r"|\b(?:manager|owner|founder|director|head of \w+) (?:of|at|from)"
    r"|\bi (?:work|am working|run|manage|lead|handle|head|do|oversee)(?: [a-z]+){0,3}? (?:at|for"
    r"|with)"
    r"|\bi (?:run|own|manage))\s+(?:the )?"
)
# "só eu mesmo", "eu e mais dois" tell of people.
_OF_ONESELF = re.compile(
    r"\W*(?:so|somente|apenas|just|only)?\s*(?:eu|me)\b(?! (?:sou|trabalho"
    r"|falo|tenho|chamo))"
)
# "sou head de growth na Logbrain": whatever they are there, a capital after it is where.
_ROLE_AT = re.compile(
    r"\b(?:sou|estou|trabalho|fico|respondo|cuido)\s(?:[a-z]+\s){1,6}?(?:d[ao]|n[ao]|pel[ao])\s"
    rf"|\b{_ROLE}(?:\s[a-z]+){{0,3}}?\s(?:d[ao]|n[ao]|pel[ao])\s"
    r"|\b[a-z]+ here,? (?:from|at|with)\s+(?:the )?"
    r"|\bchamad[oa]\s|,\s(?:aqui )?d[ao]\s|\b(?:tenho|temos|toco|tocamos|administro|fundei"
    r"|comando)\s[ao]\s"
    r"|\btrabalh(?:o|amos)(?:\s[a-z]+){1,4}?\sn[ao]\s"
    r"|(?:^|[.!,]\s)\W*(?:(?:hi|hello|hey)(?: there)?\W+)?[a-z]+ (?:from|at|with)\s+(?:the )?"
)
# "aqui é o joão, mercadinho do povo": who speaks, then where from.
_SPEAKER = re.compile(
    r"(?:\b(?:aqui (?:e|eh)|sou|quem fala (?:e|eh)|meu nome (?:e|eh)|me chamo|this is"
    r"|i'?m)(?: [oa])? [a-z]+)\s*[,-]\s*"
)
# "Hiroshi Tanaka, diretor comercial, Nippon Import".
_ROLE_THEN = re.compile(rf"\b{_ROLE}(?: [a-z]+){{0,2}},\s+")
# A frame that ends in an article, or says "from", is followed by a name also in lower case.
_ARTICLE = re.compile(r"(?:d[ao]|n[ao]|pel[ao]|from|at|for|with)\s+(?:the )?$")
_IS_A = re.compile(r"\b(?:e|eh|it'?s) (?:[ao]|the) ")
_STOP = re.compile(
    r"(?<!\bdra)(?<!\bdr)(?<!\bst)(?<!\b[a-z])\.(?=\s|$)|[,;:!?\n(]"
    r"|\s[-\u2013\u2014]\s|\s(?:out of|com|que|temos|tem|somos|fica|ficamos|trabalh\w+|fazemos"
    r"|vendemos"
    r"|aqui|mas|a gente|no ramo|na area|gost\w+|quer\w*|preciso|with|that|which|we|located|based"
    r"|but|i|in|here|and we|and i|ha|um|uma|uns|umas|a)(?=\s|$)|\sna voz\b"
    r"|\s(?:e|and)\s(?!filh|irma|cia\b|associad|sons\b|co\b|partners|[a-z]+ (?:ltda|me|adv))"
)
# "Nuvem Ágil, somos uma startup".
_PRESENTS = re.compile(
    r"[\s,.!-]+(?:aqui\W+)?(?:somos|e uma?|trabalhamos|fazemos|vendemos|atuamos|temos|we are|we're"
    r"|we do|we sell|we make|we have)\b"
)
# "kelvin burguer trailer de lanche": in running text the kind follows the name.
_KIND_FOLLOWS = re.compile(
    r"(?<=\w) (?:trailer|loja|clínica|clinica|oficina|escola|fábrica|fabrica|estúdio|estudio"
    r"|salão|salao|empresa"
    r"|agência|agencia|barraca|quiosque) d[eo] "
)
# "a empresa Lumini" is Lumini; "Dr. Paulo" is a person.
_GENERIC = re.compile(r"^(?:empresa|firma|escrit[oó]rio|company) (?=[A-Z0-9])")
_PERSON = re.compile(r"(?:dr|dra|sr|sra|doutor|doutora|mr|mrs|ms)\b\.?")
_SOMEBODY = re.compile(rf"(?:dona|seu)\b|{_PERSON.pattern}")
_FIRST_PERSON = re.compile(r"[a-z]{3,}(?:o|[aei]mos)|dou|sou|vou")
_HERE = re.compile(r"\s+(?:(?:por )?aqui|falando|na area|na voz|here)\W*$", re.IGNORECASE)
_CAPITALS = re.compile(
    r"(?<=\s)[A-Z\u00c0-\u00dd][\w&'+-]*(?:\s(?:(?:d[aeo]s?|e|&|of"
    r"|the)\s)?[A-Z\u00c0-\u00dd][\w&'+-]*)*\s*$"
)


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    if WITHOUT_COMPANY.search(said.folded):
        return Learned(Field.COMPANY, NO_COMPANY[language], ANSWERED)
    told = _framed(said, sure=NAMED if asked is Field.COMPANY else INFERRED)
    if told or asked is Field.COMPANY:
        return told or _answered(said)
    told = _after_comma(said) if names_a_business(said.folded) else None
    return told or _in_brackets(said) or _standing_alone(said)


def _framed(said: Said, *, sure: float) -> Learned | None:
    """By the words around it, the surest first; each frame with what may stand in it."""
    frames: tuple[tuple[re.Pattern[str], Callable[[str, str], bool], float], ...] = (
        (_EXPLICIT, lambda _name, _frame: True, NAMED),
        (
            _CHAMA,
            lambda name, _frame: _is_own_name(name) or may_follow_in_lower_case(name),
            INFERRED,
        ),
        (
            _PLAINLY,
            lambda name, _frame: (
                is_a_plain_name(name) or (_is_own_name(name) and not is_a_kind(name))
            ),
            INFERRED,
        ),
        (_BELONGING, _belongs, sure),
        (_ROLE_AT, lambda name, _frame: _is_own_name(name) or _names_this_business(name), INFERRED),
        (
            _ROLE_THEN,
            lambda name, _frame: is_title(name) and not _SOMEBODY.match(fold(name)),
            INFERRED,
        ),
        (
            _SPEAKER,
            lambda name, _frame: _names_this_business(name) and _is_no_verb(name),
            INFERRED,
        ),
        (_WE_ARE, lambda name, _frame: _is_a_brand(name), INFERRED),
        (_IS_A, lambda name, _frame: _is_own_name(name) and names_a_business(name), INFERRED),
    )
    for pattern, fits, confidence in frames:
        for frame in pattern.finditer(said.folded):
            name = _name_after(said, frame.end())
            if name and fits(name, frame.group()):
                return Learned(Field.COMPANY, name, confidence)
    return None


def _is_a_brand(name: str) -> bool:
    """ "Flor de Ipê" is nobody's name, "Maria Souza" would be."""
    if is_coined(name):
        return True
    return is_title(name) and (
        names_a_business(name) or tells_a_trade(name) or sounds_like_one(name)
    )


def _belongs(name: str, frame: str) -> bool:
    certain = _ARTICLE.search(frame) is not None
    return _is_own_name(name) or _is_told_in_lower_case(name, certain=certain)


def _names_this_business(name: str) -> bool:
    return names_a_business(name) and not is_a_kind(name) and not is_a_trade(name)


def _is_own_name(name: str) -> bool:
    return is_proper(name) and not employees.find(Said.of(name), None)


def _is_told_in_lower_case(name: str, *, certain: bool) -> bool:
    """ "sou a ana da pura pele", but "sou da área comercial" and "trabalho na construção"."""
    if name[0].isupper() or is_a_kind(name) or is_a_trade(name):
        return False
    if employees.find(Said.of(name), Field.EMPLOYEES) or pain.tells_trouble(fold(name)):
        return False
    return names_a_business(name) or (certain and may_follow_in_lower_case(name))


def _standing_alone(said: Said) -> Learned | None:
    """ "Loja Bela Flor" says what it is, whatever was asked."""
    opened = without_lead_in(said)
    for clause in whole_clauses(opened):
        name = clean_name(_HERE.sub("", opened.quote(clause.start, clause.end)))
        presents = _PRESENTS.match(opened.folded, clause.end)
        if _SOMEBODY.match(fold(name)):
            continue
        named = names_a_business(name) or tells_a_trade(name) or sounds_like_one(name)
        if is_coined(name) or (is_title(name) and (named or presents)):
            return Learned(Field.COMPANY, name, INFERRED)
        first = len(opened.text[: clause.start].split()) <= MOST_WORDS_BEFORE
        if name.islower() and first and _is_somebodys(name):
            return Learned(Field.COMPANY, name, INFERRED)
        if name := _after_kind(opened.quote(clause.start, clause.end)):
            return Learned(Field.COMPANY, name, INFERRED)
    return None


def _in_brackets(said: Said) -> Learned | None:
    """ "Duas clínicas (Odonto Prime)"."""
    for found in _BRACKETED.finditer(said.text):
        name = clean_name(found.group(1))
        if (is_title(name) or is_coined(name)) and may_be_a_name(name) and _is_own_name(name):
            before = said.folded[max(0, found.start() - 60) : found.start()]
            if names_a_business(before) or tells_a_trade(before):
                return Learned(Field.COMPANY, name, INFERRED)
    return None


def _is_somebodys(name: str) -> bool:
    """ "guincho 24h do nando": a business and whose it is, and nothing else."""
    short = len(name.split()) <= MOST_WORDS_AROUND and may_follow_in_lower_case(name)
    return short and bool(re.search(r" d[oa] \w+$", name)) and _names_this_business(name)


def _after_kind(clause: str) -> str:
    """ "agência de viagens Viaje Já": the capitals after a business word are its name."""
    clause = _SYMBOLS.sub("", clause)
    tail = _CAPITALS.search(clause)
    if tail is None:
        return ""
    kind, name = clause[: tail.start()], clean_name(tail.group())
    last = (kind.split() or [""])[-1]
    follows = last.islower() and last not in _JOINS and kind[1:].islower()
    business = names_a_business(kind) or _KIND_OF_PLACE.search(fold(kind))
    return name if follows and business and may_be_a_name(name) else ""


def _answered(said: Said) -> Learned | None:
    if _OF_ONESELF.match(said.folded):
        return _standing_alone(said)
    name = _bare_answer(said)
    # "Rede de mercados Bom Preço", "a small law firm, Harper & Cole": the kind comes first.
    if name is not None and (after := _after_kind(str(name.value))):
        return Learned(Field.COMPANY, after, ANSWERED)
    if name is None or (str(name.value).islower() and names_a_business(str(name.value))):
        return _after_comma(said) or name
    return name


def _bare_answer(said: Said) -> Learned | None:
    said = without_lead_in(said)
    for sentence in said.sentences():
        whole = Said.of(said.text[sentence.start : sentence.end])
        name = _name_in(without_lead_in(whole))
        if name and not _is_talk(name, whole):
            return Learned(Field.COMPANY, name, ANSWERED)
    return None


def _is_talk(name: str, sentence: Said) -> bool:
    """The first words of a longer sentence in lower case are no name."""
    if not is_in_lower_case(name) or names_a_business(name):
        return False
    clause = Said.of(sentence.text.split(",")[0])
    return len(clause.words) > MOST_WORDS_AROUND or pain.tells_trouble(sentence.folded)


def _stop(said: Said, start: int) -> int:
    """Where a name ends: at the first word or mark that can't be in one. "Passo a Passo" can."""
    for stop in _STOP.finditer(said.folded, start):
        inside = said.text[stop.end() :].lstrip()[:1].isupper()
        if not (inside and stop.group().strip() in ("a", "e", "i")):
            return stop.start()
    return len(said.text)


def _name_in(said: Said) -> str:
    said = Said.of(_HERE_IS.sub("", said.text))
    head = Said.of(said.text[: _stop(said, 3)])
    article = re.match(
        r"^(?:\W*(?:(?:aqui )?(?:e|eh)|sou|somos|it'?s|we'?re|i'?m|we go by)\b\s*)?"
        r"(?:(?:d?[ao]|the)\s+)?",
        head.folded,
    )
    if article:
        head = Said.of(head.text[article.end() :])
    name = clean_name(answer_phrase(head, max_words=6, pieces=9) or "")
    # "Sou marceneiro" says what they do.
    if article and _I_AM.match(article.group()) and name.islower() and len(name.split()) == 1:
        return ""
    told = employees.find(Said.of(name), None) or pain.tells_trouble(fold(name))
    return "" if told or not is_answer(name) else name


def _after_comma(said: Said) -> Learned | None:
    """ "Sou dono de uma pizzaria, a Bella Massa"."""
    opened = without_lead_in(said)
    first = clean_name(opened.text.split(",")[0])
    rest = opened.text[len(opened.text.split(",")[0]) :].lstrip(" ,")
    # "Contabilize Mais, escritório contábil em Joinville": the name, then what it is.
    if is_title(first) and rest[:1].islower() and _OPENS_KIND.match(fold(rest)):
        return Learned(Field.COMPANY, first, INFERRED)
    for article in re.finditer(r",\s*((?:[ao]|the)\s+)?", said.folded):
        name = _name_after(said, article.end())
        sentence = said.sentence_at(article.start())
        if name.islower() and not names_a_business(said.folded[sentence.start : sentence.end]):
            continue
        if name and (after := _after_kind(name)):
            return Learned(Field.COMPANY, after, INFERRED)
        if _SOMEBODY.match(fold(name)):
            continue
        if name and _is_own_name(name):
            return Learned(Field.COMPANY, name, INFERRED)
        told = bool(article.group(1)) or (tells_a_trade(name) and _is_no_verb(name))
        if name and told and _is_told_in_lower_case(name, certain=True):
            return Learned(Field.COMPANY, name, INFERRED)
    return None


def _is_no_verb(name: str) -> bool:
    """ "presto consultoria pra fazendas" says what they do."""
    first, *rest = fold(name).split()
    named = names_a_business(first) or sounds_like_one(name)
    return len(rest) > 1 and (named or not _FIRST_PERSON.fullmatch(first))


def _name_after(said: Said, start: int) -> str:
    name = clean_name(said.quote(start, _stop(said, start)))
    if name.islower() and (kind := _KIND_FOLLOWS.search(name)):
        name = name[: kind.start()]
    name = _HERE.sub("", _after_kind(name) or _GENERIC.sub("", name))
    return name if may_be_a_name(name) and not _PERSON.match(fold(name)) else ""
