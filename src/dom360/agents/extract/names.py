"""Does a phrase look like the name of a company?"""

import re

from dom360.agents.extract.phrases import is_filler, only_hedges
from dom360.agents.numbers import find_numbers
from dom360.agents.text import Said, fold

MOST_WORDS = 6
MOST_IN_LOWER_CASE = 5
SHORTEST_PLAIN_NAME = 4
_NOT_A_COMPANY = re.compile(
    r"^(?:procuro|procurando|busco|buscando|estou|queria|gostaria|preciso|vendo|vi o|me chamo"
    r"|meu nome|my name|eu sou|somos|sou|temos|tenho|trabalh\w+|atuo|vend\w+|faco"
    r"|fazemos|we(?:'re)?|i'?m|i|area|parte|setor|equipe|time|ramo|rh|ti|dono|uma?|a|an|my|our|nos"
    r"|nois|gente|mim|minha|meu|que|quem|onde|aquel[ea]|ess[ea]|isso|dele|dela|pra|para|por|de|tipo"
    r"|assim|muito|(?:ha|faz|desde) \w+|fundad[oa]|criad[oa]|aberto|aberta|since|founded|operations"
    r"|\d+ anos|mais de|c[etofm]o\b|crm|erp|sla"
    r"|\d+ (?:n[ao]|em|entre|contando|a|e|ou|mais|ao|se|pessoas|func\w+)|finance|hr"
    r"|it|here"
    r"|[a-z]+ (?:area|department|team))\b"
)
# Where people are and what they do there. "Minas Tintas" and "Casa do Norte" are names still.
_ONLY_A_PLACE = re.compile(
    r"^(?:interior|rio|sao paulo|minas|bahia|parana|brasil|zona|cidade|regiao|sul|norte|nordeste"
    r"|centro"
    r"|capital|litoral|bairro|serra|praia|mato grosso|goias|goiania|curitiba|santa catarina"
    r"|rio grande"
    r"|pernambuco|recife|ceara|fortaleza|salvador|brasilia|belo horizonte|bh|sp|rj|mg"
    r"|espirito santo"
    r"|amazonas|manaus|para|belem|maranhao|campinas|portugal|brazil|roca|madrugada|feira|estrada"
    r"|obra|correria|industria|comercio|area|noite|manha|tarde|hora"
    r"|dia|mes"
    r"|ano|inicio|comeco|fim|final|financeiro|comercial|vendas|marketing|compras|administra\w+"
    r"|recepcao"
    r"|suporte|atendimento|diretoria|gerencia|producao|logistica|limpeza|igreja|prefeitura|governo"
    r"|familia|sales|internet|instagram|insta|facebook|whatsapp|google|site|anuncio|indicacao"
    r"|dona|casa"
    r"|maior|melhor|menor|unic[oa]|primeir[oa]|distancia|seguinte|mesm[oa]s?|nossa|nosso|mais|bem"
    r"|boa"
    r"|rede|rua|avenida|minas gerais|contato|empresa|loja|negocio)"
    r"(?:$| (?:de janeiro|grande|gerais|mesmo|inteir[oa]|toda|todo|daqui|capital|paulista|sul"
    r"|norte|leste"
    r"|oeste)\b| (?:d[aeo]s? |n[ao] )(?!norte|sul|construtor|pao|bolo|carne|fazendeiro|sab|ros"
    r"|mel|queijo"
    r"|cafe|acai|povo|praia))"
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
# "Mercearia" alone is what it is, "Vidraçaria Sol" what it is called.
_ONE_TRADE = re.compile(
    r"[a-z]{3,}(?:aria|eria|ologia|cultura)s?"
    r"(?: (?:delivery|online|artesanal|virtual|familiar|caseira|vegana|pequena|simples|local"
    r"|de bairro))*"
)
_SENTENCE = re.compile(
    r"\b(?:esta|estou|estamos|ta|to|tem|temos|tenho|vou|vamos|foi|era|ser|fica|faz|fazemos"
    r"|vende|vendemos"
    r"|trabalh\w+|gosto|vi|recebi|achei|cresc\w+|chega|sao(?! (?:[a-z]+$|[a-z]+ (?:ltda|me)\b))"
    r"|somos|sou|peguei|indica\w+|are|have|is"
    r"|was|need|saw|got|found|que|quem|meu|minha|my|our|me|isso|muito|pouco|ja|ainda)\b"
)
# First words of names that say no trade: "Studio Lívia", "Grupo Vértice".
_SOUNDS = re.compile(
    r"(?:studio|estudio|espaco|atelie\w*|casa|centro|instituto|grupo|box|clube|posto|emporio"
    r"|rede|cia"
    r"|companhia|coop\w*|usina|viveiro|haras|fazenda|sitio|chacara|auto|super|mega|hiper|maxi"
    r"|\d+ ?[oa] \w+"
    r"|oficio|primeir[oa]|cantinho|recanto|cooperativa|associacao|hospital|colegio|point|villa"
    r"|vila|mundo|rei|group"
    r"|club|house"
    r"|center)\b|\w+(?:aria|eria|cultura|tora|dora|tech|fit|med|shop|log)s?\b"
)
# Words that follow an article in any sentence: "a gente", "o movimento", "na area".
_COMMON = re.compile(
    r"(?:movimento|maioria|cliente|client|pessoal|galera|povo|turma|rotina|demanda|agenda|estoque"
    r"|vend|site"
    r"|problema|dificuldade|ideia|verdade|vida|semana|dia|preco|valor|custo|dinheiro|tempo"
    r"|trabalho|servico"
    r"|produto|sistema|planilha|concorr|cidade|bairro|outr[oa]|prop?ri|propri|primeir|segund"
    r"|ultim|nova?|dono"
    r"|dona|soci[oa]|chefe|marido|esposa|mae|pai|filh|irma|funcionari|vendedor|gerente|meta"
    r"|empresa|negocio"
    r"|frente|parte|lado|area|ponto|ramo|mercado (?:d|de)|online|mesm|principal|unic|grande"
    r"|pequen|melhor"
    r"|maior|business|customer|team|owner|market|same|main|biggest|best|problem|internet|online"
    r"|licitac|atacado\b|varejo\b|home office|casa\b|crise|pandemia|epoca|epoc)\w*"
)
_QUALITY = re.compile(
    r"[a-z]+(?:al|ar|ic[ao]|ad[ao]|id[ao]|os[ao]|nte|vel|eir[ao]|es[ae]|an[ao]|ari[ao]|iv[ao]"
    r"|in[ao]"
    r"|inh[ao]|ista|ern[ao]|ul|ed|ing|ful|ive|able)|online|pequen\w+|grande|enorme|nov[oa]"
    r"|simples|ruim|boa"
    r"|bom|minha|nossa|meu|daqui|aqui|perto|longe|media|medio|virtual|fisic[ao]|so|um|uma|muito"
    r"|bem|mais"
    r"|este|esta|esse|essa|small|big|large|new|here|online|mine|ours|good|great|local|closed|open"
)
_COINED = re.compile(r"[A-Z][a-z\u00e0-\u00ff]+(?:[A-Z][a-z\u00e0-\u00ff]+)+")
_OTHERS_BRAND = re.compile(
    r"whatsapp|youtube|linkedin|tiktok|paypal|facebook|chatgpt|mercadolivre|mcdonalds|javascript"
    r"|openai"
)
_LEGAL_FORM = re.compile(r"\b(?:ltda|eireli|me|mei|s/?a|cia|inc|llc|ltd|co)\.?$")
_SURNAME = re.compile(
    r"santos|alves|soares|gomes|lopes|dias|reis|ramos|campos|barros|martins|matos|mattos|bastos"
    r"|freitas"
    r"|borges|mendes|nunes|pires|rodrigues|fernandes|goncalves|marques|mora[ei]s|neves|simoes"
    r"|torres|vargas"
    r"|chaves|farias|prates|tell?es|guedes|menezes|paes|peres|peixotos?|assis|passos|vasconcelos"
    r"|medeiros"
    r"|barcelos|caldas|dantas|fontes|lemos|magalhaes|guimaraes|novaes|novais|pontes|antunes"
    r"|arantes|bentes"
    r"|bernardes|carlos|marcos|lucas|matheus|mateus|tobias|thomas|douglas|jonas|elias|vinicius"
    r"|lais|thais"
    r"|jesus|luis|denis|williams|jones|davis|roberts|harris|hughes|james|edwards|stevens|dos santos"
    r"|.*ez|.*ens"
)
WITHOUT_COMPANY = re.compile(
    r"\b(?:autonom[oa]|freelancer?|nao (?:tem|temos|tenho|possui) (?:um )?nome|(?:escolhendo"
    r"|pensando|decidindo)(?: n?o)?(?: um)? nome"
    r"|(?:vou|pretendo|quero) abrir(?= ainda|\W*$)|(?:trabalho|atuo) por conta|sem nome"
    r"|nao abri(?:mos)? ainda"
    r"|ainda nao abri(?:mos)?|no meu nome mesmo|no name yet|in my own name|pessoa fisica"
    r"|self-?employed|(?:nao tenho|sem) (?:uma )?empresa"
    r"|por conta propria|don'?t have a company)\b|\bsou mei\b"
)
_SMALL_WORDS = frozenset({"de", "da", "do", "das", "dos", "e", "&", "of", "the", "and"})
_MARKS = re.compile(r"[^a-z\s]+")


def may_be_a_name(name: str) -> bool:
    """Where the words before it say that a name follows."""
    few = 0 < len(name.split()) <= MOST_WORDS
    return few and not is_filler(Said.of(name)) and not _is_no_name(fold(name))


def _is_no_name(folded: str) -> bool:
    return bool(_NOT_A_COMPANY.match(folded) or _ONLY_A_PLACE.match(folded))


def is_answer(name: str) -> bool:
    """Where the name was asked for and this is all that was said."""
    folded = fold(name)
    if (
        not name
        or _is_no_name(folded)
        or _ONE_TRADE.fullmatch(folded)
        or is_a_kind(name)
        or _is_a_number(folded)
    ):
        return False
    if not name.islower():
        return True
    return len(name.split()) < MOST_WORDS and not _SENTENCE.search(folded)


def is_a_plain_name(name: str) -> bool:
    """ "kicksdoenzo" and no quality: "pequena", "online", "no centro"."""
    folded = fold(name)
    return (
        len(name.split()) == 1
        and len(name) >= SHORTEST_PLAIN_NAME
        and not _QUALITY.fullmatch(folded)
        and not is_a_kind(name)
    )


def may_follow_in_lower_case(name: str) -> bool:
    """Where the frame before it is as good as certain: "sou a ana da pura pele"."""
    folded = fold(name)
    few = len(name.split()) <= MOST_IN_LOWER_CASE
    return few and not _SENTENCE.search(folded) and not _COMMON.match(folded)


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


def is_in_lower_case(name: str) -> bool:
    """But for the first letter, which any sentence has."""
    return name.islower() or (len(name.split()) > 2 and name[1:].islower())


def is_coined(name: str) -> bool:
    """ "CampoVet": a capital inside a word is a brand's."""
    return bool(_COINED.fullmatch(name)) and not _OTHERS_BRAND.fullmatch(fold(name))


def sounds_like_one(name: str) -> bool:
    """ "Papel & Cia", "Josué Estofados": a trade's word in the plural is no surname."""
    folded = fold(name)
    last = (folded.split() or [""])[-1]
    word = len(last) > 4 and last.isalpha() and not any(map(str.isdigit, folded))
    plural = word and last.endswith("s") and not _SURNAME.fullmatch(last)
    return bool(plural or "&" in name or _SOUNDS.match(folded) or _LEGAL_FORM.search(folded))


def _is_a_number(folded: str) -> bool:
    numbers = find_numbers(folded)
    if not numbers:
        return False
    return only_hedges(Said.of(folded), numbers[0].start, numbers[0].end, _MARKS)
