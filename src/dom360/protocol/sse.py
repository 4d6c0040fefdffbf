"""Server-sent events: an encoder, and a parser for bytes that arrive in any pieces.

The parser holds at most one event. It follows the HTML standard's rules for lines, comments and
fields, and raises `SseLimitError` before a hostile stream can fill the memory.
"""

from dataclasses import dataclass

from dom360.protocol.wire import dump_json

MAX_EVENT_BYTES = 2_000_000
MAX_STREAM_BYTES = 8_000_000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SseEvent:
    event: str
    data: str
    id: str | None = None


class SseLimitError(ValueError):
    """The stream, or one of its events, is over its limit."""


def encode_event(event: str, data: object, *, id: str | None = None) -> bytes:  # noqa: A002
    """One event, its data as JSON on one line (JSON escapes line breaks itself)."""
    if not event or not event.isprintable():
        raise ValueError(f"not an event name: {event!r}")
    place = b"" if id is None else encode_id(id)[:-1]
    return b"%sevent: %s\ndata: %s\n\n" % (place, event.encode(), dump_json(data))


def encode_id(id: str) -> bytes:  # noqa: A002
    """No event, only a place: what a reader who comes back names as Last-Event-ID."""
    if not id.isprintable():
        raise ValueError(f"not an event id: {id!r}")
    return b"id: %s\n\n" % id.encode()


def encode_comment(text: str = "") -> bytes:
    """A line that readers skip: it keeps a quiet connection open."""
    return b": %s\n\n" % text.replace("\r", " ").replace("\n", " ").encode()


class SseParser:
    """Feed it bytes as they come; it returns the events that are complete.

    An event that the stream's end cuts off is dropped, as the standard says. After `SseLimitError`
    the parser is spent: close the connection.
    """

    def __init__(
        self, *, max_event_bytes: int = MAX_EVENT_BYTES, max_stream_bytes: int = MAX_STREAM_BYTES
    ) -> None:
        self._max_event = max_event_bytes
        self._max_stream = max_stream_bytes
        self._seen = 0
        self._held = 0  # bytes of the present event, its unfinished line included
        self._line = bytearray()
        self._first_line = True
        self._after_cr = False
        self._event = ""
        self._data: list[str] = []
        self._id: str | None = None

    def feed(self, chunk: bytes) -> list[SseEvent]:
        if not chunk:
            return []
        self._seen += len(chunk)
        if self._seen > self._max_stream:
            raise SseLimitError(f"the stream is over {self._max_stream} bytes")
        if self._after_cr:
            # A carriage return ended the last chunk; its line feed is not a second line.
            chunk = chunk.removeprefix(b"\n")
            self._after_cr = False
        return self._take(chunk)

    def _take(self, chunk: bytes) -> list[SseEvent]:
        events: list[SseEvent] = []
        for piece in chunk.splitlines(keepends=True):
            text = piece.rstrip(b"\r\n")
            # A line end counts as one byte: how CR LF was cut must not change the verdict.
            ended = len(text) < len(piece)
            self._hold(len(text) + ended)
            self._line += text
            if not ended:
                break  # only the last piece can lack its line end
            event = self._end_line()
            if event is not None:
                events.append(event)
        self._after_cr = chunk.endswith(b"\r")
        return events

    def _hold(self, size: int) -> None:
        self._held += size
        if self._held > self._max_event:
            raise SseLimitError(f"an event is over {self._max_event} bytes")

    def _end_line(self) -> SseEvent | None:
        raw = bytes(self._line)
        self._line.clear()
        if self._first_line:
            raw = raw.removeprefix(_BOM)
            self._first_line = False
        if raw:
            self._read_field(raw.decode("utf-8", errors="replace"))
            return None
        return self._dispatch()

    def _read_field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\x00" not in value:
            self._id = value
        # Anything else is a comment (no name), `retry`, or a field we don't know: all skipped.

    def _dispatch(self) -> SseEvent | None:
        data, event = self._data, self._event
        self._data, self._event, self._held = [], "", 0
        if not data:
            return None
        return SseEvent(event or "message", "\n".join(data), self._id)
