"""Where an address that somebody typed in may lead. Resolvers are doubles, sockets are real."""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from dom360.errors import Dom360Error
from dom360.kit.destinations import Allowed, is_public
from dom360.settings import Settings
from dom360.web.agent_client import AgentClient
from dom360.web.agent_faults import AgentAddressRefused
from dom360.web.fetch import Fetched, FetchFailed, FetchTimeout, FetchTooLarge, fetch_limited
from dom360.web.ssrf import AddressRefused, Guard, UrlNotAllowed, refusal_of
from tests.web.conftest import MakeCall

# What no tenant may reach, in every spelling that something on the way might understand.
FORBIDDEN = [
    "http://127.0.0.1/", "http://127.1/", "http://127.255.255.254/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://017700000001/",
    "http://127.0.0.1./", "http://127.0.0.0x1/", "http://0/", "http://0.0.0.0/", "http://[::]/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a00:1::1]/",
    "http://[2001:0:7f00:1::]/", "http://[2001::1]/", "http://[fe80::1]/", "http://[fe80::1%25lo]/",
    "http://[fec0::1]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/",
    "http://[2001:db8::1]/", "http://[100::1]/", "http://[4000::1]/", "http://10.0.0.1/",
    "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://100.64.0.1/",
    "http://100.100.100.200/", "http://168.63.129.16/", "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/", "http://0xa9fea9fe/", "http://198.18.0.1/", "http://192.0.2.1/",
    "http://198.51.100.1/", "http://203.0.113.1/", "http://192.88.99.1/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://240.0.0.1/", "http://[::ffff:169.254.169.254]/",
]  # fmt: skip
UNUSABLE = [
    "ftp://example.com/",
    "file:///etc/passwd", "gopher://example.com/", "//example.com/", "nonsense",
    "http://", "http:///path", "http://user@example.com/", "http://u:p@example.com/",
    "http://example.com:22/", "http://example.com:25/", "https://example.com:1023/",
    "http://exa mple.com/", "http://example.com:99999/", "http://[::1/",
    "javascript:alert(1)", "",
]  # fmt: skip


class Names(AbstractResolver):
    """Says what the test says; a list that runs out repeats its last answer."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): found for name, found in answers.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        queue = self.answers[host]
        found = queue.pop(0) if len(queue) > 1 else queue[0]
        return [
            ResolveResult(
                hostname=host,
                host=one,
                port=9,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for one in found
        ]

    async def close(self) -> None:
        return


class Site:
    """A real server on this machine that notes who came."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.port = 0
        self.delay_s = 0.0
        self.location = ""
        self.body = b"hello"
        self.encoding: str | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request.path)
        if request.path == "/away":
            return web.Response(status=302, headers={"Location": self.location})
        if request.path == "/missing":
            return web.Response(status=404)
        await asyncio.sleep(self.delay_s)
        headers = {"Content-Encoding": self.encoding} if self.encoding else {}
        answer = web.StreamResponse(
            headers={"Content-Type": "text/Plain; charset=utf-8", **headers}
        )
        await answer.prepare(request)
        await answer.write(self.body)
        return answer


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Site]:
    site, app = Site(), web.Application()
    app.router.add_get("/{tail:.*}", site.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture
def site(server: Site) -> Site:
    port = server.port
    server.__init__()
    server.port = port
    return server


async def fetch(url: str, guard: Guard, names: Names, **limits: float) -> Fetched:
    bounds = {"max_bytes": 1000, "timeout_s": 5.0, **limits}
    return await fetch_limited(
        url,
        guard=guard,
        resolver=names,
        max_bytes=int(bounds["max_bytes"]),
        timeout_s=bounds["timeout_s"],
    )


@pytest.mark.parametrize("url", [*FORBIDDEN, *UNUSABLE])
async def test_no_spelling_of_a_private_address_is_called(url: str):
    guard = Guard()

    with pytest.raises(UrlNotAllowed) as refused:
        guard.check(url)
    with pytest.raises(UrlNotAllowed):
        await fetch(url, guard, Names())

    assert refused.value.code == "URL_NOT_ALLOWED"


@pytest.mark.parametrize("url", FORBIDDEN)
async def test_the_connector_alone_refuses_every_spelling_too(url: str):
    """Whoever forgets to check first is no worse off. With the system's own resolver."""
    async with aiohttp.ClientSession(connector=Guard().connector()) as session:
        with pytest.raises((aiohttp.ClientError, ValueError)):
            await session.get(url)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_no_private_address_is_a_public_one(url: str):
    host = url.removeprefix("http://").partition("/")[0].strip("[]")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return  # only a C library takes it for an address
    assert not is_public(address)


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808",
     "::ffff:8.8.8.8"],
)  # fmt: skip
def test_public_addresses_are_public(text: str):
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "url",
    ["https://example.com/", "http://example.com:8080/x?y=1", "https://xn--caf-dma.example./"],
)
def test_good_addresses_pass(url: str):
    assert str(Guard().check(f" {url} ")) == url


