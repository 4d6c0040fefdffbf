"""An OpenAI-compatible embeddings service that can be told to misbehave."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIMENSION = 16


@dataclass
class EmbeddingServer:
    """`faults` are answered first, one a call; a status, or the bytes of a 200."""

    url: str = ""
    dimension: int = DIMENSION
    key: str | None = None
    faults: list[int | bytes] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def answer(self, body: dict[str, Any], key: str | None) -> tuple[int, bytes]:
        self.asked.append(body)
        self.keys.append(key)
        if self.faults:
            fault = self.faults.pop(0)
            return (200, fault) if isinstance(fault, bytes) else (fault, b"{}")
        if self.key is not None and key != f"Bearer {self.key}":
            return 401, b"{}"
        data = [
            {"index": place, "embedding": self.vector(text)}
            for place, text in enumerate(body["input"])
        ]
        # The order of the answer is not promised.
        return 200, json.dumps({"data": data[::-1], "model": body["model"]}).encode()

    def vector(self, text: str) -> list[float]:
        """Texts that share words lie near each other."""
        numbers = [0.01] * self.dimension
        for word in text.lower().split():
            place = int.from_bytes(hashlib.sha256(word.strip("?.,:").encode()).digest()[:2], "big")
            numbers[place % self.dimension] += 1.0
        return numbers


@contextmanager
def embedding_server() -> Iterator[EmbeddingServer]:
    state = EmbeddingServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.path == "/v1/embeddings", self.path
            status, answer = state.answer(json.loads(raw), self.headers.get("Authorization"))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            if status == 429:
                self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
