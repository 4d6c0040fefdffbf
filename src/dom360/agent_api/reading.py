"""From raw bytes to an `AgentRequest`, or to the `Problem` that says what is wrong."""

import hmac

from pydantic import SecretStr, ValidationError
from starlette.requests import ClientDisconnect, Request

from dom360.agent_api.problems import Problem, agent_mismatch, from_validation
from dom360.protocol import (
    API_VERSION,
    AgentErrorCode,
    AgentRequest,
    AgentType,
    WireError,
    load_json,
)

MOST_BYTES = 1_000_000


def check_key(http: Request, key: SecretStr | None) -> None:
    """Where the service has a key, the caller must show it."""
    if key is None or not key.get_secret_value():
        return
    scheme, _, given = http.headers.get("authorization", "").partition(" ")
    right = hmac.compare_digest(given.strip().encode(), key.get_secret_value().encode())
    if scheme.lower() != "bearer" or not right:
        raise Problem(
            AgentErrorCode.INVALID_REQUEST,
            status=401,
            text="unauthorized",
            headers={"WWW-Authenticate": "Bearer"},
        )


def check_version(http: Request) -> None:
    version = http.headers.get("x-agent-api-version", API_VERSION).strip()
    if version.split(".")[0] != API_VERSION:
        raise Problem(
            AgentErrorCode.INVALID_REQUEST,
            text="version",
            details={"received": version[:20], "supported": [API_VERSION]},
        )


async def read_body(http: Request) -> object:
    """The call's JSON, at most `MOST_BYTES` of it."""
    kind = http.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise Problem(
            AgentErrorCode.INVALID_REQUEST, text="content_type", details={"received": kind[:64]}
        )
    try:
        return load_json(await _read_bounded(http))
    except WireError as error:
        raise Problem(
            AgentErrorCode.INVALID_REQUEST, text="json", details={"reason": str(error)}
        ) from None


async def _read_bounded(http: Request) -> bytes:
    raw = bytearray()
    try:
        async for chunk in http.stream():
            raw += chunk
            if len(raw) > MOST_BYTES:
                raise Problem(
                    AgentErrorCode.INVALID_REQUEST,
                    text="too_big",
                    details={"limit_bytes": MOST_BYTES},
                )
    except ClientDisconnect:
        raise WireError("the caller went away in the middle of the body") from None
    return bytes(raw)


def parse(body: object, agent_type: AgentType) -> AgentRequest:
    try:
        request = AgentRequest.model_validate(body)
    except ValidationError as error:
        raise from_validation(error, body) from None
    if request.routing.agent_type is not agent_type:
        raise agent_mismatch(request.routing.agent_type.value, agent_type.value)
    return request


def hints(body: object) -> tuple[str | None, str | None]:
    """The request id and the tenant's locale of a body that may be wrong in other places."""
    if not isinstance(body, dict):
        return None, None
    tenant = body.get("tenant")
    locale = tenant.get("locale") if isinstance(tenant, dict) else None
    request_id = body.get("request_id")
    usable = isinstance(request_id, str | int) and 0 < len(str(request_id)) <= 200
    return (
        str(request_id) if usable and not isinstance(request_id, bool) else None,
        locale if isinstance(locale, str) else None,
    )
