"""A chat turn from the contact's message to the stored answer.

`TurnRunner` is the engine, one for each process. Nothing here opens a transaction around the agent
call: begin_turn and finish_turn are each their own, and between them only the turn's row and its
lease say that somebody is at work.
"""

import asyncio
import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Self
from uuid import UUID

import orjson
import psycopg

from dom360.access.errors import TenantSuspended
from dom360.agent_tools.capability import CapabilityIssuer
from dom360.db.database import Database
from dom360.db.vault import AGENT_KEY, MODEL_KEY, NoEncryptionKeys, SecretUnreadable, Vault
from dom360.errors import Dom360Error, Unavailable
from dom360.kit.phones import PHONE_FORMAT, is_e164, operator_number
from dom360.kit.tracing import client_span, traceparent
from dom360.logs import get_logger
from dom360.protocol import AgentAnswer, AgentProfile
from dom360.protocol.request import is_blank
from dom360.settings import Settings
from dom360.turns import errors, queries
from dom360.turns.agent_request import build_call, profile_of
from dom360.turns.answers import compose, from_finished, handed_over
from dom360.turns.first_words import FirstWords
from dom360.turns.holders import Holders
from dom360.turns.models import FinishedTurn, TurnRequest, TurnState
from dom360.turns.places import Places
from dom360.turns.schemas import HandedOverTurn, NewTurn, TurnAnswer
from dom360.usage.pricing import PriceBook
from dom360.web import metrics
from dom360.web.agent_call import AgentEvent
from dom360.web.agent_client import AgentClient
from dom360.web.agent_exchange import Exchange
from dom360.web.agent_faults import AgentBadAnswer

log = get_logger(__name__)

MAX_MESSAGE_BYTES = 32 * 1024

_REFUSALS: dict[str, type[Dom360Error]] = {
    "request_mismatch": errors.RequestIdReused,
    "inbox_not_found": errors.InboxNotFound,
    "conversation_not_found": errors.ConversationNotFound,
    "conversation_mismatch": errors.ConversationMismatch,
    "conversation_closed": errors.ConversationClosed,
    "tenant_suspended": TenantSuspended,
}

OnEvent = Callable[[AgentEvent], None]
TurnResult = TurnAnswer | HandedOverTurn


def check(
    body: NewTurn, *, user_id: UUID | None = None, api_key_id: UUID | None = None
) -> TurnRequest:
    """Refuse what no agent should get: InvalidPhone, EmptyMessage, MessageTooLong.

    `user_id` is the person who calls, `api_key_id` the program: one of them.
    """
    phone = body.sender_phone
    if phone is None and body.agent_type == "COPILOT" and user_id:
        phone = operator_number(user_id)
    elif phone is None or not is_e164(phone):
        raise errors.InvalidPhone(
            extra={"received": (phone or "")[:64], "expected_format": PHONE_FORMAT}
        )
    if is_blank(body.message):
        raise errors.EmptyMessage
    if len(body.message.encode()) > MAX_MESSAGE_BYTES:
        raise errors.MessageTooLong
    name = body.sender_name.strip() if body.sender_name else None
    said = body.model_dump(mode="json", exclude={"request_id", "tenant_id"})
    return TurnRequest(
        request_id=body.request_id or uuid.uuid4().hex,
        body_hash=hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest(),
        inbox_id=body.inbox_id,
        agent_type=body.agent_type,
        conversation_id=body.conversation_id,
        phone=phone,
        name=name or None,
        content=body.message,
        api_key_id=api_key_id,
    )


@dataclass(frozen=True)
class RunnerSettings:
    """`agent_url` serves the tenants that have no agents of their own; times in milliseconds."""

    agent_url: str
    lease_margin_ms: int
    max_attempts: int
    agent_key: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            agent_url=settings.platform_agent_url,
            agent_key=settings.agent_key.get_secret_value() if settings.agent_key else None,
            lease_margin_ms=settings.turn_lease_margin_ms,
            max_attempts=settings.turn_max_attempts,
        )


