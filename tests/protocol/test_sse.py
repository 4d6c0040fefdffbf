"""The event stream's encoder and parser, under any cutting of the bytes."""

import itertools

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dom360.protocol import SseEvent, SseLimitError, SseParser, encode_comment, encode_event

TEXT = st.text(st.characters(codec="utf-8"))
STREAM = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"data: a",
                b"data:b",
                b"data",
                b"event: token",
                b"id: 7",
                b": hi",
                b"retry: 3",
                b"x: y",
            ]
        ),
        TEXT.map(lambda text: b"data: " + text.encode()),
        st.binary(max_size=12),
        st.just(b""),
    ),
    max_size=30,
).flatmap(
    lambda lines: st.lists(
        st.sampled_from([b"\n", b"\r\n", b"\r"]), min_size=len(lines), max_size=len(lines)
    ).map(lambda ends: b"".join(line + end for line, end in zip(lines, ends, strict=True)))
)


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    marks = [0, *sorted(place % (len(stream) + 1) for place in places), len(stream)]
    return [stream[start:end] for start, end in itertools.pairwise(marks)]


def read(chunks: list[bytes], parser: SseParser | None = None) -> list[SseEvent]:
    parser = parser or SseParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


@given(stream=STREAM, places=st.lists(st.integers(0, 10_000), max_size=20))
def test_any_chunking_gives_the_same_events(stream, places):
    whole = read([stream])

    assert read(cut(stream, places)) == whole
    assert read([bytes([byte]) for byte in stream]) == whole


@given(
    stream=STREAM, places=st.lists(st.integers(0, 10_000), max_size=20), limit=st.integers(1, 80)
)
def test_the_size_limit_does_not_depend_on_the_chunking(stream, places, limit):
    def refused(chunks: list[bytes]) -> bool:
        try:
            read(chunks, SseParser(max_event_bytes=limit))
        except SseLimitError:
            return True
        return False

    assert refused(cut(stream, places)) == refused([stream])


@given(
    sent=st.lists(st.tuples(st.sampled_from(["token", "tool_call", "done"]), TEXT), max_size=10),
    places=st.lists(st.integers(0, 10_000), max_size=20),
)
def test_what_is_encoded_is_read_back(sent, places):
    stream = b"".join(encode_event(name, {"text": text}) + encode_comment() for name, text in sent)

    events = read(cut(stream, places))

    assert [(event.event, orjson.loads(event.data)["text"]) for event in events] == sent


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"data: one\ndata: two\n\n", [SseEvent("message", "one\ntwo")]),
        (b"\xef\xbb\xbfdata: bom\n\n", [SseEvent("message", "bom")]),
        (b"event: done\n\n", []),
        (b"data: cut off", []),
        (b"data\n\n", [SseEvent("message", "")]),
        (b"data:  two spaces\n\n", [SseEvent("message", " two spaces")]),
        (b": comment\n\nid: 4\ndata: x\n\n", [SseEvent("message", "x", "4")]),
        (b"data: \xff\n\n", [SseEvent("message", "�")]),
    ],
)
def test_the_standards_corners(stream, expected):
    assert read([stream]) == expected


def test_a_line_without_end_is_refused_before_it_fills_the_memory():
    parser = SseParser(max_event_bytes=1_000)

    with pytest.raises(SseLimitError):
        read([b"x" * 100] * 100, parser)


def test_a_long_stream_is_refused():
    parser = SseParser(max_stream_bytes=1_000)

    with pytest.raises(SseLimitError):
        read([b"data: 1\n\n"] * 200, parser)


@pytest.mark.parametrize("name", ["", "a\nb", "a\r"])
def test_an_event_name_cannot_break_the_stream(name):
    with pytest.raises(ValueError):
        encode_event(name, {})
