"""The main difficulty, in the contact's own words."""

import re

from dom360.agents.clauses import clauses
from dom360.agents.extract.model import ANSWERED, GUESSED, INFERRED, Field, Learned
from dom360.agents.extract.names import is_title
from dom360.agents.text import Said, Sentence, clean_name

MAX_CHARS = 300
_TROUBLE = re.compile(
    r"\b(?:problemas?|dificuldades?|perco|perd(?:emos|endo|e|er)|demor\w+"
    r"|nao (?:consig\w+(?! (?:ver|olhar|falar|conversar|parar|pensar|te)\b)"
    r"|damos conta"
    r"|dou conta)|atras\w+|bagunc\w+|desorganiz\w+|reclam\w+|gargalo|desafio|sofr\w+|complica\w+"
    r"|estour\w+|acumul\w+|congestion\w+|sobrecarga|lotad[oa]s?|entupi\w+|retrabalho|na mao"
    r"|planilhas?|falta (?:de|um)|sobrecarreg\w+|esquec\w+|some[mr]?|caos"
    r"|inadimplen\w+|cancelam\w*|remarc\w+|desmarc\w+|adia[mr]?\b|evasao|evad\w+"
    r"|fic\w+ \w+ndo|o dia (?:todo|inteiro)|toda hora|rotatividade"
    r"|faltas?\b|faltam|filas?\b"
    r"|lent[oa]s?|desperdic\w+"
    r"|prejuizo|erros?\b|baix[oa]s? (?:conversao|procura|venda)\w*|pouc[oa]s? (?:client|vend"
    r"|lead|alun"
    r"|pacient|moviment)\w*|ninguem (?:respond|atend|consegu)\w+|nao (?:da|dao|sobra|tem"
    r"|temos) (?:tempo"
    r"|conta|controle|visibilidade)|caiu|caindo|queda|parad[oa]s?|sem controle|dor de cabeca"
    r"|trava\w*"
    r"|toma\w* (?:muito |nosso )?tempo|(?:gast|perd)\w+ (?:muito )?tempo|manualmente|duplicad\w+"
    r"|churn|dropp\w+|declin\w+|late\b|errors?\b|complain\w*|slow\b|takes? (?:too|hours|forever)"
    r"|hours (?:a|per|every) (?:day|week)|spreadsheets?|disorgani\w+|no one (?:answers|follows)\w*"
    r"|struggl\w+|problems?|challenges?|los(?:e|ing)|too (?:slow|much|many)|pain|hard to(?! say)"
    r"|can'?t keep"
    r"|wast\w+|manual(?:ly)?|mess|miss(?:ing|ed)?|no-?shows?|bottleneck|overwhelm\w+)\b"
)
# Trouble told by what it feels like, what it costs, or how the work is done instead.
_BURDEN = re.compile(
    r"\b(?:(?:dificil|complicad[oa]|hard|tough)(?! (?:de )?(?:dizer|falar|responder|saber|to say))"
    r"|sufoco|tormento|pesadelo|inferno|estress\w+|desgast\w+|cans(?:ei|ad[oa]s?|ativ[oa]) d\w+"
    r"|vergonha|confus[ao]\w*|baderna|apag\w+ incendio|incendios?|me (?:enrol|perc|atrapalh|vir)o\b"
    r"|enrolad[oa]s?|trabalhao|da\w* (?:muito |um |o maior )?trabalh\w+|pesad[oa] (?:fazer|demais)"
    r"|pessim[oa]s?|horrive(?:l|is)|ruim|ruins|fraquissim\w+|frac[oa]s?|ultrapassad\w+|obsolet\w+"
    r"|precari\w+|arcaic\w+|furad[oa]s?|furos?|vazi[oa]s?|encalhad\w+|vencid[oa]s?|estrag\w+"
    r"|quebrad[oa]s?|defeit\w+|vive[mr]? (?:\w+nd[oa]|\w+ad[oa]s?)|vivo \w+ndo|as moscas"
    r"|despenc\w+|diminui\w*|encolh\w+|afund\w+|sumi(?:ndo|ram|u)|escap\w+|fug\w+|vaz(?:a|ando)\b"
    r"|perd(?:em|i|eu|eram|ia)|calotes?|fiado|no vermelho|nao (?:me |nos )?pag(?:a|am)\b|aperto"
    r"|cadern\w+|(?:no|em|de|do|tudo|so) papel|papel(?:zinho|ada)|lousa|quadro branco|sem querer"
    r"|apaga\w*|no braco|de cabeca|no excel|bloco de notas|post.?its?"
    r"|cada (?:um|uma|loja|vendedor\w*|setor|pessoa) (?:faz|de um|do seu|no seu|tem o seu)\b"
    r"|(?:gast|lev|pass|perc)\w* (?:a|as|o|os|uma?|umas|\w+) (?:noites?|hor[ao]s?|dias?|madrugada"
    r"|manhas?|tardes?|fim de semana)\b|virar? (?:a )?noite|ate (?:tarde|de madrugada)"
    r"|sem (?:resposta|retorno|controle|organizacao|padrao|registro|acompanhamento|historico"
    r"|movimento|clientes?|follow\w*|previsibilidade|aviso|vender|saber)\b|sobrando|ocios[oa]s?"
    r"|(?:nao|nunca|ninguem) (?:sei|sabemos|sabe|da (?:pra|para) saber|temos como saber)"
    r" (?:direito |nunca )?(?:quant[oa]s?|quem|qua(?:l|is)|onde|o que|quando)"
    r" (?!custa|e\b|seria|\d|(?:\w+ ){0,2}(?:gast|invest|pag|decid|orc))\w+"
    r"|nao (?:ha|temos|tenho|existe|tem) (?:nenhum\w* |o menor |muito )?(?:control\w+|organiz\w+"
    r"|padrao"
    r"|visao|nocao d|historico|registro|process\w+|previsibilidade|movimento)"
    r"|concorren(?:te|cia|tes)\b[^,.]{0,20}\b(?:roub|tom|lev|forte|na frente|ganh|cobr|peg"
    r"|engol)\w*"
    r"|wait\w*|chas(?:e|ing)|cracks|track of|tired of|hate|frustrat\w+|annoy\w+|terrible|awful"
    r"|outdated|broken|crash\w*|double.?book\w*|understaffed|empty|forget\w*|forgot|never (?:know"
    r"|call|show|answer|get)\w*|behind|drown\w*|no (?:visibility|control|idea who|time (?:to|for"
    r"|left))|by hand"
    r"|on paper|sticky notes|don'?t (?:know|have time)\b(?! (?:yet|about|if))|ghost\w*|slipp?\w*)\b"
)
# Somebody or something of theirs that doesn't do what it should.
_OTHERS_FAIL = re.compile(
    r"\b(?:(?:os|as|[ao]|meus?|minhas?|nossos?|nossas?|the|our|my) (?:\w+ ){1,3}?(?:nao|nunca"
    r"|never|don'?t|doesn'?t"
    r"|won'?t) (?:me |nos |se |us )?(?!e\b|sou\b|tem\b|quer|sei\b|precis|decid|gost|ach|curt|is\b"
    r"|know|want"
    r"|need)\w+"
    r"|que (?:nao|nunca) \w+|ninguem (?!precis|decid|mais|alem)\w+|errad[oa]s?\b|nobody \w+"
    r"|no one \w+|wrong\b"
    r"|sempre (?:da|dao|falt\w+"
    r"|atras\w+|esquec\w+|perd\w+|sobra\w*))\b"
)
_NONE = re.compile(
    r"\b(?:nao (?:temos|tenho|ha|tem)|sem|no|nenhum\w*|don't have(?: any)?) (?:nenhum\w* )?"
    r"(?:problemas?|dificuldades?|problems?|difficult\w+)|^\W*(?:nenhum\w*|nada|none"
    r"|nothing)(?: (?:demais|de mais|especial|especifico|nao"
    r"|special|really|in particular))*\W*$"
)
_NEED = re.compile(
    r"\b(?:precis(?:o|amos|a|avamos|ava)|quer(?:o|emos|ia|iamos|er)?|busc(?:o|amos|ando)|procur(?:o"
    r"|amos|ando)|atras de|gostari\w+ de|(?:ideia|objetivo|meta|sonho) (?:e|eh)|need|want"
    r"|would like|looking|trying)(?: \w+)? (?:to |for )?"
    r"(?:(?:de |um |uma )?(?:ajuda|sistema|solucao|ferramenta|controle)|mais (?:client|vend"
    r"|lead|alun|tempo|movimento|resultado|agilidade|pedid|matricul|hospede|contrat|retorno"
    r"|pacient|organiz|control)\w*|agiliz\w+|padroniz\w+|economiz\w+|centraliz\w+|cresc\w+"
    r"|fideliz\w+"
    r"|more (?:clients|customers|leads|sales|students)|a (?:system|tool|way)|save time"
    r"|organiz\w+|automatiz\w+|automat\w+|melhor\w+|reduz\w+|diminu\w+|aument\w+|control\w+"
    r"|integr\w+"
    r"|(?:parar|deixar) de (?!receb)|acabar com|evitar|lotar|encher|aparecer|divulgar|sair d[ao]s?"
    r"|trazer|achar (?:mais )?client\w*|ter (?:mais )?control\w*|ser encontrad\w+"
    r"|vender|atender|respond\w+|captar|improve|reduce|increase|organi[sz]e|sell more|track"
    r"|manage|grow)"
)


