"""What is left of a request when everything understood has been taken out of it.

The names in it are what the operator looks for: "leads da Clínica Sorriso", "chamados Ana", "na
caixa Vendas", "vindos do Instagram".
"""

import re
from typing import Any
from uuid import UUID

from dom360.agents.copilot.businesses import is_business
from dom360.agents.copilot.calendar_words import COUNT
from dom360.agents.copilot.corrections import without_corrected
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.spelling import in_full

_TAKEN = "|"
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
_OWNER = re.compile(
    r"\b(?:(?:d[aeo]|com|para|pel[ao])\s+(?:[ao]\s+)?)?(?:respons[a-z]+|don[oa]|vendedor[a]?"
    r"|atendente|consultor[a]?|owner)"
    r"\s*(?:e|eh|:|=|is|d[eo])?\s+(?:[ao]\s+)?(?=\w)"
    r"|\b(?:atribuid\w+|assigned|designad\w+)\s+(?:a|ao|para|pra|pro|to|com)\s+(?:[ao]\s+)?"
    r"|\bcarteira d[aeo]\s+|\bowned by\s+"
)
# "que estão com a Rita", "que o João está atendendo": told from other things by the capital.
_WITH = re.compile(
    r"\b(?:estao|esta|ficaram|ficou|cuidad\w+|atendid\w+|acompanhad\w+|tocad\w+)\s+(?:com|por"
    r"|pel[ao])\s+"
    r"(?:[ao]\s+)?(?=\w)"
)
# "linkedin e com a rita"
_AND_WITH = re.compile(
    r"(?:^|[,;|]|\b(?:e|leads|contatos|clientes|quem|so|apenas"
    r"|[a-z]+ad[oa]s))\s*\bcom\s+[ao]\s+(?=\w)"
)
_ATTENDS = re.compile(
    r"\b(?:que|quem|leads|contatos)\s+(?:[ao]\s+)?(?P<name>(?!(?:a gente|ninguem)\b)"
    r"(?:(?!\b(?:que|leads|contatos|sao|os|as)\b)[^|,;?!]){2,40}?)\s+(?:(?:esta|ta|anda"
    r"|vem)\s+)?(?:cuidando"
    r"|atendendo|tocando"
    r"|acompanhando|cuida|atende|toca|acompanha|pegou|assumiu)\b"
)
_ARE_OF = re.compile(
    r"\b(?:del[ea]s|dess[ea]s|que|quais|of them)\s+(?:sao|estao|pertencem|are|belong)\s+(?:d[ao]"
    r"|com [ao]|a|ao|to|with)\s+(?=[a-z])"
)
_FRONTED = re.compile(
    r"^\W*(?:e )?(?:d[aeo]|com [ao]|pel[ao]) (?P<name>[^,?!.;|]{2,40}),\s*(?:quais|quant|quem|qual"
    r"|tem|ha\b)"
)
# "Quantos leads o João Pedro tem na carteira?": told by the capital.
_HOLDS = re.compile(
    r"\b(?:leads?|contatos|clientes|oportunidades|contacts|customers)\s+(?:(?:does"
    r"|do)\s+)?(?:[ao]\s+)?"
    r"(?P<name>[^|,;?!]{2,40}?)\s+(?:tem|possui|carrega|recebeu|ganhou|pegou|has|have|got)\b"
    r"|\b(?:leads?|contatos|clientes|quant[oa]s)\s+(?:tem|possui|estao com"
    r"|ficaram com)\s+(?:[ao]\s+)"
    r"(?P<last>[a-z][\w'-]+(?: [a-z][\w'-]+)?)(?=\s*(?:$|[|,?!.]|e\b|n[ao]\b|hoje))"
    r"|^\W*(?:e )?(?:[ao] )?(?P<first>[^|,;?!]{2,40}?) (?:ja )?(?:esta com|ta com|tem|possui|fechou"
    r"|agendou|qualificou|atendeu|recebeu|pegou|converteu|has|got)"
    r" (?:quant[oa]s|quais|algum|how many|any)(?! (?:pontos|func|pessoas|mensage|points|employees))"
)
_ASKS_HOW_MANY = re.compile(
    r"\b(?:quant[oa]s|how many)\b(?! (?:pontos|func|pessoas|mensage|points|employees|dias|vezes))"
    r"|\b(?:quais|que|which) (?:sao )?(?:os |as )?(?:leads|contatos|clientes)\b"
)
_HAS = re.compile(
    r"\s+(?:ja\s+|ainda\s+)?(?:tem|possui|carrega|recebeu|ganhou|pegou|assumiu|esta com|ficou com"
    r"|fechou|agendou|qualificou|atendeu|converteu|cuida|atende|esta (?:atendendo|cuidando|tocando)"
    r"|has|have|got|closed|booked|owns|is handling)\b"
)
_SEVERAL_OF = re.compile(
    r"\b(?:leads|contatos|clientes|oportunidades|[oa]s(?= d[ao] ))\s+d[ao]\s+(?=\w)"
)
CHANNELS = (
    r"instagram|facebook|google(?: ads)?|site|linkedin|tiktok|youtube|indicac(?:ao|oes)"
    r"|landing ?page|website|referrals?|eventos?|feira|anuncios?|meta ads|trafego pago|organico"
    r"|panfletos?|outdoor|radio|email marketing|newsletter|blog|qr ?code|webinar|campanha"
    r"|prospeccao|lista fria|olx|mercado livre|twitter|formulario"
)
_CHANNEL = re.compile(rf"\b(?:{CHANNELS})\b")
_IS_OWNER = re.compile(
    r"\b(?:que\s+)?(?:[ao]|the)\s+(?P<name>[^|,;?!]{2,40}?)\s+(?:e|eh|is)\s+(?:[ao] "
    r"|the )?(?:respons[a-z]+|don[oa]|vendedor\w*|owner)\b"
)
_SOURCE = re.compile(
    r"\b(?:(?:com )?(?:a )?origem(?: em| e| eh|:| igual a)?|source(?: is|:| of)?|fonte:?"
    r"|(?:vind\w+|veio|vieram|chegaram|chegou|captad\w+|came|coming|entraram)"
    r"\s+(?:d[aeo]s?|pel[ao]s?|por|via|atraves d[aeo]|from|through|by))\s+(?:[ao]\s+"
    r"|the\s+)?(?=\w)|\b(?:d[aeo]s?|pel[ao]s?|por|via|from"
    rf"|through)\s+(?:the\s+)?(?=(?:{CHANNELS})\b)"
    rf"|^\W*(?:(?:e|o|a)\s+)*(?=(?:{CHANNELS})\b)"
)
# Names that nothing else has, wherever they stand.
_BARE_CHANNEL = re.compile(r"\b(?:instagram|facebook|google ads|google|linkedin|tiktok)\b")
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
        self._heard = heard
        self.plain = heard.plain

    def hide(self, start: int, end: int) -> None:
        self.plain = self.plain[:start] + _TAKEN * (end - start) + self.plain[end:]

    def take(self, pattern: re.Pattern[str], *, keep: bool = False) -> re.Match[str] | None:
        found = pattern.search(self.plain)
        if found and not keep:
            for match in list(pattern.finditer(self.plain)):
                self.hide(match.start(), match.end())
        return found

    def correct(self, pattern: re.Pattern[str]) -> None:
        """ "qualificados, quer dizer, agendados": the last of them counts."""
        self.plain = without_corrected(self.plain, pattern, _TAKEN)

    def unfiltered(self) -> list[str]:
        """What was asked for by things that can't be filtered: named, so that it can be said."""
        return [name for name, pattern in _UNFILTERED if self.take(pattern)]

    def unread(self) -> str | None:
        """A condition that is left over, such as "sem reunião": it must not be passed over."""
        found = _CONDITION.search(self.plain)
        if not found:
            return None
        return " ".join(self._heard.written(found.start(), found.end()).split())

    def places(self, inbox_id: str | None) -> dict[str, Any]:
        """Inbox and source."""
        found: dict[str, Any] = {}
        if self.take(_THIS_INBOX) and inbox_id and _is_uuid(inbox_id):
            found["inbox_id"] = inbox_id
        else:
            inbox = self._inbox_before() or self._named_after(_INBOX)
            found |= {"inbox": self._heard.as_typed(inbox)} if inbox else {}
        self.correct(_CHANNEL)
        source = self._named_after(_SOURCE) or self._bare_channel()
        return found | ({"source": in_full(self._heard.as_typed(source))} if source else {})

    def names(self) -> dict[str, Any]:
        """The person in charge, and the text that name, phone or company must have."""
        found: dict[str, Any] = {}
        owner = (
            self._fronted()
            or self._theirs()
            or self._who_is_owner()
            or self._who_holds()
            or self._named_after(_OWNER)
            or self._named_after(_WITH, True)
            or self._named_after(_AND_WITH, True)
            or self._first_name_of_several()
        )
        if owner:
            found["owner"] = self._heard.as_typed(owner)
        sought = (
            self.quoted()
            or self._named_after(_CALLED)
            or self._named_after(_SOUGHT)
            or self._owned_by()
        )
        return found | ({"search": self._heard.as_typed(sought)} if sought else {})

    def _who_is_owner(self) -> str | None:
        """ "que o Pedro Alves é responsável" """
        found = _IS_OWNER.search(self.plain) or _ATTENDS.search(self.plain)
        holds = _HOLDS.search(self.plain) or _HOLDS.search(self._heard.plain)
        group = "name"
        if not found and holds:
            group = next(name for name in ("name", "last", "first") if holds[name])
            found = holds if self._heard.is_large(holds.start(group)) else None
        if not found:
            return None
        # What is counted stays: "tem quantos leads agendados".
        self.hide(found.start(group), found.end(group) if group == "first" else found.end())
        return self._heard.cased_stretch(*found.span(group))

    def _who_holds(self) -> str | None:
        """ "quantos leads qualificados a rita tem" """
        if not _ASKS_HOW_MANY.search(self._heard.plain):
            return None
        for start, end in self._heard.names:
            if self.plain[start:end] == self._heard.plain[start:end] and _HAS.match(
                self.plain, end
            ):
                self.hide(start, end)
                return self._heard.cased_stretch(start, end)
        return None

    def _theirs(self) -> str | None:
        """ "Quantos deles são da Rita?" """
        for found in _ARE_OF.finditer(self.plain):
            name = self.name_at(found.end())
            if name and name[0].isupper() and not is_business(name):
                self.hide(found.start(), found.end() + len(name))
                return name
        return None

    def _fronted(self) -> str | None:
        """ "Da Rita, quais já viraram reunião?" """
        found = _FRONTED.match(self.plain)
        name = self._heard.cased_stretch(*found.span("name")) if found else ""
        if not found or not name[:1].isupper() or is_business(name):
            return None
        self.hide(found.start(), found.end("name"))
        return name

    def _first_name_of_several(self) -> str | None:
        """ "os leads da Rita" are hers; a whole name or a company's is what is looked for."""
        found = _SEVERAL_OF.search(self.plain)
        name = self.name_at(found.end()) if found else None
        alone = name and name[0].isupper() and name.isalpha() and name[1:].islower()
        if not found or not name or not alone or is_business(name) or _CHANNEL.match(name.lower()):
            return None
        self.hide(found.start(), found.end() + len(name))
        return name

    def quoted(self) -> str | None:
        found = _QUOTED.search(self.plain)
        if not found:
            return None
        group = 1 if found[1] else 2
        text = self._heard.written(found.start(group), found.end(group)).strip()
        self.hide(found.start(), found.end())
        return text or None

    def _inbox_before(self) -> str | None:
        found = _INBOX_AFTER.search(self.plain)
        if not found or found[1] in ("this", "that", "which"):
            return None
        self.hide(found.start(), found.end())
        return self._heard.written(found.start(1), found.end(1))

    def _bare_channel(self) -> str | None:
        """ "leads sem dono instagram" """
        found = _BARE_CHANNEL.search(self.plain)
        if not found:
            return None
        self.hide(*found.span())
        return self._heard.written(*found.span())

    def _named_after(self, marker: re.Pattern[str], capital: bool = False) -> str | None:
        for found in marker.finditer(self.plain):
            quoted = _QUOTED.match(self.plain, found.end())
            channel = _CHANNEL.match(self.plain, found.end()) if marker is _SOURCE else None
            name = self.quoted() if quoted else self.name_at(found.end())
            if channel:
                name = self._heard.written(*channel.span())
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
        name = " ".join(self._heard.cased_stretch(start, end).split()).strip(" .-'")
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
