from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dom360.access.schemas import Locale, Role
from dom360.people.schemas import TenantRole


@dataclass(frozen=True)
class Person:
    id: UUID
    email: str
    name: str
    role: Role
    locale: Locale | None
    disabled: bool
    has_password: bool
    second_factor: bool
    last_seen_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Invitation:
    """`inviter_name` is None where an operator or a person of the platform invited."""

    id: UUID
    email: str
    name: str
    role: TenantRole
    inviter_name: str | None
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Letter:
    """What an invitation or a reset says, and in which language."""

    email: str
    name: str
    company: str
    locale: str
