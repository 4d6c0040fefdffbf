"""Images and links in what a model says: only those of the tenant's own hosts stay.

A document or a message can talk a model into showing an image or a link, and with it somebody
else's words or data leave in an address. So an answer holds no image at all, and no link but to
hosts that the tenant itself named: in the booking link or in its agent's texts.
"""

import re
from urllib.parse import urlsplit

from dom360.agents.language import Language
from dom360.protocol import AgentRequest

REMOVED: dict[Language, str] = {"pt": "(link removido)", "en": "(link removed)"}

# What a page makes a link of by itself. A bracket ends it, as it ends a link's label or target.
_URL = re.compile(
    r"<?(?:[a-z][a-z0-9+.-]{1,20}:(?://|\\\\)|www\.)[^\s<>\"'\[\]{}()]+>?",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?P<image>!?)\[(?P<label>[^\[\]]{0,500})\]"
    r"(?:\([ \t]*<?(?P<target>[^()\s<>]*)[^()]*\)|(?P<reference>\[[^\[\]]*\]))?"
)
# Links in forms that the pattern above does not read, and definitions for links by reference.
_LEFT = re.compile(r"\](?P<mark>\(|:)(?P<target>[^()\[\]\s<>]*)")
_DEEPEST = 5
# What no longer is an address when it ends a sentence.
_AFTER = ".,;:!?"
# How long a stream waits for a bracket to close before it takes it for plain words.
_MOST_HELD = 600


def hosts_of(request: AgentRequest) -> frozenset[str]:
    """The hosts that this tenant named itself."""
    texts = [request.calendar_booking.booking_url or ""]
    if request.agent is not None:
        texts += [
            request.agent.persona or "",
            request.agent.products or "",
            request.agent.tone or "",
        ]
    return frozenset(
        host
        for text in texts
        for found in _URL.finditer(text)
        if (host := _host(found.group().strip("<>").rstrip(_AFTER))) is not None
    )


def clean(text: str, hosts: frozenset[str], language: Language) -> str:
    """The text without images and foreign links. What is not clearly allowed does not stay."""

    def marked(found: re.Match[str]) -> str:
        if found["image"]:
            return _plain(found["label"].strip())
        if found["target"] is not None and _host(found["target"]) not in hosts:
            return _plain(found["label"])
        return found.group()

    def left(found: re.Match[str]) -> str:
        allowed = found["mark"] == "(" and _host(found["target"]) in hosts
        return found.group() if allowed else f"] {found['mark']}{found['target']}"

    def bare(found: re.Match[str]) -> str:
        url = found.group().strip("<>").rstrip(_AFTER)
        if _host(url) in hosts:
            return found.group()
        return REMOVED[language] + found.group().strip("<>")[len(url) :]

    for _ in range(_DEEPEST):
        before, text = text, _MARKED.sub(marked, text)
        if text == before:
            break
    return _URL.sub(bare, _LEFT.sub(left, text.replace("![", "! [")))


class StreamedText:
    """Cleans a text while it comes. It holds back what might still become an image or a link."""

    def __init__(self, hosts: frozenset[str], language: Language) -> None:
        self._hosts = hosts
        self._language: Language = language
        self._held = ""

    def feed(self, piece: str) -> str:
        """What may be shown now."""
        self._held += piece
        return self._give(_safe_end(self._held))

    def end(self) -> str:
        return self._give(len(self._held))

    def _give(self, end: int) -> str:
        given, self._held = self._held[:end], self._held[end:]
        return clean(given, self._hosts, self._language)


def _plain(label: str) -> str:
    """A label without its brackets, that makes no link of what stands before and behind it."""
    return label if label and not label.startswith(("(", ":")) else f" {label}"


def _safe_end(text: str) -> int:
    """Up to where a text is whole words, with no bracket open."""
    end = max(text.rfind(" "), text.rfind("\n")) + 1
    opened = _first_open(text[:end])
    if opened is not None and len(text) - opened < _MOST_HELD:
        return _word_start(text, opened)
    return end


def _first_open(text: str) -> int | None:
    """Where the first bracket stands that nothing closes; a link's label and target are one."""
    position = 0
    while (opened := text.find("[", position)) >= 0:
        position = _end_of_marked(text, opened)
        if position < 0:
            return opened
    return None


def _end_of_marked(text: str, opened: int) -> int:
    """Behind the bracket's end, with what is inside it and its target or reference behind it.

    -1 where it is still open.
    """
    depth, position = 0, opened
    while position < len(text):
        depth += (text[position] == "[") - (text[position] == "]")
        position += 1
        following = text[position : position + 1]
        if depth == 0 and following not in {"(", "["}:
            return position
        if depth == 0 and following == "(":
            closing = text.find(")", position)
            return closing + 1 if closing >= 0 else -1
    return -1


def _word_start(text: str, position: int) -> int:
    """An exclamation mark in front of a bracket belongs to it."""
    return position - 1 if text[:position].endswith("!") else position


def _host(url: str) -> str | None:
    """The host that a browser would go to; None where two readers could disagree about it."""
    if "\\" in url or "&" in url.partition("?")[0]:
        return None
    try:
        parts = urlsplit(f"https://{url}" if url.lower().startswith("www.") else url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not host:
        return None
    return host.lower().rstrip(".")
