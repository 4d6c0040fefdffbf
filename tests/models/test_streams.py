"""A model's words while they come: through the Agent API's events and the Backend's."""

import json
from typing import Any

from tests.doubles.fake_model import call, fail, half, say
from tests.models.conftest import PHONE, Desk

LONG = "Oi, Ana! Que bom falar com você. Conte um pouco: qual é a maior dificuldade hoje?"


async def listen(desk: Desk, text: str = "olá", **fields: Any) -> list[tuple[str, dict[str, Any]]]:
    answer = await desk.client.stream(text, sender_phone=PHONE, **fields)
    assert answer.status == 200, answer.raw
    events = []
    for block in answer.raw.decode().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in lines:
            events.append((lines["event"], json.loads(lines["data"])))
    return events


def heard(events: list[tuple[str, dict[str, Any]]]) -> str:
    return "".join(data["text"] for name, data in events if name == "token")


async def test_the_words_come_as_the_model_says_them(desk: Desk):
    desk.script(say(LONG, pieces=12, tokens=(90, 25, 40)))

    events = await listen(desk)

    names = [name for name, _ in events]
    last = events[-1][1]
    assert names[0] == "user_message"
    assert names.count("token") > 4
    assert heard(events) == last["content"] == LONG
    assert desk.asked[0].body["stream"] is True
    assert (last["usage"]["input_tokens"], last["usage"]["cached_tokens"]) == (90, 40)


async def test_tools_are_told_before_the_words_that_follow(desk: Desk):
    desk.script(call("create_lead", {}, text="Um instante."), say("Pronto, tudo certo por aqui."))

    events = await listen(desk)

    names = [name for name, _ in events]
    assert names.index("tool_call") < len(names) - 1 - names[::-1].index("token")
    assert heard(events) == events[-1][1]["content"]
    assert events[-1][1]["content"] == "Um instante.\n\nPronto, tudo certo por aqui."


async def test_a_stream_that_breaks_off_is_asked_again_and_only_the_whole_counts(desk: Desk):
    desk.script(half("Oi, vou te contar que "), say("Resposta inteira."))

    events = await listen(desk)

    assert events[-1][0] == "assistant_message"
    assert events[-1][1]["content"] == "Resposta inteira."
    assert "Resposta inteira." not in heard(events)


async def test_a_model_that_fails_before_its_first_word_is_answered_for_as_a_stream(desk: Desk):
    desk.script(fail(500))

    events = await listen(desk, "somos uma clínica")

    assert heard(events) == events[-1][1]["content"]
    assert events[-1][1]["model"] == "dom360-builtin-1"


async def test_foreign_links_and_images_are_not_streamed_in_any_cut(desk: Desk):
    text = "Veja ![gato](https://evil.example/p.png?d=1) e [aqui](https://evil.example/x) agora."
    for pieces in (1, 7, 40, len(text)):
        desk.script(say(text, pieces=pieces))

        events = await listen(desk, f"oi {pieces}")

        assert "evil.example" not in json.dumps(events)
        assert heard(events) == events[-1][1]["content"] == "Veja gato e aqui agora."
