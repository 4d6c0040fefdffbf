"""Where a request comes from."""

import ipaddress
from functools import lru_cache

from starlette.types import Scope


def client_address(scope: Scope, trusted_proxies: frozenset[str]) -> str | None:
    """The nearest address that isn't one of our own proxies.

    X-Forwarded-For is read from its end, and only as far as trusted proxies wrote it: what is
    before that, the client may have made up.
    """
    client = scope.get("client")
    nearest = _address(client[0]) if client else None
    for claimed in reversed(_forwarded_for(scope)):
        if nearest not in trusted_proxies:
            break
        nearest = _address(claimed)
    return nearest


def _forwarded_for(scope: Scope) -> list[str]:
    found = [
        value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"
    ]
    return [part.strip() for part in ",".join(found).split(",") if part.strip()]


@lru_cache(maxsize=4096)
def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
