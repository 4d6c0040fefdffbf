"""Everything that can be wrong with a call, and the envelope that says so."""

from collections.abc import Mapping

from pydantic import JsonValue, ValidationError
from starlette.responses import Response

from dom360.agent_api.messages import language_of, message_for
from dom360.protocol import (
    PHONE_FORMAT,
    AgentError,
    AgentErrorAnswer,
    AgentErrorCode,
    AgentType,
)

MOST_ERRORS_SHOWN = 10
MOST_RECEIVED_CHARS = 64


class Problem(Exception):
    """A call that gets the error envelope. `text` names the message when the code is not enough."""

    def __init__(
        self,
        code: AgentErrorCode,
        *,
        status: int = 400,
        text: str | None = None,
        details: dict[str, JsonValue] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.text = text or code.value
        self.details = details or {}
        self.headers = dict(headers or {})


def envelope(
    problem: Problem, *, trace_id: str, request_id: str | None, locale: str | None
) -> AgentErrorAnswer:
    message = message_for(problem.text, language_of(locale))
    error = AgentError(code=problem.code, message=message, details=problem.details)
    return AgentErrorAnswer(trace_id=trace_id, request_id=request_id, error=error)


def error_response(
    problem: Problem, *, trace_id: str, request_id: str | None = None, locale: str | None = None
) -> Response:
    body = envelope(problem, trace_id=trace_id, request_id=request_id, locale=locale)
    return Response(
        body.to_wire(), problem.status, headers=problem.headers, media_type="application/json"
    )


def from_validation(error: ValidationError, body: object) -> Problem:
    """The most telling of a body's errors, as the protocol names it."""
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    if not isinstance(body, dict):
        return Problem(AgentErrorCode.INVALID_REQUEST, details={"reason": "not a JSON object"})
    places = [(str(item["type"]), tuple(map(str, item["loc"]))) for item in errors]
    if any(_tenant_missing(kind, place) for kind, place in places):
        return Problem(AgentErrorCode.MISSING_TENANT)
    if any(place == ("routing", "agent_type") and kind == "enum" for kind, place in places):
        return agent_mismatch(
            _dig(body, "routing", "agent_type"), [kind.value for kind in AgentType]
        )
    if any(_phone_wrong(kind, place) for kind, place in places):
        received = _shown(_dig(body, "sender", "phone_e164"))
        return Problem(
            AgentErrorCode.INVALID_PHONE_FORMAT,
            details={"received": received, "expected_format": PHONE_FORMAT},
        )
    if any(_message_empty(kind, place) for kind, place in places):
        return Problem(AgentErrorCode.EMPTY_MESSAGE)
    fields: list[JsonValue] = [
        {"field": ".".join(map(str, item["loc"])), "problem": item["msg"]}
        for item in errors[:MOST_ERRORS_SHOWN]
    ]
    return Problem(AgentErrorCode.INVALID_REQUEST, details={"fields": fields})


def agent_mismatch(received: object, expected: str | list[str]) -> Problem:
    allowed: JsonValue = list(expected) if isinstance(expected, list) else expected
    return Problem(
        AgentErrorCode.AGENT_TYPE_MISMATCH,
        details={"received": _shown(received), "expected": allowed},
    )


def _tenant_missing(kind: str, place: tuple[str, ...]) -> bool:
    if place == ("tenant",):
        return kind == "missing"
    return place == ("tenant", "tenant_id") and kind in ("missing", "string_too_short")


def _phone_wrong(kind: str, place: tuple[str, ...]) -> bool:
    # Also a phone sent as a number: what is wrong is the phone, whatever its type.
    return kind == AgentErrorCode.INVALID_PHONE_FORMAT or place == ("sender", "phone_e164")


def _message_empty(kind: str, place: tuple[str, ...]) -> bool:
    if kind == AgentErrorCode.EMPTY_MESSAGE:
        return True
    return kind == "missing" and place in (("message",), ("message", "content"))


def _dig(body: object, *path: str) -> object:
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _shown(value: object) -> JsonValue:
    """What was received, short enough to say back."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return value[:MOST_RECEIVED_CHARS] if isinstance(value, str) else type(value).__name__
