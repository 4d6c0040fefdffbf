"""COPILOT's policy at its limits: any text, any refusal, and what is dictated stays as it is."""

import asyncio
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dom360.agents import TurnResult, answer_turn
from dom360.agents.copilot import CALLS
from dom360.agents.copilot.desk import MOST_CALLS
from dom360.agents.phrasing.copilot import TEXTS
from dom360.protocol import AgentRequest
from dom360.protocol.request import is_blank
from evals.operators.company import LEADS, Company

WRITES = {"create_lead", "add_comment_to_lead"}
WORDS = st.sampled_from(
    ["leads", "quantos", "qualificados", "hoje", "ontem", "e", "de", "do", "a", "semana passada",
     "11 98765-4321", "Ana Souza", "inbox Vendas", "entre", "1", "15", "99/99", "outubro", "desde",
     "consumo", "funil", "resuma", "a conversa", "com", "anote", "no lead", ":", "cadastre", "?",
     ".", "\n", "mais", "top 5", "acima de 70 pontos", "“", "”", "não", "todos", "since", "até",
     "31/02/2026", "|", "#", LEADS[0]["id"], "0000-00-00", "últimos 9999 meses", "-"]
)  # fmt: skip
MESSAGES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=14).map(" ".join),
    st.text(min_size=1, max_size=120),
).filter(lambda text: not is_blank(text))


def _ask(
    text: str, *before: str, refuses: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[TurnResult, Company]:
    history = [
        {"role": ("user", "assistant")[n % 2], "content": said} for n, said in enumerate(before)
    ]
    request = AgentRequest.model_validate(
        {
            "request_id": "r",
            "tenant": {"tenant_id": 1, "timezone": "America/Sao_Paulo"},
            "routing": {"inbox_id": 2, "agent_type": "COPILOT"},
            "message": {"content": text, "created_at": "2026-11-25T15:00:00-03:00"},
            "conversation": {"id": 3, "history": history},
        }
    )
    company = Company(refuses)
    return asyncio.run(answer_turn(request, company)), company


ABOUT = "(Sobre a conversa 01a2228a-a69b-7ae9-b5ca-be7a85cc2b68 com +5511987654321.)"


@pytest.mark.parametrize(
    "question",
    ["Resuma esta conversa", "resumo", "Resuma",
     "Qual foi a última mensagem do cliente?", "resuma a conversa deste lead"],
)  # fmt: skip
def test_the_open_conversation_is_the_one_that_is_read(question: str):
    _, company = _ask(f"{question}\n\n{ABOUT}")

    assert [(call.name, call.arguments) for call in company.made] == [
        ("summarize_conversation", {"conversation_id": "01a2228a-a69b-7ae9-b5ca-be7a85cc2b68"})
    ]


def test_the_open_conversation_is_read_again_after_an_answer_that_named_it():
    said = f"Resuma esta conversa\n\n{ABOUT}"
    first, _ = _ask(said)

    _, company = _ask(said, said, first.output.text)

    assert [call.name for call in company.made] == ["summarize_conversation"]


def test_a_question_about_the_lead_of_the_open_conversation_finds_them_by_phone():
    result, company = _ask(f"O que falta saber para qualificar este contato?\n\n{ABOUT}")

    assert ("search_lead_by_phone", {"phone": "+5511987654321"}) in [
        (call.name, call.arguments) for call in company.made
    ]
    assert "Ana Souza" in result.output.text


def test_who_is_named_is_meant_and_not_the_contact_of_the_open_conversation():
    _, company = _ask(f"Resuma a conversa com Bruno Silva\n\n{ABOUT}")

    assert ("summarize_conversation", {"phone": "+5521911113333"}) in [
        (call.name, call.arguments) for call in company.made
    ]


def test_a_comment_on_this_lead_goes_to_the_contact_of_the_open_conversation():
    _, company = _ask(f"Anote neste lead: pediu desconto\n\n{ABOUT}")

    assert ("add_comment_to_lead", {"lead_id": LEADS[0]["id"], "text": "pediu desconto"}) in [
        (call.name, call.arguments) for call in company.made
    ]


def test_a_question_about_the_company_is_not_narrowed_to_the_open_conversation():
    _, company = _ask(f"Leads dos últimos 7 dias\n\n{ABOUT}")

    [call] = company.made
    assert call.name == "query_leads"
    assert set(call.arguments or {}) <= {"last_days", "first_day", "last_day", "limit", "sort"}


@settings(max_examples=250, deadline=None)
@given(text=MESSAGES, before=st.lists(MESSAGES, max_size=3))
def test_any_message_gets_an_answer_from_few_calls(text: str, before: list[str]):
    result, company = _ask(text, *before)

    assert result.output.text.strip()
    assert len(company.made) <= MOST_CALLS
    assert {call.name for call in company.made} <= set(CALLS)


@settings(max_examples=150, deadline=None)
@given(text=MESSAGES)
def test_a_question_never_writes(text: str):
    question = f"quantos {text}".replace("\n", " ").replace(".", " ").replace("!", " ")
    question = question.replace("?", " ").replace(";", " ").replace(":", " ") + "?"

    _, company = _ask(question)

    made = {call.name for call in company.made}
    later_order = any(word in question for word in ("anote", "cadastre"))
    assert later_order or not made & WRITES


@settings(max_examples=150, deadline=None)
@given(text=st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip())))
def test_a_comment_is_what_was_dictated(text: str):
    words = text.strip(" ,;-\u2013\u2014:\"“”«»'").strip()
    if not words or words != " ".join(words.split()) or not words.isprintable():
        return
    if any(mark in words for mark in "\"“”«»'"):
        return

    _, company = _ask(f"anote no lead 11 98765-4321: nota {words}")

    written = [call.arguments for call in company.made if call.name == "add_comment_to_lead"]
    assert [one["text"] for one in written if one] == [
        unicodedata.normalize("NFC", f"nota {words}")
    ]


