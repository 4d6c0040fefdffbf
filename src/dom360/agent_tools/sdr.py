"""SDR's tools. They know one lead: that of the contact whose conversation this is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from dom360.agent_tools import queries
from dom360.agent_tools.capability import Capability
from dom360.agent_tools.errors import MessageNotFound
from dom360.agent_tools.lead_texts import comment_result, lead_result
from dom360.agent_tools.models import Call, Result, Tool
from dom360.agent_tools.schemas import (
    CommentOwnLead,
    CreateOwnLead,
    GetComments,
    HandToHuman,
    LearnedFields,
    OfferMeeting,
    SearchOwnLead,
    UpdateQualification,
)
from dom360.conversations import queries as conversations
from dom360.db.database import Tx
from dom360.errors import Invalid
from dom360.leads import actions as leads
from dom360.leads import queries as lead_queries
from dom360.leads.errors import InvalidPhone
from dom360.leads.models import Fact, LeadRow, MessageRef

_SOURCE = "agent"
_CONFIDENCE_OF_INTEREST = ("medium", "high")


async def search_lead_by_phone(tx: Tx, call: Call, arguments: SearchOwnLead) -> Result:
    """Another number than the contact's own finds nothing: SDR talks with people from outside."""
    if arguments.phone is not None:
        own = await queries.get_contact_phone(tx, call.turn.contact_id)
        if not await _is_number(tx, arguments.phone, own):
            return {"found": False, "lead": None}
    lead = await leads.find_by_contact(tx, call.turn.contact_id)
    return {"found": lead is not None, "lead": lead_result(lead) if lead else None}


async def name_contact(tx: Tx, capability: Capability, arguments: CreateOwnLead) -> None:
    if not arguments.name:
        return
    conversation = await conversations.get_conversation(tx, capability.conversation_id)
    if conversation.contact_phone:  # an erased contact has none
        await lead_queries.get_or_create_contact(tx, conversation.contact_phone, arguments.name)


async def create_lead(tx: Tx, call: Call, arguments: CreateOwnLead) -> Result:
    await lead_queries.set_actor(tx, call.actor)
    lead = await lead_queries.get_or_create_lead(
        tx, call.turn.contact_id, call.turn.inbox_id, arguments.source or _SOURCE
    )
    return {
        "created": lead.created,
        "lead": lead_result(await lead_queries.get_lead(tx, lead.lead_id)),
    }


async def update_qualification(tx: Tx, call: Call, arguments: UpdateQualification) -> Result:
    lead_id = await _own_lead(tx, call)
    facts = await _facts(tx, call, arguments.fields)
    changed = await leads.qualify(
        tx, lead_id, facts, by=call.actor, interest=arguments.interest, fit=arguments.fit
    )
    lead = await lead_queries.get_lead(tx, lead_id)
    return {"changed": changed, "lead": lead_result(lead), "offer_meeting": _may_offer(lead)}


async def get_lead_comments(tx: Tx, call: Call, arguments: GetComments) -> Result:
    lead_id = await lead_queries.find_lead_of_contact(tx, call.turn.contact_id)
    if lead_id is None:
        return {"comments": []}
    found = await lead_queries.list_events(tx, lead_id, kind="comment", limit=arguments.limit)
    return {"comments": [comment_result(event) for event in found]}


async def add_comment_to_lead(tx: Tx, call: Call, arguments: CommentOwnLead) -> Result:
    lead_id = await _own_lead(tx, call)
    await leads.comment(tx, lead_id, arguments.text, by=call.actor)
    return {"lead_id": str(lead_id), "added": True}


