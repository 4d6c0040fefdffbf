"""A message cut into clauses, each a question or a statement.

People write "Padaria Sol, qto custa" in one breath: the statement answers our question, the
question wants an answer of its own. Question marks are often left out, so openers decide, too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dom360.agents.text import Said

# A comma or a joining word that may begin a new clause. "2,5" is one number.
_CUT = re.compile(
    r"(?<!\d),(?!\d)\s*|,\s+|\s(?:mas|porem|so que|but|and|e|ai|entao)\s+|\s[-\u2013\u2014]\s"
)
_WITHOUT_MARK = re.compile(
    r"(?:(?:e|mas|entao|ah|ai|oi+|ola|bom|olha|ok|certo|beleza|legal|so|and|so|well|by the way"
    r"|antes|primeiro|uma? (?:duvida|pergunta|coisa))[\s,:]+)*"
    r"(?:(?:eu )?(?:so |apenas )?(?:quer\w*|gostaria(?: de)?|precis(?:o|amos|ava\w*)|vim|posso"
    r"|pode|poderia"
    r"|da pra|tem como)"
    r" (?:me )?(?:saber|entender|conhecer|perguntar|tirar uma duvida|dizer|falar d[aeo]s?"
    r"|explicar|informar|passar|mandar|ver)\b(?=\s+\w)(?! (?:pel|por\b|pra|para|com|meu|minha"
    r"|se da certo|isso com))"
    r"|(?:quer\w*|gostaria de|preciso de|me (?:passa|manda|envia)|saber) (?:mais |as |umas? |o "
    r"|os )?"
    r"(?:informac|detalhe|preco|valor|tabela|orcamento d|cotacao)"
    r"|me (?:fala|conta|diz|explica|passa|manda|informa)\w*\b(?! (?:pra|para) (?:um|o|a|uma))"
    r"|(?:por )?quanto (?:que |e que )?(?:custa\w*|fica\w*|sai|saem|e\b|cobra\w*|ta\b|esta\b|seria"
    r"|vou pagar|da\b|dura|demora)"
    r"|(?:por )?qua(?:l|is)\b|como (?:e que |que )?(?:funciona\w*|faco|faz|voces|eu (?:faco"
    r"|contrat)"
    r"|contrat\w+|e o|e a|e feit)"
    r"|o que (?:e que )?(?:voces|e\b|esta incluso|vem|inclui|tem)|onde (?:fica|voces)"
    r"|(?:a|em)? ?que horas|tem como|da (?:pra|para)(?! (?:pagar|investir|gastar|chegar|ficar"
    r"|eu\b|a gente))|aceita\w? |faz(?:em)? (?:entrega|orcamento)"
    r"|voces (?!me |nao me |sao |demor|esta|ligar|mandar)\w*(?:em|am|ao|tem)\b(?<!ram)"
    r"|how (?:much|many|long|do|does|can|is)\b|what\b|which\b|where\b|when (?:do|can|is)|do you\b"
    r"|tem (?:(?:algum|alguma|um|uma) )?(?:plano|versao|opcao|desconto|suporte|aplicativo|app"
    r"|garantia"
    r"|teste|fidelidade|taxa|carencia|contrato|entrega|frete|estacionamento|promocao|integracao|modulo"
    r"|treinamento)\b|e se (?:eu|a gente|nos|for|fosse|minha|meu)\b|serve (?:pra|para|pro|em)\b"
    r"|funciona (?:pra|para|pro|em|no|na|com)\b|atendem? (?!mal\b|muit|pouc|tod|pel|por\b|so\b"
    r"|bem\b)"
    r"|(?:[oa]s? |uma? )?(?:precos?|valor(?:es)?|tabela|planos?|pacotes?|mensalidade|versao)"
    r"(?: (?:de|do|da) [a-z]+)? (?:pra|para|pro|empresaria\w+|basic[oa]|individua\w+)\b"
    r"|does\b|can (?:you|i|we)\b|could (?:you|i|we)\b|is there\b|are there\b|do(?:es)? (?:it|the)"
    r"|i(?:'d| would) like to know|(?:want|like) to (?:know|learn|hear)|tell me)"
)
_WITH_MARK = re.compile(
    r"(?:(?:e|mas|entao|ah|ai|oi+|ola|so|and)\s+)*"
    r"(?:quanto|quanta|quantos|quantas|qual|quais|como|quando|onde|quem|o que|que|por ?que|pra que"
    r"|tem\b|tera|existe|ha\b|(?:pra|para|pro|com|se)\b|da (?:pra|para)|posso|pode|podemos"
    r"|poderia|seria|sera|voces?\b"
    r"|e possivel|esta|esse|essa|isso|precisa|preciso|aceita|faz|consigo|consegue|vale|serve"
    r"|how|what|which|where|when|who|why|do|does|did|can|could|is|are|will|would|should|may)\b"
)
# What a question says of the contact's own business: "quanto custa para uma clínica com 40
# pessoas?". Whom else a product serves ("atendem clínicas?", "o plano pra empresas") says nothing.
_OWN_PART = re.compile(
    r"\b(?:pra|para|pro|for|na|no)\s+(?:(?:uma?|an?)\s+(?!de\b)|(?:o |a )?(?:minha|meu|nossa"
    r"|nosso|my|our)\b)"
    r"|\b(?:somos|temos|tenho|sou|we are|we're|we have|i have|i run)\b"
)
_SURELY_OWN = re.compile(
    r"\b(?:minha|meu|nossa|nosso|my|our|somos|temos|tenho|sou|we are|we're|we have|i have|i run)\b"
)
# Who asks a price "pra salão de beleza" has one; "pra empresas" may be anybody's.
_ONE_OF_A_KIND = re.compile(r"\b(?:pra|para|pro)\s+(?:o |a )?(?!\d)[a-z]+(?<!s)\b")
_ASKS_A_PRICE = re.compile(r"\b(?:quanto|precos?|valor(?:es)?|custa\w*|mensalidade|how much)\b")
# A question by its end: "plano pra 5 pessoas quanto fica", "empresas pequenas também podem".
_ENDS_ASKING = re.compile(
    r"\bquanto (?:que )?(?:custa|fica|sai|e|eh|seria|ta|esta)\W*$|\b(?:e|eh|sai|fica|custa|ta"
    r"|esta|por) quanto\W*$"
    r"|\bvoces (?:tem|fazem|atendem|aceitam|vendem|oferecem|usam)\W*$|\btambem (?:podem?|serve)\W*$"
    r"|\bpodem? (?:usar|contratar|participar|assinar) ?(?:tambem)?\W*$"
)


# "dá pra uns 250 por mês" tells, "dá pra parcelar" asks.
_TELLS_A_NUMBER = re.compile(r"\d|\b(?:mil|cem|duzentos|quinhentos|reais)\b")
_ASKING = re.compile(
    r"\b(?:quant[oa]s?|qua(?:l|is)|como|onde|que horas|saber|preco|valor|how|what|which|where"
    r"|when|do you"
    r"|does|can you|tell)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    end: int
    is_question: bool

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@lru_cache(maxsize=512)
def clauses(said: Said) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for sentence in said.sentences():
        starts = [sentence.start]
        starts += [cut.end() for cut in _cuts(said, sentence.start, sentence.end)]
        ends = [*starts[1:], sentence.end]
        parts = [(a, b) for a, b in zip(starts, ends, strict=True) if said.folded[a:b].strip(" ,-")]
        opens = _question_opens(said, parts, marked=sentence.is_question)
        found += [Clause(a, b, is_question=b > opens) for a, b in parts]
    return tuple(found)


def _cuts(said: Said, start: int, end: int) -> Iterator[re.Match[str]]:
    """ "É" folds to "e" and joins nothing."""
    for cut in _CUT.finditer(said.folded, start, end):
        if "é" not in said.text[cut.start() : cut.end()].lower():
            yield cut


def _question_opens(said: Said, parts: list[tuple[int, int]], *, marked: bool) -> int:
    """Where the question of a sentence begins; all that follows belongs to it."""
    opener = _WITH_MARK if marked else _WITHOUT_MARK
    for start, end in parts:
        text = said.folded[start:end]
        shift = len(text) - len(text.lstrip(" ,-¿"))
        if not marked and _ENDS_ASKING.search(text):
            return start
        if not marked and _TELLS_A_NUMBER.search(text) and not _ASKING.search(text):
            continue
        if opener.match(said.folded, start + shift, end) or (
            marked and _WITHOUT_MARK.match(said.folded, start + shift, end)
        ):
            return start
    if marked and parts:
        return parts[-1][0]
    return parts[-1][1] if parts else 0


_WHOLE_CUT = re.compile(
    r",\s+|(?<!\d)\s[-\u2013\u2014]\s|\s(?:mas|porem|but)\s+|[.!?;]+(?=\s|$)"
    r"|\n+"
)


def whole_clauses(said: Said) -> list[Clause]:
    """Larger pieces, in which "entre 20 e 30" stays together."""
    found, start = [], 0
    for cut in _WHOLE_CUT.finditer(said.folded):
        if said.folded[start : cut.start()].strip():
            found.append(Clause(start, cut.start(), is_question=False))
        start = cut.end()
    if said.folded[start:].strip():
        found.append(Clause(start, len(said.folded), is_question=False))
    return found


def questions(said: Said) -> list[tuple[int, int]]:
    """The spans of whole questions: neighbouring question clauses of one sentence are one."""
    spans: list[tuple[int, int]] = []
    ends = {sentence.end for sentence in said.sentences()}
    for clause in clauses(said):
        if not clause.is_question:
            continue
        if spans and spans[-1][1] == clause.start and spans[-1][1] not in ends:
            spans[-1] = (spans[-1][0], clause.end)
        else:
            spans.append(clause.span)
    return spans


def told(said: Said) -> Said:
    """What the contact states: the message without its questions."""
    blank = [*questions(said), *_marks(said)]
    return said.without(blank) if blank else said


def told_by_asking(said: Said, *, surely: bool) -> Said | None:
    """What the questions say of the contact's own business, or only suggest of it."""
    kept: list[tuple[int, int]] = []
    for start, end in questions(said):
        own = (_SURELY_OWN if surely else _OWN_PART).search(said.folded, start, end)
        if own is None and not surely and _ASKS_A_PRICE.search(said.folded, start, end):
            own = _ONE_OF_A_KIND.search(said.folded, start, end)
        kept += [(own.start(), end)] if own else []
    if not kept:
        return None
    starts, ends = [0, *(end for _, end in kept)], [*(start for start, _ in kept), len(said.text)]
    return said.without([*zip(starts, ends, strict=True), *_marks(said)])


def _marks(said: Said) -> list[tuple[int, int]]:
    return [(mark.start(), mark.end()) for mark in re.finditer(r"\?", said.folded)]
