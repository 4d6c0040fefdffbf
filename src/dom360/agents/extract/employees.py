"""How many people work there."""

import re
from itertools import pairwise

from dom360.agents.clauses import whole_clauses
from dom360.agents.extract.model import ANSWERED, GUESSED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import corrected_at, corrects, only_hedges
from dom360.agents.numbers import Number, find_numbers
from dom360.agents.text import Said

MOST = 5_000_000
# Longer messages tell of more than what was asked.
MOST_WORDS = 12
_STAFF_AFTER = re.compile(
    r"^(?:\s+(?:de|em|entre|na|no|ou|mais|menos|e|poucos|bons|full-?time|active|of|or|so|uns"
    r"|other))*[\s-]+"
    r"(?:func\w*|colaborador\w*|empregad\w+|profissiona\w+|integrantes?|membros|gente\b"
    r"|equipe\b|time\b"
    r"|employees?|staff|workers?|team|us\b|headcount|heads|n[ao] folha|on (?:the )?payroll"
    r"|cooperad\w+|cooks|contratados|vendedor\w*|motoristas"
    r"|corretores|advogad[oa]s|professor\w*|tecnic[oa]s|atendentes"
    r"|enfermeir[oa]s|garcons|cozinheir[oa]s|pedreiros|instrutor\w*|designers?|programador\w*"
    r"|desenvolvedor\w*|developers?|devs|recepcionistas?|operador\w*|consultor\w*|analistas?"
    r"|estagiari\w+|contador\w*|dentists?|doctors?|trainers?|instructors?|cooks|waiters|nurses"
    r"|agents"
    r"|fisioterapeutas|psicolog[oa]s|veterinari[oa]s|entregadores|costureiras|personal\w*|cabecas"
    r"|engenheir[oa]s|barbeiros|cabeleireir[oa]s|mecanicos|drivers|engineers|technicians|lawyers"
    r"|teachers|dentistas|medicos"
    r"|(?:pessoas?|people|persons?)\b(?!\s+(?:por|ao|a dia|per|a day|que (?:entr|cham|mand"
    r"|compr))))"
)
# "Uma equipe" is one team and not one person.
_A_GROUP = re.compile(r"^\s+(?:\w+\s+)?(?:equipe|time|team|staff|gente)\b")
_STAFF_BEFORE = re.compile(
    r"\b(?:somos|estamos(?: hoje)?(?= (?:em|com))|(?:equipe|time|quadro|team"
    r"|staff)(?: \w+)? (?:de|com|of)|we'?re|we are"
    r"|funcionarios"
    r"|colaboradores|employees|trabalhamos|headcount)(?: (?:em|com|aqui|e|eh|ja|uns|umas|cerca de"
    r"|mais ou"
    r" menos|quase|uma media de|about|around|only|so|apenas|roughly|approximately|are|of|us"
    r"|a team of"
    r"|hoje|sao|:))*\s*:?\s*$"
)
_OTHER_NOUN = re.compile(
    r"^\s*(?:%|por cento|soci\w+|irma[os]+s?\b|amig[oa]s|filh[oa]s|prim[oa]s|brothers|sisters"
    r"|lojas?|unidades?|filia\w+|anos?|mes\w*|dias?|semanas?|horas?"
    r"|offices?|locations?|branches|countries|escritorios?|cidades|estados|bases|obras|turnos"
    r"|andares"
    r"|clientes?|h\b|pontos?|cadeiras|mesas|salas|quartos|carros|caminhoes|produtos?|itens|planos?"
    r"|leads?|pacientes?|alunos?|pedidos?|reais|reals?|mil reais|partners|stores?|years?"
    r"|months?|days?"
    r"|weeks?|hours?|customers?|patients?|students?|orders?|dollars|vezes|times)\b"
)
# Other numbers and words that a bare count of people may carry.
_COUNTED = re.compile(
    r"\b(?:pessoas?|gente|func\w*|colaborador\w*|equipe|time|people|team|staff|employees?|mais"
    r"|contando .+|com (?:os|as|o|a) \w+(?: \w+)?|comigo|socios?|incluindo .+|(?:se|if (?:you"
    r"|we)) co(?:nt"
    r"|unt)\w* .+"
    r"|count .+|no time|na equipe|na empresa"
    r"|trabalh\w+|fix[oa]s|freelas?|freelancers?|clts?|pjs?|registrad[oa]s|including .+"
    r"|counting .+|full-?time|part-?time)\b|\d[\d.,]*|[^\w\s]"
)
# "7 meninas": whatever is counted in an answer about people are people.
_COUNTED_NOUN = re.compile(r"\s+(?!a\b|e\b|ou\b|ate\b|mil\b|k\b)[a-z]{3,}s\b")
# Professions by their endings, but for what people serve, own or use.
_PROFESSION = re.compile(
    r"^\s+(?!client|pacient|estudant|restaurant|fornecedor|computador|servidor|morador"
    r"|assinant|visitant"
    r"|leitor|produtor|investidor|seguidor|consumidor|comprador|cadeir|carteir|geladeir|impressor"
    r"|valor|setor"
    r"|parceir|primeir"
    r"|bandeir|feira|vari|difer|moto?r|torneir|ponto|filtr|doador|apartament|presente|lente"
    r"|dente|agente de)"
    r"[a-z]{2,}(?:istas|ores|oras|eir[oa]s|entes|antes|ologos|ologas|grafos|ers)\b"
)
_SERVED = re.compile(
    r"\b(?:atend\w+|receb\w+|vend\w+|perd\w+|serve|see|sell to|lose|lost|losing)\s*(?:\w+\s*){0,2}$"
)
_ALONE = re.compile(
    r"\bninguem (?:alem de|mais que|so|mais,? so) (?:mim|eu)\b|"
    r"^\W*sozinh[oa]\b|"
    r"\b(?:so|somente|apenas|just|only) (?:eu|me|myself)(?: (?:mesm[oa]|e deus))?(?!\s+(?:e"
    r"|and)\s)\b"
    r"|\b(?:eu|euzinh[oa]|eu mesm[oa]) (?:so|somente|apenas)\W*$|\beuzinh[oa]\b"
    r"|\b(?!decid|resolv|defin)\w{2,}[oa](?: (?!decid|resolv|defin)\w+){0,2} sozinh[oa]"
    r"|\bi work alone|\bby myself"
)
_PAIR = re.compile(
    r"\b(?:eu (?:e|mais) (?:o |a )?(?:meu|minha|um|uma)|me and my|my \w+ and (?:me|i))\b"
)
_AND_ME = re.compile(r"\b(?:eu|me|i) (?:e|and|mais)(?: mais)? $")
_IN_ALL_AFTER = re.compile(
    r"\s*(?:func\w+ |pessoas |colaborador\w+ |people )?(?:no total|ao todo|em tudo|in total"
    r"|altogether)\b"
)
_IN_ALL_BEFORE = re.compile(
    r"\b(?:(?:no total|ao todo|total(?: de)?|in total|somando)\W*|(?:da|dao) )(?:uns |umas )?$"
)
_PEOPLE_OR_EACH = re.compile(
    r"\bcada\b|\beach\b|\bpor (?:loja|unidade|turno)\b|\b(?:func|pesso|colabor|people|staff"
    r"|equipe)\w*"
)
# "Não dou conta sozinho" complains, and counts nobody.
_CANNOT = re.compile(r"\bnao (?:\w+ ){1,4}sozinh[oa]$")
# Who are no longer there, or not yet: "já fomos 4", "contratei 2".
_NOT_NOW = re.compile(
    r"\b(?:fomos|eram|eramos|tinha|tinhamos|chegamos a ter|contratei|contratamos|demiti\w*"
    r"|(?:vou|vamos|quero|preciso|pretendo) (?:\w+ )?contratar|perdi|perdemos|sairam"
    r"|used to (?:be|have)"
    r"|hired|lost|filhos|anos|had)\s*(?:\w+ ){0,2}$"
)
# "3 meninas trabalhando comigo", "2 me ajudando".
_AT_WORK = re.compile(
    r"^(?:\s+\w+){0,2}\s+(?:trabalhando|que (?:me )?(?:trabalha|ajuda|atende)\w*|comigo|me ajudando"
    r"|ajudando|registrad[oa]s|contratad[oa]s|de carteira|na equipe|no time|working|helping)\b"
)
_NOW_ALONE = re.compile(
    r"\bninguem (?:alem de|mais que|so|mais,? so) (?:mim|eu)\b|"
    r"^\W*sozinh[oa]\b|"
    r"\b(?:eu e (?:mais )?deus|(?:to|estou|fiquei|toco tudo"
    r"|faco tudo) sozinh[oa])\b"
)
_ONLY_ME = re.compile(
    r"^\W*(?:sou |somos |e |eh )?so eu(?: mesm[oa])?(?: (?:por enquanto|por hora|aqui|hoje"
    r"|ainda))?\W*$"
    r"|\b(?:e|eh|sou|trabalha|trabalho|hoje) so eu (?:que|aqui)\b(?! (?:decid|resolv|mand|aprov"
    r"|respond|assin|defin))"
)
_DENIED = re.compile(
    r"\b(?:nao|nem|not|isn'?t|aren'?t)(?: (?:\w+ )?(?:chega\w*|passa\w*|da|sao|somos|e|eh|temos"
    r"|tem|more than|mais de|even|reach|quite))*(?: (?:a|de|nem|os|as))* $"
)
_WITHIN = re.compile(
    r"\b(?:com [ao]s|(?:contando|incluindo|sendo|including|counting)(?: (?:[ao]s"
    r"|the))?) $"
)
# A number beside these is no count of people.
_NO_COUNT = re.compile(
    r"r\$|[$%/]|\d:\d|\b(?:reais|desde|ha\b|faz\b|anos?|mes|meses|semanas?|dias?|horas?|h|rua"
    r"|avenida"
    r"|sala|andar"
    r"|lojas?|unidades?|filia\w+|pergunta\w*|numero|item|opcao|clientes?|alunos?|pacientes?|since"
    r"|years?"
    r"|months?|question|option|customers?|telefone|cnpj)\b"
)
_PARTS = re.compile(
    r"\s+(?=(?:meu|minha)\b)|\s*(?:,| e mais | mais | e | and "
    r"| plus | ?\+ ?)\s*(?:mais )?"
)
_ME = re.compile(
    r"(?:(?:somos|olha|ta|esta|tem|temos|ai|ah|bom|entao|so|sou|aqui|hoje|e|eh|sao|just"
    r"|it's)\s+)*(?:eu|me|i|myself)"
)
_COUNTS_OF = re.compile(
    r"^(?:(?:hoje|olha|aqui|a gente|nos|we|i|entao|bom|sao|temos|tenho|tem|have|got|conta com)\s+)+"
    r"(?=\d|[a-z]+ [a-z])"
)
_DEPENDS = re.compile(
    r"\b(?:dependendo|depende|conforme|depending|fora|sem contar)\b.*$", re.DOTALL
)
_WE_TWO = re.compile(
    r"(?:somos )?(?:nos|a gente em|the|us) (dois|duas|tres|quatro|two|three)(?: of us)?\b.*"
)
_ONE_MORE = re.compile(
    r"(?:(?:o|a|um|uma|meu|minha|my|the|an?|outr[oa]) )+(?:outr[oa] )?[a-z]+(?<!s)"
    r"(?: (?:que|who) .+| [a-z]+(?<!s))?"
)
_SOME_MORE = re.compile(r"(?:os |as |uns |umas |outr[oa]s )*(\d+|[a-z]+)(?: (?!mil\b)[a-z]+){0,2}")
# "3 entregador": the plural that chat leaves out.
_ONE_OF_STAFF = re.compile(
    r"^\s+(?!valor|setor|computador)[a-z]{2,}(?:dor|or|ista|eir[oa]|ente|ante)\b"
)
_GUESTS = re.compile(r"^\s+(?:resident|client|pacient|hospede|morador|estudant|visitant|assinant)")
_PLACE = re.compile(r"(?:aqui|la|n[ao]s?|em|do|da|on|at|in|here|there)\b")
_TO = re.compile(r"^\s*(?:a|ate|-|\u2013|to|ou|or|e|and)\s*$")


