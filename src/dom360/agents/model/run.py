"""One turn with a model: ask, let it use its tools, ask again, until it has said its answer."""

from dataclasses import dataclass, field
from typing import Any

from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    ToolReturnPart,
)
from pydantic_ai.settings import ModelSettings

from dom360.agents.knowledge import CALL as SEARCH
from dom360.agents.model import facts
from dom360.agents.model.attempts import Attempts, GaveUp
from dom360.agents.model.budget import Clock, Spent
from dom360.agents.model.history import messages_of
from dom360.agents.model.links import hosts_of
from dom360.agents.model.prompt import Prompt, write
from dom360.agents.model.toolbox import Toolbox
from dom360.agents.model.voice import Voice
from dom360.agents.phrasing import CATALOGUES
from dom360.agents.thinking import Tell
from dom360.agents.tools import ModelTools
from dom360.llm.faults import Reason
from dom360.llm.models import Models
from dom360.llm.spec import Limits, ModelSpec
from dom360.protocol import AgentRequest, AgentType, Handoff, RagHit


@dataclass(frozen=True, slots=True)
class Answered:
    """`text` is None where the model gave up; `reason` says why."""

    text: str | None
    reason: Reason | None
    spent: Spent
    model: str = ""
    structured: dict[str, Any] = field(default_factory=dict)
    hits: tuple[RagHit, ...] = ()
    handoff: Handoff | None = None


async def answer(
    request: AgentRequest,
    tools: ModelTools | None,
    models: Models,
    chain: tuple[ModelSpec, ...],
    limits: Limits,
    *,
    seconds: float,
    tell: Tell | None,
) -> Answered:
    """`tell` hears tokens and tools while they come."""
    attempts = Attempts(models, chain, Clock(seconds), limits.request_s)
    offers = await tools.offered() if tools is not None else []
    if not request.rag_options.enabled:
        offers = [offer for offer in offers if offer.name != SEARCH]
    prompt = write(request, with_tools=bool(offers))
    toolbox = Toolbox(tools, offers, limits.max_tool_calls, tell or _nobody)
    sells = request.routing.agent_type is AgentType.SDR
    voice = Voice(hosts_of(request), prompt.language, tell, one_question=sells)
    turn = _Turn(request, prompt, toolbox, attempts, limits, voice)
    try:
        text, reason = await turn.run(), attempts.fallback_reason
    except GaveUp as gave_up:
        if toolbox.handoff is None:
            return Answered(None, gave_up.reason, attempts.spent)
        # It passed the conversation on before it failed: that holds, and is said in our words.
        text, reason = CATALOGUES[prompt.language].handoff[0], gave_up.reason
    return Answered(
        text,
        reason,
        attempts.spent,
        attempts.model_name,
        turn.structured(text),
        tuple(toolbox.hits),
        toolbox.handoff,
    )


class _Turn:
    def __init__(
        self,
        request: AgentRequest,
        prompt: Prompt,
        toolbox: Toolbox,
        attempts: Attempts,
        limits: Limits,
        voice: Voice,
    ) -> None:
        self._request = request
        self._prompt = prompt
        self._toolbox = toolbox
        self._attempts = attempts
        self._limits = limits
        self._voice = voice

    async def run(self) -> str:
        messages = messages_of(self._request, self._prompt.text)
        while True:
            response = await self._ask(messages)
            self._voice.said(response.text or "")
            if not response.tool_calls:
                break
            messages.append(response)
            messages.append(await self._use_tools(response))
            if self._toolbox.farewell is not None:
                self._voice.add(self._toolbox.farewell)
                break
        text = self._voice.whole()
        if not text:
            # An image or a link was all that it said.
            raise GaveUp(Reason.EMPTY_ANSWER)
        return text

    async def _ask(self, messages: list[ModelMessage]) -> ModelResponse:
        if self._attempts.spent.total >= self._limits.max_turn_tokens:
            raise GaveUp(Reason.TOKEN_LIMIT)
        last = self._toolbox.offered and self._toolbox.exhausted
        response = await self._attempts.ask(
            messages,
            self._toolbox.parameters(),
            _settings(self._limits, no_more_tools=last),
            voice=self._voice if self._voice.listened_to else None,
            may_be_empty=self._voice.has_words,
        )
        if last and response.tool_calls:
            # Told that there are no more, it asks on: it would never come to an end.
            raise GaveUp(Reason.TOOL_LOOP)
        return response

    async def _use_tools(self, response: ModelResponse) -> ModelRequest:
        """One after another: a lead is made before it is commented on."""
        returns = [
            ToolReturnPart(
                tool_name=call.tool_name,
                content=await self._toolbox.run(call),
                tool_call_id=call.tool_call_id,
            )
            for call in response.tool_calls
        ]
        return ModelRequest(parts=returns, instructions=self._prompt.text)

    def structured(self, text: str) -> dict[str, Any]:
        if self._request.routing.agent_type is AgentType.SDR:
            found = facts.sdr_facts(self._request, self._toolbox, text, self._prompt.language)
        else:
            found = facts.copilot_facts(self._toolbox)
        return found | {"prompt_version": self._prompt.version}


def _settings(limits: Limits, *, no_more_tools: bool) -> ModelSettings:
    settings = ModelSettings(max_tokens=limits.max_output_tokens)
    if limits.temperature is not None:
        settings["temperature"] = limits.temperature
    if no_more_tools:
        settings["tool_choice"] = "none"
    return settings


def _nobody(_: str, __: dict[str, Any]) -> None:
    return
