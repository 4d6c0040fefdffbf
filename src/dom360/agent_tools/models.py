from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, Protocol, TypeVar
from uuid import UUID

from dom360.agent_tools.capability import Capability, Scope
from dom360.db.database import Database, Tx
from dom360.kit.schema import Body
from dom360.leads.models import LeadActor, MessageRef

Arguments = TypeVar("Arguments", bound=Body, contravariant=True)
# JSON-ready.
Result = dict[str, Any]
# What a tool holds of its conversation while it works (see open_tool_call.sql).
Hold = Literal["none", "share", "update"]


@dataclass(frozen=True)
class OpenTurn:
    """Where the capability's turn stands. `state` is "gone" where it is not this attempt's."""

    state: str
    contact_id: UUID
    inbox_id: UUID
    message_id: UUID
    message_index: int
    message_at: datetime


@dataclass(frozen=True)
class Call:
    """One tool call that may go ahead. All it touches is named by the capability."""

    capability: Capability
    turn: OpenTurn

    @property
    def message(self) -> MessageRef:
        """What the contact said last: the evidence unless the agent names an earlier message."""
        return MessageRef(
            self.capability.conversation_id,
            self.turn.message_id,
            self.turn.message_at,
            self.turn.message_index,
        )

    @property
    def actor(self) -> LeadActor:
        return LeadActor("agent", self.capability.agent_type, self.message)


@dataclass(frozen=True)
class StoredCall:
    tool: str
    body_hash: bytes
    result: Result | None


class Handler(Protocol[Arguments]):
    """The work of a tool, in the transaction that proved the capability."""

    def __call__(self, tx: Tx, call: Call, arguments: Arguments, /) -> Awaitable[Result]: ...


class ContactHandler(Protocol[Arguments]):
    """What a tool does with contacts: before its conversation is locked, in the order of locks."""

    def __call__(
        self, tx: Tx, capability: Capability, arguments: Arguments, /
    ) -> Awaitable[None]: ...


# Work that must not happen inside a transaction, such as asking a service for embeddings.
OutsideHandler = Callable[[Database, Call, Any], Awaitable[Result]]


@dataclass(frozen=True)
class Tool(Generic[Arguments]):
    """`description` is prompt text. `hold` other than none: the tool writes, and acts once for each
    call id; with `once_by_arguments` also once for the same arguments without an id.
    """

    name: str
    scope: Scope
    description: str
    arguments: type[Arguments]
    handler: Handler[Arguments] | None = None
    outside: OutsideHandler | None = None
    first: ContactHandler[Arguments] | None = None
    hold: Hold = "none"
    once_by_arguments: bool = False

    @property
    def writes(self) -> bool:
        return self.hold != "none"
