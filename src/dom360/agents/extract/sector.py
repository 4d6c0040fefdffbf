"""What the company does, as a sector's name in the conversation's language."""

import re
from functools import lru_cache

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract import pain
from dom360.agents.extract.model import ANSWERED, GUESSED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import answer_phrase
from dom360.agents.extract.sectors import NAME_PARTS, SECTORS
from dom360.agents.language import Language
from dom360.agents.numbers import find_numbers
from dom360.agents.text import Said, clean_name, fold

_STRONG = tuple(re.compile(rf"\b(?:{sector.own})\b") for sector in SECTORS)
_WEAK = tuple(re.compile(rf"\b(?:{sector.own}|{sector.shared})\b") for sector in SECTORS)
_ANY = re.compile(rf"\b(?:{'|'.join(f'{one.own}|{one.shared}' for one in SECTORS)})\b")
# What comes before a business word when people speak of their own.
_OWN = re.compile(
    r"\b(?:somos|sou|tenho|temos|minha|meu|nossa|nosso|ramo|setor|area|segmento|trabalh(?:o"
    r"|amos) (?:com|n[ao]|em)|vend\w+"
    r"|faco|produzo|produzimos|fabrico|fabricamos|mexo|mexemos|atuamos|atuo|dou|damos|leciono"
    r"|ministro|dono|dona|aqui (?:e"
    r"|eh)|we are|we're|i'm|i am|run"
    r"|own|have|my|our"
    r"|sector|industry|sell|business)\b[^.?!]{0,30}$"
    r"|,\s+d[oa]\s+$|,\s+(?:uma?|an?)\s+(?:\w+\s+){0,2}(?:d[eo]\s+)?$"
    r"|\b(?:e|eh|sao|it'?s)\s+(?:(?:uma?|an?)\s+)?(?:(?:pequen|small)\w*\s+)?$"
)
_LEAD_IN = re.compile(
    r"^(?:(?:nos|a gente|eu|aqui|we|i)\s+)?(?:(?:somos|sou|trabalh\w+|atua\w*|mexe?\w*|vend\w+"
    r"|prest\w+|faz(?:e\w+)?|faco|produ[zc]\w+|e|eh|we'?re"
    r"|we are|are|sell|do|work|make|it'?s|(?:tenho|temos|toco|tocamos|i have|we have|i run|we run"
    r"|i own)"
    r"(?= (?:uma?|an?)\b))\s+)?(?:(?:com|de|do|da|no|na|em|in|with|uma?|an?|the|o|a"
    r"|ramo|setor|area|segmento|servicos? de|sector|industry)\s+)*"
)
# "conserto de celular" is no shop: the service stands before the thing, and it decides.
_SERVICE = re.compile(
    r"\b(?:consert\w+|manutenc\w+|assistencia tecnica|alug\w+|locac\w+|instal\w+|repar\w+"
    r"|restaur(?!ante)\w+"
    r"|represent\w+|mont\w+|repair\w*|rental|maintenance|sistemas? (?:de|para|pra)|software (?:de"
    r"|para|for))"
    r"(?: \w+){0,2}\s+$"
)
# Somebody of theirs or theirs to pay, and no business: "meu contador", "o advogado".
_SOMEBODY = re.compile(
    r"(?:contador|advogad|dentist|medic|arquitet|engenheir|professor"
    r"|accountant|attorney)"
)
_THEIRS = re.compile(
    r"(?<!sou )\b(?:meu|minha|nosso|nossa|o|a|do|da|pro|pra|ao|com|my|our"
    r"|the)\s+$"
)
# A department is no trade: "sou do marketing", "da parte financeira".
_DEPARTMENT = re.compile(
    r"\b(?:(?:sou|falo|trabalho|aqui) (?:aqui )?(?:d[ao]|n[ao])"
    r"|(?:analista|gerente|coordenador\w*|assistente|diretor\w*|head|responsavel|supervisor\w*)"
    r" (?:de|d[ao]|pel[ao])|(?:parte|area|setor|time|equipe"
    r"|departamento)"
    r"(?: (?:de|do|da))?)\s+(?=(?:financeir|marketing|vendas|juridic|ti\b|tecnologia|contabil"
    r"|logistic))"
)
# "12 funcionários entre portaria e limpeza".
_STAFF_OF = re.compile(
    r"\b(?:func\w+|colaborador\w*|pessoas|employees|people) (?:entre|n[ao]s?|em|d[ao]s?|in)"
    r"(?: \w+){0,3}? $"
)
_ENGLISH_ROLE = re.compile(
    r"\s+(?:lead|manager|director|head|officer|team|department|coordinator)\b"
)
# "Fornecemos merenda pra escolas": whom they serve.
_CUSTOMERS = re.compile(
    r"\b(?:forne\w+|vend\w+|atend\w+|servi\w+|entreg\w+|sell\w*|supply\w*|serve\w*)\b[^.,;!?]{0,30}"
    r"\b(?:pr?as?|pr?os?|para(?: [ao]s)?|for|to)\s+$"
)
_DISLIKES = re.compile(r"\b(?:nao|nunca|nem)\b[^,.;]{0,25}$")
# "6 lojas" counts and doesn't say what they are, "6 clínicas" does.
_COUNTS = re.compile(
    r"(?:\d|\b(?:duas|tres|quatro|cinco|varias|algumas|outras?|cada|proxima|segunda|two|three"
    r"|several|other|each))\s+(?:lojas?|lojinhas?|stores?|shops?)(?! (?:d[eo]|that sell) )"
)
# "faço mentoria de carreira", told unasked.
_TRADE = re.compile(
    r"(?<!nao )\b(?:(?:trabalh|mex|lid|atu)(?:o|amos|emos|e) (?:com|em)|vend(?:o|emos)|fabric(?:o"
    r"|amos)"
    r"|faco|fazemos|produ(?:zo|zimos)|prest(?:o|amos) servicos? de|forne(?:co|cemos)|ofere(?:co"
    r"|cemos)"
    r"|a gente (?:vende|faz|fabrica|produz|fornece|(?:mexe|trabalha|lida) com)|we (?:sell|make|do"
    r"|offer|teach|build|provide|run)"
    r"|i (?:sell|make|do))\s+((?!pouc|menos|mal\b|muit|bem\b|tud|isso\b|na\b|no\b|em\b|pel|online"
    r"|[ao]s?\b"
    r"|mais\b|uma?\b|ideia\b|isso\b|it\b|them\b|more\b|less\b|parte\b|quest|orcament|propost"
    r"|control|cota)"
    r"[a-z-]{3,}(?: (?:de|do|da|para|e) [a-z]{3,}| [a-z]+(?:ad[ao]s?|ic[ao]s?|ais|is)\b)?)"
)
# "somos uma ong de projetos sociais", "sou coach de carreira".
_KIND = re.compile(
    r"\b(?:(?:a gente e|somos)\s+(?=[a-z]+ (?:de|para|tecnic|especializ))|(?:somos|sou"
    r"|(?:aqui )?e)\s+uma?\s+|(?:we are|we're|i'm|it's)\s+an?\s+)(?:(?:pequen|nov"
    r"|micro|small|new|little|tiny|local|famil)\w*\s+)?"
    r"(?:(?:empresa|negocio|company|business|firma)\s+(?:de|que faz|for|of)\s+)?"
    r"((?!casal|dupla|trio|funcionari|client[ae]|empresa|negocio|company|business|firma|pessoa"
    r"|equipe|time|team"
    r"|grupo|group|client"
    r"|duvida|problem|pergunta"
    r"|pouco|bocado|tanto|vez|reuniao|sistema|plano|interess|site|projeto\b|ideia|dificuld"
    r"|desafio|assunto"
    r"|questao|forma|jeito|robo|bot|person|human|quest|challenge|lot|bit|luta|sofrimento"
    r"|correria|loucura"
    r"|novela|inferno|mess|pain|nightmare|famil|dos|das|exempl|coisa|thing)[a-z-]{3,}"
    r"(?: [a-z]+(?:ic[ao]s?|ad[ao]s?))?(?: (?:de|do|da|para|of|for) [a-z]{3,}(?: [a-z]+(?:ais"
    r"|ic[ao]s?|ad[ao]s?))?)?)"
)
# "Estúdio de games" makes games.
_OF_A_KIND = re.compile(
    r"^(?:uma? |an? )?(?:pequen[ao] )?(?:empresa|estudio|studio|escritorio|agencia|produtora|loja"
    r"|startup"
    r"|negocio|company|firm) (?:de|do|da|em|para|pra|of|for) "
)
# "Locação de veículos", "fabricação de móveis".
_TRADE_NOUN = re.compile(
    r"(?:vendas?|fabricacao|producao|comercio|importacao|exportacao|distribuicao|locacao|aluguel"
    r"|instalacao|manutencao|consultoria|assessoria|transporte|criacao|cultivo|organizacao"
    r"|desenvolvimento|representacao|revenda|reforma|limpeza|confeccao|beneficiamento|corretagem"
    r"|gestao|administracao|treinamento) (?:de|em|para|pra) [a-z]{3,}(?: (?:e |de )?[a-z]{3,})?"
)
_TRADE_REST = re.compile(
    r"(?: (?:de|para|e|em|of|for|and) \w+| \w+(?:ic[ao]s?|ais|al|in[ao]s?|ad[ao]s?))*"
)
# "vidraçaria", "floricultura": the word says the trade.
_TRADE_WORD = re.compile(
    r"\b(?!funcionari|parceri|galeri|bateri|secretari|diari|maiori|categori|teori|gritari|correri"
    r"|portari"
    r"|consultori"
    r"|diretori|auditori|loteri|materi|caloria|varia|seria|queria|faria|deveria|teria|poderia"
    r"|haveria|cultura)"
    r"([a-z]{3,}(?:aria|eria|cultura))s?\b"
)
# "sou eletricista", "somos encanadores": the trade is what they are.
_PROFESSION = re.compile(
    r"\b(?:sou|somos|trabalho como|atuo como|i'?m an?|i am an?|we'?re|we are)\s+(?:um |uma |uns )?"
    r"(?!brasileir|solteir|casad|mineir|primeir|parceir|herdeir|especialist|gestor|diretor"
    r"|administrador"
    r"|coordenador|morador|fundador|comprador|vendedor|consumidor|supervisor|verdadeir|interessad"
    r"|assistent"
    r"|gerente|responsave|atendent|estudant|inquilin|trabalhador|empreendedor|empresari|novo|dono"
    r"|dona)"
    r"([a-z]{3,}(?:istas?|eir[oa]s?|olog[oa]s?|graf[oa]s?|ador(?:a|es|as)?|edor(?:a|es|as)?"
    r"|ician|smith|plumber|photographer|baker|caterer|hairdresser)"
    r"(?: (?:de|em|of) [a-z]{3,}| [a-z]+(?:ic[ao]s?|al|ais))?)\b"
)
# "Chaveiro Nivas": a tradesman's name begins with the trade.
_TRADESMAN = re.compile(
    r"(?!brasileir|mineir|primeir|parceir|verdadeir|cruzeir|companheir|ribeir|oliveir|pereir"
    r"|ferreir|teixeir"
    r"|moreir|vieir|silveir|nogueir|siqueir|palmeir|bandeir|pioneir|paulist|conquist|vist|list)"
    r"[a-z]{3,}(?:eir[oa]s?|istas?|olog[oa]s?|grafos?)"
)
# Professions that people put into their business's name: "Beto Eletricista".
_IN_NAMES = re.compile(
    r"\b(?:eletricist|encanador|pedreir|pintor|marceneir|serralheir|chaveir|jardineir|costureir"
    r"|confeiteir"
    r"|cozinheir|boleir|doceir|fotograf|barbeir|borracheir|vidraceir|sapateir|taxist|despachante"
    r"|personal"
    r"|tatuador|esteticist|massagist|florist|gesseir|estofador|tapeceir|relojoeir|ourives"
    r"|carpinteir|torneir"
    r"|soldador|dedetizador|alfaiat|arquitet|engenheir|designer|photograph|plumb|electrician"
    r"|carpent|tailor"
    r"|paint|landscap)\w*"
)
_ENGLISH = {sector.portuguese: sector.english for sector in SECTORS}
# "do ramo de embalagens", "no mercado de seguros".
_BRANCH = re.compile(
    r"\b(?:ramo|segmento|setor|area|nicho|mercado(?= d[aeo]s? ))(?: de atuacao)?(?: (?:e|eh"
    r"|seria))? (?:de |do "
    r"|da |dos |das )?"
    r"(?!nao\b|que\b|e\b|comercial\b|financeir|administrativ|vendas\b|atendimento\b|ti\b|rh\b"
    r"|suprimentos|compras|producao|marketing\b)"
    r"([a-z-]{3,}(?: (?:de|do|da|e|para) [a-z]{3,}| [a-z]+(?:ic[ao]s?|ad[ao]s?|ais|al|is))?)"
    r"|\bin the ([a-z]{3,}(?: [a-z]{3,})?) (?:business|industry|space|trade)"
)
# What they do, as the name of a trade: "conserto geladeira" is "conserto de geladeira".
_THING = (
    r"\s+(?!d[aeo]\b|n[ao]\b|em\b|pra\b|para\b|com\b|um|[ao]s?\b|isso|tudo|muit|mais)"
    r"([a-z-]{2,}(?: (?:de|e|para|pra) [a-z]{3,}| [a-z]+(?:ic[ao]s?|ad[ao]s?|ais|is))?)"
)
_DOING = tuple(
    (re.compile(rf"(?<!me )\b(?:{stem}(?:o|amos|imos)|a gente {stem}[ai])\b{_THING}"), noun)
    for stem, noun in (
        ("consert", "conserto"), ("instal", "instalação"), ("alug", "aluguel"),
        ("mont", "montagem"),
        ("import", "importação"), ("distribu", "distribuição"), ("plant", "cultivo"),
        ("cri", "criação"), ("reform", "reforma"), ("lav", "lavagem"), ("restaur", "restauração"),
    )
)  # fmt: skip
_NOT_A_TRADE = re.compile(
    r"\d|\b(?:ninguem|sempre|nunca|nao|clientes?|todo dia|nobody|never|always|customers?)\b"
    r"|^(?:procur\w+|busc\w+|quero|queria|preciso|gostaria|vendo|gente|quem|tem|temos|tenho|esta"
    r"|estou|estamos|vou|vamos|foi|era|fica|ja|ainda"
    r"|muito|pouco|meu"
    r"|minha"
    r"|eu|a gente|we|i|my)\b|\b(?:esta|estou|estamos|fica|crescendo|sozinh[oa]|funcionarios"
    r"|pessoas|people)\b"
)


