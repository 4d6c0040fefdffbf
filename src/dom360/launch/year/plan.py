"""What happens on each day of the past: always the same for the same seed, day and company."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from dom360.launch.year.companies import Company, Model, Subject

T = TypeVar("T")
Fate = Literal["new", "open", "later", "never", "qualified", "scheduled", "moved", "completed"]

# How leads end up, in a hundred.
_FATES: tuple[tuple[Fate, float], ...] = (
    ("new", 14), ("open", 27), ("later", 14), ("never", 17), ("qualified", 8), ("scheduled", 6),
    ("moved", 3), ("completed", 11))  # fmt: skip
_FIRST_NAMES = (  # noqa: SIM905  # a list of words
    "Ana Bruno Carla Diego Elisa Fábio Gabriela Heitor Isabela João Karina Lucas Marina Nelson"
    " Olívia Paulo Renata Sérgio Tânia Vítor"
).split()
_LAST_NAMES = (  # noqa: SIM905
    "Almeida Barbosa Cardoso Dias Esteves Ferreira Gomes Lima Martins Nogueira Oliveira Pereira"
    " Queiroz Ramos Souza"
).split()
_BAD_HOURS = range(9, 15)
_LAST_WORDS: dict[Fate, str] = {
    "later": "Mas é para o ano que vem.",
    "never": "Mas já fechamos com outra empresa.",
}
_ANSWERS: dict[Fate, str] = {
    "later": "Sem problema! Volto a falar com você mais perto da data.",
    "never": "Entendi. Obrigado por avisar, e boa sorte!",
}
_ASKS_NEXT = (
    "Entendi. Quantas pessoas são na empresa?",
    "Ótimo. Qual é a verba para isso?",
    "Obrigado! Quem decide sobre isso com você?",
    "E para quando vocês precisam?",
    "Perfeito, é o que fazemos. Que dia fica bom para uma conversa com a nossa equipe?",
)


@dataclass(frozen=True)
class Exchange:
    """A question and its answer. `error`: the first attempt failed; `retried`: a second answers."""

    at: datetime
    subject: Subject
    model: str
    agent_ms: int
    platform_ms: int
    first_ms: int | None
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    searched: bool
    grounded: bool
    error: str | None = None
    retried: bool = False


@dataclass(frozen=True)
class LeadStory:
    """What becomes of the contact as a lead. `after_days`: until the meeting, or the last word."""

    source: str
    fate: Fate
    pain: str
    amount: int
    employees: int
    after_days: int
    value_cents: int

    @property
    def told(self) -> int:
        """How much of it was said, in the order of LeadStory's facts. Who is qualified has told
        everything; of the others two parts of four at most, so that nobody qualifies by accident.
        """
        if self.fate in ("qualified", "scheduled", "moved", "completed"):
            return 5
        return 0 if self.fate == "new" else 1 + self.employees % 3


@dataclass(frozen=True)
class Talk:
    phone: str
    name: str
    inbox: str
    agent_type: Literal["SDR", "COPILOT"]
    exchanges: tuple[Exchange, ...]
    handed_over: bool
    lead: LeadStory | None
    open_for: timedelta


def talks_of(company: Company, day: date, last_day: date, zone: ZoneInfo, seed: int) -> list[Talk]:
    """In the order in which they begin. `last_day` is where the growth has come to."""
    dice = Random(f"{seed} {company.slug} {day.isoformat()}")  # noqa: S311  # a game, no secret
    years = (last_day - day).days / 365
    wanted = company.per_day * company.growth**-years * company.weekdays[day.weekday()]
    wanted *= dice.lognormvariate(0, 0.18)
    number = int(wanted) + (dice.random() < wanted % 1)
    talks = [_talk(company, day, years, zone, dice, seed, n) for n in range(number)]
    return sorted(talks, key=lambda talk: talk.exchanges[0].at)


def is_bad_day(company: Company, day: date, first_day: date, last_day: date) -> bool:
    """The one day on which the provider was away for hours."""
    days = (last_day - first_day).days
    return days >= 14 and day == first_day + timedelta(days=round(days * company.bad_day))


def spoiled(talk: Talk, zone: ZoneInfo, dice: Random) -> Talk:
    """The same talk, on the bad day."""
    return Talk(**{**vars(talk), "exchanges": tuple(
        _spoiled(one, dice) if one.at.astimezone(zone).hour in _BAD_HOURS and dice.random() < 0.7
        else one for one in talk.exchanges)})  # fmt: skip


def _spoiled(one: Exchange, dice: Random) -> Exchange:
    error = dice.choice(("AGENT_UNAVAILABLE", "AGENT_TIMEOUT", "AGENT_UNREACHABLE"))
    return Exchange(**{**vars(one), "error": error, "retried": dice.random() < 0.25})


def _talk(
    company: Company, day: date, years: float, zone: ZoneInfo, dice: Random, seed: int, n: int
) -> Talk:
    copilot = dice.random() < company.copilot
    back = dice.random() < 0.3
    born = day - timedelta(days=dice.randint(1, 60)) if back else day
    phone, name = _person(company, born, dice.randint(0, 9) if back else n, seed)
    model = _pick(dice, [(m, m.last + (m.first - m.last) * min(years, 1)) for m in company.models])
    exchanges = tuple(_exchanges(company, model, day, zone, dice))
    lead = None if copilot or back or dice.random() < 0.2 else _lead(company, dice)
    if lead is not None and lead.told:
        exchanges = (*exchanges[:-1], _telling(exchanges[-1], lead))
    handed_over = dice.random() < 0.05
    return Talk(
        phone=phone,
        name=name,
        inbox=_pick(dice, company.inboxes),
        agent_type="COPILOT" if copilot else "SDR",
        exchanges=exchanges,
        handed_over=handed_over,
        lead=lead,
        open_for=_open_for(dice, handed_over=handed_over),
    )


def _telling(last: Exchange, lead: LeadStory) -> Exchange:
    """The last words are where the facts come from: who opens a fact's message reads it there."""
    amount = f"{lead.amount:,}".replace(",", ".")
    facts = (
        f"{lead.pain}.",
        f"Somos {lead.employees} pessoas.",
        f"Temos uns R$ {amount} para isso.",
        "Quem decide sou eu.",
        "Queria começar ainda este mês.",
    )
    said = " ".join((*facts[: lead.told], _LAST_WORDS.get(lead.fate, ""))).strip()
    answer = _ANSWERS.get(lead.fate) or _ASKS_NEXT[lead.told - 1]
    return replace(last, subject=Subject(said, answer), searched=False, grounded=False)


