"""Whether a name is a company's, by the words that companies put first or last."""

import re

from dom360.agents.text import fold

_FIRST = re.compile(
    r"^(?:[ao]s?\s+)?(?:academia|agencia|associacao|atelie|atacad\w+|autoescola|auto|banco"
    r"|bar|barbearia|boutique|casa"
    r"|centro|cervejaria|clinica|colegio|comercial|companhia|concessionaria|condominio"
    r"|confeccoes|confeitaria|construtora"
    r"|consultorio|cooperativa|corretora|curso|distribuidora|drogaria|editora|empresa|escola"
    r"|escritorio|espaco|estudio|fabrica"
    r"|faculdade|farmacia|fazenda|floricultura|franquia|fundacao|grafica|granja|grupo"
    r"|hospital|hotel|igreja|imobiliaria"
    r"|industrias?|instituto|joalheria|laboratorio|lanchonete|lavanderia|livraria|loja"
    r"|madeireira|magazine|marcenaria"
    r"|materiais|mercado|mercearia|metalurgica|moveis|oficina|otica|padaria|papelaria"
    r"|pet ?shop|pizzaria|posada|pousada|posto"
    r"|rede|restaurante|salao|serralheria|sorveteria|spa|studio|supermercado|transportadora"
    r"|transportes|veterinaria|vidracaria)\b"
)
_LAST = re.compile(
    r"\b(?:autopecas|modas|presentes|calcados|eletronicos|esportes|eventos|gourmet|cosmeticos"
    r"|informatica|energia|solar|odontologia|saude|fitness|veiculos|turismo|viagens|idiomas"
    r"|alimentos"
    r"|bebidas|embalagens|ferragens|tintas|telecom|associados|& cia|e cia|irmaos|ltda|eireli|epp"
    r"|s[./]?a|inc|llc|corp|co|gmbh|company|group|advogados|advocacia"
    r"|agropecuaria|arquitetura|consultoria"
    r"|contabilidade|construcoes|digital|engenharia|imoveis|labs?|logistica|seguros|servicos"
    r"|sistemas|software|solucoes"
    r"|studio|tech|tecnologia|transportes|& filhos|e filhos)\.?$"
)


def is_business(name: str) -> bool:
    folded = fold(name.strip())
    return bool(_FIRST.search(folded)) or (
        bool(_LAST.search(folded)) and not re.search(r"\sd[aeo]\s", folded)
    )
