"""How a fake agent behaves, one function a behaviour. `MODES` holds them by name."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import web

from tests.doubles import agent_answers as answers
from tests.doubles.agent_answers import CANARY

DRIP_EVERY_S = 0.1


@dataclass(frozen=True)
class Mode:
    """A behaviour with its options; each behaviour uses only the options it needs."""

    name: str = "ok"
    ms: int = 0
    text: str | None = None
    input_tokens: int = 11
    output_tokens: int = 7
    retry_after: str | None = None
    location: str | None = None
    code: str = "INTERNAL_ERROR"
    structured: dict[str, Any] | None = None
    # How many calls get this mode before the next wider one counts again; None means all.
    times: int | None = None

    def answer_options(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "structured": self.structured,
        }


@dataclass(frozen=True)
class Turn:
    """One call that is being answered. `released` ends when the test lets held calls go."""

    request: web.Request
    body: dict[str, Any] | None
    mode: Mode
    released: Callable[[], Awaitable[None]]
    # This connection has served a call before.
    reused: bool = False

    @property
    def wants_stream(self) -> bool:
        return "text/event-stream" in self.request.headers.get("Accept", "")


class Cut(Exception):
    """The behaviour broke the connection on purpose."""


Behaviour = Callable[[Turn], Awaitable[web.StreamResponse]]


async def ok(turn: Turn) -> web.StreamResponse:
    """Echoes: as a stream where the caller asks for one, else as JSON."""
    return await (stream_ok(turn) if turn.wants_stream else json_ok(turn))


async def json_ok(turn: Turn) -> web.StreamResponse:
    return web.json_response(
        answers.answer(turn.body, **turn.mode.answer_options()), headers={"X-Trace-ID": "trace-1"}
    )


async def handoff(turn: Turn) -> web.StreamResponse:
    """Says goodbye and asks that a person goes on."""
    body = answers.answer(turn.body, **turn.mode.answer_options())
    body["next_action"]["handoff"] = {"reason": "O contato pediu uma pessoa"}
    return web.json_response(body)


async def slow(turn: Turn) -> web.StreamResponse:
    await asyncio.sleep(turn.mode.ms / 1000)
    return await ok(turn)


async def hold(turn: Turn) -> web.StreamResponse:
    await turn.released()
    return await ok(turn)


async def hang(_: Turn) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets this event")


async def drip(turn: Turn) -> web.StreamResponse:
    whole = answers.huge(turn.body)
    response = web.StreamResponse(
        headers={"Content-Type": "application/json", "Content-Length": "60000"}
    )
    await response.prepare(turn.request)
    for at in range(60_000):
        await response.write(whole[at : at + 1])
        await asyncio.sleep(DRIP_EVERY_S)
    return response


async def drip_headers(turn: Turn) -> web.StreamResponse:
    """Not even the headers come to an end."""
    transport = _transport(turn)
    transport.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    while True:
        transport.write(b"x")
        await asyncio.sleep(DRIP_EVERY_S)


async def _sse(turn: Turn) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(turn.request)
    return response


async def drip_stream(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    while True:
        await response.write(answers.event("token", {"text": "…"}))
        await asyncio.sleep(DRIP_EVERY_S)


async def endless_stream(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    piece = answers.event("token", {"text": CANARY + "x" * 50_000})
    while True:
        await response.write(piece)


async def endless_line(turn: Turn) -> web.StreamResponse:
    """One event whose line never ends."""
    response = await _sse(turn)
    await response.write(b"data: ")
    while True:
        await response.write(b"x" * 50_000)


async def stream_ok(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    for piece in answers.stream(turn.body, **turn.mode.answer_options()):
        await response.write(piece)
        await asyncio.sleep(turn.mode.ms / 1000)
    return response


async def stream_split(turn: Turn) -> web.StreamResponse:
    """A good stream in pieces of three bytes, with comments, CRLF and unknown events."""
    whole = b": hello\n\n" + answers.event("thinking", {"text": CANARY})
    whole += b"".join(answers.stream(turn.body, **turn.mode.answer_options()))
    whole = whole.replace(b"\n", b"\r\n")
    response = await _sse(turn)
    for at in range(0, len(whole), 3):
        await response.write(whole[at : at + 3])
    return response


async def stream_without_done(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    for piece in answers.stream(turn.body, text=CANARY)[:-1]:
        await response.write(piece)
    return response


async def stream_cut(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    await response.write(answers.event("token", {"text": CANARY}))
    await asyncio.sleep(0.02)
    return _reset(turn)


async def stream_error(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    await response.write(answers.event("token", {"text": CANARY}))
    await response.write(answers.event("error", answers.error(turn.body, turn.mode.code)))
    return response


async def stream_bad_token(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    await response.write(answers.event("token", {"text": [CANARY]}))
    await response.write(answers.stream(turn.body)[-1])
    return response


async def stream_bad_utf8(turn: Turn) -> web.StreamResponse:
    """Half a character at the end of one piece is fine; half a character for ever is not."""
    response = await _sse(turn)
    await response.write(b'event: token\ndata: {"text": "ol\xc3')
    await asyncio.sleep(0.02)
    await response.write(
        b'\xa1"}\n\n' + answers.event("token", {"text": CANARY})[:-4] + b'\xc3("}\n\n'
    )
    await response.write(answers.stream(turn.body)[-1])
    return response


async def stream_empty_text(turn: Turn) -> web.StreamResponse:
    response = await _sse(turn)
    await response.write(answers.event("done", answers.answer(turn.body, text=" ")))
    return response


async def stream_hang_after_done(turn: Turn) -> web.StreamResponse:
    """Says everything, then keeps the connection open."""
    response = await _sse(turn)
    for piece in answers.stream(turn.body, **turn.mode.answer_options()):
        await response.write(piece)
    return await hang(turn)


async def huge(turn: Turn) -> web.StreamResponse:
    return web.Response(body=answers.huge(turn.body), content_type="application/json")


async def huge_promised(turn: Turn) -> web.StreamResponse:
    """Declares 3 MB, sends a little, and waits."""
    response = web.StreamResponse(
        headers={"Content-Type": "application/json", "Content-Length": str(answers.HUGE_BYTES)}
    )
    await response.prepare(turn.request)
    await response.write(answers.huge(turn.body)[:1000])
    return await hang(turn)


async def huge_chunked(turn: Turn) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.enable_chunked_encoding()
    await response.prepare(turn.request)
    whole = answers.huge(turn.body)
    for at in range(0, len(whole), 50_000):
        await response.write(whole[at : at + 50_000])
    return response


async def gzip_bomb(_: Turn) -> web.StreamResponse:
    return web.Response(
        body=answers.gzip_bomb(),
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )


async def big_header(_: Turn) -> web.StreamResponse:
    return web.Response(body=b"{}", headers={"X-Big": CANARY + "x" * 100_000})


async def not_json_type(_: Turn) -> web.StreamResponse:
    return web.Response(text=f"<h1>{CANARY}</h1>", content_type="text/html")


async def not_http(turn: Turn) -> web.StreamResponse:
    _transport(turn).write(b"SSH-2.0-" + CANARY.encode() + b"\r\n")
    return await hang(turn)


async def no_content(_: Turn) -> web.StreamResponse:
    return web.Response(status=204)


async def redirect(turn: Turn) -> web.StreamResponse:
    where = turn.mode.location or str(turn.request.url)
    return web.Response(status=301, text=CANARY, headers={"Location": where})


async def reset(turn: Turn) -> web.StreamResponse:
    return _reset(turn)


async def close(turn: Turn) -> web.StreamResponse:
    """An orderly end without a byte."""
    await asyncio.sleep(turn.mode.ms / 1000)
    _transport(turn).close()
    raise Cut


async def stale(turn: Turn) -> web.StreamResponse:
    """Every connection serves one call; a second one on it finds it closed."""
    return await (close(turn) if turn.reused else ok(turn))


async def close_mid_body(turn: Turn) -> web.StreamResponse:
    whole = answers.wrong_body("no_request_id", turn.body)
    response = web.StreamResponse(
        headers={"Content-Type": "application/json", "Content-Length": str(len(whole))}
    )
    await response.prepare(turn.request)
    await response.write(whole[: len(whole) // 2])
    await asyncio.sleep(0.02)
    _transport(turn).close()
    raise Cut


async def leaky(_: Turn) -> web.StreamResponse:
    """A stack trace for everybody, in the reason, the headers and the body."""
    return web.Response(
        status=500,
        reason=CANARY,
        text=f"Traceback (most recent call last):\n  password={CANARY}",
        headers={"X-Debug": CANARY, "Set-Cookie": f"session={CANARY}"},
    )


def _reset(turn: Turn) -> web.StreamResponse:
    transport = _transport(turn)
    sock: socket.socket = transport.get_extra_info("socket")
    # Lingering for 0 seconds makes the close a reset (RST) instead of an orderly end.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    raise Cut


def _transport(turn: Turn) -> asyncio.Transport:
    assert turn.request.transport is not None
    return cast("asyncio.Transport", turn.request.transport)


def _failing(status: int, code: str) -> Behaviour:
    async def fail(turn: Turn) -> web.StreamResponse:
        headers = {"X-Debug": CANARY}
        if turn.mode.retry_after is not None:
            headers["Retry-After"] = turn.mode.retry_after
        return web.json_response(answers.error(turn.body, code), status=status, headers=headers)

    return fail


def _wrong(name: str) -> Behaviour:
    async def say(turn: Turn) -> web.StreamResponse:
        return web.Response(
            body=answers.wrong_body(name, turn.body), content_type="application/json"
        )

    return say


_PLAIN: tuple[Any, ...] = (
    ok, json_ok, handoff, slow, hold, hang, drip, drip_headers, drip_stream, endless_stream,
    endless_line,
    stream_ok, stream_split, stream_without_done, stream_cut, stream_error, stream_bad_token,
    stream_bad_utf8, stream_empty_text, stream_hang_after_done, huge, huge_chunked, gzip_bomb,
    huge_promised, big_header, not_json_type, not_http, no_content, redirect, reset, close, stale,
    close_mid_body, leaky,
)  # fmt: skip

MODES: dict[str, Behaviour] = (
    {behaviour.__name__: behaviour for behaviour in _PLAIN}
    | {name: _wrong(name) for name in answers.WRONG_BODIES}
    | {
        "400": _failing(400, "INVALID_REQUEST"),
        "401": _failing(401, "INVALID_REQUEST"),
        "409": _failing(409, "AGENT_TYPE_MISMATCH"),
        "429": _failing(429, "RATE_LIMITED"),
        "500": _failing(500, "INTERNAL_ERROR"),
        "503": _failing(503, "MODEL_UNAVAILABLE"),
    }
)
