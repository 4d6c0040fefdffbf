"""Bodies of the endpoints about people."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dom360.access.schemas import Locale, Role
from dom360.kit.schema import Body, View
from dom360.protocol.request import is_blank

TenantRole = Literal["TENANT_ADMIN", "TENANT_USER", "VIEWER"]


def _name(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("text_blank", "Give a name that can be seen")
    if not text.isprintable():
        raise PydanticCustomError("text_control", "A name is one line of plain characters")
    return text.strip()


def _email(text: str) -> str:
    """Not a proof: whether an address is there, a message shows."""
    address = text.strip().lower()
    local, _, domain = address.rpartition("@")
    if not local or not domain or not address.isprintable() or any(c.isspace() for c in address):
        raise PydanticCustomError("email", "Write an e-mail address like ana@clinica.example")
    return address


Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_name)]
Email = Annotated[str, Field(min_length=3, max_length=254), AfterValidator(_email)]
NewPassword = Annotated[str, Field(min_length=1, max_length=1024)]
LinkToken = Annotated[str, Field(min_length=1, max_length=200)]


class PersonView(View):
    """`second_factor` and `last_seen_at` are for administrators; others get null."""

    id: UUID
    email: str
    name: str
    role: Role
    status: Literal["active", "disabled"]
    second_factor: bool | None
    last_seen_at: datetime | None
    created_at: datetime


class PersonList(View):
    items: list[PersonView]


class PersonPatch(Body):
    name: Name | None = None
    role: TenantRole | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "PersonPatch":
        if self.name is None and self.role is None:
            raise PydanticCustomError("nothing_to_change", "Name what to change: name, role")
        return self


class NewInvitation(Body):
    email: Email
    name: Name
    role: TenantRole = "TENANT_USER"


class InvitationView(View):
    id: UUID
    email: str
    name: str
    role: TenantRole
    inviter_name: str | None
    created_at: datetime
    expires_at: datetime


class InvitationList(View):
    items: list[InvitationView]


class InvitationSent(InvitationView):
    link: str | None = Field(
        description="Where this installation sends no mail: hand it over yourself. Shown once."
    )


class ResetSent(View):
    link: str | None = Field(
        description="Where this installation sends no mail: hand it over yourself. Shown once."
    )


class Link(Body):
    token: LinkToken


class InvitationLook(View):
    """Whom the link is for."""

    email: str
    name: str
    role: TenantRole
    company: str


class Acceptance(Body):
    token: LinkToken
    name: Name
    password: NewPassword


class Forgotten(Body):
    email: str = Field(min_length=3, max_length=254)


class NewPasswordByLink(Body):
    token: LinkToken
    password: NewPassword


class PasswordChange(Body):
    old_password: str = Field(min_length=1, max_length=1024)
    new_password: NewPassword


class ProfilePatch(Body):
    """What is left out stays; `locale` null follows the company's language."""

    name: Name | None = None
    locale: Locale | None = None
