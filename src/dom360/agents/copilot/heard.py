"""One message of an operator, as written and as it is read."""

import re
import unicodedata
from dataclasses import dataclass

from dom360.agents.copilot.about import without_about
from dom360.agents.copilot.corrections import taken_back
from dom360.agents.copilot.edits import Traced
from dom360.agents.copilot.first_names import FIRST_NAMES
from dom360.agents.copilot.names import with_capitals
from dom360.agents.copilot.spelling import repairs, unslashed
from dom360.agents.copilot.spoken import as_written
from dom360.agents.text import fold

# A dictated comment may be longer than what anybody types; the tool takes 4,000 characters.
MAX_HEARD_CHARS = 4_500


_NAME_WORD = re.compile(r"[a-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Heard:
    """`plain` is folded, repaired and its numbers are digits; `back` leads from its characters to
    those of `text`. `cased` is the text with the names of people written large.
    """

    text: str
    plain: str
    back: tuple[int, ...]
    cased: str

    @classmethod
    def of(cls, raw: str) -> "Heard":
        text = unicodedata.normalize("NFC", without_about(raw).strip())[:MAX_HEARD_CHARS]
        cased = with_capitals(text)
        traced = Traced.of(fold(text)).edited(repairs(fold(text), cased))
        traced = as_written(traced.edited(unslashed(traced.plain)), cased)
        heard = cls(text, traced.plain, traced.back, cased)
        corrected = traced.edited(taken_back(heard.plain, heard.names))
        return cls(text, corrected.plain, corrected.back, cased)

    def written(self, start: int, end: int | None = None) -> str:
        """The words as they were written, of a stretch of `plain`."""
        last = self.back[len(self.plain) if end is None else end]
        return self.text[self.back[start] : last]

    @property
    def names(self) -> list[tuple[int, int]]:
        """The stretches of `plain` that are written large, or would be."""
        found: list[tuple[int, int]] = []
        for word in _NAME_WORD.finditer(self.plain):
            begins = not self.plain[: word.start()].strip(" ,.;:!?")
            if not self.is_large(word.start()) or (begins and word.group() not in FIRST_NAMES):
                continue
            if found and self.plain[found[-1][1] : word.start()] in (" ", " de ", " da ", " do "):
                found[-1] = (found[-1][0], word.end())
            else:
                found.append((word.start(), word.end()))
        return found

    def cased_stretch(self, start: int, end: int | None = None) -> str:
        """The same with the names of people written large."""
        last = self.back[len(self.plain) if end is None else end]
        return self.cased[self.back[start] : last]

    def as_typed(self, name: str) -> str:
        """A name that was read with capitals, as it stands in the message."""
        place = self.cased.find(name)
        return name if place < 0 else self.text[place : place + len(name)]

    def part(self, start: int, end: int) -> "Heard":
        first, last = self.back[start], self.back[end]
        back = tuple(place - first for place in self.back[start : end + 1])
        return Heard(self.text[first:last], self.plain[start:end], back, self.cased[first:last])

    def is_large(self, place: int) -> bool:
        """Whether a name begins there, in `plain`."""
        return self.cased[self.back[place] :][:1].isupper()

    @property
    def is_question(self) -> bool:
        return "?" in self.plain

    def has(self, pattern: str | re.Pattern[str]) -> bool:
        return re.search(pattern, self.plain) is not None
