"""Which lead an operator means: by phone, by id, by name, or the one just spoken of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dom360.agents.copilot import saying
from dom360.agents.copilot.ask import Ask
from dom360.agents.copilot.businesses import is_business
from dom360.agents.copilot.channels import CHANNELS
from dom360.agents.copilot.first_names import FIRST_NAMES
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.marks import BARE_NAME, CAPITALS, FULL_NAME, PHONE, UUID
from dom360.agents.copilot.names import without_possessive
from dom360.agents.copilot.residue import Residue

IT = re.compile(
    r"\b(?:nel[ea]|del[ea]|(?:n|d)?ess[ea] (?:lead|contato|cliente)|(?:n|d)?est[ea] (?:lead"
    r"|contato|cliente)"
    r"|(?:on|to|about) (?:it|him|her|them)|(?:this|that) (?:lead|contact|customer))\b"
)
_BEFORE_NAME = re.compile(
    r"\b(?:leads?|contato|cliente|prospect|contact|customer|ficha|perfil|detalhes?|dados"
    r"|informacoes|situacao|status"
    r"|conversa|chat|papo|atendimento|conversation|telefone|numero|phone|details|profile|info"
    r"|comentarios?|anotac\w+"
    r"|notas?|observacoes|historico|comments?|notes?|quem e|who is|mensagem|falou|disse|escreveu)"
    r"(?:\s+(?:complet[oa]s?|geral|inteir[oa]|atualizad[oa]s?|atual))?\s+(?:(?:d[aeo]s?|com"
    r"|n[ao]s?|sobre|chamad[oa]|with|of|for|on|about|from|said by"
    r"|[ao])\s+)*(?:(?:lead|contato|cliente|contact|customer|the|[ao])\s+)*"
    r"(?:(?:chamad[oa]|de nome|named|called|d[aeo]|com|with)\s+)?(?=[a-z])"
    r"|\b(?:me )?(?:fal[ae]|conta|conte|diz|diga|tell me) (?:mais |tudo |more )?(?:d[aeo]"
    r"|sobre|about)\s+(?:[ao]\s+)?(?:lead\s+)?(?=[a-z])"
    r"|\b(?:busqu?e|busca|buscar|procur[ae]r?|encontr[ae]r?|localiz[ae]r?|ach[ae]r?"
    r"|mostr[ae]r?|ver|abr[ae]|find|search|look up|show)\s+(?:for\s+)?(?:me\s+)?(?:por\s+"
    r"|pel[ao]\s+|[ao]\s+|the\s+)*(?:lead\s+|contato\s+|cliente\s+)*(?=[a-z])"
    r"|\b(?:o que|what did)\s+(?:[ao]\s+|the\s+)?(?:lead\s+|cliente\s+|contato\s+)?(?=[a-z])"
    r"|\b(?:respons[a-z]+|don[oa]|vendedor\w*|atendente|owner) (?:pel[ao]|d[ao]"
    r"|of)\s+(?:lead\s+)?(?=[a-z])"
    r"|\b(?:fal\w+|convers\w+|trat\w+|combin\w+|talk\w*|spoke|discuss\w*) (?:com"
    r"|with)\s+(?:[ao]\s+)?(?=[a-z])"
    r"|\b(?:sobre|about)\s+(?:[ao]\s+|the\s+)?(?=[a-z])"
    r"|\b(?:pontuacao|pontos|score|nota|celular|whats(?:app)?|e-?mail|interesse|fase|etapa|estado"
    r"|cadastro|registro|orcamento|verba|empresa|dor|setor|origem)\s+d[ao]\s+(?:lead\s+|cliente\s+"
    r"|contato\s+)?(?=[a-z])|\bcade\s+(?:[ao]\s+)?(?=[a-z])|\bconhec\w+\s+(?:[ao]\s+)?(?=[a-z])"
    r"|\b(?:como|how) (?:esta|anda|vai|is) (?:[ao] )?(?:lead )?(?=[a-z])"
)
_NUMBER = re.compile(
    r"\b(?:lead|contato|cliente|telefone|numero|final|phone|number|ending|ends|terminad[oa]"
    r"|termina\w*|acaba\w*)"
    r"(?:\s+(?:com|em|in|with|final|ending|ends|terminad[oa]|que termina|number|e|is))*\s+(?=\d{3})"
)
_NOT_A_NAME = re.compile(
    r"^(?:e|esquecid\w+|parad\w+|abandonad\w+|sem|chegando|entrando|esta|ta|tem|com|que|do|da|de"
    r"|telefone|numero|lead|leads|cliente|contato|um|uma|o"
    r"|a|os|as|nov[oa]|meu|minha|aqui|isso|ele|ela|dele|dela"
    r"|conversa|aconteceu|rolou|foi|ultim\w+|disse|falou|hoje|ontem|the|a|is|said|id|inbox"
    r"|funil|consumo|sistema|mim|base|tudo|todos|todas|mais|menos|maior|menor|melhor|pior"
    r"|primeir\w+"
    r"|(?:des)?qualific\w+|(?:re)?agend\w+|fechad\w+|encerrad\w+|nutri\w+|quentes?|fri[oa]s?"
    r"|falamos|falei|conversamos|sab\w+|temos|conhec\w+|voce|we|you|score|pontos|pontuacao"
    r"|respons\w+|don[oa]|vendedor\w*"
    r"|atendente|owner|nome|best|highest)\b"
)
_VERB_AFTER = re.compile(
    r"\s(?:disse|falou|escreveu|respondeu|pediu|perguntou|quer|fez|entrou|chegou|existe|ja|foi"
    r"|esta|ta|tem|said|wrote|say|ask|is|has|was|already|exists?)\b"
)


@dataclass(frozen=True, slots=True)
class Who:
    kind: Literal["phone", "id", "name", "conversation"]
    value: str


def who_in(heard: Heard, cited_id: str | None = None) -> Who | None:
    found = exactly_who(heard)
    if found:
        return found
    it = IT.search(heard.plain)
    # "A Carla Silva já marcou a reunião dela?" says who she is.
    if it and not any(end <= it.start() for _, end in heard.names):
        return Who("id", cited_id) if cited_id else None
    return _named(heard)


def whom(ask: Ask) -> Who | None:
    """Who is named, or else the contact of the conversation that is open beside the question."""
    if IT.search(ask.heard.plain) and ask.about:
        return beside(ask)
    return who_in(ask.heard, ask.cited_id) or beside(ask)


def beside(ask: Ask) -> Who | None:
    return Who("phone", ask.about.phone) if ask.about and ask.about.phone else None


_LEAD_LINE = re.compile(rf"^- .*\(id ({UUID.pattern})\)$", re.MULTILINE)


def lead_cited(text: str) -> str | None:
    """The one record that an answer of ours names; a lead before a conversation."""
    leads: set[str] = set(_LEAD_LINE.findall(text))
    cited = leads or set(UUID.findall(text))
    return cited.pop() if len(cited) == 1 else None


def exactly_who(heard: Heard) -> Who | None:
    """By an id or a phone."""
    one = UUID.search(heard.plain)
    if one:
        return Who("id", one.group())
    phone = PHONE.search(heard.plain)
    return Who("phone", heard.written(phone.start(), phone.end()).strip()) if phone else None


def _named(heard: Heard) -> Who | None:
    residue = Residue(heard)
    if BARE_NAME.fullmatch(heard.cased):
        return Who("name", heard.text.strip(" .!?"))
    quoted = residue.quoted()
    if quoted:
        return Who("name", quoted)
    number = _NUMBER.search(residue.plain)
    if number and (digits := residue.name_at(number.end())):
        return Who("name", digits)
    names = [name for name in _after_markers(residue) if not _CHANNEL.fullmatch(name.lower())]
    # A name with capitals anywhere before what only stands where a name could.
    full = FULL_NAME.search(heard.cased)
    found = (
        business_in_passing(heard)
        or next((name for name in names if not name.islower()), None)
        or (full[1] if full else None)
        or _with_capitals(heard)
        or named_in_passing(heard)
        or next(iter(names), None)
    )
    return Who("name", heard.as_typed(found)) if found else None


def _after_markers(residue: Residue) -> Iterator[str]:
    for marker in _BEFORE_NAME.finditer(residue.plain):
        if _NOT_A_NAME.match(residue.plain[marker.end() :]):
            continue
        name = residue.name_at(marker.end())
        if name:
            yield _name_itself(_without_verb(name))


_CHANNEL = re.compile(CHANNELS)
_MOST_NAMES = 3


def several_names(heard: Heard) -> list[str]:
    """ "a Ana Souza e o Bruno Silva"; a company may be called "Silva e Souza"."""
    if exactly_who(heard):
        return []
    whole = [found.group() for found in CAPITALS.finditer(heard.cased)]
    names = [part for name in whole for part in ([name] if is_business(name) else _AND.split(name))]
    # The first word may be the request's own, as in "Mostra Ana Souza".
    if len(names) < 2 or not all(" " in name for name in names):
        return []
    joined = r"\s*(?:,|\se|,\s*e)\s+(?:(?:d|pr)?[ao]\s+|com [ao]\s+|and\s+)?".join(
        re.escape(name) for name in names
    )
    found = names[:_MOST_NAMES] if re.search(joined, heard.cased) else []
    return [heard.as_typed(name) for name in found]


_AND = re.compile(r"\s+e\s+")
_ASKING = re.compile(
    r"(?:quais?|quem|quero|qual|quantos?|leads?|me|mostr\w+|list\w+|cade|busc\w+|procur\w+|o|a|os"
    r"|as|e"
    r"|como|onde|ja|sobre|show|find|who|what|how|is|the|cliente|contato|puxa|ve|abre|tem|bom|boa)\b"
)
_NO_PERSON_WORDS = """
    instagram google whatsapp facebook linkedin tiktok youtube brasil pix crm inbox copilot sdr
    excel vendas suporte natal carnaval pascoa
