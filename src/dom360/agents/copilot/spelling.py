"""Reading what operators type in a hurry: abbreviations and single-letter slips are undone.

Only words of requests are repaired ("semana", "qualificados"), never names: a word with a capital
inside a sentence is left alone, and so is every word that exists.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from dom360.agents.copilot.edits import Edit

_WORD = re.compile(r"(?<!\w)[a-z]+(?:'[a-z]+)?(?!\w)")
ALIASES = {
    "hj": "hoje", "oje": "hoje", "hje": "hoje", "ontm": "ontem", "otem": "ontem", "onten": "ontem",
    "qto": "quanto", "qnto": "quanto", "qnt": "quanto", "qtos": "quantos", "qntos": "quantos",
    "qnts": "quantos", "qts": "quantos", "qtas": "quantas", "qntas": "quantas", "qdo": "quando",
    "msg": "mensagem", "msgs": "mensagens", "msn": "mensagem", "vc": "voce", "vcs": "voces",
    "pfv": "por favor", "pf": "por favor", "pls": "please", "plz": "please", "tel": "telefone",
    "fone": "telefone", "zap": "whatsapp", "obs": "observacao", "coment": "comentario",
    "ult": "ultimos", "mto": "muito", "mt": "muito", "q": "que", "leds": "leads", "lds": "leads",
    "fds": "fim de semana", "finde": "fim de semana", "ta": "esta", "tao": "estao",
    "oq": "o que", "oque": "o que", "pq": "por que", "cmo": "como", "func": "funcionarios",
    "resp": "responsavel", "n": "nao", "ñ": "nao", "naum": "nao", "tb": "tambem", "tbm": "tambem",
    "td": "tudo", "tds": "todos", "dps": "depois", "agr": "agora", "cad": "cadastra",
    "insta": "instagram", "ig": "instagram", "face": "facebook", "fb": "facebook",
    "goog": "google", "wpp": "whatsapp", "whats": "whatsapp", "zapzap": "whatsapp",
    "qualif": "qualificados", "qualifs": "qualificados", "agend": "agendados",
    "ctt": "contato", "ctts": "contatos", "cttos": "contatos", "cli": "cliente",
    "clis": "clientes", "info": "informacoes", "infos": "informacoes", "reu": "reuniao",
    "orc": "orcamento", "qtd": "quantidade", "qtde": "quantidade", "qq": "qualquer",
    "nro": "numero", "num": "numero", "emp": "empresa", "trim": "trimestre", "dnv": "de novo",
    "recadinho": "recado", "notinha": "nota", "listinha": "lista", "lembretinho": "lembrete",
    "comentariozinho": "comentario", "contatinho": "contato", "ults": "ultimos", "todays": "today",
    "yesterdays": "yesterday", "msm": "mesmo",
}  # fmt: skip
_DAYS = {
    "seg": "segunda", "ter": "terca", "qua": "quarta", "qui": "quinta", "sex": "sexta",
    "sab": "sabado", "dom": "domingo",
}  # fmt: skip
_DAY_AFTER = r"(?:\s*(?:$|[,.?!;])|\s+(?:pra ca|passad\w|ate|a|e|pelo|pela|de|do|da|no|na|quant)\b)"
_MONTHS = {
    "jan": "janeiro", "fev": "fevereiro", "mar": "marco", "abr": "abril", "mai": "maio",
    "jun": "junho", "jul": "julho", "ago": "agosto", "set": "setembro", "out": "outubro",
    "nov": "novembro",
}  # fmt: skip
_BEFORE_MONTH = re.compile(
    r"\b(?:de|em|desde|ate|a|e|mes|consumos?|funil|gastos?|custos?|leads|ia|robo|agente|contatos"
    r"|conversao|qualificad\ws|agendad\ws|fechad\ws|tokens|mensagens|x|vs) $"
    r"|\b[a-z]{3,9}/$"
)
# "sold out", "ten days ago" and "the data set" end in no month.
_NO_ENGLISH_BEFORE = re.compile(
    r"\b(?!(?:check|find|found|ran|run|dropped|drop|left|go|went|going|reach|reached|is|are|was"
    r"|were|be"
    r"|been|logged|log|sold|timed|opt|opted|fall|fell|walk|walked|turn|turned|figure|point|sign"
    r"|signed"
    r"|them|it|me|us|the|a|an|data|all|get|days?|weeks?|months?|years?|hours?|long|fora|ao)\b)"
    r"[a-z0-9]{2,} $"
)
_AFTER_MONTH = re.compile(r"\s*(?:$|[,.?!;/])|\s+(?:a|ate|e|x|vs|de 20|20\d\d|do|pra|por)\b")
# What the word may be, what stands before it, and what after.
_BY_CONTEXT = (
    (
        {"sem": "semana"},
        re.compile(r"\b(?:(?:n|d)?es[st]a|ult|ultima|outra) $"),
        re.compile(r"\s*(?:$|[,.?!])|\s+(?:por|d[aeo]s?|pel[ao]|em|n[ao]|quant\w+|ate|e)\b"),
    ),
    ({"sem": "semana"}, re.compile(r"\b[dn]a $"), re.compile(r"\s*(?:$|[,.?!])")),
    ({"sem": "semana"}, re.compile(r""), re.compile(r" (?:pass(?:ad\w)?|retrasada|anterior)\b")),
    ({"pass": "passada"}, re.compile(r"\bsem(?:ana)? $"), re.compile(r"")),
    ({"pass": "passado"}, re.compile(r"\b(?:mes|ano|trim\w*|tri) $"), re.compile(r"")),
    (
        {day: name for day, name in _DAYS.items() if day != "ter"},
        re.compile(r"\b(?:desde|na|no|de|da|ate|a|e|ultim[oa]|ult|entre|pela) $"),
        re.compile(_DAY_AFTER),
    ),
    (
        {"ter": "terca"},
        re.compile(r"\b(?:desde|na|ate|ultima|(?:seg|segunda|dom|domingo) (?:a|e|ate)) $"),
        re.compile(_DAY_AFTER),
    ),
    (
        {"conv": "conversa"},
        re.compile(r""),
        re.compile(r" (?:d[aeo]|com|aqui|toda)\b"),
    ),
    (
        {"whats": "what is", "hows": "how is", "wheres": "where is", "whos": "who is"},
        re.compile(r"^\W*(?:(?:hey|hi|and|ok|pls|please)\W+)?$"),
        re.compile(r" (?!d[aeo]s?\b)"),
    ),
    (_MONTHS, _BEFORE_MONTH, _AFTER_MONTH),
    (
        _MONTHS,
        re.compile(r"\b[a-z]+(?:[aeio]d[oa]s|icao|ao) $"),
        re.compile(r" (?:sem|com|d[aeo]s?|n[ao])\b"),
    ),
    (_MONTHS, _NO_ENGLISH_BEFORE, re.compile(r"\W*$")),
    (
        {"weeks": "week", "months": "month", "years": "year", "quarters": "quarter"},
        re.compile(r"\b(?:this|last) $"),
        re.compile(r" [a-z]"),
    ),
    ({"conv": "conversao"}, re.compile(r"\b(?:taxa de|tx|a) $"), re.compile(r"")),
)
_SLASHED = re.compile(r"(?<!\w)([pcs])/\s?(?=\w)")
_FULL = {"p": "para ", "c": "com ", "s": "sem "}
_STEMS = """
    ontem anteontem semana semanas passada passado passadas passados retrasada retrasado anterior
    ultimo ultima ultimos ultimas janeiro fevereiro abril junho julho agosto setembro outubro
    novembro dezembro meses trimestre semestre quinzena domingo segunda terca quarta quinta sexta
    sabado feira desde entre leads contatos contato cliente clientes qualificado qualificados
    qualificada qualificadas qualificacao qualificando desqualificado desqualificados agendado
    agendados agendada agendadas reagendado reagendados remarcado remarcados fechado fechados
    encerrado encerrados concluido concluidos nutricao consumo consumimos tokens gasto gastos
    gastamos gastou custo custos custou funil conversao conversoes resumo resuma resumir resume
    conversa conversas mensagem mensagens cadastre cadastra cadastrar cadastro registre registra
    registrar adicione adiciona adicionar comentario comentarios comente comenta comentar anote
    anota anotar anotacao telefone pontos pontuacao responsavel quantos quantas quanto quais
    melhores maiores recentes antigos liste listar lista mostre mostra mostrar busque busca buscar
    procure procura procurar detalhes telefones entidades documento documentos politica ajuda
    obrigado obrigada abaixo acima chamado chamados chamada chamadas empresa novos novas
    yesterday today weeks month months quarter qualified unqualified scheduled summarize summary
    conversation messages usage funnel create comment comments phone score owner
