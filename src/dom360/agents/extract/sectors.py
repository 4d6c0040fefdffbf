"""The sectors that the built-in policy knows by their words."""

from typing import NamedTuple


class Sector(NamedTuple):
    """Patterns over folded text. `own` words name such a business itself; `shared` ones are used by
    others too and count only where the contact speaks of their own."""

    portuguese: str
    english: str
    own: str
    shared: str


# The first that matches wins, so the special stand before the general.
SECTORS = (
    Sector(
        "pets",
        "pets",
        r"pet ?shops?|veterinari\w+|banho e tosa|veterinary|vet clinic",
        r"vets?|pets",
    ),
    Sector(
        "saúde",
        "healthcare",
        (
            r"clinicas?|consultorios?|hospita\w+|dentistas?|odonto\w*|fisioterap\w+"
            r"|psicolog\w+|farmacias?|laboratorios?|clinics?|dental|healthcare|pharmacy"
        ),
        r"saude|health|medic\w+",
    ),
    Sector(
        "imobiliário",
        "real estate",
        r"imobiliari\w+|corretora? de imoveis|real estate|realtors?",
        r"imoveis",
    ),
    Sector(
        "jurídico",
        "legal",
        r"advoca\w+|advogad\w+|law firm|attorneys?",
        r"juridic\w+|legal|law",
    ),
    Sector(
        "contabilidade",
        "accounting",
        r"contabil\w*|contador\w*|accounting|accountants?",
        r"bookkeeping",
    ),
    Sector(
        "materiais de construção",
        "building materials",
        (
            r"mater\w+ (?:de|para|p/) constru\w+|building (?:materials|supply|supplies)"
            r"|hardware store"
        ),
        r"cimento|ferragens|tintas",
    ),
    Sector(
        "energia solar",
        "solar energy",
        r"energia solar|placas solares|solar (?:energy|panels?)",
        r"solar",
    ),
    Sector(
        "construção",
        "construction",
        r"construtoras?|empreiteiras?|construction|contractors?",
        r"construcao|obras|engenharia|engineering|reformas",
    ),
    Sector(
        "alimentação",
        "food",
        (
            r"padarias?|restaurantes?|lanchonetes?|pizzarias?|confeitarias?|cafeterias?"
            r"|hamburguerias?|docerias?|bakery|bakeries|restaurants?|pizzeria|coffee shop"
        ),
        r"alimenta\w+|comida|bolos|doces|salgados|marmitas?|food|cafe|catering",
    ),
    Sector(
        "beleza",
        "beauty",
        r"salao(?: de beleza)?|barbearias?|esteticas?|esmalteria|hair salon|barber ?shop",
        r"beleza|beauty|cosmeticos|salon",
    ),
    Sector(
        "academia",
        "fitness",
        r"academias?|crossfit|pilates|gyms?|fitness studio",
        r"fitness",
    ),
    Sector(
        "automotivo",
        "automotive",
        r"oficinas?|concessionarias?|auto ?pecas|car dealer\w*|auto repair|body shop",
        r"carros|veiculos|automotiv\w+|mecanica|cars",
    ),
    Sector(
        "logística",
        "logistics",
        r"transportadoras?|trucking|freight",
        r"logistic\w*|mudancas|fretes?|entregas|shipping",
    ),
    Sector(
        "seguros",
        "insurance",
        r"corretora de seguros|seguradoras?|insurance",
        r"seguros",
    ),
    Sector(
        "finanças",
        "finance",
        r"fintechs?",
        r"banco|financeiras?|credito|finance|banking",
    ),
    Sector(
        "turismo",
        "travel",
        r"hote(?:l|is)|pousadas?|agencia de viage\w+|hotels?|travel agency|hostel",
        r"turismo|viagens|tourism",
    ),
    Sector(
        "marketing",
        "marketing",
        r"agencia(?: de (?:marketing|publicidade))?|ad agency|marketing agency|agency",
        r"marketing|publicidade|propaganda",
    ),
    Sector(
        "educação",
        "education",
        (
            r"escolas?|colegios?|faculdades?|escolinhas?|creches?|schools?|college"
            r"|university"
        ),
        r"educac\w+|cursos?|ensino|education|courses",
    ),
    Sector(
        "agronegócio",
        "agriculture",
        r"fazendas?|agropecuari\w+|agronegocio|farms?",
        r"agro|agricultur\w+",
    ),
    Sector(
        "indústria",
        "manufacturing",
        r"industrias?|fabricas?|metalurgic\w+|factory|manufactur\w+",
        r"industrial|confeccao|confeccoes",
    ),
    Sector(
        "tecnologia",
        "technology",
        r"startups?|software house|saas|fabrica de software|software company",
        r"tecnologia|software|sistemas|aplicativos?|ti\b|technology|tech|it services",
    ),
    Sector(
        "varejo",
        "retail",
        (
            r"lojas?|lojinha|floriculturas?|oticas?|perfumarias?|supermercados?|mercadinho"
            r"|boutique|e-?commerce|papelaria"
            r"|retail\w*|stores?|(?<!coffee )shops?"
        ),
        r"mercados?|mercearias?|emporios?|depositos?|varejo|comercio|roupas?|calcados?|moveis"
        r"|celulares?|clothing",
    ),
    Sector(
        "serviços",
        "services",
        r"prestador\w* de servicos?",
        r"servicos|limpeza|consultoria|consulting|cleaning",
    ),
)
