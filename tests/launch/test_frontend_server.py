import asyncio
import gzip
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from dom360.launch.frontend_server.app import create_app
from dom360.launch.postgres import free_port


class Backend:
    """A backend double that remembers what it was asked and streams until it is left."""

    def __init__(self):
        self.requests = []
        self.left = asyncio.Event()
        self.go_on = asyncio.Event()

    def app(self):
        app = web.Application()
        app.router.add_get("/api/events", self.events)
        app.router.add_get("/api/cut", self.cut)
        app.router.add_get("/api/gzip", self.gzip)
        app.router.add_get("/api/redirect", self.redirect)
        app.router.add_route("*", "/api/{path:.*}", self.echo)
        return app

    async def echo(self, request):
        self.requests.append(request)
        size = 0
        async for chunk in request.content.iter_any():
            size += len(chunk)
        answer = web.json_response({"path": request.raw_path, "size": size}, status=201)
        answer.headers.add("Set-Cookie", "one=1; HttpOnly")
        answer.headers.add("Set-Cookie", "two=2; HttpOnly")
        answer.headers["Connection"] = "X-Private"
        answer.headers["X-Private"] = "for the proxy only"
        return answer

    async def events(self, request):
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        try:
            await stream.write(b"data: first\n\n")
            await self.go_on.wait()
            await stream.write(b"data: second\n\n")
        except asyncio.CancelledError:
            self.left.set()
            raise
        return stream

    async def cut(self, request):
        stream = web.StreamResponse()
        await stream.prepare(request)
        await stream.write(b"half")
        request.transport.abort()
        return stream

    async def gzip(self, request):
        body = gzip.compress(b"packed by the backend")
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    async def redirect(self, request):
        raise web.HTTPFound("/api/elsewhere")


@asynccontextmanager
async def listening(app):
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    try:
        yield URL(f"http://127.0.0.1:{port}")
    finally:
        await runner.cleanup()


@pytest.fixture
def dist(tmp_path):
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>DOM360</title>")
    (dist / "assets" / "app-1a2b.js").write_text("let unpacked")
    (dist / "assets" / "app-1a2b.js.gz").write_bytes(gzip.compress(b"let packed"))
    (dist / "favicon.svg").write_text("<svg/>")
    (dist / "widget.js").write_text("let widget")
    (tmp_path / "secret.txt").write_text("not for the web")
    (dist / "link.txt").symlink_to(tmp_path / "secret.txt")
    return dist


@pytest.fixture
async def backend():
    return Backend()


@pytest.fixture
async def site(dist, backend):
    async with listening(backend.app()) as upstream, listening(create_app(dist, upstream)) as url:
        yield url


