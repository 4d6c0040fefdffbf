"""The OpenAPI document says who may call what, by the permission table."""

from typing import Any

from fastapi import FastAPI

from dom360.access.cookies import SESSION_COOKIE
from dom360.access.permissions import PERMISSIONS

_SCHEMES = {
    "api_key": {
        "type": "http",
        "scheme": "bearer",
        "description": "Authorization: Bearer dom360_…",
    },
    "visitor": {
        "type": "http",
        "scheme": "bearer",
        "description": "Authorization: Bearer v_…, of a visitor of a web chat.",
    },
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
}

# A web chat's key, which stands in the path, is enough for these.
_BEFORE_THE_TOKEN = ("/config", "/visitors")


def describe(app: FastAPI) -> None:
    """Add to what FastAPI knows: how callers prove who they are, and the scope that a key needs."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            document["components"]["securitySchemes"] = _SCHEMES
            for path, methods in document["paths"].items():
                for method, operation in methods.items():
                    operation["security"] = _security(f"{method.upper()} {path}")
        return plain()

    app.openapi = openapi  # type: ignore[method-assign]


def _security(endpoint: str) -> list[dict[str, list[str]]]:
    rule = PERMISSIONS[endpoint]
    if rule.level == "public":
        return []
    if rule.level == "capability":
        return [{"api_key": []}]
    if rule.level == "visitor":
        return [] if endpoint.endswith(_BEFORE_THE_TOKEN) else [{"visitor": []}]
    return [{"session": []}, {"api_key": []}] if rule.scope else [{"session": []}]
