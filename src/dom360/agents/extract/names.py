"""Does a phrase look like the name of a company?"""

import re

from dom360.agents.extract.phrases import is_filler, only_hedges
from dom360.agents.numbers import find_numbers
from dom360.agents.text import Said, fold

MOST_WORDS = 6
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
    r"\b(?:esta|estou|estamos|ta|to|tem|temos|tenho|vou|vamos|foi|era|ser|fica|faz|fazemos"
    r"|vende|vendemos"
    r"|trabalh\w+|gosto|vi|recebi|achei|cresc\w+|chega|sao|somos|sou|peguei|indica\w+|are|have|is"
    r"|was|need|saw|got|found|que|quem|meu|minha|my|our|me|isso|muito|pouco|ja|ainda)\b"
)
# First words of names that say no trade: "Studio Lívia", "Grupo Vértice".
_SOUNDS = re.compile(
    r"(?:studio|estudio|espaco|atelie\w*|casa|centro|instituto|grupo|box|clube|posto|emporio"
    r"|rede|cia"
    r"|companhia|cooperativa|associacao|hospital|colegio|point|villa|vila|mundo|rei|group"
    r"|club|house"
    r"|center)\b|\w+(?:aria|eria|cultura|tora|dora|tech|fit|med|shop|log)s?\b"
)
_SMALL_WORDS = frozenset({"de", "da", "do", "das", "dos", "e", "&", "of", "the", "and"})
_MARKS = re.compile(r"[^a-z\s]+")


def may_be_a_name(name: str) -> bool:
    """Where the words before it say that a name follows."""
    few = 0 < len(name.split()) <= MOST_WORDS
    return few and not is_filler(Said.of(name)) and not _NOT_A_COMPANY.match(fold(name))


def is_answer(name: str) -> bool:
    """Where the name was asked for and this is all that was said."""
    folded = fold(name)
    if not name or _NOT_A_COMPANY.match(folded) or is_a_kind(name) or _is_a_number(folded):
        return False
    if not name.islower():
        return True
    return len(name.split()) < MOST_WORDS and not _SENTENCE.search(folded)


def is_a_kind(name: str) -> bool:
    return bool(_ONLY_A_KIND.fullmatch(fold(name)))


def is_proper(name: str) -> bool:
    words = name.split()
    starts = name[0].isupper() or (name[0].isdigit() and any(word[0].isupper() for word in words))
    return starts and any(map(str.isalpha, name)) and not _is_a_number(fold(name))


def is_title(name: str) -> bool:
    """Every word with a capital: "Loja Bela Flor", "Nuvem Ágil"."""
    words = [word for word in name.split() if fold(word) not in _SMALL_WORDS]
    capitals = all(word[0].isupper() or word[0].isdigit() for word in words)
    return 2 <= len(words) < MOST_WORDS and capitals and not _is_a_number(fold(name))


def sounds_like_one(name: str) -> bool:
    return bool(_SOUNDS.match(fold(name)))


def _is_a_number(folded: str) -> bool:
    numbers = find_numbers(folded)
    if not numbers:
        return False
    return only_hedges(Said.of(folded), numbers[0].start, numbers[0].end, _MARKS)
