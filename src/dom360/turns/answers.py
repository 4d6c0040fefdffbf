"""The answer to a chat call, the same to the byte whether it was just made or stored long ago."""

from dom360.conversations.schemas import (
    AssistantMessageView,
    MessageView,
    RagHit,
    ToolCall,
    Usage,
)
from dom360.protocol import AgentAnswer
from dom360.turns.models import AnsweredTurn, FinishedTurn, TurnRequest, TurnState
from dom360.turns.schemas import HandedOverTurn, TurnAnswer

# As find_answered_turn cuts it.
MAX_REASON = 100


def from_finished(
    request: TurnRequest, turn: TurnState, answer: AgentAnswer, finished: FinishedTurn
) -> AnsweredTurn:
    """The same row that find_answered_turn would read, without reading it."""
    usage, structured = answer.usage, answer.agent_output.structured
    reason = structured.get("degraded_reason")
    return AnsweredTurn(
        request_id=request.request_id,
        conversation_id=turn.conversation_id,
        latency_ms=finished.latency_ms,
        question_id=turn.message_id,
        question_index=turn.message_index,
        question=request.content,
        question_at=turn.message_at,
        answer_id=finished.message_id,
        answer_index=finished.message_index,
        answer=answer.agent_output.text,
        answer_at=finished.message_at,
        model=usage.model,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cached_tokens=usage.cached_tokens,
        total_tokens=usage.total_tokens,
        cost_micro_usd=finished.cost_micro_usd,
        tool_calls=finished.tool_calls,
        rag_context=finished.rag_context,
        degraded=structured.get("degraded") is True,
        degraded_reason=reason[:MAX_REASON] if isinstance(reason, str) else None,
    )


def question_view(turn: TurnState, content: str) -> MessageView:
    return MessageView(
        id=turn.message_id,
        message_index=turn.message_index,
        role="user",
        content=content,
        created_at=turn.message_at,
    )


def handed_over(request: TurnRequest, turn: TurnState) -> HandedOverTurn:
    return HandedOverTurn(
        conversation_id=turn.conversation_id,
        request_id=request.request_id,
        user_message=question_view(turn, request.content),
    )


def compose(turn: AnsweredTurn) -> TurnAnswer:
    return TurnAnswer(
        conversation_id=turn.conversation_id,
        request_id=turn.request_id,
        user_message=MessageView(
            id=turn.question_id,
            message_index=turn.question_index,
            role="user",
            content=turn.question,
            created_at=turn.question_at,
        ),
        assistant_message=AssistantMessageView(
            id=turn.answer_id,
            message_index=turn.answer_index,
            role="assistant",
            content=turn.answer,
            created_at=turn.answer_at,
            tool_calls=[ToolCall.model_validate(call) for call in turn.tool_calls],
            rag_context=[RagHit.model_validate(hit) for hit in turn.rag_context],
            model=turn.model,
            degraded=turn.degraded,
            degraded_reason=turn.degraded_reason,
        ),
        usage=Usage(
            input_tokens=turn.input_tokens,
            output_tokens=turn.output_tokens,
            cached_tokens=turn.cached_tokens,
            total_tokens=turn.total_tokens,
            model=turn.model,
            cost_micro_usd=turn.cost_micro_usd,
        ),
        latency_ms=turn.latency_ms,
    )
