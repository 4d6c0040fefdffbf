"""The keys that stored secrets are encrypted with, as DOM360_ENCRYPTION_KEYS names them."""

import base64
import binascii
import re
import secrets
from dataclasses import dataclass, field
from typing import Self

from dom360.errors import Dom360Error

KEY_BYTES = 32
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


class BadKeyring(Dom360Error):
    """The setting cannot be used. Names a key by its place or id, never by what it is."""

    code = "BAD_ENCRYPTION_KEYS"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"DOM360_ENCRYPTION_KEYS: {what}. Write id:key, or several parted by commas, the one "
            "that encrypts first; 'dom360 db new-key' makes one."
        )


@dataclass(frozen=True)
class Keyring:
    """`ids` in their order: the first key encrypts, all of them decrypt."""

    ids: tuple[str, ...]
    for_database: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "id:base64,id2:base64". Raises BadKeyring."""
        keys: dict[str, str] = {}
        for place, entry in enumerate(text.split(","), start=1):
            key_id, separator, key = entry.strip().partition(":")
            if not separator or not _ID.fullmatch(key_id):
                raise BadKeyring(
                    f"entry {place} does not begin with an id (a-z, 0-9, - and _) and a colon"
                )
            if key_id in keys:
                raise BadKeyring(f"the id {key_id} comes twice")
            key = _canonical(key_id, key)
            if key in keys.values():
                raise BadKeyring(f"{key_id} is the same key as another one")
            keys[key_id] = key
        return cls(tuple(keys), ",".join(f"{key_id}:{key}" for key_id, key in keys.items()))


def new_key(key_id: str) -> str:
    """A fresh random entry for the setting."""
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def _canonical(key_id: str, key: str) -> str:
    try:
        material = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        raise BadKeyring(f"the key {key_id} is not base64") from None
    if len(material) < KEY_BYTES:
        raise BadKeyring(f"the key {key_id} is short: {KEY_BYTES} random bytes are wanted")
    if len(set(material)) == 1:
        raise BadKeyring(f"the key {key_id} is one byte over and over, not random")
    return base64.b64encode(material).decode()
