"""Where a request comes from, whoever says what about it."""

import pytest

from dom360.web.client_address import client_address

PROXIES = frozenset({"127.0.0.1", "10.0.0.1"})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.4", [], "198.51.100.4"),
        ("198.51.100.4", ["6.6.6.6"], "198.51.100.4"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.4"], "198.51.100.4"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.4"], "198.51.100.4"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.4, 10.0.0.1"], "198.51.100.4"),
        ("127.0.0.1", ["6.6.6.6", "2001:DB8::1"], "2001:db8::1"),
        ("127.0.0.1", ["unknown"], None),
        ("127.0.0.1", ["6.6.6.6, <script>"], None),
        (None, ["6.6.6.6"], None),
    ],
)
def test_only_our_own_proxies_are_believed(peer, forwarded, address):
    scope = {
        "type": "http",
        "client": (peer, 1234) if peer else None,
        "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded],
    }

    assert client_address(scope, PROXIES) == address
