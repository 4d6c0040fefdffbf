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
        r"saude|health|medic\w+|nutri\w+|terapeut\w+|fonoaudi\w+|enferm\w+|doula|therapist",
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
        r"construcao|obras|arquitet\w+|engenheir\w+|engenharia|engineering|reformas",
    ),
    Sector(
        "alimentação",
        "food",
        (
            r"padarias?|restaurantes?|lanchonetes?|pizzarias?|confeitarias?|cafeterias?"
            r"|hamburguerias?|docerias?|bar(?:es|zinho)?|petiscarias?|botecos?|cervejarias?"
            r"|sorveterias?"
            r"|churrascarias?|marmitarias?|cantinas?|acai\w*|pastelarias?|food ?trucks?"
            r"|dark kitchen"
            r"|bars?|pubs?|brewery|diner|bakery|bakeries|restaurants?|pizzeria|coffee shop"
        ),
        r"alimenta\w+|comida|bolos|doces|salgados|marmitas?|food|cafe|catering",
    ),
    Sector(
        "beleza",
        "beauty",
        r"salao(?: de beleza)?|barbearias?|manicures?|sobrancelhas?|spa\b|nail salon"
        r"|esteticas?|esmalteria|hair salon|barber ?shop",
        r"beleza|beauty|cosmeticos|salon|cabelei?reir\w+|maquiador\w+|hairdresser",
    ),
    Sector(
        "academia",
        "fitness",
        r"academias?|crossfit|pilates|gyms?|fitness studio",
        r"fitness|personal trainer|personal",
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
        r"transportes?|taxi\w*|motorista|motoboy\w*|logistic\w*|mudancas|fretes?|entregas|shipping",
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
        r"professor\w*|mentoria|educac\w+|cursos?|ensino|education|courses",
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
        "gráfica",
        "printing",
        r"graficas?|print shop|printing company",
        r"impressao|impressos|banners|printing",
    ),
    Sector(
        "eventos",
        "events",
        r"buffets?|casa de (?:festas?|eventos|shows)|cerimonial(?:ista)?|event (?:agency"
        r"|planner)\w*",
        r"eventos|festas?|casamentos?|formaturas?|events|weddings?",
    ),
    Sector(
        "terceiro setor",
        "nonprofit",
        r"ongs?|non-?profit|charity|associacao|fundacao|igrejas?|church",
        r"terceiro setor|projetos sociais",
    ),
    Sector(
        "distribuição",
        "distribution",
        r"distribuidoras?|atacadistas?|atacados?|atacarejo|importadoras?|distributors?"
        r"|wholesalers?",
        r"distribuicao|atacado|importacao|wholesale",
    ),
    Sector(
        "telecomunicações",
        "telecom",
        r"provedor(?:es)?(?: de internet)?|operadora|telecom\w*|internet provider|isp",
        r"fibra|banda larga",
    ),
    Sector(
        "serviços",
        "services",
        r"prestador\w* de servicos?|administradoras?|lavanderias?|despachantes?|cartorios?"
        r"|coworkings?",
        r"servicos|seguranca|portaria|condominios?|recrutamento|limpeza|consultoria"
        r"|consulting|cleaning",
    ),
)
