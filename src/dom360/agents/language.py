"""Which language to answer in: the contact's, else the tenant's. Portuguese and English."""

import re
from collections.abc import Iterable
from typing import Literal

Language = Literal["pt", "en"]

# Words of one language only: "a", "as", "do", "me" and "no" exist in both and decide nothing.
_PORTUGUESE_WORDS = """
    ainda ano ao aqui ate bem boa bom com como conversa da das de dia dos e eh ela ele em
    empresa essa esse esta estou falar faz funcionarios gente gostaria isso ja mais marcar
    mensagens mes meu mil minha muito na nada nao noite nos nossa nosso o obrigada obrigado oi
    ola onde os para pela pelo pessoas pode por porque pra preciso preco pro quais qual quando
    quanto quantos que quem queria quero reais resuma resumo reuniao saber sem semana sim so
    sobre somos sou ta tambem tarde tchau tem temos tenho tudo um uma umas uns valeu vc vcs voce
    voces hoje ontem ultimo ultima ultimos ultimas passada passado semanas meses busca busque mostra
    mostre lista liste cadastra cadastre anota anote funil consumo
"""
_ENGLISH_WORDS = """
    about afternoon am and are be budget bye can company conversation cost could did does don't
    employees evening for from good had has have hello help hey hi how i i'd i'm in is it's its
    just let's like list many meeting messages month morning much my need not of okay on our
    people please price should show someone summarize talk thank thanks that the there they this
    to us want was we we're were what when which who with would yes you your
    add any comment create delete find get give last new qualified search since today until usage
    week weeks whats yesterday mark closed scheduled assigned answered brought owner best
    pull check latest oldest newest between over under above below
"""
_PT = frozenset(_PORTUGUESE_WORDS.split())
_EN = frozenset(_ENGLISH_WORDS.split())
_WORD = re.compile(r"[a-z']+")


def detect(text: str, earlier: Iterable[str], locale: str) -> Language:
    """Judge folded texts: the present one, then the contact's earlier ones, newest first.

    Once a conversation has a language, one stray word doesn't change it.
    """
    now = _lead(text)
    before = next((lead for lead in map(_lead, earlier) if lead), 0)
    if before and now * before < 0 and abs(now) < 2:
        return _named(before)
    if now or before:
        return _named(now or before)
    return "en" if locale.lower().startswith("en") else "pt"


def _lead(folded: str) -> int:
    """Above zero speaks for Portuguese, below zero for English."""
    words = _WORD.findall(folded)
    return sum(word in _PT for word in words) - sum(word in _EN for word in words)


def _named(lead: int) -> Language:
    return "pt" if lead > 0 else "en"
