"""What a difficulty is about, so that we can answer to the matter and not just "I see"."""

import re

from dom360.agents.text import fold

# The first that matches decides, so the narrow ones stand first. Keys of `LeadTexts.felt`.
THEMES = tuple(
    (theme, re.compile(rf"\b(?:{pattern})"))
    for theme, pattern in (
        ("absence", (r"faltas?\b|faltam|faltou|no-?shows?|nao (?:vem|aparec\w+|comparec\w+)"
            r"|horarios? vazi"
         r"|buracos? na agenda|desmarca|cancelam|missed appointments?|empty slots?")),
        ("money", (r"inadimpl|atrasam o pagamento|pagamento\w* atras|boletos?\b|cobranca|cobrar"
            r"|fluxo de caixa"
         r"|unpaid|late payments?|overdue|collect\w+ payments?|cash flow")),
        ("people", (r"evasao|evad|som(?:e|em)\b|(?:nao|nunca mais) volta|rotatividade"
            r"|segurar os (?:alun|client|func)|cancelamentos?\b"
            r"|churn|turnover"
         r"|reten|perd\w+ (?:alun|func|colab)|turn over|los\w+ (?:members|students|staff)")),
        ("waiting", (r"demor|espera|fila|lent[oa]|atras|nao (?:consig\w+|damos conta"
            r"|dou conta) (?:de )?respond"
         r"|sem resposta|retorno|slow|wait|late\b|delay|respond")),
        ("order", (r"desorgani|bagunc|planilha|na mao|manual|retrabalho|caderno|papel|controle"
            r"|estoque|perdid[oa]"
         r"|erros?\b|errad[oa]s?\b|duplicad|spreadsheet|mess\b|rework|paper|disorgani|inventory"
         r"|by hand")),
        ("time", r"tempo|sobrecarreg|correria|hora extra|overwhelm|time\b|hours"),
        ("sales", (r"vend|cliente|lead|orcament|conver[st]|movimento|faturamento|captar|divulg"
         r"|marketing|visibilidade|procura|pedido|sales|customers?|orders?|quotes?")),
    )
)  # fmt: skip


def theme_of(difficulty: str) -> str | None:
    folded = fold(difficulty)
    return next((theme for theme, pattern in THEMES if pattern.search(folded)), None)
