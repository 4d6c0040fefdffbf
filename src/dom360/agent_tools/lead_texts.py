"""Leads as the agents see them: short, and without what only people need."""

from dom360.agent_tools.models import Result
from dom360.leads.models import LeadRow
from dom360.leads.schemas import EventView

_COMMENT_CHARS = 1000


def lead_result(lead: LeadRow) -> Result:
    return {
        "id": str(lead.id),
        "name": lead.name,
        "phone": lead.phone,
        "state": lead.state,
        "score": lead.score,
        "score_action": lead.score_action,
        "bant": {
            "budget": lead.score_budget,
            "authority": lead.score_authority,
            "need": lead.score_need,
            "timeline": lead.score_timeline,
        },
        "fields": {
            name: {
                "value": field["value"],
                "confidence": field["confidence"],
                "message_index": (field["evidence"] or {}).get("message_index"),
            }
            for name, field in lead.fields.items()
        },
        "interest": lead.interest,
        "source": lead.source,
        "owner_name": lead.owner_name,
        "meeting_at": lead.meeting_at.isoformat() if lead.meeting_at else None,
        "created_at": lead.created_at.isoformat(),
        "last_activity_at": lead.last_activity_at.isoformat(),
    }


def comment_result(event: EventView) -> Result:
    return {
        "text": (event.comment or "")[:_COMMENT_CHARS],
        "by": event.actor_name or event.actor_kind,
        "at": event.created_at.isoformat(),
    }