def _told_unasked(said: Said) -> Learned | None:
    trade = _TRADE.search(said.folded) or _PROFESSION.search(said.folded) or _kind(said)
    if trade and not pain.tells_trouble(trade.group()):
        return Learned(Field.SECTOR, clean_name(said.quote(*trade.span(1))), GUESSED)
    word = _TRADE_WORD.search(said.folded)
    if word and (_OWN.search(said.folded[: word.start()]) or _opens_a_name(said, word)):
        return Learned(Field.SECTOR, clean_name(said.quote(*word.span())), GUESSED)
    return _doing(said)


def _opens_a_name(said: Said, word: re.Match[str]) -> bool:
    """ "marmoraria Pedra Fina"."""
    before, after = said.folded[: word.start()], said.text[word.end() :].lstrip()
    return not before.strip(" \n").rstrip(".,!;") and after[:1].isupper()


def _kind(said: Said) -> re.Match[str] | None:
    """ "É uma ONG" tells, "… e um ajudante" joins."""
    for kind in _KIND.finditer(said.folded):
        first = said.text[kind.start() : kind.start() + 1].lower()
        if first != "e" or not said.folded[: kind.start()].rstrip()[-1:].isalnum():
            return kind
    return None


def _doing(said: Said) -> Learned | None:
    for doing, noun in _DOING:
        if (what := doing.search(said.folded)) and not pain.tells_trouble(what.group()):
            return Learned(
                Field.SECTOR, f"{noun} de {clean_name(said.quote(*what.span(1)))}", GUESSED
            )
    return None


