from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Subscription:
    token: UUID
    created_at: datetime


@dataclass(frozen=True)
class Recipient:
    """Who gets a report, and of the week that begins on which Monday of their company."""

    tenant_id: UUID
    user_id: UUID
    week: date


@dataclass(frozen=True)
class Addressee:
    """What the mail says of whom it is for. `token` is None for a preview."""

    email: str
    name: str
    company: str
    locale: str
    token: UUID | None
