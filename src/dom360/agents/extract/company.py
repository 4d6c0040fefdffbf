"""The company's name."""

import re

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract import employees
from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import answer_phrase, is_filler, without_lead_in
from dom360.agents.extract.sector import names_a_business
from dom360.agents.language import Language
from dom360.agents.numbers import find_numbers
from dom360.agents.text import Said, clean_name, fold

# What stands in the place of a name for people who work for themselves.
NO_COMPANY: dict[Language, str] = {"pt": "sem empresa", "en": "no company"}
_EXPLICIT = re.compile(
    r"(?:\bempresa (?:se )?cham(?:a|ada)(?:-se)?|\bempresa (?:e|eh) (?:a|o)\b|\bempresa:"
    r"|\bnome d[ao] (?:minha |nossa )?(?:empresa|loja|clinica|escola|negocio\w*) (?:e|eh)\b"
    r"|(?<!meu )\bnome (?:certo |correto |completo |fantasia )?(?:e|eh)\b|\b(?:ela|ele|loja"
    r"|clinica|escola|negocio)? ?se chama\b"
    r"|\b(?:company|business|shop|store|firm|startup)(?:'s name)? (?:is called|is named|name is)"
    r"|\bwe(?:'re| are) called|\bit'?s called|\bcalled(?= [a-z]))\s+(?:a |o |the )?"
)
_BELONGING = re.compile(
    r"(?:\b(?:sou(?: [oa] \w+)?|somos|falo|escrevo|aqui (?:e|eh)(?: o| a)? \w+|meu nome (?:e"
    r"|eh) \w+|trabalho|atuo)"
    r" (?:aqui )?(?:d[ao]s?|n[ao]s?|em|pela|pelo|para a|pra)|\bsomos [ao]s?\b"
    r"|\b(?:se )?cham(?:a|amos)(?:-se)?\b(?: [ao]\b)?"
    r"|\b(?:i'?m|i am|we'?re|we are|this is \w+|my name is \w+)(?: \w+)? (?:from|with|at)"
    r"|\bi (?:work|am working) (?:at|for)|\bi (?:run|own|manage))\s+(?:the )?"
)
_IS_A = re.compile(r"\b(?:e|eh|it'?s) (?:[ao]|the) ")
_STOP = re.compile(
    r"(?<!\bdra)(?<!\bdr)(?<!\bst)\.(?=\s|$)|[,;:!?\n(]"
    r"|\s[-\u2013\u2014]\s|\s(?:com|que|temos|tem|somos|fica|ficamos|trabalh\w+|fazemos|vendemos"
    r"|aqui|mas|a gente|no ramo|na area|gost\w+|quer\w*|preciso|with|that|which|we|located|based"
    r"|but|i|in|here|and we|and i|ha|um|uma|uns|umas|a)(?=\s|$)"
    r"|\s(?:e|and)\s(?!filh|irma|cia\b|associad|sons\b|co\b|partners|[a-z]+ (?:ltda|me|adv))"
)
_NOT_A_COMPANY = re.compile(
    r"^(?:me chamo|meu nome|my name|eu sou|somos|sou|temos|tenho|trabalh\w+|atuo|vend\w+|faco"
    r"|fazemos|we(?:'re)?|i'?m|i|area"
    r"|parte|setor|equipe|time|ramo|financeiro|comercial|vendas|marketing|rh|ti|interior"
    r"|rio|sao paulo|minas|bahia|parana|brasil|zona|cidade|regiao|dono|dona|casa|uma?|a|an|my|our"
    r"|familia|sales|finance|hr|it|brazil|here|[a-z]+ (?:area|department|team))\b"
)
# "clínica odontológica", "loja de roupas": what it is, not what it is called.
_ONLY_A_KIND = re.compile(
    r"(?:\w+ )?(?:clinica|loja|padaria|escola|academia|agencia|escritorio|restaurante|empresa"
    r"|industria|fabrica|oficina|mercado|farmacia|consultorio|construtora|imobiliaria|startup|salao"
    r"|pizzaria|lanchonete|hotel|pousada|transportadora|store|shop|clinic|agency|company|school"
    r"|office|firm|gym|restaurant)s?(?: (?:de|para|of|for) .+| (?:\w+(?:logic|dentari|eterinari"
    r"|edic|stetic|abil|uridic|scolar|nfantil|irtual|nline|ropri|equen|rand|ocal|ultural|obiliari"
    r"|strial)\w*| ?)+)?"
)
_SENTENCE = re.compile(
    r"\b(?:esta|estou|estamos|tem|temos|tenho|vou|vamos|foi|era|ser|fica|faz|fazemos|vende|vendemos"
    r"|trabalh\w+|gosto|vi|recebi|achei|cresc\w+|chega|sao|somos|sou|peguei|indica\w+|are|have|is"
    r"|was|need|saw|got|found|que|quem|meu|minha|my|our|me|isso|muito|pouco|ja|ainda)\b"
)
_NO_COMPANY = re.compile(
    r"\b(?:autonom[oa]|freelancer?|pessoa fisica|self-?employed|(?:nao tenho|sem) (?:uma )?empresa"
    r"|por conta propria|don'?t have a company)\b|\bsou mei\b"
)


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    if _NO_COMPANY.search(said.folded):
        return Learned(Field.COMPANY, NO_COMPANY[language], ANSWERED)
    explicit = _EXPLICIT.search(said.folded)
    if explicit and (name := _name_after(said, explicit.end())):
        return Learned(Field.COMPANY, name, NAMED)
    for belonging in _BELONGING.finditer(said.folded):
        name = _name_after(said, belonging.end())
        if name and (_is_proper(name) or names_a_business(name)):
            return Learned(Field.COMPANY, name, NAMED if asked is Field.COMPANY else INFERRED)
    for is_a in _IS_A.finditer(said.folded):
        name = _name_after(said, is_a.end())
        if name and _is_proper(name) and names_a_business(name):
            return Learned(Field.COMPANY, name, INFERRED)
    if asked is Field.COMPANY:
        return _answered(said)
    if names_a_business(said.folded) and (after := _after_comma(said)):
        return after
    return _standing_alone(said)


