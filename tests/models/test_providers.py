"""Anthropic, Google and Bedrock, by doubles of their published answers; none was called live."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiohttp import web
from botocore.stub import Stubber

from dom360.agents import Thinking, TurnResult, answer_turn
from dom360.agents.tools import ToolOffer, ToolOutcome
from dom360.llm.faults import Reason
from dom360.llm.models import Models
from dom360.llm.providers import Unusable
from dom360.llm.spec import ModelSpec
from dom360.protocol import AgentRequest, ToolCall
from dom360.web.ssrf import Guard
from tests.agent_api.bodies import body

OFFER = ToolOffer(
    "update_qualification",
    "Store what the contact told.",
    {
        "type": "object",
        "properties": {"fields": {"$ref": "#/$defs/Fields"}},
        "$defs": {"Fields": {"type": "object", "properties": {"company": {"type": "object"}}}},
    },
)
QUALIFY = {"fields": {"company": {"value": "Clínica Sorriso"}}}


class OneTool:
    """The tools of a turn, without a backend."""

    def __init__(self) -> None:
        self.made: list[ToolCall] = []

    async def offered(self) -> list[ToolOffer]:
        return [OFFER]

    async def call(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        return (await self.ask(name, arguments, call_id="x")).result

    async def ask(self, name: str, arguments: Mapping[str, Any], *, call_id: str) -> ToolOutcome:
        known = name == OFFER.name
        self.made.append(ToolCall(name=name, arguments=dict(arguments), ok=known, ms=1))
        if not known:
            return ToolOutcome(None)
        return ToolOutcome({"changed": True, "lead": {"score": 35, "bant": {}, "interest": "low"}})


class Provider:
    """Answers in order, and keeps what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[dict[str, Any]] = []
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    async def answer(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append((request.path, headers, json.loads(await request.read())))
        return web.json_response(self.answers.pop(0))


@pytest.fixture
async def there() -> AsyncIterator[Provider]:
    provider = Provider()
    app = web.Application()
    app.router.add_post("/{path:.*}", provider.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    provider.url = f"http://{host}:{port}"
    yield provider
    await runner.cleanup()


@pytest.fixture
async def models() -> AsyncIterator[Models]:
    made = Models(Guard(["127.0.0.0/8"]))
    yield made
    await made.close()


async def ask(models: Models, model: dict[str, Any]) -> TurnResult:
    request = AgentRequest.model_validate(body() | {"agent": {"name": "Bia", "model": model}})
    return await answer_turn(request, OneTool(), thinking=Thinking(models))


def anthropic(content: list[dict[str, Any]], stop: str) -> dict[str, Any]:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-test-1",
        "content": content,
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {
            "input_tokens": 10,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 30,
            "output_tokens": 5,
        },
    }


async def test_anthropic_calls_a_tool_and_answers(there: Provider, models: Models):
    use = {"type": "tool_use", "id": "toolu_1", "name": OFFER.name, "input": QUALIFY}
    there.answers = [
        anthropic([use], "tool_use"),
        anthropic([{"type": "text", "text": "Oi, Maria!"}], "end_turn"),
    ]

    found = await ask(
        models,
        {"provider": "anthropic", "name": "claude-test-1", "base_url": there.url, "api_key": "k-1"},
    )

    assert found.output.text == "Oi, Maria!"
    assert found.output.structured["fields"]["company"]["value"] == "Clínica Sorriso"
    assert (found.usage.input_tokens, found.usage.output_tokens) == (80, 10)
    assert (found.usage.cached_tokens, found.usage.model) == (60, "claude-test-1")
    path, headers, sent = there.asked[1]
    assert path == "/v1/messages"
    assert headers["authorization"] == "Bearer k-1"
    assert sent["messages"][-1]["content"][0]["type"] == "tool_result"


def google(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "candidates": [
            {"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}
        ],
        "usageMetadata": {
            "promptTokenCount": 40,
            "candidatesTokenCount": 5,
            "totalTokenCount": 45,
            "cachedContentTokenCount": 30,
        },
        "modelVersion": "gemini-test-1",
    }


async def test_google_calls_a_tool_and_answers(there: Provider, models: Models):
    there.answers = [
        google([{"functionCall": {"name": OFFER.name, "args": QUALIFY}}]),
        google([{"text": "Oi, Maria!"}]),
    ]

    found = await ask(
        models,
        {"provider": "google", "name": "gemini-test-1", "base_url": there.url, "api_key": "k-2"},
    )

    assert found.output.text == "Oi, Maria!"
    assert (found.usage.input_tokens, found.usage.output_tokens) == (80, 10)
    assert found.usage.cached_tokens == 60
    path, headers, _ = there.asked[0]
    assert path.endswith("/models/gemini-test-1:generateContent")
    assert headers["x-goog-api-key"] == "k-2"


async def test_bedrock_answers(models: Models):
    address = "https://bedrock-runtime.sa-east-1.amazonaws.com"
    spec = ModelSpec("bedrock", "amazon.nova-test-v1:0", address, "k-3")
    model = await models.get(spec)
    with Stubber(model.client) as amazon:  # type: ignore[attr-defined]
        amazon.add_response(
            "converse",
            {
                "output": {"message": {"role": "assistant", "content": [{"text": "Oi, Maria!"}]}},
                "stopReason": "end_turn",
                "usage": {"inputTokens": 40, "outputTokens": 5, "totalTokens": 45},
                "metrics": {"latencyMs": 9},
            },
        )
        found = await ask(
            models,
            {
                "provider": "bedrock",
                "name": spec.name,
                "base_url": address,
                "api_key": spec.api_key,
            },
        )

    assert found.output.text == "Oi, Maria!"
    assert (found.usage.input_tokens, found.usage.model) == (40, spec.name)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "http://bedrock-runtime.sa-east-1.amazonaws.com",
        "https://bedrock-runtime.sa-east-1.amazonaws.com.evil.example",
        "https://bedrock-runtime.sa-east-1.amazonaws.com@evil.example",
        "https://evil.example/bedrock-runtime.sa-east-1.amazonaws.com",
        "http://169.254.169.254/",
    ],
)
async def test_bedrock_is_sent_to_amazon_only(models: Models, address: str | None):
    with pytest.raises(Unusable):
        await models.get(ModelSpec("bedrock", "m", address, "k"))


async def test_a_tenants_bedrock_without_a_key_gets_no_credentials_of_ours(models: Models):
    address = "https://bedrock-runtime.sa-east-1.amazonaws.com"

    found = await ask(models, {"provider": "bedrock", "name": "m", "base_url": address})

    assert found.output.structured["degraded_reason"] == Reason.NOT_USABLE
    assert found.output.text
