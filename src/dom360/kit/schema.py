"""The base of every body that enters or leaves an API."""

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic_core import PydanticCustomError


class Body(BaseModel):
    """What a client may send: unknown fields are refused, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def _text_is_storable(cls, value: object) -> object:
        # PostgreSQL cannot store NUL. (Lone surrogates are refused by Pydantic itself.)
        if isinstance(value, str) and "\x00" in value:
            raise PydanticCustomError("text_nul", "Text must not contain the NUL character")
        return value


class View(BaseModel):
    """What we answer."""

    model_config = ConfigDict(frozen=True)
