"""What COPILOT says about the data that its tools read, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from dom360.agents.language import Language


@dataclass(frozen=True, slots=True)
class OperatorTexts:
    failed: str
    leads: str  # {total} {filters}
    no_leads: str  # {filters}
    more: str  # {shown} {total}
    lead: str  # {name} {phone} {state} {score} {id}
    unnamed: str
    not_found: str  # {phone}
    consumption: str  # {first} {last} {messages} {conversations} {tokens} {cost} {errors}
    funnel: str  # {total} {filters}
    step: str  # {state} {leads}
    entities: str  # {names}
    no_filter: str
    filters: str  # {filters}
    names: Mapping[str, str]


TEXTS: dict[Language, OperatorTexts] = {
    "pt": OperatorTexts(
        failed="Não consegui ler esses dados agora. Tente de novo em instantes.",
        leads="{total} lead(s). {filters}",
        no_leads="Nenhum lead encontrado. {filters}",
        more="Mostrei {shown} de {total}.",
        lead="- {name}, {phone}, {state}, {score} pontos (id {id})",
        unnamed="sem nome",
        not_found="Nenhum lead com o telefone {phone}.",
        consumption="De {first} a {last}: {messages} mensagens em {conversations} conversas, "
        "{tokens} tokens, US$ {cost}, {errors} erros.",
        funnel="Funil: {total} lead(s). {filters}",
        step="- {state}: {leads}",
        entities="Consigo consultar: {names}.",
        no_filter="Sem filtros.",
        filters="Filtros: {filters}.",
        names={
            "states": "estados", "first_day": "de", "last_day": "até",
            "min_score": "mínimo de pontos",
            "max_score": "máximo de pontos", "unowned": "sem responsável", "sort": "ordem",
        },
    ),
    "en": OperatorTexts(
        failed="I couldn't read that data now. Try again in a moment.",
        leads="{total} lead(s). {filters}",
        no_leads="No lead found. {filters}",
        more="I showed {shown} of {total}.",
        lead="- {name}, {phone}, {state}, {score} points (id {id})",
        unnamed="no name",
        not_found="No lead with the phone {phone}.",
        consumption="From {first} to {last}: {messages} messages in {conversations} conversations, "
        "{tokens} tokens, US$ {cost}, {errors} errors.",
        funnel="Funnel: {total} lead(s). {filters}",
        step="- {state}: {leads}",
        entities="I can look up: {names}.",
        no_filter="No filters.",
        filters="Filters: {filters}.",
        names={
            "states": "states", "first_day": "from", "last_day": "to", "min_score": "least points",
            "max_score": "most points", "unowned": "without an owner", "sort": "order",
        },
    ),
}  # fmt: skip
