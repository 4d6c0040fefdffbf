"""One turn: the request in, what the agent says and wants out."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import JsonValue

from dom360.agents import copilot, record, sdr
from dom360.agents.draft import Draft
from dom360.agents.thinking import Thinking, think
from dom360.agents.tokens import count_tokens
from dom360.agents.tools import ModelTools, Tools
from dom360.llm.faults import Reason
from dom360.protocol import (
    AgentOutput,
    AgentRequest,
    AgentType,
    AgentUsage,
    NextAction,
)

if TYPE_CHECKING:
    from dom360.agents.model.run import Answered

MODEL_NAME = "dom360-builtin-1"
TOOLS_CALLED = {AgentType.SDR: record.CALLS, AgentType.COPILOT: copilot.CALLS}


@dataclass(frozen=True, slots=True)
class TurnResult:
    output: AgentOutput
    usage: AgentUsage
    session: str
    next_action: NextAction


async def answer_turn(
    request: AgentRequest,
    tools: ModelTools | None = None,
    *,
    thinking: Thinking | None = None,
    failed: Reason | None = None,
) -> TurnResult:
    """Answer one message, with the model that was chosen for it, or by the built-in policy.

    The policy answers also where the model fails, and `structured` says so: nobody goes unanswered.
    `failed`: the model did so before, and is not asked again.
    """
    thought: Answered | Reason | None = failed
    if thinking is not None and failed is None:
        thought = await think(request, tools, thinking)
    if thought is not None and not isinstance(thought, Reason) and thought.text is not None:
        return _from_model(request, tools, thought)
    result = await answer_by_policy(request, tools)
    return result if thought is None else _degraded(result, thought)


async def answer_by_policy(request: AgentRequest, tools: Tools | None) -> TurnResult:
    """Deterministic: the same request and the same results of its tools get the same words."""
    if request.routing.agent_type is AgentType.SDR:
        draft = await sdr.answer(request, tools)
    else:
        draft = await copilot.answer(request, tools)
    return TurnResult(
        output=AgentOutput(
            text=draft.text,
            structured=draft.structured,
            tool_calls=tools.made if tools is not None else [],
            rag_context=list(draft.hits),
        ),
        usage=_counted(draft),
        session=_session(request),
        next_action=NextAction(handoff=draft.handoff),
    )


def _from_model(
    request: AgentRequest, tools: ModelTools | None, answered: "Answered"
) -> TurnResult:
    structured = answered.structured | {"models": answered.spent.as_facts()}
    if answered.reason is not None:
        structured |= {"fallback": True, "fallback_reason": answered.reason.value}
    if not answered.spent.by_model:
        # Not every server counts its tokens. None is what the books hold then, and this says why.
        structured["usage_reported"] = False
    if request.agent is not None and request.agent.id is not None:
        structured["agent_id"] = request.agent.id
    return TurnResult(
        output=AgentOutput(
            text=answered.text or "",
            structured=structured,
            tool_calls=tools.made if tools is not None else [],
            rag_context=list(answered.hits),
        ),
        usage=answered.spent.as_usage(answered.model),
        session=_session(request),
        next_action=NextAction(handoff=answered.handoff),
    )


def _degraded(result: TurnResult, thought: "Answered | Reason") -> TurnResult:
    """The policy's answer, marked, with what the failed model cost."""
    reason = thought if isinstance(thought, Reason) else thought.reason or Reason.UNAVAILABLE
    facts: dict[str, JsonValue] = {"degraded": True, "degraded_reason": reason.value}
    usage = result.usage
    if not isinstance(thought, Reason) and thought.spent.by_model:
        facts["models"] = thought.spent.as_facts()
        usage = thought.spent.as_usage(thought.model)
    output = result.output.model_copy(update={"structured": result.output.structured | facts})
    return replace(result, output=output, usage=usage)


def _counted(draft: Draft) -> AgentUsage:
    return AgentUsage(
        input_tokens=count_tokens(*draft.read),
        output_tokens=count_tokens(draft.text),
        cached_tokens=0,
        model=MODEL_NAME,
    )


def _session(request: AgentRequest) -> str:
    return f"{request.tenant.tenant_id}:{request.conversation.id}"[:200]