def find(said: Said, asked: Field | None) -> Learned | None:
    numbers = [
        number
        for number in find_numbers(said.folded)
        if 0 < number.value <= MOST and not _NOT_NOW.search(said.folded[: number.start])
    ]
    if asked is Field.EMPLOYEES and _NOW_ALONE.search(said.folded):
        return Learned(Field.EMPLOYEES, 1, ANSWERED)
    if len(numbers) > 1 and (whole := _in_all(said, numbers)):
        return Learned(Field.EMPLOYEES, whole, NAMED if asked is Field.EMPLOYEES else INFERRED)
    # "Eu e mais dois" counts people whatever was asked, "eu e meu sócio" may be who decides.
    about_people = asked in (Field.EMPLOYEES, Field.SECTOR, Field.COMPANY) or numbers
    if about_people and (together := _enumerated(said)):
        return Learned(Field.EMPLOYEES, together, ANSWERED)
    if len(numbers) > 1:
        # "Não chega a 30, são 22".
        numbers = [
            one for one in numbers if not _DENIED.search(said.folded[: one.start])
        ] or numbers
    if len(numbers) > 1 and corrects(said):
        numbers = _corrected(said, numbers)
    told = _counted(said, numbers, asked) or (
        _answered(said, numbers) if asked is Field.EMPLOYEES and numbers else None
    )
    return told or _without_numbers(said, asked)


