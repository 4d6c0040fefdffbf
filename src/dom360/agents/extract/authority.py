"""Who decides."""

import re

from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import answer_phrase
from dom360.agents.text import Said, clean_name, fold

_KIN = (
    r"(?:soci[oa]s?|chefes?|marido|esposa|mulher|diretor\w*|gerente|pai|mae|patr[ao]\w*|irma[o]?s?"
    r"|espos[oa]|filh[oa]|financeiro|dono|dona|boss|partners?|husband|wife|manager|director|ceo|cfo"
    r"|matriz|sede|franquead\w+|cto|father|mother|brother|sister|board|owner|co-?founder"
    r"|diretoria|conselho|presidente|assembleia|comite|compras|suprimentos|juridico|controladoria"
    r"|mantenedora|holding|investidor\w*|sindic[oa]|prefeit[oa]|coordenador\w*|supervisor\w*"
    r"|superior\w*|fundador\w*|founders?|net[oa]|sobrinh[oa]|contador\w*|advogad[oa]|doutora?"
    r"|direcao"
    r"|gestao|gestor\w*|administrador\w*|administracao|controller|tesoureir[oa]|presidencia"
    r"|reitor\w*"
    r"|medic[oa]|engenheir[oa]|lider\w*|socied\w+|proprietari[oa]|headmaster|principal|headquarters"
    r"|partner|principals?|vice"
    r"|tio|tia|avo|sogr[oa]|genro|nora|prim[oa]|cunhad[oa]|noiv[oa]|namorad[oa]|companheir[oa]"
    r"|pastor|padre"
    r"|(?:setor|departamento|area|time) (?:de )?\w+|comissao|banca|licitacao|head office|hq"
    r"|corporate|franchisor|uncle|aunt|fiance\w?|accounting|procurement)"
)
_MINE = r"(?:(?:o |a |os |as )?(?:meus?|minhas?|noss[ao]s?)|my|our|the|o|a)"
_SHARED = re.compile(
    rf"\b(?:eu|me|i|myself) (?:e|mais|com|junto com|and|with|together with) {_MINE} (\w+)"
    rf"|\b(?:decis\w+|palavra|escolha|call)(?: final)?(?: e| is)? (?:minha|nossa|mine) (?:e|and"
    rf"|com)"
    rf" (?:d[ao]s? |{_MINE} )(\w+)"
    r"|\btod[oa]s junt[oa]s|\b(?:em|na) (?:reuniao|grupo|equipe|consenso|votacao|colegiado)"
    r"(?= |\W*$)|\bcolegiad\w+|\bno voto\b"
    rf"|\b{_MINE} (?:\w+ )?({_KIN}) (?:e eu|and (?:me|i|myself))\b|\b(?:nos dois"
    r"|a gente decide junto|(?:decid\w+ )?(?:em|entre) (?:a )?(?:familia|conjunto|socios|irmaos"
    r"|nos)"
    r"|nos (?:tres|quatro|todos|\d) \w+|os (?:dois|tres|quatro|\d) socios"
    r"|(?:eu e )?os (?:outros )?socios"
    r"|(?:two|three|four) of us|tod(?:os|o mundo) (?:\w+ )?decid\w+|decid\w+ (?:todos|juntos"
    r"|em conjunto)"
    r"|decid\w+ (?:isso |tudo |sempre |junto )?com|decidimos juntos|both of us"
    r"|we decide together|decisao conjunta)\b"
)
_OTHER = re.compile(
    rf"\b(?:{_MINE} )?({_KIN})\b(?:(?!\bnao\b|\bquem\b|\beu\b|\bnot\b).){{0,12}}\b(?:decid\w+"
    rf"|aprov\w+|resolv\w+|defin\w+|escolh\w+"
    r"|autoriz\w+|bate|manda|assina|approv\w+"
    r"|makes?|has the|signs?)"
    r"|\b(?:quem (?:decide|manda|bate o martelo|aprova|resolve|cuida|assina|ve|olha|trata|toca"
    r"|autoriza|libera|responde|negocia|compra)(?: \w+){0,3}? (?:e|eh)"
    r"|(?:don[oa]|proprietari[oa]|chefe|responsavel) (?:aqui |mesm[oa] |d[ao] \w+ )?(?:e|eh)"
    r"|(?:ok|aval|aprovacao|autorizacao|visto|sinal verde|benca[o]?|sim|palavra) d[ao]s?"
    r"|(?:levar|passar|mandar|apresentar|mostrar) (?:isso |tudo |antes )?(?:pr[ao]|para [ao]|para"
    r"|a)"
    r"|nao sou eu\b[^.?!\n]{0,30}?\b(?:e|eh)"
    r"|decisao (?:final )?(?:e|eh|fica com|passa (?:pel[oa]|por))|depende d[ao]s?"
    r"|(?:isso|tudo|compra|contratacao|aprovacao)? ?(?:passa\w*|vai"
    r"|fica) (?:tudo )?(?:pel[oa]s?|por|com [oa]|para [oa]|pr[oa])"
    r"|(?:preciso|tenho que|tem que|vou) (?:(?:falar|ver|confirmar|alinhar|aprovar|conversar"
    r"|decidir|discutir) (?:antes |isso )?com"
    r"|consultar(?: com)?)"
    r"|decision (?:is|goes)(?: \w+){0,2} (?:by|to|with)|up to"
    rf"|need to (?:check|talk|ask|confirm) (?:with|to)?)\s+((?!toda? minha|minha\W*$|aprovac"
    rf"|analise|avaliac"
    rf"|decisao)(?:{_MINE} |uma? )?(?:(?:setor|departamento"
    rf"|area) (?:de )?)?\w+)"
)
_KIN_ALONE = re.compile(rf"\b{_KIN}\b")
_KIN_NAMED = re.compile(
    rf"\b{_MINE} {_KIN}\b(?: (?:geral|comercial|financeir[oa]|administrativ[oa]|executiv[oa]"
    r"|mesm[oa]|d[ao] \w+))?"
)
_I = re.compile(r"eu|me|i\b|meu|minha|my")
_NOT = re.compile(r"\b(?:nao|not|isn'?t)\s*$")
# "passa pela diretoria": the article hides in the preposition.
_JOINED_ARTICLE = re.compile(r"\b(?:pel|d|n|pr|com |para )([ao]s?)\s+$")
_APPROVES = re.compile(
    r"\b(?:defin|decid|aprov|assin|autoriz|liber|bate|manda|resolv|escolh|respond|cuida|aval"
    r"|palavra"
    r"|vem d|final (?:say|word|call)|approv|decide|sign|handle)\w*"
)
_THE_ONE = re.compile(
    r"\b((?:d?[oa]s?|meus?|minhas?|noss[oa]s?|the|my|our) (?!gente\b|decis|palavra|melhor|mesm"
    r"|propost|empresa"
    r"|parte|final|aprovac|aval|preco|valor|contrat|dinheiro|orcament|caneta|martelo|coisa|compra"
    r"|que\b)"
    r"[a-z]{4,}(?: (?:d[aeo] )?(?!decid|aprov|defin|que\b|tem\b|final|vem\b|has\b|have\b"
    r"|e\b)[a-z]{4,})?)"
)
_NAME_BEFORE = re.compile(
    r"(?:^|[\s,])((?:(?:[Ss]eu|[Dd]ona|[Dd]ra?\.?|[Ss]ra?\.?|Mrs?\.?) )?[A-Z]\w+(?: [A-Z]\w+)?),? $"
)
_NAME_AFTER = re.compile(
    r",? ?(?:o |a |is |the )?((?:[Dd]ra?\.? )?[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?)\b"
)
_NOBODY = re.compile(
    r"^(?:minha|meu|nossa|nosso|my|our)\b|\b(?:isso|aqui|preco|valor|tudo|nada|aquilo|this"
    r"|that|price)\b"
)
_SELF = re.compile(
    r"\b(?:eu (?:mesm[oa]|(?:mesm[oa] |que |sozinh[oa] )?(?:decid|mand|resolv|aprov|defin"
    r"|escolh|assin)\w*"
    r"|sou quem)|sou (?:so |apenas |somente )?eu"
    r"|decid[oe] (?:eu|sozinh[oa])"
    r"|(?:(?:a )?(?:decisao|palavra)(?: final)? e(?: toda| so| sempre| totalmente)?"
    r"|comigo) (?:minha|mesmo)|(?:sou|eu) (?:o |a )?(?:unic[oa] )?(?:don[oa]"
    r"|proprietari[oa]"
    r"|fundador\w?|soci[oa]|ceo|diretor\w?)|i (?:decide|make the (?:final )?(?:decision|call)s?)"
    r"|(?<=, )(?:o |a )?(?:don[oa]|proprietari[oa]|soci[oa]|fundador\w?|ceo) d[ao]s?"
    r"|(?<=, )(?:the )?owner of"
    r"|i'?m the (?:owner|founder|ceo|boss|director|decision)|i am the (?:owner|founder|ceo|boss"
    r"|director)"
    r"|(?:e|eh|so|tudo|direto|decisao|fala|trata|resolve|decide) (?:tudo |mesmo |so "
    r"|direto )?comigo"
    r"|i (?:own|founded)|(?:it'?s|that'?s) (?:me|my (?:call|decision))|my (?:own )?(?:call"
    r"|decision))\b"
)
# What says so only where it was asked.
_SELF_ANSWER = re.compile(
    r"\b(?:(?:depend\w+|so) (?:so |somente |apenas |unicamente )?de mim|(?:compete|cabe|vem|fica|e"
    r"|eh|passa|sobra) (?:so |tudo |tudo so )?(?:a|pra|para|em|por) mim"
    r"|(?:don[oa]|chefe|patra?o|patroa|responsavel|gerente|ceo|diretor\w*|soci[oa]|cabeca)"
    r"(?: \w+){0,2},? sou eu|(?:no|neste|nesse) caso,? (?:sou |so )?eu|a caneta e minha"
    r"|eu (?:bato|dou|fecho|contrato|compro|pago|escolho|toco|banco|que \w+o)"
    r"|tenho (?:total |toda )?(?:autonomia|carta branca|alcada|poder|liberdade|autoridade)"
    r"|(?:eu )?posso fechar|sou eu|decido so|nao (?:preciso|dependo|tenho que|consulto)"
    r" (?:\w+ ){0,4}(?:ninguem|autorizac\w+|aval|permissao)|(?:por|na) minha (?:conta|mao)"
    r"|(?:ninguem|nobody|no one)(?: \w+){0,2} (?:alem d|fora|but|besides|other)"
    r"|(?:eu|yo|so|com eu|ey) mesm[oa]|aqui (?:quem )?mand[ao] (?:sou )?eu"
    r"|(?:my|mine) (?:call|decision|to make)|up to me|i(?:'ll)? sign\b|i(?:'m| am) the one"
    r"|i have (?:the )?(?:final say|authority|last word)|i call the shots|yours truly|just me"
    r"|i (?:can|will) (?:approve|decide|sign)|that would be me|i do\b)"
    r"|(?<!\be) eu\W*$|\bnao\b[^,.;]{0,25}\b(?:a|de|com|pra|por) ninguem\b"
    r"|^\W*[a-z]{2,4} mesm[oa]\W*$|,(?: que)?(?: sou)? (?:eu|me)(?: mesm[oa])?\W*$"
    r"|^\W*(?:a |e )?(?:minha|my) (?:decisao|responsabilidade|alcada|conta|call|decision)\W*$"
)
# "Meu sócio tem que concordar" is both of them.
_JOINT = re.compile(
    rf"\b({_KIN})\b[^.?!\n]{{0,45}}\b(?:tambem|junt[oa]s?|decidimos|batemos|resolvemos|votamos"
    rf"|ajud\w+|concord\w+|topa\w*|opin\w+|palpit\w+"
    r"|particip\w+|de acordo|dar? o? ?(?:ok|aval)|agree\w*|has a say|too)\b"
    r"|\b(?:junto|conversando|alinhando|combinado|together|along|agree\w*(?: on \w+)?) (?:com|with)"
    rf" {_MINE} ({_KIN})\b"
)
_COMPANION = re.compile(r"^(?:\w+ )*?(?:junto )?com (?=\w)", re.IGNORECASE)
_TO_WHOM = re.compile(r"(?:d[aoe]s?|n[ao]s?|pr[ao]s?|com|para)\b (?:[ao]s? )?")
# "Dr. Patel and I", "o Pedro e eu".
_AND_I = re.compile(r"\b((?:(?:dr|dra|mr|mrs|ms|seu|dona)\.? )?\w+) (?:e eu|and (?:me|i))\b")
_NO_SUCH = re.compile(r"\b(?:nao (?:tem|tenho|ha|temos)|sem|no|without)(?: \w+)? $")
# Longer answers have to speak of approving.
MOST_WORDS, MOST_WORDS_BARE = 7, 12
_APPROVAL = re.compile(
    r"\b(?:pass|sub|lev|consult|pergunt|pedir|pede|aprov|assin|decid|autoriz|liber|submet|apresent"
    r"|alinh|chancel|valid|depend|manda|ok\b|aval\b|approv|sign|decid|ask)\w*"
)
# "o doutor Paulo", "a Márcia do financeiro", "o pessoal de compras".
_A_PERSON = re.compile(
    r"(?:(?:o|a|os|as|meu|minha|nosso|nossa|seu|dona|dr|dra|com [oa]|the|my|our|mr|mrs|ms)\.?\s"
    r"(?!gente\b|melhor\b|maioria\b|mesm|tempo\b|dia\b|semana\b|preco\b|valor\b)[a-z]{2,}"
    r"|todo mundo|todos|comite|compras|rh|ti|everyone|procurement)\b"
)
_BARE_SELF = re.compile(
    r"^\W*(?:sim\W+|claro\W+|yes\W+)?(?:so |somente |apenas |just |only )?(?:eu(?:zinh[oa])?|me"
    r"|myself|i do"
    r"|(?:pode ser |e |eh )?comigo|ninguem|nobody|no one)\b"
)
_DECIDING = re.compile(
    r"decid|decis|call the shots|bate\w* o martelo|resolv|mand(?:a|amos)\b|\bsign|aprov|approv"
    r"|a palavra"
)
# "a dona Célia", "o seu Antônio": the title isn't the name.
_TITLED = re.compile(
    r"(?:[ao] )?(?:dona|seu|sr|sra|dr|dra|doutor|doutora|senhor|senhora)\.? [a-z]+"
)
_SWAP = {
    "meu": "seu", "minha": "sua", "meus": "seus", "minhas": "suas", "nosso": "seu", "nossa": "sua",
    "my": "your", "our": "your",
}  # fmt: skip


