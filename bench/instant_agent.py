"""An agent that answers at once: what a turn takes beyond it is the platform's own time.

`python -m bench.instant_agent PORT`. No web framework: it must not cost what it helps to measure.
"""

import asyncio
import json
import sys
from typing import cast

import uvloop

_ANSWER = {
    "trace_id": "bench",
    "agent_output": {
        "text": "Claro! Temos três planos. Quantas pessoas trabalham na sua empresa?",
        "tool_calls": [{"name": "search_knowledge_base", "ok": True, "ms": 1}],
        "rag_context": [
            {"doc_id": "doc-1", "score": 0.87, "snippet": "Planos e preços", "source": "Planos"}
        ],
        "structured": {"next_question": "employees"},
    },
    "usage": {"input_tokens": 120, "output_tokens": 25, "cached_tokens": 0, "model": "bench-1"},
    "latency_ms": 0,
    "session": None,
    "next_action": {"reply_to_user": True, "reply_type": "text"},
}


def _with_id(request_id: bytes) -> bytes:
    return json.dumps({**_ANSWER, "request_id": request_id.decode()}).encode()


def _json(request_id: bytes) -> bytes:
    body = _with_id(request_id)
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Trace-ID: bench\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )


def _stream(request_id: bytes) -> bytes:
    words = str(_ANSWER["agent_output"]["text"]).split(" ")  # type: ignore[index]
    events = [
        b"event: token\ndata: %s\n\n" % json.dumps({"text": word + " " * (at > 0)}).encode()
        for at, word in enumerate(words)
    ]
    body = b"".join(events) + b"event: done\ndata: %s\n\n" % _with_id(request_id)
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Trace-ID: bench\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )


class _Agent(asyncio.Protocol):
    def __init__(self) -> None:
        self._unread = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one without saying so

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while (end := self._unread.find(b"\r\n\r\n")) >= 0:
            head = self._unread[:end].lower()
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            if len(self._unread) < end + 4 + length:
                return
            body = self._unread[end + 4 : end + 4 + length]
            self._unread = self._unread[end + 4 + length :]
            assert self._transport is not None
            answer = _stream if b"text/event-stream" in head else _json
            self._transport.write(answer(_request_id(body)))


def _request_id(body: bytes) -> bytes:
    """The first value of that name; a health check has none."""
    return body.partition(b'"request_id"')[2].partition(b'"')[2].partition(b'"')[0] or b"none"


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Agent, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