def _in_all(said: Said, numbers: list[Number]) -> int | None:
    """ "7 em cada unidade, 21 no total"."""
    if not _PEOPLE_OR_EACH.search(said.folded):
        return None
    for number in numbers:
        before, after = said.folded[: number.start], said.folded[number.end :]
        if _IN_ALL_AFTER.match(after) or _IN_ALL_BEFORE.search(before):
            return round(number.value)
    return None


def _corrected(said: Said, numbers: list[Number]) -> list[Number]:
    """ "Uns 60... minto, são 75": what corrects comes last."""
    numbers = [one for one in numbers if one.start > corrected_at(said)] or numbers
    staff = [one for one in numbers if _is_staff(said, one)]
    if staff:
        return staff[-1:]
    people = [one for one in numbers if not _OTHER_NOUN.match(said.folded[one.end :])]
    return [one for one in people if not one.is_article][-1:] or people[-1:]


def _counted(said: Said, numbers: list[Number], asked: Field | None) -> Learned | None:
    for index, number in enumerate(numbers):
        # "7 com os dois montadores" are seven.
        counted = any(not earlier.is_article for earlier in numbers[:index])
        if counted and _WITHIN.search(said.folded[: number.start]):
            continue
        # "Uma pessoa" is one employee where that was asked, and somebody or other elsewhere.
        if number.is_article and asked is not Field.EMPLOYEES:
            continue
        if not said.sentence_at(number.start).is_question and _is_staff(said, number):
            return _learned(said, numbers, index, NAMED)
    return None


