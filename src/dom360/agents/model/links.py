"""Images and links in what a model says: only those of the tenant's own hosts stay.

A document or a message can talk a model into showing an image or a link, and with it somebody
else's words or data leave in an address. So an answer holds no image at all, and no link but to
hosts that the tenant itself named: in the booking link or in its agent's texts.
"""

import re
from urllib.parse import urlsplit

from dom360.agents.language import Language
from dom360.protocol import AgentRequest

REMOVED: dict[Language, str] = {"pt": "[link removido]", "en": "[link removed]"}

_URL = r"(?:https?://|ftp://|//|www\.|data:|javascript:)[^\s<>\"'\])}]+"
_PARTS = re.compile(
    r"(?P<image>!\[(?P<alt>[^\]]{0,500})\](?:\([^)]*\)|\[[^\]]*\])?)"
    r"|(?P<link>\[(?P<label>[^\]]{0,500})\]\(\s*<?(?P<target>[^)\s>]*)>?[^)]*\))"
    r"|(?P<tag></?[A-Za-z!][^>]{0,2000}>?)"
    rf"|(?P<url>{_URL})",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[\[<]")
_ANY_URL = re.compile(_URL, re.IGNORECASE)
# What no longer is an address when it ends a sentence.
_AFTER = ".,;:!?"
# How long the stream waits for a construct to end before it takes it for plain words.
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
        for found in _ANY_URL.finditer(text)
        if (host := _host(found.group())) is not None
    )


def clean(text: str, hosts: frozenset[str], language: Language) -> str:
    """The text without images, foreign links and markup."""

    def keep(found: re.Match[str]) -> str:
        if found["image"] is not None:
            return found["alt"].strip()
        if found["link"] is not None:
            if _host(found["target"]) in hosts and _safe(found["target"]):
                return f"[{found['label']}]({found['target']})"
            return clean(found["label"], hosts, language)
        if found["tag"] is not None:
            inner = _ANY_URL.fullmatch(found["tag"].strip("<>"))
            return inner.group() if inner and _host(inner.group()) in hosts else ""
        url = found["url"].rstrip(_AFTER)
        rest = found["url"][len(url) :]
        return (url if _host(url) in hosts and _safe(url) else REMOVED[language]) + rest

    return _PARTS.sub(keep, text)


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
    while (found := _OPENING.search(text, position)) is not None:
        closing = text.find("]" if found.group() == "[" else ">", found.end())
        if closing < 0:
            return found.start()
        position = closing + 1
        if text[position : position + 1] == "(":
            closing = text.find(")", position)
            if closing < 0:
                return found.start()
            position = closing + 1
    return None


def _word_start(text: str, position: int) -> int:
    """An exclamation mark in front of a bracket belongs to it."""
    return position - 1 if text[:position].endswith("!") else position


def _safe(url: str) -> bool:
    return urlsplit(_with_scheme(url)).scheme in {"http", "https"}


def _host(url: str) -> str | None:
    try:
        host = urlsplit(_with_scheme(url.strip())).hostname
    except ValueError:
        return None
    return host.lower().rstrip(".") if host else None


def _with_scheme(url: str) -> str:
    if url.startswith("//"):
        return f"https:{url}"
    return f"https://{url}" if url.lower().startswith("www.") else url
