"""Bodies of a fake agent, right and wrong ones, built by hand from AGENT_PROTOCOL.md.

Nothing here uses the product's own models: the double must not share their mistakes.
"""

import gzip
import json
from collections.abc import Callable
from typing import Any

Body = dict[str, Any] | None

# Every wrong body, header and error holds this. It must never come out at the other end.
CANARY = "CANARY-7d31f0-do-not-leak"

HUGE_BYTES = 3_000_000


def answer(body: Body, **options: Any) -> dict[str, Any]:
    """A whole valid answer; `options` may hold text, input_tokens, output_tokens, request_id,
    structured."""
    request_id = options.get("request_id") or (body or {}).get("request_id", "unknown")
    text = options.get("text")
    if text is None:
        text = "echo: " + str(((body or {}).get("message") or {}).get("content", ""))
    input_tokens = options.get("input_tokens", 11)
    output_tokens = options.get("output_tokens", 7)
    return {
        "trace_id": f"trace-{request_id}",
        "request_id": request_id,
        "agent_output": {
            "text": text,
            "tool_calls": ["search_knowledge_base"],
            "rag_context": [
                {"doc_id": "doc-1", "score": 0.87, "snippet": "Planos e produtos", "source": "faq"}
            ],
            "structured": options.get("structured") or {"next_question": "Qual é a sua empresa?"},
        },
        "usage": {
            "input_tokens": input_tokens,
            "output_tokens": output_tokens,
            "cached_tokens": 0,
            "total_tokens": input_tokens + output_tokens,
            "model": options.get("model", "fake-model-1"),
        },
        "latency_ms": 3,
        "session": f"session-{request_id}",
        "next_action": {"reply_to_user": True, "reply_type": "text"},
        "a_field_of_the_future": True,
    }


def error(body: Body, code: str) -> dict[str, Any]:
    """The protocol's error envelope, with the canary wherever free text may stand."""
    envelope = answer(body, text=CANARY, input_tokens=0, output_tokens=0)
    envelope["agent_output"] |= {"tool_calls": [], "rag_context": [], "structured": {}}
    envelope["session"] = None
    envelope["next_action"] = {"reply_to_user": False, "reply_type": "text"}
    envelope["error"] = {"code": code, "message": CANARY, "details": {"stack": CANARY}}
    return envelope


def _without_reply(body: Body) -> dict[str, Any]:
    whole = answer(body, text="")
    whole["next_action"]["reply_to_user"] = False
    return whole


def _with_usage(body: Body, **usage: Any) -> dict[str, Any]:
    whole = answer(body, text=CANARY)
    whole["usage"] |= usage
    return whole


def _wrong_types(body: Body) -> dict[str, Any]:
    whole = answer(body)
    whole["agent_output"] = {"text": {"a": CANARY}, "tool_calls": CANARY, "rag_context": 7}
    return whole


def _encoded(whole: dict[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False).encode()


def wrong_body(mode: str, body: Body) -> bytes:
    """What a mode answers with status 200 and Content-Type application/json."""
    return _WRONG[mode](body)


def _garbage(_: Body) -> bytes:
    return b'{"agent_output": {"text": "' + CANARY.encode() + b"\x9f\x00}}]"


def _invalid_utf8(body: Body) -> bytes:
    return _encoded(answer(body, text=CANARY)).replace(CANARY.encode(), CANARY.encode() + b"\xc3(")


def _with_structured(body: Body, structured: dict[str, Any]) -> bytes:
    whole = answer(body, text=CANARY)
    whole["agent_output"]["structured"] = structured
    return json.dumps(whole).encode()


def _without_request_id(body: Body) -> bytes:
    whole = answer(body, text=CANARY)
    del whole["request_id"]
    return _encoded(whole)


_WRONG: dict[str, Callable[[Body], bytes]] = {
    "garbage": _garbage,
    "wrong_types": lambda body: _encoded(_wrong_types(body)),
    "json_list": lambda _: json.dumps([CANARY]).encode(),
    "deep": lambda _: b'{"a":' + b"[" * 500_000,
    "invalid_utf8": _invalid_utf8,
    "nul_text": lambda body: json.dumps(answer(body, text=CANARY + "\0")).encode(),
    "nul_structured": lambda body: _with_structured(body, {"lead": [{"na\0me": CANARY}]}),
    "surrogate": lambda body: json.dumps(answer(body, text=CANARY + "\ud800")).encode(),
    "infinity": lambda body: _with_structured(body, {"score": float("inf"), "note": CANARY}),
    "empty_text": lambda body: _encoded(answer(body, text=" \n\t\u00a0")),
    "no_reply": lambda body: _encoded(_without_reply(body)),
    "negative_tokens": lambda body: _encoded(_with_usage(body, output_tokens=-5)),
    "absurd_tokens": lambda body: _encoded(
        _with_usage(body, input_tokens=10**15, total_tokens=10**15)
    ),
    "fraction_tokens": lambda body: _encoded(_with_usage(body, input_tokens=11.5)),
    "wrong_request_id": lambda body: _encoded(
        answer(body, text=CANARY, request_id="somebody-else")
    ),
    "no_request_id": _without_request_id,
    "leaky_ok": lambda body: _encoded(error(body, "INTERNAL_ERROR")),
}
WRONG_BODIES = tuple(_WRONG)


def huge(body: Body) -> bytes:
    return _encoded(answer(body, text=CANARY + "x" * HUGE_BYTES))


def gzip_bomb() -> bytes:
    """50 MB of blanks in about 50 kB."""
    return gzip.compress(b" " * 50_000_000, compresslevel=6)


def event(name: str, data: Any) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def stream(body: Body, **options: Any) -> list[bytes]:
    """The events of a good stream, `done` last."""
    whole = answer(body, **options)
    words = whole["agent_output"]["text"].split(" ")
    pieces = [word if at == 0 else " " + word for at, word in enumerate(words)]
    return [
        event("tool_call", {"name": "search_knowledge_base", "arguments": {}, "ok": True, "ms": 4}),
        event("rag_context", whole["agent_output"]["rag_context"][0]),
        *(event("token", {"text": piece}) for piece in pieces),
        event("done", whole),
    ]
