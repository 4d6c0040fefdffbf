"""What the agent says in a turn: whole at the end, and in pieces for whoever listens.

Words in front of a tool call were heard already, so they belong to the answer. When a question
fails after its first words, no more pieces are told: the whole answer stands at the end of the
stream, and only that counts.
"""

from collections.abc import Iterable

from dom360.agents.language import Language
from dom360.agents.model.links import StreamedText, clean
from dom360.agents.model.questions import OneQuestion
from dom360.agents.thinking import Tell

_MOST_TEXT = 20_000
_BETWEEN = "\n\n"


class Voice:
    def __init__(
        self,
        hosts: frozenset[str],
        language: Language,
        tell: Tell | None,
        *,
        one_question: bool = False,
    ) -> None:
        self._hosts = hosts
        self._kept = OneQuestion() if one_question else None
        self._language: Language = language
        self._tell = tell
        self._said: list[str] = []
        self._told = False
        self._begin()

    @property
    def listened_to(self) -> bool:
        return self._tell is not None

    @property
    def has_words(self) -> bool:
        return bool(_joined(self._said))

    def piece(self, text: str) -> None:
        self._hear(self._stream.feed(_storable(text)))

    def failed(self) -> None:
        """The question that these pieces answered has to be asked again."""
        if self._begun:
            self._tell = None
        self._begin()

    def said(self, text: str) -> None:
        """A question came to its end, and this is what was said to it."""
        self._hear(self._stream.end())
        self._utter(self._heard.end() if self._heard else "")
        cleaned = clean(_storable(text), self._hosts, self._language).strip()
        if self._kept:
            cleaned = (self._kept.feed(cleaned) + self._kept.end()).strip()
        self._said.append(cleaned)
        self._begin()

    def add(self, text: str) -> None:
        """Words that came in one piece."""
        self.piece(text)
        self.said(text)

    def whole(self) -> str:
        return _joined(self._said)[:_MOST_TEXT]

    def _begin(self) -> None:
        self._stream = StreamedText(self._hosts, self._language)
        self._heard = OneQuestion(asked=self._kept.asked) if self._kept else None
        self._begun = False
        self._space = ""

    def _hear(self, text: str) -> None:
        self._utter(self._heard.feed(text) if self._heard else text)

    def _utter(self, text: str) -> None:
        """White space waits for the words behind it: an answer neither begins nor ends with it."""
        text = self._space + text if self._begun else text.lstrip()
        words = text.rstrip()
        self._space = text[len(words) :]
        if not words:
            return
        before = _BETWEEN if self._told and not self._begun else ""
        self._begun = self._told = True
        if self._tell is not None:
            self._tell("token", {"text": before + words})


def _joined(parts: Iterable[str]) -> str:
    """What was said in several pieces, without a piece that says the same again."""
    kept: list[str] = []
    for part in parts:
        if part and part not in kept:
            kept.append(part)
    return _BETWEEN.join(kept)


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode(errors="ignore").decode()
