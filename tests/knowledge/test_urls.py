"""Documents that are read from an address."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dom360.knowledge.ingest import Ingester
from dom360.knowledge.jobs import ingest_waiting
from dom360.web.ssrf import Guard
from tests.knowledge import files
from tests.knowledge.conftest import HERE, ask, document, passages
from tests.support.problems import assert_problem
from tests.support.world import Client


@dataclass
class Site:
    url: str = ""
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            kind, body = site.pages.get(self.path, ("404", b""))
            is_redirect = kind == "redirect"
            self.send_response(302 if is_redirect else 404 if kind == "404" else 200)
            self.send_header("Location" if is_redirect else "Content-Type",
                             body.decode() if is_redirect else kind)  # fmt: skip
            self.send_header("Content-Length", "0" if is_redirect else str(len(body)))
            self.end_headers()
            if not is_redirect:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


async def learn_url(client: Client, ingester: Ingester, url: str, **more: object):
    answer = await client.post("/api/knowledge/documents/url", {"url": url, **more})
    assert answer.status in (200, 201), answer.raw
    await ingest_waiting(ingester)
    return await document(client, answer.json["id"])


async def test_a_page_is_read_and_named_by_its_address(
    client: Client, ingester: Ingester, site: Site
):
    site.pages["/entrega"] = ("text/html", b"<html><h1>Entrega</h1><p>Em dois dias.</p></html>")

    found = await learn_url(client, ingester, f"{site.url}/entrega#topo")

    assert (found["state"], found["name"], found["url"]) == (
        "ready", f"{site.url}/entrega", f"{site.url}/entrega",
    )  # fmt: skip
    assert found["media_type"] == "text/html"
    hit = (await ask(client, "em quantos dias entregam?"))[0]
    assert (hit["source"], hit["heading"]) == (f"{site.url}/entrega", "Entrega")


async def test_a_page_that_changed_is_read_again(client: Client, ingester: Ingester, site: Site):
    site.pages["/a.txt"] = ("text/plain", b"antes")
    found = await learn_url(client, ingester, f"{site.url}/a.txt", name="Aviso")
    site.pages["/a.txt"] = ("text/plain", b"depois")

    await client.post(f"/api/knowledge/documents/{found['id']}/retry", None)
    await ingest_waiting(ingester)

    assert [one["text"] for one in await passages(client, found["id"])] == ["depois"]
    assert (await document(client, found["id"]))["name"] == "Aviso"


async def test_a_pdf_behind_a_redirect_is_read(client: Client, ingester: Ingester, site: Site):
    site.pages["/baixar"] = ("redirect", b"/manual.pdf")
    site.pages["/manual.pdf"] = ("application/pdf", files.pdf())

    assert (await learn_url(client, ingester, f"{site.url}/baixar"))["state"] == "ready"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (("404", b""), "FETCH_FAILED"),
        (("image/png", b"\x89PNG\r\n\x1a\n\x00"), "FILE_TYPE_UNSUPPORTED"),
        (("text/plain", b"a" * (1024**2 + 1)), "FILE_TOO_LARGE"),
        (("text/plain", b" "), "FILE_HAS_NO_TEXT"),
        (("redirect", b"http://169.254.169.254/latest/meta-data/"), "URL_NOT_ALLOWED"),
        (("redirect", b"file:///etc/passwd"), "URL_NOT_ALLOWED"),
        (("redirect", b"/x"), "FETCH_FAILED"),
    ],
)
async def test_what_cannot_be_read_says_why(
    client: Client, ingester: Ingester, site: Site, page: tuple[str, bytes], code: str
):
    site.pages["/x"] = page

    found = await learn_url(client, ingester, f"{site.url}/x")

    assert (found["state"], found["error"]["code"]) == ("failed", code)


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "http://user:pw@example.com/",
        "nope://",
    ],
)
async def test_an_address_that_may_not_be_called_is_refused_at_once(client: Client, url: str):
    answer = await client.post("/api/knowledge/documents/url", {"url": url})

    assert_problem(answer, 422, "URL_NOT_ALLOWED")


async def test_the_worker_judges_for_itself(client: Client, ingester: Ingester, site: Site):
    """The backend let the address pass; a worker with a stricter list does not call it."""
    site.pages["/a"] = ("text/plain", b"segredo")
    strict = replace(ingester, guard=Guard())
    assert HERE

    found = await learn_url(client, strict, f"{site.url}/a")

    assert found["error"]["code"] == "URL_NOT_ALLOWED"
    assert site.asked == []