def _branch(said: Said, language: Language) -> Learned | None:
    """The contact names the branch: by a word we know, or else by that word itself."""
    branch = _BRANCH.search(said.folded)
    if branch is None:
        return None
    words = clean_name(said.quote(*branch.span(1 if branch.group(1) else 2)))
    return _known(Said.of(words), _WEAK, language, NAMED) or Learned(Field.SECTOR, words, INFERRED)


@lru_cache(maxsize=2048)
def names_a_business(name: str) -> bool:
    folded = fold(name)
    return bool(_TRADE_WORD.search(folded)) or any(pattern.search(folded) for pattern in _STRONG)


@lru_cache(maxsize=2048)
def tells_a_trade(name: str) -> bool:
    """ "Polo Norte Refrigeração", "Silva Transportes": a trade's word inside a longer name."""
    folded = fold(name)
    known = any(pattern.search(folded) for pattern in _WEAK) or _IN_NAMES.search(folded)
    return bool(known) and not is_a_trade(name)


@lru_cache(maxsize=2048)
def is_a_trade(name: str) -> bool:
    """ "construção civil", "loja de roupas": a trade and nothing that would be a name."""
    folded = fold(name)
    found = (pattern.match(folded) for pattern in (*_WEAK, _TRADE_WORD))
    return any(match and _TRADE_REST.fullmatch(folded[match.end() :]) for match in found)


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
        known = _known(said, _STRONG, language, ANSWERED)
        known = known or _known(said, _WEAK, language, ANSWERED) or _branch(said, language)
        return known or _doing(said) or _free(said)
    if branch := _branch(said, language):
        return branch
    for patterns in (_STRONG, _WEAK):
        if own := _known(said, patterns, language, NAMED, only_own=True):
            return own
    whole = _whole_clause(said, language)
    return whole or _known(said, _STRONG, language, INFERRED) or _told_unasked(said)


