"""What is read out of any document: headings, paragraphs and rows, in order."""

from typing import Literal, NamedTuple

BlockKind = Literal["heading", "text", "row"]


class Block(NamedTuple):
    """`level` is a heading's depth from 1 on. A row is never cut by sentences."""

    kind: BlockKind
    text: str
    level: int = 0


class Unreadable(Exception):
    """Why a document cannot be read: a code of `dom360.knowledge.errors.FAILURES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
