"""Bodies of the sign-in and API key endpoints."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from dom360.kit.schema import Body, View
from dom360.protocol.request import is_blank

Role = Literal["MASTER", "TENANT_ADMIN", "TENANT_USER", "VIEWER"]
# What a program may do with its key; which endpoints that are says access/permissions.py.
Scope = Literal["chat", "read", "leads:write", "conversations:write", "knowledge:write", "admin"]


class SignIn(Body):
    email: str = Field(min_length=3, max_length=254, examples=["ana@clinica.example"])
    password: str = Field(min_length=1, max_length=1024)


class TenantChoice(Body):
    tenant_id: UUID = Field(strict=False)


class UserView(View):
    id: UUID
    email: str
    name: str
    role: Role


class TenantView(View):
    id: UUID
    slug: str
    name: str
    locale: str
    timezone: str


class SessionView(View):
    """Who is signed in. `tenant` is null for a MASTER who has not chosen one yet."""

    user: UserView
    tenant: TenantView | None
    expires_at: datetime


class NewApiKey(Body):
    name: str = Field(min_length=1, max_length=100)

    @field_validator("name")
    @classmethod
    def _can_be_seen(cls, name: str) -> str:
        if is_blank(name):
            raise PydanticCustomError("text_blank", "Give the key a name that can be seen")
        return name


class ApiKeyView(View):
    id: UUID
    name: str
    prefix: str = Field(description="The first characters of the key, to recognise it by.")
    created_at: datetime
    revoked_at: datetime | None


class ApiKeyCreated(ApiKeyView):
    key: str = Field(description="The whole key. It is shown this once and stored only as a hash.")


class ApiKeyList(View):
    items: list[ApiKeyView]
