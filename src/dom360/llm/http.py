"""HTTP clients for the providers' libraries: to the operator's models, and to those tenants name.

What a tenant names is judged where it leads, in the call that connects to it, like every address
that people enter (dom360.web.ssrf). An answer is held to a size, and a compressed one is refused: a
small one can unfold to gigabytes.
"""

import ssl
from collections.abc import AsyncIterator, Iterable

import httpcore2
import httpx2

from dom360.web.ssrf import AddressRefused, Guard

CONNECT_S = 3.0
# No request of ours may last longer; the turn's own deadline is shorter.
LONGEST_S = 120.0
MAX_ANSWER_BYTES = 8_000_000
_CONNECTIONS = 256
_KEPT = 32
_KEPT_S = 30.0
# The providers' libraries add headers of their own, some from the environment: a server that a
# tenant names is told none of them.
_HEADERS_SENT = frozenset(
    {
        "host",
        "connection",
        "content-type",
        "content-length",
        "transfer-encoding",
        "accept",
        "accept-encoding",
        "user-agent",
        "authorization",
        "x-api-key",
        "x-goog-api-key",
        "anthropic-version",
        "anthropic-beta",
    }
)


def open_client(guard: Guard | None) -> httpx2.AsyncClient:
    """One for a process and a side: making it costs 20 ms. Follows no redirect, uses no proxy."""
    return httpx2.AsyncClient(
        transport=_Transport(guard),
        timeout=httpx2.Timeout(LONGEST_S, connect=CONNECT_S, pool=CONNECT_S),
        trust_env=False,
        follow_redirects=False,
        event_hooks={"request": [_dress]},
    )


async def _dress(request: httpx2.Request) -> None:
    for name in [name for name in request.headers if name.lower() not in _HEADERS_SENT]:
        del request.headers[name]
    request.headers["Accept-Encoding"] = "identity"
    request.headers["User-Agent"] = "DOM360"


class _Transport(httpx2.AsyncHTTPTransport):
    def __init__(self, guard: Guard | None) -> None:
        super().__init__(trust_env=False)
        # The transport takes no network backend of ours, its pool does.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=_KEPT_S,
            network_backend=_GuardedBackend(guard) if guard else None,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            await response.aclose()
            raise httpx2.DecodingError("The answer is compressed, which the call did not allow.")
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Bounded(response.stream)
        return response


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        seen = 0
        async for chunk in self._stream:
            seen += len(chunk)
            if seen > MAX_ANSWER_BYTES:
                raise httpx2.ReadError("The answer is over 8 MB.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class _GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to what the guard returns, and to nothing else. TLS still checks the host's name."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._plain = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            addresses = await self._guard.resolve(host, port)
        except AddressRefused as refusal:
            raise httpcore2.ConnectError("the address is refused") from refusal
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError("the name has no address") from error
        trouble: Exception = httpcore2.ConnectError("the name has no address")
        for address in addresses:
            try:
                return await self._plain.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
        raise trouble

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's own signature
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        raise httpcore2.ConnectError("models are reached over TCP")

    async def sleep(self, seconds: float) -> None:
        await self._plain.sleep(seconds)
