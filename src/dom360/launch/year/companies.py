"""What the two demo companies are like: how busy, when, with which models, and what is asked."""

from dataclasses import dataclass
from typing import Literal

# By hour of the day, of the company's clock.
OFFICE_HOURS = (1, 0, 0, 0, 0, 1, 3, 8, 22, 34, 38, 33, 21, 25, 36, 39, 35, 28, 18, 12, 9, 7, 4, 2)
SHOP_HOURS = (1, 1, 0, 0, 0, 2, 9, 24, 33, 35, 32, 28, 24, 25, 29, 31, 30, 26, 22, 18, 15, 10, 5, 2)


# Files of demo_documents.
_CARE, _PRICES = "atendimento.md", "consultas-e-precos.md"
_DELIVERY, _PRICE_LIST = "entrega-e-trocas.md", "tabela-de-precos.csv"


@dataclass(frozen=True)
class Subject:
    """What is asked, what is answered, and the passage of the demo's documents that says so."""

    question: str
    answer: str
    document: str | None = None
    passage: int = 0


@dataclass(frozen=True)
class Model:
    """How a model answers. Its share of the answers goes from `first` to `last` over the year."""

    name: str
    first: float
    last: float
    median_ms: int
    tokens: int


@dataclass(frozen=True)
class Company:
    """`per_day` talks begin on a weekday at the end: `growth` times those of a year before."""

    slug: str
    inboxes: tuple[tuple[str, float], ...]
    sources: tuple[tuple[str, float], ...]
    per_day: float
    growth: float
    weekdays: tuple[float, ...]
    hours: tuple[int, ...]
    models: tuple[Model, ...]
    copilot: float
    bad_day: float
    ticket_cents: int
    subjects: tuple[Subject, ...]
    pains: tuple[str, ...]
    language: Literal["pt-BR"] = "pt-BR"


CLINIC = Company(
    slug="clinica-vida-plena",
    inboxes=(("Site", 0.3), ("WhatsApp", 0.6), ("Instagram", 0.1)),
    sources=(("Google", 0.4), ("Indicação", 0.25), ("Instagram", 0.2), ("Convênio", 0.15)),
    per_day=17,
    growth=2.2,
    weekdays=(1.25, 1.1, 1.0, 1.0, 0.95, 0.45, 0.15),
    hours=OFFICE_HOURS,
    models=(
        Model("gpt-4o-mini", 0.9, 0.2, 1400, 620),
        Model("gpt-4.1-mini", 0.0, 0.7, 1150, 700),
        Model("dom360-policy-1", 0.1, 0.1, 90, 240),
    ),
    copilot=0.2,
    bad_day=0.62,
    ticket_cents=180_000,
    subjects=(
        Subject("Bom dia! Vocês atendem pelo meu convênio?",
                "Bom dia! Atendemos Unimed, Bradesco Saúde, SulAmérica e Amil. Qual é o seu?",
                _PRICES, 1),
        Subject("Quanto custa a consulta com o cardiologista?",
                "A consulta particular é R$ 380,00, com retorno em até 30 dias.",
                _PRICES),
        Subject("Tem horário na quinta de manhã?", "Tenho às 9h e às 10h30. Qual prefere?"),
        Subject("Preciso remarcar meu exame.",
                "Claro, sem custo até 24 horas antes. Que dia fica melhor para você?", _CARE, 2),
        Subject("Onde fica a clínica?",
                "Na Avenida das Acácias, 1200, sala 301, em Campinas, com estacionamento.",
                _CARE, 3),
        Subject("Posso chegar na hora da coleta de sangue?",
                "Pode sim: a coleta é das 7h às 10h, por ordem de chegada.", _CARE),
        Subject("Quero um plano para os funcionários.",
                "Ótimo! Com dez ou mais pessoas, o check-up anual sai por R$ 95,00 por pessoa ao"
                " mês. Quantas são na empresa?", _PRICES, 3),
        Subject("Somos 40 e o orçamento sai este mês.",
                "Entendi. Quem decide sobre o plano com você?"),
    ),
    pains=("Funcionários faltam por falta de acompanhamento", "Fila longa no convênio atual",
           "Exames admissionais demoram", "Sem check-up para os executivos"),
)  # fmt: skip

SHOP = Company(
    slug="obra-facil",
    inboxes=(("Site", 0.45), ("WhatsApp", 0.55)),
    sources=(("Feira", 0.2), ("Google", 0.45), ("Parceiro", 0.35)),
    per_day=13,
    growth=1.5,
    weekdays=(1.1, 1.0, 1.0, 1.05, 1.1, 0.85, 0.1),
    hours=SHOP_HOURS,
    models=(
        Model("claude-3-5-haiku-latest", 0.75, 0.35, 1700, 560),
        Model("gemini-2.0-flash", 0.15, 0.55, 950, 520),
        Model("dom360-policy-1", 0.1, 0.1, 80, 220),
    ),
    copilot=0.3,
    bad_day=0.81,
    ticket_cents=1_250_000,
    subjects=(
        Subject("Oi, em quanto tempo vocês entregam cimento?",
                "Oi! Em até dois dias úteis em Sorocaba e região.", _DELIVERY),
        Subject("Qual o preço do cimento?",
                "O saco de 50 kg do CP II sai por R$ 39,90.", _PRICE_LIST),
        Subject("Preciso de 200 sacos para esta semana.",
                "Consigo. É para obra própria ou empresa?"),
        Subject("Dá para pagar em 30 dias?",
                "Para empresas com cadastro aprovado temos boleto em 28 dias.", _DELIVERY, 3),
        Subject("O piso veio quebrado.",
                "Sinto muito. Com a nota fiscal trocamos em até 30 dias; me manda uma foto?",
                _DELIVERY, 2),
        Subject("Vocês fazem orçamento por planta?", "Fazemos. Pode enviar o arquivo por aqui."),
        Subject("Posso retirar hoje na loja?",
                "Pode: compras feitas até as 15h ficam prontas no mesmo dia, na Rua dos Pedreiros,"
                " 450.", _DELIVERY, 1),
        Subject("Sou o dono, quero fechar ainda este mês.",
                "Perfeito. Qual é a verba da obra?"),
    ),
    pains=("Obra parada por atraso na entrega", "Preço varia demais entre pedidos",
           "Falta de crédito com o fornecedor atual", "Muito desperdício de material"),
)  # fmt: skip

COMPANIES = (CLINIC, SHOP)