async def test_a_name_that_leads_to_a_private_address_is_not_connected_to(site: Site):
    names = Names(inner_example=[["127.0.0.1"]])

    with pytest.raises(UrlNotAllowed):
        await fetch(f"http://inner.example:{site.port}/", Guard(), names)

    assert names.asked == ["inner.example"]
    assert site.seen == []


async def test_a_name_that_changes_its_answer_is_connected_to_where_it_was_judged(site: Site):
    """DNS rebinding: a public answer for the judge, a private one for the connection."""
    names = Names(rebinding_example=[["203.0.114.7"], ["127.0.0.1"]])
    tried: list[tuple[str, int]] = []
    connector = Guard().connector(resolver=names)
    judged = connector._socket_factory

    def watch(info):
        tried.append(info[4][:2])
        judged(info).close()
        raise OSError("seen enough: no test leaves this machine")

    connector._socket_factory = watch
    async with aiohttp.ClientSession(connector=connector) as session:
        url = f"http://rebinding.example:{site.port}/"
        with pytest.raises(aiohttp.ClientError) as first:
            await session.get(url)
        connector.clear_dns_cache()
        with pytest.raises(aiohttp.ClientError) as second:
            await session.get(url)

    assert tried == [("203.0.114.7", site.port)]
    assert refusal_of(first.value) is None
    assert refusal_of(second.value) is not None
    assert names.asked == ["rebinding.example", "rebinding.example"]
    assert site.seen == []


async def test_of_a_names_addresses_only_the_allowed_are_tried(site: Site):
    names = Names(mixed_example=[["10.0.0.1", "127.0.0.1", "::1"]])

    answer = await fetch(f"http://mixed.example:{site.port}/", Guard(["127.0.0.1"]), names)

    assert answer.body == b"hello"


async def test_the_socket_itself_is_judged():
    """The last wall, should a future HTTP client find a way around the other two."""
    connector = Guard().connector()
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))

    with pytest.raises(AddressRefused):
        connector._open_socket(info)

    await connector.close()


async def test_no_proxy_is_used(site: Site):
    async with aiohttp.ClientSession(connector=Guard(["127.0.0.1"]).connector()) as session:
        with pytest.raises(AddressRefused):
            await session.get("http://example.com/", proxy=f"http://127.0.0.1:{site.port}")
    assert site.seen == []


async def test_each_hop_of_a_redirect_is_judged(site: Site):
    guard = Guard([f"127.0.0.1:{site.port}"])
    names = Names(good_example=[["127.0.0.1"]], bad_example=[["127.0.0.1"]])
    start = f"http://good.example:{site.port}/away"

    for location in ("http://169.254.169.254/", "http://127.0.0.1:1/", "file:///etc/passwd",
                     "http://2130706433/", "//[::1]/", "http://u:p@good.example/",
                     "http://bad.example:81/"):  # fmt: skip
        site.location = location
        with pytest.raises((UrlNotAllowed, FetchFailed)) as refused:
            await fetch(start, guard, names)
        assert refused.value.code == "URL_NOT_ALLOWED", location

    site.location = "/there"
    assert (await fetch(start, guard, names)).url == f"http://good.example:{site.port}/there"
    site.location = "/away"
    with pytest.raises(FetchFailed, match="again and again"):
        await fetch(start, guard, names)
    assert site.seen.count("/away") == 7 + 1 + 6


