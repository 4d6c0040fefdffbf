"""Reading passages: the sentence that answers a question, or nothing where none does."""

import time

import pytest

from dom360.agents.reading import Answer, Passage, read
from dom360.agents.reading.say import title_of
from dom360.agents.reading.words import alike, stem, tokens

HOURS = Passage(
    "horarios.md",
    "Padaria do Vale > Loja Centro",
    "Rua das Flores, 12, Centro.\nAberta de segunda a sexta, das 6h às 19h. Telefone: "
    "(11) 3333-4444.",
    0.8,
)
PRICES = Passage(
    "encomendas.md",
    "Encomendas",
    "Produto: Bolo de cenoura; Preço: R$ 48,00; Prazo: 1 dia\n"
    "Produto: Bolo de nozes; Preço: R$ 72,00; Prazo: 2 dias",
    0.8,
)
DELIVERY = Passage(
    "entrega.md",
    "Entrega > Região",
    "Entregamos no Centro e na Vila Nova por R$ 8,00.\n\nNão entregamos salgados fritos. "
    "Pedidos acima de R$ 100,00 não pagam frete.",
    0.8,
)
ENGLISH = Passage(
    "visitors.md",
    "Visitors > Parking",
    "Parking is free for customers. Dogs are not allowed inside the shop.",
    0.8,
)
ALL = (HOURS, PRICES, DELIVERY, ENGLISH)


def answer(question: str) -> Answer:
    found = read(question, ALL)
    assert found is not None, question
    return found


@pytest.mark.parametrize(
    ("question", "told", "source"),
    [
        ("Quanto custa o bolo de cenoura?", "R$ 48,00", "encomendas.md > Encomendas"),
        ("qto ta o bolo de cenuora", "R$ 48,00", "encomendas.md > Encomendas"),
        ("em quantos dias fica pronto o bolo de nozes", "2 dias", "encomendas.md > Encomendas"),
        ("que horas abre a loja do centro", "6h", "horarios.md > Padaria do Vale > Loja Centro"),
        ("a loja centro abre domingo?", "segunda a sexta", None),
        ("qual o telefone da loja", "3333-4444", None),
        ("vcs entregam na vila nova?", "Vila Nova", "entrega.md > Entrega > Região"),
        ("entregam salgados fritos?", "Não entregamos", None),
        ("Is parking free?", "Parking is free", "visitors.md > Visitors > Parking"),
    ],
)
def test_the_sentence_that_answers_is_said_with_its_source(question, told, source):
    found = answer(question)

    assert told in found.text
    assert source is None or found.source == source


@pytest.mark.parametrize(
    "question",
    [
        "Quanto custa o bolo de laranja?",
        "vocês têm wi-fi?",
        "qual o peso do bolo de nozes",
        "vende ração para gato?",
        "quem é o dono da padaria",
        "Do you sell wedding rings?",
    ],
)
def test_what_the_passages_do_not_say_is_not_answered(question):
    assert read(question, ALL) is None


def test_nothing_is_read_out_of_nothing():
    assert read("quanto custa?", ()) is None
    assert read("", ALL) is None
    assert read("?!", (Passage("a.md", "", "", 0.9),)) is None


def test_an_answer_is_whole_sentences_without_markup_and_fits_a_chat():
    long = "O **plano** [Ouro](https://example.com) custa `R$ 90,00`. " + "Vale muito. " * 200

    found = read("quanto custa o plano ouro", (Passage("planos.md", "Planos", long, 0.9),))

    assert found is not None
    assert "plano Ouro custa R$ 90,00." in found.text
    assert len(found.text) <= 400
    assert "https" not in found.text


def test_what_a_sentence_announces_is_said_with_it():
    accepted = "Aceitamos as bandeiras abaixo:\n• Visa\n• Elo"

    found = read("quais bandeiras vocês aceitam", (Passage("faq.md", "Cartões", accepted, 0.9),))

    assert found is not None
    assert "Visa" in found.text
    assert "Elo" in found.text


DOCTORS = Passage(
    "consultas-e-precos.md",
    "Consultas e preços > Consulta particular",
    "Especialidade: Clínica geral; Valor: R$ 220,00\nEspecialidade: Cardiologia; Valor: R$ 380,00",
    0.8,
)
CANCELLING = Passage(
    "atendimento.md",
    "Atendimento > Remarcar ou cancelar",
    "Você pode cancelar sem custo até 24 horas antes da consulta.",
    0.85,
)