_BUSINESS = re.compile(r"\d|\b(?:somos|sou|tenho|temos|trabalho|aqui e|we are|we're|i'm|i run)\b")
_WHAT_WE_DO = re.compile(
    r"(?:(?:eu|a gente|nos|aqui)\s+)?(?:somos|sou|vend(?:o|emos|e)|trabalh(?:o|amos) (?:com"
    r"|n[oa])|fabric\w+"
    r"|fazemos|faco|atu(?:o|amos)|tenho|temos|e uma?\b|we (?:are|sell|make|have)|i (?:sell|run"
    r"|own))\b"
)
# "Vocês demoram para responder" is no trouble of theirs.
_OF_US = re.compile(r"\W*(?:nossa |poxa |caramba |e )*(?:voces?|you)\b")
# "O que pega é cliente mandando áudio e a gente se perdendo": the trouble begins there.
_ANNOUNCED = re.compile(
    r"\b(?:o que (?:mais )?(?:pega|mata|atrapalha|incomoda|complica|falta|doi|trava)|(?:o"
    r"|a)?s? ?(?:maior |noss[oa] "
    r"|meu |minha |principal |grande )*(?:problema|dificuldade|gargalo|dor|desafio|ruim|chato"
    r"|drama)\b"
    r"|what (?:kills|hurts|bugs)|(?:our|my|the) (?:biggest |main )?(?:problem|issue|pain"
    r"|challenge))"
)
_PLAIN_WORDS = re.compile(r"[a-z]{4,}")