def find(said: Said, asked: Field | None) -> Learned | None:
    together = list(_SHARED.finditer(said.folded))
    # "nós dois, eu e o Pedro": the one that names somebody.
    shared = next((one for one in together if any(one.groups())), together[0] if together else None)
    if shared and (asked is Field.AUTHORITY or _DECIDING.search(said.folded)):
        named = _KIN_NAMED.search(said.folded, shared.start())
        kin = _KIN_ALONE.search(said.folded, shared.start())
        # "Converso com meu marido e decidimos juntos".
        before = _KIN_NAMED.search(said.folded) or _KIN_ALONE.search(said.folded)
        with_whom = named or kin or before or shared
        span = shared.span() if _I.match(shared.group()) else with_whom.span()
        who = _COMPANION.sub("", _slice(said, *span))
        return Learned(Field.AUTHORITY, {"decides": "shared", "who": who}, NAMED)
    joint_with = _JOINT.search(said.folded) if asked is Field.AUTHORITY else None
    if joint_with and not _NO_SUCH.search(
        said.folded[: joint_with.start(joint_with.lastindex or 0)]
    ):
        start = joint_with.start(1) if joint_with.group(1) else joint_with.start(2)
        named = next((one for one in _KIN_NAMED.finditer(said.folded) if one.end() > start), None)
        span = named.span() if named else joint_with.span(1 if joint_with.group(1) else 2)
        return Learned(Field.AUTHORITY, {"decides": "shared", "who": _slice(said, *span)}, NAMED)
    if asked is Field.AUTHORITY and (both := _AND_I.search(said.folded)):
        who = _slice(said, *both.span(1))
        return Learned(Field.AUTHORITY, {"decides": "shared", "who": who}, NAMED)
    mine = _SELF.search(said.folded)
    if mine and not _NOT.search(said.folded[: mine.start()]):
        also = _OTHER.search(said.folded)
        # "I'm the owner, so I decide" is one person.
        if also and mine.start() <= (also.start(1) if also.group(1) else also.start()) < mine.end():
            also = None
        joint = _other(said, also) if also else None
        if (
            joint
            and isinstance(joint.value, dict)
            and re.search(rf"\b{_KIN}\b", fold(str(joint.value.get("who"))))
        ):
            return Learned(Field.AUTHORITY, {"decides": "shared", "who": joint.value["who"]}, NAMED)
        return Learned(Field.AUTHORITY, {"decides": "self"}, NAMED)
    mine = _SELF_ANSWER.search(said.folded) if asked is Field.AUTHORITY else None
    if mine and not _NOT.search(said.folded[: mine.start()]):
        return Learned(Field.AUTHORITY, {"decides": "self"}, NAMED)
    other = _OTHER.search(said.folded)
    if other and (told := _other(said, other)):
        return told
    return _bare(said) if asked is Field.AUTHORITY else None


