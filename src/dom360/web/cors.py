"""Which pages of other origins may read an answer. Never with a cookie."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from dom360.web.security_headers import Headers

# A web chat says for each of its keys who may call: dom360.web_chat.guards.
WEB_CHAT = "/api/web-chat/"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": "600",
    "Vary": "Origin",
}


class ApiCors(CORSMiddleware):
    """The origins of the settings. They decide about the API, not about web chats."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(WEB_CHAT):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def cors_headers(opened_to: str | None) -> Headers:
    """For an answer that a guard opened to one origin."""
    if opened_to is None:
        return []
    return [
        (b"access-control-allow-origin", opened_to.encode()),
        (b"access-control-expose-headers", b"Retry-After, X-Request-ID"),
        (b"vary", b"Origin"),
    ]