async def test_redirects_that_aiohttp_follows_are_judged_too(site: Site):
    names = Names(good_example=[["127.0.0.1"]])
    connector = Guard([f"good.example:{site.port}"]).connector(resolver=names)
    site.location = f"http://127.0.0.1:{site.port}/inside"

    async with aiohttp.ClientSession(connector=connector) as session:
        with pytest.raises(AddressRefused):
            await session.get(f"http://good.example:{site.port}/away")

    assert site.seen == ["/away"]


async def test_a_page_is_bounded_in_size_and_time(site: Site):
    guard, names = Guard(["127.0.0.1"]), Names()
    url = f"http://127.0.0.1:{site.port}/"

    page = await fetch(url, guard, names)
    assert (page.body, page.content_type, page.charset) == (b"hello", "text/plain", "utf-8")

    site.body = b"x" * 1001
    with pytest.raises(FetchTooLarge):
        await fetch(url, guard, names)
    site.body = b"x" * 1000
    assert len((await fetch(url, guard, names)).body) == 1000
    site.encoding = "br"
    with pytest.raises(FetchFailed, match="compressed"):
        await fetch(url, guard, names)
    with pytest.raises(FetchFailed, match="404"):
        await fetch(f"{url}missing", guard, names)
    site.delay_s = 5
    with pytest.raises(FetchTimeout):
        await fetch(url, guard, names, timeout_s=0.1)


async def test_an_allowed_host_is_reached_on_its_port_only(site: Site):
    names = Names(agents_internal=[["127.0.0.1"]], other_internal=[["127.0.0.1"]])
    guard = Guard([f"agents.internal:{site.port}"])

    assert (await fetch(f"http://AGENTS.internal.:{site.port}/", guard, Names(
        agents_internal_=[["127.0.0.1"]], agents_internal=[["127.0.0.1"]]))).body  # fmt: skip
    for other in (f"http://other.internal:{site.port}/", f"http://127.0.0.1:{site.port}/",
                  "http://agents.internal:8001/"):  # fmt: skip
        with pytest.raises(UrlNotAllowed):
            await fetch(other, guard, names)


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "0.0.0.0", "fd00:ec2::254"])
async def test_no_allow_list_opens_the_metadata_services(address: str):
    guard = Guard(["0.0.0.0/0", "::/0", "named.example"])
    names = Names(named_example=[[address]])

    with pytest.raises(UrlNotAllowed):
        await fetch("http://named.example/", guard, names)


def test_the_allow_list_is_read():
    assert Allowed.parse("10.0.0.0/8").network == ipaddress.ip_network("10.0.0.0/8")
    assert Allowed.parse("Agents.Internal:8000") == Allowed("agents.internal", None, 8000)
    assert Allowed.parse("[::1]:8000").port == 8000
    assert Allowed.parse("127.0.0.1:8000").network == ipaddress.ip_network("127.0.0.1/32")
    for wrong in (
        "",
        "http://x",
        "10.0.0.1/8",
        "a b",
        "x:0",
        "x:99999",
        "*.internal",
        "2130706433",
    ):
        with pytest.raises(ValueError, match=r"host nor a network|no possible port"):
            Allowed.parse(wrong)


def test_a_wrong_allow_list_stops_the_start():
    with pytest.raises(ValueError, match="neither a host nor a network"):
        Settings(private_destinations=("http://agents",))


async def test_resolve_gives_other_http_libraries_what_they_may_connect_to():
    assert [str(a) for a in await Guard(["localhost"]).resolve("localhost", 80)]
    assert [str(a) for a in await Guard().resolve("8.8.8.8", 443)] == ["8.8.8.8"]
    for host in ("localhost", "127.0.0.1", "127.1"):
        with pytest.raises(AddressRefused):
            await Guard().resolve(host, 80)


async def test_a_tenants_agent_is_judged_and_the_platforms_is_not(fake_agent, make_call: MakeCall):
    async with AgentClient() as agents:
        with pytest.raises(AgentAddressRefused) as refused:
            await agents.call(make_call())
        health = await agents.health(fake_agent.url, 2)
        answer = await agents.call(make_call(trusted=True))
        # The connection that the platform's call left open is no way in.
        with pytest.raises(AgentAddressRefused):
            await agents.call(make_call())

    assert isinstance(refused.value, Dom360Error)
    assert health.code == "AGENT_ADDRESS_REFUSED"
    assert answer.agent_output.text
    assert len(fake_agent.calls()) == 1
