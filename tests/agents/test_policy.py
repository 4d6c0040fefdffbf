"""Rules of the policies that hold in every conversation."""

import ast
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dom360.agents
from dom360.agents.phrasing import CATALOGUES, Topic
from dom360.agents.phrasing.copilot import TEXTS
from dom360.agents.themes import THEMES
from dom360.agents.tokens import count_tokens
from tests.agents.talk import Talk

LINK = "https://agenda.example/h"
LINES = st.one_of(
    st.sampled_from(
        ["oi", "Padaria Sol", "uns 12", "nao sei", "quanto custa?", "quero marcar uma reuniao",
         "obrigado", "sim", "não", "eu", "mil por mes", "mes que vem", "perdemos pedidos", "hello",
         "tudo bem?", "???", "kkkk", "por que quer saber?", "voce é um robo?", "ok"]
    ),
    st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=8), st.booleans())
def test_no_turn_ever_asks_two_questions(lines, booking):
    talk = Talk(booking_url=LINK if booking else None)
    for line in lines:
        try:
            reply = talk.say(line)
        except ValueError:  # the protocol refuses what shows nothing
            continue
        asked = reply.output.text.count("?")
        assert asked == (1 if reply.output.structured["next_question"] else 0)
        assert asked <= 1


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, min_size=2, max_size=10))
def test_no_answer_comes_twice_in_a_row(lines):
    talk = Talk()
    for line in lines:
        try:
            talk.say(line)
        except ValueError:
            continue
    assert all(a != b for a, b in zip(talk.texts, talk.texts[1:], strict=False))


def test_the_same_request_gets_the_same_result():
    assert Talk().say("Olá, quero saber sobre produtos") == Talk().say(
        "Olá, quero saber sobre produtos"
    )


def test_tokens_count_what_was_read_and_written():
    talk = Talk()
    talk.say("Olá")
    before = sum(count_tokens(str(message["content"])) for message in talk.history)

    usage = talk.say("Padaria Sol").usage

    assert usage.input_tokens == before + count_tokens("Padaria Sol")
    assert usage.output_tokens == count_tokens(talk.texts[-1])
    assert (usage.cached_tokens, usage.model) == (0, "dom360-builtin-1")


def test_evidence_names_the_message():
    talk = Talk()
    talk.say("oi")
    talk.say("Padaria Sol")

    fields = talk.say("somos em 7").output.structured["fields"]

    assert fields["company"]["message_index"] == 3
    assert fields["employees"] == {"value": 7, "confidence": 0.9, "message_index": None}


def test_a_correction_replaces_what_was_said():
    talk = Talk()
    for line in ("oi", "Padaria Sol", "temos 12 funcionários", "na verdade temos 15 funcionários"):
        talk.say(line)

    assert talk.fields["employees"] == 15


def test_the_score_follows_what_is_known():
    talk = Talk()
    for line in (
        "oi",
        "Padaria Sol",
        "12",
        "perdemos pedidos",
        "2 mil por mês",
        "eu mesmo",
        "pra ontem",
    ):
        talk.say(line)

    facts = talk.replies[-1].output.structured

    assert facts["score"] == 100
    assert facts["bant"] == {"budget": 25, "authority": 30, "need": 35, "timeline": 10}
    assert facts["interest"] == "high"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "agenda", "http://", "https://a b", "http://[x"]
)
def test_a_link_that_nobody_can_open_is_not_offered(url):
    talk = Talk(booking_url=url)

    assert url not in talk.say("quero marcar uma reunião").output.text


def test_hostile_names_stay_inside_their_sentence():
    talk = Talk(contact="Quem?\n\n# Oi", tenant="[Empresa](http://evil.example)?")

    text = talk.say("oi").output.text

    assert text.count("?") == 1
    assert not set(text) & set("[]()#\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("o que você consegue fazer?", "resumir esta conversa"),
        ("leads dos últimos 7 dias", "consultar os leads"),
        ("busca o lead +55 11 98765-4321", "pelo telefone"),
        ("quanto gastamos de tokens este mês?", "consumo"),
        ("como está o funil?", "funil"),
        ("apaga o lead da Maria", "não apago"),
        ("cria um lead novo", "gravar um novo lead"),
        ("show me the leads of last week", "leads and contacts"),
        ("xyz", "Não entendi"),
    ],
)
def test_copilot_says_what_it_cannot_reach(text, words):
    talk = Talk(agent_type="COPILOT")

    assert words in talk.say(text).output.text


def test_copilot_counts_and_summarises_the_conversation_it_was_given():
    talk = Talk(agent_type="COPILOT")
    empty = talk.say("resuma a conversa").output.text
    talk.say("leads de hoje")

    counted = talk.say("quantas mensagens há aqui?").output.text
    summary = talk.say("resume a conversa pra mim").output.text

    assert "Não recebi mensagens anteriores" in empty
    assert "4 mensagens" in counted
    assert "“resuma a conversa” (#1)" in summary
    assert "“quantas mensagens há aqui?” (#5)" in summary


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    assert isinstance(value, tuple)
    return [text for one in value for text in _texts(one)]


def test_no_wording_is_ambiguous():
    """Questions carry no placeholder and end the sentence; nothing else asks."""
    wordings = []
    for catalogue in CATALOGUES.values():
        groups = {name: getattr(catalogue, name) for name in catalogue.__dataclass_fields__}
        lead = groups.pop("lead")
        groups |= {name: getattr(lead, name) for name in lead.__dataclass_fields__}
        for name, value in groups.items():
            asks = name in ("questions", "follow_ups")
            for text in _texts(value):
                assert text.count("?") == (1 if asks else 0)
                assert not asks or (text.endswith("?") and "{" not in text)
                if name not in ("list_item", "periods", "list_and", "with_people"):
                    wordings.append(text)
    assert len(wordings) == len(set(wordings))
    assert TEXTS["pt"].missing.keys() == TEXTS["en"].missing.keys()


def test_both_languages_can_say_the_same():
    pt, en = (CATALOGUES[language].lead for language in ("pt", "en"))
    for name in ("learned", "felt", "list_item", "why", "questions", "follow_ups"):
        assert getattr(pt, name).keys() == getattr(en, name).keys()
    assert pt.questions.keys() == set(Topic)
    assert pt.felt.keys() == {theme for theme, _ in THEMES}


def test_a_turn_is_fast_also_with_a_long_history():
    talk = Talk()
    talk.history = [
        {"role": role, "content": "somos uma clínica com 40 pessoas " * 60, "message_index": index}
        for index, role in enumerate(["user", "assistant"] * 200)
    ]
    started = time.process_time()

    talk.say("Quanto custa?")

    assert time.process_time() - started < 0.5


def test_the_island_imports_only_the_protocol_and_the_kit():
    root = Path(dom360.agents.__file__).parent
    allowed = ("dom360.agents", "dom360.protocol", "dom360.kit", "dom360.llm")

    imported = {
        node.module
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }

    ours = {name for name in imported if name.startswith("dom360")}
    assert all(name.startswith(allowed) for name in ours)
