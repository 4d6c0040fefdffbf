"""What is left of a request when everything understood has been taken out of it.

The names in it are what the operator looks for: "leads da Clínica Sorriso", "chamados Ana", "na
caixa Vendas", "vindos do Instagram".
"""

import re
from typing import Any
from uuid import UUID

from dom360.agents.copilot.businesses import is_business
from dom360.agents.copilot.calendar_words import COUNT
from dom360.agents.copilot.channels import BARE_CHANNEL, BRINGS, CHANNEL, CHANNELS
from dom360.agents.copilot.corrections import without_corrected
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.spelling import in_full

TAKEN = "|"
# Words that end a name.
_STOP = re.compile(
    r"[|,;:?!\n()\"“”]|\.(?=\s|$)|\s(?:que|com|sem|por favor|pra|para|na|no|nas|nos|em|desde"
    r"|ate|entre|ordenad\w+"
    r"|por|with|please|in|on|since|until|who|that|sorted|by|e (?!\w+ ?(?:ltda|cia|filhos"
    r"|associad|advogad))|ou|or|and|tem|estao|esta|foram|sao|have|are|is|do inbox|da caixa"
    r"|deste|desta|hoje|agora|now|ai|aqui|ja|ainda|nao|ne|hein|pfv|por gentileza)(?=\s|$|[?!.,])"
)
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{1,100})[\"“”»]|(?<!\w)'([^']{2,100})'(?!\w)")
_THIS_INBOX = re.compile(
    r"\b(?:(?:n|d)?est[ea]|(?:n|d)?ess[ea]|this) (?:inbox|caixa(?: de entrada)?|canal|channel)\b"
)
_INBOX = re.compile(
    r"\b(?:inbox|caixa(?: de entrada)?|canal|channel)\s+(?:d[aeo]s?\s+|chamad[oa]\s+"
    r"|called\s+|the\s+)?(?=\S)"
)
_INBOX_AFTER = re.compile(r"\b(?:in|from|of) (?:the )?([\w&.-]+(?: [\w&.-]+)?) (?:inbox|channel)\b")
_SOURCE = re.compile(
    r"\b(?:(?:com )?(?:a )?origem(?: em| e| eh|:| igual a)?|source(?: is|:| of)?|fonte:?"
    r"|(?:vind\w+|veio|vieram|chegaram|chegou|captad\w+|came|coming|entraram)"
    r"\s+(?:d[aeo]s?|pel[ao]s?|por|via|atraves d[aeo]|from|through|by))\s+(?:[ao]\s+"
    r"|the\s+)?(?=\w)|\b(?:d[aeo]s?|pel[ao]s?|por|via|from"
    rf"|through)\s+(?:the\s+)?(?=(?:{CHANNELS})\b)"
    rf"|(?:\b(?:leads|contatos|clientes)|\|)\s+(?=(?:{CHANNELS})\b\s*(?:$|[|,.?!]))"
    rf"|^\W*(?:(?:e|o|a)\s+)*(?=(?:{CHANNELS})\b)"
)
_CALLED = re.compile(
    r"\b(?:chamad[oa]s?|que (?:se )?cham\w+|de nome|com (?:o )?nome|nome|named|called"
    r"|with (?:the )?name|contendo|com o texto|d?a empresa"
    r"|from (?:the )?company|trabalh\w+ n[ao])\s+(?:d[aeo]\s+|[ao]\s+|:\s*|the\s+)?(?=\w)"
)
_SOUGHT = re.compile(
    r"\b(?:busqu?e|busca|buscar|procure|procura|procurar|pesquise|pesquisa|pesquisar|encontre"
    r"|encontra|encontrar|ache|acha|localize|localiza|search(?: for)?|find|look (?:up|for))"
    r"\s+(?:por\s+|pel[ao]s?\s+|os?\s+|as?\s+|the\s+|for\s+)*(?:leads?\s+|contatos?\s+"
    r"|clientes?\s+)?(?:d[aeo]s?\s+|of\s+|from\s+)?(?=\w)"
)
_OF = re.compile(
    r"\b(?:leads?|contatos?|clientes?|oportunidades|contacts?|customers?)\b[^"
    r"|,;?!]{0,12}?\b(?:d[aeo]s?|from|of|at)\s+(?=\w)|(?<=\|)\s*(?:d[aeo]s?|from|of"
    r"|at)\s+(?=\w)|\b(?:so|somente|apenas|only)\s+(?:[oa]s\s+)?(?:d[aeo]s?|of)\s+(?=\w)"
    r"|\|\s[^|]{0,3}\b(?:d[aeo])\s+(?=\w)"
)
_NAMELESS_WORDS = """
    leads lead contatos contato clientes cliente nossa nosso nossas nossos minha meu base
    sistema crm empresa time equipe gente todos todas cada conta lista todo toda periodo total
    geral momento mundo dia semana mes ano inbox funil agora hoje mais os as o a que estado
    score pontos pontuacao pagina qualquer vendas_ plataforma banco dados novo nova novos aqui
    the my our all each list company system them us voces voce mim quem onde tudo nada resultado
    resultados ordem uma um this that
"""
_NAMELESS = frozenset(_NAMELESS_WORDS.split())
_STATES_OF_BRAZIL = (
    "acre|alagoas|amapa|amazonas|bahia|ceara|distrito federal|espirito santo|goias|maranhao"
    "|mato grosso(?: do sul)?|minas gerais"
    "|paraiba|parana|pernambuco|piaui|rio de janeiro|rio grande do (?:norte|sul)|rondonia"
    "|roraima|santa catarina|sao paulo|sergipe|tocantins"
)
_CAPITALS = (
    "rio branco|maceio|macapa|manaus|salvador|fortaleza|brasilia|vitoria|goiania|sao luis"
    "|cuiaba|campo grande|belo horizonte|belem"
    "|joao pessoa|curitiba|recife|teresina|natal|porto alegre|porto velho|boa vista"
    "|florianopolis|aracaju|palmas|campinas|santos|guarulhos|sp|rj|mg|bh"
)
_CITY = re.compile(
    r"\b(?:da |de |na |por |pela )?(?:cidades?|bairros?|regiao|endereco|cep|estado de"
    r"|interior d[aeo]|city|region|address)\b(?:\s+(?:d[aeo]\s+|of\s+)?[\w ]+)?"
    rf"|\b(?:em|de|do|da|no|na|from|in)\s+(?:{_STATES_OF_BRAZIL}|{_CAPITALS})\b"
)
# Things of a lead by which the tools can't choose.
_UNFILTERED = (
    ("city", _CITY),
    ("sector", re.compile(
        r"\b(?:d[eo]s? |no )?(?:setor|segmento|ramo|sector"
        r"|industry)\b(?:\s+(?:d[aeo]s?\s+)?(?!e\b)\w+)?"
    )),
    ("employees", re.compile(
        r"\b(?:(?:com )?(?:mais|menos|acima|abaixo|ate|pelo menos|entre|more|less|fewer"
        r"|over)[\w ]{0,12}\d+ (?:func\w*|pessoas|employees|people)|\d+ (?:func\w*"
        r"|employees))"
    )),
    ("budget", re.compile(
        r"\b(?:com )?(?:orcamento|verba|budget)s?\b(?:[\w ]{0,14}\d[\d.,]*(?: mil)?)?"
    )),
    ("interest", re.compile(
        r"\b(?:com )?(?:interesse (?:alto|medio|baixo)|muito interessad\w+|(?:high|medium"
        r"|low) interest)\b"
    )),
    ("outcome", re.compile(
        r"\b(?:ganh(?:[oa]s|amos|ou)|perd(?:id[oa]s?|emos|eu|eram)|vend(?:id[oa]s?|emos|eu)"
        r"|won|lost)\b"
    )),
    ("meeting_day", re.compile(
        r"\b(?:amanha|depois de amanha|(?:semana|mes) que vem|proxim[oa] (?:semana|mes)"
        r"|proximos (?:\d+ )?dias|tomorrow|next (?:week|month))\b"
    )),
    ("email", re.compile(r"\be-?mails?\b|\bcpf\b|\bcnpj\b")),
)  # fmt: skip