"""
# Real words one slip away from the ones above.
_OTHERS = """
    quando quantia semanal mensal segundo quarto quinto sexto domingos sabados conserva converse
    conversar anotado anotada comentado registro registros cadastros cadastrado cadastrados
    cadastrada criado agenda agendar fecha fechar contatar entra entrou entram empresas chamar
    chama chamam fechada fechadas pontual posto gosto custa custam gasta gastar passa passe passo
    passou mostrou novo nova listas listado resumido terceiro terceira junta fechamos fechei
    preciso mesmo mesma depois antes sobre ainda agora cada todos todas tenho temos estao week
    month weekly monthly owned score scores phones created owners commented antiga antigas antigo
    recente melhor maior maiores detalhe ajude ajudar documental pontuais sexta desce mostro
    seguinda quantico politico encerra encerrar concluir consome consuma leader contado contato
    contudo comer deste desta neste nesta desse dessa nesse nessa disso conta contas desses dessas
    curto curta curso cursos culto notas nota prontos pronto postos pontas gostos gostou gostei
    gostar gosta gostam artigos artigo abriu junto juntos mesas terra terno mestre store quanta
    schedule schedules qualify qualifies costing conversations quarters
    amigos lindo lendo leis lead feita ferias
"""
# "cadastrei" and "anotam" tell; they are no slips of the orders "cadastre" and "anotar".
_VERB_FORM = re.compile(
    r"(?:cadastr|registr|adicion|coment|anot|mostr|list|busc|procur|resum|gast|cust|consum)"
    r"(?:ei|ou|am|amos|aram|ava\w*|ando|ad[oa]s?|o|es|as|em)"
)
_VOCABULARY = tuple(dict.fromkeys(_STEMS.split()))
_KNOWN = frozenset(_VOCABULARY) | frozenset(_OTHERS.split())


def in_full(word: str) -> str:
    """ "insta" is Instagram."""
    return ALIASES.get(word.lower(), word)


def repairs(folded: str, text: str) -> Iterator[Edit]:
    """Each word that is written wrong or short, and what it stands for."""
    shouted = text.isupper()
    for word in _WORD.finditer(folded):
        is_name = text[word.start()].isupper() and word.start() > 0 and not shouted
        better = word.group() if is_name else _in_context(word) or _better(word.group())
        if better != word.group():
            yield word.start(), word.end(), better


def unslashed(plain: str) -> Iterator[Edit]:
    """ "p/ hoje", "c/ a Rita" """
    for found in _SLASHED.finditer(plain):
        yield found.start(), found.end(), _FULL[found[1]]


def _in_context(word: re.Match[str]) -> str | None:
    """Short words that are others by themselves: "sem" is "without", "ter" is "to have"."""
    for shorts, before, after in _BY_CONTEXT:
        if word.group() not in shorts:
            continue
        if before.search(word.string[: word.start()]) and after.match(word.string[word.end() :]):
            return shorts[word.group()]
    return None


# "gostaria que você registrasse" asks what "registre" does.
_POLITE_FORM = re.compile(
    r"(cadastr|registr|anot|adicion|coment|mostr|list|cri|salv|lanc|mand|pass|resum|lev|deix"
    r"|consult)"
    r"(?:asse|isse)|(coloc|busc|bus|marc)asse|(inclu|exib)isse"
)
_NOT_JOINED = re.compile(r"(has|have|is|are|do|did|does|can|was|were|wo|would|could|should)n'?t")


# Words that are cut short, from how many letters on: "desqualif", "telef".
_CUT = {
    "desqualificados": 8, "qualificados": 5, "reagendados": 7, "agendados": 5, "remarcados": 6,
    "nutricao": 5, "encerrados": 6, "telefone": 5, "comentario": 6, "responsavel": 7,
    "funcionarios": 7, "mensagens": 6, "conversa": 7, "consumo": 6, "pontuacao": 5,
    "trimestre": 6, "semestre": 6, "contatos": 6, "concluidos": 7, "informacoes": 6,
}  # fmt: skip
_TRUNCATED = {
    word[:length]: word
    for word, least in _CUT.items()
    for length in range(least, len(word) - 1)
    if word[length - 1] not in "aeio"
}


@lru_cache(maxsize=4096)
def _better(word: str) -> str:
    polite, negated = _POLITE_FORM.fullmatch(word), _NOT_JOINED.fullmatch(word)
    if polite:
        stem = polite[1] or (polite[2] or "").removesuffix("c") or polite[3]
        return stem + ("e" if polite[1] else "que" if polite[2] else "a")
    if negated:
        return f"{'will' if negated[1] == 'wo' else negated[1]} not"
    if word in ALIASES:
        return ALIASES[word]
    if len(word) < 5 or word in _KNOWN or _VERB_FORM.fullmatch(word):
        return word
    cut = _TRUNCATED.get(word)
    if cut:
        return cut
    near = [known for known in _VOCABULARY if len(known) >= 5 and _one_slip(word, known)]
    return near[0] if near and len({one.rstrip("s") for one in near}) == 1 else word


def _one_slip(word: str, known: str) -> bool:
    """One letter missing, added or wrong, or two neighbours swapped; the first letter is right."""
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    if same is None:
        # A word and its plural are both right.
        return not (word.endswith("s") or known.endswith("s"))
    rest, other = word[same:], known[same:]
    if len(word) == len(known):
        swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
        return swapped or (rest[1:] == other[1:] and len(rest) > 1)
    return rest[1:] == other if len(word) > len(known) else rest == other[1:]
