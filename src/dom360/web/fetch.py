"""Reading a page whose address somebody typed in: guarded, bounded in size, hops and time."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from dom360.errors import BadGateway, Invalid
from dom360.web.ssrf import Guard, UrlNotAllowed, refusal_of

MAX_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "DOM360",
    # Compressed answers are refused: a small one can unfold to gigabytes.
    "Accept-Encoding": "identity",
}


class FetchFailed(BadGateway):
    """The address is allowed; what came of it is not usable."""

    code = "FETCH_FAILED"
    detail = "The address could not be read. Check it in a browser and try again."


class FetchTooLarge(Invalid):
    code = "FETCH_TOO_LARGE"
    detail = "What is at this address is too large."


class FetchTimeout(FetchFailed):
    code = "FETCH_TIMEOUT"
    detail = "The address did not answer in time. Try again later."


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the last redirect led; `content_type` is in lower case, without parameters."""

    url: str
    content_type: str
    charset: str | None
    body: bytes = field(repr=False)


async def fetch_limited(
    url: str,
    *,
    guard: Guard,
    max_bytes: int,
    timeout_s: float,
    resolver: AbstractResolver | None = None,
) -> Fetched:
    """GET a page. `timeout_s` is for all of it, redirects and body included.

    Raises UrlNotAllowed, FetchTooLarge, FetchTimeout, FetchFailed: all may be shown.
    """
    target = guard.check(url)
    try:
        async with asyncio.timeout(timeout_s), _session(guard, resolver) as session:
            for _ in range(MAX_HOPS + 1):
                async with _get(session, target) as response:
                    if response.status not in _REDIRECTS:
                        return await _read(response, max_bytes)
                    target = _next(guard, target, response)
    except TimeoutError:
        raise FetchTimeout from None
    except (aiohttp.ClientError, OSError, UnicodeError) as error:
        if refusal_of(error) is not None:
            raise UrlNotAllowed from None
        raise FetchFailed from None
    raise FetchFailed("The address redirects again and again.")


def _session(guard: Guard, resolver: AbstractResolver | None) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=guard.connector(resolver=resolver, keep=False),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=None),
    )


def _get(
    session: aiohttp.ClientSession, url: URL
) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
    return session.get(url, headers=_HEADERS, allow_redirects=False)


def _next(guard: Guard, url: URL, response: aiohttp.ClientResponse) -> URL:
    """Where a redirect leads, judged like the first address and never from https to http."""
    try:
        target = url.join(URL(response.headers.get("Location", "")))
    except ValueError:
        raise FetchFailed("The address redirects to something that is no address.") from None
    if url.scheme == "https" and target.scheme != "https":
        raise UrlNotAllowed("The address redirects from https to http.")
    return guard.check(target.with_fragment(None))


async def _read(response: aiohttp.ClientResponse, max_bytes: int) -> Fetched:
    if response.status != 200:
        raise FetchFailed(f"The address answers with status {response.status}.")
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise FetchFailed("The address answers compressed, which was not asked for.")
    if (response.content_length or 0) > max_bytes:
        raise FetchTooLarge
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > max_bytes:
            raise FetchTooLarge
    return Fetched(str(response.url), response.content_type.lower(), response.charset, bytes(body))
