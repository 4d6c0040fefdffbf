"""A message is read in the light of the question that it answers, and of the day it was said on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.agents.extract import Field, learn
from dom360.agents.extract.dates import find_date
from dom360.agents.hearing import in_context, without_name
from dom360.agents.intents import Intent, recognise
from dom360.agents.text import Said

TODAY = date(2026, 11, 27)  # a Friday


def heard(text: str, asked: Field | None) -> tuple[frozenset[Intent], dict[str, object]]:
    said = Said.of_chat(text)
    intents = in_context(said, recognise(said), asked)
    found = learn(said, asked, intents, "pt", TODAY)
    return intents, {name.value: item.value for name, item in found.items()}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("o morador vive pedindo segunda via do boleto", Intent.SUPPORT),
        ("quando respondo elas já fecharam com outra", Intent.REFUSAL),
        ("o cliente quer falar com o gerente toda hora", Intent.PERSON),
        ("mando orçamento e o cara some", Intent.PRICE),
    ],
)
def test_what_troubles_others_is_not_said_to_us(text: str, intent: Intent):
    intents, fields = heard(text, Field.PAIN)

    assert intent not in intents
    assert "pain" in fields


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("não tenho interesse, obrigado", Intent.REFUSAL),
        ("quero falar com uma pessoa", Intent.PERSON),
        ("preciso da segunda via do meu boleto", Intent.SUPPORT),
        ("agora não, me chama em março", Intent.LATER),
    ],
)
def test_what_is_said_to_us_counts_whatever_was_asked(text: str, intent: Intent):
    intents, fields = heard(text, Field.PAIN)

    assert intent in intents
    assert "pain" not in fields


def test_laughter_takes_nothing_away():
    intents, fields = heard("eu mesma hahaha", Field.AUTHORITY)

    assert Intent.OFF_TOPIC not in intents
    assert fields["authority"] == {"decides": "self"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("antes do Natal", date(2026, 12, 25)),
        ("até março", date(2027, 3, 31)),
        ("antes de março", date(2027, 3, 1)),
        ("começo de fevereiro", date(2027, 2, 10)),
        ("no fim do mês que vem", date(2026, 12, 31)),
        ("primeiro trimestre do ano que vem", date(2027, 3, 31)),
        ("end of Q1", date(2027, 3, 31)),
        ("by mid January", date(2027, 1, 15)),
        ("dia 15 de dezembro", date(2026, 12, 15)),
        ("01/02", date(2027, 2, 1)),
        ("ainda este ano", date(2026, 12, 31)),
        ("até a Páscoa", date(2027, 3, 28)),
        ("no Carnaval", date(2027, 2, 9)),
        ("até sexta", date(2026, 12, 4)),
    ],
)
def test_a_date_is_so_many_days_from_the_day_it_was_said_on(text: str, day: date):
    found = find_date(Said.of(text).folded, TODAY)

    assert found is not None
    assert found.days == (day - TODAY).days


@pytest.mark.parametrize(
    "text", ["sem pressa", "31/02", "a quarta loja", "segunda via", "20 pessoas"]
)
def test_what_is_no_date_is_none(text: str):
    assert find_date(Said.of(text).folded, TODAY) is None


@given(
    st.text(alphabet="dia 0123/de janeirofevqtsmgn", max_size=40),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_any_text_on_any_day_is_at_most_ten_years_away(text: str, today: date):
    found = find_date(text, today)

    assert found is None or 1 <= found.days <= 3_660


def test_without_the_day_no_days_are_guessed():
    said = Said.of_chat("antes do Natal")

    found = learn(said, Field.TIMELINE, frozenset(), "pt")

    assert found[Field.TIMELINE].value == {"text": "antes do Natal", "within_days": None}


@pytest.mark.parametrize(
    ("text", "contact", "company"),
    [
        ("Edson da TransEd Cargas, de Goiânia", "Edson", "TransEd Cargas"),
        (
            "Bom dia, Hiroshi Tanaka, diretor comercial, Nippon Import.",
            "Hiroshi Tanaka",
            "Nippon Import",
        ),
        ("Depósito São Jorge, materiais de construção", "Seu Jorge", "Depósito São Jorge"),
        ("oficina do Tião", "Tião", "oficina do Tião"),
    ],
)
def test_who_speaks_is_no_company(text: str, contact: str, company: str):
    said = without_name(Said.of_chat(text), contact)

    found = learn(said, Field.COMPANY, recognise(said), "pt")

    assert found[Field.COMPANY].value == company


@pytest.mark.parametrize(
    ("text", "decides", "who"),
    [
        ("precisa passar pelo conselho", "other", "conselho"),
        ("a nutricionista chefe é quem define", "other", "nutricionista"),
        ("Seu Rogério, o dono", "other", "Rogério"),
        ("meu sócio tem que concordar", "shared", "sócio"),
        ("não tenho sócio, decido sozinho", "self", None),
        ("não presto contas a ninguém", "self", None),
        ("só depende de mim", "self", None),
        ("todas juntas, em reunião", "shared", None),
    ],
)  # fmt: skip
def test_who_decides_is_told_in_many_ways(text: str, decides: str, who: str | None):
    _, fields = heard(text, Field.AUTHORITY)

    found = fields["authority"]

    assert isinstance(found, dict)
    assert found["decides"] == decides
    assert who is None or who in str(found["who"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("não chega a 30, são 22", 22),
        ("cento e vinte distribuídos em 3 lojas", 120),
        ("57... ops, 75, inverti os números", 75),
        ("nós dois e mais três ajudantes", 5),
        ("temos 30 corretores e 8 no administrativo", 38),
        ("4 vendedoras... na verdade 5, entrou uma ontem", 5),
        ("28 funcionários e 40 residentes", 28),
    ],
)
def test_people_are_counted_as_they_are_told(text: str, people: int):
    _, fields = heard(text, Field.EMPLOYEES)

    assert fields["employees"] == people
