"""Text as the built-in policy compares it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dom360.agents.spelling import spell_out

# What the policy reads of one message. More than anyone types; keeps a turn's cost bounded.
MAX_READ_CHARS = 2_000
# Curly quotes, the acute accent and the back tick all stand for an apostrophe in chat.
_APOSTROPHES = "\u2019\u2018\u00b4`"
_SENTENCE_END = re.compile(
    r"(?<!\b[DdSsMm]r)(?<!\b[DdSs]ra)(?<!\b[Pp]rof)(?<!\b[A-Z])[.!;]+(?=\s"
    r"|$)|\?+|\n+"
)
# "Seu Jorge" and "Dra. Helena" are addressed as they call themselves.
_TITLES = frozenset({"seu", "dona", "sr", "sra", "dr", "dra", "prof", "profa", "mr", "mrs", "ms"})
_NOT_IN_NAMES = re.compile(r"[^\w\s.&'\u2019\-/+]|_|[\r\n\t]")


def fold(text: str) -> str:
    """Lower case without accents, every character still at its place in `text`.

    `text` must be in NFC (see `Said.of`), so that positions found here also hold there.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate(_FOLDED)


# More letters than anyone writes with; a bound for hostile texts.
MOST_REMEMBERED = 4_096


class _Folds(dict[int, str]):
    """One character for one, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFD", char)[0].lower()[:1] or char
        folded = "'" if char in _APOSTROPHES else plain
        if len(self) < MOST_REMEMBERED:
            self[code] = folded
        return folded


_FOLDED = _Folds()


# How channels name what was no text.
NOT_TEXT = re.compile(
    r"\W*(?:audio|voz|imagem|foto|figurinha|sticker|video|documento|arquivo|image|voice|photo|file"
    r"|mensagem de voz|voice message)(?: (?:omitid[oa]|anexad[oa]|omitted|attached))?\W*"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    is_question: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message in two forms of equal length: as written, and folded for comparing.

    A chat message (`of_chat`) is read with its abbreviations spelled out; `quote` gives back what
    was typed.
    """

    text: str
    folded: str
    raw: str | None = None
    origin: tuple[int, ...] = ()

    @classmethod
    def of(cls, raw: str) -> "Said":
        text = unicodedata.normalize("NFC", raw[:MAX_READ_CHARS]).strip()
        return cls(text, fold(text))

    @classmethod
    def of_chat(cls, raw: str) -> "Said":
        plain = cls.of(raw)
        spelled = spell_out(plain.text)
        if spelled is None:
            return plain
        return cls(spelled.text, fold(spelled.text), plain.text, spelled.origin)

    def quote(self, start: int, end: int) -> str:
        """What was typed there."""
        if self.raw is None:
            return self.text[start:end]
        return self.raw[self.origin[start] : self.origin[end]]

    @property
    def written(self) -> str:
        """All of it as typed, without blank parts around it."""
        return self.quote(0, len(self.text)).strip()

    def without(self, spans: Iterable[tuple[int, int]]) -> "Said":
        """The same message, of equal length, with these parts blank."""
        text, folded = self.text, self.folded
        for start, end in spans:
            blank = "\n" * (end - start)
            text = text[:start] + blank + text[end:]
            folded = folded[:start] + blank + folded[end:]
        return Said(text, folded, self.raw, self.origin)

    def sentences(self) -> tuple[Sentence, ...]:
        return _sentences(self.text)

    def sentence_at(self, position: int) -> Sentence:
        for sentence in self.sentences():
            if sentence.start <= position < sentence.end:
                return sentence
        return Sentence(0, len(self.text), self.text.endswith("?"))

    @property
    def words(self) -> list[str]:
        return re.findall(r"\w+", self.folded)


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[Sentence, ...]:
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if text[start : end.start()].strip():
            found.append(Sentence(start, end.start(), "?" in end.group()))
        start = end.end()
    if text[start:].strip():
        found.append(Sentence(start, len(text), is_question=False))
    return tuple(found)


def clean_name(name: str | None, *, max_chars: int = 60) -> str:
    """A name that is safe to repeat inside a sentence: one line, no question marks, no markup."""
    text = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", name or ""))
    return " ".join(text.split())[:max_chars].strip(" .-/'\u2019").lstrip("+")


def first_name(name: str | None) -> str:
    """The contact's first name, or nothing where the field holds a phone or a code."""
    words = clean_name(name).split()
    if len(words) > 1 and fold(words[0]).rstrip(".") in _TITLES:
        return f"{words[0]} {words[1]}" if words[1].isalpha() else ""
    if not words or not words[0].isalpha() or len(words[0]) > 20:
        return ""
    word = words[0]
    return word.capitalize() if word.islower() or (word.isupper() and len(word) > 2) else word
