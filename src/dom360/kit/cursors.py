"""Places in a list, handed to the caller as an opaque word and taken back unchanged."""

import base64
import binascii


def write_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode()


def read_cursor(cursor: str, parts: int) -> list[str] | None:
    """What write_cursor was given. None where it was not."""
    try:
        found = base64.urlsafe_b64decode(cursor.encode("ascii")).decode().split("|")
    except (ValueError, binascii.Error):
        return None
    return found if len(found) == parts else None
