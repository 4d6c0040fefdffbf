"""The turn functions of the database. Each is one round trip and a transaction of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import orjson
import psycopg
from psycopg.types.json import Jsonb

from dom360.budgets.errors import BudgetExhausted
from dom360.db.database import Database
from dom360.db.named_queries import load_beside
from dom360.protocol import AgentAnswer
from dom360.turns.errors import TakenOver
from dom360.turns.models import (
    AbandonedTurn,
    AnsweredTurn,
    FailedTurn,
    FinishedTurn,
    OpenTurn,
    TurnEnd,
    TurnRequest,
    TurnState,
)
from dom360.usage.models import Price

_SQL = load_beside(__file__)
_TAKEN_OVER = "DM001"
_BUDGET_EXHAUSTED = "DM402"
# The turn's row is no more: its conversation was deleted meanwhile.
_GONE = "P0002"

# How many earlier messages an agent is given.
HISTORY = 40


async def begin_turn(
    db: Database,
    tenant_id: UUID,
    request: TurnRequest,
    *,
    lease_margin_ms: int,
    holder: UUID | None = None,
) -> TurnState:
    """Raises BudgetExhausted: nothing is stored then.

    `holder` is this call's own: made again with it after a lost connection, it goes on with the
    turn that it stored.
    """
    with _refusals():
        state = await db.call(
            TurnState,
            _SQL["begin_turn"],
            tenant_id=tenant_id,
            request_id=request.request_id,
            body_hash=request.body_hash,
            inbox_id=request.inbox_id,
            agent_type=request.agent_type,
            conversation_id=request.conversation_id,
            phone=request.phone,
            name=request.name,
            content=request.content,
            lease_margin_ms=lease_margin_ms,
            history=HISTORY,
            api_key_id=request.api_key_id,
            holder=holder,
        )
    assert state is not None, "begin_turn always answers"
    db.changed(tenant_id)
    return replace(state, holder=holder)


async def claim_turn(
    db: Database,
    tenant_id: UUID,
    turn_id: UUID,
    attempt: int,
    *,
    take_over: bool,
    lease_margin_ms: int,
    holder: UUID | None = None,
) -> TurnState | None:
    """None where the turn is gone: its conversation was deleted. Raises BudgetExhausted."""
    with _refusals():
        state = await db.call(
            TurnState,
            _SQL["claim_turn"],
            tenant_id=tenant_id,
            turn_id=turn_id,
            attempt=attempt,
            take_over=take_over,
            lease_margin_ms=lease_margin_ms,
            history=HISTORY,
            holder=holder,
        )
    return state and replace(state, holder=holder)


async def finish_turn(
    db: Database,
    tenant_id: UUID,
    turn: TurnState,
    answer: AgentAnswer,
    price: Price,
    *,
    first_token_ms: int | None = None,
) -> FinishedTurn | None:
    """Store an answer with its usage and its price. None where a person has the conversation: it
    was dropped. Raises TakenOver.
    """
    output, usage = answer.agent_output, answer.usage
    handoff = answer.next_action.handoff
    try:
        finished = await db.call(
            FinishedTurn,
            _SQL["finish_turn"],
            tenant_id=tenant_id,
            turn_id=turn.turn_id,
            attempt=turn.attempt,
            content=output.text,
            visibility="public" if answer.next_action.reply_to_user else "internal",
            model=usage.model,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cached_tokens=usage.cached_tokens,
            total_tokens=usage.total_tokens,
            cost_micro_usd=price.micro_usd,
            price_source=price.source,
            agent_latency_ms=min(answer.latency_ms, 2**31 - 1),
            tool_calls=Jsonb([call.model_dump(mode="json") for call in output.tool_calls]),
            rag_context=Jsonb([hit.model_dump(mode="json") for hit in output.rag_context]),
            structured=Jsonb(output.structured) if output.structured else None,
            handoff=handoff.reason.strip() if handoff else None,
            first_token_ms=first_token_ms,
        )
    except psycopg.DatabaseError as error:
        if error.sqlstate in (_TAKEN_OVER, _GONE):
            raise TakenOver from None
        raise
    db.changed(tenant_id)
    return finished


async def fail_turn(
    db: Database, tenant_id: UUID, turn: TurnState, *, code: str, status: int
) -> bool:
    """Whether this attempt ended the turn; false where a later attempt has it, or it is gone."""
    try:
        row = await db.call(
            FailedTurn,
            _SQL["fail_turn"],
            tenant_id=tenant_id,
            turn_id=turn.turn_id,
            attempt=turn.attempt,
            error_code=code,
            error_status=status,
        )
    except psycopg.errors.NoDataFound:
        return False
    db.changed(tenant_id)
    return row is not None and row.failed


async def find_answered_turn(db: Database, tenant_id: UUID, turn_id: UUID) -> AnsweredTurn | None:
    async with db.tenant_tx(tenant_id) as tx:
        return await tx.find(AnsweredTurn, _SQL["find_answered_turn"], turn_id=turn_id)


async def find_end(db: Database, tenant_id: UUID, turn_id: UUID) -> TurnEnd | None:
    """How a turn stands that has no answer. None where it is gone."""
    async with db.tenant_tx(tenant_id) as tx:
        return await tx.find(TurnEnd, _SQL["find_end"], turn_id=turn_id)


async def get_open_turn(db: Database, tenant_id: UUID, turn_id: UUID) -> OpenTurn:
    async with db.tenant_tx(tenant_id) as tx:
        turn = await tx.find(OpenTurn, _SQL["get_open_turn"], turn_id=turn_id)
    if turn is None:
        raise TakenOver
    return turn


async def list_abandoned_turns(db: Database, limit: int) -> list[AbandonedTurn]:
    """Over all tenants, the longest abandoned first."""
    async with db.platform_tx("dom360_jobs") as tx:
        return await tx.list(AbandonedTurn, _SQL["list_abandoned_turns"], limit=limit)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except psycopg.DatabaseError as error:
        if error.sqlstate != _BUDGET_EXHAUSTED:
            raise
        raise BudgetExhausted.of(orjson.loads(error.diag.message_detail or "{}")) from None
