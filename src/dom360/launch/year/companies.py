"""What the two demo companies are like: how busy, when, with which models, and what is asked."""

from dataclasses import dataclass
from typing import Literal

# By hour of the day, of the company's clock.
OFFICE_HOURS = (1, 0, 0, 0, 0, 1, 3, 8, 22, 34, 38, 33, 21, 25, 36, 39, 35, 28, 18, 12, 9, 7, 4, 2)
SHOP_HOURS = (1, 1, 0, 0, 0, 2, 9, 24, 33, 35, 32, 28, 24, 25, 29, 31, 30, 26, 22, 18, 15, 10, 5, 2)


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
    talks: tuple[tuple[str, str], ...]
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
    talks=(
        ("Bom dia! Vocês atendem pelo meu convênio?", "Bom dia! Sim, atendemos os principais."),
        ("Quanto custa a consulta com o cardiologista?", "A consulta particular é R$ 350."),
        ("Tem horário na quinta de manhã?", "Tenho às 9h e às 10h30. Qual prefere?"),
        ("Preciso remarcar meu exame.", "Claro. Que dia fica melhor para você?"),
        ("Onde fica a clínica?", "Na Rua das Palmeiras, 120, com estacionamento."),
        ("Preciso de jejum para o exame?", "Sim, de 8 horas, mas a água é liberada."),
        ("Quero um plano para os funcionários.", "Ótimo. Quantas pessoas são na empresa?"),
        ("Somos 40 e o orçamento sai este mês.", "Entendi. Quem decide sobre o plano com você?"),
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
    talks=(
        ("Oi, vocês entregam cimento em Osasco?", "Oi! Entregamos sim, em até dois dias úteis."),
        ("Qual o preço do porcelanato 60x60?", "A partir de R$ 54,90 o metro quadrado."),
        ("Preciso de 200 sacos para esta semana.", "Consigo. É para obra própria ou empresa?"),
        ("Dá para pagar em 30 dias?", "Para empresas, sim, depois de um cadastro rápido."),
        ("O piso veio quebrado.", "Sinto muito. Trocamos sem custo; me manda uma foto?"),
        ("Vocês fazem orçamento por planta?", "Fazemos. Pode enviar o arquivo por aqui."),
        ("Qual o prazo do telhado?", "Cinco dias úteis depois do pedido."),
        ("Sou o dono, quero fechar ainda este mês.", "Perfeito. Qual é a verba da obra?"),
    ),
    pains=("Obra parada por atraso na entrega", "Preço varia demais entre pedidos",
           "Falta de crédito com o fornecedor atual", "Muito desperdício de material"),
)  # fmt: skip

COMPANIES = (CLINIC, SHOP)
