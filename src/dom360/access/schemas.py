"""Bodies of sign-in, the session and its second factor."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from dom360.kit.schema import Body, View
from dom360.kit.texts import Sentence

Role = Literal["MASTER", "TENANT_ADMIN", "TENANT_USER", "VIEWER"]
# What a program may do with its key; which endpoints that are says access/permissions.py.
TenantScope = Literal[
    "chat", "read", "leads:write", "conversations:write", "knowledge:write", "admin"
]
PlatformScope = Literal["platform:read", "platform:write"]
Scope = TenantScope | PlatformScope
Locale = Literal["pt-BR", "en"]


class SignIn(Body):
    email: str = Field(min_length=3, max_length=254, examples=["ana@clinica.example"])
    password: str = Field(min_length=1, max_length=1024)


class TenantChoice(Body):
    """Both companies' audit logs keep the reason."""

    tenant_id: UUID = Field(strict=False)
    reason: Sentence = Field(examples=["Chamado 4711: a agenda não abre"])
    minutes: int = Field(60, ge=5, le=480, description="How long; it ends by itself.")


class UserView(View):
    """`locale` is null for who follows their company's. Without `has_password` they sign in with
    their company's account."""

    id: UUID
    email: str
    name: str
    role: Role
    locale: Locale | None
    has_password: bool
    second_factor: bool


class TenantView(View):
    id: UUID
    slug: str
    name: str
    locale: str
    timezone: str


class ActingView(View):
    """A MASTER works in `tenant`, which is not theirs: to be shown on every page."""

    reason: str
    until: datetime


class SessionView(View):
    """Who is signed in. `tenant` is null for a MASTER who has not chosen one yet, or whose time
    there is over."""

    user: UserView
    tenant: TenantView | None
    acting: ActingView | None
    expires_at: datetime


class VisitorView(View):
    """Who opens the page. `session` is null when nobody is signed in."""

    session: SessionView | None


class SecondFactorNeeded(View):
    """The password was right. Send the code with this token to /api/auth/sign-in/second-factor."""

    second_factor: Literal["totp"] = "totp"
    pending_token: str
    expires_at: datetime


class SecondFactorAnswer(Body):
    pending_token: str = Field(min_length=1, max_length=200)
    code: str = Field(
        min_length=6, max_length=40, description="Six digits of the app, or a recovery code."
    )


class OpenSession(View):
    """A browser in which somebody is signed in. `current`: the one that asks."""

    id: UUID
    browser: str | None
    address: str | None
    created_at: datetime
    last_seen_at: datetime | None
    expires_at: datetime
    current: bool


class OpenSessionList(View):
    items: list[OpenSession]


class Ended(View):
    """How many sessions that ended."""

    sessions: int


class PasswordProof(Body):
    """What one has to know to change how one signs in."""

    password: str = Field(min_length=1, max_length=1024)


class SecondFactorSetup(View):
    """Shown this once. Nothing is on before a first code is confirmed."""

    secret: str
    uri: str = Field(description="For the app, as otpauth://…")
    qr_svg: str = Field(description="The same as an image, as SVG.")


class Code(Body):
    code: str = Field(min_length=6, max_length=40)


class RecoveryCodes(View):
    """Shown this once and stored as hashes. Each lets its owner in once, without the app."""

    codes: list[str]


class SecondFactorProof(Body):
    """One of both: the password, or a code."""

    password: str | None = Field(default=None, min_length=1, max_length=1024)
    code: str | None = Field(default=None, min_length=6, max_length=40)