def _standing_alone(said: Said) -> Learned | None:
    """ "Loja Bela Flor" says what it is, whatever was asked."""
    for clause in whole_clauses(said):
        name = clean_name(said.quote(clause.start, clause.end))
        words = name.split()
        business = (
            names_a_business(name) and 2 <= len(words) <= 6 and not _SENTENCE.search(fold(name))
        )
        capitals = [word for word in words if word[0].isupper()]
        if business and len(capitals) >= 2 and words[0][0].isupper():
            return Learned(Field.COMPANY, name, INFERRED)
    return None


def _answered(said: Said) -> Learned | None:
    name = _bare_answer(said)
    # "A small law firm, Harper & Cole": the kind of business comes before its name.
    if name is None or (str(name.value).islower() and names_a_business(str(name.value))):
        return _after_comma(said) or name
    return name


def _bare_answer(said: Said) -> Learned | None:
    said = without_lead_in(said)
    if sentence := next(iter(said.sentences()), None):
        said = Said.of(said.text[sentence.start : sentence.end])
    end = len(said.text)
    if (stop := _STOP.search(said.folded, 3)) is not None:
        end = stop.start()
    head = Said.of(said.text[:end])
    article = re.match(
        r"^(?:\W*(?:e|eh|sou|somos|it'?s|we'?re|i'?m)\s+)?(?:(?:d?[ao]|the)\s+)", head.folded
    )
    if article:
        head = Said.of(head.text[article.end() :])
    name = clean_name(answer_phrase(head, max_words=6, pieces=9) or "")
    if (
        not name
        or _is_a_number(name)
        or employees.find(Said.of(name), None)
        or not _looks_like_a_name(name)
    ):
        return None
    return Learned(Field.COMPANY, name, ANSWERED)


def _is_a_number(name: str) -> bool:
    folded = fold(name)
    for number in reversed(find_numbers(folded)):
        folded = folded[: number.start] + folded[number.end :]
    return not folded.strip(" .,-")


def _looks_like_a_name(name: str) -> bool:
    folded = fold(name)
    if _NOT_A_COMPANY.match(folded) or _ONLY_A_KIND.fullmatch(folded):
        return False
    if not name.islower():
        return True
    return len(name.split()) <= 5 and not _SENTENCE.search(folded)


def _after_comma(said: Said) -> Learned | None:
    """ "Sou dono de uma pizzaria, a Bella Massa"."""
    for article in re.finditer(r",\s*(?:(?:[ao]|the)\s+)?", said.folded):
        name = _name_after(said, article.end())
        if name and _is_proper(name):
            return Learned(Field.COMPANY, name, INFERRED)
    return None


def _name_after(said: Said, start: int) -> str:
    stop = _STOP.search(said.folded, start)
    end = stop.start() if stop else len(said.text)
    name = clean_name(said.quote(start, end))
    words = name.split()
    if (
        not words
        or len(words) > 6
        or is_filler(Said.of(name))
        or _NOT_A_COMPANY.match(Said.of(name).folded)
    ):
        return ""
    return name


def _is_proper(name: str) -> bool:
    starts = name[0].isupper() or name[0].isdigit()
    return starts and any(map(str.isalpha, name)) and not employees.find(Said.of(name), None)
