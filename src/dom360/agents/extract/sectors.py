"""The sectors that the built-in policy knows by their words."""

import re
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
        r"pet ?shops?|veterinari\w+|clinica vet|banho e tosa|veterinary|vet clinic|canil|gatil"
        r"|adestra\w+"
        r"|(?:hotel|hotelzinho|creche|hospedagem|passeio\w*) (?:pra|para|de|com) (?:cachorr\w+"
        r"|pets?"
        r"|caes|animais|gatos?)|dog (?:walk\w*|groom\w*|daycare|boarding)|pet ?(?:sitter|groom\w*)",
        r"vets?|pets?|cachorr\w+|caes|racao|dogs?|grooming",
    ),
    Sector(
        "saúde",
        "healthcare",
        (
            r"clinicas?(?! (?:de )?(?:estetica|beleza|depilacao|vet))|consultorios?|hospita\w+"
            r"|dentistas?|odonto\w*|fisioterap\w+"
            r"|psicolog\w+|farmacias?|laboratorios?|clinics?|dental|healthcare|pharmacy|drogarias?"
            r"|farmaceutic\w+|(?:cardio|dermato|oftalmo|gineco|ortope|neuro|uro|endocrino|onco"
            r"|gastro|podo"
            r"|fono|otorrino|angio|nefro|reumato|radio|immuno)\w*log[oai]\w*|pediatr\w+"
            r"|psiquiatr\w+"
            r"|quiroprax\w+|acupunt\w+|orth?odont\w+|home ?care|casa de repouso|lar de idosos"
            r"|cuidador\w* de idosos|chiropract\w*|optometr\w+|nursing home|physio\w*"
        ),
        r"saude|ortoped\w+|massa(?:gem|gista|gens)|idosos|protese\w*|health|medic\w+|nutri\w+"
        r"|terapeut\w+|fonoaudi\w+|enferm\w+|doula|therapist",
    ),
    Sector(
        "imobiliário",
        "real estate",
        r"imobiliari\w+|corretor\w* de (?:imoveis|imovel)|real estate|realt(?:ors?|y)|loteador\w+"
        r"|property management",
        r"imove(?:is|l)|loteament\w+|temporada|lots|properties",
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
        r"energia (?:solar|fotovoltaica)|instal\w+ (?:de )?(?:placas?|paine(?:l|is)) sol\w+"
        r"|placas? solar(?:es)?|fotovoltaic\w+"
        r"|solar (?:energy|panels?)",
        r"solar",
    ),
    Sector(
        "construção",
        "construction",
        r"construtoras?|empreiteiras?|construction|contractors?",
        r"construcao|obras?|hidraulic\w+|pedreiras?|britas?|areia|concreto|gesso|drywall|pintura"
        r"|pisos?"
        r"|telhad\w+|terraplan\w+|andaimes?"
        r"|pedreir\w+"
        r"|marmor\w+|roof\w*|remodel\w*|plumb\w*|electrical|painting|flooring|arquitet\w+"
        r"|engenheir\w+|engenharia|engineering|reformas",
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
            r"|acougues?|casa de carnes|hortifrut\w*|rotisseri\w+|creperias?|temakerias?|rodizio"
            r"|sacolao|quitandas?|chocolaterias?|cozinha industrial|trailer de lanches?|quiosques?"
            r"|butcher\w*|deli\b"
            r"|bars?|pubs?|brew\w*|diner|bakery|bakeries|restaurants?|pizzeria|coffee shop"
        ),
        r"alimenta\w+|comida|refeic\w+|bolos?|doces?|salgad\w+|marmitas?|lanches?|hamburgue\w+"
        r"|pizzas?"
        r"|sorvetes?|picoles?|queijos?|paes|pao|carnes?|frutas|verduras|polpas?|bebidas?|chopp?"
        r"|cervejas?"
        r"|chocolates?|cafes?|espetinhos?|churrasco|confeit\w+|tapiocas?|acaraje\w*|past(?:el"
        r"|eis)|coxinhas?|pamonha\w*|cuscuz|sushi|pipocas?|temperos?|massas"
        r"|peixes?|camarao|frangos?|acai|food|catering|cakes?|meals?",
    ),
    Sector(
        "beleza",
        "beauty",
        r"salao(?: de beleza)?(?! de (?:festas?|eventos|jogos))|barbearias?|manicures?"
        r"|sobrancelhas?|spa\b|nail salon"
        r"|estetic\w+|esmalteria|hair salon|barber ?shop|tatu\w+|tattoo\w*|depilac\w+"
        r"|micropigmenta\w+"
        r"|cilios|designer? de sobrancelha|nail ?(?:design\w*|bar|studio)|tanning",
        r"beleza|beauty|cosmeticos|unhas?|cabelos?|maquiagem|perfumes?|lash\w*|nails?|salon"
        r"|cabelei?reir\w+|maquiador\w+|hairdresser",
    ),
    Sector(
        "academia",
        "fitness",
        r"academias?|crossfit|pilates|gyms?|fitness studio|boxe|muay ?thai|jiu.?jitsu|judo|karate"
        r"|natacao|beach tenis|quadras?|yoga|martial arts|dojo",
        r"fitness|personal trainer|personal",
    ),
    Sector(
        "automotivo",
        "automotive",
        r"oficinas?|concessionarias?|auto ?pecas|auto.?eletric\w*|auto.?center|borrachari\w+"
        r"|borracheir\w+"
        r"|lava.?(?:jato|rapido|car)|funilari\w+|martelinho|insulfilm|(?:locadora|locacao"
        r"|aluguel) de (?:carros"
        r"|veiculos|motos)"
        r"|posto de (?:gasolina|combustive\w+)|revenda de (?:carros|veiculos)|retifica"
        r"|car (?:dealer\w*|wash|rental)|auto (?:repair|parts|shop|body)|body shop|tire shop",
        r"carros?|motos?|veiculos?|pneus?|caminhoes|automotiv\w+|mecanica|cars",
    ),
    Sector(
        "logística",
        "logistics",
        r"transportadoras?|trucking|freight|guincho|empresa de onibus|fretamento|couriers?|movers"
        r"|moving company",
        r"transportes?|taxi\w*|motorista|motoboy\w*|logistic\w*|mudancas|fretes?|entregas|shipping",
    ),
    Sector(
        "seguros",
        "insurance",
        r"corretor\w* de seguros?|seguradoras?|insurance",
        r"seguros?",
    ),
    Sector(
        "finanças",
        "finance",
        r"fintechs?|consorcios?|factoring|mortgage\w*|credit union",
        r"banco|emprestimos?|investimentos|consignado|maquininhas?|loans?|financeiras?|credito"
        r"|finance|banking",
    ),
    Sector(
        "turismo",
        "travel",
        r"hote(?:l|is|laria)|mote(?:l|is)|hospeda(?:ria|gem)|flats?|pousadas?|camping|resorts?"
        r"|receptivo|passeios (?:de|turistic\w+)"
        r"|agencia de viage\w+|hotels?|travel agency|hostel",
        r"turismo|viagens|tourism",
    ),
    Sector(
        "marketing",
        "marketing",
        r"agencia(?: de (?:marketing|publicidade))?|produtora (?:de (?:videos?|conteudo)"
        r"|audiovisual)|assessoria de imprensa|ad agency|marketing agency|agency",
        r"marketing|publicidade|propaganda|redes sociais|trafego pago|social media|designers?"
        r"|branding|videos?",
    ),
    Sector(
        "educação",
        "education",
        (
            r"auto.?escola|cfc|cursinhos?|pre.?vestibular|bercarios?|centro de formacao|tutoring"
            r"|escolas?|colegios?|faculdades?|escolinhas?|creches?|schools?|college"
            r"|university"
        ),
        r"professor\w*|aulas?|idiomas|treinamentos?|reforco escolar|lessons|training|mentoria"
        r"|educac\w+|cursos?|ensino|education|courses",
    ),
    Sector(
        "agronegócio",
        "agriculture",
        r"fazendas?|agropecuari\w+|agronegocio|sitios?|chacaras?|haras|granjas?"
        r"|viveiros? de mudas|vinicolas?|farms?"
        r"|ranch|vineyards?",
        r"agro\w*|sementes?|adubos?|fertilizantes|defensivos|tratores|mel|apicult\w+|gado|leite"
        r"|soja|milho|hortalicas?|mudas|criacao de \w+|plantac\w+|lavoura|horta"
        r"|cattle|crops|agricultur\w+",
    ),
    Sector(
        "indústria",
        "manufacturing",
        r"industrias?|fabricas?|metalurgic\w+"
        r"|ceramica|olaria|facc(?:ao|oes)"
        r"|machine shop|factory|manufactur\w+",
        r"industrial|confecc?ao|confecc?oes|confecciona\w*"
        r"|plasticos?|uniformes",
    ),
    Sector(
        "tecnologia",
        "technology",
        r"startups?|software house|assistencia (?:tecnica )?(?:em|de) (?:informatica|ti)|saas"
        r"|fabrica de software|software company",
        r"tecnologia|informatica|programac\w+|games?|software|sistemas|aplicativos?|ti\b"
        r"|technology|tech|it services",
    ),
    Sector(
        "móveis",
        "furniture",
        r"marcen\w+|(?:movel|moveis) (?:planejad|sob medida|rustic)\w+|moveleir\w+|carpintari\w+"
        r"|estofad\w+|(?:loja|fabrica) de moveis|cabinet maker|carpentry|furniture store",
        r"moveis|furniture",
    ),
    Sector(
        "varejo",
        "retail",
        (
            r"lojas?|lojinhas?|bazar|brechos?|joalheri\w+|relojoari\w+|armarinhos?|sex ?shop"
            r"|tabacari\w+|livrari\w+"
            r"|bancas? de jorna\w+|conveniencia|magazine|franquia de (?:lojas|roupas)"
            r"|convenience store|floriculturas?|oticas?|perfumarias?|supermercados?|mercadinho"
            r"|boutique|e-?commerce|papelaria"
            r"|retail\w*|stores?|(?<!coffee )shops?"
        ),
        r"mercados?|mercearias?|emporios?|depositos?|varejo|comercio|roupas?|calcados?|sapatos?"
        r"|tenis|bijuterias?|semijoias?|joias?|lingerie|moda|enxovais|flores"
        r"|brinquedos|presentes|eletronicos|eletrodomesticos|oculos|livros|colchoes|bolsas|moveis"
        r"|acessorios|furniture"
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
        r"buffets?|aluguel de brinquedos?|brinquedos? (?:pra|para|de) festas?|(?:casa|salao"
        r"|espaco) de (?:festas?"
        r"|eventos|shows)|cerimonial(?:ista)?|event (?:agency"
        r"|planner)\w*",
        r"eventos?|festas?|decorac\w+|fotograf\w+|djs?\b|filmagens?|som e luz|photograph\w+"
        r"|casamentos?|formaturas?|events|weddings?",
    ),
    Sector(
        "terceiro setor",
        "nonprofit",
        r"ongs?|non-?profit|charity|associacao|fundacao|instituto social|sindicatos?|paroquia"
        r"|templo|igrejas?|church",
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
        "condomínios",
        "property management",
        r"administradora? de (?:condominios?|predios?)|sindic[oa] profissional|property manage\w+",
        r"condominios?|sindic[oa]s?",
    ),
    Sector(
        "assistência técnica",
        "repair services",
        r"assistencia tecnica|conserto de (?:celular|eletronic|computador|notebook)\w*"
        r"|(?:phone|computer|appliance) repair",
        r"phone repairs?",
    ),
    Sector(
        "segurança",
        "security",
        r"(?:empresa de )?seguranca (?:privada|eletronica|patrimonial)|(?:empresa de )?vigilancia"
        r"|rastreamento|security (?:company|services|guards)",
        r"vigilantes?|alarmes?|cameras|monitoramento|portaria",
    ),
    Sector(
        "serviços",
        "services",
        r"prestador\w* de servicos?|administradoras?|lavanderias?|despachantes?|cartorios?"
        r"|tabelionatos?|oficio de notas"
        r"|coworkings?|conservadora"
        r"|terceirizadora"
        r"|seguranca (?:eletronica|patrimonial)|pest control|locksmith|laundry|funeral"
        r"|staffing agency|cleaning (?:company|service)\w*|landscap\w+",
        r"servicos|dedeti[zs]\w+|controle de pragas|desentup\w+|jardinagem|paisagis\w+|zelador\w+"
        r"|alarmes?|cameras|monitoramento|vigilancia"
        r"|faxinas?|tapecari\w+|portaria|condominios?|recrutamento|limpeza|consultoria"
        r"|consulting|cleaning",
    ),
)
# What a name's beginning or end tells: "TransBastos", "AgroSul", "Vitamed".
NAME_PARTS = tuple(
    (re.compile(pattern), portuguese)
    for pattern, portuguese in (
        (r"\btrans(?!form|par)[a-z]{2,}|[a-z]{2,}log\b", "logística"),
        (r"\b(?:farma|odonto|fisio|psico|clini|nefro|cardio|orto|dermo)\w*", "saúde"),
        (r"[a-z]{2,}med\b", "saúde"),
        (r"\bconstru\w*", "construção"),
        (r"^(?:auto )?postos?\b(?! de saude)", "automotivo"),
        (r"\bimob\w*", "imobiliário"),
        (r"\bpet\w*|[a-z]{2,}pet\b", "pets"),
        (r"\bauto\w+", "automotivo"),
        (r"\bcred\w+", "finanças"),
        (r"\bmodas?\b", "varejo"),
        (r"[a-z]{2,}(?:tech|soft|data)\b", "tecnologia"),
        (r"[a-z]{2,}(?:net|telecom)\b", "telecomunicações"),
        (r"[a-z]{2,}tur\b", "turismo"),
        (r"[a-z]{2,}fit\b", "academia"),
    )
)
