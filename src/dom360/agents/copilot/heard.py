"""One message of an operator, as written and as it is read."""

import re
import unicodedata
from dataclasses import dataclass

from dom360.agents.copilot.about import without_about
from dom360.agents.copilot.spelling import repair
from dom360.agents.text import fold

# A dictated comment may be longer than what anybody types; the tool takes 4,000 characters.
MAX_HEARD_CHARS = 4_500


@dataclass(frozen=True, slots=True)
class Heard:
    """`plain` is folded and repaired; `back` leads from its characters to those of `text`."""

    text: str
    plain: str
    back: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "Heard":
        text = unicodedata.normalize("NFC", without_about(raw).strip())[:MAX_HEARD_CHARS]
        plain, back = repair(fold(text), text)
        return cls(text, plain, tuple(back))

    def written(self, start: int, end: int | None = None) -> str:
        """The words as they were written, of a stretch of `plain`."""
        last = self.back[len(self.plain) if end is None else end]
        return self.text[self.back[start] : last]

    def part(self, start: int, end: int) -> "Heard":
        first, last = self.back[start], self.back[end]
        back = tuple(place - first for place in self.back[start : end + 1])
        return Heard(self.text[first:last], self.plain[start:end], back)

    @property
    def is_question(self) -> bool:
        return "?" in self.plain

    def has(self, pattern: str | re.Pattern[str]) -> bool:
        return re.search(pattern, self.plain) is not None
