"""What SDR asks, and what a contact's questions teach it: nothing but of their own business."""

import pytest

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.people import Who, who_in
from dom360.agents.reading import Passage, read
from tests.agents.talk import Talk

FIELDS = {"company", "sector", "employees", "pain", "budget", "authority", "timeline"}


@pytest.mark.parametrize(
    "question",
    [
        "como funciona o plano pra empresas?", "vocês atendem clínicas?",
        "quanto custa pra 10 usuários?", "o plano de 500 reais inclui o quê?",
        "dá pra implantar até março?", "aceita cartão em 10 vezes?", "quem decide o preço aí?",
        "o meu sócio também pode usar?", "tem plano pra pequenas empresas", "mei pode contratar?",
        "plano pra 5 pessoas quanto fica", "empresas pequenas também podem",
        "plano empresarial, quanto custa", "tem versão pra contador",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [[], ["oi"], ["oi", "Padaria Sol"]])
def test_a_question_about_the_offer_fills_no_field(question, before):
    talk = Talk()
    for line in before:
        talk.say(line)
    known = talk.fields if before else {}

    talk.say(question)

    assert talk.fields == known


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("quanto custa para uma empresa de 50 funcionários?", "employees", 50),
        ("serve pra minha clínica?", "sector", "saúde"),
        ("somos 12, serve pra gente?", "employees", 12),
    ],
)
def test_what_a_question_says_of_their_own_business_counts(message, field, value):
    talk = Talk()

    talk.say(message)

    assert talk.fields[field] == value


def asked_by(talk: Talk) -> list[str]:
    return [str(one.output.structured["next_question"]) for one in talk.replies]


def test_a_question_that_is_passed_over_gives_way_and_comes_back_once():
    talk = Talk()
    for line in ("oi", "ok", "hum", "certo", "top", "show", "massa", "ok", "hum"):
        talk.say(line)
    asked = asked_by(talk)

    assert asked[:7] == ["company", "sector", "employees", "pain", "budget", "authority",
                         "timeline"]  # fmt: skip
    assert asked[7] == "company"
    assert all(asked.count(name) <= 2 for name in FIELDS)


def test_a_contact_who_only_asks_is_asked_nothing_three_times_in_a_row():
    talk = Talk()
    for number in range(14):
        talk.say(f"e o módulo {number} de vocês, tem?")
    asked = asked_by(talk)

    assert all(asked.count(name) <= 3 for name in FIELDS)
    in_a_row = [set(asked[place : place + 3]) for place in range(len(asked) - 2)]
    assert not any(len(same) == 1 and same <= FIELDS for same in in_a_row)


@pytest.mark.parametrize("unread", ["??", "[áudio]"])
def test_what_could_not_be_read_is_asked_again_in_other_words(unread):
    talk = Talk()
    talk.say("oi")

    talk.say(unread)

    assert asked_by(talk) == ["company", "company"]
    assert talk.texts[0].split(". ")[-1] != talk.texts[1].split(". ")[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("o bruno silva tem qual pontuação?", "bruno silva"),
        ("carla souza tá com quantos pontos?", "carla souza"),
        ("a ana já agendou?", "ana"),
        ("a entrega já saiu?", None),
    ],
)
def test_somebody_is_named_in_lower_case_too(text, name):
    found = who_in(Heard.of(text))

    assert found == (Who("name", name) if name else None)


PASSAGES = [
    Passage("precos.md", "Armações", "A armação de metal custa R$ 120,00.", 0.9),
    Passage("exame.md", "Exame", "O exame é feito às terças. Crianças a partir dos 5 anos.", 0.8),
    Passage("limpeza.md", "Manutenção", "Só limpeza, uma vez por ano. Cobramos R$ 18,00.", 0.8),
]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("quanto custa a armação de metal?", "R$ 120"),
        ("quanto pesa a armação de metal?", None),
        ("minha filha de 4 anos pode fazer o exame?", "5 anos"),
        ("quanto cobram pela limpeza?", "R$ 18"),
        ("há quantos anos a loja existe?", None),
    ],
)
def test_an_answer_holds_the_kind_of_thing_that_was_asked_for(question, told):
    answer = read(question, PASSAGES)

    assert (told in answer.text) if told else answer is None
