"""Text files: paragraphs between blank lines."""

import codecs
import re
from collections.abc import Iterator

from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits

_BLANK = re.compile(r"\n[ \t]*\n")


def decode(content: bytes) -> str:
    """UTF-16 by its mark, UTF-8, or else what Windows wrote in Western Europe and Brazil."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def read(content: bytes, _: Limits) -> Iterator[Block]:
    for paragraph in _BLANK.split(decode(content)):
        if paragraph.strip():
            yield Block("text", " ".join(paragraph.split()))
