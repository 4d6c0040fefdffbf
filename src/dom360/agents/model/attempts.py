"""One question to a model, asked until somebody answers it: again, then of the fallback model.

The loop is ours and not pydantic-ai's: it has to know the turn's deadline, count what failed
questions cost, and go on with another model where this one stopped, without calling a tool twice.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Any

from pydantic_ai.direct import model_request, model_request_stream
from pydantic_ai.messages import (
    ModelMessage,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
)
from pydantic_ai.models import Model, ModelRequestParameters, StreamedResponse
from pydantic_ai.settings import ModelSettings

from dom360.agents.model.budget import Clock, Spent
from dom360.agents.model.spans import describe_response, question_span
from dom360.agents.model.voice import Voice
from dom360.llm import metrics
from dom360.llm.faults import Fault, Reason, read
from dom360.llm.models import Models
from dom360.llm.spec import ModelSpec

# Questions to one model before the next one is asked.
TRIES = 2
# Less than this is no time for an answer.
_LEAST_S = 0.3
_BACKOFF_S = 0.25
# Of the time left, what a model may take that has another one behind it.
_SHARE = 0.6

_sleep = asyncio.sleep


class GaveUp(Exception):
    """No model answered in time; the built-in policy does."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Attempts:
    """Of one turn: once a model was given up, the rest of the turn is with the next one."""

    def __init__(
        self, models: Models, chain: Sequence[ModelSpec], clock: Clock, request_s: float
    ) -> None:
        self._models = models
        self._chain = [spec for spec in chain if not models.health.rests(spec)]
        self._clock = clock
        self._request_s = request_s
        self.spent = Spent()
        self._chosen = chain[0]
        # What first went wrong. A second try may have mended it.
        self._first_reason = None if len(self._chain) == len(chain) else Reason.RESTING

    @property
    def model_name(self) -> str:
        return self._chain[0].name if self._chain else ""

    @property
    def fallback_reason(self) -> Reason | None:
        """Why another model than the chosen one is asked; None where it is the chosen one."""
        return self._first_reason if self._chain[:1] != [self._chosen] else None

    async def ask(
        self,
        messages: list[ModelMessage],
        parameters: ModelRequestParameters,
        settings: ModelSettings,
        *,
        voice: Voice | None = None,
        may_be_empty: bool = False,
    ) -> ModelResponse:
        """Raises GaveUp."""
        tries = 0
        while self._chain:
            tries += 1
            if self._clock.left() < _LEAST_S:
                raise GaveUp(self._blame(Reason.TIMEOUT))
            try:
                return await self._traced(messages, parameters, settings, voice, may_be_empty)
            except Fault as fault:
                self._blame(fault.reason)
                if not await self._again(fault, tries):
                    self._chain.pop(0)
                    tries = 0
        raise GaveUp(self._blame(Reason.RESTING))

    def _blame(self, reason: Reason) -> Reason:
        self._first_reason = self._first_reason or reason
        return self._first_reason

    async def _traced(
        self,
        messages: list[ModelMessage],
        parameters: ModelRequestParameters,
        settings: ModelSettings,
        voice: Voice | None,
        may_be_empty: bool,
    ) -> ModelResponse:
        with question_span(self._chain[0], settings) as span:
            response = await self._once(messages, parameters, settings, voice, may_be_empty)
            describe_response(span, response)
        return response

    async def _once(
        self,
        messages: list[ModelMessage],
        parameters: ModelRequestParameters,
        settings: ModelSettings,
        voice: Voice | None,
        may_be_empty: bool,
    ) -> ModelResponse:
        spec, health = self._chain[0], self._models.health
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._time()):
                model = await self._models.get(spec)
                if voice is None:
                    response = await model_request(
                        model,
                        messages,
                        model_settings=settings,
                        model_request_parameters=parameters,
                    )
                    self.spent.add(spec.name, response.usage)
                else:
                    response = await self._stream(model, messages, parameters, settings, voice)
            _check(response, may_be_empty=may_be_empty)
        except Exception as error:
            # Whatever a library raises over a broken answer ends here; our own bugs don't.
            fault = read(error)
            metrics.model_failed(spec.provider, (fault.reason if fault else Reason.OURS).value)
            if fault is None:
                raise
            health.failed(spec, fault.reason)
            if voice is not None:
                voice.failed()
            raise fault from None
        health.succeeded(spec)
        metrics.model_answered(spec.provider, time.perf_counter() - started)
        return response

    async def _stream(
        self,
        model: Model[Any],
        messages: list[ModelMessage],
        parameters: ModelRequestParameters,
        settings: ModelSettings,
        voice: Voice,
    ) -> ModelResponse:
        stream: StreamedResponse | None = None
        try:
            async with model_request_stream(
                model, messages, model_settings=settings, model_request_parameters=parameters
            ) as stream:
                async for event in stream:
                    text = _text_of(event)
                    if text:
                        voice.piece(text)
            return stream.get()
        finally:
            if stream is not None:
                self.spent.add(self._chain[0].name, stream.usage)

    def _time(self) -> float:
        share = _SHARE if len(self._chain) > 1 else 1.0
        return min(self._request_s, self._clock.left() * share)

    async def _again(self, fault: Fault, tries: int) -> bool:
        """Wait and ask the same model again, where that may help and time is left for it."""
        if not fault.repeatable or tries >= TRIES:
            return False
        wait = fault.wait_s
        if wait is None:
            wait = _BACKOFF_S * (1 + random.random())  # noqa: S311  # spreads calls, hides nothing
        # Who asks for more than a part of what is left is not waited for.
        if wait > self._time() / 2:
            return False
        await _sleep(wait)
        return True


def _text_of(event: object) -> str:
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    return ""


def _check(response: ModelResponse, *, may_be_empty: bool) -> None:
    if not (may_be_empty or response.tool_calls or (response.text or "").strip()):
        raise Fault(Reason.EMPTY_ANSWER, repeatable=True)
