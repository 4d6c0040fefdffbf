"""Structured logs: events with ids, never what a customer wrote and never a secret."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

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
# The innermost frames of an exception; those around them are the framework's.
_FRAMES = 20
# They tell of each request that is sent, with its address.
_CHATTY = ("httpx", "httpx2", "httpcore2", "openai", "anthropic", "botocore", "google_genai",
           "alembic.runtime.plugins")  # fmt: skip


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


def without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """An exception as its kinds and places. What it says is left out: PostgreSQL quotes the row
    that it refuses, and libraries quote what they could not read.
    """
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_kinds_and_places(error))
    return event


def _kinds_and_places(error: BaseException) -> Iterator[str]:
    """Causes last: from the error that was met to the one that began it."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield f"{type(at).__module__}.{type(at).__qualname__}{_sqlstate(at)}"
        for frame in traceback.extract_tb(at.__traceback__)[-_FRAMES:]:
            yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _sqlstate(error: BaseException) -> str:
    """What PostgreSQL's errors may say: their code, and the constraint that was in the way."""
    state, diag = getattr(error, "sqlstate", None), getattr(error, "diag", None)
    names = [state, getattr(diag, "table_name", None), getattr(diag, "constraint_name", None)]
    said = " ".join(str(name) for name in names if name)
    return f" ({said})" if said else ""


def _of_a_library(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A line that a library wrote: where it came from, and no arguments of jobs."""
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    if record.name.split(".")[0] == "procrastinate":
        # Its sentences quote what jobs were called with.
        event["event"] = f"jobs.{getattr(record, 'action', 'note')}"
        job = getattr(record, "job", None)
        if isinstance(job, dict):
            event.update(task=job.get("task_name"), job_id=job.get("id"), tries=job.get("attempts"))
    return event


_FIRST: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def _last(fmt: str) -> tuple[Processor, ...]:
    renderer: Processor = (
        structlog.dev.ConsoleRenderer() if fmt == "console" else structlog.processors.JSONRenderer()
    )
    return without_words, hide_secrets, renderer


def formatter(fmt: str) -> logging.Formatter:
    """For what libraries write by `logging`: the same way as our own lines."""
    drop_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_FIRST, _of_a_library], processors=[drop_meta, *_last(fmt)]
    )


# One list for as long as the process lives: a logger that was used before keeps the list it met.
_chain: list[Processor] = []


def configure(*, service: str, level: str = "INFO", fmt: str = "json") -> None:
    """Set up this process's logs on standard error: JSON lines, or colours for people."""
    _chain[:] = [*_FIRST, *_last(fmt)]
    structlog.configure(
        processors=_chain,
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(service=service)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(fmt))
    logging.basicConfig(level=level, handlers=[handler])
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(logger_name=name)
    return logger