# "Instagram dos", where the period after it was taken out.
_LOOSE_END = re.compile(r"(?:\s+(?:d[aeo]s?|n[ao]s?|em|e|of|the|from|in|on))*\s*$")
_CONDITION = re.compile(
    r"\b(?:sem|without|com|with|que (?:nao )?(?:tem|tenham|querem|pediram|responderam"
    r"|compraram)|who (?:want|have|asked))"
    r"\s+(?!filtros?\b|voce\b|isso\b|[ao]s?\s*[|?.!]|me\b|you\b|calma\b|urgencia\b|["
    r"|])[a-z][^|,;:?!.\n]{2,40}"
    rf"|\b(?:ha|faz)\s+(?:mais de |quase |uns )?(?:{COUNT})\s+(?:dias?|semanas?|mes(?:es)?"
    rf"|horas?)\b"
)


class Residue:
    """The text with what was taken out of it replaced, character by character, by bars."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.plain = heard.plain

    def hide(self, start: int, end: int) -> None:
        self.plain = self.plain[:start] + TAKEN * (end - start) + self.plain[end:]

    def take(self, pattern: re.Pattern[str], *, keep: bool = False) -> re.Match[str] | None:
        found = pattern.search(self.plain)
        if found and not keep:
            for match in list(pattern.finditer(self.plain)):
                self.hide(match.start(), match.end())
        return found

    def correct(self, pattern: re.Pattern[str]) -> None:
        """ "qualificados, quer dizer, agendados": the last of them counts."""
        self.plain = without_corrected(self.plain, pattern, TAKEN)

    def unfiltered(self) -> list[str]:
        """What was asked for by things that can't be filtered: named, so that it can be said."""
        return [name for name, pattern in _UNFILTERED if self.take(pattern)]

    def unread(self) -> str | None:
        """A condition that is left over, such as "sem reunião": it must not be passed over."""
        found = _CONDITION.search(self.plain)
        if not found:
            return None
        return " ".join(self.heard.written(found.start(), found.end()).split())

    def places(self, inbox_id: str | None) -> dict[str, Any]:
        """Inbox and source."""
        found: dict[str, Any] = {}
        if self.take(_THIS_INBOX) and inbox_id and _is_uuid(inbox_id):
            found["inbox_id"] = inbox_id
        else:
            inbox = self._inbox_before() or self.named_after(_INBOX)
            found |= {"inbox": self.heard.as_typed(inbox)} if inbox else {}
        self.correct(CHANNEL)
        source = self.named_after(_SOURCE) or self._bare_channel()
        return found | ({"source": in_full(self.heard.as_typed(source))} if source else {})

    def sought(self) -> str | None:
        """The text that name, phone or company must have."""
        found = (
            self.quoted()
            or self.named_after(_CALLED)
            or self.named_after(_SOUGHT)
            or self._owned_by()
        )
        return self.heard.as_typed(found) if found else None

    def quoted(self) -> str | None:
        found = _QUOTED.search(self.plain)
        if not found:
            return None
        group = 1 if found[1] else 2
        text = self.heard.written(found.start(group), found.end(group)).strip()
        self.hide(found.start(), found.end())
        return text or None

    def _inbox_before(self) -> str | None:
        found = _INBOX_AFTER.search(self.plain)
        if not found or found[1] in ("this", "that", "which"):
            return None
        self.hide(found.start(), found.end())
        return self.heard.written(found.start(1), found.end(1))

    def _bare_channel(self) -> str | None:
        """ "leads sem dono instagram" """
        found = BRINGS.search(self.plain) or BARE_CHANNEL.search(self.plain)
        if not found:
            return None
        self.hide(*found.span("channel"))
        return self.heard.written(*found.span("channel"))

    def named_after(self, marker: re.Pattern[str], capital: bool = False) -> str | None:
        for found in marker.finditer(self.plain):
            quoted = _QUOTED.match(self.plain, found.end())
            channel = CHANNEL.match(self.plain, found.end()) if marker is _SOURCE else None
            name = self.quoted() if quoted else self.name_at(found.end())
            if channel:
                name = self.heard.written(*channel.span())
            if name and (name[0].isupper() or not capital):
                self.hide(found.start(), found.end() + len(name))
                return name
        return None

    def _owned_by(self) -> str | None:
        """ "leads da Clínica Sorriso": a name after "de", by its capital or by its kind."""
        for found in _OF.finditer(self.plain):
            name = self.name_at(found.end())
            if name and (any(char.isupper() for char in name) or is_business(name)):
                return name
        return None

    def name_at(self, start: int) -> str | None:
        """The words from here on that can be a name, as they were written."""
        # From the space before it: a stop word right here means that there is no name.
        stop = _STOP.search(self.plain, max(start - 1, 0))
        end = max(stop.start(), start) if stop else len(self.plain)
        words = self.plain[start:end].split()
        if (
            not words
            or len(words) > 8
            or all(word in _NAMELESS for word in words)
            or words[0] in _NAMELESS
        ):
            return None
        end -= len(_LOOSE_END.search(self.plain[start:end])[0])  # type: ignore[index] # may be empty
        name = " ".join(self.heard.cased_stretch(start, end).split()).strip(" .-'")
        name = _IS.split(name)[0]
        return name if any(char.isalnum() for char in name) else None


# "Clínica Sorriso é de quem": folded, it would be "e".
_IS = re.compile(r"\s[éÉ](?=\s|$)")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
