"""Where this installation may be sent by an address that somebody typed in (SSRF guard).

What is judged is the resolved address, in the very call that connects to it: between judging and
connecting no name is looked up again, so a name that changes its answer (DNS rebinding) changes
nothing. `Guard.connector` is the way for aiohttp; whoever brings another HTTP library connects to
what `Guard.resolve` returns, and to nothing else. docs/limits.md tells the rules to operators.
"""

import ipaddress
import socket
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from yarl import URL

from dom360.errors import Invalid
from dom360.kit.destinations import (
    Address,
    Allowed,
    is_host_name,
    is_never_reached,
    is_public,
    literal,
    port_is_usual,
    unwrapped,
)

# An aiohttp connector hands these to its socket factory: family, type, protocol, name, address.
_AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]

DNS_CACHE_S = 10  # what is kept was judged; longer would keep what has moved
# Addresses kept that were approved for a name on the allow-list.
_REMEMBERED = 4096


class AddressRefused(aiohttp.ClientError, OSError):
    """The guard's word, as the HTTP client's own kind of error. Says what may be told anybody."""


class UrlNotAllowed(Invalid):
    """The same for a door: `check` and `fetch_limited` raise it."""

    code = "URL_NOT_ALLOWED"
    detail = (
        "This address may not be called from here. Use a public http or https address, or ask the "
        "platform's administrator to allow it."
    )


class Guard:
    """What may be called. One for each process, from `Settings.private_destinations`."""

    def __init__(self, exceptions: Iterable[str] = ()) -> None:
        self._exceptions = tuple(Allowed.parse(one) for one in exceptions)

    def check(self, url: str | URL) -> URL:
        """Refuse what needs no look-up to be refused: scheme, password, port, spelling, literal.

        Raises UrlNotAllowed. A pass means nothing yet: names are judged when they are resolved.
        """
        try:
            parsed = URL(url.strip()) if isinstance(url, str) else url
            port = parsed.port
        except ValueError:
            raise UrlNotAllowed("This is not a complete http or https address.") from None
        if parsed.scheme not in {"http", "https"} or not parsed.raw_host or port is None:
            raise UrlNotAllowed("This is not a complete http or https address.")
        if parsed.user is not None or parsed.password is not None:
            raise UrlNotAllowed("An address may hold no user or password.")
        try:
            self.judge_host(parsed.raw_host, port)
        except AddressRefused:
            raise UrlNotAllowed from None
        return parsed

    def judge_host(self, host: str, port: int) -> None:
        """What can be said of a host before it is looked up. Raises AddressRefused."""
        name = host.lower().rstrip(".")
        address = literal(name)
        if address is not None:
            self.judge(name, address, port)
            return
        if not is_host_name(name):
            raise AddressRefused(f"'{name[:80]}' is no host name")
        if not (port_is_usual(port) or self._excepted(name, None, port) or self._has_networks()):
            raise AddressRefused(f"port {port} is not open to addresses that people enter")

    def judge(self, host: str, address: Address, port: int) -> None:
        """The judgement itself. Raises AddressRefused."""
        real = unwrapped(address)
        if is_never_reached(address):
            raise AddressRefused("the address is reserved")
        if self._excepted(host.lower().rstrip("."), real, port):
            return
        if not is_public(address):
            raise AddressRefused("the address is not a public one")
        if not port_is_usual(port):
            raise AddressRefused(f"port {port} is not open to addresses that people enter")

    async def resolve(self, host: str, port: int) -> list[Address]:
        """The addresses that may be connected to, never empty. Raises AddressRefused, OSError."""
        resolver = _JudgingResolver(self, aiohttp.ThreadedResolver())
        self.judge_host(host, port)
        address = literal(host.lower().rstrip("."))
        if address is not None:
            return [address]
        found = await resolver.resolve(host, port, socket.AF_UNSPEC)
        return [ipaddress.ip_address(one["host"]) for one in found]

    def connector(
        self,
        *,
        resolver: AbstractResolver | None = None,
        calls_per_host: int = 16,
        keep: bool = True,
    ) -> "GuardedConnector":
        """For an aiohttp.ClientSession with trust_env=False: a proxy would resolve for itself."""
        return GuardedConnector(self, resolver, calls_per_host=calls_per_host, keep=keep)

    def _excepted(self, host: str, address: Address | None, port: int) -> bool:
        return any(one.admits(host, address, port) for one in self._exceptions)

    def _has_networks(self) -> bool:
        return any(one.network is not None for one in self._exceptions)


