"""Bodies of the API key endpoints."""

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field, field_validator
from pydantic_core import PydanticCustomError

from dom360.access.schemas import PlatformScope, Scope, TenantScope
from dom360.kit.schema import Body, View
from dom360.protocol.request import is_blank


class _Named(Body):
    name: str = Field(min_length=1, max_length=100)
    expires_at: AwareDatetime | None = Field(
        default=None, strict=False, description="Null: until it is revoked."
    )

    @field_validator("name")
    @classmethod
    def _can_be_seen(cls, name: str) -> str:
        if is_blank(name):
            raise PydanticCustomError("text_blank", "Give the key a name that can be seen")
        return name


class NewApiKey(_Named):
    scopes: list[TenantScope] | None = Field(
        default=None,
        min_length=1,
        max_length=10,
        description="What it may do. Without it: all but administration.",
    )


class NewPlatformKey(_Named):
    scopes: list[PlatformScope] = Field(min_length=1, max_length=10)


class Rotation(Body):
    """`grace_hours`: how long the old key goes on working beside the new one."""

    grace_hours: int = Field(default=24, ge=0, le=24 * 30)


class ApiKeyView(View):
    id: UUID
    name: str
    prefix: str = Field(description="The first characters of the key, to recognise it by.")
    scopes: list[Scope]
    created_by: UUID | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="To the minute.")
    revoked_at: datetime | None
    replaces: UUID | None = Field(description="The key that this one took over from.")


class ApiKeyCreated(ApiKeyView):
    key: str = Field(description="The whole key. It is shown this once and stored only as a hash.")


class ApiKeyList(View):
    items: list[ApiKeyView]
