"""What both sides of the protocol check before they look at a message's meaning.

A body is JSON in UTF-8 that PostgreSQL can store: no NUL, no lone surrogate, not nested without
end. `load_json` answers a `WireError` for anything else, so that no later step needs to ask again.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

import orjson
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

MAX_DEPTH = 32
MAX_ID_CHARS = 200


class WireError(ValueError):
    """A body that isn't storable JSON. The text says why, and never quotes the body."""


def load_json(raw: bytes | bytearray | memoryview) -> object:
    """Parse a body, or raise `WireError`."""
    try:
        value: object = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise WireError(f"not valid JSON in UTF-8 (line {error.lineno})") from None
    check_storable(value)
    return value


def dump_json(value: object) -> bytes:
    return orjson.dumps(value)


def check_storable(value: object) -> None:
    """Refuse what the database cannot hold: NUL, lone surrogates, nesting over `MAX_DEPTH`."""
    # A stack instead of recursion: hostile nesting must not reach Python's own limit.
    stack: list[tuple[object, int]] = [(value, 1)]
    while stack:
        item, depth = stack.pop()
        if isinstance(item, str):
            _check_text(item)
        elif isinstance(item, dict | list | tuple):
            if depth > MAX_DEPTH:
                raise WireError(f"nested deeper than {MAX_DEPTH} levels")
            children = [*item.keys(), *item.values()] if isinstance(item, dict) else item
            stack.extend((child, depth + 1) for child in children)


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise WireError("contains a NUL character")
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise WireError("contains half of a surrogate pair")


def _id_to_text(value: object) -> object:
    # bool is an int to Python, but never an id.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


# Ids may be strings or integers on the wire; inside they are always strings.
Id = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_ID_CHARS),
    BeforeValidator(_id_to_text),
]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0)]


class Wire(BaseModel):
    """Base of every message. Unknown fields are ignored, and null means the same as absent."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="ignore", frozen=True, allow_inf_nan=False, hide_input_in_errors=True
    )

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: object) -> object:
        if not isinstance(data, Mapping) or None not in data.values():
            return data
        return {name: value for name, value in data.items() if value is not None}

    @classmethod
    def parse(cls, raw: bytes | bytearray | memoryview) -> Self:
        """Read one body. Raises `WireError` or Pydantic's `ValidationError`."""
        return cls.model_validate(load_json(raw))

    def to_wire(self) -> bytes:
        """The JSON that goes over the network. It reveals the callback's token: don't log it."""
        return dump_json(self.to_wire_dict())

    def to_wire_dict(self) -> dict[str, object]:
        return self.model_dump(mode="json", exclude_none=True)