def test_a_long_comment_is_refused_and_not_cut():
    result, company = _ask("anote no lead 11 98765-4321: " + "muito " * 700)

    assert "passa de 4.000 caracteres" in result.output.text
    assert not {call.name for call in company.made} & WRITES


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ({"code": "INVALID_PERIOD", "message": "x"}, "no máximo 1.100 dias"),
        ({"code": "NAME_UNKNOWN", "details": {"names": ["Vendas", "Loja"]}}, "Há: Vendas, Loja."),
        ({"code": "SOMETHING_NEW", "message": "The moon is full."}, "The moon is full."),
        ({"code": "UNREACHABLE"}, "Tente de novo"),
        ({}, "Tente de novo"),
    ],
)
def test_a_refusal_is_told_with_its_reason(refusal: dict[str, Any], words: str):
    result, _ = _ask("leads de hoje", refuses={"query_leads": refusal})

    assert words in result.output.text


def test_what_is_too_much_for_one_answer_is_left_out_and_said():
    result, company = _ask(
        "leads de hoje e consumo de ontem e funil de outubro e leads qualificados e leads fechados"
    )

    assert len(company.made) == MOST_CALLS
    assert "Não respondi a “leads fechados”" in result.output.text


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("leads qualificaods", "QUALIFIED"),
        ("leads agendaods", "SCHEDULED"),
        ("leads desqualificadso", "UNQUALIFIED"),
        ("leads em nutriçao", "NURTURING"),
        ("LEADS FECHADOS", "CLOSED"),
    ],
)
def test_slips_of_the_keys_are_read(text: str, slip: str):
    _, company = _ask(text)

    assert company.made[0].arguments is not None
    assert company.made[0].arguments["states"] == [slip]


def test_a_name_is_never_repaired():
    _, company = _ask("leads chamados Otem Conversa")

    assert company.made[0].arguments is not None
    assert company.made[0].arguments["search"] == "Otem Conversa"


def test_both_languages_say_the_same_things():
    for one in fields(TEXTS["pt"]):
        pt, en = (getattr(TEXTS[language], one.name) for language in ("pt", "en"))
        assert type(pt) is type(en), one.name
        if isinstance(pt, dict):
            assert pt.keys() == en.keys(), one.name


def test_figures_by_inbox_name_the_inboxes():
    result, company = _ask("consumo de ontem por inbox")

    assert "- Vendas: 12.345 tokens" in result.output.text
    assert "i1" not in result.output.text
    assert [call.name for call in company.made] == ["query_consumption", "describe_crm_entity"]


@pytest.mark.parametrize(
    "text",
    [
        "o João Pedro já anotou isso?",
        "você cadastrou o lead Ana Souza, 11 98765-4321?",
        "quem registrou o 11 98765-4321?",
        "será que joga no sistema o 11 98765-4321?",
        "ela pediu desconto, quem anotou isso?",
        "chegou algum lead novo, 11 98765-4321?",
        "quando sobe esse contato, 11 98765-4321, no sistema?",
        "tem lead novo, 11 98765-4321?",
        "já anotou no lead 11 98765-4321 que ela quer desconto?",
        "cadastrei o 11 98765-4321 ontem",
        "não cadastra o 11 98765-4321 ainda",
        "não anota nada no 11 98765-4321: era engano",
        "sobe o lead 11 98765-4321 pra qualificado",
        "joga na tela o lead 11 98765-4321",
        "cadastro do cliente: 11 98765-4321",
        "o João anotou no lead 11 98765-4321 que ele sumiu",
    ],
)
def test_what_orders_nothing_never_writes(text: str):
    _, company = _ask(text)

    assert not {call.name for call in company.made} & WRITES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("agendados pra semana que vem", "não pelo da reunião"),
        ("leads parados há mais de 10 dias", "“há mais de 10 dias”"),
        ("leads sem e-mail", "E-mail e documento não são campos"),
    ],
)
def test_a_condition_that_is_no_filter_is_named(text: str, words: str):
    result, _ = _ask(text)

    assert words in result.output.text


def test_a_figure_of_leads_says_that_its_days_are_those_of_their_creation():
    result, _ = _ask("os qualificados de ontem")

    assert "criados em 24/11/2026" in result.output.text