def _whole_clause(said: Said, language: Language) -> Learned | None:
    """ "…, consultoria": a clause of nothing but a trade."""
    for clause in whole_clauses(said):
        part = _OF_A_KIND.sub("", said.folded[clause.start : clause.end].strip(" -"))
        if _TRADE_WORD.fullmatch(part) or _TRADE_NOUN.fullmatch(part):
            return Learned(Field.SECTOR, part, INFERRED)
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
    trade = _TRADE_WORD.match(first.folded) or _TRADESMAN.fullmatch(first.folded)
    if trade:
        return Learned(Field.SECTOR, first.text.lower(), GUESSED)
    if profession := _IN_NAMES.search(said.folded):
        return Learned(Field.SECTOR, said.text[slice(*profession.span())].lower(), GUESSED)
    for part, portuguese in NAME_PARTS:
        if part.search(said.folded):
            value = portuguese if language == "pt" else _ENGLISH[portuguese]
            return Learned(Field.SECTOR, value, GUESSED)
    return None


def _known(
    said: Said,
    patterns: tuple[re.Pattern[str], ...],
    language: Language,
    confidence: float,
    *,
    only_own: bool = False,
) -> Learned | None:
    if not _ANY.search(said.folded):
        return None
    for pattern, sector in zip(patterns, SECTORS, strict=True):
        for match in pattern.finditer(said.folded):
            before = said.folded[: match.start()]
            if _is_counted(said, match) or _SERVICE.search(before) or _is_aside(said, match):
                continue
            own = _own(said, before)
            if (only_own and not own) or (said.sentence_at(match.start()).is_question and not own):
                continue
            return Learned(
                Field.SECTOR, sector.portuguese if language == "pt" else sector.english, confidence
            )
    return None


