"""From what the database knows about a turn to the call that its agent gets."""

from typing import Any

from dom360.kit.phones import is_operator_number
from dom360.protocol import AgentProfile, AgentRequest
from dom360.protocol.request import Callback
from dom360.turns.models import TurnState
from dom360.web.agent_call import AgentCall


def build_call(
    request_id: str,
    question: str,
    turn: TurnState,
    *,
    default_url: str,
    callback: Callback | None = None,
    profile: AgentProfile | None = None,
) -> AgentCall:
    context = turn.context
    assert context is not None, "a claimed turn has its context"
    return AgentCall(
        endpoint_url=context["endpoint_url"] or default_url,
        agent_type=context["agent_type"],
        request=AgentRequest.model_validate(
            _body(request_id, question, turn, context) | {"callback": callback, "agent": profile}
        ),
        timeout_ms=context["timeout_ms"],
        trusted=not context["endpoint_url"],
        history=context["history"],
    )


def profile_of(
    context: dict[str, Any], *, key: str | None, problem: str | None
) -> AgentProfile | None:
    """Who answers and with which model. For the platform's own agents only: it may hold a key."""
    agent = context.get("agent")
    if agent is None or context["endpoint_url"]:
        return None
    texts = ("id", "name", "persona", "tone", "products", "locale", "temperature")
    limits = ("max_output_tokens", "max_tool_calls", "max_turn_tokens")
    return AgentProfile.model_validate(
        {name: agent[name] for name in (*texts, *limits)}
        | {"model": _model(agent, key, problem) if agent["provider"] else None}
    )


def _model(agent: dict[str, Any], key: str | None, problem: str | None) -> dict[str, Any]:
    return {
        "provider": agent["provider"],
        "name": agent["model"],
        "fallback": agent["fallback_model"],
        "base_url": agent["base_url"],
        "api_key": key,
        "problem": problem,
    }


def _body(
    request_id: str, question: str, turn: TurnState, context: dict[str, Any]
) -> dict[str, object]:
    tenant, contact, rag = context["tenant"], context["contact"], context["rag"]
    return {
        "request_id": request_id,
        "tenant": {
            "tenant_id": tenant["id"],
            "name": tenant["name"],
            "slug": tenant["slug"],
            "locale": tenant["locale"],
            "timezone": tenant["timezone"],
        },
        "routing": {"inbox_id": context["inbox_id"], "agent_type": context["agent_type"]},
        "message": {"content": question, "created_at": turn.message_at.isoformat()},
        "sender": {
            "phone_e164": None if is_operator_number(contact["phone"]) else contact["phone"],
            "name": contact["name"],
            "contact_id": contact["id"],
            # A visitor's claim never stands where agents look somebody up.
            "claimed_phone_e164": contact["claimed_phone"],
            "phone_verified": contact["claimed_phone"] is None,
        },
        "conversation": {
            "id": str(turn.conversation_id),
            "status": context["conversation_status"],
        },
        "rag_options": {
            "enabled": rag["enabled"],
            "top_k": rag["top_k"],
            "match_threshold": float(rag["match_threshold"]),
        },
        "calendar_booking": context["booking"],
        "inbox": context["inbox"],
    }
