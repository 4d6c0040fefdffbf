"""Large bodies: asked who they come from before they are read, and refused so that it is seen."""

import asyncio
import json
import socket

import pytest

from tests.support.services import Service
from tests.support.world import Client, TenantWorld

UPLOAD = "/api/knowledge/documents"
IMPORT = "/api/leads/import"
MB = 1024 * 1024


def head(path: str, length: int, *more: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: x", f"Content-Length: {length}", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def connect(backend: Service) -> socket.socket:
    host, _, port = backend.url.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=10)


def read_answer(connection: socket.socket) -> tuple[int, dict[str, object]]:
    """Until the server closes. A reset raises ConnectionResetError."""
    raw = bytearray()
    while piece := connection.recv(65536):
        raw += piece
    top, _, body = bytes(raw).partition(b"\r\n\r\n")
    return int(top.split(b" ")[1]), json.loads(body)


def answer_to_the_head(
    backend: Service, path: str, length: int, *more: str
) -> tuple[int, dict[str, object]]:
    """What is answered while not one byte of the body was sent."""
    with connect(backend) as connection:
        connection.sendall(head(path, length, *more))
        seen = connection.recv(65536)
        return int(seen.split(b" ")[1]), json.loads(seen.partition(b"\r\n\r\n")[2])


@pytest.mark.parametrize("path", [UPLOAD, IMPORT])
@pytest.mark.parametrize(
    ("credential", "code"), [(None, "UNAUTHENTICATED"), ("dom360_nonsense", "UNAUTHENTICATED")]
)
async def test_who_may_not_upload_is_told_before_the_body_is_sent(
    backend: Service, path: str, credential: str | None, code: str
):
    more = [f"Authorization: Bearer {credential}"] if credential else []

    status, said = await asyncio.to_thread(answer_to_the_head, backend, path, MB // 2, *more)

    assert (status, said["code"]) == (401, code)


@pytest.mark.parametrize("path", ["/api/chat", UPLOAD, IMPORT])
async def test_a_body_that_announces_too_much_is_refused_before_it_is_sent(
    backend: Service, tenant: TenantWorld, path: str
):
    key = f"Authorization: Bearer {tenant.api_key}"

    status, said = await asyncio.to_thread(answer_to_the_head, backend, path, 300 * MB, key)

    assert (status, said["code"]) == (413, "PAYLOAD_TOO_LARGE")


async def test_a_viewer_is_told_before_the_body_is_sent(
    backend: Service, make, tenant: TenantWorld, client: Client
):
    await client.sign_in(await make.person(tenant.tenant_id, "VIEWER"))

    cookie = f"Cookie: {client.headers['Cookie']}"

    status, _ = await asyncio.to_thread(answer_to_the_head, backend, UPLOAD, MB, cookie)

    assert status == 403


@pytest.mark.parametrize("announced", [True, False])
async def test_who_sends_too_much_gets_the_answer_also_when_they_read_last(
    backend: Service, tenant: TenantWorld, announced: bool
):
    """A client that writes all before it reads: it must not find the connection reset."""
    key = f"Authorization: Bearer {tenant.api_key}"
    size = 22 * MB
    top = head("/api/chat", size, key)
    if not announced:
        top = top.replace(f"Content-Length: {size}".encode(), b"Transfer-Encoding: chunked")

    def send() -> tuple[int, dict[str, object]]:
        with connect(backend) as connection:
            connection.sendall(top)
            piece = b"a" * MB
            for _ in range(22):
                connection.sendall(piece if announced else b"%x\r\n%s\r\n" % (MB, piece))
            if not announced:
                connection.sendall(b"0\r\n\r\n")
            return read_answer(connection)

    for _ in range(5):
        status, said = await asyncio.to_thread(send)
        assert (status, said["code"]) == (413, "PAYLOAD_TOO_LARGE")


async def test_a_refused_upload_leaves_the_next_call_alone(client: Client):
    for _ in range(5):
        refused = await client.call("POST", "/api/chat", data=b"a" * MB)
        assert refused.status == 413

    assert (await client.get("/api/inboxes")).status == 200
