"""What COPILOT hears when somebody dictates to a phone or types in haste."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.names import with_capitals
from dom360.agents.copilot.people import Who, exactly_who


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("leads dos últimos quinze dias", "leads dos ultimos 15 dias"),
        ("mais de setenta e cinco pontos", "mais de 75 pontos"),
        ("qts leads s/ resp desde seg", "quantos leads sem responsavel desde segunda"),
        ("funil dessa sem", "funil dessa semana"),
        ("leads sem dono", "leads sem dono"),
        ("então, tipo, quantos leads hoje", "quantos leads hoje"),
        ("desqualif insta out", "desqualificados instagram outubro"),
        ("gostaria que você registrasse", "gostaria que voce registre"),
        ("who hasnt answered", "who has not answered"),
        ("os vinte, ou melhor, os dez", "os 10"),
        ("do bruno silva não, da carla silva", "da carla silva"),
    ],
)
def test_haste_and_speech_are_read_as_plain_words(typed: str, heard: str):
    assert Heard.of(typed).plain == heard


@pytest.mark.parametrize(
    ("typed", "cased"),
    [
        ("o bruno silva já respondeu?", "o Bruno Silva já respondeu?"),
        ("leads da rita dias 5 e 6", "leads da Rita dias 5 e 6"),
        ("fala com a ana e o joão pedro", "fala com a Ana e o João Pedro"),
        ("manda pra ana@mail.com", "manda pra ana@mail.com"),
        ("casa das marias", "casa das marias"),
    ],
)
def test_people_are_known_without_capitals(typed: str, cased: str):
    assert with_capitals(typed) == cased


def test_numbers_inside_a_name_stay_words():
    heard = Heard.of("leads da Padaria Três Irmãos")

    assert heard.plain == "leads da padaria tres irmaos"


SPOKEN = """
    leads da rita silva não, digo, ops quinze dez vinte e um s/ qts hj nov/dez pra mim aí +
    3 ontem, hoje; ou melhor, ínfimo 11 98765-4321 é
"""
WORDS = st.sampled_from(SPOKEN.split())


@given(st.lists(WORDS | st.text(max_size=8), max_size=14).map(" ".join))
def test_whatever_is_typed_each_place_leads_back_into_it(text: str):
    heard = Heard.of(text)

    assert len(heard.back) == len(heard.plain) + 1
    assert list(heard.back) == sorted(heard.back)
    assert len(heard.cased) == len(heard.text)
    assert heard.written(0) in heard.text


def test_what_is_dictated_stays_as_it_was_typed():
    heard = Heard.of("anota na ana que ela paga em quinze dias, viu, aí")

    assert heard.written(heard.plain.index("ela")) == "ela paga em quinze dias, viu, aí"


@pytest.mark.parametrize(
    "order",
    [
        "anote no lead {}: oi",
        "comenta no lead {} que ela pediu desconto",
        "me mostra o lead {}",
        "note on lead {}: hi",
        "e o {}?",
    ],
)
def test_an_id_is_heard_as_it_was_typed(order: str):
    draw = Random(order)
    for _ in range(400):
        one = str(UUID(int=draw.getrandbits(128), version=4))
        assert one in Heard.of(order.format(one)).plain
        assert exactly_who(Heard.of(order.format(one))) == Who("id", one)
