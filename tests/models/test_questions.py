"""SDR asks one thing a turn, whatever its model says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.agents.model.questions import OneQuestion
from dom360.agents.model.voice import Voice


def kept(text: str) -> str:
    filtered = OneQuestion()
    return (filtered.feed(text) + filtered.end()).strip()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Que legal! Quantas pessoas são? E qual é o orçamento?",
            "Que legal! Quantas pessoas são?",
        ),
        (
            "Qual é a empresa? Pergunto só para anotar.",
            "Qual é a empresa? Pergunto só para anotar.",
        ),
        (
            "Me conta:\n1. Qual é a empresa?\n2. Quantas pessoas?\n3. Quem decide?\nObrigado!",
            "Me conta:\n1. Qual é a empresa?\nObrigado!",
        ),
        (
            "Veja https://agenda.example/?mes=1&dia=2 e escolha. Funciona?",
            "Veja https://agenda.example/?mes=1&dia=2 e escolha. Funciona?",
        ),
        ("Tudo anotado.", "Tudo anotado."),
    ],
)
def test_the_first_question_stays_and_all_that_is_stated(said: str, told: str):
    assert kept(said) == told


def test_the_second_question_of_an_answer_is_neither_told_nor_kept():
    told: list[str] = []
    voice = Voice(
        frozenset(), "pt", lambda _, data: told.append(str(data["text"])), one_question=True
    )
    pieces = ["Boa! ", "Quantas pesso", "as são? E qual ", "é o orçamento", "? Obrigado."]

    for piece in pieces:
        voice.piece(piece)
    voice.said("".join(pieces))

    assert voice.whole() == "Boa! Quantas pessoas são? Obrigado."
    assert "".join(told) == voice.whole()


def test_words_before_a_tool_and_after_it_ask_once_together():
    voice = Voice(frozenset(), "pt", None, one_question=True)

    voice.add("Posso olhar?")
    voice.add("Achei. Quer marcar?")

    assert voice.whole().count("?") == 1


def test_an_operators_answer_keeps_every_question():
    voice = Voice(frozenset(), "pt", None)

    voice.add("Qual lead? E qual telefone?")

    assert voice.whole() == "Qual lead? E qual telefone?"


@given(st.lists(st.text(alphabet="ab ?.\n1/:", min_size=1, max_size=8), max_size=12))
def test_in_whatever_pieces_it_comes_the_same_is_kept_and_one_question_at_most(parts: list[str]):
    text = " ".join(" ".join(parts).split(" "))
    told: list[str] = []

    def tell(_: str, data: dict[str, Any]) -> None:
        told.append(str(data["text"]))

    voice = Voice(frozenset(), "pt", tell, one_question=True)
    for start in range(0, len(text), 3):
        voice.piece(text[start : start + 3])
    voice.said(text)

    whole = voice.whole()
    assert "".join(told) == whole
    assert sum("?" in word and "://" not in word for word in whole.split()) <= 1
