"""What a question to a model looks like in a trace: its numbers, never its words."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.trace import Span
from pydantic_ai.messages import ModelResponse
from pydantic_ai.settings import ModelSettings

from dom360.kit.tracing import client_span
from dom360.llm.spec import ModelSpec

# The names of the semantic conventions.
_PROVIDERS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google": "gcp.gemini",
    "bedrock": "aws.bedrock",
}


@contextmanager
def question_span(spec: ModelSpec, settings: ModelSettings) -> Iterator[Span]:
    with client_span(
        f"chat {spec.name}",
        gen_ai__operation__name="chat",
        gen_ai__provider__name=_PROVIDERS[spec.provider],
        gen_ai__request__model=spec.name,
        gen_ai__request__temperature=settings.get("temperature"),
        gen_ai__request__max_tokens=settings.get("max_tokens"),
    ) as span:
        yield span


def describe_response(span: Span, response: ModelResponse) -> None:
    if response.model_name:
        span.set_attribute("gen_ai.response.model", response.model_name)
    if response.finish_reason:
        span.set_attribute("gen_ai.response.finish_reasons", [response.finish_reason])
    span.set_attribute("gen_ai.usage.input_tokens", response.usage.input_tokens)
    span.set_attribute("gen_ai.usage.output_tokens", response.usage.output_tokens)