def _own(said: Said, before: str) -> bool:
    """Of "funilaria e pintura" the "e" is no "é"."""
    found = _OWN.search(before)
    joins = (
        found and found.group().startswith("e ") and before[: found.start()].rstrip()[-1:].isalnum()
    )
    return bool(found) and not joins


def _is_counted(said: Said, match: re.Match[str]) -> bool:
    return any(one.start() < match.start() < one.end() for one in _COUNTS.finditer(said.folded))


def _is_aside(said: Said, match: re.Match[str]) -> bool:
    """A department, somebody's profession or what is not there: not the trade."""
    before = said.folded[: match.start()]
    somebody = _SOMEBODY.match(match.group()) and _THEIRS.search(before)
    department = any(one.end() == match.start() for one in _DEPARTMENT.finditer(said.folded))
    role = _ENGLISH_ROLE.match(said.folded, match.end())
    staff = _STAFF_OF.search(before)
    return bool(somebody or department or role or staff or _CUSTOMERS.search(before)) or bool(
        _DISLIKES.search(before)
    )


def _free(said: Said) -> Learned | None:
    said = Said.of(said.written)
    lead = _LEAD_IN.match(said.folded)
    rest = Said.of(said.quote(lead.end(), len(said.text)) if lead else said.written)
    name = clean_name(answer_phrase(rest, max_words=5))
    counts = any(not number.is_article for number in find_numbers(fold(name)))
    told = pain.tells_trouble(said.folded) or _NOT_A_TRADE.search(fold(name))
    if len(name) < 3 or counts or told:
        return None
    return Learned(Field.SECTOR, name, INFERRED)