def _other(said: Said, found: re.Match[str]) -> Learned | None:
    start, end = found.span(2) if found.group(2) else (found.start(), found.end(1))
    if titled := _TITLED.match(said.folded, start):
        end = titled.end()
    if preposition := _TO_WHOM.match(said.folded[start:]):
        start += preposition.end()
        whole = _TITLED.match(said.folded, start) or re.compile(r"\w+").match(said.folded, start)
        end = whole.end() if whole else end
    if said.folded[start:end] in ("eu", "me", "i"):
        return Learned(Field.AUTHORITY, {"decides": "self"}, NAMED)
    if _NO_SUCH.search(said.folded[:start]):
        return None
    if said.sentence_at(start).is_question or not _may_decide(said, start, end, found):
        return None
    who = _slice(said, start, end)
    if (joined := _JOINED_ARTICLE.search(said.folded[:start])) and " " not in who:
        who = f"{joined.group(1)} {who}"
    return Learned(Field.AUTHORITY, {"decides": "other", "who": who}, NAMED)


def _may_decide(said: Said, start: int, end: int, found: re.Match[str]) -> bool:
    """ "depende do meu chefe" names who decides, "depende do preço" doesn't."""
    who = said.folded[start:end]
    if re.search(rf"\b{_KIN}\b", who) or found.group(0).startswith(("quem", "decis")):
        return bool(re.search(rf"\b{_KIN}\b", who)) or not _NOBODY.search(who)
    return said.text[start:end].split()[-1][:1].isupper()


