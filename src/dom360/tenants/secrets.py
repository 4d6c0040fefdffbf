"""What of a secret may be shown, and what may be one."""

from datetime import datetime

from dom360.errors import Invalid
from dom360.tenants.schemas import SecretView

MAX_SECRET_LENGTH = 4096
# Four characters of less than this would help who guesses.
SHORTEST_WITH_HINT = 16


class InvalidSecret(Invalid):
    code = "INVALID_SECRET"
    detail = (
        f"A key or token has 1 to {MAX_SECRET_LENGTH} printable ASCII characters and no spaces."
    )


def check(secret: str) -> None:
    """What can stand in a header as it is. The error does not repeat it."""
    fits = 1 <= len(secret) <= MAX_SECRET_LENGTH
    if not (fits and secret.isascii() and secret.isprintable() and " " not in secret):
        raise InvalidSecret


def hint(secret: str) -> str | None:
    return secret[-4:] if len(secret) >= SHORTEST_WITH_HINT else None


def view(stored: str | None, ends_in: str | None, changed_at: datetime | None) -> SecretView | None:
    """`stored` only says whether there is one."""
    return SecretView(ends_in=ends_in, changed_at=changed_at) if stored else None
