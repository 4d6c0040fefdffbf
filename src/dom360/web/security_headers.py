"""What browsers may do with an answer of the API: nothing but read it."""

from collections.abc import Iterable

Headers = list[tuple[bytes, bytes]]

# An answer that a browser shows by itself (a file, an error) loads and runs nothing.
_ALWAYS: Headers = [
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
]
_YEAR = b"max-age=31536000"


def security_headers(already: Iterable[tuple[bytes, bytes]], *, https: bool) -> Headers:
    """Those that the answer does not have already."""
    known = {name.lower() for name, _ in already}
    wanted = [*_ALWAYS, (b"strict-transport-security", _YEAR)] if https else _ALWAYS
    return [(name, value) for name, value in wanted if name not in known]
