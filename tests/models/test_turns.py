"""A turn with a model, end to end: what it says, what it costs, and what it does."""

from tests.doubles.fake_model import say
from tests.models.conftest import (
    TENANT_KEY,
    Desk,
)


async def test_the_model_answers_and_its_tokens_are_in_the_books(desk: Desk):
    desk.script(say("Oi, Ana! Como posso ajudar?", tokens=(120, 30, 50)))

    answer = await desk.say("Olá")

    message = answer.json["assistant_message"]
    usage = answer.json["usage"]
    assert message["content"] == "Oi, Ana! Como posso ajudar?"
    assert usage["input_tokens"] == 120
    assert (usage["output_tokens"], usage["cached_tokens"]) == (30, 50)
    assert message["model"] == desk.model
    (asked,) = desk.asked
    assert asked.headers["Authorization"] == f"Bearer {TENANT_KEY}"
