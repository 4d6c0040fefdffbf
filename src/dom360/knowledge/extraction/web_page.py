"""HTML: what a reader sees of the page, without scripts, menus and forms."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from dom360.knowledge.extraction.blocks import Block
from dom360.knowledge.extraction.limits import Limits
from dom360.knowledge.extraction.table import rows_as_blocks

_DROPPED = [
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "form",
    "button", "select", "nav", "footer", "aside", "head", "link", "meta",
]  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MARKS = {"br": "\n", "li": "\n• "}
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "ul", "ol", "dl", "dt", "dd", "pre",
     "blockquote", "address", "figure", "figcaption", "details", "summary", "body", "html", "hr",
     "center", "fieldset"}
)  # fmt: skip


def read(content: bytes, _: Limits) -> Iterator[Block]:
    page = BeautifulSoup(content, "lxml")
    title = page.title.get_text(" ", strip=True) if page.title else ""
    for tag in page(_DROPPED):
        tag.decompose()
    if title and page.h1 is None:
        yield Block("heading", title, 1)
    root = page.body or page
    gathered: list[str] = []
    for piece in _walk(root):
        if isinstance(piece, str):
            gathered.append(piece)
            continue
        yield from _close(gathered)
        if piece is not None:
            yield piece
    yield from _close(gathered)


def _walk(root: Tag) -> Iterator[Block | str | None]:
    """Pieces of running text, finished blocks, and None where a paragraph ends. Without recursion:
    a page may be nested deeper than Python's stack."""
    stack: list[PageElement | None] = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node, Tag):
            if node is None:
                yield None
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                yield str(node)  # not a comment, a doctype or the like
            continue
        if node.name in _HEADINGS or node.name == "table":
            yield None
            yield from _whole(node)
            continue
        if node.name in _BLOCKS:
            yield None
            stack.append(None)
        elif node.name in _MARKS:
            yield _MARKS[node.name]
        stack += reversed(list(node.children))


def _whole(node: Tag) -> Iterator[Block]:
    """A heading or a table, taken at once."""
    if node.name == "table":
        yield from _table(node)
    elif text := " ".join(node.get_text(" ", strip=True).split()):
        yield Block("heading", text, _HEADINGS[node.name])


def _table(node: Tag) -> Iterator[Block]:
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"], recursive=False)]
        for row in node.find_all("tr")
    ]
    yield from rows_as_blocks(rows)


def _close(gathered: list[str]) -> Iterator[Block]:
    lines = (" ".join(line.split()) for line in "".join(gathered).split("\n"))
    text = "\n".join(line for line in lines if line.strip("• "))
    gathered.clear()
    if text:
        yield Block("text", text)
