"""The least HTTP client: one kept connection, one request at a time.

The load must cost little beside what it measures, because both share the cores. It speaks just what
our own servers answer with: HTTP/1.1 with a Content-Length, or chunks.
"""

import asyncio
from dataclasses import dataclass
from typing import Self


class BrokenAnswer(Exception):
    """The server closed, or said what this client doesn't understand."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


class Connection:
    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def request(self, raw: bytes) -> Answer:
        """Send one whole request. Raises BrokenAnswer or OSError; the next call connects anew."""
        try:
            return await self._exchange(raw)
        except (asyncio.IncompleteReadError, ValueError) as problem:
            self.close()
            raise BrokenAnswer(type(problem).__name__) from None
        except BaseException:
            self.close()
            raise

    async def _exchange(self, raw: bytes) -> Answer:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                self._host, self._port, limit=1 << 22
            )
        assert self._reader is not None
        self._writer.write(raw)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head[9:12])
        if b"transfer-encoding: chunked" in head:
            return Answer(status, await _chunks(self._reader))
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        return Answer(status, await self._reader.readexactly(length))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return b"".join(parts)


def write_request(
    method: str, host: str, path: str, headers: dict[str, str], body: bytes = b""
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body