class TurnRunner:
    """`capabilities` makes what the agents' tools call back with; without it they have no tools."""

    def __init__(
        self,
        db: Database,
        agents: AgentClient,
        settings: RunnerSettings,
        vault: Vault | None = None,
        capabilities: CapabilityIssuer | None = None,
    ) -> None:
        self._db = db
        self._vault = vault or Vault(db, None)
        self._capabilities = capabilities
        self._agents = agents
        self._settings = settings
        self._places = Places()
        self._holders = Holders()
        self._prices = PriceBook(db)
        self._at_work: set[asyncio.Task[TurnResult]] = set()

    async def begin(self, tenant_id: UUID, request: TurnRequest) -> TurnState:
        """Store the message. From here on the turn gets its answer whatever becomes of the caller.

        Raises a refusal, or TurnInProgress for the repeat of a turn that is under way.
        """
        turn = await self._store(tenant_id, request)
        if turn.outcome in _REFUSALS:
            raise _REFUSALS[turn.outcome]
        if turn.outcome == "running":
            raise errors.TurnInProgress(retry_after_s=1)
        return turn

    async def _store(self, tenant_id: UUID, request: TurnRequest) -> TurnState:
        key = (tenant_id, request.request_id)
        holder = self._holders.take(key)
        try:
            return await queries.begin_turn(
                self._db,
                tenant_id,
                request,
                lease_margin_ms=self._settings.lease_margin_ms,
                holder=holder,
            )
        except (psycopg.OperationalError, Unavailable):
            # Perhaps it is stored: whoever sends it again here goes on with it at once.
            self._holders.keep(key, holder)
            raise

    def start(
        self,
        tenant_id: UUID,
        request: TurnRequest,
        turn: TurnState,
        on_event: OnEvent | None = None,
    ) -> asyncio.Task[TurnResult]:
        """`complete` as a task that belongs to the process: a caller who leaves does not stop it.

        Wait for it with asyncio.shield.
        """
        work = asyncio.create_task(self.complete(tenant_id, request, turn, on_event))
        self._at_work.add(work)
        work.add_done_callback(self._done)
        return work

    def _done(self, work: asyncio.Task[TurnResult]) -> None:
        self._at_work.discard(work)
        # Marks the error as seen: its caller may have left, and it is stored and logged already.
        error = None if work.cancelled() else work.exception()
        if error and not isinstance(error, Dom360Error):
            log.error("turn.crashed", error=type(error).__name__, exc_info=error)

    async def drain(self, timeout_s: float) -> None:
        """At shutdown: give running turns a moment, then leave the rest to their leases."""
        if self._at_work:
            _, late = await asyncio.wait(self._at_work, timeout=timeout_s)
            for work in late:
                work.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def complete(
        self,
        tenant_id: UUID,
        request: TurnRequest,
        turn: TurnState,
        on_event: OnEvent | None = None,
    ) -> TurnResult:
        """See a turn to its end: wait for its place, ask the agent, store what it said."""
        if turn.outcome == "accepted":
            turn = await self._wait_for_place(tenant_id, turn)
        if turn.outcome == "handed_over":
            return handed_over(request, turn)
        if turn.outcome in ("answered", "running"):
            return await self._stored(tenant_id, request, turn)
        try:
            words = FirstWords(on_event) if on_event else None
            seen = Exchange() if words and request.watched else None
            try:
                answer = await self._ask(
                    tenant_id, request.request_id, request.content, turn, words, seen
                )
            finally:
                if words and seen:
                    words(AgentEvent("exchange", seen.shown()))
            finished = await self._finish(tenant_id, turn, answer, words.ms if words else None)
        except errors.TakenOver:
            return await self._stored(tenant_id, request, turn)
        except Dom360Error as error:
            if not await self._fail(tenant_id, turn, error):
                # Whoever has the turn now may have done better.
                return await self._stored(tenant_id, request, turn)
            raise
        finally:
            self._places.wake_next(turn.conversation_id)
        if finished is None:
            return handed_over(request, turn)
        return compose(from_finished(request, turn, answer, finished))

    async def repair(self, tenant_id: UUID, turn_id: UUID, attempt: int) -> str:
        """Take over a turn whose process is gone. Returns what became of it, for the log."""
        turn = await queries.claim_turn(
            self._db,
            tenant_id,
            turn_id,
            attempt,
            take_over=True,
            lease_margin_ms=self._settings.lease_margin_ms,
            holder=uuid.uuid4(),
        )
        if turn is None or turn.outcome != "calling":
            return turn.outcome if turn else "gone"
        try:
            if turn.attempt > self._settings.max_attempts:
                raise errors.TurnAbandoned
            open_turn = await queries.get_open_turn(self._db, tenant_id, turn_id)
            answer = await self._ask(
                tenant_id, open_turn.request_id, open_turn.question, turn, None
            )
            if await self._finish(tenant_id, turn, answer) is None:
                return "handed over"
        except errors.TakenOver:
            return "taken over"
        except Dom360Error as error:
            await self._fail(tenant_id, turn, error)
            return error.code
        return "answered"

    async def _wait_for_place(self, tenant_id: UUID, turn: TurnState) -> TurnState:
        while True:
            claimed = await queries.claim_turn(
                self._db,
                tenant_id,
                turn.turn_id,
                turn.attempt,
                take_over=False,
                lease_margin_ms=self._settings.lease_margin_ms,
                holder=turn.holder,
            )
            if claimed is None:
                raise errors.ConversationNotFound
            if claimed.outcome != "accepted":
                return claimed
            await self._places.wait(turn.conversation_id, turn.message_index)

    async def _ask(
        self,
        tenant_id: UUID,
        request_id: str,
        question: str,
        turn: TurnState,
        on_event: OnEvent | None,
        exchange: Exchange | None = None,
    ) -> AgentAnswer:
        self._prices.prepare(tenant_id)
        callback = self._capabilities.callback(tenant_id, turn) if self._capabilities else None
        call = build_call(
            request_id,
            question,
            turn,
            default_url=self._settings.agent_url,
            callback=callback,
            profile=await self._profile(tenant_id, turn),
        )
        call = replace(call, agent_key=await self._agent_key(tenant_id, turn))
        with client_span(
            f"invoke_agent {call.agent_type}",
            gen_ai__operation__name="invoke_agent",
            gen_ai__agent__name=call.agent_type,
            gen_ai__conversation__id=str(turn.conversation_id),
            dom360__tenant_id=str(tenant_id),
            dom360__turn_id=str(turn.turn_id),
        ) as span:
            answer = await self._agents.call(
                replace(call, traceparent=traceparent()), on_event, exchange
            )
            span.set_attribute("gen_ai.response.model", answer.usage.model)
            span.set_attribute("gen_ai.usage.input_tokens", answer.usage.input_tokens)
            span.set_attribute("gen_ai.usage.output_tokens", answer.usage.output_tokens)
        return answer

    async def _agent_key(self, tenant_id: UUID, turn: TurnState) -> str | None:
        """A tenant's key goes to the tenant's own agent, the platform's to the platform's."""
        assert turn.context is not None, "a claimed turn has its context"
        if not turn.context["endpoint_url"]:
            return self._settings.agent_key
        stored = turn.context.get("agent_key_encrypted")
        return await self._vault.open(tenant_id, AGENT_KEY, stored) if stored else None

    async def _profile(self, tenant_id: UUID, turn: TurnState) -> AgentProfile | None:
        """A model's key that cannot be read costs the model, not the answer."""
        assert turn.context is not None, "a claimed turn has its context"
        stored = (turn.context.get("agent") or {}).get("api_key_encrypted")
        if not stored or turn.context["endpoint_url"]:
            return profile_of(turn.context, key=None, problem=None)
        try:
            key = await self._vault.open(tenant_id, MODEL_KEY, stored)
        except (SecretUnreadable, NoEncryptionKeys) as error:
            log.warning("model.key_unreadable", tenant_id=str(tenant_id), code=error.code)
            return profile_of(turn.context, key=None, problem=error.code)
        return profile_of(turn.context, key=key, problem=None)

    async def _finish(
        self,
        tenant_id: UUID,
        turn: TurnState,
        answer: AgentAnswer,
        first_token_ms: int | None = None,
    ) -> FinishedTurn | None:
        price = await self._prices.price(tenant_id, answer.usage)
        try:
            finished = await queries.finish_turn(
                self._db, tenant_id, turn, answer, price, first_token_ms=first_token_ms
            )
        except psycopg.DataError:
            raise AgentBadAnswer from None
        metrics.turn_answered(
            turn.context["agent_type"] if turn.context else "unknown",
            answer.usage,
            price.micro_usd,
            answer.latency_ms,
            dropped=finished is None,
        )
        return finished

    async def _fail(self, tenant_id: UUID, turn: TurnState, error: Dom360Error) -> bool:
        """Whether the turn ended here; false where a later attempt has it."""
        log.warning(
            "turn.failed",
            tenant_id=str(tenant_id),
            turn_id=str(turn.turn_id),
            attempt=turn.attempt,
            code=error.code,
        )
        failed = await queries.fail_turn(
            self._db, tenant_id, turn, code=error.code, status=error.status
        )
        if failed:
            metrics.turn_failed(error.code)
        return failed

    async def _stored(self, tenant_id: UUID, request: TurnRequest, turn: TurnState) -> TurnResult:
        answered = await queries.find_answered_turn(self._db, tenant_id, turn.turn_id)
        if answered is not None:
            return compose(answered)
        end = await queries.find_end(self._db, tenant_id, turn.turn_id)
        if end and end.state == "handed_over":
            return handed_over(request, turn)
        if end and end.error_code == errors.ContactErased.code:
            raise errors.ContactErased
        raise errors.TurnInProgress(retry_after_s=1)
