"""Whole conversations, as people write on WhatsApp: typos, no accents, short answers."""

import itertools
import re
from dataclasses import dataclass, field

import pytest

from tests.agents.talk import Talk

LINK = "https://agenda.example/horizonte?mes=1"


@dataclass(frozen=True)
class Script:
    name: str
    lines: list[str]
    fields: dict[str, object]
    ends: bool = False  # the last turn closes the talk, so it asks nothing
    handoff: bool = False
    booking: bool = False
    locale: str = "pt-BR"
    contains: dict[int, str] = field(default_factory=dict)


def decides(who: str, name: str | None = None) -> dict[str, object]:
    return {"decides": who, **({"who": name} if name else {})}


def money(amount: int, currency: str = "BRL", period: str | None = "month") -> dict[str, object]:
    return {"amount": amount, "currency": currency, "period": period}


def when(text: str, days: int | None) -> dict[str, object]:
    return {"text": text, "within_days": days}


SCRIPTS = [
    Script(
        "a bakery that answers in few words",
        ["Olá, quero saber sobre produtos", "é a padaria do zé", "uns 12 funcionarios",
         "a gente perde mto pedido no whats", "uns 2 mil por mes", "eu mesmo", "pra ontem",
         "pode sim"],
        {"company": "padaria do zé", "sector": "alimentação", "employees": 12,
         "pain": "a gente perde mto pedido no whats", "budget": money(2000),
         "authority": decides("self"), "timeline": when("pra ontem", 7)},
        ends=True, handoff=True, contains={0: "quem confirma é a equipe"},
    ),
    Script(
        "a clinic that tells a lot at once",
        ["oi bom dia", "somos uma clínica com uns 40 funcionários e gastamos 5 mil por mês",
         "Clínica Vida Nova", "demora pra confirmar consulta e muita falta",
         "quem decide é minha sócia", "mes que vem", "obrigado!"],
        {"company": "Clínica Vida Nova", "sector": "saúde", "employees": 40, "budget": money(5000),
         "pain": "demora pra confirmar consulta e muita falta",
         "authority": decides("other", "minha sócia"), "timeline": when("mes que vem", 60)},
        booking=True, contains={3: LINK},
    ),
    Script(
        "a baker on her own who asks the price first",
        ["quanto custa?", "nao sei ainda, sou autonomo", "faço bolos", "so eu", "divulgação",
         "nao tenho ideia", "eu", "sem pressa", "nao, obrigada"],
        {"company": "sem empresa", "sector": "alimentação", "employees": 1, "pain": "divulgação",
         "authority": decides("self"), "timeline": when("sem pressa", None)},
        ends=True, contains={0: "preços"},
    ),
    Script(
        "a builder who wants a meeting, then a person",
        ["quero agendar uma demo", "terça de manhã", "Construtora Alfa",
         "quero falar com um atendente"],
        {"company": "Construtora Alfa", "sector": "construção"},
        ends=True, handoff=True,
    ),
    Script(
        "a shop owner without accents",
        ["oii td bem?", "aqui é a Carla da Loja Bela Flor", "vendo roupa feminina", "somos em 6",
         "nao consigo acompanhar os clientes q chamam no insta", "ate 800 reais",
         "eu e meu marido decidimos", "em 2 semanas"],
        {"company": "Loja Bela Flor", "sector": "varejo", "employees": 6,
         "pain": "nao consigo acompanhar os clientes q chamam no insta",
         "budget": money(800), "authority": decides("shared", "eu e meu marido"),
         "timeline": when("em 2 semanas", 14)},
    ),
    Script(
        "a law office that doubts",
        ["Boa tarde, vocês atendem escritórios de advocacia?", "Moraes & Lima Advogados",
         "por que vc quer saber?", "umas 15 pessoas", "perdemos prazos por desorganização",
         "prefiro não dizer", "o doutor Paulo", "no próximo trimestre"],
        {"company": "Moraes & Lima Advogados", "sector": "jurídico", "employees": 15,
         "pain": "perdemos prazos por desorganização", "authority": decides("other",
         "o doutor Paulo"),
         "timeline": when("no próximo trimestre", 90)},
    ),
    Script(
        "someone who isn't interested",
        ["oi", "não tenho interesse, obrigado"],
        {}, ends=True,
    ),
    Script(
        "someone who asks whether this is a robot",
        ["olá", "voce é um robô?", "Transportadora Rota Sul", "entre 50 e 70 colaboradores",
         "atraso nas entregas e cliente reclamando", "R$ 3.500,00 mensais", "a diretoria",
         "urgente"],
        {"company": "Transportadora Rota Sul", "sector": "logística", "employees": 60,
         "pain": "atraso nas entregas e cliente reclamando", "budget": money(3500),
         "authority": decides("other", "a diretoria"), "timeline": when("urgente", 7)},
        contains={1: "assistente virtual"},
    ),
    Script(
        "a school that says goodbye early",
        ["bom dia! sou da Escola Pequeno Mundo", "temos 30 funcionários",
         "era só isso por enquanto, tchau"],
        {"company": "Escola Pequeno Mundo", "sector": "educação", "employees": 30}, ends=True,
    ),
    Script(
        "a software house with numbers in words",
        ["oi, quero saber mais", "nome é Pixel Sistemas", "desenvolvemos software pra rh",
         "vinte e cinco pessoas", "retrabalho, tudo na mão em planilha", "mil e quinhentos por mês",
         "meu chefe", "daqui 3 meses"],
        {"company": "Pixel Sistemas", "sector": "tecnologia", "employees": 25,
         "pain": "retrabalho, tudo na mão em planilha", "budget": money(1500),
         "authority": decides("other", "meu chefe"), "timeline": when("daqui 3 meses", 90)},
    ),
    Script(
        "someone who wants a person at once",
        ["Bom dia, me passa pra um humano por favor"],
        {}, ends=True, handoff=True,
    ),
    Script(
        "a building supplier with questions in between",
        ["ola", "Depósito São Jorge, materiais de construção",
         "vcs tem integração com nota fiscal?",
         "uns 20", "estoque bagunçado", "nao sei", "eu que decido", "esse mes ainda", "sim"],
        {"company": "Depósito São Jorge", "sector": "materiais de construção", "employees": 20,
         "pain": "estoque bagunçado", "authority": decides("self"),
         "timeline": when("esse mes", 30)},
        ends=True, handoff=True, contains={2: "nada errado"},
    ),
    Script(
        "a dental office, in English",
        ["hi, how much does it cost?", "we're called Bright Smile Dental", "about 25 people",
         "we keep losing patients because of no-shows", "around $2k a month", "my partner decides",
         "in 3 months", "thanks, bye"],
        {"company": "Bright Smile Dental", "sector": "healthcare", "employees": 25,
         "pain": "we keep losing patients because of no-shows", "budget": money(2000, "USD"),
         "authority": decides("other", "my partner"), "timeline": when("in 3 months", 90)},
        ends=True, contains={0: "price list"},
    ),
    Script(
        "an agency that books, in English",
        ["Hello! I'd like to know more about your product", "I'm with Northwind Agency", "12",
         "too much manual reporting", "can we schedule a call?", "yes, tuesday works"],
        {"company": "Northwind Agency", "sector": "marketing", "employees": 12,
         "pain": "too much manual reporting"},
        booking=True, contains={3: LINK, 4: LINK},
    ),
    Script(
        "a person is wanted, in English",
        ["good morning", "can I talk to a real person please"],
        {}, ends=True, handoff=True, locale="en",
    ),
    Script(
        "an English tenant and a contact of few words",
        ["ok", "Maple Hardware", "hardware store", "8", "not sure yet", "no idea", "me",
         "next month"],
        {"company": "Maple Hardware", "sector": "building materials", "employees": 8,
         "authority": decides("self"), "timeline": when("next month", 60)},
        locale="en", contains={0: "the name of your company"},
    ),
]  # fmt: skip


