"""The process that reads one document: bytes on standard input, JSON on standard output.

Run by `sandbox.py`. It has walls around it before it imports a parser, knows no setting and no
secret, and whatever a file does to it ends with it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from dom360.kit.process import die_with_parent
from dom360.knowledge.extraction.blocks import Block, Unreadable
from dom360.knowledge.extraction.limits import Limits, put_up_walls

Reader = Callable[[bytes, Limits], Iterable[Block]]
_READERS = {
    "pdf": "pdf", "docx": "word", "xlsx": "sheet", "markdown": "markdown", "text": "plain",
    "html": "web_page", "csv": "table",
}  # fmt: skip


def main(kind: str, limits: Limits) -> dict[str, object]:
    """The blocks, or the code of what is wrong."""
    content = sys.stdin.buffer.read()
    try:
        read: Reader = import_module(f"dom360.knowledge.extraction.{_READERS[kind]}").read
        blocks = list(_bounded(read(content, limits), limits))
    except Unreadable as refusal:
        return {"error": refusal.code}
    except (MemoryError, RecursionError):
        return {"error": "FILE_TOO_COMPLEX"}
    except Exception:  # noqa: BLE001
        # Parsers meet broken files with any error there is; what kind it was helps nobody.
        return {"error": "FILE_BROKEN"}
    if not any(block.text.strip() for block in blocks):
        return {"error": "FILE_HAS_NO_TEXT"}
    return {"blocks": blocks}


def _bounded(blocks: Iterable[Block], limits: Limits) -> Iterator[Block]:
    left = limits.characters
    for block in blocks:
        left -= len(block.text) + 1
        if left < 0:
            raise Unreadable("FILE_TOO_LONG")
        yield block


if __name__ == "__main__":
    die_with_parent()
    given = Limits(**json.loads(sys.argv[2]))
    # The door for the answer stays; what a parser prints goes nowhere.
    answer_to = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    put_up_walls(given)
    answer = memoryview(json.dumps(main(sys.argv[1], given)).encode())
    while answer:
        answer = answer[os.write(answer_to, answer) :]
    # Without the interpreter's farewell: what a parser left behind has no say any more.
    os._exit(0)
