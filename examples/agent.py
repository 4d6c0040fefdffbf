"""An agent of your own for DOM360, in the standard library alone.

Run `python examples/agent.py 8100`, set the tenant's `agents_endpoint_url` to
http://127.0.0.1:8100, and replace `reply` with what your agent should say.
"""

import json
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def reply(request: dict[str, Any]) -> str:
    """Your agent: everything it may know stands in the request."""
    name = (request.get("sender") or {}).get("name") or "tudo bem"
    turns = len(request["conversation"].get("history") or [])
    return f"Olá, {name}! Recebi “{request['message']['content']}” e já li {turns} mensagens."


def answer(request: dict[str, Any]) -> dict[str, Any]:
    text = reply(request)
    read, written = len(request["message"]["content"].split()), len(text.split())
    return {
        "request_id": request["request_id"],
        "agent_output": {"text": text, "tool_calls": [], "rag_context": [], "structured": {}},
        "usage": {"input_tokens": read, "output_tokens": written, "cached_tokens": 0,
                  "total_tokens": read + written, "model": "mine"},
        "latency_ms": 0,
        "session": str(request["conversation"]["id"]),
        "next_action": {"reply_to_user": True, "reply_type": "text"},
    }  # fmt: skip


def refusal() -> dict[str, Any]:
    error = {"code": "INVALID_REQUEST", "message": "O pedido não segue o protocolo.", "details": {}}
    empty = {"agent_output": None, "usage": None, "session": None}
    return {**empty, "next_action": {"reply_to_user": False}, "error": error}


class Agent(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        try:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = 200, answer(request)
        except (AttributeError, KeyError, TypeError, ValueError):
            status, body = 400, refusal()
        # The caller's trace id is the second part of "00-<trace>-<span>-01".
        _, *trace = self.headers.get("traceparent", "").split("-")
        body["trace_id"] = trace[0] if len(trace) == 3 else uuid.uuid4().hex
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Trace-ID", body["trace_id"])
        self.end_headers()
        self.wfile.write(json.dumps(body, ensure_ascii=False).encode())


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Agent).serve_forever()
