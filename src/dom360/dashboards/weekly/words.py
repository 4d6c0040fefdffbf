"""The report's words and numbers, in Portuguese and English."""

from dataclasses import dataclass
from datetime import date

_PT = {
    "subject": "Sua semana no DOM360: {company}, {first} a {last}",
    "title": "Sua semana",
    "hello": "Olá, {name}!",
    "intro": "{company}, de {first} a {last}, comparado com a semana anterior.",
    "conversations": "Conversas",
    "answers": "Respostas",
    "leads": "Novos leads",
    "qualified": "Leads qualificados",
    "meetings": "Reuniões marcadas",
    "cost": "Custo",
    "errors": "Erros",
    "p95": "95% das respostas em até",
    "hits": "Encontrado na base",
    "by_day": "Mensagens por dia",
    "funnel": "Até onde chegaram os novos leads",
    "inboxes": "Tokens por caixa de entrada",
    "new": "sem semana anterior",
    "same": "igual",
    "open": "Abrir os painéis",
    "why": "Você recebe este resumo porque o pediu no DOM360.",
    "end": "Não quero mais receber",
    "partial": "Os números não batem com as mensagens; peça a um administrador para verificar.",
    "NEW": "Novo",
    "QUALIFYING": "Em qualificação",
    "QUALIFIED": "Qualificado",
    "SCHEDULED": "Reunião marcada",
    "COMPLETED": "Concluído",
}
_EN = {
    "subject": "Your week on DOM360: {company}, {first} to {last}",
    "title": "Your week",
    "hello": "Hello {name},",
    "intro": "{company}, {first} to {last}, compared with the week before.",
    "conversations": "Conversations",
    "answers": "Answers",
    "leads": "New leads",
    "qualified": "Qualified leads",
    "meetings": "Booked meetings",
    "cost": "Cost",
    "errors": "Errors",
    "p95": "95% of answers within",
    "hits": "Found in the knowledge base",
    "by_day": "Messages by day",
    "funnel": "How far the new leads came",
    "inboxes": "Tokens by inbox",
    "new": "no week before",
    "same": "the same",
    "open": "Open the dashboards",
    "why": "You get this summary because you asked for it on DOM360.",
    "end": "I no longer want it",
    "partial": "The figures differ from the messages; ask an administrator to look.",
    "NEW": "New",
    "QUALIFYING": "Qualifying",
    "QUALIFIED": "Qualified",
    "SCHEDULED": "Meeting booked",
    "COMPLETED": "Completed",
}
_DAYS = {
    "pt": ("seg", "ter", "qua", "qui", "sex", "sáb", "dom"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True)
class Words:
    """`locale`: whatever is no kind of English is Portuguese, as in the other mails."""

    locale: str

    @property
    def language(self) -> str:
        return "en" if self.locale.lower().startswith("en") else "pt"

    def say(self, key: str, **values: str) -> str:
        return (_EN if self.language == "en" else _PT)[key].format(**values)

    def day(self, day: date) -> str:
        return f"{day:%Y-%m-%d}" if self.language == "en" else f"{day:%d/%m/%Y}"

    def weekday(self, day: date) -> str:
        number = f"{day:%m-%d}" if self.language == "en" else f"{day:%d/%m}"
        return f"{_DAYS[self.language][day.weekday()]} {number}"

    def number(self, value: float, digits: int = 0) -> str:
        text = f"{value:,.{digits}f}"
        if self.language == "en":
            return text
        return text.translate(str.maketrans(",.", ".,"))

    def money(self, micro_usd: int, micro_brl: int | None) -> str:
        dollars = f"US$ {self.number(micro_usd / 1_000_000, 2)}"
        if micro_brl is None:
            return dollars
        return f"R$ {self.number(micro_brl / 1_000_000, 2)} ({dollars})"

    def share(self, value: float | None) -> str:
        return "-" if value is None else f"{self.number(value * 100)}%"

    def seconds(self, ms: int | None) -> str:
        return "-" if ms is None else f"{self.number(ms / 1000, 1)} s"

    def change(self, now: float, before: float | None) -> str:
        """By how much more or less it is than before."""
        if not before:
            return self.say("new")
        percent = round((now - before) / before * 100)
        return f"{percent:+d}%" if percent else self.say("same")
