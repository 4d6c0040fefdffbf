"""A scripted server that speaks OpenAI's chat completions, with every fault a provider can have.

A test scripts a model by its name, which no other test uses; each call takes the next step, and the
last step is repeated. `FakeModel` runs in a thread of its own.
"""

import asyncio
import json
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

Step = Callable[["Question"], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Question:
    request: web.Request
    body: dict[str, Any]

    @property
    def streamed(self) -> bool:
        return bool(self.body.get("stream"))


@dataclass(frozen=True)
class Asked:
    """What the server was sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    raw: bytes

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def tools(self) -> list[str]:
        return [tool["function"]["name"] for tool in self.body.get("tools", [])]

    def returned(self) -> list[str]:
        """What the tools gave back so far."""
        return [one["content"] for one in self.body["messages"] if one["role"] == "tool"]


def say(text: str, *, tokens: tuple[int, int, int] = (100, 20, 0), pieces: int = 4) -> Step:
    """An answer; `tokens` are input, output and cached."""
    return _answer(text, [], tokens, pieces)


def call(
    name: str,
    arguments: dict[str, Any] | str | None = None,
    *,
    text: str = "",
    tokens: tuple[int, int, int] = (100, 20, 0),
) -> Step:
    """Ask for a tool. Arguments that are a string go out as they are, broken or not."""
    return calls((name, arguments), text=text, tokens=tokens)


def calls(
    *wanted: tuple[str, dict[str, Any] | str | None],
    text: str = "",
    tokens: tuple[int, int, int] = (100, 20, 0),
) -> Step:
    made = [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {
                "name": name,
                "arguments": arguments
                if isinstance(arguments, str)
                else json.dumps(arguments or {}),
            },
        }
        for number, (name, arguments) in enumerate(wanted)
    ]
    return _answer(text, made, tokens, 2)


def fail(status: int, **headers: str) -> Step:
    """An error of the provider; its message holds what must never be shown."""

    async def step(_: Question) -> web.StreamResponse:
        body = {"error": {"message": "SECRET-OF-THE-PROVIDER sk-leaked", "type": "server_error"}}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response(body, status=status, headers=named)

    return step


def raw(body: bytes, content_type: str = "application/json") -> Step:
    async def step(_: Question) -> web.StreamResponse:
        return web.Response(body=body, content_type=content_type)

    return step


def hang(seconds: float = 30) -> Step:
    async def step(question: Question) -> web.StreamResponse:
        gone = question.request.transport
        for _ in range(int(seconds * 20)):
            await asyncio.sleep(0.05)
            if gone is None or gone.is_closing():
                break
        return web.Response(status=504)

    return step


def half(text: str) -> Step:
    """A stream that breaks off in the middle; without a stream, half an answer."""

    async def step(question: Question) -> web.StreamResponse:
        if not question.streamed:
            response = web.StreamResponse(headers={"Content-Length": "5000"})
            await response.prepare(question.request)
            await response.write(b'{"id": "x", "choices": [')
        else:
            response = await _open(question)
            await _send(response, question, {"role": "assistant", "content": text})
        assert question.request.transport is not None
        question.request.transport.abort()
        return response

    return step


def redirect(to: str) -> Step:
    async def step(_: Question) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": to})

    return step


@dataclass
class FakeModel:
    """`with FakeModel() as model: model.script("m-1", say("Oi"))`, then call `model.url`."""

    url: str = ""
    _scripts: dict[str, list[Step]] = field(default_factory=dict)
    _asked: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))

    def script(self, model: str, *steps: Step) -> None:
        self._scripts[model] = list(steps)

    def asked(self, model: str) -> list[Asked]:
        return list(self._asked[model])

    def __enter__(self) -> Self:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=16_000_000)
        app.router.add_post("/{path:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        assert site._server is not None
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{port}/v1"
        self._ready.set()
        await self._over.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        sent = await request.read()
        body = json.loads(sent)
        model = body["model"]
        self._asked[model].append(Asked(request.path, dict(request.headers), body, sent))
        steps = self._scripts.get(model, [fail(404)])
        step = steps.pop(0) if len(steps) > 1 else steps[0]
        return await step(Question(request, body))


def _answer(
    text: str, made: list[dict[str, Any]], tokens: tuple[int, int, int], pieces: int
) -> Step:
    async def step(question: Question) -> web.StreamResponse:
        usage = {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": tokens[0] + tokens[1],
            "prompt_tokens_details": {"cached_tokens": tokens[2]},
        }
        finish = "tool_calls" if made else "stop"
        if question.streamed:
            return await _stream(question, text, made, usage, finish, pieces)
        message: dict[str, Any] = {"role": "assistant", "content": text or None}
        if made:
            message["tool_calls"] = made
        choice = {"index": 0, "message": message, "finish_reason": finish}
        return web.json_response(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": question.body["model"],
                "choices": [choice],
                "usage": usage,
            }
        )

    return step


async def _stream(
    question: Question,
    text: str,
    made: list[dict[str, Any]],
    usage: dict[str, Any],
    finish: str,
    pieces: int,
) -> web.StreamResponse:
    response = await _open(question)
    size = max(1, -(-len(text) // pieces))
    for start in range(0, len(text), size):
        await _send(response, question, {"content": text[start : start + size]})
        await asyncio.sleep(0.005)
    for index, one in enumerate(made):
        await _send(response, question, {"tool_calls": [{"index": index, **one}]})
    await _send(response, question, {}, finish_reason=finish)
    await _send(response, question, None, usage=usage)
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()
    return response


async def _open(question: Question) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(question.request)
    return response


async def _send(
    response: web.StreamResponse,
    question: Question,
    delta: dict[str, Any] | None,
    *,
    finish_reason: str | None = None,
    usage: dict[str, Any] | None = None,
) -> None:
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": question.body["model"],
        "choices": []
        if delta is None
        else [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
        "usage": usage,
    }
    await response.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