def _answered(said: Said, numbers: list[Number]) -> Learned | None:
    index = next((i for i, n in enumerate(numbers) if not n.is_article), 0)
    if _is_bare(said, numbers[index]):
        return _learned(said, numbers, index, ANSWERED)
    if _nothing_else(said, numbers):
        return _learned(said, numbers, index, INFERRED)
    # "6 fixo, no verão 12": the first of them.
    several = (
        len(numbers) > 1 and len(said.words) <= MOST_WORDS and not _NO_COUNT.search(said.folded)
    )
    first = numbers[index]
    if (
        several
        and first.value == round(first.value)
        and not _SERVED.search(said.folded[: first.start])
    ):
        return _learned(said, numbers, index, GUESSED)
    return None


def _enumerated(said: Said) -> int | None:
    """ "eu, minha irmã e mais duas" are four, "8 aqui e 4 na outra loja" twelve."""
    parts = [_COUNTS_OF.sub("", part.strip(" .!"))
             for part in _PARTS.split(said.folded.strip(" .!"))]  # fmt: skip
    counts = [_persons(part) for part in parts if part]
    if len(counts) < 2 or any(count is None for count in counts):
        return None
    placed = all(_placed(part) or _is_staff_of(part) for part in parts if part)
    return sum(filter(None, counts)) if placed or any(map(_speaks_of_me, parts)) else None


def _speaks_of_me(part: str) -> bool:
    return bool(_ME.fullmatch(part) or _WE_TWO.match(part))


def _persons(part: str) -> int | None:
    if together := _WE_TWO.match(part):
        return {"dois": 2, "duas": 2, "tres": 3, "quatro": 4, "two": 2, "three": 3}[
            together.group(1)
        ]
    if _ME.fullmatch(part) or (_ONE_MORE.fullmatch(part) and not find_numbers(part)[1:]):
        return 1
    numbers = find_numbers(part)
    if len(numbers) != 1 or numbers[0].value != round(numbers[0].value):
        return None
    return round(numbers[0].value) if _SOME_MORE.fullmatch(part) or _placed(part) else None


def _placed(part: str) -> bool:
    """A number and where these people are."""
    numbers = find_numbers(part)
    return bool(numbers) and bool(_PLACE.match(part[numbers[0].end :].strip()))


