"""Names of people where nothing is written large, as on a phone: "o bruno silva já respondeu?"."""

import re

from dom360.agents.copilot.first_names import FIRST_NAMES
from dom360.agents.text import fold

# Family names that are common in Brazil. A few are words of their own ("dias", "reis"): after a
# first name they are its rest.
_FAMILIES = """
    abreu aguiar albuquerque alencar almeida alves amaral amorim andrade antunes araujo arruda assis
    azevedo barbosa barreto barros bastos batista becker bezerra bittencourt borges braga brandao
    brito bueno cabral caldas camargo campos cardoso carneiro carvalho castro cavalcante cavalcanti
    chagas chaves coelho conceicao cordeiro correa correia costa coutinho couto cruz cunha dantas
    dias diniz duarte esteves evangelista faria farias felix fernandes ferraz ferreira figueiredo
    fonseca franca franco freire freitas furtado galvao garcia gomes goncalves gouveia guedes
    guerra guimaraes jesus klein lacerda leal leite lemos lima lins lopes macedo machado maciel
    magalhaes maia marques martinez martins matos mattos medeiros meireles mello melo mendes
    mendonca menezes mesquita miranda monteiro moraes morais moreira mota motta moura muller
    muniz nascimento neto neves nogueira nunes oliveira pacheco padilha paiva passos peixoto
    pereira pimentel pinheiro pinto pires porto prado queiroz quadros ramos rangel reis rezende
    resende ribeiro rocha rodrigues sa salgado sales salles sampaio sanches santana santiago santos
    schmidt schneider serra silva silveira simoes siqueira soares sobrinho souza sousa tavares
    teixeira teles telles toledo torres trindade valente vargas vasconcelos vaz veiga viana vidal
    vieira vilela weber xavier zanetti
"""
_FAMILY_NAMES = frozenset(_FAMILIES.split())
_WORD = re.compile(r"[a-z]{2,}(?![\w-]|'(?!s\b))")
_NEXT = re.compile(r"\s(?:d[aeo]s?\s|e\s)?(?=(?P<word>[a-z]{2,})(?![\w-]|'(?!s\b)))")
# Not a name after all: "ana/bia@mail.com", "bruno_silva".
_INSIDE = re.compile(r"[\w@._/-]$")


def with_capitals(text: str) -> str:
    """The same text, of equal length, with the names of people written large."""
    folded = fold(text)
    letters = list(text)
    done = 0
    for word in _WORD.finditer(folded):
        if word.start() < done or word.group() not in FIRST_NAMES:
            continue
        if _INSIDE.search(folded[: word.start()]) or folded[word.end() : word.end() + 1] == "@":
            continue
        for place in _initials(folded, word):
            letters[place] = letters[place].upper()
            done = place
        done = max(done, word.end())
    return "".join(letters)


def without_possessive(name: str) -> str:
    """ "carla silvas lead" is Carla Silva's."""
    name = name.removesuffix("'s")
    last = fold(name).split(" ")[-1]
    return name[:-1] if " " in name and last not in _FAMILY_NAMES and _is_family(last) else name


def _is_family(word: str) -> bool:
    return word in _FAMILY_NAMES or (word[-1] == "s" and word[:-1] in _FAMILY_NAMES)


def _initials(folded: str, first: re.Match[str]) -> list[int]:
    """Where the words of the name begin that starts with this first name."""
    places, end = [first.start()], first.end()
    while after := _NEXT.match(folded, end):
        joined = re.search(r"\se\s$", after.group())
        if not _is_family(after["word"]) and (joined or after["word"] not in FIRST_NAMES):
            break
        end = after.end() + len(after["word"])
        if after["word"] == "dias" and re.match(r"\s+(?:\d|atras)", folded[end:]):
            break
        places.append(after.end())
    return places
