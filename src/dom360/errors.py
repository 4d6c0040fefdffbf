"""What can go wrong, in words for people and codes for programs.

An action raises one of these; a door turns it into RFC 9457 problem details. `code` is stable:
clients may branch on it. `detail` says what happened and what to do next.
"""

from typing import ClassVar


class Dom360Error(Exception):
    """An error whose message may be shown to the caller."""

    status: ClassVar[int] = 500
    code: str = "INTERNAL_ERROR"
    detail: str = (
        "Something went wrong on our side. Try again; if it persists, tell your administrator."
    )

    def __init__(
        self,
        detail: str | None = None,
        *,
        code: str | None = None,
        retry_after_s: int | None = None,
        extra: dict[str, object] | None = None,
    ) -> None:
        self.detail = detail or type(self).detail
        self.code = code or type(self).code
        self.retry_after_s = retry_after_s
        self.extra = extra or {}
        super().__init__(f"{self.code}: {self.detail}")


class Unauthenticated(Dom360Error):
    status = 401
    code = "UNAUTHENTICATED"
    detail = "Sign in, or send an API key as 'Authorization: Bearer <key>'."


class Forbidden(Dom360Error):
    status = 403
    code = "FORBIDDEN"
    detail = "You may not do this. Ask an administrator of your company for the right."


class NotFound(Dom360Error):
    """Also the answer for what belongs to another tenant: both look the same."""

    status = 404
    code = "NOT_FOUND"
    detail = "There is no such thing here."


class Conflict(Dom360Error):
    status = 409
    code = "CONFLICT"
    detail = "This does not fit the present state. Reload and try again."


class Gone(Dom360Error):
    status = 410
    code = "GONE"
    detail = "This was here once and is gone for good."


class Invalid(Dom360Error):
    status = 422
    code = "VALIDATION_FAILED"
    detail = "The request is not valid."


class InvalidField(Invalid):
    """A field that its form alone does not judge. Says so like any other invalid field."""

    def __init__(self, field: str, code: str, message: str) -> None:
        one = {"field": f"body.{field}", "code": code, "message": message}
        super().__init__(message, extra={"errors": [one]})


class TooMany(Dom360Error):
    status = 429
    code = "TOO_MANY_REQUESTS"
    detail = "Too many tries. Wait a little and try again."


class BadGateway(Dom360Error):
    status = 502
    code = "AGENT_ERROR"
    detail = "The agent did not give a usable answer. Your message is stored; try again."


class Unavailable(Dom360Error):
    status = 503
    code = "UNAVAILABLE"
    detail = "The service is not ready. Try again in a few seconds."


class GatewayTimeout(Dom360Error):
    status = 504
    code = "AGENT_TIMEOUT"
    detail = "The agent did not answer in time. Your message is stored; try again."
