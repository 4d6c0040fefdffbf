"""Markdown: headings, paragraphs, lists, code and tables, without the marks."""

import re
from collections.abc import Iterator

from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.extraction.plain import decode
from dom360.knowledge.extraction.table import rows_as_blocks

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,4}[.)])[ \t]+(.*)$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|~~|`)(\S(?:.*?\S)?)\1")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read(content: bytes, _: Limits) -> Iterator[Block]:
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", decode(content)))
    lines = text.split("\n")
    place, paragraph = 0, list[str]()
    while place < len(lines):
        line = lines[place]
        if heading := _HEADING.match(line):
            yield from _close(paragraph)
            yield Block("heading", bare(heading[2]), len(heading[1]))
        elif paragraph and (under := _UNDERLINE.match(line)):
            title = paragraph.pop()
            yield from _close(paragraph)
            yield Block("heading", bare(title), 1 if under[1][0] == "=" else 2)
        elif _starts_table(lines, place):
            yield from _close(paragraph)
            end = _end_of_table(lines, place)
            yield from rows_as_blocks(
                [_cells(one) for at, one in enumerate(lines[place:end]) if at != 1]
            )
            place = end - 1
        elif not line.strip() or _FENCE.match(line):
            yield from _close(paragraph)
        else:
            paragraph.append(line)
        place += 1
    yield from _close(paragraph)


def bare(text: str) -> str:
    """What a reader sees of a line. A link keeps its address where that says something."""
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(_linked, text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return text.lstrip("> ").strip()


def _linked(match: re.Match[str]) -> str:
    words, address = match[1], match[2]
    return f"{words} ({address})" if address.startswith("http") and address != words else words


def _close(paragraph: list[str]) -> Iterator[Block]:
    """End a paragraph: its running lines together, each item of a list by itself."""
    items: list[str] = []
    for line in paragraph:
        item = _LIST_ITEM.match(line)
        if item:
            items.append(f"• {bare(item[1])}")
        elif items:
            items[-1] = f"{items[-1]} {bare(line)}"
        else:
            items.append(bare(line))
    paragraph.clear()
    if any(items):
        yield Block("text", "\n".join(one for one in items if one))


def _starts_table(lines: list[str], place: int) -> bool:
    has_rule = place + 1 < len(lines) and "-" in lines[place + 1]
    return "|" in lines[place] and has_rule and bool(_TABLE_RULE.match(lines[place + 1]))


def _end_of_table(lines: list[str], place: int) -> int:
    while place < len(lines) and "|" in lines[place]:
        place += 1
    return place


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [bare(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner)]
