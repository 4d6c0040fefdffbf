"""Endpoints that plain requests reach without the framework: both ways say the same."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from dom360.errors import Forbidden
from dom360.web.direct import Direct
from tests.support.world import Answer, Client, Maker, TenantWorld

# Makes a request not plain, and changes nothing about its answer.
JSON_IN_WORDS = {"Content-Type": "application/json; charset=utf-8"}
# Differ from one call to the next.
_OF_THE_CALL = {"x-request-id", "date", "ratelimit"}


def assert_alike(one: Answer, other: Answer) -> None:
    assert (one.status, one.raw) == (other.status, other.raw)
    assert headers(one) == headers(other)


def headers(answer: Answer) -> dict[str, str]:
    named = {name.lower(): value for name, value in answer.headers.items()}
    return {name: value for name, value in named.items() if name not in _OF_THE_CALL}


async def both(client: Client, body: bytes) -> tuple[Answer, Answer]:
    """The same bytes to POST /api/chat, straight and through the framework."""
    straight = await client.call(
        "POST", "/api/chat", data=body, headers={"Content-Type": "application/json"}
    )
    return straight, await client.call("POST", "/api/chat", data=body, headers=JSON_IN_WORDS)


@pytest.mark.parametrize("limit", ["limit=1", "limit=4", "limit=100"])
async def test_the_latest_messages_are_the_same(client: Client, other_client: Client, limit: str):
    await other_client.chat(f"segredo {other_client.world.canary}")
    for n in range(3):
        await client.chat(f"Olá, “{n}” ✓", sender_phone=f"+551198765000{n}")

    straight = await client.get(f"/api/messages?{limit}")

    assert straight.json["items"]
    assert_alike(straight, await client.get(f"/api/messages?&{limit}"))


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "limit=04", "limit=4&limit=5", "cursor=x", "limit="],
)
async def test_what_is_not_plain_is_the_frameworks(client: Client, query: str):
    await client.chat()

    assert_alike(
        await client.get(f"/api/messages?{query}"), await client.get(f"/api/messages?&{query}")
    )


async def test_a_turn_is_the_same(client: Client):
    for n, ways in enumerate((JSON_IN_WORDS, None), 1):
        turn = client.turn("Olá", request_id=f"r-{n}")
        first = await client.call("POST", "/api/chat", json=turn, headers=ways or {})
        again = await client.call(
            "POST", "/api/chat", json=turn, headers={} if ways else JSON_IN_WORDS
        )

        assert first.status == 200, first.raw
        assert_alike(first, again)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"{}", b'{"inbox_id": 1}', b"\xff\xfe{\x00}\x00",
        b'{"inbox_id": "x", "message": "a"}',
        b'{"inbox_id": "%(inbox)s", "message": "a", "sender_phone": "12"}',
        b'{"inbox_id": "%(inbox)s", "message": " ", "sender_phone": "+5511987654321"}',
        b'{"inbox_id": "%(inbox)s", "message": "a\\u0000", "sender_phone": "+5511987654321"}',
        b'{"inbox_id": "%(inbox)s", "message": "\\ud83d", "sender_phone": "+5511987654321"}',
        b'{"inbox_id": "%(inbox)s", "message": 7, "sender_phone": "+5511987654321"}',
        b'{"inbox_id": "%(inbox)s", "message": "a", "sender_phone": "+5511987654321", "x": 1}',
        b'{"inbox_id": "%(inbox)s", "message": "a", "request_id": "\\u00e9"}',
        b'{"inbox_id": "%(inbox)s", "message": NaN}',
    ],
)  # fmt: skip
async def test_bad_bodies_are_refused_alike_and_leave_nothing(client: Client, body: bytes):
    assert client.world
    straight, around = await both(
        client, body.replace(b"%(inbox)s", str(client.world.inbox_id).encode())
    )

    assert 400 <= straight.status < 500
    assert_alike(straight, around)
    assert (await client.get("/api/messages")).json["items"] == []


async def test_who_may_not_is_refused_alike(
    client_of: Callable[[TenantWorld | None], Client], tenant: TenantWorld, make: Maker
):
    nobody, stranger, reader = client_of(None), client_of(tenant), client_of(tenant)
    stranger.headers["Authorization"] = "Bearer dom360_nonsense"
    reader.headers["Authorization"] = f"Bearer {await make.key(tenant.tenant_id, 'leads:write')}"
    person = client_of(tenant)
    await person.sign_in(await make.person(tenant.tenant_id, "VIEWER"))
    abroad = client_of(tenant)
    await abroad.sign_in(tenant.admin_email)
    abroad.headers["Origin"] = "https://elsewhere.example"
    turn = client_of(tenant).turn()

    for caller in (nobody, stranger, reader, person, abroad):
        straight = await caller.post("/api/chat", turn)
        assert straight.status in (401, 403), straight.raw
        assert_alike(
            straight, await caller.call("POST", "/api/chat", json=turn, headers=JSON_IN_WORDS)
        )
        assert_alike(
            await caller.get("/api/messages?limit=4"), await caller.get("/api/messages?&limit=4")
        )


class Inside:
    """What Direct stands before."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.got.append((await receive()).get("body", b""))
        await PlainTextResponse("framework")(scope, receive, send)


async def ask(direct: Direct, method: str, path: str, body: bytes = b"x") -> tuple[int, bytes, Any]:
    sent: list[Any] = []
    pieces = [{"type": "http.request", "body": body, "more_body": False}]
    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": path, "headers": [], "query_string": b"",
    }  # fmt: skip

    async def receive() -> Any:
        return pieces.pop() if pieces else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await direct(scope, receive, send)
    return sent[0]["status"], sent[1]["body"], scope.get("route")


async def test_a_shortcut_is_taken_for_its_method_and_path_only():
    async def shortcut(_: Request, body: bytes) -> Response | None:
        return None if body == b"odd" else PlainTextResponse(b"straight " + body)

    inside = Inside()
    direct = Direct(inside, {"POST /here": shortcut})

    status, said, route = await ask(direct, "POST", "/here")

    assert (status, said, route.path) == (200, b"straight x", "/here")
    assert inside.got == []
    assert (await ask(direct, "GET", "/here"))[1] == b"framework"
    assert (await ask(direct, "POST", "/there"))[1] == b"framework"
    assert (await ask(direct, "POST", "/here", b"odd"))[1] == b"framework"
    assert inside.got[-1] == b"odd", "the framework gets the body that the shortcut has seen"


async def test_a_refusal_of_a_shortcut_is_answered():
    async def shortcut(_: Request, __: bytes) -> Response | None:
        raise Forbidden

    status, said, _ = await ask(Direct(Inside(), {"POST /here": shortcut}), "POST", "/here")

    assert status == 403
    assert b'"code": "FORBIDDEN"' in said