def _is_staff_of(part: str) -> bool:
    """ "3 entregadores", but no "40 residentes" and not all of a staff."""
    rest = part[find_numbers(part)[0].end :] if find_numbers(part) else ""
    return bool(_PROFESSION.match(rest) or _ONE_OF_STAFF.match(rest)) and not _GUESTS.match(rest)


def _is_bare(said: Said, number: Number) -> bool:
    """The clause is this number and little else. "1,5" counts no people."""
    if number.value != round(number.value) or _OTHER_NOUN.match(said.folded[number.end :]):
        return False
    if _AND_ME.search(said.folded[: number.start]):
        return True
    for clause in whole_clauses(said):
        if clause.start <= number.start < clause.end:
            end = min(number.end, clause.end)
            whole = Said.of(said.folded[clause.start : clause.end])
            counted = _COUNTED_NOUN.match(said.folded, end, clause.end)
            end = counted.end() if counted else end
            return only_hedges(whole, number.start - clause.start, end - clause.start, _COUNTED)
    return False


def _nothing_else(said: Said, numbers: list[Number]) -> bool:
    """ "De cooperado ativo a gente tem 26": one number in a short answer, counting nothing else."""
    # "120 distribuídos em 3 lojas": the shops are told beside the people.
    others = [one for one in numbers if _OTHER_NOUN.match(said.folded[one.end :])]
    numbers = [one for one in numbers if one not in others]
    for other in others:
        noun = _OTHER_NOUN.match(said.folded[other.end :])
        said = said.without([(other.start, other.end + (noun.end() if noun else 0))])
    if len(numbers) == 2 and (tail := _DEPENDS.search(said.folded, numbers[1].end)):
        said = said.without([tail.span()])
    if len(numbers) == 2 and _TO.match(said.folded[numbers[0].end : numbers[1].start]):
        numbers = numbers[1:]
    if len(numbers) != 1 or len(said.words) > MOST_WORDS or _NO_COUNT.search(said.folded):
        return False
    number = numbers[0]
    before, after = said.folded[: number.start], said.folded[number.end :]
    whole = number.value == round(number.value) and not number.is_article
    return whole and not _OTHER_NOUN.match(after) and not _SERVED.search(before)


def _is_staff(said: Said, number: Number) -> bool:
    before, after = said.folded[: number.start], said.folded[number.end :]
    if _OTHER_NOUN.match(after) or _SERVED.search(before):
        return False
    if _AND_ME.search(before) and not number.is_article:
        return True
    if _STAFF_AFTER.match(after):
        return not (number.is_article and _A_GROUP.match(after))
    if not number.is_article and (_PROFESSION.match(after) or _AT_WORK.match(after)):
        return True
    return not number.is_article and bool(_STAFF_BEFORE.search(before))


def _learned(said: Said, numbers: list[Number], index: int, confidence: float) -> Learned:
    """One number, or the middle of a range such as "10 a 20"."""
    number = numbers[index]
    if _AND_ME.search(said.folded[: number.start]):
        return Learned(Field.EMPLOYEES, round(number.value) + 1, confidence)
    for low, high in pairwise(numbers):
        joined = number in (low, high) and _TO.match(said.folded[low.end : high.start])
        if joined and low.value < high.value:
            return Learned(Field.EMPLOYEES, round((low.value + high.value) / 2), INFERRED)
    return Learned(Field.EMPLOYEES, round(number.value), confidence)


def _without_numbers(said: Said, asked: Field | None) -> Learned | None:
    if asked is Field.EMPLOYEES and _PAIR.search(said.folded):
        return Learned(Field.EMPLOYEES, 2, INFERRED)
    for word, people in (("casal|dupla", 2), ("trio", 3)):
        if re.search(rf"\bsomos um[a]? (?:{word})\b", said.folded):
            return Learned(Field.EMPLOYEES, people, ANSWERED)
    if asked is not Field.AUTHORITY and _ONLY_ME.search(said.folded):
        return Learned(Field.EMPLOYEES, 1, ANSWERED)
    alone = [
        one.group()
        for one in _ALONE.finditer(said.folded)
        if not _CANNOT.search(said.folded[: one.end()])
    ]
    certain = any("sozinh" in one or "alone" in one for one in alone)
    if alone and (certain or asked is Field.EMPLOYEES):
        return Learned(Field.EMPLOYEES, 1, ANSWERED)
    return None