def _bare(said: Said) -> Learned | None:
    if _BARE_SELF.match(said.folded):
        return Learned(Field.AUTHORITY, {"decides": "self"}, ANSWERED)
    named = _KIN_NAMED.search(said.folded)
    if named and (len(said.words) <= MOST_WORDS_BARE or _APPROVAL.search(said.folded)):
        who = _slice(said, *_with_name(said, *named.span()))
        return Learned(Field.AUTHORITY, {"decides": "other", "who": who}, ANSWERED)
    who = clean_name(answer_phrase(said, max_words=5))
    who = who.removeprefix("à ").removeprefix("ao ")
    if not who:
        return _somebody(said) or _noun_phrase(said)
    if re.search(rf"\b{_KIN}\b", said.folded):
        return Learned(Field.AUTHORITY, {"decides": "other", "who": who}, ANSWERED)
    if _A_PERSON.match(fold(who)) or _is_a_name(who):
        return Learned(Field.AUTHORITY, {"decides": "other", "who": who}, INFERRED)
    return _somebody(said) or _noun_phrase(said)


def _with_name(said: Said, start: int, end: int) -> tuple[int, int]:
    """ "Seu Rogério, o dono", "meu chefe, o Marcelo": the name belongs to it."""
    before = _NAME_BEFORE.search(said.text[:start])
    after = _NAME_AFTER.match(said.text, end)
    return before.start(1) if before else start, after.end(1) if after else end


