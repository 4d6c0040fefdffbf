"""Writing the past through the product's own functions, at the seed's clock."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dom360.conversations import queries as conversations
from dom360.launch.year.clock import SeedDatabase
from dom360.launch.year.plan import Exchange, LeadStory, Talk
from dom360.leads import actions as leads
from dom360.leads.models import Fact, LeadActor, MessageRef
from dom360.leads.queries import get_or_create_contact
from dom360.leads.schemas import LeadPatch, LeadState, NewLead
from dom360.protocol import AgentAnswer, AgentUsage
from dom360.protocol.answer import AgentOutput, Handoff, NextAction, RagHit, ToolCall
from dom360.turns import queries as turns
from dom360.turns.models import TurnRequest, TurnState
from dom360.usage.pricing import price_of

_LEASE_MS = 5000
_SEARCH = ToolCall(name="search_knowledge_base", ok=True)
_PERSON = LeadActor("system", "seed")
_ERROR_STATUS = {"AGENT_TIMEOUT": 504, "AGENT_UNAVAILABLE": 503, "AGENT_UNREACHABLE": 502}


@dataclass(frozen=True)
class Place:
    """Where a company's talks are written, and until when it is the past."""

    db: SeedDatabase
    tenant_id: UUID
    inboxes: Mapping[str, UUID]
    now: datetime
    passages: Mapping[tuple[str, int], RagHit]


async def write_talk(place: Place, talk: Talk) -> int:
    """The conversation, and what became of the lead. Returns how many questions were asked."""
    async with place.db.at_once():
        return await _write_talk(place, talk)


async def _write_talk(place: Place, talk: Talk) -> int:
    asked: list[tuple[Exchange, TurnState]] = []
    for number, exchange in enumerate(talk.exchanges):
        if _end(exchange) >= place.now:
            break
        last = number == len(talk.exchanges) - 1
        turn = await _write_exchange(place, talk, exchange, number, last=last)
        if turn is None:
            break
        asked.append((exchange, turn))
    if not asked:
        return 0
    if talk.lead is not None:
        await _write_lead(place, talk, talk.lead, asked)
    closed_at = _end(asked[-1][0]) + talk.open_for
    if closed_at < place.now:
        await place.db.at(closed_at)
        async with place.db.tenant_tx(place.tenant_id) as tx:
            await conversations.resolve(tx, asked[-1][1].conversation_id)
    return len(asked)


async def _write_exchange(
    place: Place, talk: Talk, exchange: Exchange, number: int, *, last: bool
) -> TurnState | None:
    request = _request(place, talk, exchange, number)
    turn = await _begin(place, request, exchange.at)
    if turn.outcome != "calling":
        return None
    at = exchange.at
    if exchange.error is not None:
        at += timedelta(milliseconds=exchange.agent_ms)
        await place.db.at(at)
        await turns.fail_turn(place.db, place.tenant_id, turn, code=exchange.error,
                              status=_ERROR_STATUS.get(exchange.error, 502))  # fmt: skip
        if not exchange.retried:
            return turn
        at += timedelta(seconds=20)
        turn = await _begin(place, request, at)
    at += timedelta(milliseconds=exchange.agent_ms + exchange.platform_ms)
    await place.db.at(at)
    answer = _answer(place, exchange, handed_over=last and talk.handed_over)
    await turns.finish_turn(
        place.db,
        place.tenant_id,
        turn,
        answer,
        price_of(answer.usage, (), exchange.at),
        first_token_ms=exchange.first_ms,
    )
    return turn


async def _begin(place: Place, request: TurnRequest, at: datetime) -> TurnState:
    await place.db.at(at)
    return await turns.begin_turn(place.db, place.tenant_id, request, lease_margin_ms=_LEASE_MS)


def _request(place: Place, talk: Talk, exchange: Exchange, number: int) -> TurnRequest:
    request_id = f"seed-{talk.phone}-{exchange.at.isoformat()}-{number}"
    return TurnRequest(
        request_id=request_id,
        body_hash=hashlib.sha256(request_id.encode()).digest(),
        inbox_id=place.inboxes[talk.inbox],
        agent_type=talk.agent_type,
        conversation_id=None,
        phone=talk.phone,
        name=talk.name,
        content=exchange.subject.question,
    )


