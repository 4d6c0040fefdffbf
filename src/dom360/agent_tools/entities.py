"""What COPILOT can tell about the kinds of records. Written here, not read from the catalogue: an
operator should meet the product's words, and nothing of its insides.
"""

from dataclasses import dataclass

from dom360.agent_tools.models import Result
from dom360.agent_tools.schemas import Entity


@dataclass(frozen=True)
class EntityText:
    about: str
    fields: dict[str, str]
    tools: tuple[str, ...]


ENTITIES: dict[Entity, EntityText] = {
    "leads": EntityText(
        "Contacts who might buy, with what is known of them and how far they are.",
        {
            "id": "uuid",
            "name": "text",
            "phone": "E.164",
            "state": "NEW, QUALIFYING, QUALIFIED, NURTURING, SCHEDULED, RESCHEDULED, COMPLETED, "
            "UNQUALIFIED or CLOSED",
            "score": "0 to 100 (BANT: budget 25, authority 30, need 35, timeline 10)",
            "score_action": "book_now, qualify_and_book, nurture, follow_up_in_30_days or "
            "close_politely",
            "fields": "company, sector, employees, pain, budget, authority, timeline; each with "
            "value, confidence and the message that says it",
            "interest": "none, low, medium or high",
            "source": "text",
            "owner_name": "the person in charge",
            "meeting_at": "date and time",
            "created_at": "date and time",
            "last_activity_at": "date and time",
        },
        ("query_leads", "search_lead_by_phone", "create_lead", "query_funnel"),
    ),
    "lead_comments": EntityText(
        "Notes that people and agents left on leads.",
        {"lead_id": "uuid", "text": "text", "by": "who", "at": "date and time"},
        ("add_comment_to_lead",),
    ),
    "contacts": EntityText(
        "People who write to the company.",
        {"name": "text", "phone": "E.164"},
        ("search_lead_by_phone", "summarize_conversation"),
    ),
    "conversations": EntityText(
        "What a contact and an agent, or a person, talk about in an inbox.",
        {
            "id": "uuid",
            "contact_name": "text",
            "contact_phone": "E.164",
            "agent_type": "SDR or COPILOT",
            "status": "open or closed",
            "handled_by": "agent or human",
            "message_count": "number",
            "last_message_at": "date and time",
        },
        ("summarize_conversation",),
    ),
    "inboxes": EntityText(
        "Places where contacts write to the company.",
        {"id": "uuid", "name": "text"},
        ("query_leads", "query_consumption"),
    ),
    "consumption": EntityText(
        "What agents used on each day: messages, answers, errors, tokens, cost.",
        {
            "day": "date in the company's time zone",
            "messages": "number",
            "answers": "number",
            "errors": "number",
            "input_tokens": "number",
            "output_tokens": "number",
            "total_tokens": "number",
            "cost_micro_usd": "millionths of a US dollar",
        },
        ("query_consumption",),
    ),
}


def entity_result(name: Entity) -> Result:
    entity = ENTITIES[name]
    return {
        "name": name,
        "about": entity.about,
        "fields": [{"name": one, "is": what} for one, what in entity.fields.items()],
        "tools": list(entity.tools),
    }
