"""How the service describes itself: its tools, its model, and how the model has been doing."""

from datetime import UTC, datetime
from typing import Literal

from dom360.agent_api.tool_client import SearchHealth
from dom360.agents import MODEL_NAME, load_model_path
from dom360.llm.models import Models
from dom360.llm.providers import Unusable
from dom360.logs import get_logger
from dom360.protocol import AgentType, HealthDetails, HealthView

log = get_logger("agent_api")

# What an agent may call where its capability allows it. The built-in policy calls some of them.
TOOLS = {
    AgentType.SDR: (
        "search_knowledge_base",
        "search_lead_by_phone",
        "create_lead",
        "update_qualification",
        "get_lead_comments",
        "add_comment_to_lead",
        "offer_meeting",
        "hand_to_human",
    ),
    AgentType.COPILOT: (
        "list_crm_entities",
        "describe_crm_entity",
        "query_leads",
        "search_lead_by_phone",
        "create_lead",
        "add_comment_to_lead",
        "summarize_conversation",
        "query_consumption",
        "query_funnel",
        "search_knowledge_base",
    ),
}


def health_of(models: Models, searches: SearchHealth, version: str) -> HealthView:
    """From what the last turns met: nobody is called to find out.

    Degraded, never in error: where the model fails, the built-in policy answers, and where
    nothing can be searched, it says so and goes on.
    """
    model = models.chain[0] if models.chain else None
    trouble = models.health.trouble(model) if model else None
    is_less = trouble is not None or searches.state == "unavailable"
    status: Literal["ok", "degraded"] = "degraded" if is_less else "ok"
    return HealthView(
        status=status,
        model=model.name if model else MODEL_NAME,
        version=version,
        timestamp=datetime.now(UTC),
        details=HealthDetails(
            knowledge_base=searches.state, agent=trouble.value if trouble else "ok"
        ),
    )


async def warm_up(models: Models) -> None:
    """Load what the platform's model needs before the first contact waits for it."""
    try:
        for spec in models.chain:
            await models.get(spec)
        if models.chain:
            await load_model_path()
    except Unusable as problem:
        log.warning("model.not_usable", advice=str(problem))
