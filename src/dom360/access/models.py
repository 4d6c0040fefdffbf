"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dom360.access.schemas import Locale, Role, Scope
from dom360.access.sso_schemas import NewPeopleRole
from dom360.db.actor import ActorKind

# What a key may do unless told otherwise: what a TENANT_USER may.
USUAL_SCOPES: frozenset[Scope] = frozenset(
    {"chat", "read", "leads:write", "conversations:write", "knowledge:write"}
)
PLATFORM_SCOPES: frozenset[Scope] = frozenset({"platform:read", "platform:write"})


@dataclass(frozen=True)
class Acting:
    """Why and how long a MASTER works in a company."""

    reason: str
    until: datetime


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
    acting: Acting | None = None
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
class SlugMatch:
    tenant_id: UUID


@dataclass(frozen=True)
class Provider:
    """Where a company's people sign in with their company's account."""

    issuer: str
    client_id: str
    client_secret_encrypted: str | None
    allowed_domains: list[str]
    new_people_role: NewPeopleRole | None
    enabled: bool
    updated_at: datetime
    tenant_status: str


@dataclass(frozen=True)
class Invited:
    id: UUID
    name: str
    role: NewPeopleRole


@dataclass(frozen=True)
class LiveSession:
    session_id: UUID
    user_id: UUID
    role: Role
    acting_tenant_id: UUID | None
    acting_reason: str | None
    acting_until: datetime | None
    expires_at: datetime
    tenant_status: str


@dataclass(frozen=True)
class LiveApiKey:
    api_key_id: UUID
    tenant_status: str
    tenant_kind: str
    scopes: list[Scope]
    expires_at: datetime | None


@dataclass(frozen=True)
class User:
    """`password_hash` is None for who signs in with their company's account only."""

    id: UUID
    email: str
    name: str
    role: Role
    locale: Locale | None
    password_hash: str | None
    disabled: bool
    second_factor: bool
    tenant_status: str
    tenant_name: str


@dataclass(frozen=True)
class Browser:
    """What somebody signs in with. `device` is the cookie that an earlier sign-in left."""

    user_agent: str | None = None
    device: str | None = None


@dataclass(frozen=True)
class Started:
    """A new session and the secrets of its cookies. `device` is None where the browser is known."""

    token: str
    device: str | None
    principal: Principal


@dataclass(frozen=True)
class HalfSignedIn:
    """The password was right; a code is needed."""

    pending_token: str
    expires_at: datetime


@dataclass(frozen=True)
class Waiting:
    wait_s: int


@dataclass(frozen=True)
class Forgiven:
    tries_left: int


@dataclass(frozen=True)
class Step:
    """A one-time token that is still good."""

    id: UUID
    user_id: UUID | None


@dataclass(frozen=True)
class SecondFactor:
    totp_secret_encrypted: str
    confirmed_at: datetime | None
    last_step: int


@dataclass(frozen=True)
class SessionRow:
    id: UUID
    user_agent: str | None
    address: str | None
    created_at: datetime
    last_seen_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True)
class ApiKey:
    id: UUID
    name: str
    prefix: str
    scopes: list[Scope]
    created_by: UUID | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    replaces: UUID | None


@dataclass(frozen=True)
class NewKey:
    """What a key may do, and until when."""

    name: str
    scopes: frozenset[Scope]
    expires_at: datetime | None = None
    created_by: UUID | None = None
    replaces: UUID | None = None


@dataclass(frozen=True)
class NewUser:
    """Somebody to be added. `email` is kept in lower case."""

    tenant_id: UUID
    email: str
    name: str
    role: Role
