"""Addresses: which are public, which never reachable, and how an allow-list is written.

Nothing here looks a name up or opens a connection; `dom360.web.ssrf` does, with these rules.
"""

import ipaddress
import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Self

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_WEB_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024  # below are mail, shells and the like; services of one's own are above

# Special-purpose blocks of https://www.iana.org/assignments/iana-ipv4-special-registry and
# https://www.iana.org/assignments/iana-ipv6-special-registry, in our own list because is_global
# changed between versions of Python (https://github.com/python/cpython/issues/113171).
_PRIVATE: tuple[Network, ...] = tuple(
    map(
        ipaddress.ip_network,
        (
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
            # IETF protocols with Teredo (2001::/32), documentation, 6to4, documentation again
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ),
    )
)  # fmt: skip
_GLOBAL_V6 = IPv6Network("2000::/3")  # all that is given out so far
# Never reached, whatever the allow-list says: this host, link-local with the clouds' metadata
# services, multicast, broadcast, and metadata services that live elsewhere (Azure, Alibaba, AWS).
_NEVER: tuple[Network, ...] = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32",
            "168.63.129.16/32", "100.100.100.200/32",
            "::/128", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::/32",
        ),
    )
)  # fmt: skip
_NAT64 = IPv6Network("64:ff9b::/96")
_ENTRY = re.compile(
    r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:\s]+))(?::(?P<port>[0-9]{1,5}))?"
)
_HOST_NAME = re.compile(r"[a-z0-9_.-]+")  # what DNS makes of it, DNS says
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")


@dataclass(frozen=True, slots=True)
class Allowed:
    """One line of the allow-list: a host or a network, on one port or on all."""

    host: str | None
    network: Network | None
    port: int | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """`agents.internal`, `10.0.0.0/8`, `127.0.0.1:8000`, `[::1]:8000`. Raises ValueError."""
        try:
            return cls(None, ipaddress.ip_network(text), None)
        except ValueError:
            found = _ENTRY.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"'{text}' is neither a host nor a network")
        port = int(found["port"]) if found["port"] else None
        if port is not None and not 0 < port < 65536:
            raise ValueError(f"'{text}' names no possible port")
        try:
            return cls(None, ipaddress.ip_network(found["v6"] or found["name"]), port)
        except ValueError:
            name = (found["name"] or "").lower().rstrip(".")
        if not is_host_name(name):
            raise ValueError(f"'{text}' is neither a host nor a network")
        return cls(name, None, port)

    def admits(self, host: str, address: Address | None, port: int) -> bool:
        """`address` is None while only the name is known."""
        if self.port not in (None, port):
            return False
        if self.host is not None:
            return self.host == host
        return self.network is not None and address is not None and address in self.network


def is_public(address: Address) -> bool:
    """Whether an address is somebody's on the internet, and not ours, reserved or a tunnel's."""
    real = unwrapped(address)
    if isinstance(real, IPv6Address) and real not in _GLOBAL_V6:
        return False
    return real.is_global and not _in_any(real, _PRIVATE) and not _in_any(real, _NEVER)


def unwrapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where the way leads to IPv4."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def literal(host: str) -> Address | None:
    """The address that a host is, in its one canonical spelling; zones are none of ours."""
    try:
        return None if "%" in host else ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _is_numeric(name: str) -> bool:
    """2130706433, 0x7f.1, 127.1, 0177.0.0.1: what a C library takes for an IPv4 address.

    The rule of https://url.spec.whatwg.org/#ends-in-a-number-checker.
    """
    return _NUMBER.fullmatch(name.rpartition(".")[2]) is not None


def port_is_usual(port: int) -> bool:
    return port in _WEB_PORTS or port >= _FIRST_FREE_PORT


def _in_any(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address in network for network in networks)


def is_never_reached(address: Address) -> bool:
    return _in_any(unwrapped(address), _NEVER) or _in_any(address, _NEVER)


def is_host_name(name: str) -> bool:
    """A name in lower case that no C library takes for an address."""
    return _HOST_NAME.fullmatch(name) is not None and not _is_numeric(name)