@pytest.fixture
async def browser(site):
    async with aiohttp.ClientSession(site, cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield session


async def test_every_address_of_the_application_answers_with_its_page(browser):
    for path in ("/", "/inbox/42", "/assets-of-mine"):
        async with browser.get(path) as answer:
            assert answer.status == 200
            assert "DOM360" in await answer.text()
            assert answer.headers["Cache-Control"] == "no-cache"


async def test_pages_may_only_do_what_the_policy_allows(browser):
    for path in ("/", "/assets/app-1a2b.js", "/missing.js"):
        async with browser.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"].split("; ")
            assert {"default-src 'self'", "script-src 'self'", "object-src 'none'"} <= set(policy)
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "Referrer-Policy" in answer.headers


async def test_hashed_assets_are_kept_for_ever_and_served_packed(browser):
    async with browser.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.content_type in {"text/javascript", "application/javascript"}
        assert await answer.text() == "let packed"


async def test_the_chats_script_is_for_pages_of_every_origin_and_nothing_else_is(browser):
    async with browser.get("/widget.js", headers={"Origin": "https://www.example.com"}) as answer:
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type in {"text/javascript", "application/javascript"}

    for path in ("/", "/favicon.svg", "/assets/app-1a2b.js"):
        async with browser.get(path) as answer:
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_file_without_a_hash_is_asked_for_each_time(browser):
    async with browser.get("/favicon.svg") as answer:
        etag = answer.headers["ETag"]
        assert answer.headers["Cache-Control"] == "no-cache"

    async with browser.get("/favicon.svg", headers={"If-None-Match": etag}) as answer:
        assert answer.status == 304


@pytest.mark.parametrize(
    "path",
    ["/assets/gone-9f.js", "/missing.png", "/../secret.txt", "/%2e%2e/secret.txt", "/link.txt",
     "/assets/..%2f..%2fsecret.txt", "/a%00.txt"],
)  # fmt: skip
async def test_what_is_not_in_the_build_is_not_found(browser, site, path):
    async with browser.get(URL(f"{site.origin()}{path}", encoded=True)) as answer:
        assert answer.status == 404
        assert "not for the web" not in await answer.text()


async def test_the_page_takes_no_posts(browser):
    async with browser.post("/inbox") as answer:
        assert answer.status == 405


async def test_requests_reach_the_backend_as_they_were_sent(browser, backend, site):
    sent = {"Cookie": "session=abc", "Origin": "http://localhost", "Host": "chat.example",
            "X-Forwarded-For": "6.6.6.6", "TE": "trailers"}  # fmt: skip
    address = URL(f"{site.origin()}/api/a%2Fb?q=%20x&q=y", encoded=True)

    async with browser.post(address, headers=sent, data=b"body") as answer:
        assert answer.status == 201
        assert await answer.json() == {"path": "/api/a%2Fb?q=%20x&q=y", "size": 4}
        assert answer.headers.getall("Set-Cookie") == ["one=1; HttpOnly", "two=2; HttpOnly"]
        assert "X-Private" not in answer.headers

    got = backend.requests[0].headers
    assert got["Cookie"] == "session=abc"
    assert got["Origin"] == "http://localhost"
    assert got["Host"] == got["X-Forwarded-Host"] == "chat.example"
    assert got.getall("X-Forwarded-For") == ["127.0.0.1"]
    assert got["X-Forwarded-Proto"] == "http"
    assert "TE" not in got


async def test_a_large_body_passes_through(browser):
    async def megabytes():
        for _ in range(20):
            yield b"x" * 1_000_000

    async with browser.put("/api/upload", data=megabytes()) as answer:
        assert (await answer.json())["size"] == 20_000_000


async def test_methods_without_a_body_pass_through(browser, backend):
    for method in ("GET", "DELETE", "OPTIONS", "HEAD"):
        async with browser.request(method, "/api/thing") as answer:
            assert answer.status == 201

    assert [request.method for request in backend.requests] == ["GET", "DELETE", "OPTIONS", "HEAD"]
    assert all("Transfer-Encoding" not in request.headers for request in backend.requests)


async def test_events_arrive_while_the_backend_still_writes(browser, backend):
    async with browser.get("/api/events") as answer:
        first = await asyncio.wait_for(answer.content.readline(), timeout=2)
        assert first == b"data: first\n"
        assert answer.content_type == "text/event-stream"

        backend.go_on.set()
        rest = await asyncio.wait_for(answer.content.read(), timeout=2)
        assert rest == b"\ndata: second\n\n"


async def test_a_browser_that_leaves_is_noticed_by_the_backend(browser, backend):
    answer = await browser.get("/api/events")
    await answer.content.readline()

    answer.close()

    await asyncio.wait_for(backend.left.wait(), timeout=5)


async def test_an_answer_that_was_cut_does_not_look_complete(browser):
    with pytest.raises(aiohttp.ClientError):
        async with browser.get("/api/cut") as answer:
            await answer.read()


async def test_packed_answers_and_redirects_are_left_alone(browser, site):
    async with aiohttp.ClientSession(site, auto_decompress=False) as raw:
        async with raw.get("/api/gzip", headers={"Accept-Encoding": "gzip"}) as answer:
            assert gzip.decompress(await answer.read()) == b"packed by the backend"
        async with raw.get("/api/redirect", allow_redirects=False) as answer:
            assert answer.status == 302
            assert answer.headers["Location"] == "/api/elsewhere"


async def test_a_backend_that_is_down_is_said_in_the_usual_shape(dist):
    nobody = URL(f"http://127.0.0.1:{free_port()}")

    async with (
        listening(create_app(dist, nobody)) as url,
        aiohttp.ClientSession(url) as browser,
        browser.get("/api/health") as answer,
    ):
        assert answer.status == 502
        assert answer.content_type == "application/problem+json"
        assert json.loads(await answer.text())["code"] == "BACKEND_UNREACHABLE"
