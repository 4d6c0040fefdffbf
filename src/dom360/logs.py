"""Structured logs: events with ids, never what a customer wrote and never a secret."""

import logging
import re
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

# Values under these keys never reach a log, whoever adds them.
SECRET_KEYS = frozenset(
    {"password", "secret", "token", "api_key", "key", "authorization", "cookie", "set_cookie",
     "content", "message_text", "body", "plaintext", "database_url", "database_app_url",
     "agent_key", "encryption_keys", "keys"}
)  # fmt: skip
MASK = "[hidden]"
# What has the form of a secret never reaches one either, wherever it stands: our own tokens, what
# follows "Bearer", passwords in addresses.
_SECRET_FORMS = re.compile(
    r"\b[a-z0-9]+_[0-9a-f]{32}_[A-Za-z0-9_-]{20,}"
    r"|(?i:\b(?:bearer|basic))\s+[A-Za-z0-9._~+/=-]{8,}"
    r"|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
)
# Deeper values are none of ours.
_DEEPEST = 6


def hide_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    for name in event:
        event[name] = _hidden(name, event[name], 0)
    return event


def _hidden(name: str, value: object, depth: int) -> object:
    if name.lower() in SECRET_KEYS or depth > _DEEPEST:
        return MASK
    if isinstance(value, str):
        return _SECRET_FORMS.sub(MASK, value)
    if isinstance(value, dict):
        return {key: _hidden(str(key), inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_hidden("", inner, depth + 1) for inner in value]
    return value


def configure(*, service: str, level: str = "INFO", fmt: str = "json") -> None:
    """Set up this process's logs on standard error: JSON lines, or colours for people."""
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if fmt == "console" else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            hide_secrets,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(service=service)
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(logger_name=name)
    return logger
