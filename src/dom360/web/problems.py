"""One error shape for the whole API: RFC 9457 problem details with a stable `code`."""

import json
from collections.abc import Sequence
from typing import Any

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dom360.errors import Dom360Error, Unavailable
from dom360.logs import get_logger

log = get_logger(__name__)

# The framework's own refusals. Its 400 is a body that is no JSON: bad UTF-8, nesting without end.
_HTTP_CODES = {
    400: "INVALID_JSON",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "PAYLOAD_TOO_LARGE",
}
_HTTP_DETAILS = {
    400: "The body is not valid JSON in UTF-8.",
    404: "There is no such address.",
    405: "This address does not take this method.",
}
_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    402: "Budget used up",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    410: "Gone",
    413: "Too large",
    415: "Unsupported content type",
    422: "Not valid",
    429: "Too many requests",
    500: "Internal error",
    502: "Bad answer from the agent",
    503: "Not available",
    504: "Too late",
}


def problem(
    status: int, code: str, detail: str, *, retry_after_s: int | None = None, **extra: object
) -> Response:
    headers = {"Retry-After": str(retry_after_s)} if retry_after_s else None
    return Response(
        json.dumps(problem_body(status, code, detail, retry_after_s=retry_after_s, **extra)),
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )


def problem_body(
    status: int, code: str, detail: str, *, retry_after_s: int | None = None, **extra: object
) -> dict[str, object]:
    body: dict[str, object] = {
        "type": "about:blank",
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "code": code,
        "detail": detail,
        **extra,
    }
    if retry_after_s:
        body["retry_after_s"] = retry_after_s
    return body


def body_of(error: Dom360Error) -> dict[str, object]:
    return problem_body(
        error.status, error.code, error.detail, retry_after_s=error.retry_after_s, **error.extra
    )


def as_ours(error: BaseException | None) -> Dom360Error:
    """What a caller may be told about any error."""
    if isinstance(error, Dom360Error):
        return error
    if isinstance(error, psycopg.OperationalError):
        return Unavailable(
            "The database is away or busy. Try again in a few seconds.",
            code="DATABASE_UNAVAILABLE",
            retry_after_s=2,
        )
    return Dom360Error()


def install(app: FastAPI) -> None:
    """Answer every known error in our one shape; RequestContext answers the others."""
    app.add_exception_handler(Dom360Error, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(psycopg.OperationalError, _refused)


def answer_to(error: Exception) -> Response:
    known = as_ours(error)
    return problem(
        known.status, known.code, known.detail, retry_after_s=known.retry_after_s, **known.extra
    )


def refusal(error: Dom360Error | psycopg.OperationalError) -> Response:
    """The answer to an error that is nobody's mistake in our code."""
    if isinstance(error, psycopg.OperationalError):
        log.warning("database.unavailable", error=type(error).__name__)
    return answer_to(error)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Dom360Error | psycopg.OperationalError)
    return refusal(error)


async def _not_valid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = error.errors()
    if any(one["type"] == "json_invalid" for one in problems):
        return problem(400, _HTTP_CODES[400], _HTTP_DETAILS[400])
    return problem(
        422, "VALIDATION_FAILED", "Some fields are not valid; see errors.", errors=_fields(problems)
    )


def _fields(problems: Sequence[Any]) -> list[dict[str, str]]:
    """Where and why, without echoing what was sent: it may be secret or not even printable."""
    return [
        {
            "field": ".".join(str(part) for part in one["loc"]).encode("ascii", "replace").decode(),
            "code": one["type"],
            "message": one["msg"].encode("utf-8", "replace").decode(),
        }
        for one in problems[:20]
    ]


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _HTTP_CODES.get(error.status_code, "HTTP_ERROR")
    detail = _HTTP_DETAILS.get(error.status_code, str(error.detail))
    answer = problem(error.status_code, code, detail)
    answer.headers.update(error.headers or {})
    return answer


def unexpected(error: Exception) -> Response:
    """A fault of our own: its kind and place in the log, nothing of it to the caller."""
    log.error("request.failed", error=type(error).__name__, exc_info=error)
    return answer_to(error)
