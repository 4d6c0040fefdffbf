"""Bearer secrets that name their tenant, so that one tenant's rows are enough to check them.

Form: `<prefix><tenant id as 32 hex digits>_<43 random characters>`. Only the SHA-256 of a token is
stored: the random part has 256 bits, so a slow hash would add nothing.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from uuid import UUID

API_KEY_PREFIX = "dom360_"
SESSION_PREFIX = "s_"
_FORM = re.compile(r"(?P<prefix>[a-z0-9]+_)(?P<tenant>[0-9a-f]{32})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class TenantToken:
    tenant_id: UUID
    hash: bytes


def mint(prefix: str, tenant_id: UUID) -> str:
    return f"{prefix}{tenant_id.hex}_{secrets.token_urlsafe(32)}"


def read(prefix: str, token: str) -> TenantToken | None:
    """What a token claims. None where it is not of our form at all."""
    found = _FORM.fullmatch(token)
    if not found or found["prefix"] != prefix:
        return None
    return TenantToken(UUID(found["tenant"]), hash_token(token))


def hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