class GuardedConnector(aiohttp.TCPConnector):
    """Judges each request's host, each name's addresses, and each socket's address.

    The first covers redirects and addresses that aiohttp takes as they are; the second says which
    addresses are tried; the third is the wall: it sees what the kernel is about to get.
    """

    def __init__(
        self, guard: Guard, resolver: AbstractResolver | None, *, calls_per_host: int, keep: bool
    ) -> None:
        self._guard = guard
        self._judging = _JudgingResolver(guard, resolver)
        self._judge_host = lru_cache(maxsize=1024)(guard.judge_host)
        super().__init__(
            resolver=self._judging,
            socket_factory=self._open_socket,
            limit=0,
            limit_per_host=calls_per_host,
            ttl_dns_cache=DNS_CACHE_S,
            force_close=not keep,
        )

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  # aiohttp's own signature
    ) -> Connection:
        url = req.url
        if req.proxy is not None or url.raw_host is None or url.port is None:
            raise AddressRefused("no proxy is used for addresses that people enter")
        self._judge_host(url.raw_host, url.port)
        return await super().connect(req, traces, timeout)

    def _open_socket(self, info: _AddrInfo) -> socket.socket:
        family, kind, protocol, _, destination = info
        host, port = str(destination[0]), int(destination[1])
        if not self._judging.approved(host, port):
            address = literal(host)
            if address is None:
                raise AddressRefused("the address cannot be read")
            self._guard.judge("", address, port)
        return socket.socket(family, kind, protocol)


class _JudgingResolver(AbstractResolver):
    """Leaves of a name's addresses those that may be called. Refuses where that is none."""

    def __init__(self, guard: Guard, resolver: AbstractResolver | None) -> None:
        self._guard = guard
        self._resolver = resolver
        # What a name on the allow-list led to: the socket factory sees no names.
        self._approved: OrderedDict[tuple[str, int], None] = OrderedDict()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if self._resolver is None:  # made late: it wants a running loop
            self._resolver = aiohttp.ThreadedResolver()
        kept, why = [], AddressRefused("the name has no address")
        for found in await self._resolver.resolve(host, port, family):
            # The port is ours, not the resolver's: what is judged is what is connected to.
            found["port"] = port
            try:
                self._judge(host, found)
            except AddressRefused as refusal:
                why = refusal
            else:
                kept.append(found)
        if not kept:
            raise why
        return kept

    async def close(self) -> None:
        if self._resolver is not None:
            await self._resolver.close()

    def approved(self, host: str, port: int) -> bool:
        return (host, port) in self._approved

    def _judge(self, name: str, found: ResolveResult) -> None:
        address = literal(found["host"])
        if address is None:
            raise AddressRefused("the address cannot be read")
        self._guard.judge(name, address, found["port"])
        self._remember(found["host"], found["port"])

    def _remember(self, host: str, port: int) -> None:
        self._approved[host, port] = None
        self._approved.move_to_end((host, port))
        while len(self._approved) > _REMEMBERED:
            self._approved.popitem(last=False)


def refusal_of(error: BaseException | None) -> AddressRefused | None:
    """The guard's word inside what an HTTP client made of it."""
    for _ in range(8):
        if error is None or isinstance(error, AddressRefused):
            return error
        inner = getattr(error, "os_error", None)
        error = inner if isinstance(inner, BaseException) else error.__cause__
    return None