def without_links(text: str) -> str:
    return re.sub(r"https?://\S+", "", text)


def sentences(text: str) -> set[str]:
    return {
        part.strip() for part in re.split(r"(?<=[.!?])\s+", without_links(text)) if part.strip()
    }


@pytest.fixture(params=SCRIPTS, ids=lambda script: script.name)
def played(request):
    script: Script = request.param
    talk = Talk(locale=script.locale, booking_url=LINK if script.booking else None)
    for line in script.lines:
        talk.say(line)
    return script, talk


def test_every_turn_asks_exactly_one_question_until_the_talk_ends(played):
    script, talk = played

    asked = [without_links(text).count("?") for text in talk.texts]

    closing = [0] if script.ends else []
    assert asked == [1] * (len(asked) - len(closing)) + closing


def test_no_wording_comes_twice_in_a_row(played):
    _, talk = played

    for before, after in itertools.pairwise(talk.texts):
        assert not sentences(before) & sentences(after)


def test_the_fields_are_learned(played):
    script, talk = played

    assert talk.fields == script.fields


def test_the_talk_ends_as_it_should(played):
    script, talk = played

    handoffs = [reply.next_action.handoff for reply in talk.replies]
    assert (handoffs[-1] is not None) == script.handoff
    assert not any(handoffs[:-1])
    for turn, text in script.contains.items():
        assert text in talk.texts[turn]
