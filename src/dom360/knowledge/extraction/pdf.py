"""PDF, page by page. Headings are guessed from how lines look in text alone."""

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from dom360.knowledge.extraction.blocks import Block, Unreadable
from dom360.knowledge.extraction.limits import Limits

_NUMBERED = re.compile(r"^\d{1,2}(\.\d{1,2}){0,3}\.?\s+\S")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",")
_HEADING_CHARS = 70


def read(content: bytes, limits: Limits) -> Iterator[Block]:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        try:
            # Many are "protected" against printing only, and open with an empty password.
            if not reader.decrypt(""):
                raise Unreadable("FILE_ENCRYPTED")
        except (FileNotDecryptedError, NotImplementedError, ImportError):
            raise Unreadable("FILE_ENCRYPTED") from None
    if len(reader.pages) > limits.pages:
        raise Unreadable("FILE_TOO_LONG")
    for page in reader.pages:
        yield from _blocks(page.extract_text() or "")


def _blocks(text: str) -> Iterator[Block]:
    paragraph: list[str] = []
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").split("\n")]
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        if not line:
            yield from _close(paragraph)
        elif _is_heading(line, before):
            yield from _close(paragraph)
            yield Block("heading", line, line.count(".", 0, 8) + 1 if line[0].isdigit() else 1)
        else:
            paragraph.append(line)
    yield from _close(paragraph)


def _is_heading(line: str, before: str) -> bool:
    """Short, ends no sentence and continues none: numbered, or in capitals."""
    if len(line) > _HEADING_CHARS or line.endswith(_ENDS_SENTENCE):
        return False
    begins = not before or before.endswith(_ENDS_SENTENCE)
    letters = [char for char in line if char.isalpha()]
    capitals = len(letters) >= 4 and all(char.isupper() for char in letters)
    return begins and (capitals or (bool(_NUMBERED.match(line)) and len(letters) >= 4))


def _close(paragraph: list[str]) -> Iterator[Block]:
    text = ""
    for line in paragraph:
        # A word that was divided at the end of its line.
        divided = text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()
        text = text[:-1] + line if divided else f"{text} {line}".strip()
    paragraph.clear()
    if text:
        yield Block("text", text)