async def offer_meeting(tx: Tx, call: Call, arguments: OfferMeeting) -> Result:
    """The protocol's rule: company, sector, pain known and interest at least medium, or asked."""
    at = arguments.meeting_at
    if at is not None and at < datetime.now(UTC) - timedelta(days=1):
        raise Invalid("This time is over. Agree on a later one.", code="MEETING_IN_THE_PAST")
    lead_id = await _own_lead(tx, call)
    if arguments.accepted:
        await leads.accept_meeting(tx, lead_id, at, by=call.actor)
    lead = await lead_queries.get_lead(tx, lead_id)
    booking = await queries.get_booking(tx)
    offer = arguments.asked_by_contact or arguments.accepted or _may_offer(lead)
    url = booking.booking_url if booking.booking_enabled and offer else None
    return {"offer": offer, "booking_url": url, "lead": lead_result(lead)}


async def hand_to_human(tx: Tx, call: Call, arguments: HandToHuman) -> Result:
    conversation_id = call.capability.conversation_id
    if arguments.farewell:
        await conversations.add_message(tx, conversation_id, arguments.farewell, role="system")
    await conversations.hand_over(
        tx, conversation_id, assignee_user_id=None, reason=arguments.reason
    )
    return {"handed_over": True}


async def _is_number(tx: Tx, typed: str, own: str) -> bool:
    if typed == own:  # also a visitor's, which nobody could dial
        return True
    try:
        return await leads.read_phone(tx, typed) == own
    except InvalidPhone:
        return False


def _may_offer(lead: LeadRow) -> bool:
    known = {"company", "sector", "pain"} <= lead.fields.keys()
    return known and lead.interest in _CONFIDENCE_OF_INTEREST


async def _own_lead(tx: Tx, call: Call) -> UUID:
    await lead_queries.set_actor(tx, call.actor)
    lead = await lead_queries.get_or_create_lead(
        tx, call.turn.contact_id, call.turn.inbox_id, _SOURCE
    )
    return lead.lead_id


async def _facts(tx: Tx, call: Call, fields: LearnedFields) -> list[Fact]:
    facts = []
    for name in LearnedFields.model_fields:
        learned = getattr(fields, name)
        if learned is not None:
            value = learned.model_dump(mode="json")["value"]
            evidence = await _evidence(tx, call, learned.message_index)
            facts.append(Fact(name, value, learned.confidence, evidence))  # type: ignore[arg-type]
    return facts


async def _evidence(tx: Tx, call: Call, message_index: int | None) -> MessageRef:
    if message_index is None or message_index == call.turn.message_index:
        return call.message
    said = await queries.find_said(
        tx,
        call.capability.conversation_id,
        message_index,
        newest_index=call.turn.message_index,
    )
    if said is None:
        raise MessageNotFound
    return said


TOOLS = (
    Tool(
        "search_lead_by_phone",
        "leads:own",
        "See what is known of this contact as a lead.",
        SearchOwnLead,
        search_lead_by_phone,
    ),
    Tool(
        "create_lead",
        "leads:own",
        "Make this contact a lead, or complete the one that exists.",
        CreateOwnLead,
        create_lead,
        first=name_contact,
        hold="share",
    ),
    Tool(
        "update_qualification",
        "leads:own",
        "Store what the contact just told about company, sector, employees, pain, budget, "
        "authority and timeline. The score and the state follow by themselves.",
        UpdateQualification,
        update_qualification,
        hold="share",
    ),
    Tool(
        "get_lead_comments",
        "leads:own",
        "Read what colleagues noted about this lead, newest first. It is for you, not for the "
        "contact.",
        GetComments,
        get_lead_comments,
    ),
    Tool(
        "add_comment_to_lead",
        "leads:own",
        "Leave a note about this lead for colleagues.",
        CommentOwnLead,
        add_comment_to_lead,
        hold="share",
        once_by_arguments=True,
    ),
    Tool(
        "offer_meeting",
        "meetings:offer",
        "Ask whether to offer a meeting now, and get the booking link; say when one was accepted.",
        OfferMeeting,
        offer_meeting,
        hold="share",
    ),
    Tool(
        "hand_to_human",
        "conversation:handoff",
        "Pass the conversation to a person when the contact asks for one. You are silent from then "
        "on, in this turn too: give your last words as farewell. Call it last.",
        HandToHuman,
        hand_to_human,
        hold="update",
        once_by_arguments=True,
    ),
)
