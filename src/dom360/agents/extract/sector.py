"""What the company does, as a sector's name in the conversation's language."""

import re

from dom360.agents.extract.model import ANSWERED, INFERRED, NAMED, Field, Learned
from dom360.agents.extract.phrases import answer_phrase
from dom360.agents.language import Language
from dom360.agents.text import Said, clean_name, fold

# (Portuguese name, English name, words that only such a business uses, words that others use too).
# The first that matches wins, so the special stand before the general.
_SECTORS: tuple[tuple[str, str, str, str], ...] = (
    ("pets", "pets", r"pet ?shops?|veterinari\w+|banho e tosa|veterinary|vet clinic", r"vets?|pets"),
    ("saúde", "healthcare", r"clinicas?|consultorios?|hospita\w+|dentistas?|odonto\w*|fisioterap\w+"
     r"|psicolog\w+|farmacias?|laboratorios?|clinics?|dental|healthcare|pharmacy", r"saude|health|medic\w+"),
    ("imobiliário", "real estate", r"imobiliari\w+|corretora? de imoveis|real estate|realtors?", r"imoveis"),
    ("jurídico", "legal", r"advoca\w+|advogad\w+|law firm|attorneys?", r"juridic\w+|legal|law"),
    ("contabilidade", "accounting", r"contabil\w*|contador\w*|accounting|accountants?", r"bookkeeping"),
    ("materiais de construção", "building materials", r"mater\w+ (?:de|para|p/) constru\w+"
     r"|building (?:materials|supply|supplies)|hardware store", r"cimento|ferragens|tintas"),
    ("energia solar", "solar energy", r"energia solar|placas solares|solar (?:energy|panels?)", r"solar"),
    ("construção", "construction", r"construtoras?|empreiteiras?|construction|contractors?",
     r"construcao|obras|engenharia|engineering|reformas"),
    ("alimentação", "food", r"padarias?|restaurantes?|lanchonetes?|pizzarias?|confeitarias?|cafeterias?"
     r"|hamburguerias?|docerias?|bakery|bakeries|restaurants?|pizzeria|coffee shop",
     r"alimenta\w+|comida|bolos|doces|salgados|marmitas?|food|cafe|catering"),
    ("beleza", "beauty", r"salao(?: de beleza)?|barbearias?|esteticas?|esmalteria|hair salon|barber ?shop",
     r"beleza|beauty|cosmeticos|salon"),
    ("academia", "fitness", r"academias?|crossfit|pilates|gyms?|fitness studio", r"fitness"),
    ("automotivo", "automotive", r"oficinas?|concessionarias?|auto ?pecas|car dealer\w*|auto repair"
     r"|body shop", r"carros|veiculos|automotiv\w+|mecanica|cars"),
    ("logística", "logistics", r"transportadoras?|trucking|freight", r"logistic\w*|fretes?|entregas|shipping"),
    ("seguros", "insurance", r"corretora de seguros|seguradoras?|insurance", r"seguros"),
    ("finanças", "finance", r"fintechs?", r"banco|financeiras?|credito|finance|banking"),
    ("turismo", "travel", r"hote(?:l|is)|pousadas?|agencia de viage\w+|hotels?|travel agency|hostel",
     r"turismo|viagens|tourism"),
    ("marketing", "marketing", r"agencia(?: de (?:marketing|publicidade))?|ad agency|marketing agency"
     r"|agency", r"marketing|publicidade|propaganda"),
    ("educação", "education", r"escolas?|colegios?|faculdades?|escolinhas?|creches?|schools?"
     r"|college|university", r"educac\w+|cursos?|ensino|education|courses"),
    ("agronegócio", "agriculture", r"fazendas?|agropecuari\w+|agronegocio|farms?", r"agro|agricultur\w+"),
    ("indústria", "manufacturing", r"industrias?|fabricas?|metalurgic\w+|factory|manufactur\w+",
     r"industrial|confeccao|confeccoes"),
    ("tecnologia", "technology", r"startups?|software house|saas|fabrica de software|software company",
     r"tecnologia|software|sistemas|aplicativos?|ti\b|technology|tech|it services"),
    ("varejo", "retail", r"lojas?|lojinha|supermercados?|mercadinho|boutique|e-?commerce|papelaria"
     r"|retail\w*|stores?|(?<!coffee )shops?", r"varejo|comercio|roupas|moveis|clothing"),
    ("serviços", "services", r"prestador\w* de servicos?", r"servicos|limpeza|consultoria|consulting|cleaning"),
)  # fmt: skip
_STRONG = tuple(re.compile(rf"\b(?:{strong})\b") for _, _, strong, _ in _SECTORS)
_WEAK = tuple(re.compile(rf"\b(?:{strong}|{weak})\b") for _, _, strong, weak in _SECTORS)
# What comes before a business word when people speak of their own.
_OWN = re.compile(
    r"\b(?:somos|sou|tenho|temos|minha|meu|nossa|nosso|ramo|setor|area|segmento|trabalh\w+|vend\w+"
    r"|mexo|mexemos|atuamos|atuo|dono|dona|aqui (?:e|eh)|we are|we're|i'm|i am|run|own|have|my|our"
    r"|sector|industry|sell|business)\b[^.?!]{0,30}$"
)
_LEAD_IN = re.compile(
    r"^(?:(?:nos |a gente |eu |we |i )?(?:somos|sou|trabalh\w+|atua\w*|mexe?\w*|vend\w+|faz(?:e\w+)?|faco|produ[zc]\w+|e|eh|we'?re"
    r"|we are|are|sell|do|work|make|it'?s)\s+)?(?:(?:com|de|do|da|no|na|em|in|with|uma?|an?|the|o|a"
    r"|ramo|setor|area|segmento|sector|industry)\s+)*"
)


def names_a_business(name: str) -> bool:
    folded = fold(name)
    return any(pattern.search(folded) for pattern in _STRONG)


def find(said: Said, asked: Field | None, language: Language) -> Learned | None:
    if asked is Field.SECTOR:
        return _known(said, _WEAK, language, ANSWERED) or _free(said)
    if own := _known(said, _WEAK, language, NAMED, only_own=True):
        return own
    if asked is Field.COMPANY or not said.text.endswith("?"):
        return _known(said, _STRONG, language, INFERRED)
    return None


def of_company(name: str, language: Language) -> Learned | None:
    """A name such as "Clínica Sorriso" tells the sector, too."""
    return _known(Said.of(name), _STRONG, language, INFERRED)


def _known(
    said: Said,
    patterns: tuple[re.Pattern[str], ...],
    language: Language,
    confidence: float,
    *,
    only_own: bool = False,
) -> Learned | None:
    for pattern, (portuguese, english, _, _) in zip(patterns, _SECTORS, strict=True):
        for match in pattern.finditer(said.folded):
            own = _OWN.search(said.folded[: match.start()])
            if (only_own and not own) or (said.sentence_at(match.start()).is_question and not own):
                continue
            return Learned(Field.SECTOR, portuguese if language == "pt" else english, confidence)
    return None


def _free(said: Said) -> Learned | None:
    lead = _LEAD_IN.match(said.folded)
    rest = Said.of(said.text[lead.end() :]) if lead else said
    name = clean_name(answer_phrase(rest, max_words=6))
    return Learned(Field.SECTOR, name, INFERRED) if len(name) > 1 and not name.isdigit() else None
