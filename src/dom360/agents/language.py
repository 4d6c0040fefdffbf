"""Which language to answer in: the contact's, else the tenant's. Portuguese and English."""

import re
from collections.abc import Iterable
from typing import Literal

Language = Literal["pt", "en"]

# Words of one language only: "a", "as", "do", "me" and "no" exist in both and decide nothing.
_PT = frozenset(
    """o os de da das dos que e em um uma para pra pro com nao sim meu minha nos somos sou quero
    queria temos tenho voce voces vc vcs qual quais quanto quantos por mais como oi ola bom dia boa
    tarde noite obrigado obrigada aqui esta estou gostaria mil reais funcionarios pessoas empresa
    preco gente ainda isso essa esse mes ano semana quem onde quando porque sobre saber falar
    tudo bem nossa nosso ele ela muito ja tem faz e uns umas tchau valeu pode preciso na ao
    pelo pela ate sem so eh ta tambem nada marcar reuniao leads conversa resumo resuma mensagens""".split()
) - {"leads"}
_EN = frozenset(
    """the is are and we i you have of to for our my what how hello hi hey want would like need with
    company people employees about can does thanks thank please yes it's its don't month this that
    from in on be us your who when which there they was were has had not am i'm we're good morning
    afternoon evening talk someone much cost price budget help bye okay show list summarize
    conversation messages many did just i'd let's could should meeting""".split()
)
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
