"""Reading a document in a process of its own, which may fail, hang or be killed without harm."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass

from dom360.knowledge.errors import IngestFailed
from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.kinds import Kind

_COMMAND: tuple[str, ...] = ("-m", "dom360.knowledge.extraction.child")
# JSON of the most characters, each escaped, and some more.
_BYTES_PER_CHARACTER = 8


@dataclass(frozen=True)
class _Ended:
    answer: bytes
    code: int


async def extract(content: bytes, kind: Kind, limits: Limits | None = None) -> list[Block]:
    """The blocks of a document. Raises IngestFailed; the process is gone when this returns."""
    limits = limits or Limits()
    ended = await _run(content, kind, limits)
    if ended.code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise IngestFailed("FILE_TOO_SLOW")
    try:
        answer = json.loads(ended.answer)
    except ValueError:
        # It died of what it read: out of memory where Python could not say so, or a crash in C.
        raise IngestFailed("FILE_TOO_COMPLEX") from None
    if "error" in answer:
        raise IngestFailed(str(answer["error"]))
    return [Block(*one) for one in answer["blocks"]]


async def _run(content: bytes, kind: Kind, limits: Limits) -> _Ended:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *_COMMAND, kind, json.dumps(asdict(limits)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # Nothing of ours: no address of a database, no key.
        env={"LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
    )  # fmt: skip
    feeding = asyncio.create_task(_feed(process, content))
    try:
        async with asyncio.timeout(limits.wall_s):
            answer = await _read(process, limits.characters * _BYTES_PER_CHARACTER)
            return _Ended(answer, await process.wait())
    except TimeoutError:
        raise IngestFailed("FILE_TOO_SLOW") from None
    finally:
        # The whole group: a parser may have started something.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        feeding.cancel()
        await process.wait()


async def _feed(process: asyncio.subprocess.Process, content: bytes) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(content)
        await process.stdin.drain()
        process.stdin.close()


async def _read(process: asyncio.subprocess.Process, most: int) -> bytes:
    assert process.stdout is not None
    answer = bytearray()
    while piece := await process.stdout.read(256 * 1024):
        answer += piece
        if len(answer) > most:
            raise IngestFailed("FILE_TOO_LONG")
    return bytes(answer)
