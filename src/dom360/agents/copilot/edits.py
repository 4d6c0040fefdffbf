"""Changing a text while each of its characters still knows where it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from dom360.agents.copilot.marks import UUID

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Traced:
    """`back` leads from each character of `plain`, and from its end, to where it was typed."""

    plain: str
    back: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Traced":
        return cls(text, tuple(range(len(text) + 1)))

    def edited(self, edits: Iterable[Edit]) -> "Traced":
        """`edits` say what stands from where to where, from left to right. None changes a part of
        an id: in one of seven, something in it looks like "7d", seven days.
        """
        ids = [one.span() for one in UUID.finditer(self.plain)]
        plain: list[str] = []
        back: list[int] = []
        done = 0
        for start, end, new in edits:
            if any(_is_part_of(start, end, first, last) for first, last in ids):
                continue
            plain += [self.plain[done:start], new]
            back += self.back[done:start]
            back += [self.back[start + min(i, end - start - 1)] for i in range(len(new))]
            done = end
        if not plain:
            return self
        plain.append(self.plain[done:])
        back += self.back[done:]
        return Traced("".join(plain), tuple(back))


def _is_part_of(start: int, end: int, first: int, last: int) -> bool:
    """Whether a stretch touches another without holding all of it."""
    return start < last and first < end and not (start <= first and last <= end)
