"""The base of every body that enters or leaves an API."""

import re

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic_core import PydanticCustomError

_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Body(BaseModel):
    """What a client may send: unknown fields are refused, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def _text_is_storable(cls, value: object) -> object:
        # PostgreSQL stores neither, and half a surrogate pair has no UTF-8.
        if isinstance(value, str) and "\x00" in value:
            raise PydanticCustomError("text_nul", "Text must not contain the NUL character")
        if isinstance(value, str) and _HALF_PAIR.search(value):
            raise PydanticCustomError("text_surrogate", "Text must not contain half a character")
        return value


class View(BaseModel):
    """What we answer."""

    model_config = ConfigDict(frozen=True)
