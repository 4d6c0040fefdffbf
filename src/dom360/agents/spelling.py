"""Chat spelling read as plain words: abbreviations, stretched letters, typos of telling words.

What people type stays what is quoted; only the reading sees the plain form. `Spelled.origin` says
for each character where it stands in the text as typed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_]+/?|[\U0001F44D\U0001F44B\U0001F64F]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
# AC-III is no stretched AC-I.
_ROMAN = re.compile(r"[IVX]+")
_SHORT = {
    short: plain
    for plain, shorts in {
        "você": "vc vce", "vocês": "vcs vces", "que": "q qe", "o que": "oq oque",
        "porque": "pq pqe porq", "não": "n ñ naum nao nn", "também": "tb tbm tmb tbem",
        "beleza": "blz blza", "quanto": "qto qnto qt qnt", "quantos": "qtos qntos",
        "quantas": "qtas qntas", "quando": "qdo qnd qndo", "quem": "qm", "qual": "ql",
        "hoje": "hj", "amanhã": "amnh amanha", "muito": "mto mt mtu", "muita": "mta",
        "enquanto": "enqto enqnto",
        "muitos": "mtos", "muitas": "mtas", "tudo": "td tdo",
        "valeu": "vlw vlww", "obrigado": "obg obgd brigado obrigadao brigadao obgda",
        "por favor": "pfv pfvr pfr", "comigo": "cmg", "ninguém": "ngm nguem",
        "alguém": "algm alguem", "depois": "dps dpois", "agora": "agr", "mensagem": "msg",
        "mensagens": "msgs", "funcionários": "func funcs funcion", "colaboradores": "colabs",
        "fim de semana": "fds", "sei lá": "sla", "quero": "qro kero", "queria": "qria",
        "gente": "gnt", "verdade": "vdd", "nada": "nd", "sim": "ss sss simm",
        "aqui": "aki", "acho": "axo", "para": "p/", "com": "c/", "sem": "s/",
        "informações": "infos", "informação": "info", "reunião": "reu", "pessoal": "pssoal",
        "cadê": "kd", "está": "tá", "estou": "tô", "estamos": "tamo tamos", "falou": "flw",
        "mês": "mes mez", "janeiro": "janero",
        "meses": "mezes", "nós": "nois nóis", "vez": "veiz", "mesmo": "msm memo mermo mermu memu",
        "é": "eh",
        "whatsapp": "wpp zap zapzap whats", "negócio": "neg",
        "demais": "dms", "novamente": "dnv", "você está": "vcta",
        "please": "pls plz", "thanks": "thx tks thks", "people": "ppl", "with": "w/",
        "i don't know": "idk dunno", "tomorrow": "tmrw tmr", "business": "biz", "you": "u",
        "your": "ur", "because": "cuz bc", "right now": "rn", "oi": "oie oiee",
        "sim 👍": "👍", "oi 👋": "👋", "obrigado 🙏": "🙏",
    }.items()
    for short in shorts.split()
}  # fmt: skip
# "num tenho" is "não tenho", "num sistema" is "em um sistema": the verb decides.
_NUM = re.compile(
    r"\s+(?:tem|ten|sei|sabe|quer|d[aá]\b|consig|é\b|eh\b|v[ao][ui]?\b|po[sd]|precis|gost|sou\b"
    r"|t[oôaá]\b|fa[zcç]"
    r"|fiz|foi\b|ligo|acho|deu|vem|veio|atend|respond|cheg|pass|pag|volt)",
    re.IGNORECASE,
)
# Words that decide how a message is read, long enough to be told from their neighbours.
_TELLING = """
    quando funcionarios funcionario colaboradores profissionais orcamento investimento investir
    empresa
    clinica consultorio escritorio reuniao agendar agenda atendente atendimento dificuldade
    dificuldades problema problemas interesse interessado obrigado obrigada mensalidade
    mensais preciso precisamos conseguimos pessoas trabalham trabalhamos decisao decide decidimos
    semana proxima proximo urgente quarenta cinquenta restaurante academia imobiliaria
    transportadora contabilidade advocacia construcao materiais educacao marketing tecnologia
    sistema planilha clientes pacientes vendedores financeiro diretoria gerente socio socia
    gostaria produtos servicos apresentacao demonstracao conversar especialista humano pergunta
    investimos gastamos faturamento atrasos desorganizado janeiro fevereiro setembro outubro
    novembro dezembro employees meeting schedule company business decision budget problem
    appointment customers partner information tomorrow software
"""
_VOCABULARY = frozenset(_TELLING.split())
SHORTEST_TYPO = 7
LONGEST_TYPO = 18


@dataclass(frozen=True, slots=True)
class Spelled:
    text: str
    origin: tuple[int, ...]


def spell_out(text: str) -> Spelled | None:
    """None where every word stands as it is."""
    parts: list[str] = []
    origin: list[int] = []
    end = 0
    for token in _TOKEN.finditer(text):
        plain = _plain(token.group())
        if plain.lower() in ("num", "nun") and _NUM.match(text, token.end()):
            plain = "não"
        if plain == token.group():
            continue
        parts += [text[end : token.start()], plain]
        origin += [*range(end, token.start()), *[token.start()] * len(plain)]
        end = token.end()
    if not parts:
        return None
    parts.append(text[end:])
    origin += range(end, len(text) + 1)
    return Spelled("".join(parts), tuple(origin))


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    lower = word.lower()
    initial = len(word) == 1 and word.isupper()
    if lower in _SHORT and not initial:
        return _SHORT[lower]
    slim = word if _ROMAN.fullmatch(word) else _STRETCHED.sub(r"\1", word)
    if slim != word and slim.lower() in _SHORT:
        return _SHORT[slim.lower()]
    return _meant(slim) or slim


def _meant(word: str) -> str | None:
    """The telling word that this is a typo of: one letter more, less, other, or two swapped.

    First and last letter have to agree: a last letter that differs is mostly another form, such as
    "cliente" and "clientes", and no typo.
    """
    if not (SHORTEST_TYPO <= len(word) <= LONGEST_TYPO and word.isascii() and word.islower()):
        return None
    if word in _VOCABULARY:
        return None
    near = [known for known in _BY_ENDS.get((word[0], word[-1]), ()) if _one_edit(word, known)]
    return near[0] if len(near) == 1 else None


def _one_edit(typed: str, known: str) -> bool:
    longer, shorter = sorted((typed, known), key=len, reverse=True)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), None)
    if at is None:
        return False
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    swapped = longer[at : at + 2] == shorter[at : at + 2][::-1]
    if swapped and longer[at + 2 :] == shorter[at + 2 :]:
        return True
    # Another vowel is mostly another word ("clinico"), another consonant a slip of the finger.
    vowels = set("aeiou")
    same = longer[at + 1 :] == shorter[at + 1 :]
    return same and not ({longer[at], shorter[at]} <= vowels)


def _by_ends() -> dict[tuple[str, str], tuple[str, ...]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for word in sorted(_VOCABULARY):
        groups.setdefault((word[0], word[-1]), []).append(word)
    return {ends: tuple(words) for ends, words in groups.items()}


_BY_ENDS = _by_ends()
