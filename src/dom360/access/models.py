"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dom360.access.schemas import Role, Scope
from dom360.db.actor import ActorKind

# What a key may do unless told otherwise: what a TENANT_USER may.
USUAL_SCOPES: frozenset[Scope] = frozenset(
    {"chat", "read", "leads:write", "conversations:write", "knowledge:write"}
)


@dataclass(frozen=True)
class Principal:
    """The signed-in person or program. `tenant_id` is the tenant they act in.

    It is None only for a MASTER who has not chosen a tenant. `home_tenant_id` is where the person's
    own rows are; for everybody but a MASTER it is the same tenant.
    """

    tenant_id: UUID | None
    home_tenant_id: UUID
    role: Role
    user_id: UUID | None = None
    session_id: UUID | None = None
    session_expires_at: datetime | None = None
    api_key_id: UUID | None = None
    scopes: frozenset[Scope] = frozenset()

    def as_actor(self) -> tuple[ActorKind, str]:
        """What the audit log calls them."""
        if self.api_key_id is not None:
            return "api_key", str(self.api_key_id)
        return "platform" if self.role == "MASTER" else "user", str(self.user_id)


@dataclass(frozen=True)
class SignInMatch:
    tenant_id: UUID
    user_id: UUID


@dataclass(frozen=True)
class LiveSession:
    session_id: UUID
    user_id: UUID
    role: Role
    acting_tenant_id: UUID | None
    expires_at: datetime
    tenant_status: str


@dataclass(frozen=True)
class LiveApiKey:
    api_key_id: UUID
    tenant_status: str


@dataclass(frozen=True)
class User:
    id: UUID
    email: str
    name: str
    role: Role
    password_hash: str
    disabled: bool
    tenant_status: str


@dataclass(frozen=True)
class ApiKey:
    id: UUID
    name: str
    prefix: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class NewUser:
    """Somebody to be added. `email` is kept in lower case."""

    tenant_id: UUID
    email: str
    name: str
    role: Role
