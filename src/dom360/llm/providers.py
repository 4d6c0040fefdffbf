"""From a model's name and address to pydantic-ai's object that speaks with it.

Every client is given its key and its address, also where there is none: what is left out the
providers' libraries look for in the environment. They never repeat a call; the turn does, which
knows its deadline (dom360.agents.model.attempts). Imported late: each takes a second to load.
"""

import re
from typing import TYPE_CHECKING, Any, cast

from dom360.llm.http import CONNECT_S, LONGEST_S
from dom360.llm.spec import ModelSpec, Provider

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model
    from pydantic_ai.profiles import ModelProfile

OPENAI = "https://api.openai.com/v1"
ANTHROPIC = "https://api.anthropic.com"
GOOGLE = "https://generativelanguage.googleapis.com"
# Servers on one's own machine ask for no key; the libraries will not do without.
_NO_KEY = "none"
BEDROCK_ADDRESS = re.compile(
    r"https://bedrock-runtime(?:-fips)?\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/?"
)


class Unusable(Exception):
    """A model that cannot be asked as it is described; the text says what is missing."""


def build(spec: ModelSpec, http: "httpx2.AsyncClient") -> "Model[Any]":
    """Takes a second the first time: call it in a thread."""
    makers = {
        "openai": _openai,
        "anthropic": _anthropic,
        "google": _google,
        "bedrock": _bedrock,
    }
    return makers[spec.provider](spec, http)


def default_address(provider: Provider) -> str | None:
    return {"openai": OPENAI, "anthropic": ANTHROPIC, "google": GOOGLE}.get(provider)


def _openai(spec: ModelSpec, http: "httpx2.AsyncClient") -> "Model[Any]":
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(
        api_key=spec.api_key or _NO_KEY,
        base_url=spec.base_url or OPENAI,
        http_client=http,
        max_retries=0,
    )
    provider = OpenAIProvider(openai_client=client)
    if spec.base_url is None or spec.base_url.startswith(OPENAI):
        return OpenAIChatModel(spec.name, provider=provider)
    return OpenAIChatModel(spec.name, provider=provider, profile=_of_another_server)


def _of_another_server(known: "ModelProfile") -> "ModelProfile":
    """Ollama, vLLM and their like know the old name of a field; OpenAI wants the new one."""
    changes = {
        "openai_chat_supports_max_completion_tokens": False,
        "openai_supports_strict_tool_definition": False,
    }
    return cast("ModelProfile", {**known, **changes})


def _anthropic(spec: ModelSpec, http: "httpx2.AsyncClient") -> "Model[Any]":
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    client = AsyncAnthropic(
        api_key=spec.api_key or _NO_KEY,
        base_url=spec.base_url or ANTHROPIC,
        http_client=http,
        max_retries=0,
    )
    return AnthropicModel(spec.name, provider=AnthropicProvider(anthropic_client=client))


def _google(spec: ModelSpec, http: "httpx2.AsyncClient") -> "Model[Any]":
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    provider = GoogleProvider(
        api_key=spec.api_key or _NO_KEY, base_url=spec.base_url or GOOGLE, http_client=http
    )
    return GoogleModel(spec.name, provider=provider)


def _bedrock(spec: ModelSpec, _: "httpx2.AsyncClient") -> "Model[Any]":
    """Amazon's client opens connections by itself, past our guard: it is sent to Amazon only.

    Without a key the operator's own model takes the machine's AWS credentials, a tenant's never.
    """
    found = BEDROCK_ADDRESS.fullmatch(spec.base_url or "")
    if found is None:
        raise Unusable("Bedrock needs the address of a region's endpoint.")
    if spec.api_key is None and not spec.trusted:
        raise Unusable("Bedrock needs a key.")
    from pydantic_ai.models.bedrock import BedrockConverseModel
    from pydantic_ai.providers.bedrock import BedrockProvider

    options: dict[str, Any] = {
        "base_url": spec.base_url,
        "region_name": found["region"],
        "aws_read_timeout": LONGEST_S,
        "aws_connect_timeout": CONNECT_S,
    }
    if spec.api_key is not None:
        options["api_key"] = spec.api_key
    provider = BedrockProvider(**options)
    return BedrockConverseModel(spec.name, provider=provider)