def _somebody(said: Said) -> Learned | None:
    """ "Isso precisa passar pelo conselho": whoever is named, but for who isn't there."""
    if len(said.words) > MOST_WORDS and not _APPROVAL.search(said.folded):
        return None
    for kin in _KIN_ALONE.finditer(said.folded):
        before = said.folded[: kin.start()]
        if _NO_SUCH.search(before) or said.sentence_at(kin.start()).is_question:
            continue
        article = _JOINED_ARTICLE.search(before)
        who = _slice(said, *_with_name(said, *kin.span()))
        who = f"{article.group(1)} {who}" if article else who
        return Learned(Field.AUTHORITY, {"decides": "other", "who": who}, ANSWERED)
    return None


def _noun_phrase(said: Said) -> Learned | None:
    """ "A nutricionista chefe é quem define": whoever it is, somebody approves."""
    if len(said.words) > MOST_WORDS_BARE or not _APPROVES.search(said.folded):
        return None
    for found in _THE_ONE.finditer(said.folded):
        if not said.sentence_at(found.start()).is_question:
            who = _slice(said, *found.span(1))
            return Learned(Field.AUTHORITY, {"decides": "other", "who": who}, INFERRED)
    return None


def _is_a_name(who: str) -> bool:
    """ "Paulo", "Ana Paula": one to three capitalised words and no number."""
    words = who.split()
    return len(words) <= 3 and all(word.isalpha() and word[0].isupper() for word in words)


def _slice(said: Said, start: int, end: int) -> str:
    return clean_name(said.quote(start, end))


def to_listener(who: str) -> str:
    """ "minha sócia" becomes "sua sócia": what the contact calls theirs, we call yours."""
    words = [word for word in who.split() if word.lower() not in ("eu", "e", "me", "and", "i")]
    swapped = [_SWAP.get(word.lower(), word) for word in words]
    if (
        swapped
        and swapped[0].lower() in ("o", "a", "os", "as")
        and swapped[1:2] in (["seu"], ["sua"])
    ):
        swapped = swapped[1:]
    return " ".join(swapped)