_WISHES = (
    r"^\W*(?:(?:oi|ola|entao|olha|na verdade|bom|ah|e que|so|eu|a gente|nos|estou|estamos|i|we|just"
    r"|am|i'?m|we'?re)\b[\s,]*)*(?:procur(?:o|amos|ando)|busc(?:o|amos|ando)|quer(?:o|emos|ia"
    r"|iamos)"
    r"|precis(?:o|amos|ava)|gostari\w+|atras|interess\w+|cotando|need|want|looking|would like)\b"
    r"(?: (?:de|em|for|a|por|muito|mesmo|so|to))*"
)
# "Procuro um plano pra empresas" says what they want to buy, and nothing of why.
_SEEKS = re.compile(
    rf"{_WISHES} (?:(?:saber|ver|conhecer|entender|receber|pedir|fazer|get|see|know|about|more"
    rf"|mais)"
    r" )*(?:(?:sobre|um|uma|o|a|os|as|algum|alguma|mais|dos?|das?|melhor|bom|boa|a|an|the|some"
    r"|about)"
    r" )*(?:planos?|pacotes?|produtos?|servicos?|orcamentos?|precos?|valor(?:es)?|propostas?"
    r"|informac\w+|tabelas?|catalogos?|descontos?|demonstrac\w+|demo|apresentac\w+|cotac\w+"
    r"|condic\w+"
    r"|mensalidades?|contratos?|assinaturas?|plans?|quotes?|prices?|pricing|information|info"
    r"|package|product|offer)\b"
)
_WANTS_TO_BUY = re.compile(
    rf"{_WISHES} (?:contratar|comprar|assinar|fechar|testar|adquirir|cotar|buy|purchase|try"
    rf"|sign up)\b"
)


def tells_trouble(folded: str) -> bool:
    return any(sign.search(folded) for sign in (_TROUBLE, _BURDEN, _OTHERS_FAIL))


def find(said: Said, asked: Field | None) -> Learned | None:
    if _NONE.search(said.folded):
        return None
    for sentence in said.sentences():
        part = said.folded[sentence.start : sentence.end]
        if _OF_US.match(part):
            continue
        wishes = _NEED.search(part) and not _SEEKS.match(part)
        if tells_trouble(part) or wishes:
            # A wish tells less than a trouble: what comes later may say it better.
            unasked = INFERRED if tells_trouble(part) else GUESSED
            confidence = ANSWERED if asked is Field.PAIN else unasked
            start = sentence.start if asked is Field.PAIN else _opens(said, sentence)
            text = said.written if asked is Field.PAIN else said.quote(start, sentence.end)
            return Learned(Field.PAIN, _short(text), confidence)
    if asked is Field.PAIN and (_SEEKS.match(said.folded) or _WANTS_TO_BUY.match(said.folded)):
        return None
    if asked is Field.PAIN and is_title(clean_name(said.written)):
        return None
    if asked is Field.PAIN and _WHAT_WE_DO.match(said.folded.strip()):
        return None
    if asked is Field.PAIN and _PLAIN_WORDS.search(said.folded):
        return Learned(Field.PAIN, _short(said.written), ANSWERED)
    return None


def _opens(said: Said, sentence: Sentence) -> int:
    """Where the trouble begins in a sentence that tells of the business first."""
    for clause in clauses(said):
        part = said.folded[clause.start : clause.end]
        if announced := _ANNOUNCED.search(said.folded, sentence.start, sentence.end):
            return announced.start()
        inside = sentence.start <= clause.start < sentence.end
        if inside and (tells_trouble(part) or _NEED.search(part)):
            before = said.folded[sentence.start : clause.start]
            return clause.start if _BUSINESS.search(before) else sentence.start
    return sentence.start


def _short(text: str) -> str:
    flat = " ".join(text.split()).strip(" ,-")
    return flat if len(flat) <= MAX_CHARS else flat[: MAX_CHARS - 1].rstrip() + "…"
