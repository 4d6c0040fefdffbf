"""One turn: the request in, what the agent says and wants out."""

from dataclasses import dataclass

from dom360.agents import copilot, operator, record, sdr
from dom360.agents.tokens import count_tokens
from dom360.agents.tools import Tools
from dom360.protocol import (
    AgentOutput,
    AgentRequest,
    AgentType,
    AgentUsage,
    NextAction,
)

MODEL_NAME = "dom360-builtin-1"
TOOLS_CALLED = {AgentType.SDR: record.CALLS, AgentType.COPILOT: operator.CALLS}


@dataclass(frozen=True, slots=True)
class TurnResult:
    output: AgentOutput
    usage: AgentUsage
    session: str
    next_action: NextAction


async def answer_turn(request: AgentRequest, tools: Tools | None = None) -> TurnResult:
    """Answer one message. Deterministic: the same request and the same results of its tools get
    the same words.
    """
    if request.routing.agent_type is AgentType.SDR:
        draft = await sdr.answer(request, tools)
    else:
        asked = await operator.answer(request, tools) if tools is not None else None
        draft = asked or copilot.answer(request)
    return TurnResult(
        output=AgentOutput(
            text=draft.text,
            structured=draft.structured,
            tool_calls=tools.made if tools is not None else [],
            rag_context=list(draft.hits),
        ),
        usage=AgentUsage(
            input_tokens=count_tokens(*draft.read),
            output_tokens=count_tokens(draft.text),
            cached_tokens=0,
            model=MODEL_NAME,
        ),
        session=f"{request.tenant.tenant_id}:{request.conversation.id}"[:200],
        next_action=NextAction(handoff=draft.handoff),
    )
