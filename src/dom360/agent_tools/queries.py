from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from dom360.agent_tools.capability import Capability
from dom360.agent_tools.models import Hold, OpenTurn, Result, StoredCall
from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.leads.models import MessageRef

_SQL = load_beside(__file__)


@dataclass(frozen=True)
class Booking:
    booking_enabled: bool
    booking_url: str | None


@dataclass(frozen=True)
class Named:
    id: UUID
    name: str


@dataclass(frozen=True)
class Instants:
    created_from: datetime | None
    created_before: datetime | None
    today: date


@dataclass(frozen=True)
class CallKey:
    """What a call is known by. `body_hash` tells a repeat from another call with its id."""

    capability: Capability
    tool: str
    call_id: str
    body_hash: bytes

    def params(self) -> dict[str, object]:
        return {
            "turn_id": self.capability.turn_id,
            "attempt": self.capability.attempt,
            "agent_type": self.capability.agent_type,
            "tool": self.tool,
            "call_id": self.call_id,
            "body_hash": self.body_hash,
        }


async def find_open_turn(tx: Tx, capability: Capability, hold: Hold) -> OpenTurn | None:
    """Where the turn stands; None where it does not exist for this tenant and conversation."""
    return await tx.find(
        OpenTurn,
        _SQL["open_tool_call"],
        turn_id=capability.turn_id,
        attempt=capability.attempt,
        conversation_id=capability.conversation_id,
        hold=hold,
    )


async def claim_call(tx: Tx, key: CallKey) -> bool:
    """Whether this call is ours to do; false where it was done before."""
    return await tx.run(_SQL["claim_call"], **key.params()) == 1


async def find_call(tx: Tx, key: CallKey) -> StoredCall | None:
    return await tx.find(
        StoredCall, _SQL["find_call"], turn_id=key.capability.turn_id, call_id=key.call_id
    )


async def keep_result(tx: Tx, key: CallKey, result: Result) -> Result:
    """The result as it is stored (keys sorted), so that a repeat gets the same bytes."""
    stored = await tx.find(
        StoredCall,
        _SQL["keep_result"],
        turn_id=key.capability.turn_id,
        call_id=key.call_id,
        result=Jsonb(result),
    )
    assert stored is not None, "the call was claimed in this transaction"
    assert stored.result is not None, "it was just stored"
    return stored.result


async def note_call(tx: Tx, key: CallKey, *, error_code: str | None) -> None:
    await tx.run(
        _SQL["note_call"],
        **key.params(),
        outcome="refused" if error_code else "done",
        error_code=error_code,
    )


async def find_said(
    tx: Tx, conversation_id: UUID, message_index: int, *, newest_index: int
) -> MessageRef | None:
    """A message of the contact in this conversation."""
    return await tx.find(
        MessageRef,
        _SQL["find_said"],
        conversation_id=conversation_id,
        message_index=message_index,
        newest_index=newest_index,
    )


async def get_contact_phone(tx: Tx, contact_id: UUID) -> str:
    return str(await tx.value(_SQL["get_contact_phone"], contact_id=contact_id))


async def get_booking(tx: Tx) -> Booking:
    booking = await tx.find(Booking, _SQL["get_booking"])
    assert booking is not None, "every tenant has its settings"
    return booking


async def get_period(tx: Tx, first_day: date | None, last_day: date | None) -> Instants:
    period = await tx.find(Instants, _SQL["get_period"], first_day=first_day, last_day=last_day)
    assert period is not None, "every tenant has its settings"
    return period


async def find_latest_conversation(tx: Tx, contact_id: UUID) -> UUID | None:
    found = await tx.value(_SQL["find_latest_conversation"], contact_id=contact_id)
    return found if isinstance(found, UUID) else None


async def list_inboxes(tx: Tx, name: str | None, *, limit: int) -> list[Named]:
    """Those that have this in their name; the exact name first."""
    return await tx.list(Named, _SQL["list_inboxes"], name=name, limit=limit)


async def list_people(tx: Tx, name: str | None, *, limit: int) -> list[Named]:
    """Those that have this in their name; the exact name first."""
    return await tx.list(Named, _SQL["list_people"], name=name, limit=limit)
