"""Requests as a backend sends them."""

import copy
import itertools

_NUMBERS = itertools.count(1)

# The published shape: integer ids, no callback, no history.
EXAMPLE = {
    "tenant": {"tenant_id": 1, "name": "Horizonte", "slug": "horizonte", "locale": "pt-BR"},
    "routing": {"inbox_id": 7, "agent_type": "SDR"},
    "message": {
        "content": "Olá, quero saber sobre produtos",
        "content_type": "text",
        "created_at": "2026-01-05T12:00:00Z",
    },
    "sender": {"phone_e164": "+5511987654321", "name": "Maria Souza", "contact_id": 99},
    "conversation": {"id": 42, "status": "open"},
    "rag_options": {"enabled": True, "top_k": 5, "return_chunks": True, "match_threshold": 0.7},
    "calendar_booking": {"enabled": False},
}


def body(agent: str = "SDR", **changes: object) -> dict[str, object]:
    """A valid request with an id of its own. A change of None leaves the part out."""
    request: dict[str, object] = {
        "request_id": f"req-{next(_NUMBERS)}",
        **copy.deepcopy(EXAMPLE),
        "routing": {"inbox_id": 7, "agent_type": agent},
    }
    request.update(changes)
    return {name: value for name, value in request.items() if value is not None}


def tenant(**changes: object) -> dict[str, object]:
    return {**EXAMPLE["tenant"], **changes}
