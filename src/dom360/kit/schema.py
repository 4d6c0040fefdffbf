"""The base of every body that enters or leaves an API."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """What a client may send: unknown fields are refused, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class View(BaseModel):
    """What we answer."""

    model_config = ConfigDict(frozen=True)
