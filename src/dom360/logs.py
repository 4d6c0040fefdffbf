"""Structured logs: events with ids, never what a customer wrote and never a secret."""

import logging
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


def hide_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    for name in event:
        if name.lower() in SECRET_KEYS:
            event[name] = MASK
    return event


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
