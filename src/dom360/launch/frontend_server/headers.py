"""What a browser may do with our pages, and which headers stay on one side of the proxy."""

from collections.abc import Iterable
from types import MappingProxyType

from multidict import CIMultiDict, CIMultiDictProxy

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # the component library sets styles on elements
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)

# The chat's script is loaded by pages of other sites: the one file that is for everybody. What it
# may do there says the page; whom it may talk for says the backend, by the page's origin.
WIDGET = "widget.js"
WIDGET_HEADERS = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
        # Its name never changes, so that the snippet can stay; a new version is there in minutes.
        "Cache-Control": "public, max-age=300",
    }
)

# They speak about one connection, and a proxy has two (RFC 9110, 7.6.1).
HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)


def end_to_end(headers: CIMultiDictProxy[str], *, without: Iterable[str] = ()) -> CIMultiDict[str]:
    """The headers that travel on, repeated ones included."""
    named = headers.getall("Connection", [])
    dropped = HOP_BY_HOP | {name.lower() for name in without}
    dropped |= {name.strip().lower() for value in named for name in value.split(",")}
    return CIMultiDict(
        (name, value) for name, value in headers.items() if name.lower() not in dropped
    )