def _answer(place: Place, exchange: Exchange, *, handed_over: bool) -> AgentAnswer:
    subject = exchange.subject
    hit = place.passages.get((subject.document or "", subject.passage))
    return AgentAnswer(
        agent_output=AgentOutput(
            text=subject.answer,
            tool_calls=[_SEARCH] if exchange.searched else [],
            rag_context=[hit] if hit and exchange.grounded else [],
        ),
        usage=AgentUsage(
            model=exchange.model,
            input_tokens=exchange.input_tokens,
            output_tokens=exchange.output_tokens,
            cached_tokens=exchange.cached_tokens,
        ),
        latency_ms=exchange.agent_ms,
        next_action=NextAction(handoff=Handoff(reason="Pediu uma pessoa") if handed_over else None),
    )


async def _write_lead(
    place: Place, talk: Talk, story: LeadStory, asked: list[tuple[Exchange, TurnState]]
) -> None:
    """The steps of the protocol, each in the turn in which it happened; a person does the rest."""
    exchange, turn = asked[0]
    agent = _agent(talk, turn)
    await place.db.at(_end(exchange))
    async with place.db.tenant_tx(place.tenant_id) as tx:
        new = NewLead(phone=talk.phone, source=story.source)
        contact_id = await get_or_create_contact(tx, talk.phone, talk.name)
        inbox_id = place.inboxes[talk.inbox]
        lead = await leads.create_for(tx, contact_id, inbox_id, new, by=agent)
    # Who is still talking has not come to the words that tell.
    if story.fate == "new" or len(asked) < len(talk.exchanges):
        return
    exchange, turn = asked[-1]
    facts = _facts(story, _message(turn))
    fit = {"later": "later", "never": "never"}.get(story.fate)
    await place.db.at(_end(exchange) + timedelta(seconds=1))
    async with place.db.tenant_tx(place.tenant_id) as tx:
        await leads.qualify(tx, lead.lead_id, facts, by=_agent(talk, turn))
        if fit is not None:
            await leads.qualify(tx, lead.lead_id, [], by=_agent(talk, turn), fit=fit)  # type: ignore[arg-type]
    if story.fate in ("scheduled", "moved", "completed"):
        await _write_meeting(place, lead.lead_id, story, _end(exchange))


async def _write_meeting(place: Place, lead_id: UUID, story: LeadStory, after: datetime) -> None:
    meeting_at = after + timedelta(days=story.after_days, hours=2)
    steps: list[tuple[datetime, LeadState | None]] = [(after + timedelta(hours=1), None)]
    if story.fate == "moved":
        steps.append((after + timedelta(hours=20), "RESCHEDULED"))
    if story.fate == "completed":
        steps.append((meeting_at + timedelta(hours=1), "COMPLETED"))
    for at, state in steps:
        if at >= place.now:
            return
        await place.db.at(at)
        async with place.db.tenant_tx(place.tenant_id) as tx:
            if state is None:
                await leads.accept_meeting(tx, lead_id, meeting_at, by=_PERSON)
            else:
                await leads.move(tx, lead_id, state, by=_PERSON)
            if state == "COMPLETED":
                won = LeadPatch(outcome="won", value_cents=story.value_cents)
                await leads.change(tx, lead_id, won, by=_PERSON)


def _facts(story: LeadStory, said: MessageRef) -> list[Fact]:
    """What the contact has told, in the order in which they tell it."""
    told = [
        Fact("pain", story.pain, 0.9, said),
        Fact("employees", story.employees, 0.9, said),
        Fact("budget", {"amount": story.amount, "currency": "BRL", "period": None}, 0.9, said),
        Fact("authority", {"decides": "self", "who": None}, 0.9, said),
        Fact("timeline", {"text": "este mês", "within_days": 30}, 0.8, said),
    ]
    return told[: story.told]


def _agent(talk: Talk, turn: TurnState) -> LeadActor:
    return LeadActor("agent", talk.agent_type, _message(turn))


def _message(turn: TurnState) -> MessageRef:
    return MessageRef(turn.conversation_id, turn.message_id, turn.message_at, turn.message_index)


def _end(exchange: Exchange) -> datetime:
    return exchange.at + timedelta(milliseconds=exchange.agent_ms + exchange.platform_ms)