def test_a_question_that_no_single_row_answers_gets_the_small_table():
    found = read("quanto custa uma consulta?", (CANCELLING, DOCTORS))

    assert found is not None
    assert "R$ 220,00" in found.text
    assert "R$ 380,00" in found.text


def test_a_question_about_one_row_gets_that_row():
    found = read("quanto custa a consulta com cardiologista?", (CANCELLING, DOCTORS))

    assert found is not None
    assert "R$ 380,00" in found.text
    assert "R$ 220,00" not in found.text
    assert read("quanto custa a consulta com ortopedista?", (CANCELLING, DOCTORS)) is None


def test_a_rows_code_is_not_its_name():
    stock = Passage(
        "tabela-de-precos.csv", "", "Código: CP2-50; Produto: Cimento CP II; Preço: R$ 39,90", 0.8
    )

    found = read("quanto custa o cimento", (stock,))

    assert found is not None
    assert found.text.startswith("Cimento CP II (")


@pytest.mark.parametrize(
    ("source", "heading", "title"),
    [
        ("atendimento.md", "Atendimento > Remarcar", "Atendimento"),
        ("tabela-de-precos.csv", "", "Tabela de precos"),
        ("https://example.com/faq", "", "https://example.com/faq"),
    ],
)
def test_a_contact_hears_a_documents_title_and_not_its_file(source, heading, title):
    assert title_of(source, heading) == title


def test_a_question_in_the_document_is_no_answer_to_itself():
    faq = "Vocês fazem bolo sem glúten?\nSim, fazemos por encomenda."

    found = read("fazem bolo sem gluten?", (Passage("faq.txt", "", faq, 0.9),))

    assert found is not None
    assert "por encomenda" in found.text
    assert "?" not in found.text


def test_forms_of_one_word_meet():
    assert stem("entregamos") == stem("entregam") == stem("entrega")
    assert [stem(one) for one in tokens("promoções")] == [stem(one) for one in tokens("promoção")]
    assert tokens("AC-II 1.200 m²") == ["acii", "ac", "2", "1200", "metroquadrado"]


def test_reading_is_quick():
    text = " ".join(
        f"A peça número {n} custa R$ {n},00 e fica pronta em {n} dias." for n in range(25)
    )
    passages = [Passage(f"{n}.md", f"Peças {n}", f"{text} Lote {n}.", 0.7) for n in range(5)]
    read("quanto custa a peça número 7?", passages)  # passages are cut once

    started = time.perf_counter()
    for number in range(10):
        read(f"quanto custa a peça número {number}?", passages)

    # Measured: about 5 ms. The bound is for machines that are busy with other things.
    assert (time.perf_counter() - started) / 10 < 0.1


RULES = Passage(
    "regras.txt",
    "",
    "ENTREGAS Entregamos pão no mesmo dia. A taxa é de R$ 6,00. Motoboy até as 15h.\n\n"
    "Fazemos:\n- Cesta de café: R$ 90,00, para 4 pessoas\n- Bolo de andar: sob encomenda\n\n"
    "Cachorros esperam na varanda. Fica na Avenida das Palmeiras, 80.",
    0.8,
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("posso levar minha cachorrinha?", "varanda"),
        ("vcs entregam? qual a taxa", "R$ 6,00"),
        ("onde vocês ficam?", "Palmeiras, 80"),
        ("cesta de café serve quantas pessoas", "4 pessoas"),
    ],
)
def test_everyday_forms_are_understood(question: str, told: str):
    found = read(question, (RULES,))

    assert found is not None
    assert told in found.text


@pytest.mark.parametrize(
    "question",
    [
        # A number that counts something else, and an hour is no telephone.
        "quantos funcionários vocês têm?",
        "qual o telefone do motoboy?",
    ],
)
def test_what_stands_beside_the_point_is_no_answer(question: str):
    assert read(question, (RULES,)) is None


def test_a_diminutive_is_its_word_and_a_word_that_only_ends_like_one_is_not():
    assert stem("cachorrinha") == stem("cachorra")
    assert stem("hotelzinho") == stem("hotel")
    assert stem("vinho") != stem("vir")
    assert stem("linha") != stem("lar")


def test_a_verb_meets_its_noun():
    assert alike(stem("preparam"), stem("preparacao"))
    assert not alike(stem("porta"), stem("portao"))