"""
_NO_PERSON = frozenset(_NO_PERSON_WORDS.split())
_BY_ARTICLE = re.compile(
    r"\b(?:[Oo]|[Aa]|[Dd][ao]|com [ao]|pr[ao]) ([A-ZÀ-Ý][a-zà-ÿ]{2,}\b)(?! [A-ZÀ-Ý])"
)


def _with_capitals(heard: Heard) -> str | None:
    for found in CAPITALS.finditer(heard.cased):
        words = found.group().split()
        if _ASKING.fullmatch(Heard.of(words[0]).plain):
            words = words[1:]
        if words and not any(word.lower() in _NO_PERSON for word in words):
            return " ".join(words).removesuffix("'s")
    return None


def named_in_passing(heard: Heard) -> str | None:
    """ "o Bruno já respondeu?" """
    names = (found[1] for found in _BY_ARTICLE.finditer(heard.cased))
    named = next((name for name in names if name.lower() not in _NO_PERSON), None)
    return named or _in_lower_case(heard)


def business_in_passing(heard: Heard) -> str | None:
    """ "a madeireira boa vista já está cadastrada?" """
    for found in _BUSINESS_IS.finditer(heard.plain):
        name = found["name"]
        if is_business(name) and not name.startswith(("empresa", "loja de ", "base", "casa de ")):
            return heard.written(*found.span("name"))
    return None


_BUSINESS_IS = re.compile(
    r"(?:^\W*(?:[ao] )?|\b(?:[ao]|d[ao]|n[ao]) )(?:empresa )?(?P<name>[a-z]+(?: (?!(?:ja|esta|tem"
    r"|foi|e|existe|consta|que|ainda"
    r"|nao)\b)[a-z]+)"
    r"{1,4}) (?:(?:ja|ainda|nao) )*(?:esta|tem|foi|e|existe|consta|e\b|virou)\b"
)


def _in_lower_case(heard: Heard) -> str | None:
    """ "o bruno silva já respondeu?": a common first name, and a surname that is no verb."""
    for found in _ARTICLE_FIRST.finditer(heard.plain):
        if found["first"] not in FIRST_NAMES:
            continue
        surname = found["more"] and not _NO_SURNAME.match(found["more"].split()[-1])
        end = found.end("more") if surname else found.end("first")
        return heard.written(found.start("first"), end)
    return None


_ARTICLE_FIRST = re.compile(
    r"(?:^\W*(?:e )?|\b(?:[oa]|d[ao]|com [ao]|pr[ao]|n[ao]) )(?P<first>[a-z]{3,})\b"
    r"(?P<more> (?:d[aeo]s? )?[a-z]{3,}\b)?"
)
_NO_SURNAME = re.compile(
    r"(?:tem|esta|estao|quer|disse|falou|pediu|que|quando|para|pra|com|sem|sobre|como|hoje|ontem"
    r"|agora|ainda|nos|nao|mais|por|qual|foi|vai|fez|era|aqui|hein|the|has|is"
    r"|[a-z]+(?:ou|eu|iu|ando|endo|indo|aram|eram))$"
)
_BEFORE_CAPITAL = re.compile(
    r"^(?:[a-zà-ÿ-]+\s+)*(?:d[aeo]s?|pr[ao]|para|com|sobre|[ao])\s+(?=[A-ZÀ-Ý])"
)


def _name_itself(name: str) -> str:
    """ "cadastro da Carla Silva" is Carla Silva, "padaria do Zé" is all of it."""
    if is_business(name):
        return name
    whole = CAPITALS.search(name)  # "Ana Souza urgente"
    return whole.group() if whole else _BEFORE_CAPITAL.sub("", name)


def _without_verb(name: str) -> str:
    verb = _VERB_AFTER.search(Heard.of(name).plain)
    return name[: verb.start()] if verb else name


_LITTLE_WORDS = re.compile(
    r"^(?:(?:n|d|pr)?[ao]s?\s+|para\s+|com\s+|é\s+|lead\s+|contato\s+|cliente\s+)*", re.IGNORECASE
)


def bare_name(text: str) -> Who | None:
    """The answer to "which lead?"."""
    heard = Heard.of(text)
    found = exactly_who(heard) or _named(heard)
    name = _LITTLE_WORDS.sub("", text.strip(" .!"))
    return found or (Who("name", name) if any(char.isalpha() for char in name) else None)


@dataclass(frozen=True, slots=True)
class Found:
    """One lead and its comments, or the text that says why there is none."""

    lead: Mapping[str, Any] | None
    says: str = ""
    comments: tuple[Mapping[str, Any], ...] = ()
    several: bool = False


async def find(ask: Ask, who: Who) -> Found:
    texts = ask.texts
    if who.kind == "phone":
        found = await ask.desk.ask("search_lead_by_phone", {"phone": who.value})
        if not found["found"]:
            return Found(None, texts.not_found_phone.format(phone=who.value))
        return Found(found["lead"], comments=tuple(found.get("comments") or ()))
    if who.kind == "id":
        if known := ask.desk.leads.get(who.value):
            return Found(known)
        found = await ask.desk.ask("query_leads", {"lead_id": who.value})
        return Found(found["leads"][0])
    search = without_possessive(who.value)
    found = await ask.desk.ask("query_leads", {"search": search, "limit": 5})
    if not found["leads"]:
        return Found(None, texts.not_found_name.format(name=saying.one_line(who.value)))
    if len(found["leads"]) == 1 and found["total"] == 1:
        return Found(found["leads"][0])
    lines = [texts.several.format(total=found["total"], name=saying.one_line(who.value))]
    lines += [saying.lead_line(ask, lead) for lead in found["leads"]]
    return Found(None, "\n".join(lines), several=True)
