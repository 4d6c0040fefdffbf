"""Single messages and what they teach, with and without the question they answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.agents.extract import Field, learn
from dom360.agents.intents import Intent, recognise
from dom360.agents.language import detect
from dom360.agents.numbers import find_numbers
from dom360.agents.text import Said, clean_name, first_name, fold
from dom360.agents.tokens import count_tokens, stream_pieces

COMPANY, SECTOR, EMPLOYEES, PAIN = Field.COMPANY, Field.SECTOR, Field.EMPLOYEES, Field.PAIN
BUDGET, AUTHORITY, TIMELINE = Field.BUDGET, Field.AUTHORITY, Field.TIMELINE


def learned(text: str, asked: Field | None, language: str = "pt") -> dict[str, object]:
    said = Said.of_chat(text)
    found = learn(said, asked, recognise(said), language)  # type: ignore[arg-type]
    return {name.value: item.value for name, item in found.items()}


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (COMPANY, "Trabalho na Metalúrgica Aço Forte", "Metalúrgica Aço Forte"),
        (COMPANY, "minha empresa se chama TechNova", "TechNova"),
        (COMPANY, "a empresa é a Doces da Vovó", "Doces da Vovó"),
        (COMPANY, "Imobiliária Casa Certa, somos 8 corretores", "Imobiliária Casa Certa"),
        (COMPANY, "sou dono de uma pizzaria, a Bella Massa", "Bella Massa"),
        (COMPANY, "é uma academia, chama Corpo em Forma", "Corpo em Forma"),
        (COMPANY, "Sou o João da Auto Peças Silva", "Auto Peças Silva"),
        (COMPANY, "quero saber o preço primeiro", None),
        (COMPANY, "oi", None),
        (COMPANY, "posso te ligar?", None),
        (COMPANY, "não tenho empresa ainda", "sem empresa"),
        (None, "oi, meu nome é João", None),
        (None, "sou da área de vendas", None),
        (SECTOR, "somos do ramo de eventos", "eventos"),
        (SECTOR, "vendemos móveis planejados", "móveis"),
        (SECTOR, "consultório odontológico", "saúde"),
        (SECTOR, "a gente faz manutenção de elevadores", "manutenção de elevadores"),
        (None, "vocês têm loja física?", None),
        (EMPLOYEES, "40", 40),
        (EMPLOYEES, "uns quarenta e cinco", 45),
        (EMPLOYEES, "10 a 15", 12),
        (EMPLOYEES, "somos eu e mais 3", 4),
        (EMPLOYEES, "só eu e minha esposa", 2),
        (EMPLOYEES, "mais de mil", 1000),
        (EMPLOYEES, "duas lojas, 14 funcionários", 14),
        (EMPLOYEES, "não sei ao certo, uns 30", 30),
        (EMPLOYEES, "quero falar com um atendente", None),
        (None, "3 sócios e 20 colaboradores", 20),
        (None, "atendemos 300 pessoas por mês", None),
        (PAIN, "o atendimento no fim de semana", "o atendimento no fim de semana"),
        (PAIN, "não temos problema nenhum", None),
        (
            None,
            "meus vendedores esquecem de dar retorno",
            "meus vendedores esquecem de dar retorno",
        ),
        (BUDGET, "entre 3 e 5 mil", {"amount": 5000, "currency": "BRL", "period": None}),
        (BUDGET, "até R$1.200/mês", {"amount": 1200, "currency": "BRL", "period": "month"}),
        (BUDGET, "10k por ano", {"amount": 10000, "currency": "BRL", "period": "year"}),
        (BUDGET, "1,5 milhão", {"amount": 1500000, "currency": "BRL", "period": None}),
        (BUDGET, "depende", None),
        (None, "faturamos 100 mil por mês", None),
        (AUTHORITY, "eu mesma", {"decides": "self"}),
        (AUTHORITY, "meu pai que é o dono", {"decides": "other", "who": "meu pai"}),
        (AUTHORITY, "preciso consultar meu sócio", {"decides": "other", "who": "meu sócio"}),
        (AUTHORITY, "eu e meus irmãos", {"decides": "shared", "who": "eu e meus irmãos"}),
        (AUTHORITY, "não sei", None),
        (TIMELINE, "até março", {"text": "até março", "within_days": None}),
        (TIMELINE, "em uns 15 dias", {"text": "em uns 15 dias", "within_days": 15}),
        (TIMELINE, "depois do carnaval", {"text": "depois do carnaval", "within_days": None}),
        (TIMELINE, "assim que possível", {"text": "assim que possível", "within_days": 7}),
        (None, "esse mês perdemos dez clientes", None),
    ],
)
def test_a_message_teaches_what_it_says(asked, text, expected):
    about = asked or next(
        field
        for field, words in {
            COMPANY: ("João", "vendas"), SECTOR: ("loja física",),
            EMPLOYEES: ("colaboradores", "pessoas"), PAIN: ("esquecem",), BUDGET: ("faturamos",),
            TIMELINE: ("clientes",),
        }.items()
        if any(word in text for word in words)
    )  # fmt: skip

    assert learned(text, asked).get(about.value) == expected


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (COMPANY, "oi sou a ana da pura pele", "pura pele"),
        (COMPANY, "aqui é o joão, mercadinho do povo", "mercadinho do povo"),
        (COMPANY, "sou head de growth na Logbrain", "Logbrain"),
        (COMPANY, "Bom dia. Cláudio, gerente operacional da TransBastos", "TransBastos"),
        (COMPANY, "a loja é kicksdoenzo", "kicksdoenzo"),
        (COMPANY, "temos um pet shop chamado Amigo Fiel", "Amigo Fiel"),
        (COMPANY, "sou da parte financeira", None),
        (COMPANY, "moro em São Paulo e tenho uma loja", None),
        (COMPANY, "sou de Campinas", None),
        (COMPANY, "me chamo Pedro Henrique", None),
        (COMPANY, "minha empresa é pequena", None),
        (SECTOR, "oi, tenho uma serralheria", "serralheria"),
        (SECTOR, "conserto geladeira", "conserto de geladeira"),
        (SECTOR, "somos do ramo de embalagens", "embalagens"),
        (SECTOR, "meu contador pediu", None),
        (SECTOR, "não faço ideia", None),
        (EMPLOYEES, "trabalho eu e mais três meninas", 4),
        (EMPLOYEES, "contratei 2 pessoas e agora somos 7", 7),
        (EMPLOYEES, "tenho 3 meninas trabalhando comigo", 3),
        (EMPLOYEES, "tenho 500 clientes", None),
        (EMPLOYEES, "decido sozinho", None),
        (PAIN, "os orçamentos ficam sem resposta", "os orçamentos ficam sem resposta"),
        (PAIN, "levo calote direto", "levo calote direto"),
        (PAIN, "cada um faz de um jeito", "cada um faz de um jeito"),
        (PAIN, "meu primo usa e gostou", None),
        (PAIN, "não consigo ver isso agora", None),
        (BUDGET, "temos 20 mil separados pra isso",
         {"amount": 20000, "currency": "BRL", "period": None}),
        (BUDGET, "uns 900 por mês... aliás, pode colocar 1200 por mês",
         {"amount": 1200, "currency": "BRL", "period": "month"}),
        (BUDGET, "o aluguel é 3 mil", None),
        (BUDGET, "perco uns 2 mil por mês com isso", None),
        (AUTHORITY, "preciso do ok do meu diretor", {"decides": "other", "who": "meu diretor"}),
        (AUTHORITY, "quem vê isso é a minha coordenadora",
         {"decides": "other", "who": "a minha coordenadora"}),
        (AUTHORITY, "Luciana, dona da Clínica Bem Me Quer", {"decides": "self"}),
        (AUTHORITY, "o gerente faltou hoje", None),
        (TIMELINE, "tenho pressa", {"text": "tenho pressa", "within_days": 7}),
        (TIMELINE, "quero resolver até o natal", {"text": "até o natal", "within_days": None}),
        (TIMELINE, "há 3 meses estamos assim", None),
    ],
)  # fmt: skip
def test_what_nobody_asked_for_is_learned_too(field, text, expected):
    assert learned(text, None).get(field.value) == expected


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (COMPANY, "so eu msm", None),
        (COMPANY, "anota aí, star cell", "star cell"),
        (COMPANY, "Members cancel after two months and we have no idea why", None),
        (COMPANY, "Mercearia", None),
        (EMPLOYEES, "eu, minha irmã e mais duas", 4),
        (EMPLOYEES, "tem 8 aqui e 4 na outra loja", 12),
        (EMPLOYEES, "7 com os dois montadores", 7),
        (EMPLOYEES, "uns 60 professores... minto, contando o administrativo são 75", 75),
        (EMPLOYEES, "de cooperado ativo hoje a gente tem 26", 26),
        (BUDGET, "a partir de 5 mil a gente conversa",
         {"amount": 5000, "currency": "BRL", "period": None}),
        (BUDGET, "300 produtos", None),
        (AUTHORITY, "é tudo comigo", {"decides": "self"}),
        (AUTHORITY, "passa por uma comissão", {"decides": "other", "who": "uma comissão"}),
        (TIMELINE, "num tenho pressa não", {"text": "num tenho pressa", "within_days": None}),
    ],
)  # fmt: skip
def test_an_answer_may_come_in_any_of_its_forms(asked, text, expected):
    assert learned(text, asked).get(asked.value) == expected


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("bom diaa", None),
        ("Bom dia!", Intent.GREETING),
        ("qual o valor do plano?", Intent.PRICE),
        ("qnto custa? quanto custa", Intent.PRICE),
        ("vcs tem integração com nota fiscal?", Intent.PRODUCT),
        ("podemos marcar uma reunião amanhã?", Intent.MEETING),
        ("não precisa marcar reunião", None),
        ("perdemos muito tempo para agendar consultas", None),
        ("não quero falar com robô, me passa um atendente", Intent.PERSON),
        ("vc pode me ligar?", Intent.PERSON),
        ("preciso falar com meu sócio antes", None),
        ("valeu!", Intent.THANKS),
        ("era só isso, tchau", Intent.GOODBYE),
        ("não tenho interesse", Intent.REFUSAL),
        ("stop messaging me", Intent.REFUSAL),
        ("no próximo mês", None),
        ("o orçamento ainda está em discussão", Intent.UNKNOWN),
        ("isso só ele sabe", Intent.UNKNOWN),
        ("não consigo ver isso agora, me procura em junho", Intent.LATER),
        ("só depois das eleições", None),
        ("nope", Intent.NO),
        ("tudo bem?", Intent.SMALL_TALK),
    ],
)
def test_intents_are_recognised(text, intent):
    found = recognise(Said.of_chat(text))

    assert intent in found if intent else not found & set(Intent) - {Intent.NO, Intent.GREETING}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5 mil", [5000]), ("R$ 2.500,50", [2500.5]), ("1,500", [1500]), ("2k e 3k", [2000, 3000]),
        ("vinte e cinco", [25]), ("dez e vinte", [10, 20]), ("50 e 70", [50, 70]),
        ("mil e quinhentos", [1500]), ("twenty-five", [25]), ("meia dúzia", [6]),
        ("1,5 milhão", [1500000]), ("two hundred", [200]), ("10, 12", [10, 12]), ("3.", [3]),
    ],
)  # fmt: skip
def test_numbers_are_read(text, values):
    assert [number.value for number in find_numbers(Said.of(text).folded)] == values


@pytest.mark.parametrize(
    ("text", "earlier", "locale", "language"),
    [
        ("Olá", [], "en", "pt"),
        ("hello there", [], "pt-BR", "en"),
        ("40", [], "pt-BR", "pt"),
        ("40", [], "en-US", "en"),
        ("40", ["what is the price"], "pt-BR", "en"),
        ("quero saber the best", ["oi, tudo bem"], "pt-BR", "pt"),
    ],
)
def test_the_language_follows_the_contact(text, earlier, locale, language):
    assert detect(fold(text), earlier, locale) == language


@given(st.text(max_size=300), st.sampled_from([None, *Field]), st.sampled_from(["pt", "en"]))
def test_no_message_breaks_the_reading(text, asked, language):
    said = Said.of_chat(text)

    assert len(said.text) == len(said.folded)
    assert said.written == Said.of(text).text
    learned(text, asked, language)


@given(st.text(max_size=200))
def test_the_streamed_pieces_are_the_text(text):
    visible = text.strip()

    assert "".join(stream_pieces(visible)) == visible


def test_tokens_are_words_and_marks():
    assert count_tokens("Olá, Maria!") == 4
    assert count_tokens("", "  \n") == 0


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [("maria souza", "Maria"), ("JOÃO", "João"), ("+5511999", ""), (None, ""), ("A?\nB", "A")],
)
def test_only_a_real_first_name_is_used(given_name, shown):
    assert first_name(given_name) == shown


@given(st.text(max_size=300))
def test_a_name_cannot_ask_or_break_the_line(text):
    assert not set(clean_name(text)) & set("?\n<>[]()*")