def _open_for(dice: Random, *, handed_over: bool) -> timedelta:
    """How long after the last word: an inbox has open conversations also after a quiet Sunday."""
    waits = handed_over or dice.random() < 0.35
    return timedelta(days=3) if waits else timedelta(minutes=40)


def _exchanges(
    company: Company, model: Model, day: date, zone: ZoneInfo, dice: Random
) -> Iterator[Exchange]:
    hour = _pick(dice, tuple(enumerate(company.hours)))
    at = datetime.combine(day, time(hour, dice.randint(0, 59), dice.randint(0, 59)), zone)
    at = at.astimezone(ZoneInfo("UTC"))
    said = 0
    number = min(7, 1 + int(dice.expovariate(0.42)))
    # In the order in which they are told, so that a talk reads as one.
    for place in sorted(dice.sample(range(len(company.subjects)), number)):
        subject = company.subjects[place]
        searched = subject.document is not None and dice.random() < 0.75
        given = int(model.tokens * dice.uniform(0.8, 1.4)) + said
        agent_ms = int(model.median_ms * dice.lognormvariate(0, 0.45))
        error = dice.choice(("AGENT_TIMEOUT", "AGENT_ERROR")) if dice.random() < 0.008 else None
        yield Exchange(
            at=at,
            subject=subject,
            model=model.name,
            agent_ms=agent_ms,
            platform_ms=int(14 * dice.lognormvariate(0, 0.6)) + 4,
            first_ms=int(agent_ms * dice.uniform(0.25, 0.5)) if dice.random() < 0.8 else None,
            input_tokens=given,
            output_tokens=int(90 * dice.lognormvariate(0, 0.5)) + 10,
            cached_tokens=int(given * 0.4) if said and dice.random() < 0.6 else 0,
            searched=searched,
            grounded=searched and dice.random() < 0.85,
            error=error,
            retried=error is not None and dice.random() < 0.6,
        )
        said += 130
        at += timedelta(milliseconds=agent_ms, seconds=int(dice.lognormvariate(3.6, 0.8)) + 5)


def _lead(company: Company, dice: Random) -> LeadStory:
    return LeadStory(
        source=_pick(dice, company.sources),
        fate=_pick(dice, _FATES),
        pain=dice.choice(company.pains),
        amount=dice.randint(2, 60) * 1000,
        employees=int(dice.lognormvariate(3.2, 0.9)) + 1,
        after_days=dice.randint(1, 12),
        value_cents=int(company.ticket_cents * dice.lognormvariate(0, 0.6)),
    )


def _person(company: Company, born: date, n: int, seed: int) -> tuple[str, str]:
    """Who wrote first on that day, as the n-th."""
    dice = Random(f"{seed} {company.slug} {born.isoformat()} {n}")  # noqa: S311
    name = f"{dice.choice(_FIRST_NAMES)} {dice.choice(_LAST_NAMES)}"
    number = (born.toordinal() % 10_000) * 10_000 + n * 100 + len(company.slug)
    return f"+55119{number:08}", name


def _pick(dice: Random, weighted: Sequence[tuple[T, float]]) -> T:
    return dice.choices([one for one, _ in weighted], [max(0.0, w) for _, w in weighted])[0]
